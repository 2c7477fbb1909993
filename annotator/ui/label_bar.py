"""The labels as pills: which one is active, what digit chooses it, its guideline under the pointer."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from annotator.labels import Label
from annotator.project import Area, Changes
from annotator.ui.marking import Marking
from annotator.ui.session import Session
from annotator.ui.theme import Theme
from annotator.ui.wording import label_name

_HEIGHT = 30
_PAD = 14
_GAP, _BETWEEN_ROWS = 8, 6


class LabelPill(QAbstractButton):
    """One label; solid in its colour while active. The digit stands beside the name."""

    def __init__(self, label: Label, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._theme = theme
        self._shades = theme.label(label)
        self._digit = str(label.digit) if label.digit else ""
        self.setCheckable(True)
        self.setText(label_name(label))
        self.setAccessibleName(f"{self.text()} {self._digit}".strip())
        self.setToolTip(self._guideline())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._shades = theme, theme.label(self.label)
        self.update()

    def _guideline(self) -> str:
        lines = escape(self.label.guideline, quote=False).replace("\n", "<br>")
        return f"<qt><b>{escape(self.text())}</b> · {self.label.key}<br><br>{lines}</qt>" if lines else ""

    def _fonts(self) -> tuple[QFont, QFont]:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold, self.font()

    def sizeHint(self) -> QSize:
        bold, plain = self._fonts()
        width = QFontMetricsF(bold).horizontalAdvance(self.text())
        if self._digit:
            width += 5 + QFontMetricsF(plain).horizontalAdvance(self._digit)
        return QSize(round(width) + 2 * _PAD, _HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        bold, plain = self._fonts()
        on = self.isChecked()
        rect = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._shades.ink if on else self._theme.raised)
            hot = self.underMouse() or self.hasFocus()
            edge = self._theme.text if self.hasFocus() else (self._shades.ink if on or hot else self._theme.border)
            painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            baseline = rect.center().y() + QFontMetricsF(bold).capHeight() / 2 + 1
            painter.setFont(bold)
            painter.setPen(self._shades.on_ink if on else self._shades.ink)
            painter.drawText(QPointF(_PAD, baseline), self.text())
            painter.setFont(plain)
            painter.setPen(self._shades.on_ink if on else self._theme.muted)
            painter.drawText(
                QPointF(_PAD + 5 + QFontMetricsF(bold).horizontalAdvance(self.text()), baseline), self._digit
            )


class LabelBar(QWidget):
    """The project's labels in order; a click does what the label's digit does, a right click edits the label."""

    edit_wanted = Signal(str)  # a label's key
    rebuilt = Signal()  # there may be more or fewer pills, or longer ones

    def __init__(self, session: Session, marking: Marking, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._marking = marking
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._size = QSize(0, _HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("라벨"))
        session.project_changed.connect(self.rebuild)
        session.changed.connect(self._on_changes)
        marking.label_changed.connect(self._show_active)

    @property
    def pills(self) -> list[LabelPill]:
        return [pill for pill in self._group.buttons() if isinstance(pill, LabelPill)]

    def _on_changes(self, changes: Changes) -> None:
        if Area.LABELS in changes.areas:
            self.rebuild()

    def rebuild(self) -> None:
        """New pills for the labels of the session."""
        for pill in self.pills:
            self._group.removeButton(pill)
            pill.hide()
            pill.deleteLater()
        for label in self._session.labels:
            pill = LabelPill(label, self._theme, self)
            pill.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            pill.customContextMenuRequested.connect(lambda _at, label=label: self.edit_wanted.emit(label.key))
            pill.clicked.connect(lambda _checked, label=label: self._choose(label))
            self._group.addButton(pill)
            pill.show()
        self._show_active()
        self.spread(self.length)
        self.rebuilt.emit()

    @property
    def length(self) -> int:
        """How wide the pills are side by side."""
        return sum(pill.sizeHint().width() + _GAP for pill in self.pills) - _GAP if self.pills else 0

    def spread(self, room: int) -> None:
        """Lays the pills side by side, in as many rows as they need in `room`, and takes no more than that."""
        x = y = right = 0
        for pill in self.pills:
            width = pill.sizeHint().width()
            if x and x + width > room:
                x, y = 0, y + _HEIGHT + _BETWEEN_ROWS
            pill.setGeometry(x, y, width, _HEIGHT)
            right = max(right, x + width)
            x += width + _GAP
        self._size = QSize(right, y + _HEIGHT)
        self.setFixedHeight(self._size.height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        # The window can always be narrower: the pills go into more rows.
        return QSize(0, self._size.height())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for pill in self.pills:
            pill.set_theme(theme)

    def _choose(self, label: Label) -> None:
        if self._marking.selected is not None:
            self._marking.relabel(label)
        else:
            self._marking.activate(label)
        self._show_active()

    def _show_active(self) -> None:
        for pill in self.pills:
            pill.setChecked(self._marking.active is not None and pill.label.key == self._marking.active.key)
