"""What stands above the body: title, subtitles, dates, byline, and the chrome among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annotator.article import Role
from annotator.articles import credits
from annotator.articles.chrome import mark_lists, mark_menus
from annotator.articles.rows import WORD, Row, overlap
from annotator.articles.wording import squeeze
from annotator.articles.zone import LINKED

_MAX_TITLE = 140
_MIN_TITLE = 5
_MAX_SUBTITLES = 5
_SUFFIX = re.compile(r"\s(?:[|<>:»›ㅣ│-]|::|–|—)\s.{1,60}$")
_BUTTON = (
    *("하기", "보기", "보내기", "듣기", "쓰기", "읽기", "열기", "닫기", "가기"),
    *("복사", "공유", "인쇄", "스크랩", "페이지", "버튼", "구독", "설정", "변경"),
)
# How a line ends that leads elsewhere.
_ARROWS = "›»→▶▷►>"
_SERIES = re.compile(r"[\[【<〈][^\]】>〉]{2,40}[\]】>〉]\s?(?P<part>[①-⑳]|[(（]?(?:\d{1,3}|[上中下상중하끝])[)）]?)?")
_HANGUL = re.compile("[가-힣]")
_SAID, _ALIKE = 0.5, 0.3
_NEAR_TITLE = 4
_MIN_HEADLINE = 10
# A line this long is a subtitle whatever it says; one this long only beside another subtitle.
_SURE, _BESIDE = 16, 8
_OUTSIDE = ("nav", "aside", "footer", "button")


class _Said(dict[str, float]):
    """The share of a line's words that the body says, too; it is asked for several times."""

    def __init__(self, body: str) -> None:
        self._body = body

    def __missing__(self, line: str) -> float:
        return self.setdefault(line, overlap(line, self._body))


class _Keys(dict[str, str]):
    """What a line that may be a title is compared by."""

    def __missing__(self, line: str) -> str:
        return self.setdefault(line, squeeze(bare_title(line)))


def mark_head(rows: Sequence[Row], body: str, stated: str = "", *, loose: bool = False) -> None:
    """Roles for the rows above the body whose text is `body`; `stated` is the title that the page's metadata gives.

    `loose` says that the text is clean as it stands: then no line is chrome for its place alone.
    """
    said, keys = _Said(body), _Keys()
    for row in rows:
        if row.date_line:
            row.role = Role.DATE
        elif row.byline:
            row.role = Role.BYLINE
        elif not _headline_after_all(row, said):
            row.as_matched()
    mark_lists(rows, "head")
    if not loose:
        mark_menus(rows)
    dates = [index for index, row in enumerate(rows) if row.role is Role.DATE]
    for date in dates:
        for row in rows[max(0, date - 2) : date + 3]:
            if row.role is None and credits.name_alone(row.text):
                row.role = Role.BYLINE
    title = _title(rows, dates, said, keys, stated)
    if title is not None:
        rows[title].role = Role.TITLE
        _mark_repeats(rows, title, keys)
        _mark_page_dates(rows, dates, title)
        _mark_subtitles(rows[title + 1 :], said)
    _mark_rest(rows, title, loose)


def _title(rows: Sequence[Row], dates: Sequence[int], said: _Said, keys: _Keys, stated: str) -> int | None:
    """The row that is the title: its words come back in the body, it is near the date, it may be said twice."""
    wanted = keys[stated]
    candidates = [
        i
        for i, row in enumerate(rows)
        if row.role is None and (_MIN_TITLE <= len(row.text) <= _MAX_TITLE or (wanted and squeeze(row.text) == wanted))
    ]
    # A series' name is the title only where nothing else is.
    candidates = [i for i in candidates if not _SERIES.fullmatch(rows[i].text)] or candidates
    if len(candidates) < 2:
        return next(iter(candidates), None)
    labelled = [i for i in dates if any(stamp.label for stamp in rows[i].dates)]
    date = max(labelled or dates, default=None)
    own = {i: keys[rows[i].text] for i in candidates}
    counts = Counter(own.values())
    scores = {i: _title_score(rows[i], i, said, labelled or dates[-1:]) for i in candidates}
    for i, key in own.items():
        if key and counts[key] > 1:
            scores[i] += 1.5
        if wanted and key and (key == wanted or (len(key) >= 8 and (key in wanted or wanted in key))):
            scores[i] += 4.0
    if any(_shown(rows[i], stated) for i in candidates):
        # The name of the browser's tab gives way to the headline that the page shows.
        scores |= {i: scores[i] - 4.0 for i in candidates if _region(rows[i]) == "title"}
    best = max(candidates, key=lambda i: (scores[i], -i))
    chosen = best if own[best] == wanted else _first_of_block(rows, candidates, scores, best, said)
    # Of equal copies the one nearest the date, or else the body, is the headline; the first is the page's title.
    copies = [i for i in candidates if own[i] == own[chosen] and own[i]]
    before = [i for i in copies if date is None or i < date]
    return max(before or copies, default=chosen)


def _region(row: Row) -> str:
    return row.hint.region if row.hint is not None else ""


def _shown(row: Row, stated: str) -> bool:
    """Whether the line is a headline of the page and shares its words with what the page's metadata call it."""
    return _region(row) == "heading" and overlap(row.text, bare_title(stated)) >= _ALIKE


def _first_of_block(
    rows: Sequence[Row], candidates: Sequence[int], scores: dict[int, float], best: int, said: _Said
) -> int:
    """A subtitle may say more of the body's words than the title over it: the first line of their block is the title.

    Between two lines of a block stand dates and bylines at most.
    """
    chosen = next(i for i in candidates if scores[i] >= scores[best] - 1.0)
    for i in range(chosen - 1, max(-1, chosen - _MAX_SUBTITLES - 3), -1):
        row = rows[i]
        if row.role in (Role.DATE, Role.BYLINE):
            continue
        if i not in scores or len(row.text) < _MIN_HEADLINE or row.sentence or said[row.text] < 0.15:
            break
        if row.hint is not None and (row.hint.linked > LINKED or row.hint.region in _OUTSIDE):
            break
        chosen = i
    return chosen


def _headline_after_all(row: Row, said: _Said) -> bool:
    """Whether a line that met a loose pattern says the body's words, as headlines do and buttons do not."""
    return (
        row.match is not None
        and row.match.rule in ("patterns", "contains")
        and len(row.text) >= _MIN_HEADLINE
        and said[row.text] >= 0.6
    )


def _title_score(row: Row, index: int, said: _Said, dates: Sequence[int]) -> float:
    # A word or two that the body says, too, may be the name of a section.
    value = 4.0 * said[row.text]
    if value:
        value *= min(1.0, len(WORD.findall(row.text)) / 3)
    value += 1.0 if len(row.text) >= 12 else 0.0
    value += 1.0 if any(0 < date - index <= _NEAR_TITLE for date in dates) else 0.0
    value += 0.3 if index + 1 in dates else 0.0
    value -= 1.5 if row.sentence else 0.0
    value -= 1.5 if row.caption else 0.0
    value -= 0.7 if row.bullet else 0.0
    value -= 3.0 if row.text[-1] in _ARROWS else 0.0
    if row.hint is not None:
        value += 2.0 if row.hint.region == "heading" else 0.0
        value -= 2.0 if row.hint.linked > LINKED or row.hint.region in _OUTSIDE else 0.0
    return value


def bare_title(text: str) -> str:
    """A page title without the name of its site (제목 - 가나뉴스, 제목 | 사회 | 가나뉴스)."""
    cut = _SUFFIX.search(text)
    return text[: cut.start()] if cut and cut.start() >= _MIN_TITLE else text


def _mark_repeats(rows: Sequence[Row], title: int, keys: _Keys) -> None:
    headline = rows[title].text
    if len(keys[headline]) >= _MIN_TITLE:
        for row in rows:
            if row.role is None and keys[row.text] == keys[headline]:
                row.chrome("page_title", "repeated", headline)


def _mark_page_dates(rows: Sequence[Row], dates: Sequence[int], title: int) -> None:
    """A bare date well above the title is the day the page was opened, when another date stands by the title."""
    if any(i > title for i in dates):
        for i in dates:
            if i < title and not any(stamp.label for stamp in rows[i].dates):
                rows[i].chrome("nav", "page_date", rows[i].text)
    for i, row in enumerate(rows[:title]):
        if row.role is Role.BYLINE and title - i > _NEAR_TITLE:
            row.chrome("other", "above_body")


def _mark_subtitles(rows: Sequence[Row], said: _Said) -> None:
    """One to five short lines without a full stop between title and body; of more, those whose words the body says."""
    free = [row for row in rows if row.role is None and _subtitle(row, said)]
    sure = {id(row) for row in free if len(row.text) >= _SURE or said[row.text] >= 0.25}
    found = [
        row
        for before, row, after in zip([None, *free], free, [*free[1:], None], strict=False)
        if id(row) in sure or any(other and id(other) in sure and _adjoin(row, other) for other in (before, after))
    ]
    if len(found) > _MAX_SUBTITLES:
        found = [row for row in found if said[row.text] >= 0.5][:_MAX_SUBTITLES]
    for row in found:
        row.role = Role.SUBTITLE


def _adjoin(row: Row, other: Row) -> bool:
    return abs(row.number - other.number) <= 2 and len(row.text) >= _BESIDE


def _subtitle(row: Row, said: _Said) -> bool:
    series = _SERIES.fullmatch(row.text)
    if (
        row.sentence
        or row.caption
        or row.text[-1] in _ARROWS
        or (series and series["part"])
        or not 6 <= len(row.text) <= 120
    ):
        return False
    # What a button says, and what has no Korean in it, is a subtitle only when the body says it too.
    if (row.text.endswith(_BUTTON) or not _HANGUL.search(row.text)) and said[row.text] < _SAID:
        return False
    return row.hint is None or (row.hint.linked <= LINKED and row.hint.region not in (*_OUTSIDE, "caption", "title"))


def _mark_rest(rows: Sequence[Row], title: int | None, loose: bool) -> None:
    for index, row in enumerate(rows):
        if row.role is None:
            if title is not None and index > title and (row.caption or _captioned(row)):
                row.role = Role.CAPTION
            elif row.hint is not None and row.hint.region == "title":
                row.chrome("page_title", "page_structure", "title")
            elif loose:
                row.role = Role.BODY
            else:
                row.chrome("page_title" if title is None and index == 0 else "other", "above_body")


def _captioned(row: Row) -> bool:
    return row.hint is not None and row.hint.region == "caption"
