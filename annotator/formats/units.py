"""Offsets of other programs into code points and back: UTF-16 units, and what a reader takes for one character."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Protocol

from annotator.formats.needs import needed
from annotator.formats.options import Unit
from annotator.text import Utf16Map, has_astral

# Text in which every code point is a grapheme: no CR, nothing that joins what stands before or after it.
_SINGLE = re.compile(
    "[\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2cee"
    "\u3000-\u3029\u3030-\u3098\u30a0-\u30ff\u3131-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d]*"
)


class Counter(Protocol):
    """Positions of one text in another unit; None for a place that the other unit cannot say."""

    def from_codepoint(self, position: int) -> int | None: ...

    def to_codepoint(self, position: int) -> int | None: ...


class _Same:
    def from_codepoint(self, position: int) -> int | None:
        return position

    to_codepoint = from_codepoint


class _Utf16:
    def __init__(self, text: str) -> None:
        self._map = Utf16Map(text)

    def from_codepoint(self, position: int) -> int | None:
        return self._map.to_utf16(position)

    def to_codepoint(self, position: int) -> int | None:
        found = self._map.to_codepoint(position)
        return found if self._map.to_utf16(found) == position else None  # the middle of a pair is no place


class _Grapheme:
    def __init__(self, text: str) -> None:
        # Takes its time to load, and only doccano's rare projects need it.
        regex = needed("regex", "grapheme")
        self._starts = [match.start() for match in regex.finditer(r"\X", text)] + [len(text)]

    def from_codepoint(self, position: int) -> int | None:
        index = bisect_left(self._starts, position)
        return index if index < len(self._starts) and self._starts[index] == position else None

    def to_codepoint(self, position: int) -> int | None:
        return self._starts[position] if 0 <= position < len(self._starts) else None


# Positions are those of the text itself.
SAME = _Same()


def counter(text: str, unit: Unit) -> Counter:
    """How positions of `text` are counted in `unit`. Graphemes are the extended clusters of Unicode's UAX 29."""
    if unit is Unit.UTF16 and has_astral(text):
        return _Utf16(text)
    if unit is Unit.GRAPHEME and not _SINGLE.fullmatch(text):
        return _Grapheme(text)
    return SAME
