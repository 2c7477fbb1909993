"""A short message over the foot of the article that goes by itself, with at most one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_SHOWN_MS = 4_500
_SHOWN_WARN_MS = 8_000


class NoticeBar(QFrame):
    """Lies over its parent; takes no room and no focus, so the hand is not disturbed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("notice")
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._act: Callable[[], None] | None = None
        self._button.clicked.connect(self._on_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(14)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text() if self.isVisible() else ""

    def say(self, text: str, *, warn: bool = False, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Shows `text` for some seconds; `button` offers `act`."""
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._act = act
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_SHOWN_WARN_MS if warn or button else _SHOWN_MS)

    def _on_button(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _place(self) -> None:
        parent = self._over
        most = max(parent.width() - 48, 200)
        plain = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 8
        extra = 46 + (self._button.sizeHint().width() + 14 if self._button.text() else 0)
        width = min(plain + extra, most, 760)
        self._text.setFixedWidth(width - extra)
        height = max(self._text.heightForWidth(width - extra) + 22, 44)
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - 20, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
