"""The wording of site chrome, read from resources/cleaning/chrome*.toml, and which line meets it.

A line that ends a sentence is met by exact sentence patterns only (the guard): words such as 이벤트 or 청소년 stand in
good sentences too. Sections of the data file are the classes of removed lines; see the notes at its head.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from annotator.articles.needs import needed, opener, openers, telling
from annotator.errors import AnnotatorError
from annotator.paths import resource

_NO_LETTERS = re.compile(r"[\W\d_]+")
_KINDS = ("lines", "headings", "starts", "contains", "begins", "patterns", "sentences")
# How a line ends that may be a whole sentence of the interface.
_SPOKEN = frozenset("다요까오죠나니세지자음함")
_AFTER_WORD = ".!?~…\"'”’)]}>〉》」』 "
# A longer line is no button; it is left to patterns and to the zone.
_MAX_LINE = 120
_MAX_PATTERN_LINE = 1000
# Sentence patterns that begin anywhere are slow, and the sentences of the interface short.
_MAX_FLOATING = 140
_MAX_WORDS = 24


@dataclass(frozen=True, slots=True)
class Match:
    """Why a line is chrome: its class, the rule (a kind of entry of the data file) and the entry that met it.

    `weight` is how strongly the line speaks against an article around it; `outside` that it counts there alone,
    `weak` that it does so only where there is other chrome, too.
    """

    chrome_class: str
    rule: str
    evidence: str
    outside: bool = False
    weight: float = 1.0
    weak: bool = False

    @property
    def heading(self) -> bool:
        return self.rule == "headings"


# A compiled entry of the data file.
_Entry = tuple[re.Pattern[str], Match]
# Its place among the entries of its table, what a line that meets it holds ("" for anything), how a line is put to it,
# and what it says of a line that meets it.
_Question = tuple[int, str, Callable[[str], re.Match[str] | None], Match]


class Wording:
    """The entries of one or more data files, compiled. `sections` is the parsed TOML: class -> kind -> entries."""

    def __init__(self, sections: Mapping[str, Mapping[str, Any]]) -> None:
        self._exact: dict[str, Match] = {}
        self._starts: dict[str, Match] = {}
        patterns: dict[str, list[_Entry]] = defaultdict(list)
        for name, section in sections.items():
            self._add(name, section, patterns)
        self._beginnings = {key[:length] for key in self._exact for length in range(len(key) + 1)}
        # By their first character; a longer one goes before what it begins with.
        self._prefixes: dict[str, tuple[str, ...]] = {}
        for start in sorted(self._starts, key=len, reverse=True):
            self._prefixes[start[:1]] = (*self._prefixes.get(start[:1], ()), start)
        self._anywhere = _Patterns(begins=patterns["begins"], patterns=[*patterns["patterns"], *patterns["contains"]])
        self._sentences = _Patterns(begins=patterns["sentences"])
        self._short_sentences = _Patterns(begins=[*patterns["sentences"], *patterns["floating"]])

    def _add(self, name: str, section: Mapping[str, Any], patterns: dict[str, list[_Entry]]) -> None:
        chrome_class = section.get("class", name)
        outside, weak = bool(section.get("outside", False)), bool(section.get("weak", False))
        weights = float(section.get("weight", 1.0)), float(section.get("heading_weight", 5.0))
        for kind in _KINDS:
            for entry in section.get(kind, ()):
                found = Match(chrome_class, kind, entry, outside, weights[kind == "headings"], weak)
                if kind == "headings":
                    self._exact[squeeze(entry)] = found
                elif kind == "lines":
                    self._exact.setdefault(squeeze(entry), found)
                elif kind == "starts":
                    self._starts.setdefault(entry, found)
                else:
                    floating = kind == "sentences" and entry.startswith(".{")
                    expression = _compiled(re.escape(entry) if kind == "contains" else entry, name)
                    patterns["floating" if floating else kind].append((expression, found))

    def exact(self, line: str) -> Match | None:
        """The entry that a whole line is, by its letters alone."""
        return self._exact.get(line) or self._exact.get(squeeze(line))

    def match(self, line: str, sentence: bool) -> Match | None:
        """Why `line` (blanks and bullets trimmed) is chrome; None when no entry meets it."""
        if not sentence and len(line) <= _MAX_LINE:
            found = self._short(line)
            if found is not None:
                return found
        if sentence or line.rstrip(_AFTER_WORD)[-1:] in _SPOKEN:
            found = (self._short_sentences if len(line) <= _MAX_FLOATING else self._sentences).met(line)
            if found is not None or sentence:
                return found
        return self._anywhere.met(line) if len(line) <= _MAX_PATTERN_LINE else None

    def _short(self, line: str) -> Match | None:
        found = self._exact.get(line)
        if found is None and self._may_begin(line):
            key = squeeze(line)
            found = (self._exact.get(key) or self._words(line)) if key else None
        if found is None and line.startswith(prefixes := self._prefixes.get(line[:1], ())):
            found = self._starts[next(filter(line.startswith, prefixes))]
        return found

    def _may_begin(self, line: str) -> bool:
        """Whether the line can be, or begin with, a known word, by its own first word: most cannot."""
        words = line.split(None, 1)
        return not words or squeeze(words[0]) in self._beginnings

    def _words(self, line: str) -> Match | None:
        """A line of nothing but known words: the class of its last one."""
        words = line.split()
        if not 1 < len(words) <= _MAX_WORDS:
            return None
        last = None
        for word in words:
            found = self._exact.get(word)
            key = squeeze(word) if found is None else word
            if key:
                last = found or self._exact.get(key)
                if last is None:
                    return None
        return last and Match(last.chrome_class, "words", last.evidence, last.outside, last.weight, last.weak)


def squeeze(line: str) -> str:
    """The letters of a line alone, in lower case: what entries under `lines` are compared by."""
    if line.isalpha():
        return line.lower()
    return _NO_LETTERS.sub("", line).lower()


def _compiled(expression: str, section: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise AnnotatorError("clean.bad_pattern", section=section, pattern=expression, reason=str(error)) from None


class _Patterns:
    """Many regular expressions, each asked only of lines that hold what it cannot do without.

    `begins` are to meet a line from its start, `patterns`, which come after them, anywhere in it.
    """

    def __init__(self, begins: Sequence[_Entry] = (), patterns: Sequence[_Entry] = ()) -> None:
        # What is asked of a line: by what it begins with, by a character that stands in it, and of all lines.
        self._many = len(begins) + len(patterns)
        opening: dict[str, list[_Question]] = defaultdict(list)
        self._holding: dict[str, list[_Question]] = defaultdict(list)
        always: list[_Question] = []
        for place, (expression, found) in enumerate([*begins, *patterns]):
            meets = expression.match if place < len(begins) else expression.search
            first = openers(expression) if place < len(begins) else frozenset()
            strings = frozenset() if first else needed(expression)
            for char in first:
                opening[char].append((place, "", meets, found))
            for text in strings:
                self._holding[telling(text)].append((place, text, meets, found))
            if not first and not strings:
                always.append((place, "", meets, found))
        self._opening = {char: sorted([*asked, *always]) for char, asked in opening.items()}
        self._always = always
        self._held = re.compile(f"[{re.escape(''.join(self._holding))}]" if self._holding else "(?!)").findall

    def met(self, line: str) -> Match | None:
        """The first entry that meets the line, which is not empty."""
        best, first = None, self._many
        for place, _, meets, found in self._opening.get(opener(line[0]), self._always):
            if meets(line):
                best, first = found, place
                break
        for char in {*self._held(line)}:
            for place, text, meets, found in self._holding[char]:
                if place < first and text in line and meets(line):
                    best, first = found, place
        return best


@cache
def sections() -> dict[str, dict[str, Any]]:
    """What ships with the program: every chrome*.toml of resources/cleaning, in the order of their names."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(resource("cleaning").glob("chrome*.toml")):
        for name, section in tomllib.loads(path.read_text(encoding="utf-8")).items():
            merged = found.setdefault(name, {})
            for kind, entries in section.items():
                merged[kind] = [*merged.get(kind, []), *entries] if isinstance(entries, list) else entries
    return found


@cache
def wording() -> Wording:
    return Wording(sections())
