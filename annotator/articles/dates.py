"""Dates as Korean news pages write them, and which of them say when an article was published or changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

SEOUL = timezone(timedelta(hours=9))

_MODIFIED = "최종 ?수정|기사 ?수정|최근 ?수정|수정|최종 ?업데이트|업데이트|최종 ?갱신|갱신|UPDATED?|Updated?|Modified"
_PUBLISHED = (
    "최초 ?입력|기사 ?입력|입력|최초 ?등록|기사 ?등록|등록|기사 ?승인|승인|기사 ?송고|송고|최초 ?발행|발행|게재|게시|"
    "작성|보도|방송|기사 ?전송|전송|배포|Published|Posted|PUBLISHED|POSTED|Date"
)
_LABEL = rf"(?:(?P<modified>{_MODIFIED})|(?P<published>{_PUBLISHED}))(?:\s?(?:시간|일시|시각|날짜|일자|일|된|됨))?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:(?:19|20)\d\d|(?<!\d)['’]?\d\d))"
_REST_OF_DAY = (
    r"\s?(?:[.\-/]|년)\s?(?P<month>\d{1,2})\s?(?:[.\-/]|월)\s?(?P<day>\d{1,2})(?!\d)"
    r"(?:\s?일|\.)?(?:\s?\(?[월화수목금토일](?:요일)?\)?(?![가-힣]))?"
)
_TIME = (
    r"(?:[\s,|T·ㅣ(]{0,6}(?P<half>오전|오후|[AaPp]\.?[Mm]\.?)?\s?(?P<hour>\d{1,2})\s?(?::|시)\s?(?P<minute>\d{2})"
    r"(?:\s?분|(?!\d))(?:[:\s]\s?(?P<second>\d{2})(?:초|(?![\d:])))?(?:\s?(?P<half2>[AaPp][Mm]))?)?"
)
_AFTER = r"(?:\s?(?P<after>송고|입력|등록|수정|승인|게재|발행)(?![가-힣]))?"
_OPEN, _CLOSE, _COLON = r"[<(\[]?", r"[>)\]]?", r"\s?[:：=|]?\s{0,3}"

# A date that says what it is (입력 2025.03.12 18:05), where years of two digits are understood too.
LABELLED = re.compile(rf"{_OPEN}{_LABEL}{_COLON}{_OPEN}{_SHORT_YEAR}{_REST_OF_DAY}{_TIME}{_CLOSE}")
_PLAIN = re.compile(rf"{_OPEN}{_YEAR}{_REST_OF_DAY}{_TIME}{_CLOSE}{_AFTER}")
_MAX_LABEL = 16
_LABEL_OPENS = {word[0] for word in f"{_MODIFIED}|{_PUBLISHED}".split("|")}
_LABEL_ALONE = re.compile(rf"{_LABEL}\s?[:：]?")
# Two digits, a mark and a digit; by the mark, for digits are found more slowly.
_BESIDE_MARK = r"(?:(?<=\d\d.)|(?<=\d\d\s.))\s?\d"
# What every line with a date in it has, and some without.
DATE_TRACES = "|".join(mark + _BESIDE_MARK for mark in (r"\.", "-", "/", "년"))
_WHOLE = re.compile(rf"[.\-/년]{_BESIDE_MARK}\d?\s?[.\-/월]\s?\d")

# Whether numbers stand in a line as in dates, 3.14 among them.
dated = re.compile(DATE_TRACES).search


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a line: where it stands with its label (code points of the line), what it is, and its ISO 8601 value.

    `value` has +09:00 (Asia/Seoul) when a time is given, else it is the day alone. `label` is published, modified or
    "" for a date that does not say.
    """

    start: int
    end: int
    label: str
    value: str


def stamps(line: str) -> list[Stamp]:
    """Every date of `line`, in order; days and times that do not exist are no dates."""
    if not _WHOLE.search(line):
        return []
    found: list[Stamp] = []
    for match in LABELLED.finditer(line):
        _add(found, match, "modified" if match["modified"] else "published")
    taken = [(stamp.start, stamp.end) for stamp in found]
    for match in _PLAIN.finditer(line):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            after = match["after"]
            _add(found, match, "modified" if after == "수정" else "published" if after else "")
    return sorted(found, key=lambda stamp: stamp.start)


def label_alone(line: str) -> str:
    """`published` or `modified` when the line is nothing but such a label, its value standing on the next line."""
    if len(line) > _MAX_LABEL or line[:1] not in _LABEL_OPENS:
        return ""
    match = _LABEL_ALONE.fullmatch(line)
    return "" if match is None else "modified" if match["modified"] else "published"


def iso(value: str) -> str:
    """The date a page gives in its metadata, in Seoul's time; "" when it is none. A time without a zone is Seoul's."""
    value = value.strip()
    if value.isdecimal() and len(value) in (12, 14):
        value = f"{value[:8]}T{value[8:]}"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        found = stamps(value)
        return found[0].value if found else ""
    if len(value) <= 10:
        return moment.date().isoformat()
    try:
        moment = moment.astimezone(SEOUL) if moment.tzinfo else moment.replace(tzinfo=SEOUL)
    except OverflowError:
        return ""
    return moment.replace(microsecond=0).isoformat()


def _add(found: list[Stamp], match: re.Match[str], label: str) -> None:
    value = _iso(match)
    if value:
        found.append(Stamp(match.start(), match.start() + len(match.group().rstrip()), label, value))


def _iso(match: re.Match[str]) -> str:
    year, month, day, hours, minutes, seconds = match.group("year", "month", "day", "hour", "minute", "second")
    year = year.lstrip("'’")
    try:
        value = date(int(year if len(year) == 4 else "20" + year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    if hours is None:
        return value
    hour, minute, second = int(hours), int(minutes), int(seconds or 0)
    half = (match["half"] or match["half2"] or "").lower().replace(".", "")
    if half in ("오후", "pm") and hour < 12:
        hour += 12
    elif half in ("오전", "am") and hour == 12:
        hour = 0
    valid = hour < 24 and minute < 60 and second < 60
    return f"{value}T{hour:02}:{minute:02}:{second:02}+09:00" if valid else value
