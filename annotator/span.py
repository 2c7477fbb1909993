"""A span: a labelled stretch of an article's text, and how two of them can lie to each other.

Offsets are code points of the stored text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


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


def order(span: Span) -> tuple[int, int, str, str]:
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
    while start < end and _blank(text[start]):
        start += 1
    while end > start and _blank(text[end - 1]):
        end -= 1
    return start, end


def _blank(char: str) -> bool:
    return char.isspace() or char in "\u200b\u2060\ufeff"


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
