"""Articles in and out of the project in the background: files, folders, paste; export; a copy of the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.articles import clean, find_files, read_source, source_from_text
from annotator.errors import AnnotatorError
from annotator.formats import jsonl
from annotator.labels import load_preset
from annotator.paths import resource, user_documents
from annotator.project import ImportResult, NewArticle, Project, operations
from annotator.ui.session import Notice, Session
from annotator.ui.tasks import Task, Tasks


@dataclass(slots=True)
class Imported:
    """What an import did: the project's result, and the files that could not be read with the reason."""

    result: ImportResult | None
    refused: list[AnnotatorError] = field(default_factory=list)
    cancelled: bool = False


class Transfer(QObject):
    """Starts the work and shows what came of it; one import or export at a time."""

    started = Signal(object, str)  # Task, what it does: "import" or "export"
    refused = Signal(list)  # AnnotatorErrors of single files
    project_wanted = Signal(object)  # a Project made for the articles to come

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._running: Task | None = None
        self._made: Path | None = None  # the project made for the import under way
        self.keeps_articles: Callable[[], bool] = lambda: True

    @property
    def busy(self) -> bool:
        return self._running is not None

    # -- in

    def import_paths(self, paths: Sequence[Path], *, force: bool = False) -> None:
        """Imports files and folders; one operation, whatever there is in them."""
        self._import(lambda task: _read(paths, task), force)

    def paste(self, text: str, name: str) -> None:
        """Makes an article of pasted text."""
        if not text.strip():
            self._session.told.emit(Notice("clipboard_empty", warn=True))
            return
        source = source_from_text(text, name)
        self._import(lambda _task: ([NewArticle(source=source, article=clean(source))], []), force=False)

    def _import(self, read: Callable[[Task], tuple[list[NewArticle], list[AnnotatorError]]], force: bool) -> None:
        if self.busy or not self._ready_to_write():
            return
        project = self._session.project
        assert project is not None

        def work(task: Task) -> Imported:
            articles, refused = read(task)
            if task.cancelled() or not articles:
                return Imported(None, refused, task.cancelled())
            with project.for_thread() as mine:
                result = operations.add_articles(
                    mine,
                    articles,
                    force=force,
                    progress=lambda done: task.progressed.emit(done, len(articles)),
                    cancelled=task.cancelled,
                )
            return Imported(result, refused, task.cancelled())

        self._start(work, self._on_imported, "import")

    def _ready_to_write(self) -> bool:
        """Sees to a project that articles may go into: the one open, or a new one in place of the sample's or none."""
        if self._session.project is None or not self.keeps_articles():
            try:
                made = new_project()
                self._made = Path(made.path)
                self.project_wanted.emit(made)
            except AnnotatorError as error:
                self._session.told.emit(Notice("error", {"error": error}, warn=True))
                return False
        project = self._session.project
        if project is not None and project.read_only:
            refusal = AnnotatorError("project.read_only", path=str(project.path))
            self._session.told.emit(Notice("error", {"error": refusal}, warn=True))
            return False
        return project is not None

    def _on_imported(self, imported: Imported) -> None:
        self._running = None
        result = imported.result
        added = result.added if result else []
        skipped = len(result.skipped) if result else 0
        if result is not None and result.changes is not None:
            self._session.take(result.changes)
            self._session.show(added[0])
        if imported.refused:
            self.refused.emit(imported.refused)
        if imported.cancelled and not added:
            notice = Notice("import_cancelled")
        elif added and self._made is not None:
            notice = Notice("imported_new", {"added": f"{len(added):,}", "path": str(self._made)})
        elif added:
            code = "imported_skipped" if skipped else "imported"
            notice = Notice(code, {"added": f"{len(added):,}", "skipped": f"{skipped:,}"})
        elif skipped:
            notice = Notice("all_skipped", {"skipped": f"{skipped:,}"}, warn=True)
        elif not imported.refused:
            notice = Notice("nothing_to_import", warn=True)
        else:
            return
        self._made = None
        self._session.told.emit(notice)

    # -- out

    def export_jsonl(self, target: Path) -> None:
        """Writes the project's own JSONL and its sidecar."""
        project = self._session.project
        if self.busy or project is None:
            return

        def work(task: Task) -> tuple[int, Path] | None:
            with project.for_thread() as mine:
                total = mine.progress().articles
                report = jsonl.write(
                    mine,
                    target,
                    progress=lambda done: task.progressed.emit(done, total),
                    cancelled=task.cancelled,
                )
            return None if report.cancelled else (report.articles, target)

        self._start(work, self._on_exported, "export")

    def _on_exported(self, result: tuple[int, Path] | None) -> None:
        self._running = None
        if result is None:
            self._session.told.emit(Notice("export_cancelled"))
        else:
            self._session.told.emit(Notice("exported", {"count": f"{result[0]:,}", "path": str(result[1])}))

    def save_copy(self, target: Path) -> None:
        """Copies the project's file as it is now."""
        project = self._session.project
        if self.busy or project is None:
            return

        def work(_task: Task) -> Path:
            with project.for_thread() as mine:
                mine.copy_to(target)
            return target

        self._start(work, self._on_copied, "copy")

    def _on_copied(self, target: Path) -> None:
        self._running = None
        self._session.told.emit(Notice("copy_saved", {"path": str(target)}))

    # -- both

    def _start(self, work: Callable[[Task], object], done: Callable[..., None], what: str) -> None:
        self._running = self._tasks.run(work, done=done, failed=self._on_failure)
        self.started.emit(self._running, what)

    def _on_failure(self, error: Exception) -> None:
        self._running = None
        self._session.told.emit(Notice("error", {"error": error}, warn=True))


def _read(paths: Sequence[Path], task: Task) -> tuple[list[NewArticle], list[AnnotatorError]]:
    """The cleaned articles of files and folders, and why some could not be had."""
    articles: list[NewArticle] = []
    refused: list[AnnotatorError] = []
    files = find_files(paths)
    for number, file in enumerate(files):
        if task.cancelled():
            break
        try:
            source = read_source(file)
            articles.append(NewArticle(source=source, article=clean(source)))
        except AnnotatorError as error:
            refused.append(error)
        task.progressed.emit(number + 1, len(files))
    return articles, refused


def new_project(folder: Path | None = None) -> Project:
    """A project among the user's documents, named after the day; an existing file is never touched."""
    place = folder or user_documents()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnnotatorError("project.no_folder", path=str(place), reason=error.strerror or str(error)) from error
    day = date.today().isoformat()
    names = (f"{day}.annotator" if number == 1 else f"{day} ({number}).annotator" for number in range(1, 10_000))
    path = next(place / name for name in names if not (place / name).exists())
    return Project.create(path, load_preset(resource("labels", "news.toml")))
