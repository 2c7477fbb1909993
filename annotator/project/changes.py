"""What an operation changed: row by row for the log, and as one value for whoever shows the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]


class Kind(StrEnum):
    """What was done."""

    ADD_ARTICLES = "add_articles"
    REMOVE_ARTICLES = "remove_articles"
    ADD_SPANS = "add_spans"
    CHANGE_SPAN = "change_span"
    REMOVE_SPANS = "remove_spans"
    SET_STATE = "set_state"
    SET_NOTE = "set_note"
    RENAME_PROJECT = "rename_project"
    REVISE_TEXT = "revise_text"
    REJECT = "reject"
    ADD_LABEL = "add_label"
    CHANGE_LABEL = "change_label"
    MERGE_LABELS = "merge_labels"
    REMOVE_LABEL = "remove_label"
    ORDER_LABELS = "order_labels"
    LOAD_LABELS = "load_labels"


class Direction(StrEnum):
    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Area(StrEnum):
    """Which kinds of thing changed: a view redraws for those it shows."""

    ARTICLES = "articles"
    SPANS = "spans"
    LABELS = "labels"
    STATES = "states"
    NOTES = "notes"
    PROJECT = "project"
    TEXTS = "texts"
    SUGGESTIONS = "suggestions"


@dataclass(frozen=True, slots=True)
class Change:
    """The same change to the rows `keys` of one table: column values `before` and `after`.

    `before` is None for rows that were added (`after` is the whole row), `after` None for rows that were deleted.
    """

    table: str
    keys: tuple[int | str, ...]
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> set[str]:
        return set(self.before or ()) | set(self.after or ())


@dataclass(frozen=True, slots=True)
class Changes:
    """What one operation (or a group of them) changed; empty `areas` when there was nothing to change.

    `values` name it in a sentence (text, label, count ...). `focus` is `(article_id, start, end)` in code points: where
    the view goes after undo and redo.
    """

    operation: Kind
    direction: Direction = Direction.DO
    articles: frozenset[int] = frozenset()
    spans: frozenset[int] = frozenset()
    areas: frozenset[Area] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict)
    focus: tuple[int, int, int] | None = None


_AREAS = {
    "labels": Area.LABELS,
    "spans": Area.SPANS,
    "rejections": Area.SUGGESTIONS,
    "state": Area.PROJECT,
}
_ARTICLE_AREAS = {"state": Area.STATES, "note": Area.NOTES} | dict.fromkeys(
    ("revision", "title", "subtitle", "length"), Area.TEXTS
)


def areas_of(changes: Iterable[Change]) -> frozenset[Area]:
    """The kinds of thing that `changes` touch."""
    found: set[Area] = set()
    for change in changes:
        if change.table == "articles":
            found.update(_ARTICLE_AREAS.get(column, Area.ARTICLES) for column in change.columns)
        elif change.table in _AREAS:
            found.add(_AREAS[change.table])
    return frozenset(found)


def keys_of(changes: Iterable[Change], table: str) -> frozenset[int]:
    """The rows of `table` that `changes` touch."""
    return frozenset(key for change in changes if change.table == table for key in change.keys if isinstance(key, int))


def articles_of(changes: Collection[Change]) -> frozenset[int]:
    """The articles whose row, or a row that belongs to them, `changes` touch."""
    return keys_of(changes, "articles") | {
        row["article_id"] for change in changes for row in (change.before, change.after) if row and "article_id" in row
    }


def focus_of(changes: Iterable[Change], *, forward: bool) -> tuple[int, int, int] | None:
    """The first place in an article that `changes` touch: as it is after them, or as it was when it is gone."""
    for change in changes:
        row = (change.after or change.before) if forward else (change.before or change.after)
        if row and {"article_id", "start", "end"} <= row.keys():
            return row["article_id"], row["start"], row["end"]
    return None


def recount(db: Database, changes: Iterable[Change], *, forward: bool) -> None:
    """Keeps the articles' `span_count` true after `changes` were done, or taken back, to spans."""
    more: Counter[int] = Counter()
    for change in changes:
        if change.table == "spans" and (change.before is None) != (change.after is None):
            row = change.before or change.after or {}
            came = (change.before is None) == forward
            if "article_id" in row:
                more[row["article_id"]] += len(change.keys) if came else -len(change.keys)
    # Not counted anew: that would cost a mark as much as its article has marks.
    db.conn.executemany(
        "UPDATE articles SET span_count = span_count + ? WHERE id = ?",
        [(count, article_id) for article_id, count in more.items() if count],
    )
