"""Over the article list: the field that searches it, and a menu of which articles it shows in what order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from annotator.project import learning, listing
from annotator.ui.article_order import Arrangement, Show, Sort
from annotator.ui.session import Session
from annotator.ui.typing import LineField
from annotator.ui.wording import label_name

_TYPING_MS = 250


class ArticleFilter(QWidget):
    """Typing filters by title at once and by morphemes a moment later; Enter searches the project for it."""

    arranged = Signal(object)  # Arrangement
    sought = Signal(str)  # the text whose matches are wanted
    search_wanted = Signal(str)
    sureness_wanted = Signal()  # the order by it was chosen
    state_wanted = Signal(str)  # for all the articles that the list shows
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.arrangement = Arrangement()
        self._label: str | None = None
        self.suggests = False  # whether there are suggestions to be sure of
        self.field = LineField(self)
        self.field.setPlaceholderText(self.tr("제목·본문 검색 (형태소)"))
        self.field.setAccessibleName(self.tr("기사 목록 검색"))
        self.field.setToolTip(self.tr("Enter: 찾은 곳을 모두 보기"))
        self.field.setClearButtonEnabled(True)
        self.button = QToolButton(self)
        self.button.setObjectName("filterButton")
        self.button.setText("≡")
        self.button.setToolTip(self.tr("거르기와 차례"))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 4)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self._later = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._later.timeout.connect(lambda: self.sought.emit(self.arrangement.text))
        self.field.typed.connect(self._on_text)
        self.field.returnPressed.connect(self._on_return)
        session.project_changed.connect(self.reset)

    def reset(self) -> None:
        """Shows all articles in the order of import."""
        self._label = None
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._later.stop()
        self._arrange(Arrangement())

    def take_matches(self, text: str, matches: frozenset[int]) -> None:
        """The articles that the search has found for `text`."""
        if text == self.arrangement.text:
            self._arrange(replace(self.arrangement, matches=matches))

    def show_only(self, show: Show) -> None:
        self._arrange(replace(self.arrangement, show=show))

    def sort_by(self, sort: Sort) -> None:
        if sort is Sort.LEAST_SURE and self._session.project is not None:
            self._arrange(replace(self.arrangement, sort=sort, sure=learning.confidences(self._session.project)))
            self.sureness_wanted.emit()
        else:
            self._arrange(replace(self.arrangement, sort=sort))

    def take_sureness(self) -> None:
        """How sure suggestions are of the articles is known better now."""
        if self.arrangement.sort is Sort.LEAST_SURE and self._session.project is not None:
            self._arrange(replace(self.arrangement, sure=learning.confidences(self._session.project)))

    def with_label(self, key: str | None) -> None:
        """Shows the articles that have a mark with this label now; None: all."""
        project = self._session.project
        self._label = key
        labelled = listing.articles_with(project, key) if project is not None and key is not None else None
        self._arrange(replace(self.arrangement, labelled=labelled))

    def _on_text(self, text: str) -> None:
        self._arrange(replace(self.arrangement, text=text.strip(), matches=frozenset()))
        self._later.start()

    def _on_return(self) -> None:
        if self.arrangement.text:
            self.search_wanted.emit(self.arrangement.text)

    def _arrange(self, arrangement: Arrangement) -> None:
        changed = arrangement != self.arrangement
        self.arrangement = arrangement
        hidden = arrangement.show is not Show.ALL or arrangement.labelled is not None
        self.button.setProperty("on", hidden or arrangement.sort is not Sort.IMPORT)
        self.button.style().polish(self.button)
        if changed:
            self.arranged.emit(arrangement)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.field.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- the menu

    def _fill(self) -> None:
        """The menu as things are now: labels come and go."""
        menu, now = self._menu, self.arrangement
        menu.clear()
        shows = {Show.ALL: self.tr("모든 기사"), Show.OPEN: self.tr("남은 기사만"), Show.DONE: self.tr("마친 기사만")}
        group = QActionGroup(menu)
        for show, text in shows.items():
            action = self._choice(group, text, now.show is show)
            action.triggered.connect(lambda _checked=False, show=show: self.show_only(show))
        menu.addSeparator()
        group = QActionGroup(menu)
        self._choice(group, self.tr("라벨 가리지 않음"), self._label is None).triggered.connect(
            lambda _checked=False: self.with_label(None)
        )
        for label in self._session.labels:
            text = self.tr("라벨이 있는 기사: {0}").format(label_name(label))
            action = self._choice(group, text, self._label == label.key)
            action.triggered.connect(lambda _checked=False, key=label.key: self.with_label(key))
        menu.addSeparator()
        sorts = {
            Sort.IMPORT: self.tr("가져온 차례"),
            Sort.NEWEST: self.tr("새 기사부터"),
            Sort.OLDEST: self.tr("오래된 기사부터"),
            Sort.TITLE: self.tr("제목 차례"),
            Sort.MOST_SPANS: self.tr("표시가 많은 것부터"),
            Sort.FEWEST_SPANS: self.tr("표시가 적은 것부터"),
        }
        if self.suggests:
            sorts[Sort.LEAST_SURE] = self.tr("제안이 덜 확실한 것부터")
        group = QActionGroup(menu)
        for sort, text in sorts.items():
            action = self._choice(group, text, now.sort is sort)
            action.triggered.connect(lambda _checked=False, sort=sort: self.sort_by(sort))

        menu.addSeparator()
        project = self._session.project
        writable = project is not None and not project.read_only
        for state, text in (
            ("done", self.tr("보이는 기사 모두 완료로 표시")),
            ("open", self.tr("보이는 기사 모두 다시 열기")),
        ):
            action = menu.addAction(text)
            action.setEnabled(writable and bool(self._session.listed))
            action.triggered.connect(lambda _checked=False, state=state: self.state_wanted.emit(state))

    def _choice(self, group: QActionGroup, text: str, on: bool) -> QAction:
        action = group.addAction(text)
        action.setCheckable(True)
        action.setChecked(on)
        self._menu.addAction(action)
        return action
