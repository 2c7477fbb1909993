"""Writes to the label set: each is one transaction, one operation of the history, and one step for undo.

A key keeps its row for good: a label that goes is not live any more (spans of articles taken out may still refer to
it), and one that gets another key is another row, to which its spans go. So no undone step can meet a key that somebody
else has. Errors of `Label` and `LabelSet` (labels.key, .key_twice, .colour, .digit, .digit_twice) come through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet
from annotator.project import label_rows, state
from annotator.project.changes import Change, Changes, Kind
from annotator.project.performing import perform
from annotator.project.project import Project

_SPANS = "FROM spans s JOIN articles a ON a.id = s.article_id WHERE s.label = ?"


def add_label(project: Project, label: Label, *, group: str | None = None) -> Changes:
    """Adds a label after the others."""
    with project.transaction() as db:
        wanted = (*label_rows.read(db), _storable(label))
        return perform(project, db, Kind.ADD_LABEL, _towards(db, wanted), values=_named(label), group=group)


def change_label(project: Project, key: str, label: Label, *, group: str | None = None) -> Changes:
    """Makes the label `key` be `label`. Another key renames it with all its spans; a digit that another label has is
    swapped with that one. Raises labels.missing."""
    with project.transaction() as db:
        present = label_rows.read(db)
        old, new = _existing(present, key), _storable(label)
        wanted = [new if each.key == key else _swapped(each, old, new) for each in present]
        changes = _towards(db, wanted)
        if new.key != key:
            changes += _relabelled(db, key, new.key)
        values = _named(new) | {"key": new.key, "old_key": key}
        return perform(project, db, Kind.CHANGE_LABEL, changes, values=values, group=group)


def merge_labels(project: Project, key: str, into: str, *, group: str | None = None) -> Changes:
    """Gives all spans of the label `key` the label `into`, and takes `key` out. Raises labels.missing.

    The spans' times stay as they are: nobody looked at the spans again.
    """
    with project.transaction() as db:
        present = label_rows.read(db)
        gone, stays = _existing(present, key), _existing(present, into)
        if key == into:
            return Changes(Kind.MERGE_LABELS)
        relabelled = list(_relabelled(db, key, into))
        changes = [*relabelled, *_towards(db, [label for label in present if label.key != key])]
        values = _named(gone) | {"into": stays.ko or into, "count": sum(len(each.keys) for each in relabelled)}
        return perform(project, db, Kind.MERGE_LABELS, changes, values=values, group=group)


def remove_label(project: Project, key: str, *, group: str | None = None) -> Changes:
    """Takes out a label that no span has. Raises labels.missing, and labels.used with the `count` of its spans."""
    with project.transaction() as db:
        present = label_rows.read(db)
        label = _existing(present, key)
        # Spans that an import has staged count too: they are about to come in.
        (count,) = db.conn.execute(f"SELECT count(*) {_SPANS} AND a.live <> 0", (key,)).fetchone()
        if count:
            raise AnnotatorError("labels.used", name=label.ko or key, count=count)
        changes = _towards(db, [each for each in present if each.key != key])
        return perform(project, db, Kind.REMOVE_LABEL, changes, values=_named(label), group=group)


def order_labels(project: Project, keys: Iterable[str], *, group: str | None = None) -> Changes:
    """Puts the labels `keys` first, in that order; the others follow as they were. Raises labels.missing."""
    with project.transaction() as db:
        present = label_rows.read(db)
        first = [_existing(present, key) for key in dict.fromkeys(keys)]
        changes = _towards(db, [*first, *(label for label in present if label not in first)])
        return perform(project, db, Kind.ORDER_LABELS, changes, values={}, group=group)


def load_labels(project: Project, preset: LabelSet, *, group: str | None = None) -> Changes:
    """Makes the label set be `preset`. A label it lacks stays, behind its own, while spans have it, less a digit that
    the preset gives to another; one without spans goes."""
    with project.transaction() as db:
        taken = {label.digit for label in preset}
        left = [
            replace(label, digit=None) if label.digit in taken else label
            for label in label_rows.read(db)
            if label.key not in preset
            and db.conn.execute(f"SELECT 1 {_SPANS} AND a.live <> 0 LIMIT 1", (label.key,)).fetchone()
        ]
        changes = _towards(db, (*map(_storable, preset), *left))
        return perform(project, db, Kind.LOAD_LABELS, changes, values={"count": len(preset)}, group=group)


def _towards(db: Database, wanted: Iterable[Label]) -> list[Change]:
    """The changes that make the live labels be `wanted`. A label that is new gets its row first: one that is not live
    is nothing yet, so that needs no log."""
    labels = LabelSet(tuple(wanted))
    known = label_rows.known_keys(db)
    label_rows.insert(db, [label for label in labels if label.key not in known], live=0)
    return label_rows.replaced(db, labels)


def _swapped(other: Label, old: Label, new: Label) -> Label:
    """`other`, with the digit that `old` had if `new` takes its own."""
    return replace(other, digit=old.digit) if new.digit is not None and other.digit == new.digit else other


def _relabelled(db: Database, key: str, into: str) -> Iterator[Change]:
    """One change an article: the view asks changes for the articles they touch."""
    found = db.conn.execute(f"SELECT s.article_id, s.id {_SPANS} AND a.live = 1 ORDER BY s.article_id, s.id", (key,))
    for article, spans in groupby(found.fetchall(), key=lambda row: row[0]):
        rows = ({"article_id": article, "label": label} for label in (key, into))
        yield Change("spans", tuple(span for _, span in spans), *rows)


def _existing(labels: LabelSet, key: str) -> Label:
    label = labels.get(key)
    if label is None:
        raise AnnotatorError("labels.missing", key=key)
    return label


def _named(label: Label) -> dict[str, Any]:
    return {"name": label.ko or label.key}


def _storable(label: Label) -> Label:
    storable = state.storable
    return replace(label, ko=storable(label.ko), en=storable(label.en), guideline=storable(label.guideline))
