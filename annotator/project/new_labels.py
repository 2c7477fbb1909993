"""The labels that an import brings along: which spans may use, and what becomes of the project's label set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from colorsys import rgb_to_hsv
from dataclasses import replace

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.labels import UNCOLOURED, Label, LabelSet, Underline
from annotator.project import label_rows
from annotator.project.changes import Change

_COLOURS = ("#1d4ed8", "#7c3aed", "#15803d", "#c2410c", "#be123c", "#0e7490", "#a16207", "#4d7c0f")
_UNDERLINES = tuple(Underline)


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
            Label(key, key, key, None, UNCOLOURED)
        except AnnotatorError:
            return False
        self._allowed.add(key)
        return True

    def use(self, db: Database, keys: Iterable[str], names: Mapping[str, str]) -> None:
        """Makes sure that spans with these labels can be written; a new one is shown by its name, else by its key."""
        self._used.update(keys)
        for key in sorted(self._used - self._present - self._wanted.keys()):
            name = names.get(key, key)
            self._wanted[key] = Label(key, name, name, None, UNCOLOURED)
        known = label_rows.known_keys(db)
        missing = [label for label in self._wanted.values() if label.key not in known]
        label_rows.insert(db, missing, live=0)

    def changes(self, db: Database, *, fresh: bool) -> list[Change]:
        """What makes the new labels live. A `fresh` project takes an offered set as it is, in its order.

        A label of which only the name is known is the project's own one of that name, or gets a look and a digit.
        """
        present = label_rows.read(db)
        if fresh and self._whole_set:
            wanted = _known(self._wanted.values(), present)
            used = [label for label in present if label.key in self._used and label.key not in self._wanted]
            return label_rows.replaced(db, LabelSet(tuple(looking([*wanted, *_without_digits(used, wanted)]))))
        added = _without_digits((label for label in self._wanted.values() if label.key not in present), present)
        return label_rows.replaced(db, LabelSet(tuple(looking([*present, *added])))) if added else []


def _known(labels: Iterable[Label], present: LabelSet) -> list[Label]:
    """`labels`; those that say no more than their names, and maybe a digit, as the project has them."""
    found: list[Label] = []
    for label in labels:
        own = present.get(label.key) if label.colour == UNCOLOURED else None
        if own is not None:
            label = replace(own, digit=label.digit or own.digit)
        found += _without_digits([label], found)
    return found


def looking(labels: list[Label]) -> list[Label]:
    """`labels`, with a colour that others have not, an underline and a free digit for those without a colour."""
    digits = {label.digit for label in labels}
    hues = [_hue(label.colour) for label in labels if label.colour != UNCOLOURED]
    worn = Counter(label.colour for label in labels)
    looks = Counter((label.colour, label.underline) for label in labels)
    found = []
    for number, label in enumerate(labels):
        if label.colour == UNCOLOURED:
            # The hue furthest from all others; once all are there, the colour that the fewest have.
            far = {each: min((_apart(_hue(each), hue) for hue in hues), default=0) for each in _COLOURS}
            colour = max(_COLOURS, key=lambda each: (far[each], -worn[each]))
            digit = label.digit or next((digit for digit in range(1, 10) if digit not in digits), None)
            turned = [_UNDERLINES[(number + turn) % len(_UNDERLINES)] for turn in range(len(_UNDERLINES))]
            underline = min(turned, key=lambda each: looks[colour, each])
            label = replace(label, colour=colour, digit=digit, underline=underline)
            hues.append(_hue(colour))
            worn[colour] += 1
            looks[colour, underline] += 1
            digits.add(digit)
        found.append(label)
    return found


def _hue(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return rgb_to_hsv(red, green, blue)[0]


def _apart(one: float, other: float) -> float:
    """How far apart two hues are on their circle, 0 to 0.5."""
    return abs((one - other + 0.5) % 1 - 0.5)


def _without_digits(labels: Iterable[Label], others: Iterable[Label]) -> list[Label]:
    """`labels`, less the digits that `others` have already."""
    taken = {label.digit for label in others}
    return [replace(label, digit=None) if label.digit in taken else label for label in labels]
