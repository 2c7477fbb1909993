"""The ends of the zone looked at once more: sentences there that the article's own author did not write.

Interfaces speak politely (…습니다, …세요) where news does not, summaries repeat what the body says, and an English
sentence in a Korean article is a player's or a browser's. None of this needs the wording of any site, and none of it
is done to a text that came clean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from annotator.articles.credits import speaker_mark
from annotator.articles.rows import Row
from annotator.articles.wording import Match

_POLITE = re.compile(r"(?:니다|세요|까요|어요|아요|해요|네요|군요|에요|예요|나요|지요)[.!?~]*[\"'”’)\]]*$")
_HANGUL = re.compile("[가-힣]")
_QUOTES = "\"'“‘「『"
_MIN_PROSE = 3
_PLAIN_SHARE = 0.75
_MAX_INTERFACE = 170
# How many sentences at either end may be the interface's.
_FROM_START, _FROM_END = 3, 6


def refine(rows: Sequence[Row], start: int, end: int) -> tuple[int, int]:
    """The zone `rows[start:end]` without interface sentences and summaries at its ends, which get a reason."""
    prose = [index for index in range(start, end) if rows[index].prose and not rows[index].caption]
    if len(prose) <= _MIN_PROSE:
        return start, end
    polite = sum(bool(_POLITE.search(rows[index].text)) for index in prose)
    korean = sum(bool(_HANGUL.search(rows[index].text)) for index in prose)
    plain = polite <= (1 - _PLAIN_SHARE) * len(prose)

    def foreign(row: Row) -> str:
        if korean >= _PLAIN_SHARE * len(prose) and not _HANGUL.search(row.text):
            return "foreign"
        spoken = plain and len(row.text) <= _MAX_INTERFACE and row.text[0] not in _QUOTES and row.inner <= 3
        return "style" if spoken and _POLITE.search(row.text) else ""

    first = _cut(rows, prose[:_FROM_START], foreign)
    last = _cut(rows, [index for index in reversed(prose[-_FROM_END:]) if first is None or index > first], foreign)
    begin = start if first is None else first + 1
    stop = end if last is None else last
    begin = max(begin, _after_repeats(rows, [index for index in prose if begin <= index < stop]))
    while start < begin < stop and not (rows[begin].prose or speaker_mark(rows[begin].text)):
        begin += 1
    while begin < stop < end and not rows[stop - 1].prose:
        stop -= 1
    return begin, stop


def _cut(rows: Sequence[Row], places: Sequence[int], foreign: Callable[[Row], str]) -> int | None:
    """The innermost of `places`, given from the end inwards, whose row is not the article's; all up to it go too."""
    cut = None
    for index in places:
        why = foreign(rows[index])
        if why:
            cut = index
            rows[index].match = Match("interface", why, rows[index].text[:40])
    return cut


def _after_repeats(rows: Sequence[Row], prose: Sequence[int]) -> int:
    """Past the leading sentences that the body says again: a summary stands above what it is made of."""
    after = 0
    for place, index in enumerate(prose[:_FROM_START]):
        text = rows[index].text
        if any(text in rows[later].text for later in prose[place + 1 :]):
            rows[index].match = Match("ai_summary", "repeated", text[:40])
            after = index + 1
    return after
