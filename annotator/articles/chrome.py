"""What is chrome inside the body and below it, and the lists and menus that patterns of single lines do not see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.articles.article import Role
from annotator.articles.rows import Row
from annotator.articles.wording import Match
from annotator.articles.zone import LINKED

_MENU_RUN = 5
_MENU_WIDTH = 12
_MAX_SUBHEAD = 50
_NEAR = 6
_FAR = 14
_SUMMARY_LINES = 6
_SUMMARY_WIDTH = 120
_LOOK_AHEAD = 60
_BUTTONS = ("ui_button", "font_size", "share_ui", "ai_summary", "comment_ui", "reaction")
_SECTION_MARKS = "◆◇■□●○▲△▶▷【[<〈"
_ENDS = 4
_MARKUP = re.compile(r"(?:&lt;|<)/?(?:a|img|div|span|p|br|b|strong|iframe|script|figure|table|td|tr)\b[^가-힣]*$")
_QUOTED = re.compile(r"[\"“‘'「『].{6,80}[\"”’'」』]")
_OUTSIDE = ("nav", "aside", "footer", "button")


def mark_menus(rows: Sequence[Row]) -> None:
    """Runs of at least five short lines are a menu, whatever they say."""
    run: list[Row] = []
    for row in [*rows, None]:
        if row is not None and row.role is None and len(row.text) <= _MENU_WIDTH and not row.prose:
            run.append(row)
            continue
        if len(run) >= _MENU_RUN:
            for entry in run:
                entry.chrome("nav", "menu", f"{len(run)} × ≤{_MENU_WIDTH}")
        run = []


def mark_lists(rows: Sequence[Row], place: str) -> None:
    """The lines under a heading such as 관련기사 belong to it.

    Below the body (`tail`) all of them do; inside the `body` what is no sentence and opens no section; above it
    (`head`) only bulleted lines and links, for the title may stand under a heading too.
    """
    owner: Match | None = None
    for row in rows:
        if row.match is not None:
            owner = row.match if row.match.heading else owner
        elif owner is not None and row.role is None:
            listed = row.bullet or (row.hint is not None and row.hint.linked > LINKED)
            if place == "body":
                listed = listed or not (row.text[0] in _SECTION_MARKS or row.caption or row.byline)
            if place == "tail" or (listed and not row.prose):
                row.chrome(owner.chrome_class, "under_heading", owner.evidence)
            else:
                owner = None


def mark_summaries(rows: Sequence[Row]) -> None:
    """Machine summaries: what stands under their heading and is said again later, or is short and ends at a button.

    Done before the zone is sought, for a summary is made of the article's own sentences.
    """
    for index, row in enumerate(rows):
        if row.match is None or row.match.chrome_class != "ai_summary" or row.match.rule == "under_heading":
            continue
        held: list[Row] = []
        end = index + 1
        while end < len(rows) and len(held) <= _SUMMARY_LINES and rows[end].match is None and not rows[end].date_line:
            held.append(rows[end])
            end += 1
        closing = rows[end].match if end < len(rows) else None
        closed = closing is not None and closing.chrome_class in _BUTTONS and len(held) <= _SUMMARY_LINES
        following = "\n".join(other.text for other in rows[end : end + _LOOK_AHEAD])
        for place, other in enumerate(held):
            later = "\n".join(after.text for after in held[place + 1 :]) + following
            if not (other.bullet or other.text in later or (closed and len(other.text) <= _SUMMARY_WIDTH)):
                break
            other.match = Match("ai_summary", "under_heading", row.match.evidence)


def mark_body(rows: Sequence[Row], *, loose: bool = False) -> None:
    """Roles for the rows of the zone; a text that is clean as it stands keeps its lines of symbols."""
    mark_lists(rows, "body")
    for index, row in enumerate(rows):
        if row.role is None:
            _mark_line(row, index < _ENDS or index >= len(rows) - _ENDS, loose)


def _mark_line(row: Row, at_end: bool, loose: bool) -> None:
    region = row.hint.region if row.hint is not None else ""
    if row.match is not None and not row.match.outside:
        row.as_matched()
    elif region in _OUTSIDE and not row.prose:
        row.chrome("other", "page_structure", region)
    elif row.date_line and (at_end or any(stamp.label for stamp in row.dates)):
        row.role = Role.DATE
    elif row.byline and (at_end or row.part or "@" in row.text):
        row.role = Role.BYLINE
    elif row.caption or region == "caption":
        row.role = Role.CAPTION
    elif row.hint is not None and row.hint.linked > LINKED:
        row.chrome("related", "link", row.text[:20])
    elif _MARKUP.match(row.text):
        row.chrome("markup", "markup", row.text[:20])
    elif not loose and not any(char.isalnum() for char in row.text):
        row.chrome("separator", "symbols", row.text[:10])
    elif row.prose or len(row.text) > _MAX_SUBHEAD:
        row.role = Role.BODY
    else:
        row.role = Role.PULLQUOTE if _QUOTED.fullmatch(row.text) else Role.SUBHEAD


def mark_tail(rows: Sequence[Row], *, loose: bool = False) -> None:
    """Below the body a byline, a date or a caption counts as long as it stands near; all the rest is chrome.

    `loose` says that the text is clean as it stands: then no line is chrome for its place alone.
    """
    near, closed = _NEAR, False
    for index, row in enumerate(rows):
        if row.match is not None:
            closed = closed or row.match.chrome_class in ("copyright", "footer", "comment_ui")
            near = 0 if row.match.heading or closed else max(near - 1, 0)
            row.as_matched()
            continue
        if row.byline and (near or ("@" in row.text and not closed and index < _FAR)):
            row.role = Role.BYLINE
        elif row.date_line and (near or (index < _FAR and any(stamp.label for stamp in row.dates))):
            row.role = Role.DATE
        elif row.caption and near:
            row.role = Role.CAPTION
        else:
            near = max(near - 1, 0)
    mark_lists(rows, "tail")
    if not loose:
        mark_menus(rows)
    for row in rows:
        if row.role is None and loose:
            row.role = Role.BODY
        elif row.role is None:
            row.chrome("other", "below_body")
