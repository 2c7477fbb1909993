"""Cleaning: the zone of the article first, patterns inside and around it second; every line gets a role or a reason."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.articles.article import Article, Line, Role, Source
from annotator.articles.compose import AS_IS, compose, kept
from annotator.articles.dates import label_alone
from annotator.articles.head import mark_head, mark_menus
from annotator.articles.rows import Row, rows
from annotator.articles.wording import wording
from annotator.articles.zone import zone

_MAX_SUBHEAD = 40
_NEAR = 6


def clean(source: Source) -> Article:
    """The article inside one source: its text, its metadata, and what became of every non-blank line. No I/O."""
    found = rows(source.text, wording())
    start, end = zone(found)
    _mark_zone(found[start:end])
    body = " ".join(row.text for row in found[start:end] if row.role in (Role.BODY, Role.SUBHEAD))
    mark_head(found[:start], body)
    _mark_tail(found[end:])
    published, modified = _dates(found[:start], found[end:])
    return _article(source.text, found, published, modified)


def _mark_zone(rows: Sequence[Row]) -> None:
    for row in rows:
        if row.match is not None and not row.match.outside:
            row.chrome(row.match.chrome_class, row.match.rule, row.match.evidence)
        elif row.date_line:
            row.role = Role.DATE
        elif row.byline:
            row.role = Role.BYLINE
        elif row.caption:
            row.role = Role.CAPTION
        elif not row.sentence and not row.inner and len(row.text) <= _MAX_SUBHEAD:
            row.role = Role.SUBHEAD
        else:
            row.role = Role.BODY


def _mark_tail(rows: Sequence[Row]) -> None:
    """Below the body a byline, a date or a caption is kept as long as no chrome other than a share bar came before."""
    near = _NEAR
    for row in rows:
        if near and row.match is None:
            if row.byline:
                row.role = Role.BYLINE
                continue
            if row.date_line:
                row.role = Role.DATE
                continue
            if row.caption:
                row.role = Role.CAPTION
                continue
        if row.match is not None:
            near = 0 if row.match.heading else max(near - 1, 0)
            row.chrome(row.match.chrome_class, row.match.rule, row.match.evidence)
        else:
            near = max(near - 1, 0)
    _mark_lists_below(rows)
    mark_menus(rows)
    for row in rows:
        if row.role is None:
            row.chrome("other", "below_body")


def _mark_lists_below(rows: Sequence[Row]) -> None:
    owner: Row | None = None
    for row in rows:
        if row.match is not None and row.match.heading:
            owner = row
        elif owner is not None and owner.match is not None and row.role is None:
            row.chrome(owner.match.chrome_class, "under_heading", owner.text)


def _dates(head: Sequence[Row], tail: Sequence[Row]) -> tuple[str, str]:
    """Published and modified: dates with a label first, those nearest the body before others; else the first one."""
    marked = [row for row in [*reversed(head), *tail] if row.role is Role.DATE]
    said: dict[str, str] = {}
    pending = ""
    for row in marked:
        for stamp in row.dates:
            if stamp.label:
                said.setdefault(stamp.label, stamp.value)
    for row in sorted(marked, key=lambda row: row.number):
        alone = label_alone(row.text)
        if not alone and pending and row.dates and not row.dates[0].label:
            said.setdefault(pending, row.dates[0].value)
        pending = alone
    plain = [stamp.value for row in marked for stamp in row.dates if not stamp.label]
    published = said.get("published") or (plain[0] if plain else "")
    return published, said.get("modified", "")


def _article(source: str, rows: Sequence[Row], published: str, modified: str) -> Article:
    untouched = not any(row.role is Role.CHROME for row in rows)
    lines = tuple(_line(row, AS_IS if untouched else row.rule) for row in rows)
    composed = compose(source, lines)
    bylines = [source[begin:stop] for line, begin, stop in kept(source, lines) if line.role is Role.BYLINE]
    return Article(
        text=composed.text,
        segments=composed.segments,
        title=" ".join(composed.said(Role.TITLE)),
        subtitle="\n".join(composed.said(Role.SUBTITLE)),
        published_at=published,
        modified_at=modified,
        byline=", ".join(dict.fromkeys(bylines)),
        lines=lines,
    )


def _line(row: Row, rule: str) -> Line:
    return Line(row.number, row.role or Role.BODY, row.chrome_class, rule, row.evidence)
