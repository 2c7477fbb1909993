"""The project's articles: title, date, how many spans under each label, done or open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.labels import Label
from annotator.project import ArticleRow, operations
from annotator.ui.article_filter import ArticleFilter
from annotator.ui.article_model import COUNTS, ROW, ArticleModel
from annotator.ui.article_order import Sort
from annotator.ui.session import Notice, Session
from annotator.ui.span_painter import underline
from annotator.ui.suggesting import Suggesting
from annotator.ui.theme import Theme
from annotator.ui.wording import article_meta

_Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_GAP = 3
_FIGURE = 10  # pixels, the least width of a count with its underline
_BETWEEN = 10


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
        lines = wrapped(index.data(), painter, inner.width(), 2)
        height = option.fontMetrics.height()
        for number, line in enumerate(lines):
            painter.drawText(QPoint(inner.left(), inner.top() + number * height + option.fontMetrics.ascent()), line)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.9)
        painter.setFont(small)
        top = inner.top() + len(lines) * height + _GAP
        self._meta(painter, row, index.data(COUNTS), QRect(inner.left(), top, inner.width(), height))
        painter.restore()

    def _meta(self, painter: QPainter, row: ArticleRow, counts: Sequence[tuple[Label, int]], box: QRect) -> None:
        """Date, done, and the marks under each label: the figure in the label's colour over the label's underline."""
        metrics = painter.fontMetrics()
        painter.setPen(self.theme.good if row.state == "done" else self.theme.muted)
        said = article_meta(row, counted=not counts)
        painter.drawText(box, 0, said)
        x = box.left() + (metrics.horizontalAdvance(said) + _BETWEEN if said else 0)
        for label, count in counts:
            figure = f"{count:,}"
            right = x + max(metrics.horizontalAdvance(figure), _FIGURE)
            if right > box.right():
                break
            ink = self.theme.label(label).ink
            painter.setPen(ink)
            painter.drawText(QRect(x, box.top(), right - x, box.height()), Qt.AlignmentFlag.AlignHCenter, figure)
            underline(painter, label.underline, ink, x, right, box.top() + metrics.height() + 1.5)
            x = right + _BETWEEN


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
        self.filter = ArticleFilter(session, self)
        self._following = False
        self._measuring = (0, 0)
        # Before the view hears of it: a row that goes must not make it choose another.
        self.model.rowsAboutToBeRemoved.connect(self._hold)
        # Not a QListView: that one lays out every row anew at each change, half a second at 100,000.
        self.list = QTableView(self)
        self.list.setModel(self.model)
        self._delegate = ArticleDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.setCornerButtonEnabled(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.horizontalHeader().setMinimumSectionSize(1)
        self.list.verticalHeader().hide()
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("기사 목록"))
        self._summary = QLabel(self)
        self._summary.setObjectName("paneHint")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 10)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        column.addWidget(self._summary)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.model.rowsRemoved.connect(self._follow)
        session.project_changed.connect(self._summarise)
        session.changed.connect(self._summarise)
        session.article_changed.connect(self._follow)
        self.model.modelReset.connect(self._follow)
        self.model.modelReset.connect(self._summarise)
        self.filter.arranged.connect(self.model.arrange)
        self.filter.left.connect(self.list.setFocus)
        self.filter.state_wanted.connect(self._set_states)

    def _set_states(self, state: str) -> None:
        """Declares all the articles shown done, or open again: one step for undo."""
        done = self._session.do(operations.set_states, self._session.listed, state)
        if done is not None:
            self._session.told.emit(Notice("change", {"changes": done}) if done.areas else Notice("states_as_they_are"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit_rows()
        super().showEvent(event)

    def _fit_rows(self) -> None:
        option = QStyleOptionViewItem()
        option.initFrom(self.list)
        self.list.verticalHeader().setDefaultSectionSize(self._delegate.sizeHint(option, QModelIndex()).height())

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def _on_current(self, current: _Index) -> None:
        if current.isValid() and not self._following:
            self.chosen.emit(current.data(ROW).id)

    def _hold(self) -> None:
        self._following = True

    def _follow(self) -> None:
        """The row of the article shown, without asking for it again."""
        article = self._session.article
        place = self.model.place(article.id) if article else None
        self._following = True
        self.list.setCurrentIndex(self.model.index(place) if place is not None else QModelIndex())
        self._following = False

    def follow(self, suggesting: Suggesting) -> None:
        """Lets the list be ordered by how sure suggestions are."""
        learning = suggesting.learning
        self.filter.suggests = suggesting.available
        self.filter.sureness_wanted.connect(learning.measure_sureness)
        self.filter.arranged.connect(lambda now: learning.stop_sureness() if now.sort is not Sort.LEAST_SURE else None)
        learning.sureness.connect(self.show_sureness)

    def show_sureness(self, done: int, of: int) -> None:
        """How far it is that suggestions say how sure they are of each article; 0, 0: done."""
        self._measuring = (done, of)
        self._summarise()
        if not of:
            self.filter.take_sureness()

    def _summarise(self) -> None:
        if self._session.project is None:
            self._summary.clear()
            return
        counts = f"{self.model.total:,}", f"{self.model.done:,}"
        text = self.tr("{0}건 중 {1}건 완료").format(*counts)
        if self.model.arrangement.filters:
            text = self.tr("{0}건 보임").format(f"{self.model.rowCount():,}") + " · " + text
        if self._measuring[1] and self.model.arrangement.sort is Sort.LEAST_SURE:
            text = self.tr("확신을 재는 중: {0}/{1}").format(*(f"{count:,}" for count in self._measuring))
        self._summary.setText(text)
