"""Where a span may lie: the rules every write and every import is held to.

A span is not empty, starts and ends on a character that shows, and lies inside one segment; of one annotator's spans no
two cross and no two have the same ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from annotator.articles.article import Segment
from annotator.errors import AnnotatorError
from annotator.project.rows import SpanRow
from annotator.span import Span, cross, trim

AnySpan = TypeVar("AnySpan", Span, SpanRow)


class Ground:
    """An article's text and segments, as ground for spans."""

    def __init__(self, text: str, segments: Sequence[Segment]) -> None:
        self.text = text
        self._starts = [segment.start for segment in segments]
        self._ends = [segment.end for segment in segments]

    def fault(self, start: int, end: int, quoted: str | None = None) -> str | None:
        """The code of what forbids a span here, or None; `quoted` is the text it is said to have."""
        if not 0 <= start <= len(self.text) or not 0 <= end <= len(self.text):
            return "range"
        if start >= end:
            return "empty"
        if quoted is not None and self.text[start:end] != quoted:
            return "text"
        if self._blank_edge(start, end):
            return "blank_edge"
        index = bisect_right(self._starts, start) - 1
        if index < 0 or end > self._ends[index]:
            return "segment"
        return None

    def reach(self, start: int) -> int:
        """Where the segment begins that holds `start`: no span over or around it begins earlier."""
        return self._starts[bisect_right(self._starts, start) - 1]

    def _blank_edge(self, start: int, end: int) -> bool:
        text = self.text
        # Two letters at the edges: nothing to trim, the case of nearly every span.
        if text[start].isalnum() and text[end - 1].isalnum():
            return False
        return trim(text, start, end) != (start, end)

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


def sift(spans: Iterable[AnySpan]) -> tuple[list[AnySpan], list[tuple[AnySpan, str, AnySpan]]]:
    """One article's spans in order, less those that cross or repeat one before them: kept, and (span, code, other).

    Each annotator's spans are looked at apart. O(n log n), by the stack of spans that are open.
    """
    kept: list[AnySpan] = []
    refused: list[tuple[AnySpan, str, AnySpan]] = []
    open_spans: dict[str, list[AnySpan]] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.label, span.annotator)):
        start, end = span.start, span.end
        stack = open_spans.setdefault(span.annotator, [])
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
