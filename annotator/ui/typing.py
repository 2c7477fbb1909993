"""Fields that lose no syllable: an input method holds the last one back until the next key. Dropped files pass by."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

# Not a syllable yet: nothing is looked for by it.
_JAMO = re.compile(r"[\u3131-\u318e]")


def _take(field: QWidget, held: str) -> None:
    """The syllable becomes text now, and the input method forgets it: later it would go to the next field."""
    event = QInputMethodEvent("", [])
    event.setCommitString(held)
    QCoreApplication.sendEvent(field, event)
    QGuiApplication.inputMethod().reset()


class LineField(QLineEdit):
    """`typed` follows every change, with the syllable that is being composed."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self.textChanged.connect(self._tell)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self._held = self._held, event.preeditString()
        committed = bool(event.commitString())
        super().inputMethodEvent(event)
        # A text that has changed has been told.
        if before != self._held and not committed:
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._held:
            _take(self, self._held)
        super().focusOutEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files are for the window.
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def _tell(self, *_: object) -> None:
        text, at = self.text(), self.cursorPosition()
        held = "" if _JAMO.fullmatch(self._held) else self._held
        self.typed.emit(text[:at] + held + text[at:])


class TextField(QPlainTextEdit):
    """Several lines; what it holds is whole when the focus has left it."""

    @property
    def held(self) -> str:
        """The syllable that is being composed."""
        layout = self.textCursor().block().layout()
        return layout.preeditAreaText() if layout is not None else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.take_held()
        super().focusOutEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def take_held(self) -> None:
        if held := self.held:
            _take(self, held)
