"""`annotator check`: whether a project file is whole and every span is where it says it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.project import placing, state, store
from annotator.span import Span

if TYPE_CHECKING:
    from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: a code of sentences.toml (section check), its values, and where it is."""

    code: str
    article_id: int | None = None
    span_id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)


def check(project: Project) -> list[Fault]:
    """Reads the whole file. What is damaged beyond reading is itself a fault, never an error."""
    try:
        with project.snapshot() as still, store.translated(project.path):
            db = still._db
            # Rows of a damaged file say nothing about spans.
            return list(_file(db)) or [*_references(db), *_history(db), *_articles(still)]
    except AnnotatorError as error:
        return [Fault("check.unreadable", values={"reason": str(error)})]


def _file(db: Database) -> Iterator[Fault]:
    for (answer,) in db.conn.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield Fault("check.file", values={"reason": answer})


def _references(db: Database) -> Iterator[Fault]:
    for table, row, parent, _ in db.conn.execute("PRAGMA foreign_key_check"):
        yield Fault("check.reference", values={"table": table, "row": row, "parent": parent})
    for article_id, name in db.conn.execute(
        "SELECT id, coalesce(nullif(title, ''), uid) FROM articles a WHERE live = 1 AND (NOT EXISTS "
        "(SELECT 1 FROM texts WHERE article_id = a.id AND revision = a.revision) "
        "OR NOT EXISTS (SELECT 1 FROM sources WHERE article_id = a.id))"
    ):
        yield Fault("check.missing", article_id, values={"article": name})
    for article_id, name, counted, there in db.conn.execute(
        "SELECT id, coalesce(nullif(title, ''), uid), span_count, "
        "(SELECT count(*) FROM spans WHERE article_id = articles.id) AS there "
        "FROM articles WHERE live >= 0 AND span_count <> there"
    ):
        yield Fault("check.count", article_id, values={"article": name, "counted": counted, "there": there})


def _history(db: Database) -> Iterator[Fault]:
    for name in ("head", "tip"):
        number = state.get(db, name)
        if number is not None and not db.conn.execute("SELECT 1 FROM operations WHERE id = ?", (number,)).fetchone():
            yield Fault("check.history", values={"operation": number})
    for (number,) in db.conn.execute("SELECT id FROM operations WHERE parent >= id OR NOT json_valid(changes)"):
        yield Fault("check.history", values={"operation": number})


def _articles(project: Project) -> Iterator[Fault]:
    labels = {label.key for label in project.labels()}
    for article in project.iter_articles():
        spans = project.spans(article.id)
        name = article.title or article.uid
        if sha256(article.text.encode()).hexdigest() != article.text_sha256:
            yield Fault("check.text", article.id, values={"article": name})
        ground = placing.Ground(article.text, article.segments)
        for span in spans:
            code = ground.fault(span.start, span.end, span.text)
            if code is None and span.label not in labels:
                code = "label"
            if code is not None:
                yield Fault(f"check.span_{code}", article.id, span.id, _values(name, span))
        for span, code, _ in placing.sift(spans)[1]:
            yield Fault(f"check.span_{code}", article.id, span.id, _values(name, span))


def _values(article: str, span: Span) -> dict[str, Any]:
    return {"article": article, "start": span.start, "end": span.end, "text": span.text, "label": span.label}
