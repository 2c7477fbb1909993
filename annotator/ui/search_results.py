"""The hits of a search as a list: each in its sentence, the words found under each other as in a concordance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.errors import AnnotatorError
from annotator.everywhere import Doubt
from annotator.project import Changes, search
from annotator.project.search import Hit
from annotator.span import SpanIndex
from annotator.ui.session import Session
from annotator.ui.theme import Theme
from annotator.ui.wording import article_title, hit_state, tip

HIT, TITLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROW = 28
_PAD = 12
_TITLE_SHARE = 0.18
_LEFT_SHARE = 0.36  # where the words found begin, of the row's width
_STATE = 118


class ResultModel(QAbstractListModel):
    """One row a hit, in the order they came; what stands in the way of marking them follows every change."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._hits: list[Hit] = []
        self._titles: dict[int, str] = {}
        session.changed.connect(self._on_changes)

    @property
    def hits(self) -> Sequence[Hit]:
        return self._hits

    @property
    def markable(self) -> list[Hit]:
        """The hits that can be marked without a second look."""
        return [hit for hit in self._hits if hit.doubt is Doubt.NONE]

    def clear(self) -> None:
        self.beginResetModel()
        self._hits = []
        self._titles.clear()
        self.endResetModel()

    def add(self, hits: list[Hit]) -> None:
        first = len(self._hits)
        self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
        self._hits += hits
        self.endInsertRows()

    def _on_changes(self, changes: Changes) -> None:
        project = self._session.project
        if project is None:
            return
        known: dict[int, SpanIndex] = {}
        first = last = -1
        for row, hit in enumerate(self._hits):
            if hit.article_id not in changes.articles:
                continue
            if hit.article_id not in known:
                known[hit.article_id] = SpanIndex(project.spans(hit.article_id))
            self._hits[row] = search.marked(hit, known[hit.article_id])
            first, last = (row if first < 0 else first), row
        if first >= 0:
            self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == TITLE:
            return self._title(hit.article_id)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.before}{hit.text}{hit.after}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (hit.text, f"{hit.before}{hit.text}{hit.after}", self._title(hit.article_id), self.state(hit))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._title(hit.article_id))
        return None

    def state(self, hit: Hit) -> str:
        return hit_state(hit.doubt, self._session.labels.get(hit.other.label) if hit.other else None)

    def _title(self, article_id: int) -> str:
        project = self._session.project
        if article_id not in self._titles and project is not None:
            try:
                self._titles[article_id] = article_title(project, project.article_row(article_id))
            except AnnotatorError:
                return ""  # taken out of the project since
        return self._titles.get(article_id, "")


class ResultDelegate(QStyledItemDelegate):
    """Title, what stands before the words, the words in bold from one line down the list, what follows, their mark."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(option.rect.width(), max(_ROW, option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit: Hit = index.data(HIT)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, rect)
        base = rect.center().y() + option.fontMetrics.ascent() / 2 - 1
        plain = QFontMetricsF(option.font)
        title_end = rect.left() + rect.width() * _TITLE_SHARE
        found_at = rect.left() + rect.width() * _LEFT_SHARE
        right = rect.right() - _STATE - _PAD
        elide = Qt.TextElideMode
        painter.setFont(option.font)
        painter.setPen(self.theme.muted)
        title = plain.elidedText(index.data(TITLE), elide.ElideRight, title_end - rect.left() - _PAD - 8)
        painter.drawText(QPointF(rect.left() + _PAD, base), title)
        before = plain.elidedText(_on_one_line(hit.before), elide.ElideLeft, found_at - title_end - 6)
        painter.drawText(QPointF(found_at - plain.horizontalAdvance(before), base), before)
        after_at = self._words(painter, option, hit, found_at, right, base)
        painter.setFont(option.font)
        painter.setPen(self.theme.muted)
        after = plain.elidedText(_on_one_line(hit.after), elide.ElideRight, max(right - after_at, 0))
        painter.drawText(QPointF(after_at, base), after)
        self._state(painter, hit, QRectF(right + 8, rect.top(), _STATE - 8, rect.height()), plain)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            ground = QColor(self.theme.accent)
            ground.setAlphaF(0.16)
            painter.fillRect(rect, ground)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), self.theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self.theme.raised)

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, left: float, right: float, base: float
    ) -> float:
        """Draws the words found; where they end."""
        bold = QFont(option.font)
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        text = metrics.elidedText(_on_one_line(hit.text), Qt.TextElideMode.ElideRight, right - left)
        label = self._session.labels.get(hit.other.label) if hit.doubt is Doubt.MARKED and hit.other else None
        box = QRectF(left - 1, base - metrics.ascent() - 1, metrics.horizontalAdvance(text) + 2, metrics.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.label(label).fill if label else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(bold)
        painter.setPen(self.theme.text)
        painter.drawText(QPointF(left, base), text)
        return left + metrics.horizontalAdvance(text)

    def _state(self, painter: QPainter, hit: Hit, box: QRectF, metrics: QFontMetricsF) -> None:
        label = self._session.labels.get(hit.other.label) if hit.other else None
        marked = hit.doubt is Doubt.MARKED and label is not None
        painter.setPen(QPen(self.theme.label(label).ink if marked and label else self.theme.muted))
        text = metrics.elidedText(hit_state(hit.doubt, label), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
