"""The one way a write takes: its changes are applied and logged in the transaction that the caller has begun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from annotator.project import log
from annotator.project.changes import Change, Changes, Kind, Row, areas_of, articles_of, focus_of, keys_of
from annotator.span import Span

if TYPE_CHECKING:
    from annotator.project.project import Project


def perform(
    project: Project,
    db: Database,
    kind: Kind,
    changes: Sequence[Change],
    *,
    article_id: int | None = None,
    values: dict[str, Any],
    group: str | None,
) -> Changes:
    """Does `changes` as one operation; without any, nothing is logged. Revision: the article's after them."""
    if not changes:
        return Changes(kind)
    log.replay(db, changes, forward=True)
    revision = None
    if article_id is not None:
        (revision,) = db.conn.execute("SELECT revision FROM articles WHERE id = ?", (article_id,)).fetchone()
    log.record(
        db,
        kind,
        changes,
        annotator=project.annotator,
        article_id=article_id,
        revision=revision,
        values=values,
        group=group,
    )
    return Changes(
        operation=kind,
        articles=articles_of(changes),
        spans=keys_of(changes, "spans"),
        areas=areas_of(changes),
        values=values,
        focus=focus_of(changes, forward=True),
    )


def row_of(article_id: int, span: Span) -> Row:
    """A span's row, its id apart."""
    return {
        "article_id": article_id,
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "text": span.text,
        "annotator": span.annotator,
        "origin": str(span.origin),
        "note": span.note,
        "boundary_check": int(span.boundary_check),
        "created_at": span.created_at,
        "updated_at": span.updated_at,
    }
