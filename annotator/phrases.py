"""What one click marks: the rules from morphemes to the bounds of a name or a number.

The rules are those of the annotation guideline: no particle or copula at the end, brackets and quotation marks
outside, a legal-form mark inside, a number with its unit. Everything here is a pure function of the text, the pieces
of one stretch of it, and a position; code points, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

Bounds = tuple[int, int]

_NOUN = frozenset(["NNG", "NNP", "NNB", "NR", "NP", "XR", "XPN", "XSN", "SL", "SH", "SN", "W_SERIAL", "MM"])


class Piece(NamedTuple):
    """The smallest part of the text that a span may end at: one token, or several that share characters."""

    start: int
    end: int
    tags: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def bounds(self) -> Bounds:
        return self.start, self.end


def index_at(pieces: Sequence[Piece], position: int) -> int | None:
    """Which piece lies over the character at `position`."""
    at = bisect_right(pieces, position, key=lambda piece: piece.start) - 1
    return at if at >= 0 and position < pieces[at].end else None


def _nominal(piece: Piece) -> bool:
    return all(tag.split("-")[0] in _NOUN for tag in piece.tags)


def phrase_at(text: str, pieces: Sequence[Piece], position: int, label: str | None = None) -> Bounds | None:
    at = index_at(pieces, position)
    if at is None:
        return None
    if not _nominal(pieces[at]):
        # On a particle: the phrase that it follows.
        if at and pieces[at].tags[0].startswith(("J", "VCP")) and pieces[at - 1].end == pieces[at].start:
            return phrase_at(text, pieces, pieces[at - 1].start, label)
        return None
    first = last = at
    while first and pieces[first - 1].end == pieces[first].start and _nominal(pieces[first - 1]):
        first -= 1
    while last + 1 < len(pieces) and pieces[last].end == pieces[last + 1].start and _nominal(pieces[last + 1]):
        last += 1
    return pieces[first].start, pieces[last].end


def inner_phrase_at(text: str, pieces: Sequence[Piece], position: int, within: Bounds) -> Bounds | None:
    phrase = phrase_at(text, pieces, position)
    if phrase and within[0] <= phrase[0] and phrase[1] <= within[1] and phrase != within:
        return phrase
    at = index_at(pieces, position)
    if at is None:
        return None
    piece = pieces[at].bounds
    return piece if within[0] <= piece[0] and piece[1] <= within[1] and piece != within else None


def widening(text: str, pieces: Sequence[Piece], position: int, label: str | None = None) -> list[Bounds]:
    phrase = phrase_at(text, pieces, position, label)
    return [phrase] if phrase else []


def without_particle(pieces: Sequence[Piece], start: int, end: int) -> Bounds | None:
    at = index_at(pieces, end - 1)
    new = end
    while at is not None and at >= 0 and pieces[at].end == new and pieces[at].start > start:
        tag = pieces[at].tags[0]
        if not tag.startswith("J") and tag != "VCP":
            break
        new = pieces[at].start
        at -= 1
    return None if new == end else (start, new)
