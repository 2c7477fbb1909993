"""The labels of a project: export name, names to show, digit, colour, underline and guideline."""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from annotator.errors import AnnotatorError

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# What a TOML string may not hold as it is; a line break may, between triple quotes.
_ESCAPED = re.compile(r'["\\\x00-\x09\x0b-\x1f\x7f]')


# The colour of a label of which a file only says the name: it gets its look where it comes in.
UNCOLOURED = "#7a7f88"


class Underline(StrEnum):
    """How a label's marks are underlined, so that colour never carries the meaning alone."""

    SOLID = "solid"
    DOUBLE = "double"
    DOTTED = "dotted"
    THICK = "thick"


@dataclass(frozen=True, slots=True)
class Label:
    """One label. `key` is the export name; `colour` (#rrggbb) is the hue each theme derives its own shades from."""

    key: str
    ko: str
    en: str
    digit: int | None
    colour: str
    underline: Underline = Underline.SOLID
    guideline: str = ""

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise AnnotatorError("labels.key", key=self.key)
        if not _COLOUR.fullmatch(self.colour):
            raise AnnotatorError("labels.colour", key=self.key, colour=self.colour)
        if self.digit is not None and not 1 <= self.digit <= 9:
            raise AnnotatorError("labels.digit", key=self.key, digit=self.digit)

    def name(self, language: str = "ko") -> str:
        """In Korean or English, in the other of them where that is all there is, else the key."""
        first, second = (self.ko, self.en) if language == "ko" else (self.en, self.ko)
        return first or second or self.key


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels of a project in the order they are shown. Keys and digits are unique."""

    labels: tuple[Label, ...]

    def __post_init__(self) -> None:
        keys = Counter(label.key for label in self.labels)
        digits = Counter(label.digit for label in self.labels if label.digit is not None)
        for key in keys - Counter(set(keys)):
            raise AnnotatorError("labels.key_twice", value=key)
        for digit in digits - Counter(set(digits)):
            raise AnnotatorError("labels.digit_twice", value=digit)

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __contains__(self, key: object) -> bool:
        return any(label.key == key for label in self.labels)

    def __getitem__(self, key: str) -> Label:
        for label in self.labels:
            if label.key == key:
                return label
        raise KeyError(key)

    def get(self, key: str | None) -> Label | None:
        return next((label for label in self.labels if label.key == key), None)

    def by_digit(self, digit: int) -> Label | None:
        """The label that the key `digit` chooses, or None."""
        return next((label for label in self.labels if label.digit == digit), None)

    @property
    def first(self) -> Label | None:
        """The label that is active when an article opens in a new project: the one with the lowest digit."""
        return min(self.labels, key=lambda label: label.digit or 10, default=None)


def load_preset(path: Path) -> LabelSet:
    """A label set from a TOML file of `[[label]]` tables with key, ko, en, digit, colour, underline, guideline.

    Raises AnnotatorError with the file, and the label where one is at fault.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AnnotatorError("labels.unreadable", path=str(path), reason=str(error)) from error
    tables = data.get("label", [])
    if not isinstance(tables, list):
        raise AnnotatorError("labels.unreadable", path=str(path), reason="label is not a list of tables")
    return LabelSet(tuple(from_dict(table, number) for number, table in enumerate(tables, 1)))


def save_preset(path: Path, labels: LabelSet) -> None:
    """Writes what `load_preset` reads back; a file that is there stays whole until the new one is.

    Raises labels.unwritable.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text("\n".join(map(_toml, labels)), encoding="utf-8", newline="\n")
        os.replace(part, path)
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AnnotatorError("labels.unwritable", path=str(path), reason=reason) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _toml(label: Label) -> str:
    """The `[[label]]` table of a label; what it has not is left out."""
    lines = ["[[label]]"]
    for name, value in to_dict(label).items():
        if isinstance(value, int):
            lines.append(f"{name} = {value}")
        elif value and "\n" in value:
            lines.append(f'{name} = """\n{_escaped(value)}"""')
        elif value:
            lines.append(f'{name} = "{_escaped(value)}"')
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\\" + found[0] if found[0] in '"\\' else f"\\u{ord(found[0]):04x}", text)


def from_dict(table: object, number: int) -> Label:
    """One label from the plain values of a TOML or JSON table; `number` (1-based) names it in an error."""
    if not isinstance(table, dict):
        raise AnnotatorError("labels.field", number=number, field="label")
    for name in ("key", "colour"):
        if not isinstance(table.get(name), str):
            raise AnnotatorError("labels.field", number=number, field=name)
    for name in ("ko", "en", "guideline", "underline"):
        if not isinstance(table.get(name, ""), str):
            raise AnnotatorError("labels.field", number=number, field=name)
    digit = table.get("digit")
    if digit is not None and type(digit) is not int:
        raise AnnotatorError("labels.field", number=number, field="digit")
    underline = table.get("underline", "solid")
    if underline not in list(Underline):
        raise AnnotatorError("labels.field", number=number, field="underline")
    return Label(
        key=table["key"],
        ko=table.get("ko", ""),
        en=table.get("en", ""),
        digit=digit,
        colour=table["colour"],
        underline=Underline(underline),
        guideline=table.get("guideline", "").strip(),
    )


def to_dict(label: Label) -> dict[str, str | int | None]:
    """The plain values of a label, in a fixed order; `from_dict` reads them back."""
    return {
        "key": label.key,
        "ko": label.ko,
        "en": label.en,
        "digit": label.digit,
        "colour": label.colour,
        "underline": str(label.underline),
        "guideline": label.guideline,
    }
