"""What the actions do: file dialogs, clipboard, context menu; each ends in a call of session, marking or transfer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from annotator.errors import AnnotatorError
from annotator.formats import Options, get
from annotator.labels import load_preset
from annotator.paths import resource, user_documents
from annotator.project import Area, Changes, Project, operations
from annotator.span import Span
from annotator.ui import help_dialog
from annotator.ui.actions import Actions
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.format_names import format_name
from annotator.ui.import_dialog import ImportDialog
from annotator.ui.mark_menu import MarkMenu
from annotator.ui.marking import Marking
from annotator.ui.session import Notice, Session
from annotator.ui.suggesting import Suggesting
from annotator.ui.transfer import Transfer
from annotator.ui.wording import operation_name, project_title, quoted

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

SUFFIX = ".annotator"


class Commands(QObject):
    """Binds the actions and keeps them enabled only while they would do something."""

    opened = Signal(object)  # Path of a project to open
    sample_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        marking: Marking,
        suggesting: Suggesting,
        transfer: Transfer,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._marking = marking
        self._suggesting = suggesting
        self._transfer = transfer
        self._actions = actions
        actions.bind(
            new=self.new,
            open=self.open,
            import_files=self.import_files,
            import_folder=self.import_folder,
            import_as=self.import_as,
            paste=self.paste,
            export=self.export,
            save_copy=self.save_copy,
            sample=self.sample_wanted.emit,
            quit=window.close,
            undo=session.undo,
            redo=session.redo,
            copy=self.copy,
            find=self.find,
            find_next=lambda: window.find_bar.step(1),
            find_previous=lambda: window.find_bar.step(-1),
            everywhere=marking.everywhere,
            accept_all=suggesting.accept_usual,
            search=lambda: window.results.open_panel(),
            everywhere_project=self.everywhere_project,
            remove=marking.remove,
            note=window.notes.open,
            article_note=window.notes.open_article,
            remove_article=self.remove_article,
            done=self.done_and_next,
            reopen=self.reopen,
            previous=lambda: session.step(-1),
            next=lambda: session.step(1),
            larger=lambda: window.zoom(1),
            smaller=lambda: window.zoom(-1),
            usual_size=lambda: window.zoom(0),
            labels=window.open_labels,
            preferences=window.open_preferences,
            statistics=window.open_statistics,
            history=window.open_history,
            next_pane=lambda: window.walk_panes(1),
            previous_pane=lambda: window.walk_panes(-1),
            keys=lambda: help_dialog.show_keys(window),
            about=lambda: help_dialog.show_about(window),
        )
        transfer.column_wanted.connect(self.ask_column)
        session.project_changed.connect(self.refresh)
        session.article_changed.connect(self.refresh)
        session.changed.connect(self._on_changes)
        marking.selection_changed.connect(self.refresh)
        suggesting.changed.connect(self._refresh_acceptance)
        self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if Area.PROJECT in changes.areas:
            self._session.project_changed.emit()

    def refresh(self) -> None:
        """Which actions can be used now."""
        project, article = self._session.project, self._session.article
        writable = project is not None and not project.read_only
        before, after = (project.undoable(), project.redoable()) if project is not None and writable else (None, None)
        for action, entry in ((self._actions.undo, before), (self._actions.redo, after)):
            action.setEnabled(entry is not None)
            self._actions.tell(action, operation_name(entry.kind, entry.values) if entry is not None else "")
        self._actions.export.setEnabled(bool(self._session.order))
        for always in (self._actions.save_copy, self._actions.statistics, self._actions.history, self._actions.labels):
            always.setEnabled(project is not None)
        for action in (self._actions.find, self._actions.find_next, self._actions.find_previous):
            action.setEnabled(article is not None)
        for action in (self._actions.note, self._actions.article_note, self._actions.source):
            action.setEnabled(article is not None)
        for action in (self._actions.done, self._actions.remove_article):
            action.setEnabled(writable and article is not None)
        self._actions.reopen.setEnabled(writable and article is not None and article.state == "done")
        self._actions.remove.setEnabled(writable and self._marking.selected is not None)
        in_hand = self._marking.in_hand is not None
        self._actions.copy.setEnabled(in_hand)
        self._actions.everywhere.setEnabled(writable and in_hand)
        self._actions.everywhere_project.setEnabled(in_hand)
        self._actions.search.setEnabled(bool(self._session.order))
        for action in (self._actions.previous, self._actions.next):
            action.setEnabled(len(self._session.order) > 1)

        self._refresh_acceptance()

    def _refresh_acceptance(self) -> None:
        project = self._session.project
        writable = project is not None and not project.read_only
        self._actions.accept_all.setEnabled(writable and bool(self._suggesting.at_least(*self._suggesting.usual)))

    # -- files

    def _folder(self) -> str:
        project = self._session.project
        folder = Path(project.path).parent if project and self._transfer.keeps_articles() else user_documents()
        return str(folder if folder.is_dir() else Path.home())

    def new(self) -> None:
        """Asks for a place and opens an empty project there."""
        start = str(Path(self._folder()) / self.tr("새 프로젝트.annotator"))
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("새 프로젝트"), start, self._project_filter())
        if name:
            path = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
            self._try(lambda: self._create(path))

    def _create(self, path: Path) -> None:
        # The dialog has asked whether to replace; a project is never overwritten all the same.
        self._session.open(Project.create(path, load_preset(resource("labels", "news.toml"))))

    def open(self) -> None:
        """Asks for a project or for article files."""
        filters = f"{self._project_filter()};;{self.tr('모든 파일')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("열기"), self._folder(), filters)
        self.take_paths([Path(name) for name in names])

    def take_paths(self, paths: list[Path]) -> None:
        """A project is opened, anything else imported: what opening, dropping and the command line have in common."""
        projects = [path for path in paths if path.suffix == SUFFIX and path.is_file()]
        others = [path for path in paths if path not in projects]
        if projects:
            self.opened.emit(projects[0])
        if others:
            self._transfer.import_paths(others)

    def import_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("기사 가져오기"), self._folder(), f"{self.tr('모든 파일')} (*)"
        )
        if names:
            self._transfer.import_paths([Path(name) for name in names])

    def import_as(self) -> None:
        """Asks for files, then of which format they are."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("형식을 골라 가져오기"), self._folder(), f"{self.tr('모든 파일')} (*)"
        )
        if names and not self._transfer.busy:
            dialog = ImportDialog(
                [Path(name) for name in names], self._session.labels, self._transfer.tasks, self._window
            )
            dialog.chosen.connect(
                lambda files, form, options: self._transfer.import_paths(files, form=form, options=options)
            )
            dialog.open()

    def ask_column(self, table: str, columns: list[str], likeliest: str) -> None:
        """Asks which column of a table holds the text, and imports with the answer; Enter takes the likeliest."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("본문이 든 열"))
        dialog.setLabelText(self.tr("{0}: 본문이 든 열을 고르세요.").format(table))
        dialog.setComboBoxItems(columns)
        dialog.setTextValue(likeliest)
        dialog.setOkButtonText(self.tr("가져오기"))
        dialog.setCancelButtonText(self.tr("취소"))
        dialog.textValueSelected.connect(self._transfer.with_column)
        dialog.open()

    def import_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("폴더 가져오기"), self._folder())
        if name:
            self._transfer.import_paths([Path(name)])

    def paste(self) -> None:
        """The clipboard becomes a new article: its files if it holds some, else its text."""
        data = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.take_paths(paths)
        else:
            self.paste_text(data.text())

    def paste_text(self, text: str) -> None:
        self._transfer.paste(text, self.tr("붙여넣은 글 {0}").format(f"{datetime.now():%Y-%m-%d %H.%M.%S}"))

    def export(self) -> None:
        """Asks what to export and how, then where to."""
        project = self._session.project
        if project is not None and not self._transfer.busy:
            dialog = ExportDialog(
                project, self._transfer.tasks, self._transfer.jobs, self._transfer.suggests, self._window
            )
            dialog.chosen.connect(self._export_to)
            dialog.open()

    def _export_to(self, name: str, options: Options, suggestions: bool) -> None:
        form = get(name)
        suffix = "" if form.FOLDER else form.SUFFIXES[0]
        title = f"{project_title(self._session.project)}{f' {name}' if form.FOLDER else suffix}"
        what = f"{format_name(name)} (*{suffix})" if suffix else format_name(name)
        start = str(Path(self._folder()) / title)
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("내보낼 곳"), start, what)
        if chosen:
            target = Path(chosen) if Path(chosen).suffix or not suffix else Path(chosen + suffix)
            # The dialog has asked about the name chosen, not about those made of it.
            there = [file.name for file in form.files(target, options) if str(file) != chosen and file.exists()]
            if not there or self._may_replace(there):
                self._transfer.export(target, name, options, suggestions=suggestions)

    def _may_replace(self, names: list[str]) -> bool:
        box = QMessageBox(QMessageBox.Icon.Warning, "annotator", "", parent=self._window)
        box.setText(self.tr("이미 있는 파일입니다. 바꿀까요?"))
        box.setInformativeText("\n".join(names))
        replace = box.addButton(self.tr("바꾸기"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("취소"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is replace

    def save_copy(self) -> None:
        start = str(Path(self._folder()) / self.tr("{0} 사본.annotator").format(project_title(self._session.project)))
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("사본 저장"), start, self._project_filter())
        if not name:
            return
        target = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
        if str(target) == name or not target.exists() or self._may_replace([target.name]):
            self._transfer.save_copy(target)

    def _project_filter(self) -> str:
        return f"{self.tr('annotator 프로젝트')} (*{SUFFIX})"

    def _try(self, step: Callable[[], object]) -> None:
        try:
            step()
        except AnnotatorError as error:
            self._session.told.emit(Notice("error", {"error": error}, warn=True))

    # -- articles and marks

    def done_and_next(self) -> None:
        """Marks the article done and goes to the next unfinished one of the list, from the end back to the start."""
        article = self._session.article
        if article is None:
            return
        if article.state != "done" and self._session.do(operations.set_state, article.id, "done") is None:
            return
        unfinished = self._window.articles.model.next_open(article.id)
        if unfinished is None:
            self._session.told.emit(Notice("all_done"))
        else:
            self._session.show(unfinished)

    def reopen(self) -> None:
        if self._session.article is not None:
            self._session.do(operations.set_state, self._session.article.id, "open")

    def remove_article(self) -> None:
        if self._session.article is not None:
            self._session.do(operations.remove_articles, [self._session.article.id])

    def copy(self) -> None:
        """The text of the mark in hand goes to the clipboard."""
        span = self._marking.in_hand
        if span is not None:
            QGuiApplication.clipboard().setText(span.text)
            self._session.told.emit(Notice("copied", {"text": quoted(span.text)}))

    def find(self) -> None:
        """Opens the find bar, with the selected mark's text if there is one, from the top of the view on."""
        self._actions.source.setChecked(False)
        span = self._marking.selected
        self._window.find_bar.open_bar(span.text if span else "", span.start if span else self._window.article.top())

    def everywhere_project(self) -> None:
        """Lists the places of the mark in hand in the whole project, to be marked like it."""
        span = self._marking.in_hand
        if span is not None:
            self._window.results.open_everywhere(span.text, self._session.labels.get(span.label))

    def context_menu(self, span: Span | None, position: int | None, at: QPoint) -> None:
        """What can be done with the mark under the pointer, or with the article."""
        MarkMenu(self._session, self._marking, self._actions, span, position, self._window).popup(at)
