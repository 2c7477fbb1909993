"""Ctrl+F: a line over the article that finds letters in it as they are typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.ui.finding import Finding
from annotator.ui.typing import LineField


class FindBar(QWidget):
    """Text, how many hits, next, previous, close. Enter and Shift+Enter go through them, Esc closes."""

    closed = Signal()

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self._near = 0
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = LineField(self)
        self.field.setPlaceholderText(self.tr("이 기사에서 찾기"))
        self.field.setAccessibleName(self.tr("이 기사에서 찾기"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(360)
        self.count = QLabel(self)
        self.count.setObjectName("paneHint")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self._button("↑", self.tr("이전 (Shift+Enter, Shift+F3)"), lambda: finding.step(-1)))
        row.addWidget(self._button("↓", self.tr("다음 (Enter, F3)"), lambda: finding.step(1)))
        row.addWidget(self._button("✕", self.tr("닫기 (Esc)"), self.close_bar))
        self.field.typed.connect(lambda text: finding.look(text, near=self._near))
        finding.changed.connect(self._show_count)
        self.hide()

    def open_bar(self, text: str, near: int) -> None:
        """Shows the bar with `text`, or with what was looked for last; hits from `near` on come first."""
        self._near = near
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        text = text or self._finding.text
        if text != self.field.text():
            self.field.setText(text)
        else:
            self._finding.look(text, near=near)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hides the bar and the hits; whoever listens to `closed` gets the focus back."""
        if self.isVisible():
            self.hide()
            self._finding.stop()
            self.closed.emit()

    def step(self, by: int) -> None:
        """F3: the next hit, also from outside; opens the bar when it is closed."""
        if self.isVisible():
            self._finding.step(by)
        else:
            self.open_bar("", self._near)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finding.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _button(self, sign: str, tip: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    def _show_count(self) -> None:
        finding = self._finding
        if not finding.text.strip():
            text = ""
        elif not finding.hits:
            text = self.tr("없음")
        elif finding.current is None:
            text = self.tr("{0}곳").format(f"{len(finding.hits):,}")
        else:
            text = self.tr("{1}곳 중 {0}번째").format(f"{finding.current + 1:,}", f"{len(finding.hits):,}")
        self.count.setText(text)
        self.field.setProperty("nothing", bool(finding.text.strip()) and not finding.hits)
        self.field.style().polish(self.field)
