"""What a search compares: the characters of names and nouns, the dictionary forms of verbs, no particles or endings.

A tokenizer may cut a name one way alone and another way in a sentence (보건 + 복지부, 보건 + 복지 + 부). So what is
not a verb is compared character by character, and the edges of tokens only decide whether a match is a word or an
accident (산업 across 부산 + 업체). Positions are code points of the text that the tokens belong to, end exclusive.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from annotator.tokens import Token

_VERBS = frozenset(["VV", "VA", "VX", "VCN", "XSV", "XSA"])
# Particles, endings and the copula are no part of what is searched; of symbols only those that are words remain.
_DROPPED = frozenset(["VCP", "XSM", "SF", "SP", "SS", "SSO", "SSC", "SE", "SO", "SB"])
# Verbs stand among the characters of a text as private-use characters, one for each verb of the query.
_FIRST_VERB, _OTHER_VERB = 0xF0000, "\uffff"


class Gap(IntEnum):
    """What lies between two units that follow each other."""

    NONE = 0
    BLANK = 1
    MORPHEME = 2  # a particle, an ending, a comma
    BREAK = 3  # the end of a sentence or a line: no match reaches over it


@dataclass(slots=True)
class Units:
    """A text as search sees it, unit by unit: a character, or the lemma of a verb (`verbs`, by index)."""

    characters: list[str] = field(default_factory=list)
    verbs: dict[int, str] = field(default_factory=dict)
    starts: array[int] = field(default_factory=lambda: array("l"))
    ends: array[int] = field(default_factory=lambda: array("l"))
    gaps: bytearray = field(default_factory=bytearray)  # gaps[i] lies before unit i
    opens: bytearray = field(default_factory=bytearray)  # whether a token begins with unit i
    closes: bytearray = field(default_factory=bytearray)

    def add(self, character: str, start: int, end: int, gap: Gap, opens: bool, closes: bool) -> None:
        self.characters.append(character)
        self.starts.append(start)
        self.ends.append(end)
        self.gaps.append(gap)
        self.opens.append(opens)
        self.closes.append(closes)

    def __len__(self) -> int:
        return len(self.characters)


def units(text: str, tokens: Iterable[Token], offset: int = 0) -> Units:
    """The units of `text`; `tokens`, ordered by start, count from `offset`. A token that lies outside is left out."""
    found = Units()
    last = 0  # where the last unit ends
    gap = Gap.NONE
    for token in tokens:
        start, end = token.start + offset, token.end + offset
        tag = token.tag.partition("-")[0]
        if not 0 <= start < end <= len(text):
            continue
        if last < start:
            gap = max(gap, _between(text[last:start]))
        if tag[0] in "JE" or tag in _DROPPED:
            if tag[0] == "E" and len(found) and len(found) - 1 in found.verbs and start <= found.ends[-1] >= last:
                found.ends[-1] = max(found.ends[-1], end)  # an inflected verb is shown whole
            gap = max(gap, Gap.BREAK if tag == "SF" else Gap.MORPHEME)
        elif tag in _VERBS:
            found.verbs[len(found)] = token.form + "다"
            found.add(_OTHER_VERB, start, end, gap, True, True)
            gap = Gap.NONE
        else:
            gap = _spell(text, start, end, gap, found)
        last = max(last, end)
    return found


def _between(text: str) -> Gap:
    if "\n" in text:
        return Gap.BREAK
    return Gap.BLANK if text.isspace() else Gap.MORPHEME


def _spell(text: str, start: int, end: int, gap: Gap, found: Units) -> Gap:
    """Adds the characters of one token; the gap after it."""
    opens, symbol = True, end - start == 1
    for position in range(start, end):
        character = text[position]
        if not character.isalnum() and not (symbol and character.isprintable() and not character.isspace()):
            # 한·미 is one token and two words.
            if len(found) and not opens:
                found.closes[-1] = True
            gap, opens = max(gap, Gap.BREAK if character == "\n" else Gap.MORPHEME), True
            continue
        lower = character.lower()
        found.add(lower if len(lower) == 1 else character, position, position + 1, gap, opens, position == end - 1)
        gap, opens = Gap.NONE, False
    return gap


def terms(found: Units) -> set[str]:
    """What the index holds of a text: its verbs, its characters, and its pairs of characters next to each other."""
    result = set(found.verbs.values())
    before = ""
    for index, character in enumerate(found.characters):
        if index in found.verbs:
            before = ""
            continue
        result.add(character)
        if before and found.gaps[index] <= Gap.BLANK:
            result.add(before + character)
        before = character
    return result


@dataclass(frozen=True, slots=True)
class Word:
    """One word or quoted phrase of a query, ready to be looked for."""

    pattern: str
    gaps: bytes
    verbs: tuple[tuple[str, str], ...]  # lemma -> its private-use character
    terms: frozenset[str]
    spelling: re.Pattern[str] | None  # what a text that has the word holds; None when it has forms of its own

    def may_be_in(self, text: str) -> bool:
        """A quick look before tokens are read: False when no match is possible."""
        return self.spelling is None or self.spelling.search(text) is not None

    def matches(self, found: Units) -> Iterator[tuple[int, int]]:
        """The bounds of every match, in order, none overlapping."""
        characters = found.characters
        if self.verbs:
            characters = characters.copy()
            known = dict(self.verbs)
            for index, lemma in found.verbs.items():
                characters[index] = known.get(lemma, _OTHER_VERB)
        sequence = "".join(characters)
        at = sequence.find(self.pattern)
        while at >= 0:
            end = at + len(self.pattern)
            if self._fits(found, at, end):
                yield found.starts[at], found.ends[end - 1]
                at = sequence.find(self.pattern, end)
            else:
                at = sequence.find(self.pattern, at + 1)

    def _fits(self, found: Units, at: int, end: int) -> bool:
        for place in range(at + 1, end):
            wanted, there = self.gaps[place - at], found.gaps[place]
            # Korean is spaced one way or the other; a particle may stand where the query has a blank or one itself.
            if there > (Gap.BLANK if wanted == Gap.NONE else Gap.MORPHEME):
                return False
        if end - at == 1:
            return bool(found.opens[at] and found.closes[at])
        return bool(found.opens[at] or found.closes[end - 1])


def word(text: str, tokens: Sequence[Token]) -> Word | None:
    """A word of a query with its tokens; None when nothing of it is searched (a particle, a full stop)."""
    found = units(text, tokens)
    if not found.characters:
        return None
    verbs = {lemma: chr(_FIRST_VERB + n) for n, lemma in enumerate(dict.fromkeys(found.verbs.values()))}
    characters = found.characters.copy()
    for index, lemma in found.verbs.items():
        characters[index] = verbs[lemma]
    wanted = set(verbs)
    for index, character in enumerate(found.characters):
        if index not in found.verbs:
            wanted.add(character)
            if index and index - 1 not in found.verbs and found.gaps[index] == Gap.NONE:
                wanted.add(found.characters[index - 1] + character)
    pattern, gaps = "".join(characters), bytes(found.gaps)
    spelling = None if verbs else re.compile(_spelling(pattern, gaps), re.IGNORECASE)
    return Word(pattern, gaps, tuple(verbs.items()), frozenset(wanted), spelling)


def _spelling(pattern: str, gaps: bytes) -> str:
    parts = [re.escape(pattern[0])]
    for character, gap in zip(pattern[1:], gaps[1:], strict=True):
        parts += [r"\W*" if gap == Gap.NONE else r"[^\n]{0,200}?", re.escape(character)]
    return "".join(parts)
