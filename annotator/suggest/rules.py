"""What the annotation guideline fixes and a table or a pattern can tell: ends of numbers, nested regions, endings.

Functions take the pieces of one stretch of text and give indices of the first and last piece.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from annotator import lexicon
from annotator.numerals import number_at
from annotator.pieces import Piece
from annotator.suggest.gazetteer import Regions

Indices = tuple[int, int]

_NUMERAL_TAGS = frozenset(["SN", "NR", "W_SERIAL"])
# Words around a quantity that stay outside.
_BEFORE = frozenset("약 총 최고 최대 최소 만 연 무려".split())  # noqa: SIM905
_AFTER = frozenset("가량 쯤 안팎 정도 이상 이하 미만 초과 씩 꼴 당 짜리 규모 내외 남짓 어치 등 .".split())  # noqa: SIM905
_WRITTEN = re.compile("[0-9]|[십백천만억조]")
# A numeral without a unit that is as likely a part of a name (노트 3) as a quantity.
_SMALL = re.compile("[0-9]{1,2}")
# What may go on from the words the tagger took for a number: units and signs, no noun that is counted (900만 관객).
_GOES_ON = frozenset(["SN", "NR", "NNB", "SW", "SL", "SO", "XSN", "W_SERIAL"])
# Clock times, days and spells of time, which the guideline leaves to a DATE label of the project's own.
_TIME = re.compile(
    "(?:[0-9][0-9,.]*|[일이삼사오육칠팔구십]+|한|두|세|네|다섯|여섯|몇|수)?\\s?(?:여\\s?)?(?:년|월|일|시|분|초|시간|개월|개년|주|주일|주간|일간|년간|년대|분기|세기|달|해|연도"
    "|년도|월경|일쯤|주년)(?:간|째|여|차|대|만)?"
    "|[0-9]{1,2}:[0-9]{2}|(?:19|20)[0-9]{2}"
)
_TIME_START = re.compile("[0-9]+(?:년|월|일|시)\\s?[0-9]*")
# 2024-01-12 09:30, 2019. 5. 14., 2024/01; and a telephone number, which counts nothing either.
_IN_FIGURES = re.compile(
    "(?:19|20)[0-9]{2}(?:[-/][0-9]{1,2}(?:[-/][0-9]{1,2})?|[.]\\s?[0-9]{1,2}[.]\\s?[0-9]{1,2}[.]?)"
    "(?:[T\\s][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
    "|0[0-9]{1,2}-[0-9]{3,4}-[0-9]{4}"
)
_QUARTER = re.compile("[0-9][/][0-9]분기")
# A local name in these is part of a proper name of its own (대구은행, 인천공항) and stands for no region.
_OWN_NAMES = re.compile("^(?:은행|대|대학|대학교|신문|일보|방송|FC|공항|항|유나이티드|시티|역|형|산|식|인|발|행)")


def numbers(text: str, pieces: Sequence[Piece], busy: Container[int] = ()) -> Iterator[Indices]:
    """Every quantity in the pieces, as the guideline ends it; no dates, clock times or spells of time.

    Numerals at the indices in `busy` are not looked at; what is found may still reach over one.
    """
    at = 0
    while at < len(pieces):
        numeral = pieces[at].tag in _NUMERAL_TAGS and at not in busy
        if numeral and (found := number_at(text, pieces, at)) is not None:
            surface = text[pieces[found[0]].start : pieces[found[1]].end]
            spelt = not _WRITTEN.search(surface) or _in_word(pieces, found[1])
            named = _SMALL.fullmatch(surface) or (surface.isdigit() and _after_letters(pieces, found[0]))
            if not (spelt or named or is_time(surface) or _list_mark(text, pieces, found)):
                yield found
            at = max(found[1], at) + 1
        else:
            at += 1


def _in_word(pieces: Sequence[Piece], last: int) -> bool:
    """일회 in 일회용, 4대 in 4대강: a noun or suffix that is no unit goes on right after it."""
    after = last + 1
    touches = after < len(pieces) and pieces[after].start == pieces[last].end
    return touches and pieces[after].tag in ("NNG", "NNP", "XSN") and pieces[last].tag != "SN"


def _after_letters(pieces: Sequence[Piece], first: int) -> bool:
    """370 in MH370, 5 in 갤럭시S5."""
    return first > 0 and pieces[first - 1].end == pieces[first].start and pieces[first - 1].tag in ("SL", "NNP", "NNG")


def number_ends(text: str, pieces: Sequence[Piece], first: int, last: int) -> Indices | None:
    """Where the guideline ends the number that the tagger saw from `first` to `last`; None when it is a time."""
    surface = text[pieces[first].start : pieces[last].end]
    # 개혁의 하나로: a part of it, no quantity.
    part = surface == "하나" and first > 0 and text[pieces[first - 1].start : pieces[first - 1].end] == "의"
    if part or is_time(surface):
        return None
    whole = first, last
    while first < last and text[pieces[first].start : pieces[first].end] in _BEFORE:
        first += 1
    while first < last and _outside(text, pieces, last):
        last -= 1
    for at in range(first, last + 1):
        if pieces[at].tag in _NUMERAL_TAGS:
            found = number_at(text, pieces, at)
            if found is not None:
                low, high = min(first, found[0]), last
                while high < found[1] and _goes_on(text, pieces, high + 1):
                    high += 1
                # What was just taken off does not come back.
                return (max(low, first) if first > whole[0] else low, min(high, last) if last < whole[1] else high)
            break
    return first, last


def _outside(text: str, pieces: Sequence[Piece], at: int) -> bool:
    form = text[pieces[at].start : pieces[at].end]
    # 1등 is a rank; 3개 등 is three among others.
    return form in _AFTER and (form != "등" or pieces[at - 1].end < pieces[at].start)


def _goes_on(text: str, pieces: Sequence[Piece], at: int) -> bool:
    form = text[pieces[at].start : pieces[at].end]
    if pieces[at].tag[0] == "J":
        return False
    return pieces[at].tag in _GOES_ON or form in lexicon.UNIT_NOUNS or form == "포인트"


def is_time(text: str) -> bool:
    """Whether the words are a date, a time or a spell of time, or a telephone number."""
    if _TIME_START.match(text):
        return True
    return any(pattern.fullmatch(text) for pattern in (_TIME, _IN_FIGURES, _QUARTER))


def _list_mark(text: str, pieces: Sequence[Piece], found: Indices) -> bool:
    """1. or (1) at the start of a line."""
    start, end = pieces[found[0]].start, pieces[found[1]].end
    opens = start == 0 or text[start - 1] == "\n" or text[max(start - 2, 0) : start] in ("(", "\n(")
    return opens and text[end : end + 1] in (".", ")") and end - start < 3 and not text[end + 1 : end + 2].isdigit()


def nested_regions(text: str, pieces: Sequence[Piece], first: int, last: int, regions: Regions) -> Iterator[Indices]:
    """The 시도 and 시군구 whose names stand whole within an organisation or policy, never the whole of it."""
    start = first
    while start <= last:
        for end in range(min(last, start + 3), start - 1, -1):
            if (start, end) == (first, last):
                continue
            name = text[pieces[start].start : pieces[end].end]
            longer = name + text[pieces[end].end : pieces[end].end + 1]
            if regions.local(name) and not regions.local(longer) and _stands(text, pieces, start, end, last):
                yield start, end
                start = end
                break
        start += 1


def _stands(text: str, pieces: Sequence[Piece], start: int, end: int, last: int) -> bool:
    name = text[pieces[start].start : pieces[end].end]
    rest = text[pieces[end].end : pieces[last].end]
    if len(name) < 2 or _OWN_NAMES.match(rest):
        return False
    return start == 0 or pieces[start - 1].end < pieces[start].start or not pieces[start - 1].tag.startswith("NN")
