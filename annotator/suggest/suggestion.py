"""A suggestion, and how what several suggesters say of one text becomes a list in which no two cross."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.span import Span, contains, overlap

NESTS_IN = frozenset(["ORG", "POLICY"])
NESTED = "REGION"


class Source(StrEnum):
    """Who suggests: the shipped tagger, a rule, the table of regions, the project's own marks, the learnt model,
    somebody else's suggester."""

    TAGGER = "tagger"
    RULE = "rule"
    TABLE = "table"
    PROJECT = "project"
    LEARNT = "learnt"
    PLUGIN = "plugin"


class Reason(StrEnum):
    """Why; `suggest.reason_` and the value name a sentence in resources/i18n, in which {evidence} may stand."""

    TAGGER = "tagger"
    LEARNT = "learnt"
    NUMBER = "number"
    QUOTED = "quoted"
    HEAD = "head"
    ENDING = "ending"
    NESTED = "nested"
    CONFIRMED = "confirmed"
    REPEATED = "repeated"
    PLUGIN = "plugin"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is the article's text[start:end] (code points, end exclusive); `score` the confidence, 0 to 1.

    `evidence` is what the reason points at: a head noun, an ending, the name as it was confirmed,
    the name of a plugin; it may be empty.
    """

    start: int
    end: int
    label: str
    text: str
    score: float
    source: Source
    reason: Reason
    evidence: str = ""

    @property
    def bounds(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def said_by(self) -> str:
        """The source as exports name it: a plugin by its name."""
        return f"{self.source}:{self.evidence}" if self.source is Source.PLUGIN else str(self.source)


def order(suggestion: Suggestion) -> tuple[int, int, str]:
    """By start, the longer first."""
    return suggestion.start, -suggestion.end, suggestion.label


def stands_beside(suggestion: Suggestion, mark: Span) -> bool:
    """Whether a suggestion is still one next to a mark: apart from it, or a region in an organisation or a policy."""
    # Asked of every pair at every click: not through `overlap`, whose two tuples cost three times as much.
    if mark.end <= suggestion.start or suggestion.end <= mark.start:
        return True
    if mark.bounds == suggestion.bounds:
        return False
    if suggestion.label == NESTED:
        return mark.label in NESTS_IN and contains(mark.bounds, suggestion.bounds)
    return mark.label == NESTED and suggestion.label in NESTS_IN and contains(suggestion.bounds, mark.bounds)


def merge(candidates: Iterable[Suggestion], nests: Callable[[str], bool]) -> list[Suggestion]:
    """The candidates that stand together, the more confident before the less, in order.

    No two share a character, but for a REGION inside an ORG or POLICY whose text `nests` (a 시도 or 시군구) accepts; it
    never fills the outer one.
    """
    kept: list[Suggestion] = []
    group: list[Suggestion] = []
    reach = 0
    for one in sorted(candidates, key=order):
        if one.start >= reach:
            kept += _settled(group, nests)
            group.clear()
        group.append(one)
        reach = max(reach, one.end)
    return kept + _settled(group, nests)


def _settled(group: list[Suggestion], nests: Callable[[str], bool]) -> list[Suggestion]:
    """Of candidates that overlap in a chain those that stand together, the surest first choice, in order."""
    kept: list[Suggestion] = []
    for one in sorted(group, key=lambda s: (-s.score, -(s.end - s.start), s.start, s.label)):
        if all(_together(one, other, nests) for other in kept):
            kept.append(one)
    return sorted(kept, key=order)


def _together(one: Suggestion, other: Suggestion, nests: Callable[[str], bool]) -> bool:
    if not overlap(one.bounds, other.bounds):
        return True
    outer, inner = (other, one) if contains(other.bounds, one.bounds) else (one, other)
    return (
        contains(outer.bounds, inner.bounds)
        and outer.bounds != inner.bounds
        and outer.label in NESTS_IN
        and inner.label == NESTED
        and nests(inner.text)
    )
