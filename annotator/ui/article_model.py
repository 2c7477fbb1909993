"""The rows of the article list: filtered, sorted, and read again no more than has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from annotator.labels import Label
from annotator.project import Area, ArticleRow, Changes, listing
from annotator.ui.article_order import Arrangement, arrange
from annotator.ui.session import Session
from annotator.ui.wording import article_meta, article_title, label_name, tip

ROW, COUNTS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_RESET_ABOVE = 50  # rows that go, or change, at once


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
        self._titles: dict[int, str] = {}  # article -> what it is called, of rows that have been drawn
        self.arrangement = Arrangement()
        self.done = 0  # how many are finished
        session.article_changed.connect(self._on_article)
        session.project_changed.connect(self.reload)
        session.changed.connect(self._on_changes)

    def reload(self) -> None:
        self.beginResetModel()
        self._counts.clear()
        self._titles.clear()
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
        many = len(changes.articles) > _RESET_ABOVE
        fresh = {row.id: row for row in project.article_rows()} if many else {}
        for article_id in changes.articles:
            self._counts.pop(article_id, None)
            self._titles.pop(article_id, None)
            number = self._numbers.get(article_id)
            if number is None:
                continue
            self.done -= self._rows[number].state == "done"
            row = self._rows[number] = fresh[article_id] if many else project.article_row(article_id)
            self.done += row.state == "done"
            place = self._places.get(article_id)
            if place is not None:
                self._stale |= self.arrangement.filters and not self.arrangement.takes(row)
                if not many:
                    self.dataChanged.emit(self.index(place), self.index(place))
        if many and self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def place(self, article_id: int) -> int | None:
        return self._places.get(article_id)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[self._shown[index.row()]]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(row))
        if role == COUNTS:
            return self._label_counts(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (self._title(row), article_meta(row), self._counted(row)) if part)
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
        return "\n".join(part for part in (self._title(row), self._counted(row)) if part)

    def _title(self, row: ArticleRow) -> str:
        if row.id not in self._titles and self._session.project is not None:
            self._titles[row.id] = article_title(self._session.project, row)
        return self._titles.get(row.id, "")
