"""Train, validation and test by a stable hash of the article, near-duplicates on one side.

Wire copies share most of their wording: with one in train and the other in test, a score measures memory. Articles
are compared by sketches: the smallest hashes of their runs of four words. An article goes where the first imported
of its group goes, so that adding articles moves none (unless a new one joins two groups).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

from annotator.formats.options import Split
from annotator.project import Project, StoredArticle

_WORDS = 4
_SKETCH = 64
# Two articles meet when they share one of their smallest few hashes; near-duplicates almost surely do.
_KEYS = 12
# Wording that thousands of articles share (a publisher's standing phrases) must not cost a comparison with each.
_MOST_UNDER_A_KEY = 8
_MOST_COMPARED = 16
_ALIKE = 0.5


def sketch(text: str) -> list[int]:
    """The smallest hashes of the runs of four words, ascending; of the whole text when it is shorter."""
    words = text.split()
    runs = {" ".join(words[at : at + _WORDS]) for at in range(max(len(words) - _WORDS + 1, 1))}
    return nsmallest(_SKETCH, {_hash(run.encode("utf-8", "surrogatepass")) for run in runs})


def _hash(data: bytes) -> int:
    # crc32 is the same everywhere and always; the odd factor only shuffles, so that smallest means random.
    return crc32(data) * 0x9E3779B1 & 0xFFFFFFFF


def alike(a: list[int], b: list[int]) -> float:
    """The share of wording in common (Jaccard's), estimated from two sketches."""
    union = set(nsmallest(_SKETCH, {*a, *b}))
    return len(union.intersection(a).intersection(b)) / len(union)


class Groups:
    """Articles that are near-duplicates of each other, by union of those found alike."""

    def __init__(self) -> None:
        self._sketches: list[list[int]] = []
        self._parents: list[int] = []
        self._under: dict[int, list[int]] = {}

    def add(self, text: str) -> int:
        """Takes the next article, and gives its number (0, 1, ...)."""
        number = len(self._parents)
        found = sketch(text)
        self._parents.append(number)
        self._sketches.append(found)
        met: Counter[int] = Counter()
        keys = 0
        for key in found:
            there = self._under.setdefault(key, [])
            met.update(there)
            # A run that many articles share tells nothing; the next one may.
            if len(there) < _MOST_UNDER_A_KEY:
                there.append(number)
                keys += 1
                if keys == _KEYS:
                    break
        for other, _ in met.most_common(_MOST_COMPARED):
            if alike(found, self._sketches[other]) >= _ALIKE:
                a, b = self.first(number), self.first(other)
                self._parents[max(a, b)] = min(a, b)
        return number

    def first(self, number: int) -> int:
        """The first article of a group."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number


class Splitter:
    """Says for each article of a project which split it is in; reads all texts once, whatever is exported later."""

    def __init__(self, project: Project, split: Split, *, cancelled: Callable[[], None] | None = None) -> None:
        groups = Groups()
        uids: list[str] = []
        numbers: dict[int, int] = {}
        for article in project.iter_articles():
            numbers[article.id] = groups.add(article.text)
            uids.append(article.uid)
            if cancelled is not None and len(uids) % 100 == 0:
                cancelled()
        self._of = {article: side(uids[groups.first(number)], split) for article, number in numbers.items()}
        self.duplicates = sum(groups.first(number) != number for number in numbers.values())

    def split_of(self, article: StoredArticle) -> str:
        return self._of[article.id]


def side(uid: str, split: Split) -> str:
    """The split that an article's id falls into; the same for ever."""
    shares = (split.train, split.validation, split.test)
    at = int.from_bytes(blake2b(uid.encode("utf-8", "surrogatepass"), digest_size=8).digest()) / 2**64 * sum(shares)
    for name, share in zip(Split.NAMES, shares, strict=True):
        if at < share:
            return name
        at -= share
    return Split.NAMES[0]
