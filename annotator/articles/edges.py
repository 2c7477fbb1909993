"""The ends of the zone looked at once more: sentences there that the article's own author did not write.

Interfaces speak politely (…습니다, …세요) where news does not, summaries repeat what the body says, and an English
sentence in a Korean article is a player's or a browser's. None of this needs the wording of any site, and none of it
is done to a text that came clean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import takewhile

from annotator.articles.credits import speaker_mark
from annotator.articles.rows import Row, overlap
from annotator.articles.wording import Match
from annotator.articles.zone import LINKED

# Two syllables each.
_POLITE = {"니다", "세요", "까요", "어요", "아요", "해요", "네요", "군요", "에요", "예요", "나요", "지요"}
_HANGUL = re.compile("[가-힣]")
_QUOTES = "\"'“‘「『"
_MIN_PROSE = 3
_PLAIN_SHARE = 0.7
_MAX_INTERFACE = 170
# How many sentences at either end may be the interface's.
_FROM_START, _FROM_END = 3, 6
# A box of other articles inside the body has so many lines at most; a paragraph beyond it shares so many of its words
# with the body: nine in ten of an article's own paragraphs do, and one in seven of another's.
_BOX = 14
_PARAGRAPH = 40
_SHARED = 0.12
# Lines between the body and its reporter's, at most; how long a heading among them is; what the others share with it.
_LEFTOVER, _HEAD, _SAID = 6, 12, 0.25
_CLOSING = ("copyright", "footer", "comment_ui")


def refine(rows: Sequence[Row], start: int, end: int) -> tuple[int, int]:
    """The zone `rows[start:end]` without interface sentences and summaries at its ends, which get a reason."""
    prose = _prose(rows, start, end)
    if len(prose) <= _MIN_PROSE:
        return start, end
    foreign = _Manner(rows, prose).foreign

    def own(place: int) -> bool:
        others = " ".join(rows[other].text for other in prose if other != place)
        return _own(rows[place], others, foreign)

    first = _cut(rows, prose[:_FROM_START], foreign, own)
    ends = [index for index in reversed(prose[-_FROM_END:]) if first is None or index > first]
    last = _cut(rows, ends, foreign, own)
    begin = start if first is None else first + 1
    stop = end if last is None else _end_without(rows, begin, last)
    begin = max(begin, _after_repeats(rows, [index for index in prose if begin <= index < stop]))
    while start < begin < stop and not (rows[begin].prose or speaker_mark(rows[begin].text)):
        begin += 1
    while begin < stop < end and not rows[stop - 1].prose:
        stop -= 1
    for row in rows[begin:stop]:
        # Requests; a question may well be a subhead.
        if not row.prose and row.match is None and row.text.rstrip(".!~").endswith("요") and foreign(row) == "style":
            row.match = Match("interface", "style", row.text[:40])
    return begin, stop


def _end_without(rows: Sequence[Row], begin: int, stop: int) -> int:
    """Where the zone from `begin` on ends when nothing from `stop` on speaks for it: what lies between may go, too."""
    best, total, end = 0.0, 0.0, stop
    for index in range(begin, stop):
        total += rows[index].score
        if total > best:
            best, end = total, index + 1
    return end


def rejoin(rows: Sequence[Row], start: int, end: int) -> tuple[int, int]:
    """The zone with the paragraphs that a box of other articles cut off from it, at either end."""
    prose = _prose(rows, start, end)
    if not prose:
        return start, end
    foreign = _Manner(rows, prose).foreign
    body = " ".join([rows[index].text for index in prose])

    above = _before_edge(rows, range(start - 1, max(-1, start - 1 - _BOX), -1))
    found = [index for index in above if rows[index].prose]
    if found:
        told = " ".join([*(row.text for row in rows[:start] if not row.prose), body])
        found = [index for index in found if _own(rows[index], told, foreign)]
    if found and above[-1] > 0 and _edge(rows[above[-1] - 1]) and _headed(rows[found[0] : start]):
        start = found[-1]
    below = _before_edge(rows, range(end, min(len(rows), end + _BOX)))
    found = [index for index in below if _own(rows[index], body, foreign)]
    closed = bool(below) and (below[-1] + 1 == len(rows) or below[-1] + 1 < end + _BOX)
    if found and closed and found[-1] == below[-1] and _headed(rows[end : found[0]]):
        end = found[-1] + 1
    return start, _signed(rows, end, body)


def _signed(rows: Sequence[Row], end: int, body: str) -> int:
    """Past the few lines without a sentence (sources, a table) that stand between the body and its reporter's line."""
    for index in range(end, min(len(rows), end + _LEFTOVER + 1)):
        row = rows[index]
        if row.byline and "@" in row.text:
            return index
        if row.match is not None or row.date_line or row.byline or row.content is False:
            break
        if row.hint is not None and row.hint.linked > LINKED:
            break
        heads = len(row.text) <= _HEAD and row.text[0] in "[<◆■◇" and not row.text[-1].isdecimal()
        if not heads and overlap(row.text, body) < _SAID:
            break
    return end


def _own(row: Row, told: str, foreign: Callable[[Row], str]) -> bool:
    """Whether the line is a paragraph in the article's own manner that shares its words with what is `told`."""
    return (
        row.prose
        and len(row.text) >= _PARAGRAPH
        and not (row.caption or row.content is False)
        and not foreign(row)
        and overlap(row.text, told) >= _SHARED
    )


def _before_edge(rows: Sequence[Row], places: range) -> range:
    """The first of `places`, up to an edge."""
    return next((places[:count] for count, place in enumerate(places) if _edge(rows[place])), places)


def _edge(row: Row) -> bool:
    """Whether the line is a date, a reporter's or a notice: no body reaches over it."""
    return row.date_line or row.byline or (row.match is not None and row.match.chrome_class in _CLOSING)


def _headed(rows: Sequence[Row]) -> bool:
    return any(row.match is not None and row.match.heading for row in rows)


def interface_ends(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether the zone begins or ends with sentences that its author did not write."""
    prose = _prose(rows, start, end)
    if len(prose) <= _MIN_PROSE:
        return False
    foreign = _Manner(rows, prose).foreign
    return any(foreign(rows[index]) for index in {*prose[:_FROM_START], *prose[-_FROM_END:]})


def _prose(rows: Sequence[Row], start: int, end: int) -> list[int]:
    return [index for index in range(start, end) if rows[index].prose and not rows[index].caption]


class _Manner:
    """How the article of the rows `prose` speaks."""

    def __init__(self, rows: Sequence[Row], prose: Sequence[int]) -> None:
        self._texts = [rows[index].text for index in prose]

    # Mostly nobody asks.
    @cached_property
    def _korean(self) -> bool:
        return sum(bool(_HANGUL.search(text)) for text in self._texts) >= _PLAIN_SHARE * len(self._texts)

    @cached_property
    def _plain(self) -> bool:
        # By length: the sentences of interfaces are short, and there may be many of them.
        polite = sum(len(text) for text in self._texts if _polite(text))
        return polite <= (1 - _PLAIN_SHARE) * sum(map(len, self._texts))

    def foreign(self, row: Row) -> str:
        """Why a sentence is none of this article's: by its language or by how it ends; "" when it may be."""
        text = row.text
        if not _HANGUL.search(text):
            return "foreign" if self._korean else ""
        spoken = len(text) <= _MAX_INTERFACE and text[0] not in _QUOTES and row.inner <= 3
        return "style" if spoken and _polite(text) and self._plain else ""


def _polite(text: str) -> bool:
    return text.rstrip("\"'”’)]").rstrip(".!?~")[-2:] in _POLITE


def _cut(
    rows: Sequence[Row], places: Sequence[int], foreign: Callable[[Row], str], own: Callable[[int], bool]
) -> int | None:
    """The innermost of `places`, given from the end inwards, whose row is not the article's; all up to it go too.

    No paragraph of the article's `own` goes with them.
    """
    if not any(foreign(rows[index]) for index in places):
        return None
    cut = None
    for index in takewhile(lambda index: not own(index), places):
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
