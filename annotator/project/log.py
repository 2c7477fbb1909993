"""The rows of the operation log: adding one, and taking the rows that it speaks of forward or back.

A change is (table, keys, before, after): this module knows no undoable table by name. What a log says is the file's
word, so names and values are looked at before they are used.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
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
    statements = _Statements(db)
    turned = (
        (change, change.before, change.after) if forward else (change, change.after, change.before)
        for change in (changes if forward else reversed(changes))
    )
    steps = (
        (change.table, statements.of(change.table, old, new), change.keys, old, new) for change, old, new in turned
    )
    for (table, statement), run in groupby(steps, key=itemgetter(0, 1)):
        rows = [row for _, _, keys, old, new in run for row in _rows(keys, old, new)]
        try:
            changed = db.conn.executemany(statement, rows).rowcount
        except sqlite3.IntegrityError as error:
            raise AnnotatorError("project.history_changed", table=table, reason=str(error)) from error
        if changed != len(rows):
            raise AnnotatorError("project.history_changed", table=table, reason=f"{changed}/{len(rows)}")
    recount(db, changes, forward=forward)


def _rows(keys: Sequence[int | str], old: Row | None, new: Row | None) -> Iterator[tuple[Any, ...]]:
    """The parameters for each row, as the statement for this kind of change has them."""
    before, after = (old or {}).values(), (new or {}).values()
    insert = old is None
    return ((key, *after) if insert else (*after, key, *before) for key in keys)


class _Statements:
    """The SQL of changes, made once for all that are of one shape: the marks of an article are."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._made: dict[tuple[str, tuple[str, ...] | None, tuple[str, ...] | None], str] = {}

    def of(self, table: str, old: Row | None, new: Row | None) -> str:
        shape = (table, None if old is None else tuple(old), None if new is None else tuple(new))
        if shape not in self._made:
            self._made[shape] = self._statement(*shape)
        return self._made[shape]

    def _statement(self, table: str, old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> str:
        key, name = quote_identifier(self._key(table, {*(old or ()), *(new or ())})), quote_identifier(table)
        as_expected = "".join(f" AND {quote_identifier(column)} IS ?" for column in old or ())
        if new is None:
            return f"DELETE FROM {name} WHERE {key} = ?{as_expected}"
        if old is None:
            columns = ", ".join([key, *map(quote_identifier, new)])
            return f"INSERT INTO {name} ({columns}) VALUES ({', '.join('?' * (len(new) + 1))})"
        sets = ", ".join(f"{quote_identifier(column)} = ?" for column in new)
        return f"UPDATE {name} SET {sets} WHERE {key} = ?{as_expected}"

    def _key(self, table: str, names: set[str]) -> str:
        """The table's key; the names in a log are the file's word, so they are held against the tables there are."""
        columns = self._db.conn.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
        keys = [name for name, pk in columns if pk]
        if len(keys) != 1 or not names <= {name for name, _ in columns}:
            raise AnnotatorError("project.history_damaged", table=table)
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
