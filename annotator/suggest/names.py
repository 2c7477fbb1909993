"""Names confirmed in this project, recognised in all of its articles from the moment they are marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.pieces import Piece
from annotator.suggest.forms import reach

_MOST_PIECES = 12
_SHORTEST = 2
# A number is told by its form; that 3명 was marked once says nothing about the next one.
_NEVER = frozenset(["NUMBER"])


class Names:
    """Surfaces marked in the project, with how often under each label; one entry list an article."""

    def __init__(self) -> None:
        self._articles: dict[str, list[tuple[str, str]]] = {}
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        # How far names with these first characters go; None when the names have changed.
        self._reach: dict[str, int] | None = None

    def put(self, article: str, marks: Iterable[tuple[str, str]]) -> None:
        """Replaces what one article says: (surface, label) for each of its marks."""
        for surface, label in self._articles.pop(article, []):
            self._counts[surface][label] -= 1
            if self._counts[surface][label] <= 0:
                del self._counts[surface][label]
            if not self._counts[surface]:
                del self._counts[surface]
        self._reach = None
        kept = [(surface, label) for surface, label in marks if label not in _NEVER and len(surface) >= _SHORTEST]
        for surface, label in kept:
            self._counts[surface][label] += 1
        if kept:
            self._articles[article] = kept

    def __len__(self) -> int:
        return len(self._counts)

    def matches(self, text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str, int]]:
        """Where a confirmed name stands on piece edges, the longest from each place: first, last, label, how often.

        Not inside a longer noun run (TP in 충남TP): a noun may not touch it. A name under several labels counts for
        the label it was given most often, less its other uses.
        """
        if not self._counts:
            return
        if self._reach is None:
            self._reach = reach(self._counts, _SHORTEST)
        reaches = self._reach
        for at, first in enumerate(pieces):
            start = first.start
            furthest = start + reaches.get(text[start : start + _SHORTEST], 0)
            if furthest == start or (at and pieces[at - 1].end == start and _noun(pieces[at - 1])):
                continue
            best = None
            for last in range(at, min(at + _MOST_PIECES, len(pieces))):
                if pieces[last].end > furthest:
                    break
                counts = self._counts.get(text[start : pieces[last].end])
                touches = last + 1 < len(pieces) and pieces[last + 1].start == pieces[last].end
                if counts and not (touches and _noun(pieces[last + 1])):
                    label, most = counts.most_common(1)[0]
                    best = (at, last, label, 2 * most - counts.total())
            if best is not None and best[3] > 0:
                yield best


def _noun(piece: Piece) -> bool:
    return piece.tags[0].startswith(("NN", "SL", "SN", "SH", "XSN")) and piece.tags[0] != "NNB"
