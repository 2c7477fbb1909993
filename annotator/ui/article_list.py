"""The project's articles: title, date, how many spans, done or open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.project import Area, ArticleRow, Changes
from annotator.ui.session import Session
from annotator.ui.theme import Theme
from annotator.ui.wording import article_meta, article_title

ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_GAP = 3


class ArticleModel(QAbstractListModel):
    """The rows of the project; one read when articles come or go, one row read when an article changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[ArticleRow] = []
        self._places: dict[int, int] = {}
        self.done = 0  # how many are finished
        session.project_changed.connect(self.reload)
        session.changed.connect(self._on_changes)

    def reload(self) -> None:
        self.beginResetModel()
        self._rows = self._session.project.article_rows() if self._session.project else []
        self._places = {row.id: place for place, row in enumerate(self._rows)}
        self.done = sum(row.state == "done" for row in self._rows)
        self.endResetModel()

    def _on_changes(self, changes: Changes) -> None:
        project = self._session.project
        if project is None:
            return
        if Area.ARTICLES in changes.areas:
            self.reload()
            return
        for article_id in changes.articles:
            place = self._places.get(article_id)
            if place is not None:
                self.done -= self._rows[place].state == "done"
                self._rows[place] = project.article_row(article_id)
                self.done += self._rows[place].state == "done"
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def place(self, article_id: int) -> int | None:
        return self._places.get(article_id)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return article_title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{article_title(row)}, {article_meta(row)}"
        return None


class ArticleDelegate(QStyledItemDelegate):
    """Two lines of title at most, one of date and counts; every row the same height, so that 100,000 scroll."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        line = option.fontMetrics.height()
        return QSize(option.rect.width(), 3 * line + 2 * _PAD + _GAP + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: ArticleRow = index.data(ROW)
        box = option.rect.adjusted(0, 2, 0, -2)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or hot:
            focused = current and bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(self.theme.raised if current else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.accent if focused else self.theme.border, 1.5 if focused else 1))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        inner = box.adjusted(_PAD + 2, _PAD - 2, -_PAD, -_PAD + 2)
        font = QFont(option.font)
        font.setBold(current)
        painter.setFont(font)
        painter.setPen(self.theme.text)
        lines = wrapped(article_title(row), painter, inner.width(), 2)
        height = option.fontMetrics.height()
        for number, line in enumerate(lines):
            painter.drawText(QPoint(inner.left(), inner.top() + number * height + option.fontMetrics.ascent()), line)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        painter.setFont(small)
        painter.setPen(self.theme.good if row.state == "done" else self.theme.muted)
        top = inner.top() + len(lines) * height + _GAP
        painter.drawText(QRect(inner.left(), top, inner.width(), height), 0, article_meta(row))
        painter.restore()


def wrapped(text: str, painter: QPainter, width: int, most: int) -> list[str]:
    """`text` broken at blanks, as Korean is, into at most `most` lines, the last one elided."""
    metrics = painter.fontMetrics()
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        last = len(lines) == most - 1
        line = " ".join(rest if last else rest[:taken])
        lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
        rest = rest[taken:]
    return lines or [""]


class ArticleList(QWidget):
    """The list and, under it, how far the work is."""

    chosen = Signal(int)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articlePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.model = ArticleModel(session, self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self._delegate = ArticleDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("기사 목록"))
        self._summary = QLabel(self)
        self._summary.setObjectName("paneHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.addWidget(self.list)
        column.addWidget(self._summary)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._following = False
        session.project_changed.connect(self._summarise)
        session.changed.connect(self._summarise)
        session.article_changed.connect(self._follow)
        self.model.modelReset.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def _on_current(self, current: _Index) -> None:
        if current.isValid() and not self._following:
            self.chosen.emit(current.data(ROW).id)

    def _follow(self) -> None:
        """The row of the article shown, without asking for it again."""
        article = self._session.article
        place = self.model.place(article.id) if article else None
        self._following = True
        self.list.setCurrentIndex(self.model.index(place) if place is not None else QModelIndex())
        self._following = False

    def _summarise(self) -> None:
        if self._session.project is None:
            self._summary.clear()
            return
        counts = f"{self.model.rowCount():,}", f"{self.model.done:,}"
        self._summary.setText(self.tr("{0}건 중 {1}건 완료").format(*counts))
