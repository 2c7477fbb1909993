"""What stands above the body: title, subtitles, dates, byline, and the menus among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.articles import credits
from annotator.articles.article import Role
from annotator.articles.rows import Row
from annotator.articles.wording import squeeze

_MENU_RUN = 5
_MENU_WIDTH = 12
_MAX_TITLE = 140
_MAX_SUBTITLES = 5
_WORD = re.compile(r"[가-힣A-Za-z0-9]{2,}")
_SUFFIX = re.compile(r"\s(?:[|<>:»›-]|::|–|—)\s.{1,40}$")


def mark_menus(rows: Sequence[Row]) -> None:
    """Runs of at least five short lines in a row are a menu, whatever they say."""
    run: list[Row] = []
    for row in [*rows, None]:
        if row is not None and row.role is None and not row.prose and not row.date_line and not row.byline:
            if len(row.text) <= _MENU_WIDTH:
                run.append(row)
                continue
        if len(run) >= _MENU_RUN:
            for entry in run:
                if entry.role is None:
                    entry.chrome("nav", "menu", f"{len(run)}")
        run = []


def mark_head(rows: Sequence[Row], body: str) -> None:
    """Roles for the rows above the body whose text is `body`."""
    for row in rows:
        if row.date_line:
            row.role = Role.DATE
        elif row.byline:
            row.role = Role.BYLINE
        elif row.match is not None:
            row.chrome(row.match.chrome_class, row.match.rule, row.match.evidence)
    _mark_lists(rows)
    mark_menus(rows)
    for index, row in enumerate(rows):
        beside = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
        if row.role is None and credits.name_alone(row.text) and any(other.role is Role.DATE for other in beside):
            row.role = Role.BYLINE
    title = _title(rows, body)
    if title is not None:
        rows[title].role = Role.TITLE
        _mark_repeats(rows, title)
        _mark_subtitles(rows[title + 1 :])
    for row in rows:
        if row.role is None:
            if row.caption and title is not None and row.number > rows[title].number:
                row.role = Role.CAPTION
            else:
                row.chrome("page_title" if title is None else "other", "above_body")


def _mark_lists(rows: Sequence[Row]) -> None:
    """The bulleted lines under a heading such as 관련기사 belong to it."""
    owner: Row | None = None
    for row in rows:
        if row.match is not None:
            owner = row if row.match.heading else owner
        elif owner is not None and owner.match is not None:
            if row.bullet and row.role is None:
                row.chrome(owner.match.chrome_class, "under_heading", owner.text)
            else:
                owner = None


def _title(rows: Sequence[Row], body: str) -> int | None:
    """The row that is the title: its words come back in the body, it is near the date, it may be said twice."""
    candidates = [i for i, row in enumerate(rows) if row.role is None and 4 <= len(row.text) <= _MAX_TITLE]
    if not candidates:
        return None
    date = max((i for i, row in enumerate(rows) if row.role is Role.DATE), default=None)
    keys = {i: squeeze(_bare(rows[i].text)) for i in candidates}
    scores = {}
    for i in candidates:
        value = 4.0 * _overlap(rows[i].text, body)
        value += 1.5 if sum(key == keys[i] for key in keys.values()) > 1 else 0.0
        value += 1.0 if len(rows[i].text) >= 10 else 0.0
        value += 1.0 if date is not None and 0 < date - i <= 4 else 0.0
        value -= 1.5 if rows[i].sentence else 0.0
        value -= 1.0 if rows[i].caption else 0.0
        value -= 0.5 if rows[i].bullet else 0.0
        scores[i] = value
    best = max(scores.values())
    chosen = next(i for i in candidates if scores[i] >= best - 1.0)
    # Of equal copies the one nearest the date, or else the body, is the headline; the first is the page's title.
    return max((i for i in candidates if keys[i] == keys[chosen] and (date is None or i < date)), default=chosen)


def _overlap(line: str, body: str) -> float:
    """The share of the line's words that stand in the body, by their first syllables: headlines drop particles."""
    words = [word[:3] if len(word) > 3 else word[:2] for word in _WORD.findall(line)]
    return sum(word in body for word in words) / len(words) if words else 0.0


def _bare(text: str) -> str:
    """A page title without the name of its site."""
    return _SUFFIX.sub("", text)


def _mark_repeats(rows: Sequence[Row], title: int) -> None:
    key = squeeze(_bare(rows[title].text))
    for index, row in enumerate(rows):
        if index != title and row.role is None and key and squeeze(_bare(row.text)) == key:
            row.chrome("page_title", "repeated", rows[title].text)


def _mark_subtitles(rows: Sequence[Row]) -> None:
    """One to five short lines without a full stop between title and body; more than that is a list of something."""
    found = [
        row for row in rows if row.role is None and not row.sentence and not row.caption and 6 <= len(row.text) <= 120
    ]
    if len(found) <= _MAX_SUBTITLES:
        for row in found:
            row.role = Role.SUBTITLE
