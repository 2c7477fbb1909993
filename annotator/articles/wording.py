"""The wording of site chrome, read from resources/cleaning/*.toml, and which line meets it.

A line that ends a sentence is met by exact sentence patterns only (the guard): words such as 이벤트 or 청소년 stand in
good sentences too. Sections of the data file are the classes of removed lines; see the notes at its head.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from annotator.errors import AnnotatorError
from annotator.paths import resource

_NO_LETTERS = re.compile(r"[\W\d_]+")
_KINDS = ("lines", "headings", "starts", "contains", "patterns", "sentences")
# A longer line is no button; it is left to patterns and to the zone.
_MAX_LINE = 120
_MAX_WORDS = 24


@dataclass(frozen=True, slots=True)
class Match:
    """Why a line is chrome: its class, the rule (a kind of entry of the data file) and the entry that met it."""

    chrome_class: str
    rule: str
    evidence: str
    outside: bool = False

    @property
    def heading(self) -> bool:
        return self.rule == "headings"


class Wording:
    """The entries of one or more data files, compiled. `sections` is the parsed TOML: class -> kind -> entries."""

    def __init__(self, sections: Mapping[str, Mapping[str, Any]]) -> None:
        self._exact: dict[str, Match] = {}
        self._starts: dict[str, Match] = {}
        self._contains: dict[str, Match] = {}
        self._patterns: list[tuple[re.Pattern[str], Match]] = []
        self._sentences: list[tuple[re.Pattern[str], Match]] = []
        for name, section in sections.items():
            self._add(name, section)
        self._any_start = _any(map(re.escape, self._starts))
        self._any_contains = _any(map(re.escape, self._contains))
        self._any_pattern = _any(pattern.pattern for pattern, _ in self._patterns)
        self._any_sentence = _any(pattern.pattern for pattern, _ in self._sentences)
        self.match = lru_cache(maxsize=32_768)(self._match)

    def _add(self, name: str, section: Mapping[str, Any]) -> None:
        outside = bool(section.get("outside", False))
        for kind in _KINDS:
            for entry in section.get(kind, ()):
                found = Match(name, kind, entry, outside)
                if kind == "headings":
                    self._exact[squeeze(entry)] = found
                elif kind == "lines":
                    self._exact.setdefault(squeeze(entry), found)
                elif kind == "starts":
                    self._starts.setdefault(entry, found)
                elif kind == "contains":
                    self._contains.setdefault(entry, found)
                else:
                    into = self._patterns if kind == "patterns" else self._sentences
                    into.append((_compile(entry, name), found))

    def _match(self, line: str, sentence: bool) -> Match | None:
        """Why `line` (blanks and bullets trimmed) is chrome; None when no entry meets it."""
        if self._any_sentence.match(line):
            return next(found for pattern, found in self._sentences if pattern.match(line))
        if sentence:
            return None
        if len(line) <= _MAX_LINE:
            key = squeeze(line)
            found = self._exact.get(key) or self._words(line)
            if found and key:
                return found
            start = self._any_start.match(line)
            if start:
                return self._starts[start.group()]
        if self._any_pattern.search(line):
            return next(found for pattern, found in self._patterns if pattern.search(line))
        inside = self._any_contains.search(line)
        return self._contains[inside.group()] if inside else None

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
        return found and Match(found.chrome_class, "words", found.evidence, found.outside)


def squeeze(line: str) -> str:
    """The letters of a line alone, in lower case: what entries under `lines` are compared by."""
    return _NO_LETTERS.sub("", line).lower()


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in sorted(patterns, key=len, reverse=True))
    return re.compile(joined or "(?!)")


def _compile(entry: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(entry)
    except re.error as error:
        raise AnnotatorError("clean.pattern", section=name, pattern=entry, reason=str(error)) from None


@cache
def wording() -> Wording:
    """What ships with the program: every TOML file of resources/cleaning, in the order of their names."""
    sections: dict[str, dict[str, Any]] = {}
    for path in sorted(resource("cleaning").glob("*.toml")):
        for name, section in tomllib.loads(path.read_text(encoding="utf-8")).items():
            merged = sections.setdefault(name, {})
            for kind, entries in section.items():
                merged[kind] = [*merged.get(kind, []), *entries] if isinstance(entries, list) else entries
    return Wording(sections)
