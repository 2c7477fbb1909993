"""Articles in and out of the project in the background: files, folders, paste; export; a copy of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator import formats
from annotator.article import Emptiness
from annotator.errors import AnnotatorError
from annotator.intake import AUTO, Intake, found, take_in
from annotator.jobs import Jobs
from annotator.labels import load_preset
from annotator.paths import resource, user_documents
from annotator.project import SUFFIX, NewArticle, Project, operations
from annotator.proposing import with_suggestions
from annotator.suggest.service import SuggestService
from annotator.ui.session import Notice, Session
from annotator.ui.tasks import Task, Tasks

_EMPTY = frozenset(reason.code for reason in Emptiness)


class Transfer(QObject):
    """Starts the work and shows what came of it; one import or export at a time."""

    started = Signal(object, str)  # Task, what it does: "import" or "export"
    column_wanted = Signal(str, list, str)  # a table's name, its columns, the likeliest: which one holds the text?
    # AnnotatorErrors: of what stayed out, of what came in all the same; whether anything came in.
    reported = Signal(list, list, bool)
    project_wanted = Signal(object)  # a Project made for the articles to come
    project_unwanted = Signal(object)  # its Path: none came

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        jobs: Jobs | None = None,
        suggester: SuggestService | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.tasks = tasks
        self.jobs = jobs
        self._suggester = suggester
        self._running: Task | None = None
        self._into: Project | None = None  # what the import under way writes to
        self._made: Path | None = None  # the project made for the import under way
        self._paths: list[Path] = []
        self._again: Callable[[], None] | None = None
        self.keeps_articles: Callable[[], bool] = lambda: True
        session.closing.connect(self._stop_writing)

    @property
    def busy(self) -> bool:
        return self._running is not None

    @property
    def suggests(self) -> bool:
        """Whether there is somebody to ask for suggestions."""
        return self._suggester is not None

    # -- in

    def import_paths(
        self,
        paths: Sequence[Path],
        *,
        form: str = AUTO,
        options: formats.Options = formats.DEFAULTS,
        force: bool = False,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        """Imports files and folders, pages and annotated records alike; one operation, whatever there is in them."""
        self._paths = list(paths)

        def work(task: Task, project: Project) -> Intake:
            files = found(paths)
            return take_in(
                project,
                files,
                form=form,
                options=options,
                force=force,
                columns=columns,
                # A file may hold many articles: how many nobody knows before it is read.
                progress=lambda done: task.progressed.emit(done, len(files) if done <= len(files) else 0),
                cancelled=task.cancelled,
            )

        again = {"form": form, "options": options, "columns": columns}
        self._import(work, lambda: self.import_paths(paths, force=True, **again))  # type: ignore[arg-type]

    def paste(self, text: str, name: str, *, force: bool = False) -> None:
        """Makes an article of pasted text."""
        if not text.strip():
            self._session.told.emit(Notice("clipboard_empty", warn=True))
            return

        def work(_task: Task, project: Project) -> Intake:
            from annotator.articles import clean, source_from_text

            source = source_from_text(text, name)
            article = NewArticle(source=source, article=clean(source))
            return Intake(operations.add_articles(project, [article], force=force))

        self._import(work, lambda: self.paste(text, name, force=True))

    def _import(self, read: Callable[[Task, Project], Intake], again: Callable[[], None]) -> None:
        if self.busy or not self._ready_to_write():
            return
        project = self._session.project
        assert project is not None
        self._again = again
        self._into = project

        def work(task: Task) -> tuple[Intake, bool]:
            with project.for_thread() as mine:
                return read(task, mine), task.cancelled()

        self._start(work, lambda outcome: self._on_imported(outcome, project), "import")

    def with_column(self, name: str) -> None:
        """Imports the same files once more, now that the column of the text is known."""
        if self._paths:
            self.import_paths(self._paths, columns={"text": name})

    def force_again(self) -> None:
        """Imports once more what was skipped because it is there already."""
        if self._again is not None:
            self._again()

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

    def _on_imported(self, outcome: tuple[Intake, bool], into: Project) -> None:
        self._running = self._into = None
        intake, cancelled = outcome
        result = intake.result
        said = [*intake.refused, *result.report]
        empty = [error for error in said if error.code in _EMPTY]
        unnamed = [error for error in said if error.code == "source.columns"]
        if unnamed:
            # Which column holds the text nobody but the user can say.
            table = unnamed[0].values
            self.column_wanted.emit(table["name"], str(table["columns"]).split(", "), str(table["longest"]))
            said = [error for error in said if error not in unnamed]
        remarks = [error for error in said if error.code in formats.REMARKS]
        refused = [error for error in said if error.code not in _EMPTY and error not in remarks]
        if self._session.project is not into:
            # Another project was opened meanwhile; what came in before that is in the first one.
            return
        if result.changes is not None:
            self._session.take(result.changes)
        if result.added:
            self._session.show(result.added[0])
        came = bool(result.added or intake.merged)
        if refused or remarks:
            self.reported.emit(refused, remarks, came)
        notice = self._notice(intake, cancelled)
        if empty and not refused:
            # The articles are in, their source is shown: what could not be found is what there is to say.
            notice = Notice("error", {"error": empty[0]}, warn=True)
            if len(empty) > 1:
                counts = {"count": f"{len(empty):,}", "added": f"{len(result.added):,}"}
                notice = Notice("without_text", counts, warn=True)
        if notice is not None and (came or not refused):
            self._session.told.emit(notice)
        self._give_up_made(empty=not result.added)

    def _notice(self, intake: Intake, cancelled: bool) -> Notice | None:
        result = intake.result
        if intake.merged and not result.added:
            spans = f"{sum(intake.merged.values()):,}"
            return Notice("merged", {"articles": f"{len(intake.merged):,}", "spans": spans})
        added, skipped = f"{len(result.added):,}", f"{len(result.skipped):,}"
        if cancelled and not result.added:
            return Notice("import_cancelled")
        if result.added and self._made is not None:
            code = "imported_new_skipped" if result.skipped else "imported_new"
            return Notice(code, {"added": added, "skipped": skipped, "path": str(self._made)})
        if result.added:
            code = "imported_skipped" if result.skipped else "imported"
            return Notice(code, {"added": added, "skipped": skipped})
        if result.skipped:
            return Notice("all_skipped", {"skipped": skipped}, warn=True)
        return Notice("nothing_to_import", warn=True)

    # -- out

    def export_jsonl(self, target: Path) -> None:
        """Writes the project's own JSONL and its sidecar."""
        self.export(target, formats.names()[0])

    def export(
        self, target: Path, name: str, options: formats.Options = formats.DEFAULTS, *, suggestions: bool = False
    ) -> None:
        """Writes the project in a format; `suggestions` go along where the format has a place for them."""
        project, jobs, suggester = self._session.project, self.jobs, self._suggester
        if self.busy or project is None:
            return
        if target.suffix == SUFFIX or (target.exists() and target.samefile(project.path)):
            refusal = AnnotatorError("cli.out_is_project", path=str(target))
            self._session.told.emit(Notice("error", {"error": refusal}, warn=True))
            return

        def work(task: Task) -> tuple[formats.ExportReport, Path]:
            with project.for_thread() as mine:
                total = mine.progress().articles
                asked = replace(options, tokenize=jobs.tokens) if jobs is not None else options
                if suggestions and suggester is not None:
                    asked = with_suggestions(asked, mine, jobs, suggester, cancelled=task.cancelled)
                report = formats.get(name).write(
                    mine,
                    target,
                    options=asked,
                    progress=lambda done: task.progressed.emit(done, total),
                    cancelled=task.cancelled,
                )
            return report, formats.get(name).files(target, options)[0]

        self._start(work, self._on_exported, "export")

    def _on_exported(self, outcome: tuple[formats.ExportReport, Path]) -> None:
        self._running = None
        report, target = outcome
        values = {"count": f"{report.articles:,}", "path": str(target), "open": f"{report.left_open:,}"}
        code = "export_cancelled" if report.cancelled else "exported_done" if report.left_open else "exported"
        if report.splits and not report.cancelled:
            code = "exported_split_done" if report.left_open else "exported_split"
            values |= {split: f"{articles:,}" for split, (articles, _) in report.splits.items()}
        self._session.told.emit(Notice(code, values))

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
        self._running = self.tasks.run(work, done=done, failed=self._on_failure)
        self.started.emit(self._running, what)

    def _on_failure(self, error: Exception) -> None:
        self._running = self._into = None
        self._session.told.emit(Notice("error", {"error": error}, warn=True))
        self._give_up_made(empty=True)

    def _give_up_made(self, *, empty: bool) -> None:
        made, self._made = self._made, None
        if made is not None and empty:
            self.project_unwanted.emit(made)

    def _stop_writing(self) -> None:
        """The file is let go of: nothing of ours may write it any more."""
        if self._running is not None and self._into is not None:
            self._running.cancel()
            self._running.wait()


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
