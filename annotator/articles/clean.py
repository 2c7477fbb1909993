"""Cleaning: the zone of the article first, patterns inside and around it second; every line gets a role or a reason."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.article import Article, Emptiness, Hints, Line, Role, Source
from annotator.articles.chrome import mark_body, mark_summaries, mark_tail
from annotator.articles.compose import AS_IS, build
from annotator.articles.content import find_content
from annotator.articles.dates import label_alone
from annotator.articles.edges import interface_ends, refine, rejoin
from annotator.articles.head import mark_head
from annotator.articles.rows import Row, rows
from annotator.articles.wording import Wording, wording
from annotator.articles.zone import zone

_TOLD = (Role.BODY, Role.SUBHEAD)
_LIST_DATES = 3
_HEADLINES = 8
_CUT_LINES = 4
# So few lines are no page, whatever words stand in them.
_NOTE = 2
# A text with more lines of known wording is a page, or a dated one with more short lines above its body.
_FEW = 3
_SHORT = 12
# Of a text of which the zone covers this much only the tail and known wording are removed.
_WHOLE = 0.9
# Without any known wording this much will do.
_HALF = 0.5


def clean(source: Source, words: Wording | None = None) -> Article:
    """The article inside one source: its text, its metadata, and what became of every non-blank line. No I/O.

    `words` is the wording to know chrome by; what ships with the program unless given. A page without an article has
    `empty` set; its text holds what title and captions it has, and may be "".
    """
    found = rows(source.text, words or wording())
    hints = source.hints or Hints()
    if hints.lines:
        _attach(found, hints)
    if source.kind == "record" and found and found[0].text == hints.title:
        # What a record itself calls its title is one, even 포토뉴스.
        found[0].match = None
    empty = _judge(found, hints, page=source.kind == "html")
    published, modified = _dates(found)
    return build(
        source.text,
        _lines(found, page=source.kind == "html"),
        published_at=published or hints.published_at,
        modified_at=modified or hints.modified_at,
        empty=empty,
    )


def _judge(found: Sequence[Row], hints: Hints, *, page: bool) -> Emptiness | None:
    """Gives every row its role; says why there is no article when there is none."""
    mark_summaries(found)
    start, end = zone(found)
    empty = _emptiness(found, start, end)
    if page and start == end:
        empty = empty or Emptiness.NO_TEXT
    elif start == end and (len(found) <= _NOTE or empty is None):
        # Neither an article nor a page: a note, a headline, a list. It stays as it is.
        for row in found:
            row.role = Role.BODY
        return None
    if empty is not None:
        start = end = _last_of_head(found)
    if empty is None:
        start, end = rejoin(found, start, end)
    loose = empty is None and _clean_already(found, start, end)
    if loose:
        for row in found:
            # Numbers and section names are chrome by their surroundings only.
            if row.match is not None and row.match.weak:
                row.match = None
    if empty is None and not loose:
        start, end = refine(found, start, end)
    mark_body(found[start:end], loose=loose)
    body = " ".join([row.text for row in found[start:end] if row.role in _TOLD])
    mark_head(found[:start], body, hints.title, loose=loose)
    mark_tail(found[end:], loose=loose)
    if empty is None and all(row.role is Role.CHROME for row in found):
        return Emptiness.NO_TEXT
    return empty


def _attach(found: Sequence[Row], hints: Hints) -> None:
    """The structure of a page to its rows, and what a content extractor takes for its article."""
    content = find_content(hints.html)
    for row in found:
        if row.number <= len(hints.lines):
            row.hint = hints.lines[row.number - 1]
        if content is not None:
            row.content = content.holds(row.text)


def _clean_already(found: Sequence[Row], start: int, end: int) -> bool:
    """Whether nearly all of the text is the article: then only wording makes a line chrome, not its place."""
    telling = sum([row.match is not None and not row.match.weak for row in found])
    if telling > _FEW:
        return False
    short = sum(len(row.text) <= _SHORT and not (row.date_line or row.byline) for row in found[:start])
    dated = any(row.date_line for row in found)
    menu = short > _FEW and dated
    if menu or (telling and interface_ends(found, start, end)):
        return False
    inside = sum(len(row.text) for row in found[start:end])
    whole = sum(len(row.text) for row in found if row.text[0].isalnum() or any(map(str.isalnum, row.text)))
    if inside >= _WHOLE * whole:
        return True
    # No page is without any known wording and without a date; a text with tables and lists in it is.
    return not telling and (inside >= _HALF * whole or not dated)


def _emptiness(found: Sequence[Row], start: int, end: int) -> Emptiness | None:
    """Why there is no article in the page, or None when there is one."""
    inside = found[start:end]
    if any(row.prose and not row.caption for row in inside):
        dated = _dates_between(found[start : end + 2])
        cut = [row for row in inside if len(row.text) >= 120]
        broken = sum(1 for row in cut if not row.sentence)
        if (dated >= _LIST_DATES and dated * 5 >= len(inside)) or (len(cut) >= _CUT_LINES and broken * 2 > len(cut)):
            return Emptiness.LIST
        return None
    if not any(row.match is not None or row.part for row in found):
        return None
    if any(row.match is not None and row.match.chrome_class == "login_ui" for row in found[:30]) and not any(
        row.caption for row in found
    ):
        return Emptiness.LOGIN
    if sum(bool(row.dates) for row in found) >= _HEADLINES:
        return Emptiness.LIST
    if any(row.caption for row in found):
        return Emptiness.PHOTO
    headlines = sum(1 for row in found if row.match is None and 15 <= len(row.text) <= 80)
    return Emptiness.LIST if headlines >= _HEADLINES else Emptiness.NO_TEXT


def _dates_between(inside: Sequence[Row]) -> int:
    """How many dates without a label stand between sentences, one for each article of a list."""
    dated, prose = 0, False
    for row in inside:
        if row.date_line and prose and not any(stamp.label for stamp in row.dates):
            dated, prose = dated + 1, False
        prose = prose or row.prose
    return dated


def _last_of_head(found: Sequence[Row]) -> int:
    """Where the head of a page without a body ends: after its captions, before lists of other articles."""
    for index, row in enumerate(found):
        if row.match is not None and (row.match.heading or row.match.chrome_class in ("copyright", "footer")):
            return index
    return len(found)


def _dates(found: Sequence[Row]) -> tuple[str, str]:
    """Published and modified: dates with a label first; else the first date that stands by the title or the body."""
    # Looked up once: a member of an enumeration is found slowly.
    date = Role.DATE
    said: dict[str, str] = {}
    pending = ""
    for row in [row for row in found if row.role is date]:
        for stamp in row.dates:
            said.setdefault(stamp.label or pending, stamp.value)
        pending = label_alone(row.text)
    modified = said.get("modified", "")
    return said.get("published") or said.get("") or modified, modified


def _lines(found: Sequence[Row], *, page: bool) -> tuple[Line, ...]:
    """A text of which nothing is removed came clean and stays as it is; a page is always composed.

    Parts of a line that came out alike are one part again.
    """
    untouched = not page and not any(row.role is Role.CHROME for row in found)
    lines: list[Line] = []
    for row in found:
        rule = AS_IS if untouched else row.rule
        start, end = (row.start - row.line_start, row.end - row.line_start) if row.part else (None, None)
        line = Line(row.number, row.role or Role.BODY, row.chrome_class, rule, row.evidence, start, end)
        if row.part and lines and _alike(lines[-1], line):
            line = lines.pop()._replace(end=end)
        lines.append(line)
    return tuple(lines)


def _alike(line: Line, other: Line) -> bool:
    if line.number != other.number or line.role is not other.role or line.chrome_class != other.chrome_class:
        return False
    return line.role in (Role.BODY, Role.CHROME)
