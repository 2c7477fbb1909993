"""A label's colour: hues to choose from, any other by its code, and how it looks in both themes, with its contrast."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.labels import Label
from annotator.ui.colour import AA_TEXT, contrast
from annotator.ui.span_painter import underline
from annotator.ui.theme import DARK, LIGHT, Theme
from annotator.ui.wording import label_name

# Hues far enough from each other to be told apart beside one another, in an order in which neighbours differ most.
HUES = (
    "#1d4ed8", "#b45309", "#047857", "#be123c", "#7c22ce", "#0e7490",
    "#a16207", "#be185d", "#4d7c0f", "#4338ca", "#9a3412", "#475569",
)  # fmt: skip
_CODE = re.compile(r"#?[0-9a-fA-F]{6}")


def worst_contrast(colour: str, theme: Theme) -> float:
    """The least of the contrasts a label of that hue has in a theme: its name on paper and on its fill, text on the
    fills."""
    shades = theme.label(Label("X", "", "", None, colour))
    pairs = (
        (shades.ink, theme.paper),
        (shades.ink, shades.fill),
        (theme.text, shades.fill),
        (theme.text, shades.fill_selected),
        (shades.on_ink, shades.ink),
    )
    return min(contrast(*pair) for pair in pairs)


class Swatch(QAbstractButton):
    """One hue."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(26, 26)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(colour)
        self.setToolTip(colour)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colour))
            painter.drawEllipse(rect)
            if self.isChecked() or self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.palette().text().color(), 2 if self.hasFocus() else 1.4))
                painter.drawEllipse(rect.adjusted(-2.5, -2.5, 2.5, 2.5))


class Preview(QWidget):
    """A word marked with the label, on the paper of one theme, and the least contrast there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label: Label | None = None
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(180, 64)

    def set_label(self, label: Label) -> None:
        self._label = label
        ratio = worst_contrast(label.colour, self._theme)
        name = self.tr("어두운 화면") if self._theme.dark else self.tr("밝은 화면")
        verdict = self.tr("대비 {0} : 1 ✓") if ratio >= AA_TEXT else self.tr("대비 {0} : 1, 읽기 어려움")
        self.text = f"{name} · {verdict.format(f'{ratio:.1f}')}"
        self.setAccessibleName(self.text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        label, theme = self._label, self._theme
        if label is None:
            return
        shades = theme.label(label)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.border, 1))
            painter.setBrush(theme.paper)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            metrics = painter.fontMetrics()
            word = metrics.elidedText(label_name(label), Qt.TextElideMode.ElideRight, self.width() // 2)
            width = metrics.horizontalAdvance(word)
            mark = QRectF(14, 12, width + 2, metrics.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades.fill)
            painter.drawRoundedRect(mark, 3, 3)
            painter.setPen(theme.text)
            painter.drawText(mark, int(Qt.AlignmentFlag.AlignCenter), word)
            painter.setPen(shades.ink)
            place = QPointF(mark.right() + 16, mark.top() + metrics.ascent())
            painter.drawText(place, label_name(label) if width < self.width() // 4 else label.key)
            underline(painter, label.underline, shades.ink, mark.left(), mark.right(), mark.bottom() + 3)
            painter.setPen(theme.muted)
            font = painter.font()
            font.setPointSizeF(font.pointSizeF() * 0.85)
            painter.setFont(font)
            painter.drawText(QPointF(14, self.height() - 10), self.text)


class ColourField(QWidget):
    """Shows a label's colour and tells the one chosen; it does not keep it."""

    chosen = Signal(str)  # #rrggbb

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.swatches = [Swatch(hue, self) for hue in HUES]
        self.code = QLineEdit(self)
        self.code.setMaxLength(7)
        self.code.setFixedWidth(96)
        self.code.setAccessibleName(self.tr("색 코드"))
        self.other = QPushButton(self.tr("다른 색…"), self)
        self.other.setAutoDefault(False)
        self.previews = [Preview(LIGHT, self), Preview(DARK, self)]
        hues = QGridLayout()
        hues.setSpacing(2)
        for number, swatch in enumerate(self.swatches):
            swatch.clicked.connect(lambda _checked=False, colour=swatch.colour: self.chosen.emit(colour))
            hues.addWidget(swatch, 0, number)
        self.code.editingFinished.connect(self._on_code)
        self.other.clicked.connect(self._ask)
        exact = QHBoxLayout()
        exact.addWidget(self.code)
        exact.addWidget(self.other)
        exact.addStretch(1)
        looks = QHBoxLayout()
        looks.setSpacing(8)
        for preview in self.previews:
            looks.addWidget(preview, 1)
        top = QHBoxLayout()
        top.addLayout(hues)
        top.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(top)
        rows.addLayout(exact)
        rows.addLayout(looks)

    def show_label(self, label: Label) -> None:
        self.code.setText(label.colour)
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == label.colour.lower())
        for preview in self.previews:
            preview.set_label(label)

    def _on_code(self) -> None:
        text = self.code.text().strip()
        # What cannot be a colour goes on as it is: whoever makes a label of it refuses it with a sentence.
        self.chosen.emit(f"#{text.lstrip('#').lower()}" if _CODE.fullmatch(text) else text)

    def _ask(self) -> None:
        colour = QColorDialog.getColor(QColor(self.code.text()), self, self.tr("라벨 색"))
        if colour.isValid():
            self.chosen.emit(colour.name())
