"""The window: places the parts and connects the actions. It holds no state of the annotation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.ui.actions import Actions
from annotator.ui.article_list import ArticleList
from annotator.ui.article_view import ArticleView
from annotator.ui.commands import Commands
from annotator.ui.empty_state import EmptyState
from annotator.ui.find_bar import FindBar
from annotator.ui.history_dialog import HistoryDialog
from annotator.ui.label_bar import LabelBar
from annotator.ui.label_dialog import LabelDialog
from annotator.ui.mark_tips import MarkTips
from annotator.ui.marking import Marking
from annotator.ui.note_editor import NoteEditor
from annotator.ui.notice_bar import NoticeBar
from annotator.ui.preferences import TEXT_SIZE, Preferences
from annotator.ui.preferences_dialog import PreferencesDialog
from annotator.ui.read_only_banner import ReadOnlyBanner
from annotator.ui.repair_banner import RepairBanner
from annotator.ui.search_panel import SearchPanel
from annotator.ui.searching import Searching
from annotator.ui.session import Notice, Session
from annotator.ui.source_view import SourceView
from annotator.ui.span_pane import SpanPane
from annotator.ui.statistics_dialog import StatisticsDialog
from annotator.ui.status_line import StatusLine
from annotator.ui.suggesting import Suggesting
from annotator.ui.tasks import Task
from annotator.ui.theme import Theme
from annotator.ui.top_bar import TopBar
from annotator.ui.transfer import Transfer
from annotator.ui.wording import notice, project_title

_OFFERS_UNDO = (
    "cleaned_again",
    "repaired",
    "marked_many",
    "marked_many_left",
    "imported",
    "imported_skipped",
    "line_removed",
    "line_removed_lost",
    "line_restored",
)


class MainWindow(QMainWindow):
    files_dropped = Signal(list)  # Paths
    closed = Signal()

    def __init__(
        self,
        session: Session,
        marking: Marking,
        suggesting: Suggesting,
        transfer: Transfer,
        searching: Searching,
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._transfer = transfer
        self._preferences = preferences
        self.actions_ = Actions(self)
        self.labels = LabelBar(session, marking, theme)
        self.articles = ArticleList(session, theme)
        self.article = ArticleView(session, marking, suggesting, theme)
        self.find_bar = FindBar(self.article.finding)
        self.notes = NoteEditor(session, marking, self.article)
        MarkTips(self.article)
        self.source = SourceView(session, theme)
        self.results = SearchPanel(session, marking, searching, theme)
        self.spans = SpanPane(session, marking, suggesting, theme)
        self.status = StatusLine(session)
        self.top = TopBar(self.actions_, self.labels)
        self.commands = Commands(self, session, marking, suggesting, transfer, self.actions_)
        self._build()
        self.notices = NoticeBar(self._stack)
        self.articles.chosen.connect(session.show)
        self.labels.edit_wanted.connect(self.open_labels)
        self.article.zoomed.connect(self.zoom)
        self.spans.table.revealed.connect(self.article.bring_into_view)
        self.spans.card.note_wanted.connect(self.notes.open_span)
        self.spans.card.elsewhere_asked.connect(searching.look_elsewhere)
        self.spans.card.elsewhere_wanted.connect(self.commands.everywhere_project)
        searching.unmarked.connect(self.spans.card.take_elsewhere)
        self.spans.article_note.link.clicked.connect(self.notes.open_article)
        self.article.context_menu.connect(self.commands.context_menu)
        session.told.connect(self.tell)
        session.project_changed.connect(self._on_project)
        session.article_changed.connect(self._on_article)
        transfer.started.connect(self._on_work)
        self.find_bar.closed.connect(self.article.setFocus)
        self.articles.filter.sought.connect(searching.match)
        self.articles.filter.search_wanted.connect(self.results.open_panel)
        searching.matched.connect(self.articles.filter.take_matches)
        self.articles.follow(suggesting)
        self.results.closed.connect(self.article.setFocus)
        self.results.closed.connect(self.article.finding.forget)
        self.results.pointed.connect(self.article.finding.point)
        self.actions_.source.toggled.connect(self._show_middle)
        self.status.source_wanted.connect(self.actions_.source.trigger)
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        if not self.restoreGeometry(preferences.geometry):
            room = self.screen().availableGeometry().size()
            # The frame that a window manager adds is not known before the window is shown.
            self.resize(room.boundedTo(QSize(1360, 860)) - QSize(8, 48))
        preferences.changed.connect(self.apply_preferences)
        self.apply_preferences()
        self._on_project()
        self._on_article()

    def _build(self) -> None:
        self.read_only = ReadOnlyBanner(self._session, self)
        self.read_only.again.connect(self.commands.opened)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.article)
        self._empty = EmptyState(self.actions_)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.source)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.read_only)
        column.addWidget(RepairBanner(self._session))
        column.addWidget(self.find_bar)
        halves = QSplitter(Qt.Orientation.Vertical, middle)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._stack)
        halves.addWidget(self.results)
        halves.setStretchFactor(0, 1)
        halves.setSizes([480, 260])
        self.results.setMinimumHeight(150)
        column.addWidget(halves, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for widget, width in ((self.articles, 200), (middle, 420), (self.spans, 240)):
            widget.setMinimumWidth(width)
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        if not self._splitter.restoreState(self._preferences.splitter):
            self._splitter.setSizes([270, 780, 310])
        body = QWidget(self)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.top)
        rows.addWidget(self._splitter, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.status)

    # -- showing

    def tell(self, told: Notice) -> None:
        """Shows a notice with what can be done about it: take it back, or import all the same."""
        button, act = "", self._session.undo
        if told.code in _OFFERS_UNDO:
            button = self.actions_.undo.text()
        elif told.code == "all_skipped":
            button, act = self.tr("그래도 가져오기"), self._transfer.force_again
        self.notices.say(notice(told), warn=told.warn, button=button, act=act)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.labels, self.articles, self.article, self.source, self.results, self.spans):
            part.set_theme(theme)
        self.status.refresh()
        for dialog in self.findChildren(LabelDialog):
            dialog.set_theme(theme)

    def _on_project(self) -> None:
        project = self._session.project
        title = project_title(project)
        self.setWindowTitle(f"{title} — annotator")
        self.top.set_project(title, str(project.path) if project else "")

    def _on_article(self) -> None:
        article = self._session.article
        if article is not None and not article.text.strip():
            # Nothing was found to read: the source is what there is to show.
            self.actions_.source.setChecked(True)
        self._show_middle()

    def _show_middle(self, *_: object) -> None:
        """The article, its source, or what to do when there is none."""
        wanted: QWidget = self.source if self.actions_.source.isChecked() else self.article
        shown = wanted if self._session.article is not None else self._empty
        self._stack.setCurrentWidget(shown)
        focus = QApplication.focusWidget()
        if focus is None or not (self.articles.isAncestorOf(focus) or self.results.isAncestorOf(focus)):
            shown.setFocus()

    def _on_work(self, task: Task, what: str) -> None:
        texts = {"import": self.tr("가져오는 중"), "export": self.tr("내보내는 중"), "copy": self.tr("사본 만드는 중")}
        self.status.follow(task, texts[what])

    def zoom(self, steps: int) -> None:
        """Larger or smaller text by half points; 0: the usual size."""
        size = self._preferences.text_size + steps * 0.5
        self._preferences.text_size = size if steps else TEXT_SIZE

    def apply_preferences(self) -> None:
        self.article.set_size(self._preferences.text_size, self._preferences.column)

    def open_preferences(self) -> None:
        PreferencesDialog(self._preferences, self._session, self).open()

    def open_statistics(self) -> None:
        StatisticsDialog(self._session, self._transfer.tasks, self).open()

    def open_labels(self, key: str | None = None) -> None:
        """The label editor beside the window, at one label when its key is given."""
        dialog = self.findChild(LabelDialog) or LabelDialog(self._session, self.actions_, self._theme, self)
        dialog.choose(key)
        dialog.show()
        dialog.activateWindow()

    def open_history(self) -> None:
        HistoryDialog(self._session, self).open()

    def walk_panes(self, by: int) -> None:
        """F6: the focus goes to the next pane: articles, article, spans, labels."""
        first_label = self.labels.pills[:1]
        results = [self.results.list] if self.results.isVisible() else []
        panes: Sequence[QWidget] = [self.articles.list, self.article, *results, self.spans.table, *first_label]
        at = next((n for n, pane in enumerate(panes) if pane.hasFocus()), 1 - by)
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    # -- dropping and closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
        elif event.mimeData().hasText():
            self.commands.paste_text(event.mimeData().text())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.geometry = self.saveGeometry()
        self._preferences.splitter = self._splitter.saveState()
        self.closed.emit()
        super().closeEvent(event)
