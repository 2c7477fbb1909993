"""From judged lines to the cleaned text: order, joints, segments. A pure function of the source and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.articles.article import Line, Role, Segment
from annotator.articles.rows import BLANK, BULLETS

JOINT = "\n\n"
AS_IS = "as_is"
_BODY = (Role.BODY, Role.SUBHEAD, Role.PULLQUOTE, Role.CAPTION)


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:start + length]` of the cleaned text is `source[origin:origin + length]`; code points."""

    start: int
    length: int
    origin: int
    role: Role


@dataclass(frozen=True, slots=True)
class Composed:
    """A cleaned text and where each piece of it stands in the source."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(Segment(piece.start, piece.start + piece.length, piece.role) for piece in self.pieces)

    def said(self, role: Role) -> list[str]:
        return [self.text[p.start : p.start + p.length] for p in self.pieces if p.role is role]


def line_starts(source: str) -> list[int]:
    """The position of each line of `source`; lines are split at LF alone."""
    starts = [0]
    position = source.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = source.find("\n", position + 1)
    return starts


def kept(source: str, lines: Sequence[Line]) -> list[tuple[Line, int, int]]:
    """Each line with the stretch of `source` it stands for: blanks trimmed, and the list bullet of a heading line."""
    starts = line_starts(source)
    found = []
    for line in lines:
        begin = starts[line.number - 1]
        stop = starts[line.number] - 1 if line.number < len(starts) else len(source)
        if line.start is not None and line.end is not None:
            begin, stop = begin + line.start, begin + line.end
        extra = "" if line.role in _BODY or line.role is Role.CHROME else BULLETS
        begin, stop = _trim(source, begin, stop, extra)
        found.append((line, begin, stop))
    return found


def compose(source: str, lines: Sequence[Line]) -> Composed:
    """The cleaned text: title, subtitles, then what follows in its order, joined by a blank line.

    When every line says that the text came clean it stays as it is, and its non-blank lines are the pieces.
    """
    stretches = kept(source, lines)
    if lines and all(line.rule == AS_IS for line in lines):
        return Composed(source, tuple(Piece(begin, stop - begin, begin, line.role) for line, begin, stop in stretches))
    order = [*(s for s in stretches if s[0].role is Role.TITLE), *(s for s in stretches if s[0].role is Role.SUBTITLE)]
    order += [s for s in stretches if s[0].role in _BODY]
    parts, pieces, position = [], [], 0
    for line, begin, stop in order:
        parts.append(source[begin:stop])
        pieces.append(Piece(position, stop - begin, begin, line.role))
        position += stop - begin + len(JOINT)
    return Composed(JOINT.join(parts), tuple(pieces))


def _trim(source: str, begin: int, stop: int, bullets: str) -> tuple[int, int]:
    while begin < stop and source[begin] in BLANK:
        begin += 1
    while stop > begin and source[stop - 1] in BLANK:
        stop -= 1
    if bullets and stop - begin > 2 and source[begin] in bullets and source[begin + 1] in BLANK:
        return _trim(source, begin + 1, stop, "")
    return begin, stop
