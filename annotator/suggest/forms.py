"""How often a surface form was annotated as what, counted over public sentences: a soft gazetteer for the tagger.

For each form: how often it occurs in those sentences, and how often it carries each class. The file is UTF-8, gzipped,
one form a line: form, occurrences, then one count a class of `CLASSES`, separated by tabs.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.pieces import Piece

CLASSES = ("ORG", "REGION", "NUMBER", "PERSON", "DATE", "WORK", "ROLE", "OTHER")
_MOST_PIECES = 8
Counts = tuple[int, ...]


class Forms:
    """Counts by surface form: `(occurrences, count of each class ...)`."""

    def __init__(self, counts: Mapping[str, Counts]) -> None:
        self.counts = counts
        self._heads = {form[:2] for form in counts}
        self._longest = max(map(len, counts), default=0)

    @classmethod
    def load(cls, path: Path) -> Forms:
        """Raises AnnotatorError("suggest.damaged") when the file is missing or no such table."""
        counts: dict[str, Counts] = {}
        try:
            for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
                form, *numbers = line.split("\t")
                counts[form] = tuple(map(int, numbers))
                if len(numbers) != len(CLASSES) + 1:
                    raise ValueError(form)
        except (OSError, EOFError, ValueError) as error:
            raise AnnotatorError("suggest.damaged", path=str(path), reason=str(error)) from error
        return cls(counts)

    def save(self, path: Path) -> None:
        rows = ("\t".join((form, *map(str, numbers))) for form, numbers in sorted(self.counts.items()))
        path.write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))

    def matches(self, text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
        """Every known form as (first piece, last piece, form), in order of the first, the shorter before the longer."""
        counts, heads, longest = self.counts, self._heads, self._longest
        for at, first in enumerate(pieces):
            start = first.start
            if text[start : start + 2] not in heads and text[start : first.end] not in counts:
                continue
            for last in range(at, min(at + _MOST_PIECES, len(pieces))):
                end = pieces[last].end
                if end - start > longest:
                    break
                form = text[start:end]
                if form in counts:
                    yield at, last, form


Held = Mapping[str, Counts]


def rates(counts: Counts, held: Counts | None = None) -> tuple[float, ...] | None:
    """The share of each class among a form's occurrences, smoothed; `held` is counted out. None when nothing is left.

    Leaving out what the sentence itself contributed is what makes the feature honest in training.
    """
    if held is not None:
        counts = tuple(max(count - own, 0) for count, own in zip(counts, held, strict=True))
    occurrences = max(counts[0], sum(counts[1:]))
    if not occurrences:
        return None
    return tuple(count / (occurrences + 0.5) for count in counts[1:])
