"""Every other place where a marked form stands: those that can be marked at once, and those somebody should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.morphemes import Morphemes
from annotator.pieces import Piece, index_at
from annotator.span import Span, SpanIndex, contains, cross

# What makes a longer name of the form it stands next to without a blank: TP in 충남TP, 삼성전자 in 삼성전자서비스.
_NAME_PARTS = ("NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR")


class Doubt(StrEnum):
    """Why an occurrence is listed and not marked."""

    NONE = ""
    LONGER_WORD = "longer_word"  # part of a longer run of nouns, or its ends are not those of pieces
    INSIDE_MARK = "inside_mark"
    MARKED = "marked"  # has a mark with the same ends already, of this label or another
    CROSSES = "crosses"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`text[start:end]` is the form; code points. `other` is the mark in the way, if that is the doubt."""

    start: int
    end: int
    doubt: Doubt
    other: Span | None = None


def occurrences(text: str, form: str, morphemes: Morphemes, spans: SpanIndex) -> Iterator[Occurrence]:
    """All places of `form` in `text`, in order, none overlapping; particles after it do not matter."""
    start = text.find(form) if form else -1
    while start >= 0:
        end = start + len(form)
        yield _occurrence(text, start, end, morphemes, spans)
        start = text.find(form, end)


def _occurrence(text: str, start: int, end: int, morphemes: Morphemes, spans: SpanIndex) -> Occurrence:
    after = text.find("\n", end)
    segment = (text.rfind("\n", 0, start) + 1, after if after >= 0 else len(text))
    near = [span for span in spans.within(*segment) if span.start < end and start < span.end]
    for span in near:
        if span.bounds == (start, end):
            return Occurrence(start, end, Doubt.MARKED, span)
    for span in near:
        if cross(span.bounds, (start, end)):
            return Occurrence(start, end, Doubt.CROSSES, span)
        if contains(span.bounds, (start, end)):
            return Occurrence(start, end, Doubt.INSIDE_MARK, span)
    alone = stands_alone(morphemes.pieces(start), start, end)
    return Occurrence(start, end, Doubt.NONE if alone else Doubt.LONGER_WORD)


def stands_alone(pieces: list[Piece], start: int, end: int) -> bool:
    """Whether `[start, end)` begins and ends on edges of pieces and no part of a name touches it on either side."""
    first, last = index_at(pieces, start), index_at(pieces, end - 1)
    if first is None or last is None or pieces[first].start != start or pieces[last].end != end:
        return False
    before = pieces[first - 1] if first else None
    after = pieces[last + 1] if last + 1 < len(pieces) else None
    return not (
        (before is not None and before.end == start and before.tag in _NAME_PARTS)
        or (after is not None and after.start == end and after.tag in _NAME_PARTS)
    )
