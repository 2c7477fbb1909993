"""Between spans and one tag a piece (BIO), and the best or likeliest tags of a sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from annotator.pieces import Piece

Mark = tuple[int, int, str]
OUTSIDE = "O"


def to_tags(pieces: Sequence[Piece], marks: Sequence[Mark]) -> list[str]:
    """`B-label`, `I-label` or `O` for each piece; of nested marks the outer one counts.

    A mark that begins or ends inside a piece takes it when it covers at least half of it.
    """
    tags = [OUTSIDE] * len(pieces)
    for start, end, label in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        inside = [
            at
            for at in range(max(bisect_right(pieces, start, key=lambda p: p.start) - 1, 0), len(pieces))
            if pieces[at].start < end and 2 * _common(pieces[at], start, end) >= pieces[at].end - pieces[at].start
        ]
        if inside and all(tags[at] == OUTSIDE for at in inside):
            for at in inside:
                tags[at] = f"I-{label}"
            tags[inside[0]] = f"B-{label}"
    return tags


def _common(piece: Piece, start: int, end: int) -> int:
    return min(piece.end, end) - max(piece.start, start)


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The tagged stretches as (first piece, last piece, label); an I without its B begins one."""
    first, label = 0, ""
    for at, tag in enumerate([*tags, OUTSIDE]):
        if label and tag != f"I-{label}":
            yield first, at - 1, label
            label = ""
        if tag != OUTSIDE and not label:
            first, label = at, tag[2:]


def to_marks(pieces: Sequence[Piece], tags: Sequence[str]) -> list[Mark]:
    """The spans (start, end, label) that the tags say."""
    return [(pieces[first].start, pieces[last].end, label) for first, last, label in runs(tags)]


def sentences(text: str, pieces: Sequence[Piece], most: int = 200) -> Iterator[Sequence[Piece]]:
    """Runs of pieces between full stops (Kiwi's tag SF) that a blank follows; at most `most` pieces each."""
    start = 0
    for at, piece in enumerate(pieces):
        last = at + 1 == len(pieces)
        stop = piece.tag == "SF" and not last and pieces[at + 1].start > piece.end
        if stop or last or at + 1 - start >= most or (not last and "\n" in text[piece.end : pieces[at + 1].start]):
            yield pieces[start : at + 1]
            start = at + 1


def within(pieces: Sequence[Piece], start: int, end: int) -> Sequence[Piece]:
    """The pieces that lie in `text[start:end]`."""
    return pieces[bisect_left(pieces, start, key=lambda p: p.start) : bisect_left(pieces, end, key=lambda p: p.start)]
