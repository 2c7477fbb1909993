"""A row of the label list: colour and underline as they mark, name, export name, digit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.labels import Label
from annotator.ui.span_painter import underline
from annotator.ui.theme import Theme
from annotator.ui.wording import label_name

LABEL = Qt.ItemDataRole.UserRole


class LabelDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        label: Label = index.data(LABEL)
        theme, shades = self.theme, self.theme.label(label)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades.fill)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 2, -4, -2), 6, 6)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(shades.ink, 1.4))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 2, -4, -2), 6, 6)
        row = QRectF(option.rect).adjusted(16, 0, -16, 0)
        metrics = painter.fontMetrics()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades.ink)
        painter.drawEllipse(QRectF(row.left(), row.center().y() - 8, 10, 10))
        underline(painter, label.underline, shades.ink, row.left() - 3, row.left() + 13, row.center().y() + 9)
        left = row.left() + 26
        room = row.right() - left - 24
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(theme.text)
        name = painter.fontMetrics().elidedText(label_name(label), Qt.TextElideMode.ElideRight, round(room * 0.6))
        width = painter.fontMetrics().horizontalAdvance(name)
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left, row.top(), room, row.height()), middle, name)
        painter.setFont(option.font)
        painter.setPen(theme.text if selected else theme.muted)
        key = metrics.elidedText(label.key, Qt.TextElideMode.ElideRight, round(room - width - 10))
        painter.drawText(QRectF(left + width + 10, row.top(), room, row.height()), middle, key)
        digit = str(label.digit) if label.digit else ""
        painter.drawText(row, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), digit)
        painter.restore()
