"""Dates as Korean news pages write them, and which of them say when an article was published or changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MODIFIED = "최종 ?수정|기사 ?수정|수정|최종 ?업데이트|업데이트|최종 ?갱신|갱신|UPDATED?|Updated?|Modified"
_PUBLISHED = (
    "최초 ?입력|기사 ?입력|입력|최초 ?등록|기사 ?등록|등록|기사 ?승인|승인|송고|발행|게재|게시|작성|보도|전송|기사 ?전송|배포|"
    "Published|Posted|PUBLISHED|POSTED|Date"
)
_LABEL = rf"(?:(?P<modified>{_MODIFIED})|(?P<published>{_PUBLISHED}))(?:\s?(?:시간|일시|시각|날짜|일자|일|된|됨))?"
_DAY = (
    r"(?P<year>(?:19|20)\d\d)\s?(?:[.\-/]|년)\s?(?P<month>\d{1,2})\s?(?:[.\-/]|월)\s?(?P<day>\d{1,2})(?!\d)"
    r"(?:\s?일|\.)?(?:\s?\(?[월화수목금토일](?:요일)?\)?(?![가-힣]))?"
)
_TIME = (
    r"(?:[\s,|T]{0,3}(?P<half>오전|오후|[AaPp]\.?[Mm]\.?)?\s?(?P<hour>\d{1,2})\s?(?::|시\s?)(?P<minute>\d{2})(?:분|(?!\d))"
    r"(?::(?P<second>\d{2}))?(?:\s?(?P<half2>[AaPp][Mm]))?)?"
)
_STAMP = re.compile(
    rf"(?:{_LABEL}\s?[:：=]?\s?)?[<(\[]?{_DAY}{_TIME}[>)\]]?(?:\s?(?P<after>송고|입력|등록|수정|승인|게재)(?![가-힣]))?"
)
_LABEL_ALONE = re.compile(rf"{_LABEL}\s?[:：]?")
_QUICK = re.compile(r"(?:19|20)\d\d")


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
    if not _QUICK.search(line):
        return []
    found = []
    for match in _STAMP.finditer(line):
        value = _iso(match)
        if value:
            end = match.start() + len(match.group().rstrip())
            found.append(Stamp(match.start(), end, _label(match), value))
    return found


def label_alone(line: str) -> str:
    """`published` or `modified` when the line is nothing but such a label, its value standing on the next line."""
    match = _LABEL_ALONE.fullmatch(line)
    return "" if match is None else "modified" if match["modified"] else "published"


def _label(match: re.Match[str]) -> str:
    if match["modified"] or match["after"] == "수정":
        return "modified"
    return "published" if match["published"] or match["after"] else ""


def _iso(match: re.Match[str]) -> str:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    date = f"{match['year']}-{month:02}-{day:02}"
    if match["hour"] is None:
        return date
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = (match["half"] or match["half2"] or "").lower().replace(".", "")
    if half in ("오후", "pm") and hour < 12:
        hour += 12
    elif half in ("오전", "am") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return date
    return f"{date}T{hour:02}:{minute:02}:{second:02}+09:00"
