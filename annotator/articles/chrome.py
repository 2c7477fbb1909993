"""What is chrome inside the body and below it, and the lists and menus that patterns of single lines do not see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annotator.article import Role
from annotator.articles import credits
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
# Sentences so short, with a paragraph after them.
_SUMMARY_SENTENCE, _PARAGRAPH = 60, 90
_LOOK_AHEAD = 60
_BUTTONS = ("ui_button", "font_size", "share_ui", "ai_summary", "comment_ui", "reaction")
_SECTION_MARKS = "◆◇■□●○▲△▶▷【[<〈"
_BRACKETS, _CLOSING = "【[<〈", "】]>〉"
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
                listed = listed or not (_opens_section(row.text) or row.caption or row.byline)
            if place == "tail" or (listed and not row.prose):
                row.chrome(owner.chrome_class, "under_heading", owner.evidence)
            else:
                owner = None


def _opens_section(text: str) -> bool:
    """◆ 소제목, [소제목]; but a tag before a headline, [단독] 제목, opens none."""
    return text[0] in _SECTION_MARKS and (text[0] not in _BRACKETS or text[-1] in _CLOSING)


def mark_summaries(rows: Sequence[Row]) -> None:
    """Machine summaries: what stands under their heading and is said again later, or is short and ends at a button
    or at the first whole paragraph.

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
        first = next((i for i, other in enumerate(held) if len(other.text) >= _PARAGRAPH), 0)
        short = first and all(other.sentence and len(other.text) <= _SUMMARY_SENTENCE for other in held[:first])
        following = "\n".join(other.text for other in rows[end : end + _LOOK_AHEAD])
        for place, other in enumerate(held):
            later = "\n".join(after.text for after in held[place + 1 :]) + following
            said = other.bullet or other.text in later or (closed and len(other.text) <= _SUMMARY_WIDTH)
            if not (said or (short and place < first)):
                break
            other.match = Match("ai_summary", "under_heading", row.match.evidence)


def mark_body(rows: Sequence[Row], *, loose: bool = False) -> None:
    """Roles for the rows of the zone; a text that is clean as it stands keeps its lines of symbols."""
    mark_lists(rows, "body")
    if not loose:
        _mark_captions(rows)
    for index, row in enumerate(rows):
        if row.role is None:
            _mark_line(row, index < _ENDS or index >= len(rows) - _ENDS, loose)


def _mark_captions(rows: Sequence[Row]) -> None:
    """Captions that only their surroundings tell: a credit on the next line, or a wire's dateline after them."""
    for before, row in pairwise(rows):
        if row.role is None and not row.prose and row is not rows[-1] and credits.credit_alone(row.text):
            row.match, row.role = None, Role.CAPTION
            if before.role is None and before.match is None and before.inner <= 1 and credits.pose(before.text):
                before.role = Role.CAPTION
    opening = next((i for i, row in enumerate(rows[: _ENDS + 1]) if credits.dateline(row.text)), 0)
    for row in rows[:opening]:
        if row.role is None and row.match is None and row.inner <= 1 and credits.pose(row.text):
            row.role = Role.CAPTION


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
    elif row.text[0] in "<&" and _MARKUP.match(row.text):
        row.chrome("markup", "markup", row.text[:20])
    elif not loose and not any(map(str.isalnum, row.text)):
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
    footers = {row.number for row in rows if row.match is not None and row.match.chrome_class == "footer"}
    ended = False
    for index, row in enumerate(rows):
        ended = ended or row.number in footers
        if row.match is not None:
            closed = closed or row.match.chrome_class in ("copyright", "footer", "comment_ui")
            near = 0 if row.match.heading or closed else max(near - 1, 0)
            row.as_matched()
            continue
        if ended and row.date_line:
            # A paper's registration, or the day the page was opened.
            row.chrome("footer", "below_footer", row.text)
        elif row.byline and (near or ("@" in row.text and not closed and index < _FAR)):
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
