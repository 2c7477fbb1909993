"""Where a span may lie: the rules every write and every import is held to.

A span is not empty, starts and ends on a character that shows, and lies inside one segment; of one annotator's spans no
two cross and no two have the same ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from annotator.article import Segment
from annotator.errors import AnnotatorError
from annotator.project.rows import SpanRow
from annotator.span import Span, cross, has_blank_edge, have_blank_edges, order

AnySpan = TypeVar("AnySpan", Span, SpanRow)


class Ground:
    """An article's text and segments, as ground for spans."""

    def __init__(self, text: str, segments: Sequence[Segment]) -> None:
        self.text = text
        self._starts = [segment.start for segment in segments]
        # By the number of segments that begin at or before a place: where the last of them ends.
        self._ends = [0, *(segment.end for segment in segments)]

    def fault(self, start: int, end: int, quoted: str | None = None) -> str | None:
        """The code of what forbids a span here, or None; `quoted` is the text it is said to have."""
        if not 0 <= start <= len(self.text) or not 0 <= end <= len(self.text):
            return "range"
        if start >= end:
            return "empty"
        if quoted is not None and self.text[start:end] != quoted:
            return "text"
        if has_blank_edge(self.text[start:end]):
            return "blank_edge"
        if end > self._ends[bisect_right(self._starts, start)]:
            return "segment"
        return None

    def reach(self, start: int) -> int:
        """Where the segment begins that holds `start`: no span over or around it begins earlier."""
        return self._starts[bisect_right(self._starts, start) - 1]

    def holds(self, spans: Sequence[SpanRow]) -> bool:
        """Whether none of the spans has a fault: all of an article's at once, in a fraction of the time."""
        if not spans:
            return True
        text, size = self.text, len(self.text)
        starts, ends, _, quotes, *_ = zip(*spans, strict=True)
        if any(text[start:end] != quoted for start, end, quoted in zip(starts, ends, quotes, strict=True)):
            return False
        if have_blank_edges(quotes):
            return False
        low = high = 0  # the segment of the last span, in which the next mostly lies too
        for start, end in zip(starts, ends, strict=True):
            if not low <= start < end <= high:
                index = bisect_right(self._starts, start)
                low, high = start, min(self._ends[index], size)
                if not 0 <= start < end <= high:
                    return False
        return True

    def check(self, start: int, end: int) -> None:
        """Raises AnnotatorError span.range, span.empty, span.blank_edge or span.segment."""
        fault = self.fault(start, end)
        if fault is not None:
            raise AnnotatorError(f"span.{fault}", start=start, end=end, text=self.text[max(start, 0) : max(end, 0)])


def against(span: Span, others: Iterable[Span]) -> tuple[str, Span] | None:
    """The first of one annotator's `others` that forbids `span`, with the code of why."""
    for other in others:
        if other.bounds == span.bounds:
            return "exists", other
        if cross(other.bounds, span.bounds):
            return "crosses", other
    return None


def sift(spans: Iterable[AnySpan], *, annotator: str = "") -> tuple[list[AnySpan], list[tuple[AnySpan, str, AnySpan]]]:
    """One article's spans in order, less those that cross or repeat one before them: kept, and (span, code, other).

    Each annotator's spans are looked at apart; a blank name is `annotator`. O(n log n), by the stack of spans that are
    open.
    """
    spans = list(spans)
    if all(one.start < one.end <= other.start for one, other in pairwise(spans)):
        return spans, []
    kept: list[AnySpan] = []
    refused: list[tuple[AnySpan, str, AnySpan]] = []
    open_spans: dict[str, list[AnySpan]] = {}
    for span in sorted(spans, key=order):
        start, end = span.start, span.end
        stack = open_spans.setdefault(span.annotator or annotator, [])
        while stack and stack[-1].end <= start:
            stack.pop()
        if stack:
            # Spans on the stack nest, so the innermost one decides.
            inner = stack[-1]
            if inner.start == start and inner.end == end:
                refused.append((span, "exists", inner))
                continue
            if end > inner.end:
                refused.append((span, "crosses", inner))
                continue
        stack.append(span)
        kept.append(span)
    return kept, refused
