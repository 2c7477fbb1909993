"""From judged lines to the cleaned text and back: order, joints, segments, and where each character came from.

Pure functions of the source's text and its lines, so that restoring or removing a line gives the same article every
time, and spans follow through the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.article import Article, Emptiness, Line, Role, Segment
from annotator.articles.rows import BLANK, BULLETS

JOINT = "\n\n"
# The rule of every line of a text that came clean: it is composed by keeping it, not by joining its parts.
AS_IS = "as_is"
_BYLINES = 20
_HEAD = (Role.TITLE, Role.SUBTITLE, Role.DATE, Role.BYLINE)
_BODY = (Role.BODY, Role.SUBHEAD, Role.PULLQUOTE, Role.CAPTION)
_ORDER = ((Role.TITLE,), (Role.SUBTITLE,), _BODY)

# The role of a line and the stretch of the source it stands for.
Stretch = tuple[Role, int, int]


class Piece(NamedTuple):
    """`text[start:start + length]` of the cleaned text is `source[origin:origin + length]`; code points."""

    start: int
    length: int
    origin: int
    role: Role

    @property
    def end(self) -> int:
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Composed:
    """A cleaned text and where each piece of it stands in the source."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple([Segment(start, start + length, role) for start, length, _, role in self.pieces])

    def said(self, role: Role) -> list[str]:
        return [self.text[piece.start : piece.end] for piece in self.pieces if piece.role is role]


def build(
    source: str,
    lines: Sequence[Line],
    *,
    published_at: str = "",
    modified_at: str = "",
    empty: Emptiness | None = None,
) -> Article:
    """The article that `lines` make of `source`."""
    whole = _is_whole(lines)
    stretches = _stretches(source, lines, whole)
    composed = _composed(source, stretches, whole)
    return Article(
        text=composed.text,
        segments=composed.segments,
        title=" ".join(composed.said(Role.TITLE)),
        subtitle="\n".join(composed.said(Role.SUBTITLE)),
        published_at=published_at,
        modified_at=modified_at,
        byline=_byline(source, stretches),
        lines=tuple(lines),
        empty=empty,
    )


def compose(source: str, lines: Sequence[Line]) -> Composed:
    """The cleaned text: title, subtitles, then what follows in its order, joined by a blank line.

    A text that came clean stays as it is, less the lines that were taken out since.
    """
    whole = _is_whole(lines)
    return _composed(source, _stretches(source, lines, whole), whole)


def _composed(source: str, stretches: Sequence[Stretch], whole: bool) -> Composed:
    if whole:
        return _kept_whole(source, stretches)
    parts, pieces, position = [], [], 0
    for roles in _ORDER:
        for role, begin, stop in stretches:
            if role in roles:
                parts.append(source[begin:stop])
                pieces.append(Piece(position, stop - begin, begin, role))
                position += stop - begin + len(JOINT)
    return Composed(JOINT.join(parts), tuple(pieces))


def _is_whole(lines: Sequence[Line]) -> bool:
    return AS_IS in [line.rule for line in lines]


def _kept_whole(source: str, stretches: Sequence[Stretch]) -> Composed:
    parts, pieces, position, after = [], [], 0, 0
    for role, begin, stop in stretches:
        if role is Role.CHROME:
            # The line goes with its line break; the blanks before it stay with what stands there.
            line_begin = source.rfind("\n", 0, begin) + 1
            line_stop = source.find("\n", stop)
            whole = max(after, line_begin), len(source) if line_stop < 0 else line_stop + 1
            blank = not source[whole[0] : begin].strip(BLANK) and not source[stop : whole[1]].strip(BLANK)
            first, last = whole if blank else (begin, stop)
            parts.append(source[after:first])
            position += first - after
            after = last
        else:
            parts.append(source[after:stop])
            pieces.append(Piece(position + begin - after, stop - begin, begin, role))
            position += stop - after
            after = stop
    parts.append(source[after:])
    return Composed("".join(parts), tuple(pieces))


def _stretches(source: str, lines: Sequence[Line], whole: bool) -> list[Stretch]:
    """The role and the stretch of `source` of each line: blanks trimmed, and the list bullet of a line of the head.

    Where chrome stands matters only to a text that is kept whole.
    """
    starts = line_starts(source)
    left_out = None if whole else Role.CHROME
    found = []
    for number, role, _, _, _, start, end in lines:
        if role is left_out:
            continue
        begin, stop = starts[number - 1], starts[number] - 1
        if start is not None and end is not None:
            begin, stop = begin + start, begin + end
        begin, stop = _trim(source, begin, stop, BULLETS if role in _HEAD else "")
        found.append((role, begin, stop))
    return found


def line_starts(source: str) -> list[int]:
    """The position of each line of `source` and of the one that would follow; lines are split at LF alone."""
    starts, start = [], 0
    for line in source.split("\n"):
        starts.append(start)
        start += len(line) + 1
    return [*starts, start]


def _trim(source: str, begin: int, stop: int, bullets: str) -> tuple[int, int]:
    # Hardly any has blanks.
    if begin < stop and (source[begin] in BLANK or source[stop - 1] in BLANK):
        said = source[begin:stop]
        begin += len(said) - len(said.lstrip(BLANK))
        stop = begin + len(said.strip(BLANK))
    if bullets and stop - begin > 2 and source[begin] in bullets and source[begin + 1] in BLANK:
        return _trim(source, begin + 1, stop, "")
    return begin, stop


def _byline(source: str, stretches: Sequence[Stretch]) -> str:
    """Each reporter's line once; of two that say the same, the longer."""
    said = [source[begin:stop] for role, begin, stop in stretches if role is Role.BYLINE][:_BYLINES]
    longest: list[str] = []
    for text in said:
        if not any(text in other for other in longest):
            longest = [*(other for other in longest if other not in text), text]
    return ", ".join(longest)
