"""The label set in its table: reading it, writing it, and the changes that lead from one set to another."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet, Underline
from annotator.project.changes import Change, Row

_COLUMNS = "key, ko, en, digit, colour, underline, guideline"


def read(db: Database) -> LabelSet:
    """The live labels in their order."""
    rows = db.conn.execute(f"SELECT {_COLUMNS} FROM labels WHERE live = 1 ORDER BY position, id")
    return LabelSet(tuple(_label(*row) for row in rows))


def _label(key: str, ko: str, en: str, digit: int | None, colour: str, underline: str, guideline: str) -> Label:
    try:
        return Label(key, ko, en, digit, colour, Underline(underline), guideline)
    except (ValueError, AnnotatorError) as error:
        raise AnnotatorError("project.damaged_row", table="labels", id=key) from error


def insert(db: Database, labels: Iterable[Label], *, live: int = 1) -> None:
    """Adds labels whose keys the table has never had."""
    (position,) = db.conn.execute("SELECT coalesce(max(position), 0) FROM labels").fetchone()
    db.conn.executemany(
        f"INSERT INTO labels ({_COLUMNS}, live, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*_values(label).values(), live, position + n) for n, label in enumerate(labels, 1)],
    )


def known_keys(db: Database) -> set[str]:
    """The keys of all labels there ever were: those a span may refer to."""
    return {key for (key,) in db.conn.execute("SELECT key FROM labels")}


def replaced(db: Database, wanted: LabelSet) -> list[Change]:
    """The changes that make the live labels be `wanted`, in that order; each wanted key must have its row already."""
    rows = db.conn.execute(f"SELECT id, live, position, {_COLUMNS} FROM labels").fetchall()
    targets = {label.key: (position, label) for position, label in enumerate(wanted, 1)}
    changes = []
    for number, live, position, *values in rows:
        before: Row = {"live": live, "position": position} | dict(zip(_COLUMNS.split(", "), values, strict=True))
        if before["key"] in targets:
            new_position, label = targets[before["key"]]
            after: Row = {"live": 1, "position": new_position} | _values(label)
        else:
            after = before | {"live": 0}
        differing = [name for name in before if before[name] != after[name]]
        if differing:
            changes.append(
                Change("labels", (number,), {n: before[n] for n in differing}, {n: after[n] for n in differing})
            )
    return changes


def _values(label: Label) -> Row:
    return {
        "key": label.key,
        "ko": label.ko,
        "en": label.en,
        "digit": label.digit,
        "colour": label.colour,
        "underline": str(label.underline),
        "guideline": label.guideline,
    }
