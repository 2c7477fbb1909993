"""The operation log: what was done, undone and done again, as a tree that only grows.

Each operation's parent is the one that was `head` when it was made. Undo takes the rows back to `before` and moves head
to the parent; redo goes from head towards `tip`, the end of the branch in use. A new write makes tip and head the new
operation; the branch left behind stays in the table, and `go_to` goes there. Operations that follow each other and
share a non-empty group are one step for undo, redo and the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.project import log, state
from annotator.project.changes import Change, Changes, Direction, Kind, areas_of, articles_of, focus_of, keys_of

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
    changes = log.read_changes(db, operation_id)
    log.replay(db, changes, forward=forward)
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
    # Where undone branches meet there may be many children: they are counted no further than needed.
    children = _children(db, operation_id, most=2)
    if len(children) == 1:
        return children[0]
    return next((number for number, parent in _line(db, tip) if parent == operation_id), None)


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


def _children(db: Database, operation_id: int | None, *, most: int = -1) -> list[int]:
    rows = db.conn.execute("SELECT id FROM operations WHERE parent IS ? ORDER BY id LIMIT ?", (operation_id, most))
    return [number for (number,) in rows]


def _ancestors(db: Database, operation_id: int | None, *, down_to: int = 0) -> Iterator[int]:
    """An operation, its parent and so on, while their ids are at least `down_to`."""
    return (number for number, _ in _line(db, operation_id, down_to=down_to))


def _line(db: Database, operation_id: int | None, *, down_to: int = 0) -> Iterator[tuple[int, int | None]]:
    """The ancestors with the parent of each."""
    rows = db.conn.execute(
        "WITH RECURSIVE line (id, parent) AS ("
        "SELECT id, parent FROM operations WHERE id = ? "
        "UNION ALL SELECT o.id, o.parent FROM operations o JOIN line ON o.id = line.parent "
        "WHERE o.id >= ? AND o.id < line.id"
        ") SELECT id, parent FROM line",
        (operation_id, down_to),
    )
    return iter(rows)
