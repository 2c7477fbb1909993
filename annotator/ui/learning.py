"""What the suggester is taught by the work in the window: names at once, finished articles quickly, all when idle."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.project import Area, Changes, Project, State, learning
from annotator.project.learning import Measured
from annotator.suggest.bulk import Knowledge, keep
from annotator.suggest.readings import lessons, reading
from annotator.suggest.service import SuggestService
from annotator.ui.session import Session
from annotator.ui.tasks import Task, Tasks

# By then the article is on the screen: reading the names of a large project would make it wait.
_KEPT_AFTER_MS = 150
# Marks made in one breath are told together.
_NAMES_AFTER_MS = 150
# The hands have rested this long: time for a full training.
_IDLE_AFTER_MS = 10_000
_LESSONS_AT_ONCE = 50
_ARTICLES_AT_ONCE = 8


class Learning(QObject):
    """Teaches the service about the project that is open; without a service it does nothing."""

    learnt = Signal()  # other suggestions are to be expected
    named = Signal()  # a name was confirmed or taken back
    sureness = Signal(int, int)  # articles done, and of how many; 0, 0: it has ended
    measured = Signal()  # `scores` are new

    def __init__(
        self, session: Session, tasks: Tasks, service: SuggestService | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._service = service
        self.taught = 0
        self.scores: list[Measured] = []  # oldest first
        self._renamed: set[int] = set()
        self._touched: set[int] = set()
        self._shown: int | None = None
        self._new = False  # something was taught since the last full training
        self._sureness: Task | None = None
        self._names_later = QTimer(self, singleShot=True, interval=_NAMES_AFTER_MS)
        self._names_later.timeout.connect(self._tell_names)
        self._tell_later = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._tell_later.timeout.connect(self._tell_kept)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_AFTER_MS)
        self._idle.timeout.connect(self.study)
        session.project_changed.connect(self.begin)
        session.article_changed.connect(self._on_article)
        session.changed.connect(self._on_changes)
        session.closing.connect(self._on_closing)

    # -- beginning

    def begin(self) -> None:
        """Begins anew with the project that is open, in a moment; also when a worker was replaced."""
        self.taught = 0
        self._renamed.clear()
        self._touched.clear()
        self.scores = []
        service, project = self._service, self._session.project
        if service is None or project is None:
            self.measured.emit()
            return
        labels = tuple(label.key for label in self._session.labels)
        service.open(str(project.path), labels)
        self._tell_later.start()

    def _tell_kept(self) -> None:
        """What the project has kept, then what is finished: to the worker, on a thread of its own."""
        service, project = self._service, self._session.project
        if service is None or project is None:
            return

        def work(task: Task) -> tuple[int, bool, list[Measured]]:
            with project.for_thread() as mine:
                restored = task.result_of(service.know(Knowledge.of(mine)))
                measured = learning.measured(mine)
                known = self._teach_all(service, mine, task, None, train=not restored)
                return known, restored, measured

        def done(told: tuple[int, bool, list[Measured]]) -> None:
            if project is self._session.project:
                self.taught, restored, self.scores = told
                self._new = self.taught > 0 and not (restored and self.scores)
                self.measured.emit()
                self.learnt.emit()
                self._idle.start()

        self._run(work, done)

    def _teach_all(
        self, service: SuggestService, project: Project, task: Task, articles: list[int] | None, *, train: bool
    ) -> int:
        """On a thread of its own: teaches articles some at a time; how many the worker knows then."""
        gone = set(learning.names(project, articles)) if articles is not None else set()
        batch = []
        for one in lessons(project, articles):
            gone.discard(one.key)
            batch.append(one)
            if len(batch) == _LESSONS_AT_ONCE:
                task.result_of(service.learn(batch, train=False))
                batch = []
        return task.result_of(service.learn(batch, train=train, gone=gone))

    # -- following the work

    def _on_article(self) -> None:
        """An open article that was worked on teaches when it is left."""
        article = self._session.article
        shown = article.id if article is not None else None
        if shown != self._shown:
            left, self._shown = self._touched - {shown}, shown
            self._touched -= left
            self._teach(left, train=False)

    def _on_changes(self, changes: Changes) -> None:
        self._idle.start()
        if Area.LABELS in changes.areas:
            self.begin()
            return
        if changes.areas & {Area.SPANS, Area.ARTICLES, Area.TEXTS}:
            self._renamed |= changes.articles
            self._names_later.start()
        if Area.STATES in changes.areas:
            self._touched -= changes.articles
            self._teach(changes.articles, train=True)
        else:
            self._touched |= changes.articles

    def _tell_names(self) -> None:
        service, project = self._service, self._session.project
        if service is None or project is None or not self._renamed:
            return
        ids, self._renamed = self._renamed, set()

        def work(task: Task) -> None:
            with project.for_thread() as mine:
                task.result_of(service.confirm(learning.names(mine, ids)))

        self._run(work, lambda _: self.named.emit() if project is self._session.project else None)

    def _teach(self, articles: Iterable[int], *, train: bool) -> None:
        service, project, ids = self._service, self._session.project, list(articles)
        if service is None or project is None or not ids:
            return
        self._new = True

        def work(task: Task) -> int:
            with project.for_thread() as mine:
                return self._teach_all(service, mine, task, ids, train=train)

        def done(known: int) -> None:
            if known and project is self._session.project:
                self.taught = known
                if train:
                    self.learnt.emit()

        self._run(work, done)

    # -- when idle

    def study(self) -> None:
        """A full training, kept in the project with how good it is."""
        service, project = self._service, self._session.project
        if service is None or project is None or not self._new:
            return
        self._new = False

        def work(task: Task) -> list[Measured] | None:
            studied = task.result_of(service.study())
            if studied is None:
                return None
            with project.for_thread() as mine:
                keep(mine, studied.model, studied.articles, studied.sentences, studied.held_out)
                return learning.measured(mine)

        def done(measured: list[Measured] | None) -> None:
            if measured is not None and project is self._session.project:
                self.scores = measured
                self.measured.emit()
                self.learnt.emit()

        self._run(work, done)

    # -- which article next

    def measure_sureness(self) -> None:
        """How sure suggestions are of each open article of which that is not known, kept in the project; `sureness`
        tells how far it is. Begun again it goes on where it was; another order of the list ends it."""
        service, project = self._service, self._session.project
        self.stop_sureness()
        if service is None or project is None:
            return

        def work(task: Task) -> None:
            with project.for_thread() as mine:
                known = learning.confidences(mine)
                rows = [row for row in mine.article_rows() if row.state == State.OPEN and row.id not in known]
                for start in range(0, len(rows), _ARTICLES_AT_ONCE):
                    task.progressed.emit(start, len(rows))
                    articles = [mine.article(row.id) for row in rows[start : start + _ARTICLES_AT_ONCE]]
                    values = task.result_of(service.sure([reading(mine, article) for article in articles]))
                    sure = {(one.id, one.revision): value for one, value in zip(articles, values, strict=True)}
                    learning.keep_confidences(mine, sure)

        self._sureness = self._tasks.run(
            work, done=lambda _: self.sureness.emit(0, 0), failed=lambda _: self.sureness.emit(0, 0)
        )
        self._sureness.progressed.connect(self.sureness)

    def stop_sureness(self) -> None:
        if self._sureness is not None:
            with suppress(RuntimeError):  # it has ended and is gone
                self._sureness.cancel()
            self._sureness = None

    def _run(self, work: Any, done: Any) -> None:
        # Suggestions are a help: where they fail the work goes on without them.
        self._tasks.run(work, done=done, failed=lambda _error: None)

    def _on_closing(self) -> None:
        self.stop_sureness()
        self._tell_later.stop()
        self._idle.stop()
        self._names_later.stop()
