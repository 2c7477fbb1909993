"""A span: a labelled stretch of an article's text, and how two of them can lie to each other.

Offsets are code points of the stored text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, insort_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Origin(StrEnum):
    """Where a span came from."""

    HUMAN = "human"
    SUGGESTION = "suggestion"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of one article under one label, by one annotator.

    `id` is None until the project has stored the span. Times are UTC, ISO 8601.
    `boundary_check` marks a span whose ends were guessed without morphemes and still want a look.
    """

    start: int
    end: int
    label: str
    text: str
    annotator: str = ""
    origin: Origin = Origin.HUMAN
    note: str = ""
    boundary_check: bool = field(default=False, kw_only=True)
    id: int | None = field(default=None, kw_only=True)
    created_at: str = field(default="", kw_only=True)
    updated_at: str = field(default="", kw_only=True)

    @property
    def bounds(self) -> tuple[int, int]:
        return self.start, self.end

    def __len__(self) -> int:
        return self.end - self.start


class Labelled(Protocol):
    """A stretch of a text under a label, by an annotator."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def label(self) -> str: ...

    @property
    def annotator(self) -> str: ...


_UNSEEN = "\u200b\u2060\ufeff"  # characters that draw nothing, and are no blanks to Python


def order(span: Labelled) -> tuple[int, int, str, str]:
    """Sort key of every list of spans: by start, the longer first, then label and annotator."""
    return span.start, -span.end, span.label, span.annotator


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]


def contains(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    """Whether `inner` lies within `outer`; equal bounds count."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def cross(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches overlap and neither contains the other."""
    return overlap(a, b) and not contains(a, b) and not contains(b, a)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """`start`, `end` moved inwards past blanks (and past characters that draw nothing, such as U+FEFF)."""
    while start < end and has_blank_edge(text[start]):
        start += 1
    while end > start and has_blank_edge(text[end - 1]):
        end -= 1
    return start, end


def has_blank_edge(text: str) -> bool:
    """Whether `trim` would take something off."""
    return text != text.strip().strip(_UNSEEN)


def have_blank_edges(texts: Sequence[str]) -> bool:
    """Whether `has_blank_edge` is true of any: of all spans of an article in a third of the time."""
    if list(map(str.strip, texts)) != list(texts):
        return True
    together = "".join(texts)
    return any(sign in together for sign in _UNSEEN) and any(map(has_blank_edge, texts))


def innermost(spans: Iterable[Span], position: int) -> list[Span]:
    """The spans over the character at `position`, the shortest first: what a click selects, and then the one around."""
    return sorted((span for span in spans if span.start <= position < span.end), key=lambda s: (len(s), s.start))


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that no other one contains, in order: what a format without nesting can carry.

    Expects spans that do not cross. Of spans with equal bounds (two annotators) the first in order stays.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=order):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


class SpanIndex:
    """The spans of one article, sorted, changed one at a time: what the window asks at every movement of the mouse.

    Look-ups are bounded by a stretch that no span leaves (a segment or paragraph), so they cost what that stretch
    holds and not what the article holds. `by_label` counts the spans under each label key.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._sorted = sorted(spans, key=order)
        self._by_id = {span.id: span for span in self._sorted}
        self.by_label = Counter(span.label for span in self._sorted)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._sorted)

    def __len__(self) -> int:
        return len(self._sorted)

    def __getitem__(self, index: int) -> Span:
        return self._sorted[index]

    def get(self, span_id: int | None) -> Span | None:
        return self._by_id.get(span_id) if span_id is not None else None

    def row(self, span: Span) -> int:
        """The place of a span that is in the index among all, in order."""
        row = bisect_left(self._sorted, order(span), key=order)
        while self._sorted[row].id != span.id:
            row += 1
        return row

    def put(self, span: Span) -> None:
        """Adds the span, or replaces the one with its id."""
        self.discard(span.id)
        insort_right(self._sorted, span, key=order)
        self._by_id[span.id] = span
        self.by_label[span.label] += 1

    def discard(self, span_id: int | None) -> None:
        old = self._by_id.pop(span_id, None)
        if old is not None:
            del self._sorted[self.row(old)]
            self.by_label[old.label] -= 1

    def within(self, start: int, end: int) -> list[Span]:
        """The spans that begin in `[start, end)`, in order."""
        first = bisect_left(self._sorted, start, key=lambda span: span.start)
        last = bisect_left(self._sorted, end, key=lambda span: span.start)
        return self._sorted[first:last]

    def at(self, position: int, segment: tuple[int, int]) -> list[Span]:
        """The spans over the character at `position`, innermost first; `segment` bounds every span that can be."""
        return innermost(self.within(*segment), position)
