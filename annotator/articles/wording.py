"""The wording of site chrome, read from resources/cleaning/chrome*.toml, and which line meets it.

A line that ends a sentence is met by exact sentence patterns only (the guard): words such as 이벤트 or 청소년 stand in
good sentences too. Sections of the data file are the classes of removed lines; see the notes at its head.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

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


class Wording:
    """The entries of one or more data files, compiled. `sections` is the parsed TOML: class -> kind -> entries."""

    def __init__(self, sections: Mapping[str, Mapping[str, Any]]) -> None:
        self._exact: dict[str, Match] = {}
        self._starts: dict[str, Match] = {}
        self._contains: dict[str, Match] = {}
        self._begins, self._patterns = _Patterns(), _Patterns()
        self._sentences, self._floating = _Patterns(), _Patterns()
        for name, section in sections.items():
            self._add(name, section)
        self._every_start = tuple(self._starts)

    def _add(self, name: str, section: Mapping[str, Any]) -> None:
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
                elif kind in ("starts", "contains"):
                    (self._starts if kind == "starts" else self._contains).setdefault(entry, found)
                else:
                    patterns = {"begins": self._begins, "patterns": self._patterns, "sentences": self._sentences}
                    floating = kind == "sentences" and entry.startswith(".{")
                    (self._floating if floating else patterns[kind]).add(entry, found, name)

    def exact(self, line: str) -> Match | None:
        """The entry that a whole line is, by its letters alone."""
        return self._exact.get(squeeze(line))

    def match(self, line: str, sentence: bool) -> Match | None:
        """Why `line` (blanks and bullets trimmed) is chrome; None when no entry meets it."""
        if not sentence and len(line) <= _MAX_LINE:
            found = self._short(line)
            if found is not None:
                return found
        if sentence or line.rstrip(_AFTER_WORD)[-1:] in _SPOKEN:
            found = self._sentences.match(line)
            if found is None and len(line) <= _MAX_FLOATING:
                found = self._floating.match(line)
            if found is not None or sentence:
                return found
        if len(line) > _MAX_PATTERN_LINE:
            return None
        found = self._begins.match(line) or self._patterns.search(line)
        return found or next((found for entry, found in self._contains.items() if entry in line), None)

    def _short(self, line: str) -> Match | None:
        key = squeeze(line)
        found = (self._exact.get(key) or self._words(line)) if key else None
        if found is None and line.startswith(self._every_start):
            entry = max((entry for entry in self._every_start if line.startswith(entry)), key=len)
            return self._starts[entry]
        return found

    def _words(self, line: str) -> Match | None:
        """A line of nothing but known words: the class of its last one."""
        words = line.split()
        if not 1 < len(words) <= _MAX_WORDS:
            return None
        found = None
        for word in words:
            key = squeeze(word)
            if key:
                found = self._exact.get(key)
                if found is None:
                    return None
        return found and Match(found.chrome_class, "words", found.evidence, found.outside, found.weight, found.weak)


def squeeze(line: str) -> str:
    """The letters of a line alone, in lower case: what entries under `lines` are compared by."""
    return _NO_LETTERS.sub("", line).lower()


class _Patterns:
    """Many regular expressions: one of all of them says no quickly, then each is asked."""

    def __init__(self) -> None:
        self._each: list[tuple[re.Pattern[str], Match]] = []
        self._any: re.Pattern[str] | None = None

    def add(self, entry: str, found: Match, section: str) -> None:
        try:
            self._each.append((re.compile(entry), found))
        except re.error as error:
            raise AnnotatorError("clean.bad_pattern", section=section, pattern=entry, reason=str(error)) from None
        self._any = None

    def match(self, line: str) -> Match | None:
        """The entry that meets the line from its start."""
        if not self._each or not self._one().match(line):
            return None
        return next((found for pattern, found in self._each if pattern.match(line)), None)

    def search(self, line: str) -> Match | None:
        """The entry that meets the line anywhere."""
        if not self._each or not self._one().search(line):
            return None
        return next((found for pattern, found in self._each if pattern.search(line)), None)

    def _one(self) -> re.Pattern[str]:
        if self._any is None:
            self._any = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in self._each))
        return self._any


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
