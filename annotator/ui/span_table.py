"""The spans of the article as a table: the accessible twin of the text."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.project import Area, Changes
from annotator.span import Span, order
from annotator.ui.marking import Marking
from annotator.ui.second_look import SecondLook
from annotator.ui.session import Session
from annotator.ui.theme import Theme
from annotator.ui.wording import finding_text, label_name, tip

SPAN = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_TEXT, _LABEL, _PLACE = range(3)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SIDES = (_LEFT, _LEFT, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
_ELIDED = Qt.TextElideMode.ElideRight


class SpanModel(QAbstractTableModel):
    """One row a span, in the order of the text; rows come and go singly, so that the view never jumps."""

    def __init__(self, session: Session, second_look: SecondLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._second_look = second_look
        self._rows: list[Span] = []
        self._known: dict[int | None, Span] = {}  # the rows by id
        session.article_changed.connect(self.reload)
        session.changed.connect(self._on_changes)

    def reload(self) -> None:
        self.beginResetModel()
        self._rows = list(self._session.spans)
        self._known = {span.id: span for span in self._rows}
        self.endResetModel()

    def _row(self, span_id: int) -> int | None:
        """Where the span stood before it changed; found by its order, for there may be many."""
        known = self._known.get(span_id)
        if known is None:
            return None
        row = bisect_left(self._rows, order(known), key=order)
        while self._rows[row].id != span_id:
            row += 1
        return row

    def _on_changes(self, changes: Changes) -> None:
        if Area.LABELS in changes.areas:
            self.reload()
            return
        spans = self._session.spans
        if len(changes.spans) != 1 or abs(len(spans) - len(self._rows)) > 1:
            if list(spans) != self._rows:
                self.reload()
            return
        (changed,) = changes.spans
        old_at, span = self._row(changed), spans.get(changed)
        new_at = spans.row(span) if span else None
        if span is not None:
            self._known[changed] = span
        else:
            self._known.pop(changed, None)
        if span is not None and old_at is not None and old_at == new_at:
            self._rows[old_at] = span
            self.dataChanged.emit(self.index(old_at, 0), self.index(old_at, _PLACE))
            return
        if old_at is not None:
            self.beginRemoveRows(QModelIndex(), old_at, old_at)
            del self._rows[old_at]
            self.endRemoveRows()
        if new_at is not None and span is not None:
            self.beginInsertRows(QModelIndex(), new_at, new_at)
            self._rows.insert(new_at, span)
            self.endInsertRows()

    def place(self, span_id: int | None) -> int | None:
        span = self._session.spans.get(span_id)
        return self._session.spans.row(span) if span else None

    def span_at(self, row: int) -> Span:
        return self._rows[row]

    def doubtful(self, span: Span) -> bool:
        """Whether the mark's ends need a second look."""
        return self._second_look.ends(span) is not None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("표시"), self.tr("라벨"), self.tr("위치"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        span = self._rows[index.row()]
        if role == SPAN:
            return span
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(self._said(span)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([span.text, self._label(span), f"{span.start}–{span.end}", *self._said(span)[1:]])
        if role == Qt.ItemDataRole.DisplayRole:
            return (span.text, self._label(span), str(span.start))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _PLACE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _said(self, span: Span) -> list[str]:
        """The mark's text, what is wrong with its ends, and its note."""
        ends = self._second_look.ends(span)
        check = finding_text(ends, self._session.labels) if ends is not None else ""
        note = self.tr("메모: {0}").format(span.note) if span.note else ""
        return [span.text, *(line for line in (check, note) if line)]

    def _label(self, span: Span) -> str:
        label = self._session.labels.get(span.label)
        return label_name(label) if label else span.label


class SpanDelegate(QStyledItemDelegate):
    """A row: a dot in the label's colour, the text, the label's name in its colour, the place.

    A new mark moves all rows below it, so they are all drawn before it is seen: asking for anything through the
    model's roles, or twice, would be felt at every mark.
    """

    def __init__(self, model: SpanModel, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._session = session
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Learns the theme and the labels: each label's name and shades."""
        self.theme = theme
        self._labels = {label.key: (label_name(label), theme.label(label)) for label in self._session.labels}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        span = self._model.span_at(index.row())
        name, shades = self._labels.get(span.label, (span.label, None))
        ink = shades.ink if shades else self.theme.muted
        rect, column = option.rect, index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, shades.fill_selected if shades else self.theme.raised)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self.theme.raised)
        painter.setPen(self.theme.border)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(10 if column == _TEXT else 4, 0, -10 if column == _PLACE else -4, 0)
        if column == _TEXT:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QRectF(inner.left(), inner.center().y() - 4, 9, 9))
            inner.setLeft(inner.left() + 17)
            inner.setRight(self._signs(painter, inner, span))
            text, pen = span.text, self.theme.text
        elif column == _LABEL:
            text, pen = name, self.theme.text if selected else ink
        else:
            text, pen = str(span.start), self.theme.text if selected else self.theme.muted
        painter.setPen(pen)
        painter.drawText(inner, _SIDES[column], painter.fontMetrics().elidedText(text, _ELIDED, inner.width()))
        painter.restore()

    def _signs(self, painter: QPainter, room: QRect, span: Span) -> int:
        """A ring where a second look is due, a folded corner for a note; where the text ends before them."""
        right, middle = room.right(), room.center().y()
        if self._model.doubtful(span):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.warn, 1.6))
            painter.drawEllipse(QRectF(right - 7, middle - 3, 7, 7))
            right -= 14
        if span.note:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.muted)
            painter.drawPolygon([QPoint(right - 8, middle - 4), QPoint(right, middle - 4), QPoint(right, middle + 4)])
            right -= 14
        return right


class SpanTable(QTableView):
    """Choosing a row selects the span and brings it into view; the keys of the article work here too."""

    revealed = Signal(int, int)

    def __init__(
        self,
        session: Session,
        marking: Marking,
        second_look: SecondLook,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._marking = marking
        self._model = SpanModel(session, second_look, self)
        self._delegate = SpanDelegate(self._model, session, theme, self)
        self._following = False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("이 기사의 표시"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_LABEL, 56), (_PLACE, 64)):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        self._session = session
        self._model.modelReset.connect(self._on_reset)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        marking.selection_changed.connect(self._follow)
        marking.marked.connect(self._show_made)
        session.tokens_changed.connect(self.viewport().update)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.dress(theme)
        self.viewport().update()

    def _on_reset(self) -> None:
        """The labels may be others; room for the longest one's name, as far as the marks' texts can spare it."""
        self._delegate.dress(self._delegate.theme)
        names = (self.fontMetrics().horizontalAdvance(label_name(label)) for label in self._session.labels)
        self.setColumnWidth(_LABEL, min(max(names, default=0) + 18, 110))

    def _on_row(self, current: _Index) -> None:
        if current.isValid() and not self._following and self.hasFocus():
            span: Span = current.data(SPAN)
            self._marking.select(span.id)
            self.revealed.emit(span.start, span.end)

    def _follow(self) -> None:
        """The row of the selected span; none when nothing is selected."""
        place = self._model.place(self._marking.selected_id)
        self._following = True
        if place is None:
            self.selectionModel().clear()
        else:
            flags = QItemSelectionModel.SelectionFlag
            index = self._model.index(place, 0)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        self._following = False

    def _show_made(self, span: Span | None) -> None:
        place = self._model.place(span.id) if span else None
        if place is not None:
            self.scrollTo(self._model.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._marking.digit(key - Qt.Key.Key_0)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._marking.remove()
        elif plain and key == Qt.Key.Key_Escape:
            self._marking.escape()
        else:
            super().keyPressEvent(event)
