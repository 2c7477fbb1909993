"""Where the text of one cleaning went in another of the same source: the way that marks take."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from annotator.articles.compose import Piece


class TextMap:
    """From stretches of one cleaned text to those of another, through the source both were composed from.

    `old` and `new` are the pieces of the two texts; code points, end exclusive.
    """

    def __init__(self, old: Sequence[Piece], new: Sequence[Piece]) -> None:
        self._old = sorted(old, key=lambda piece: piece.start)
        self._starts = [piece.start for piece in self._old]
        self._new = sorted(new, key=lambda piece: piece.origin)
        self._origins = [piece.origin for piece in self._new]

    def __call__(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `[start, end)` stands now; None when part of it is gone, or no longer in one piece."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self._old[at].start + self._old[at].length:
            return None
        origin = self._old[at].origin + start - self._old[at].start
        to = bisect_right(self._origins, origin) - 1
        if to < 0 or origin + end - start > self._new[to].origin + self._new[to].length:
            return None
        moved = self._new[to].start + origin - self._new[to].origin
        return moved, moved + end - start
