"""CP949 text that was read as Latin-1 (°øÁÖ¼Ò¹æ¼): recognised and mended, to be offered and never done silently.

Four of 112 public pages were stored so. Bytes 0xA0 and 0xAD, a blank and an invisible hyphen in Latin-1, are often
lost on the way; where one is missing a whole syllable is, and U+FFFD stands for it. Some readers take those pairs of
bytes that happen to be UTF-8 for UTF-8 and the rest for Latin-1 (¼ÒȸÀǽǿ¡¼­); both are undone.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

_RUN = re.compile("[^\x00-\x7f]+")
_WESTERN = re.compile("[\x80-\xff]")
_MIXED = re.compile("[\u0100-\u07ff]")
# Windows shows the bytes 0x80-0x9f as these; they go back to the bytes they were.
_WINDOWS = {
    ord(bytes([code]).decode("cp1252")): code for code in range(0x80, 0xA0) if code not in (129, 141, 143, 144, 157)
}
_BYTES = re.compile(f"[\x80-\xff{''.join(map(chr, _WINDOWS))}]")
_HANGUL = re.compile("[가-힣]")
_MIN_WESTERN = 8
_MIN_SHARE = 0.25
_MAX_LOST = 0.08
# What a pair of bytes costs that is a syllable of everyday writing, any other character of KS X 1001, one of the rare
# syllables beside it, or half of a lost one.
_COMMON, _OTHER, _RARE, _LOST = 0.0, 1.0, 2.5, 3.0


def repair(text: str) -> str | None:
    """The mended text when `text` is CP949 or UTF-8 read as Latin-1 or Windows-1252, else None."""
    # Asked at every switch of articles: of most texts it is told by a glance.
    if sum(1 for _ in islice(_BYTES.finditer(text), _MIN_WESTERN)) < _MIN_WESTERN:
        return None
    bare = text.translate(_WINDOWS)
    western = len(_WESTERN.findall(bare))
    if western < _MIN_WESTERN or western < _MIN_SHARE * len(text) or len(_HANGUL.findall(text)) * 4 > western:
        return None
    return _utf8(bare) or _cp949(bare)


def _utf8(bare: str) -> str | None:
    try:
        mended = bare.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return mended if _HANGUL.search(mended) else None


def _cp949(bare: str) -> str | None:
    mixed = bool(_MIXED.search(bare))
    mended = _RUN.sub(lambda run: _mend(run.group(), mixed), bare)
    syllables = len(_HANGUL.findall(mended))
    lost = mended.count("\ufffd")
    others = len(re.findall("[^\x00-\x7f가-힣\ufffd]", mended))
    if syllables < 4 or lost > _MAX_LOST * syllables + 1 or others > syllables:
        return None
    return mended


# The text mended so far, last character first, as linked pairs.
_Said = tuple[str, Any] | None


def _mend(run: str, mixed: bool) -> str:
    """The cheapest reading of a run of characters as CP949: the one with the most everyday syllables.

    Goes through the run keeping, for each byte that may wait for its partner (0: none), the cheapest reading so far.
    A character is one byte, or in a `mixed` text the bytes that UTF-8 has for it.
    """
    waiting: dict[int, tuple[float, _Said]] = {0: (0.0, None)}
    for char in run:
        readings: list[tuple[tuple[int, ...], float]] = [((ord(char),), 0.0)] if char <= "\xff" else []
        if mixed or not readings:
            # Below U+00C0 the first byte would be 0xc2, which begins hardly any everyday syllable.
            readings.append((tuple(char.encode()), _LOST + 0.2 if char < "\xc0" else 0.5))
        reached: dict[int, tuple[float, _Said]] = {}
        for data, extra in readings:
            found = {lead: (cost + extra, said) for lead, (cost, said) in waiting.items()}
            for byte in data:
                found = _step(found, byte)
            for lead, reading in found.items():
                if lead not in reached or reading[0] < reached[lead][0]:
                    reached[lead] = reading
        waiting = reached
    closed = [
        (cost + (_LOST if lead else 0.0), ("\ufffd", said) if lead else said) for lead, (cost, said) in waiting.items()
    ]
    _, said = min(closed, key=lambda reading: reading[0])
    chars = []
    while said is not None:
        chars.append(said[0])
        said = said[1]
    return "".join(reversed(chars))


def _step(waiting: dict[int, tuple[float, _Said]], byte: int) -> dict[int, tuple[float, _Said]]:
    """Each reading with one byte more: as a partner, or waiting for its own, the one before it lost."""
    found: dict[int, tuple[float, _Said]] = {}
    for lead, (cost, said) in waiting.items():
        options = [(byte, cost, said)] if not lead else [(byte, cost + _LOST, ("\ufffd", said))]
        pair, price = _pair(lead, byte) if lead else ("", 0.0)
        if pair:
            options.append((0, cost + price, (pair, said)))
        for state, total, text in options:
            if state not in found or total < found[state][0]:
                found[state] = total, text
    return found


@cache
def _pair(lead: int, trail: int) -> tuple[str, float]:
    try:
        char = bytes((lead, trail)).decode("cp949")
    except UnicodeDecodeError:
        return "", 0.0
    # KS X 1001, the 2,350 everyday syllables, has its lead bytes from 0xb0 to 0xc8 and its trail bytes from 0xa1 on.
    if trail < 0xA1 or lead < 0xA1:
        return char, _RARE
    return char, _COMMON if 0xB0 <= lead <= 0xC8 else _OTHER
