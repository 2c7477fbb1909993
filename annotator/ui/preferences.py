"""What this user prefers on this computer, in a settings file of our own; not part of any project."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from annotator.paths import user_config

TEXT_SIZE = 12.5  # points of the article's body
_SIZES = (8.0, 28.0)
COLUMN = 38  # widest column of text, in ems of the body
_COLUMNS = (24, 80)


class ThemeChoice(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LanguageChoice(StrEnum):
    SYSTEM = "system"
    KOREAN = "ko"
    ENGLISH = "en"


_Choice = TypeVar("_Choice", bound=StrEnum)


class Preferences(QObject):
    """Typed access to the settings; tests give their own file. `changed` follows every change that can be seen."""

    changed = Signal()

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(file or user_config() / "annotator.ini"), QSettings.Format.IniFormat)

    # -- what is chosen in the dialog

    @property
    def theme(self) -> ThemeChoice:
        return self._choice("theme", ThemeChoice.SYSTEM)

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._show("theme", str(choice))

    @property
    def language(self) -> LanguageChoice:
        return self._choice("language", LanguageChoice.SYSTEM)

    @language.setter
    def language(self, choice: LanguageChoice) -> None:
        self._show("language", str(choice))

    @property
    def text_size(self) -> float:
        """Points of the article's body, within what can be read."""
        return min(max(self._number("text_size", TEXT_SIZE), _SIZES[0]), _SIZES[1])

    @text_size.setter
    def text_size(self, points: float) -> None:
        self._show("text_size", min(max(points, _SIZES[0]), _SIZES[1]))

    @property
    def column(self) -> int:
        """The widest column of text, in ems."""
        return min(max(round(self._number("column", COLUMN)), _COLUMNS[0]), _COLUMNS[1])

    @column.setter
    def column(self, ems: int) -> None:
        self._show("column", min(max(ems, _COLUMNS[0]), _COLUMNS[1]))

    # -- what the window keeps for itself

    @property
    def last_project(self) -> Path | None:
        value = self._settings.value("last_project", "")
        return Path(str(value)) if value else None

    @last_project.setter
    def last_project(self, path: Path | None) -> None:
        self._settings.setValue("last_project", str(path) if path else "")

    @property
    def hints_seen(self) -> bool:
        return self._settings.value("hints_seen", "false") in (True, "true")

    @hints_seen.setter
    def hints_seen(self, seen: bool) -> None:
        self._settings.setValue("hints_seen", "true" if seen else "false")

    @property
    def geometry(self) -> QByteArray:
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    @property
    def splitter(self) -> QByteArray:
        return self._bytes("splitter")

    @splitter.setter
    def splitter(self, value: QByteArray) -> None:
        self._settings.setValue("splitter", value)

    def sync(self) -> None:
        self._settings.sync()

    # A settings file can be edited by hand: what cannot be read counts as not set.

    def _choice(self, name: str, default: _Choice) -> _Choice:
        value = str(self._settings.value(name, default))
        return type(default)(value) if value in list(type(default)) else default

    def _number(self, name: str, default: float) -> float:
        try:
            return float(str(self._settings.value(name, default)))
        except ValueError:
            return default

    def _bytes(self, name: str) -> QByteArray:
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _show(self, name: str, value: object) -> None:
        if str(self._settings.value(name)) != str(value):
            self._settings.setValue(name, value)
            self.changed.emit()
