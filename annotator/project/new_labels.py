"""The labels that an import brings along: which spans may use, and what becomes of the project's label set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet
from annotator.project import label_rows
from annotator.project.changes import Change

_COLOURS = ("#1d4ed8", "#7c3aed", "#15803d", "#c2410c", "#be123c", "#0e7490", "#a16207", "#4d7c0f")


class NewLabels:
    """`offered` labels define what the project may lack; None offers nothing, and unknown labels are refused.

    A label gets its row before the first span that needs it, and becomes live with the articles.
    """

    def __init__(self, present: LabelSet, offered: Iterable[Label] | None) -> None:
        self._open = offered is not None
        self._present = {label.key for label in present}
        self._wanted = {label.key: label for label in offered or ()}
        self._whole_set = bool(self._wanted)
        self._allowed = self._present | self._wanted.keys()
        self._used: set[str] = set()

    def may_use(self, key: str) -> bool:
        """Whether a span may have this label; one that nobody defines must at least be a label's key."""
        if key in self._allowed:
            return True
        if not self._open:
            return False
        try:
            Label(key, key, key, None, _COLOURS[0])
        except AnnotatorError:
            return False
        self._allowed.add(key)
        return True

    def use(self, db: Database, keys: Iterable[str]) -> None:
        """Makes sure that spans with these labels can be written."""
        self._used.update(keys)
        for key in sorted(self._used - self._present - self._wanted.keys()):
            colour = _COLOURS[(len(self._present) + len(self._wanted)) % len(_COLOURS)]
            self._wanted[key] = Label(key, key, key, None, colour)
        known = label_rows.known_keys(db)
        missing = [label for label in self._wanted.values() if label.key not in known]
        label_rows.insert(db, missing, live=0)

    def changes(self, db: Database, *, fresh: bool) -> list[Change]:
        """What makes the new labels live. A `fresh` project takes an offered set as it is, in its order."""
        present, wanted = label_rows.read(db), list(self._wanted.values())
        if fresh and self._whole_set:
            used = [label for label in present if label.key in self._used and label.key not in self._wanted]
            return label_rows.replaced(db, LabelSet((*wanted, *_without_digits(used, wanted))))
        added = [label for label in wanted if label.key not in present]
        return label_rows.replaced(db, LabelSet((*present, *_without_digits(added, present)))) if added else []


def _without_digits(labels: Iterable[Label], others: Iterable[Label]) -> list[Label]:
    """`labels`, less the digits that `others` have already."""
    taken = {label.digit for label in others}
    return [replace(label, digit=None) if label.digit in taken else label for label in labels]
