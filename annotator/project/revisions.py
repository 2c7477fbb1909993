"""Another cleaning of an article that is already in the project, as one operation that takes the marks along.

The text of a revision is composed from the source and what each of its lines is taken for; both texts' pieces say where
they stand in the source, and through it every span moves to its own characters. A span that loses any of them goes, and
comes back with undo. Texts, once written, stay: undo only turns `articles.revision` back, so tokens stay true.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.article import Line, Role, Source
from annotator.errors import AnnotatorError
from annotator.project import rows
from annotator.project.changes import Change, Changes, Kind
from annotator.project.performing import perform, row_of
from annotator.project.rows import StoredArticle
from annotator.span import Span

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.articles.compose import Composed
    from annotator.project.project import Project

CHOSEN = "chosen"  # the rule of a line that a person decided on


@dataclass(frozen=True, slots=True)
class Revision:
    """A cleaning that could be: its lines and text, and what becomes of the marks."""

    lines: tuple[Line, ...]
    composed: Composed
    kept: tuple[tuple[Span, tuple[int, int]], ...]
    lost: tuple[Span, ...]
    restored: int
    removed: int


def plan(project: Project, article_id: int, lines: Sequence[Line]) -> Revision:
    """What taking the source's lines for `lines` would make of the article; nothing is written.

    Raises article.missing, and revision.no_source for an article that came without the source it was cleaned from.
    """
    from annotator.articles.compose import compose
    from annotator.articles.moving import TextMap

    article = project.article(article_id)
    source = project.source_text(article_id)
    old = compose(source, article.lines) if source and article.lines else None
    if old is None or old.text != article.text:
        raise AnnotatorError("revision.no_source", title=article.title or article.source_name)
    new = compose(source, lines)
    move = TextMap(old.pieces, new.pieces)
    kept, lost = [], []
    for span in project.spans(article_id):
        to = move(span.start, span.end)
        if to is None:
            lost.append(span)
        else:
            kept.append((span, to))
    before, after = _shown(article.lines), _shown(lines)
    return Revision(tuple(lines), new, tuple(kept), tuple(lost), len(after - before), len(before - after))


def cleaned_again(project: Project, article_id: int) -> tuple[Line, ...]:
    """What the rules of now take the source's lines for; lines that a person decided on stay decided.

    A page is cleaned from its flattened text: the structure it came with is not kept. Raises article.missing.
    """
    from annotator.articles import clean

    article = project.article(article_id)
    source = Source(
        article.source_name, article.source_sha256, project.source_text(article_id), article.encoding, article.kind
    )
    chosen = {line.number: line.role for line in article.lines if line.rule == CHOSEN}
    return tuple(with_roles(clean(source).lines, chosen)) if chosen else clean(source).lines


def with_roles(lines: Sequence[Line], roles: Mapping[int, Role]) -> list[Line]:
    """`lines` with those numbered in `roles` taken for something else; CHROME removes a line.

    A line of several parts becomes one again.
    """
    result: list[Line] = []
    done: set[int] = set()
    for line in lines:
        if line.number not in roles:
            result.append(line)
        elif line.number not in done:
            done.add(line.number)
            role = roles[line.number]
            chrome = CHOSEN if role is Role.CHROME else ""
            result.append(line._replace(role=role, chrome_class=chrome, rule=CHOSEN, evidence="", start=None, end=None))
    return result


def set_lines(project: Project, article_id: int, roles: Mapping[int, Role], *, group: str | None = None) -> Changes:
    """Restores lines of the source (a role of the text) or removes them (CHROME), as one operation."""
    article = project.article(article_id)
    return revise(project, article_id, with_roles(article.lines, roles), group=group)


def revise(project: Project, article_id: int, lines: Sequence[Line], *, group: str | None = None) -> Changes:
    """Cleans an article so that its source's lines are `lines`; its spans move with their characters.

    Raises what `plan` raises, and revision.empty when no line of the text would be left.
    """
    with project.transaction() as db:
        revision = plan(project, article_id, lines)
        if not revision.composed.text.strip():
            raise AnnotatorError("revision.empty")
        article = project.article(article_id)
        if revision.lines == article.lines:
            return Changes(Kind.REVISE_TEXT)
        number = _write_text(db, article, project.source_text(article_id), revision)
        changes = [
            _article_change(article, number, revision),
            *_span_changes(article_id, revision),
            *_rejection_changes(db, article, revision),
        ]
        values = {
            "title": article.title,
            "restored": revision.restored,
            "removed": revision.removed,
            "lost": len(revision.lost),
        }
        return perform(project, db, Kind.REVISE_TEXT, changes, article_id=article_id, values=values, group=group)


def _shown(lines: Iterable[Line]) -> set[int]:
    return {line.number for line in lines if line.role not in (Role.CHROME, Role.DATE, Role.BYLINE)}


def _write_text(db: Database, article: StoredArticle, source: str, revision: Revision) -> int:
    """Stores the text under a revision number that this article has never had."""
    (last,) = db.conn.execute("SELECT max(revision) FROM texts WHERE article_id = ?", (article.id,)).fetchone()
    composed = revision.composed
    db.conn.execute(
        "INSERT INTO texts (article_id, revision, sha256, text, segments, lines, removed) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            last + 1,
            hashlib.sha256(composed.text.encode()).hexdigest(),
            composed.text,
            rows.pack_segments(composed.segments),
            rows.pack_lines(revision.lines),
            rows.removed_characters(Source(article.source_name, article.source_sha256, source), revision.lines),
        ),
    )
    return int(last) + 1


def _article_change(article: StoredArticle, number: int, revision: Revision) -> Change:
    composed = revision.composed
    before = {
        "revision": article.revision,
        "title": article.title,
        "subtitle": article.subtitle,
        "length": len(article.text),
    }
    after = {
        "revision": number,
        "title": " ".join(composed.said(Role.TITLE)),
        "subtitle": "\n".join(composed.said(Role.SUBTITLE)),
        "length": len(composed.text),
    }
    return Change("articles", (article.id,), before, after)


def _rejection_changes(db: Database, article: StoredArticle, revision: Revision) -> Iterable[Change]:
    """Refused suggestions move as marks do; one whose characters are gone goes with them."""
    from annotator.articles.compose import compose
    from annotator.articles.moving import TextMap

    source = article.lines and compose(_source(db, article.id), article.lines)
    if not source:
        return
    move = TextMap(source.pieces, revision.composed.pieces)
    columns = ("article_id", "start", "end", "label", "created_at")
    rows = db.conn.execute(
        'SELECT id, article_id, start, "end", label, created_at FROM rejections WHERE article_id = ?', (article.id,)
    ).fetchall()
    for number, *values in rows:
        row = dict(zip(columns, values, strict=True))
        to = move(row["start"], row["end"])
        if to is None:
            yield Change("rejections", (number,), row, None)
        elif to != (row["start"], row["end"]):
            before = {"start": row["start"], "end": row["end"]}
            yield Change("rejections", (number,), before, {"start": to[0], "end": to[1]})


def _source(db: Database, article_id: int) -> str:
    (text,) = db.conn.execute("SELECT text FROM sources WHERE article_id = ?", (article_id,)).fetchone()
    return str(text)


def _span_changes(article_id: int, revision: Revision) -> Iterable[Change]:
    """Every span that moves or goes is taken out, then those that stay are put where they stand now.

    One after the other they could meet at bounds that the next one has not left yet.
    """
    moving = [(span, to) for span, to in revision.kept if span.bounds != to]
    for span in (*revision.lost, *(span for span, _ in moving)):
        assert span.id is not None
        yield Change("spans", (span.id,), row_of(article_id, span), None)
    for span, (start, end) in moving:
        assert span.id is not None
        yield Change("spans", (span.id,), None, row_of(article_id, replace(span, start=start, end=end)))
