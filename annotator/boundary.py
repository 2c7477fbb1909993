"""A second look at a mark: do its ends stand where names end, and does it agree with the rest of the project?

Nothing here is an error. Each finding says what was seen and what would mend it; the window shows it quietly.
Positions are code points of the article's text, end exclusive. Where a span should end: the labels' guideline.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.everywhere import Doubt, Occurrence, occurrences
from annotator.morphemes import Morphemes
from annotator.pieces import Bounds
from annotator.span import Span, SpanIndex

_PAIRS = dict(zip("\"'“‘「『《〈〔【([{（［", "\"'”’」』》〉〕】)]}）］", strict=True))
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_HALVES = frozenset(_PAIRS) | frozenset(_CLOSING)
_BRACKETS = frozenset("〔【([{（［〕】)]}）］")
_APOSTROPHE = re.compile(r"[A-Za-z]['’][A-Za-z]|.?['’]\d", re.DOTALL)
# A sign before a number; the full stops of U.S. and Corp.
_MAY_BEGIN = re.compile(r"[-–]\s?[\d.]|[#@]\w")
_ABBREVIATION = re.compile(r"(?:(?:\b[A-Za-z]\.)+|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St)\.)$")
_QUANTITY_END = frozenset("%‰′″")


class Check(StrEnum):
    """What a finding is about."""

    GUESSED = "guessed"  # marked before the morphemes were known
    PUNCTUATION = "punctuation"  # a blank or punctuation at an edge
    UNPAIRED = "unpaired"  # one quotation mark or bracket of a pair inside, the other not
    PARTICLE = "particle"  # a particle or the copula at the end
    CUT = "cut"  # an edge inside a morpheme
    OTHER_LABEL = "other_label"  # the same form mostly has another label in the project
    UNMARKED = "unmarked"  # the same form stands unmarked elsewhere in the article
    ELSEWHERE = "elsewhere"  # the same form stands unmarked in other articles

    @property
    def at_ends(self) -> bool:
        """Whether it is about where the mark begins and ends, not about its form elsewhere."""
        return self not in (Check.OTHER_LABEL, Check.UNMARKED, Check.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen at a mark, and what mends it: other `bounds`, another `label`, or marking the form everywhere.

    A guessed mark with `bounds` None stands well: looking at it is enough. `count` is of the spans that have the other
    label, or of the places unmarked.
    """

    check: Check
    bounds: Bounds | None = None
    label: str | None = None
    count: int = 0
    more: bool = False


def ends(text: str, morphemes: Morphemes | None, span: Span) -> Finding | None:
    """What is wrong with the ends of a mark, the gravest first; None when they stand well or nobody can tell yet."""
    better = stripped(text, span.start, span.end)
    if better != span.bounds:
        return Finding(Check.PUNCTUATION, better)
    paired = whole_pairs(text, span.start, span.end)
    if paired != span.bounds:
        return Finding(Check.UNPAIRED, paired)
    finding = None
    if morphemes is not None and morphemes.ready(span.start) and morphemes.ready(span.end - 1):
        without = morphemes.particle_at_end(span.start, span.end)
        snapped = morphemes.snap(span.start, span.end)
        if without is not None:
            finding = Finding(Check.PARTICLE, without)
        elif snapped is not None and (whole := stripped(text, *snapped)) != span.bounds:
            finding = Finding(Check.CUT, whole)
    if span.boundary_check:
        return Finding(Check.GUESSED, finding.bounds if finding else None)
    return finding


def stripped(text: str, start: int, end: int) -> Bounds:
    """The bounds less blanks and punctuation around a name; as they are when nothing else is there.

    Inside stay a bracket whose partner is inside too and does not enclose the whole, (재)누리재단; a sign before a
    number; per cent and the like; the full stop of an abbreviation.
    """
    low, high = start, end
    while low < high:
        if _goes_first(text, low, high):
            low += 1
        elif _goes_last(text, low, high):
            high -= 1
        elif _enclosed(text, low, high):
            low, high = low + 1, high - 1
        else:
            return low, high
    return start, end


def _outside(char: str) -> bool:
    return char.isspace() or char in "\u200b\u2060\ufeff" or unicodedata.category(char)[0] == "P"


def _goes_first(text: str, low: int, high: int) -> bool:
    char = text[low]
    if not _outside(char) or _MAY_BEGIN.match(text, low, high):
        return False
    if char in _PAIRS:
        return _partner(text, low, high) is None
    return True


def _goes_last(text: str, low: int, high: int) -> bool:
    char = text[high - 1]
    if not _outside(char) or char in _QUANTITY_END:
        return False
    if char in _CLOSING:
        return _CLOSING[char] not in text[low : high - 1]
    return not (char == "." and _ABBREVIATION.search(text, low, high))


def _partner(text: str, low: int, high: int) -> int | None:
    """Where the quotation mark or bracket at `low` closes."""
    opening, closing = text[low], _PAIRS[text[low]]
    depth = 0
    for at in range(low, high):
        if text[at] == closing and (opening != closing or at > low):
            depth -= 1
            if depth <= 0:
                return at
        elif text[at] == opening:
            depth += 1
    return None


def _enclosed(text: str, low: int, high: int) -> bool:
    return text[low] in _PAIRS and _partner(text, low, high) == high - 1


def whole_pairs(text: str, start: int, end: int) -> Bounds:
    """The bounds with no half of a pair inside; as they are when there is none, or nothing would be left.

    What stands inside quotation marks is the name, 새길 대책’ 사업; what stands before a bracket is one, 누리재단(가람;
    a bracket that opens right before the mark belongs to it, (재)누리재단.
    """
    opened: list[int] = []
    low, high = start, end
    for at in range(start, end):
        char = text[at]
        if char not in _HALVES or _APOSTROPHE.match(text, at - 1 if at else at):
            continue
        if opened and _PAIRS[text[opened[-1]]] == char:
            opened.pop()
        elif char in _PAIRS and (char not in _CLOSING or text[at - 1 : at].isspace()):
            opened.append(at)
        elif char not in _BRACKETS:
            high = at
            break
        elif start and text[start - 1] == _CLOSING[char]:
            low = start - 1
            break
    else:
        if opened and text[opened[0]] in _BRACKETS:
            high = opened[0]
        elif opened:
            low = opened[0] + 1
    better = stripped(text, low, high)
    return better if any(char.isalnum() for char in text[slice(*better)]) else (start, end)


def other_label(span: Span, counts: Mapping[str, int]) -> Finding | None:
    """The label that the form has elsewhere, when it has it at least as often there as this mark's own.

    `counts`: spans of the same form in the project by label, this one among them.
    """
    own = counts.get(span.label, 0) - 1
    others = {label: count for label, count in counts.items() if label != span.label and count > 0}
    if not others:
        return None
    label = max(others, key=lambda key: (others[key], key))
    return Finding(Check.OTHER_LABEL, label=label, count=others[label]) if others[label] >= max(own, 1) else None


def unmarked(text: str, morphemes: Morphemes, spans: SpanIndex, span: Span) -> Finding | None:
    """How often the form stands alone and unmarked elsewhere in the article: what marking it everywhere would add."""
    return unmarked_of(occurrences(text, span.text, morphemes, spans))


def unmarked_of(found: Iterable[Occurrence]) -> Finding | None:
    """The same of the places of the form in the article."""
    count = sum(each.doubt is Doubt.NONE for each in found)
    return Finding(Check.UNMARKED, count=count) if count else None


def unmarked_places(text: str, morphemes: Morphemes, spans: SpanIndex, span: Span) -> list[Occurrence]:
    return [each for each in occurrences(text, span.text, morphemes, spans) if each.doubt is Doubt.NONE]
