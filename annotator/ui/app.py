"""The composition root: builds the window and everything it works with, and opens what the user left or asked for."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from annotator import sentences
from annotator.errors import AnnotatorError
from annotator.jobs import InlineJobs, Jobs, Worker
from annotator.paths import resource
from annotator.project import Project
from annotator.samples import is_scratch, open_scratch
from annotator.suggest.service import SuggestService
from annotator.ui import theme
from annotator.ui.announce import Announcer
from annotator.ui.hints import Hints
from annotator.ui.learning import Learning
from annotator.ui.main_window import MainWindow
from annotator.ui.marking import Marking
from annotator.ui.preferences import LanguageChoice, Preferences
from annotator.ui.report_dialog import ReportDialog
from annotator.ui.searching import Searching
from annotator.ui.session import Notice, Session
from annotator.ui.suggesting import Suggesting
from annotator.ui.tasks import Tasks
from annotator.ui.token_feed import TokenFeed
from annotator.ui.transfer import Transfer


class Program(QObject):
    """One running window with its session, its background work and its preferences."""

    def __init__(
        self,
        application: QApplication,
        preferences: Preferences,
        jobs: Jobs | InlineJobs,
        suggester: SuggestService | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self.preferences = preferences
        self.jobs = jobs
        self._suggester = suggester
        self.tasks = Tasks(self)
        self.feed = TokenFeed(jobs, self.tasks, self)
        self.session = Session(self.feed, self)
        self.marking = Marking(self.session, self)
        self.learning = Learning(self.session, self.tasks, suggester, self)
        self.suggesting = Suggesting(self.session, self.tasks, suggester, self.learning, self)
        self.marking.suggested_at = self.suggesting.at
        self.transfer = Transfer(self.session, self.tasks, jobs, suggester, self)
        self.transfer.keeps_articles = lambda: not is_scratch(self.session.project)
        self.searching = Searching(self.session, jobs, self)
        self._theme = theme.chosen_theme(preferences.theme)
        theme.apply(application, self._theme)
        self.window = MainWindow(
            self.session, self.marking, self.suggesting, self.transfer, self.searching, preferences, self._theme
        )
        self.announcer = Announcer(self.session, self.window)
        self.hints = Hints(self.window.article, self.marking, preferences)
        application.styleHints().colorSchemeChanged.connect(self._on_colour_scheme)
        preferences.changed.connect(self._on_colour_scheme)
        self.transfer.project_wanted.connect(self._take_new)
        self.transfer.project_unwanted.connect(self._drop_new)
        self.transfer.reported.connect(self._show_report)
        self.session.project_changed.connect(self._remember_project)
        self.feed.failed.connect(self._on_tokenizer_failure)
        self.window.files_dropped.connect(self.window.commands.take_paths)
        self.window.commands.opened.connect(self.open)
        self.window.commands.sample_wanted.connect(self.open_sample)
        self.window.closed.connect(self.close)

    def start(self, paths: Sequence[Path]) -> None:
        """Opens what was asked for, else what was open last, else the sample."""
        projects = [path for path in paths if path.suffix == ".annotator"]
        others = [path for path in paths if path not in projects]
        last = self.preferences.last_project
        opened = self.open(projects[0]) if projects else bool(last and last.exists() and self.open(last))
        if not opened and not others:
            self.open_sample()
        if others:
            self.transfer.import_paths(others)
        if is_scratch(self.session.project) and not self.preferences.hints_seen:
            self.hints.show_first()

    def open(self, path: Path) -> bool:
        """Opens a project; what stands in the way is told, and what was open stays open."""
        # By whatever name: opened twice, a project would stand in its own way. One that only reads stands in nobody's.
        there = self.session.project
        if there is not None and not there.read_only and Path(os.path.realpath(path)) == there.path:
            return True
        try:
            project = Project.open(path)
        except AnnotatorError as error:
            self.session.told.emit(Notice("error", {"error": error}, warn=True))
            return False
        self.session.open(project)
        return True

    def open_sample(self) -> None:
        try:
            self.session.open(open_scratch(self.tr("연습")))
        except AnnotatorError as error:
            self.session.told.emit(Notice("error", {"error": error}, warn=True))

    def close(self) -> None:
        """Lets everything go in the order it was built on each other; no process stays behind."""
        self.tasks.close()
        self.session.close()
        self.jobs.close()
        if self._suggester is not None:
            self._suggester.close()
        self.preferences.sync()

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A fault of the program's own: the terminal has the trace, the user a sentence, and the work goes on."""
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self.session.told.emit(Notice("error", {"error": error}, warn=True))

    def _take_new(self, project: Project) -> None:
        self.session.open(project)

    def _drop_new(self, path: Path) -> None:
        """No article came into the project made for some: it goes, and the sample is back."""
        self.open_sample()
        if self.session.project is not None and self.session.project.path != path:
            with suppress(OSError):
                path.unlink()

    def _remember_project(self) -> None:
        project = self.session.project
        if project is not None:
            self.preferences.last_project = Path(project.path)

    def _on_tokenizer_failure(self, _error: Exception) -> None:
        self.session.told.emit(Notice("tokenizer_failed", warn=True))

    def _on_colour_scheme(self) -> None:
        current = theme.chosen_theme(self.preferences.theme)
        if current is not self._theme:
            self._theme = current
            theme.apply(self._application, current)
            self.window.set_theme(current)

    @Slot(list, list, bool)
    def _show_report(self, refused: list[AnnotatorError], remarks: list[AnnotatorError], came: bool) -> None:
        """What could not be imported, and what to look at: a sentence if it is all there is to say, else a list.

        The notice of what came in takes the place of any sentence.
        """
        if len(refused) == 1 and not remarks and not came:
            self.session.told.emit(Notice("error", {"error": refused[0]}, warn=True))
            return
        ReportDialog(refused, remarks, came, self.window).open()


def make_application(arguments: Sequence[str], choice: LanguageChoice = LanguageChoice.SYSTEM) -> QApplication:
    """The QApplication with our font and the translations of the language chosen."""
    application = QApplication(list(arguments))
    application.setApplicationName("annotator")
    application.setApplicationDisplayName("")
    application.setStyle("Fusion")
    application.setFont(theme.load_fonts())
    install_language(application, sentences.language() if choice is LanguageChoice.SYSTEM else str(choice))
    return application


def install_language(application: QCoreApplication, language: str) -> list[QTranslator]:
    """Korean is what the code says; other languages are translations. Qt's own texts follow. Returns the installed.

    What Qt's Korean leaves out (two labels of its file dialog) stands in `qt_ko`; a later translator is asked first.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Korean if language == "ko" else QLocale.Language.English))
    installed = []
    qt, ours = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), str(resource("i18n"))
    for folder, name in ((qt, "qtbase"), (ours, "qt"), (ours, "annotator")):
        translator = QTranslator(application)
        # By its whole name: Qt would take one of the system's language instead.
        if translator.load(f"{name}_{language}.qm", folder):
            application.installTranslator(translator)
            installed.append(translator)
    return installed


def leave_hand_free() -> None:
    """Sets the interpreter up for a window: what works beside it must not hold up the hand."""
    # What is there now stays till the end: looking through it for garbage would stop the hand for 60 ms at times.
    gc.freeze()
    # A click asks for the interpreter's lock some ten times; a busy thread keeps it for this long each time.
    sys.setswitchinterval(0.0001)


def run(paths: Sequence[Path]) -> int:
    """Opens the window and returns when it is closed; the exit code."""
    preferences = Preferences()
    application = make_application(sys.argv[:1], preferences.language)
    # Python sees Ctrl+C only when it runs; a timer lets it.
    signal.signal(signal.SIGINT, lambda *_: application.quit())
    alive = QTimer()
    alive.start(300)
    alive.timeout.connect(lambda: None)
    jobs = Jobs()
    program = Program(application, preferences, jobs, SuggestService(Worker("suggest")))
    sys.excepthook = program.on_exception
    program.window.show()
    # The first picture comes before anything that can wait.
    QTimer.singleShot(0, lambda: program.start(paths))
    QTimer.singleShot(0, program.feed.warm)
    QTimer.singleShot(0, leave_hand_free)
    code = application.exec()
    program.close()
    return code
