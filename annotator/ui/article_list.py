"""The project's articles: title, date, how many spans under each label, done or open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
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
from annotator.project import Area, ArticleRow, Changes, listing
from annotator.ui.article_filter import ArticleFilter
from annotator.ui.article_order import Arrangement, Sort, arrange
from annotator.ui.session import Session
from annotator.ui.span_painter import underline
from annotator.ui.suggesting import Suggesting
from annotator.ui.theme import Theme
from annotator.ui.wording import article_meta, article_title, label_name, tip

ROW, COUNTS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_GAP = 3
_FIGURE = 10  # pixels, the least width of a count with its underline
_BETWEEN = 10
_RESET_ABOVE = 50  # rows that go at once


class ArticleModel(QAbstractListModel):
    """The rows of the project, filtered and sorted; one read when articles come or go, one row read when one changes.

    A row that a change has put outside of the filter stays until another article is shown: no row goes under the hand.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[ArticleRow] = []  # in the order of import
        self._numbers: dict[int, int] = {}  # article -> its place among them
        self._shown: list[int] = []  # places among them, in the order shown
        self._places: dict[int, int] = {}  # article -> its row
        self._stale = False
        self._counts: dict[int, dict[str, int]] = {}  # article -> marks by label, of rows that have been drawn
        self.arrangement = Arrangement()
        self.done = 0  # how many are finished
        session.article_changed.connect(self._on_article)
        session.project_changed.connect(self.reload)
        session.changed.connect(self._on_changes)

    def reload(self) -> None:
        self.beginResetModel()
        self._counts.clear()
        self._rows = self._session.project.article_rows() if self._session.project else []
        self._numbers = {row.id: number for number, row in enumerate(self._rows)}
        self.done = sum(row.state == "done" for row in self._rows)
        self._arrange()
        self.endResetModel()

    def arrange(self, arrangement: Arrangement) -> None:
        """Filters and sorts anew."""
        self.arrangement = arrangement
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        self._shown = arrange(self._rows, self.arrangement)
        self._index()
        self._stale = False

    def _index(self) -> None:
        self._session.listed = [self._rows[number].id for number in self._shown]
        self._places = {article_id: place for place, article_id in enumerate(self._session.listed)}

    def _on_article(self) -> None:
        """Lets go of the rows that are outside of the filter now, one by one, so that the list keeps its place."""
        if not self._stale:
            return
        gone = [place for place, number in enumerate(self._shown) if not self.arrangement.takes(self._rows[number])]
        if len(gone) > _RESET_ABOVE:
            self.arrange(self.arrangement)
            return
        for place in reversed(gone):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._shown[place]
            self._index()
            self.endRemoveRows()
        self._stale = False

    @property
    def total(self) -> int:
        """How many articles the project has."""
        return len(self._rows)

    def next_open(self, article_id: int) -> int | None:
        """The next unfinished article in the order shown, from the end back to the start."""
        rows = [self._rows[number] for number in self._shown]
        at = self._places.get(article_id, -1)
        return next((row.id for row in rows[at + 1 :] + rows[: max(at, 0)] if row.state != "done"), None)

    def _on_changes(self, changes: Changes) -> None:
        project = self._session.project
        if project is None:
            return
        if Area.ARTICLES in changes.areas:
            self.reload()
            return
        for article_id in changes.articles:
            self._counts.pop(article_id, None)
            number = self._numbers.get(article_id)
            if number is None:
                continue
            self.done -= self._rows[number].state == "done"
            row = self._rows[number] = project.article_row(article_id)
            self.done += row.state == "done"
            place = self._places.get(article_id)
            if place is not None:
                self._stale |= self.arrangement.filters and not self.arrangement.takes(row)
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def place(self, article_id: int) -> int | None:
        return self._places.get(article_id)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[self._shown[index.row()]]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return article_title(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(row))
        if role == COUNTS:
            return self._label_counts(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (article_title(row), article_meta(row), self._counted(row)) if part)
        return None

    def _label_counts(self, row: ArticleRow) -> list[tuple[Label, int]]:
        """The marks of an article under each label that it has marks of."""
        session = self._session
        if session.article is not None and session.article.id == row.id:
            counts: Mapping[str, int] = session.spans.by_label
        elif row.span_count and session.project is not None:
            if row.id not in self._counts:
                self._counts[row.id] = listing.label_counts(session.project, row.id)
            counts = self._counts[row.id]
        else:
            return []
        return [(label, counts[label.key]) for label in session.labels if counts.get(label.key)]

    def _counted(self, row: ArticleRow) -> str:
        return " · ".join(f"{label_name(label)} {count:,}" for label, count in self._label_counts(row))

    def _tip(self, row: ArticleRow) -> str:
        """The whole title, and the marks by label; asked for when the pointer rests."""
        return "\n".join(part for part in (article_title(row), self._counted(row)) if part)


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
