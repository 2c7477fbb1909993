"""The operation log: what was done, undone and done again, as a tree that only grows.

Each operation's parent is the one that was `head` when it was made. Undo takes the rows back to `before` and moves head
to the parent; redo goes from head towards `tip`, the end of the branch in use. A new write makes tip and head the new
operation; the branch left behind stays in the table, and `go_to` goes there. Operations that follow each other and
share a non-empty group are one step for undo, redo and the list.

A change is (table, keys, before, after): this module knows no table by name.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database
from sqlite_utils.db import quote_identifier

from annotator.errors import AnnotatorError
from annotator.project import state
from annotator.project.changes import (
    Change,
    Changes,
    Direction,
    Kind,
    Row,
    areas_of,
    articles_of,
    focus_of,
    keys_of,
    recount,
)

if TYPE_CHECKING:
    from annotator.project.project import Project

_COLUMNS = 'id, parent, "group", kind, at, annotator, article_id, revision, "values"'


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the history: an operation, or a group of `count` of them under the id of the last one.

    `applied` says whether the project is now in a state that has it. `values` name it in a sentence.
    """

    id: int
    parent: int | None
    group: str
    kind: Kind
    at: str
    annotator: str
    article_id: int | None
    revision: int | None
    values: dict[str, Any]
    count: int = 1
    applied: bool = True


# -- writing the log


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
            _head(db),
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
    recount(db, changes)


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


# -- moving through it


def undo(project: Project) -> Changes | None:
    """Takes the last step back; None when there is none."""
    with project.transaction() as db:
        step = _step_up(db, _head(db))
        if not step:
            return None
        done = [_take(db, entry.id, forward=False) for entry in step]
        state.put(db, "head", step[-1].parent)
    return _describe(step[0], done, Direction.UNDO)


def redo(project: Project) -> Changes | None:
    """Does again the step that was undone last; None when there is none."""
    with project.transaction() as db:
        step = _step_down(db)
        if not step:
            return None
        done = [_take(db, entry.id, forward=True) for entry in step]
        state.put(db, "head", step[-1].id)
    return _describe(step[-1], done, Direction.REDO)


def go_to(project: Project, operation_id: int) -> Changes | None:
    """Brings the project to its state right after an operation's step, on whatever branch; 0 is the beginning.

    None when it is there already. From then on redo follows the newest branch from there.
    """
    with project.transaction() as db:
        target = _end_of_step(db, operation_id) if operation_id else None
        wanted = list(_ancestors(db, target))
        meeting = set(wanted)
        back: list[int] = []
        for number in _ancestors(db, _head(db)):
            if number in meeting:
                break
            back.append(number)
        else:
            number = 0
        on = wanted[: wanted.index(number)] if number else wanted
        done = [_take(db, each, forward=False) for each in back]
        done += [_take(db, each, forward=True) for each in reversed(on)]
        state.put(db, "head", target)
        if target is None or target not in _ancestors(db, state.get(db, "tip")):
            state.put(db, "tip", _newest_leaf(db, target))
        if not done:
            return None
        shown = _entry(db, on[0] if on else back[-1])
    return _describe(shown, done, Direction.REDO if on else Direction.UNDO)


def _take(db: Database, operation_id: int, *, forward: bool) -> tuple[list[Change], bool]:
    changes = _changes(db, operation_id)
    replay(db, changes, forward=forward)
    return changes, forward


def _describe(shown: Entry, done: list[tuple[list[Change], bool]], direction: Direction) -> Changes:
    changes = [change for some, _ in done for change in some]
    focus = next((place for some, forward in done if (place := focus_of(some, forward=forward))), None)
    if focus is None and shown.article_id is not None:
        focus = (shown.article_id, 0, 0)
    return Changes(
        operation=shown.kind,
        direction=direction,
        articles=articles_of(changes),
        spans=keys_of(changes, "spans"),
        areas=areas_of(changes),
        values=shown.values | ({"operations": len(done)} if len(done) > 1 else {}),
        focus=focus,
    )


# -- reading it


def undoable(db: Database) -> Entry | None:
    """The step that undo would take back."""
    return _as_one(_step_up(db, _head(db)))


def redoable(db: Database) -> Entry | None:
    """The step that redo would do again."""
    return _as_one(_step_down(db)[::-1])


def entries(db: Database, limit: int) -> list[Entry]:
    """The newest `limit` steps, newest first, those of undone branches among them."""
    steps: list[list[Entry]] = []
    for row in db.conn.execute(f"SELECT {_COLUMNS} FROM operations ORDER BY id DESC"):
        entry = _from_row(row)
        if steps and entry.group and entry.group == steps[-1][-1].group and steps[-1][-1].parent == entry.id:
            steps[-1].append(entry)
            continue
        if len(steps) == limit:
            break
        steps.append([entry])
    if not steps:
        return []
    applied = set(_ancestors(db, _head(db), down_to=steps[-1][-1].id))
    return [one for step in steps if (one := _as_one(step, applied=step[0].id in applied))]


def _head(db: Database) -> int | None:
    head = state.get(db, "head")
    return head if isinstance(head, int) else None


def _entry(db: Database, operation_id: int) -> Entry:
    row = db.conn.execute(f"SELECT {_COLUMNS} FROM operations WHERE id = ?", (operation_id,)).fetchone()
    if row is None:
        raise AnnotatorError("project.no_operation", id=operation_id)
    return _from_row(row)


def _from_row(row: tuple[Any, ...]) -> Entry:
    number, parent, group, kind, at, annotator, article_id, revision, values = row
    try:
        return Entry(number, parent, group, Kind(kind), at, annotator, article_id, revision, dict(json.loads(values)))
    except (ValueError, TypeError, RecursionError) as error:
        raise AnnotatorError("project.history_damaged", table="operations") from error


def _changes(db: Database, operation_id: int) -> list[Change]:
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


def _as_one(step: Sequence[Entry], *, applied: bool = True) -> Entry | None:
    """A step, its newest operation first, as one entry; `parent` is where undoing it leads."""
    if not step:
        return None
    last = step[0]
    return Entry(
        last.id, step[-1].parent, last.group, last.kind, last.at, last.annotator, last.article_id, last.revision,
        last.values, len(step), applied,
    )  # fmt: skip


def _step_up(db: Database, operation_id: int | None) -> list[Entry]:
    """The operations of the step that ends at an operation, newest first."""
    step: list[Entry] = []
    while operation_id is not None:
        entry = _entry(db, operation_id)
        if step and (not entry.group or entry.group != step[-1].group or entry.id >= step[-1].id):
            break
        step.append(entry)
        operation_id = entry.parent
    return step


def _step_down(db: Database) -> list[Entry]:
    """The operations of the step that follows head towards tip, oldest first."""
    step: list[Entry] = []
    at = _head(db)
    while (below := _towards_tip(db, at)) is not None:
        entry = _entry(db, below)
        if step and (not entry.group or entry.group != step[-1].group):
            break
        step.append(entry)
        at = below
    return step


def _towards_tip(db: Database, operation_id: int | None) -> int | None:
    tip = state.get(db, "tip")
    if tip is None or tip == operation_id:
        return None
    children = _children(db, operation_id)
    if len(children) == 1:
        return children[0]
    return next((number for number in _ancestors(db, tip) if number in children), None)


def _end_of_step(db: Database, operation_id: int) -> int:
    """The last operation of the group that an operation belongs to."""
    entry = _entry(db, operation_id)
    while entry.group:
        following = [child for number in _children(db, entry.id) if (child := _entry(db, number)).group == entry.group]
        if not following:
            break
        entry = following[-1]
    return entry.id


def _newest_leaf(db: Database, operation_id: int | None) -> int | None:
    while children := _children(db, operation_id):
        operation_id = children[-1]
    return operation_id


def _children(db: Database, operation_id: int | None) -> list[int]:
    rows = db.conn.execute("SELECT id FROM operations WHERE parent IS ? ORDER BY id", (operation_id,))
    return [number for (number,) in rows]


def _ancestors(db: Database, operation_id: int | None, *, down_to: int = 0) -> Iterator[int]:
    """An operation, its parent and so on, while their ids are at least `down_to`."""
    rows = db.conn.execute(
        "WITH RECURSIVE line (id, parent) AS ("
        "SELECT id, parent FROM operations WHERE id = ? "
        "UNION ALL SELECT o.id, o.parent FROM operations o JOIN line ON o.id = line.parent "
        "WHERE o.id >= ? AND o.id < line.id"
        ") SELECT id FROM line",
        (operation_id, down_to),
    )
    return (number for (number,) in rows)
