"""The rows of the operation log: adding one, and taking the rows that it speaks of forward or back.

A change is (table, keys, before, after): this module knows no undoable table by name. What a log says is the file's
word, so names and values are looked at before they are used.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import quote_identifier

from annotator.errors import AnnotatorError
from annotator.project import state
from annotator.project.changes import Change, Kind, Row, recount


def record(
    db: Database,
    kind: Kind,
    changes: Iterable[Change],
    *,
    annotator: str,
    article_id: int | None = None,
    revision: int | None = None,
    values: dict[str, Any] | None = None,
    group: str | None = None,
) -> int:
    """Logs what was just done as the new head; inside the transaction that did it."""
    cursor = db.conn.execute(
        'INSERT INTO operations (parent, "group", kind, at, annotator, article_id, revision, "values", changes) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            state.get(db, "head"),
            group or "",
            kind,
            state.now(),
            annotator,
            article_id,
            revision,
            state.dump(values or {}),
            state.dump([[c.table, c.keys, c.before, c.after] for c in changes]),
        ),
    )
    made = cursor.lastrowid
    assert made is not None
    state.put(db, "head", made)
    state.put(db, "tip", made)
    return made


def replay(db: Database, changes: Sequence[Change], *, forward: bool) -> None:
    """Takes the rows from before to after, or back. Refuses (project.history_changed) when they are not as expected."""
    for change in changes if forward else reversed(changes):
        old, new = (change.before, change.after) if forward else (change.after, change.before)
        try:
            changed = _apply(db, change, old, new)
        except sqlite3.IntegrityError as error:
            raise AnnotatorError("project.history_changed", table=change.table, reason=str(error)) from error
        if changed != len(change.keys):
            raise AnnotatorError("project.history_changed", table=change.table, reason=f"{changed}/{len(change.keys)}")
    recount(db, changes, forward=forward)


def _apply(db: Database, change: Change, old: Row | None, new: Row | None) -> int:
    table, key = quote_identifier(change.table), quote_identifier(_key(db, change))
    keys = change.keys
    if old is None and new is not None:
        names = ", ".join([key, *map(quote_identifier, new)])
        marks = ", ".join("?" * (len(new) + 1))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
        parameters = [(k, *new.values()) for k in keys]
    else:
        as_expected = "".join(f" AND {quote_identifier(name)} IS ?" for name in old or {})
        if new is None:
            statement = f"DELETE FROM {table} WHERE {key} = ?{as_expected}"
            parameters = [(k, *(old or {}).values()) for k in keys]
        else:
            sets = ", ".join(f"{quote_identifier(name)} = ?" for name in new)
            statement = f"UPDATE {table} SET {sets} WHERE {key} = ?{as_expected}"
            parameters = [(*new.values(), k, *(old or {}).values()) for k in keys]
    return int(db.conn.executemany(statement, parameters).rowcount)


def _key(db: Database, change: Change) -> str:
    """The table's key; the names in a log are the file's word, so they are held against the tables there are."""
    columns = db.conn.execute("SELECT name, pk FROM pragma_table_info(?)", (change.table,)).fetchall()
    keys = [name for name, pk in columns if pk]
    if len(keys) != 1 or not change.columns <= {name for name, _ in columns}:
        raise AnnotatorError("project.history_damaged", table=change.table)
    return str(keys[0])


def read_changes(db: Database, operation_id: int) -> list[Change]:
    (text,) = db.conn.execute("SELECT changes FROM operations WHERE id = ?", (operation_id,)).fetchone()
    try:
        return [_change(*each) for each in json.loads(text)]
    except (ValueError, TypeError, RecursionError) as error:
        raise AnnotatorError("project.history_damaged", table="operations") from error


def _change(table: Any, keys: Any, before: Any, after: Any) -> Change:
    """A change as a log says it is; TypeError when it is none."""
    if not isinstance(table, str) or not all(isinstance(each, (dict, type(None))) for each in (before, after)):
        raise TypeError
    values = [*keys, *(before or {}).values(), *(after or {}).values()]
    if (
        not (before or after)
        or {} in (before, after)
        or not all(isinstance(each, (str, int, float, type(None))) for each in values)
    ):
        raise TypeError
    return Change(table, tuple(keys), before, after)
