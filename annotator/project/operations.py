"""Every write to a project's articles, spans, labels, states and notes.

Each function is one transaction and one operation of the history, and returns the Changes. A write that would change
nothing logs nothing and returns Changes without areas. `group` (see `new_group`) makes operations that follow each
other one step for undo. On a project open for reading each raises project.read_only, or project.locked with the holder.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.project import placing, rows, state
from annotator.project.adding import add_articles
from annotator.project.changes import Change, Changes, Kind
from annotator.project.history import go_to, redo, undo
from annotator.project.label_operations import (
    add_label,
    change_label,
    load_labels,
    merge_labels,
    order_labels,
    remove_label,
)
from annotator.project.performing import perform, row_of
from annotator.project.project import Project
from annotator.project.rejections import reject
from annotator.project.revisions import revise, set_lines
from annotator.project.rows import State
from annotator.span import Origin, Span

__all__ = [
    "add_articles",
    "add_label",
    "add_span",
    "add_spans",
    "change_label",
    "change_span",
    "go_to",
    "load_labels",
    "merge_labels",
    "new_group",
    "order_labels",
    "redo",
    "reject",
    "remove_articles",
    "remove_label",
    "remove_spans",
    "rename_project",
    "revise",
    "set_lines",
    "set_note",
    "set_state",
    "set_states",
    "undo",
]


def new_group() -> str:
    """A name for a group of operations that no other group has."""
    return uuid4().hex


def add_span(
    project: Project,
    article_id: int,
    start: int,
    end: int,
    label: str,
    *,
    origin: Origin = Origin.HUMAN,
    annotator: str | None = None,
    note: str = "",
    boundary_check: bool = False,
    group: str | None = None,
) -> Changes:
    """Marks `text[start:end]` with a label.

    Raises AnnotatorError: article.missing; span.label; span.range, .empty, .blank_edge, .segment; span.exists and
    span.crosses with the `other` Span.
    """
    with project.transaction() as db:
        span = _Place(project, db, article_id).span(
            start,
            end,
            label,
            annotator=project.annotator if annotator is None else annotator,
            origin=origin,
            note=state.storable(note),
            boundary_check=boundary_check,
        )
        change = Change("spans", (_next_span(db),), None, row_of(article_id, span))
        values = {"text": span.text, "label": label, "count": 1}
        return perform(project, db, Kind.ADD_SPANS, [change], article_id=article_id, values=values, group=group)


def add_spans(
    project: Project,
    article_id: int,
    bounds_and_labels: Iterable[tuple[int, int, str]],
    *,
    origin: Origin = Origin.HUMAN,
    annotator: str | None = None,
    group: str | None = None,
) -> Changes:
    """Marks several `(start, end, label)` of an article: all of them, or none when one is refused as by `add_span`."""
    with project.transaction() as db:
        place = _Place(project, db, article_id)
        name = project.annotator if annotator is None else annotator
        spans = [place.span(*each, annotator=name, origin=origin) for each in bounds_and_labels]
        _, refused = placing.sift(spans)
        for span, code, other in refused:
            raise _refusal(code, span, other)
        first = _next_span(db)
        changes = [Change("spans", (first + n,), None, row_of(article_id, span)) for n, span in enumerate(spans)]
        values: dict[str, Any] = {"count": len(spans)}
        if spans:
            values |= {"text": spans[0].text, "label": spans[0].label}
        return perform(project, db, Kind.ADD_SPANS, changes, article_id=article_id, values=values, group=group)


def change_span(
    project: Project,
    span_id: int,
    *,
    start: int | None = None,
    end: int | None = None,
    label: str | None = None,
    note: str | None = None,
    boundary_check: bool | None = None,
    group: str | None = None,
) -> Changes:
    """Moves a span's ends, gives it another label or note; what is None stays. Raises span.missing, and as `add_span`.

    New ends were chosen by hand, so they end a boundary check unless it is asked for again.
    """
    with project.transaction() as db:
        article_id, old = _span(project, span_id)
        moved = (start is not None and start != old.start) or (end is not None and end != old.end)
        new = _Place(project, db, article_id).span(
            old.start if start is None else start,
            old.end if end is None else end,
            old.label if label is None else label,
            annotator=old.annotator,
            origin=old.origin,
            note=old.note if note is None else state.storable(note),
            boundary_check=(old.boundary_check and not moved) if boundary_check is None else boundary_check,
            itself=span_id,
        )
        before, after = row_of(article_id, old), row_of(article_id, new) | {"created_at": old.created_at}
        # The ends stay in both, so that the view knows where to go.
        names = [n for n in before if before[n] != after[n] or n in ("article_id", "start", "end")]
        if all(before[n] == after[n] for n in names if n != "updated_at"):
            return Changes(Kind.CHANGE_SPAN)
        change = Change("spans", (span_id,), {n: before[n] for n in names}, {n: after[n] for n in names})
        values = {"text": new.text, "label": new.label, "old_text": old.text, "old_label": old.label}
        return perform(project, db, Kind.CHANGE_SPAN, [change], article_id=article_id, values=values, group=group)


def remove_spans(project: Project, span_ids: Iterable[int], *, group: str | None = None) -> Changes:
    """Removes spans, of one article or several. Raises span.missing."""
    with project.transaction() as db:
        found = [(number, *_span(project, number)) for number in dict.fromkeys(span_ids)]
        changes = [Change("spans", (number,), row_of(article, span), None) for number, article, span in found]
        articles = {article for _, article, _ in found}
        values: dict[str, Any] = {"count": len(found)}
        if found:
            values |= {"text": found[0][2].text, "label": found[0][2].label}
        article_id = articles.pop() if len(articles) == 1 else None
        return perform(project, db, Kind.REMOVE_SPANS, changes, article_id=article_id, values=values, group=group)


def set_state(project: Project, article_id: int, value: str, *, group: str | None = None) -> Changes:
    """Declares an article `done`, or `open` again. Raises article.missing."""
    return _set_column(project, article_id, Kind.SET_STATE, "state", str(State(value)), group)


def set_states(project: Project, article_ids: Iterable[int], value: str, *, group: str | None = None) -> Changes:
    """Declares articles `done`, or `open` again, all in one operation. Raises article.missing."""
    after = str(State(value))
    with project.transaction() as db:
        states = dict(db.conn.execute("SELECT id, state FROM articles WHERE live = 1").fetchall())
        turned: dict[str, list[int]] = {}
        for number in dict.fromkeys(article_ids):
            if number not in states:
                raise AnnotatorError("article.missing", id=number)
            if states[number] != after:
                turned.setdefault(states[number], []).append(number)
        changes = [Change("articles", tuple(ids), {"state": old}, {"state": after}) for old, ids in turned.items()]
        values = {"count": sum(map(len, turned.values())), "state": after}
        return perform(project, db, Kind.SET_STATE, changes, values=values, group=group)


def set_note(project: Project, article_id: int, note: str, *, group: str | None = None) -> Changes:
    """Writes an article's note. Raises article.missing."""
    return _set_column(project, article_id, Kind.SET_NOTE, "note", state.storable(note), group)


def remove_articles(project: Project, article_ids: Iterable[int], *, group: str | None = None) -> Changes:
    """Takes articles out of the project, with their spans; undo brings them back. Raises article.missing."""
    with project.transaction() as db:
        ids = tuple(dict.fromkeys(article_ids))
        titles = [_title(db, number) for number in ids]
        changes = [Change("articles", ids, {"live": 1}, {"live": 0})] if ids else []
        values = {"count": len(ids), "title": titles[0] if titles else ""}
        return perform(project, db, Kind.REMOVE_ARTICLES, changes, values=values, group=group)


def rename_project(project: Project, name: str, *, group: str | None = None) -> Changes:
    """Gives the project another name to show; the file stays where it is."""
    with project.transaction() as db:
        before, after = project.name, state.storable(name).strip()
        if before == after:
            return Changes(Kind.RENAME_PROJECT)
        change = Change("state", ("name",), {"value": state.dump(before)}, {"value": state.dump(after)})
        values = {"name": after, "old_name": before}
        return perform(project, db, Kind.RENAME_PROJECT, [change], values=values, group=group)


def _set_column(project: Project, article_id: int, kind: Kind, column: str, value: str, group: str | None) -> Changes:
    with project.transaction() as db:
        title = _title(db, article_id)
        (before,) = db.conn.execute(f"SELECT {column} FROM articles WHERE id = ?", (article_id,)).fetchone()
        if before == value:
            return Changes(kind)
        change = Change("articles", (article_id,), {column: before}, {column: value})
        values = {"title": title, column: value}
        return perform(project, db, kind, [change], article_id=article_id, values=values, group=group)


def _title(db: Database, article_id: int) -> str:
    row = db.conn.execute("SELECT title FROM articles WHERE id = ? AND live = 1", (article_id,)).fetchone()
    if row is None:
        raise AnnotatorError("article.missing", id=article_id)
    return str(row[0])


class _Place:
    """A live article as a place for spans, and the labels they may have; read inside the transaction that writes."""

    def __init__(self, project: Project, db: Database, article_id: int) -> None:
        self._ground = project.ground(article_id)
        self._db = db
        self._id = article_id

    def span(
        self,
        start: int,
        end: int,
        label: str,
        *,
        annotator: str,
        origin: Origin,
        note: str = "",
        boundary_check: bool = False,
        itself: int | None = None,
    ) -> Span:
        """A new span here, `itself` apart lawful among the annotator's others; raises the refusal."""
        self._ground.check(start, end)
        if not self._db.conn.execute("SELECT 1 FROM labels WHERE key = ? AND live = 1", (label,)).fetchone():
            raise AnnotatorError("span.label", label=label)
        now = state.now()
        span = Span(
            start, end, label, self._ground.text[start:end], annotator, Origin(origin), note,
            boundary_check=boundary_check, created_at=now, updated_at=now,
        )  # fmt: skip
        others = self._db.conn.execute(
            f"SELECT {rows.SPAN_COLUMNS} FROM spans "
            'WHERE article_id = ? AND annotator = ? AND start >= ? AND start < ? AND "end" > ? AND id IS NOT ? '
            "ORDER BY start",
            (self._id, annotator, self._ground.reach(start), end, start, itself),
        )
        found = placing.against(span, map(rows.span_from, others))
        if found is not None:
            raise _refusal(found[0], span, found[1])
        return span


def _refusal(code: str, span: Span, other: Span) -> AnnotatorError:
    return AnnotatorError(f"span.{code}", start=span.start, end=span.end, text=span.text, other=other)


def _span(project: Project, span_id: int) -> tuple[int, Span]:
    found = project.span(span_id)
    if found is None:
        raise AnnotatorError("span.missing", id=span_id)
    return found


def _next_span(db: Database) -> int:
    row = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'spans'").fetchone()
    return row[0] + 1 if row else 1
