"""The text of an article: how it is normalised at import, how its positions map to Qt's, where its words lie.

Positions are code points, end exclusive, unless a name says utf16.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

# Conjoining jamo that form a modern syllable: alone, or a final consonant after a syllable that has none.
_CONJOINING = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]")
_CHANGED = re.compile("\r\n?|" + _CONJOINING.pattern)
# What takes two units of UTF-16.
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_EOJEOL = re.compile(r"\S+")
_CLOSING = "\"'”’」』》〉〕】)]}）］"
_PAIRS = dict(zip("\"'“‘「『《〈〔【([{（［", _CLOSING, strict=True))
_MARKS = re.compile(f"[{re.escape(''.join(_PAIRS) + _CLOSING)}]")
# What ends a sentence, with the quotation marks and brackets that close after it.
_END = re.compile(rf"[.!?。！？]+[{re.escape(_CLOSING)}]*(?=\s|$)")
# A full stop after these ends none: 1. and 2024. 5., U.S. and J., No. and their like.
_NO_END = re.compile(r"(?:\d|\b[A-Za-z]|\b(?:No|vs|Dr|Mr|Mrs|Ms|St|Co|Inc|Corp|Ltd|Jr|Sr|Prof|Vol|Fig))$")
# What goes on after a quotation, though a blank came in between.
_GOES_ON = re.compile(r"\s+(?:이?라[고는며]|이?란|하고|고|며|는)(?=[\s,])")


class OffsetMap:
    """From positions of one text to positions of another made from it by local replacements.

    Replacements are `(start, end, length)` in ascending order: `before[start:end]` became `length` code points. A
    position inside a replaced stretch moves to the stretch's start, or to its end when `at_end` is asked for.
    """

    def __init__(self, replacements: list[tuple[int, int, int]]) -> None:
        self._starts = [start for start, _, _ in replacements]
        self._rows: list[tuple[int, int, int]] = []
        shift = 0
        for start, end, length in replacements:
            self._rows.append((end, start + shift, start + shift + length))
            shift += length - (end - start)

    def __bool__(self) -> bool:
        """Whether anything was replaced."""
        return bool(self._rows)

    def __call__(self, position: int, *, at_end: bool = False) -> int:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        end, new_start, new_end = self._rows[index]
        if position >= end:
            return new_end + position - end
        return new_end if at_end and position > self._starts[index] else new_start

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch went; an end inside a replaced stretch takes the whole of it along."""
        return self(start), self(end, at_end=True)


def normalise(raw: str) -> tuple[str, OffsetMap]:
    """The text as it is stored, and the map from positions of `raw` to its own.

    CRLF and CR become LF; conjoining jamo are composed to syllables (Kiwi reads decomposed Hangul as one noun).
    Nothing else changes: NFC would alter compatibility hanja that CP949 news uses, NFKC would ruin ㆍ ㎡ ㈜.
    """
    replacements: list[tuple[int, int, int]] = []
    # The case of most texts, told soonest: in NFC there is nothing to compose.
    if "\r" not in raw and unicodedata.is_normalized("NFC", raw):
        return raw, OffsetMap(replacements)

    def replace(match: re.Match[str]) -> str:
        old = match.group()
        # An LV syllable takes the final consonant, an LVT one does not: NFC then changes nothing.
        new = "\n" if old[0] == "\r" else unicodedata.normalize("NFC", old)
        if len(new) != len(old):
            replacements.append((match.start(), match.end(), len(new)))
        return new

    text = _CHANGED.sub(replace, raw)
    return text, OffsetMap(replacements)


def has_astral(text: str) -> bool:
    """Whether some of its characters lie beyond the BMP, and take two units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


class Utf16Map:
    """Code points of a text to UTF-16 units, which Qt counts, and back; O(log n) in the characters beyond the BMP."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_utf16 = [position + index for index, position in enumerate(self._astral)]

    def to_utf16(self, position: int) -> int:
        return position + bisect_left(self._astral, position)

    def to_codepoint(self, utf16: int) -> int:
        """A position inside a surrogate pair counts as the start of its character."""
        before = bisect_left(self._astral_utf16, utf16)
        if before and utf16 == self._astral_utf16[before - 1] + 1:
            return self._astral[before - 1]
        return utf16 - before


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The non-empty lines of `text`. Only LF ends a line: U+2028, U+0085 and the like are characters of it."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            yield start, end
        start = end + 1


def eojeol_at(text: str, position: int) -> tuple[int, int] | None:
    """The word between blanks that holds the character at `position`, or None on a blank."""
    if not 0 <= position < len(text) or text[position].isspace():
        return None
    start = max((text.rfind(blank, 0, position) for blank in "\n \t\u00a0\u3000"), default=-1) + 1
    for match in _EOJEOL.finditer(text, start):
        if match.start() <= position < match.end():
            return match.span()
        if match.start() > position:
            break
    return None


def sentence_at(text: str, position: int) -> tuple[int, int] | None:
    """The sentence that holds the character at `position`, less the blanks around it; None on a blank.

    A sentence ends in its paragraph with . ! or ? and what closes after it, before a blank. What stands between
    quotation marks or brackets belongs to the sentence around it: “가자. 어서.”라고 했다. is one.
    """
    if not 0 <= position < len(text) or text[position].isspace():
        return None
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    for bounds in _sentences(text[start : end if end >= 0 else len(text)]):
        if start + bounds[0] <= position < start + bounds[1]:
            return start + bounds[0], start + bounds[1]
    return None


def _sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    quoted = _quoted(paragraph)
    start = 0
    for match in _END.finditer(paragraph):
        mark, end = match.span()
        at = bisect_right(quoted, (mark, len(paragraph))) - 1
        inside = at >= 0 and mark < quoted[at][1]
        if inside and (end < quoted[at][1] or _GOES_ON.match(paragraph, end)):
            continue  # the quotation goes on, or the sentence around it does
        stop = not inside and match[0][:2].rstrip(_CLOSING) == "."
        if stop and end < len(paragraph.rstrip()) and _NO_END.search(paragraph, max(mark - 8, 0), mark):
            continue
        yield _trimmed(paragraph, start, end)
        start = end
    if paragraph[start:].strip():
        yield _trimmed(paragraph, start, len(paragraph))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _quoted(text: str) -> list[tuple[int, int]]:
    """The outermost stretches between quotation marks and brackets that close, in order. ’24년 opens nothing."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        char, at = match[0], match.start()
        opened = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n][0] == char), None)
        if opened is not None:
            while found and found[-1][0] > waiting[opened][1]:
                found.pop()
            found.append((waiting[opened][1], at + 1))
            del waiting[opened:]
        elif char in _PAIRS:
            waiting.append((_PAIRS[char], at))
    return found
