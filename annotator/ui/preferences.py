"""What this user prefers on this computer, in a settings file of our own; not part of any project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from annotator.paths import user_config


class Preferences:
    """Typed access to the settings; tests give their own file."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = QSettings(str(file or user_config() / "annotator.ini"), QSettings.Format.IniFormat)

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
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    @property
    def splitter(self) -> QByteArray:
        value = self._settings.value("splitter")
        return value if isinstance(value, QByteArray) else QByteArray()

    @splitter.setter
    def splitter(self, value: QByteArray) -> None:
        self._settings.setValue("splitter", value)

    def sync(self) -> None:
        self._settings.sync()
