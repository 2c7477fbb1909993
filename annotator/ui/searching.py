"""Searching the project off the main thread: hits arrive some at a time; what a search lacks is made meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.everywhere import Doubt
from annotator.jobs import Jobs
from annotator.project import Area, Changes, Project, batch, search
from annotator.project.search import Hit, Tokenise
from annotator.ui.session import Notice, Session
from annotator.ui.tasks import Task, Tasks

# A page of hits: what a list shows at once. Every place of a form is wanted whole, so that page is larger.
PAGE = 300
_PAGE_EVERYWHERE = 3_000
_AT_ONCE = 50
# Places of a form in other articles: more are not counted, nor are more articles looked into, beside every mark.
_ENOUGH, _LOOKED_AT = 20, 100
_PREPARE_AFTER_MS = 5_000


class Mode(Enum):
    MORPHEMES = auto()
    LETTERS = auto()
    EVERYWHERE = auto()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    mode: Mode
    text: str


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a page ended: the articles that follow, and how many there are in all."""

    rest: list[int]
    articles: int


class Searching(QObject):
    """One search at a time; a new one ends the one before. Signals arrive on the main thread."""

    began = Signal()
    found = Signal(list)  # Hits, after those that came before
    ended = Signal()
    matched = Signal(str, object)  # the text a list is filtered by, and the articles that match it
    prepared = Signal(int)  # how many articles cannot be searched yet
    failed = Signal(object)
    unmarked = Signal(str, int, bool)  # a form, how many places of it other articles leave unmarked, whether more
    _batch = Signal(int, list)
    _waiting = Signal(int)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._tasks = Tasks(self)
        self._number = 0
        # Work may be done before `run` returns, so what is under way is known by number, not by its task.
        self.running = False
        self.preparing = False
        self._search: Task | None = None
        self._matching: Task | None = None
        self._asked = 0
        self._elsewhere: Task | None = None
        self._told = 0
        self._rest: list[int] = []
        self.wanted: Wanted | None = None
        self.articles = 0  # that may hold hits
        self.missing = 0
        self._later = QTimer(self, singleShot=True, interval=_PREPARE_AFTER_MS)
        self._later.timeout.connect(self.prepare)
        self._batch.connect(self._on_batch)
        self._waiting.connect(self._on_waiting)
        session.closing.connect(self._close)
        session.project_changed.connect(self._later.start)
        session.changed.connect(self._on_changes)

    # -- searching

    @property
    def more(self) -> bool:
        """Whether articles are left that may hold more hits."""
        return bool(self._rest)

    def search(self, text: str, *, letters: bool = False) -> None:
        """Looks for the words of `text` by their morphemes, or for its very letters."""
        self._start(Wanted(Mode.LETTERS if letters else Mode.MORPHEMES, text))

    def everywhere(self, form: str) -> None:
        """Looks for every place of `form`, to be marked."""
        self._start(Wanted(Mode.EVERYWHERE, form))

    def go_on(self) -> None:
        """The next page of hits."""
        if self._rest and self.wanted is not None and not self.running:
            self._run(self.wanted, self._rest)

    def stop(self) -> None:
        """Ends the search; what it has found stays."""
        self._number += 1
        if self.running and self._search is not None:
            self._search.cancel()
            self.running = False
            self.ended.emit()

    def _start(self, wanted: Wanted) -> None:
        self.stop()
        self.wanted = wanted
        self._rest, self.articles = [], 0
        self.began.emit()
        self.prepare()
        if wanted.text.strip() and self._session.project is not None:
            self._run(wanted, None)
        else:
            self.ended.emit()

    def _run(self, wanted: Wanted, among: list[int] | None) -> None:
        project = self._session.project
        assert project is not None
        self._number += 1
        number = self._number

        def work(task: Task) -> _Page:
            with project.for_thread() as mine:
                return self._look(mine, wanted, among, task, number)

        def done(page: _Page) -> None:
            if number == self._number:
                self.running = False
                self._rest = page.rest
                self.articles = max(self.articles, page.articles)
                self.ended.emit()

        self.running = True
        self._search = self._tasks.run(work, done=done, failed=lambda error: self._on_failure(error, number))

    def _look(self, project: Project, wanted: Wanted, among: list[int] | None, task: Task, number: int) -> _Page:
        """On the worker's thread: one page of hits, sent some at a time; ends with an article."""
        tokenise = self._tokeniser(task, urgent=True)
        if wanted.mode is Mode.EVERYWHERE:
            ids = search.articles(project, search.exactly(wanted.text)) if among is None else among

            def look(article_id: int) -> Iterator[Hit]:
                return search.everywhere(project, wanted.text, tokenise, among=[article_id])
        else:
            letters = wanted.mode is Mode.LETTERS
            query = search.exactly(wanted.text) if letters else search.by_morphemes(wanted.text, tokenise)
            ids = search.articles(project, query) if among is None else among

            def look(article_id: int) -> Iterator[Hit]:
                return search.find(project, query, among=[article_id])

        page = _PAGE_EVERYWHERE if wanted.mode is Mode.EVERYWHERE else PAGE
        count = 0
        waiting: list[Hit] = []
        for place, article_id in enumerate(ids):
            if task.cancelled() or count >= page:
                self._batch.emit(number, waiting)
                return _Page(ids[place:], len(ids))
            hits = list(islice(look(article_id), page))
            count += len(hits)
            waiting += hits
            if len(waiting) >= _AT_ONCE or (waiting and count == len(waiting)):
                self._batch.emit(number, waiting)
                waiting = []
        self._batch.emit(number, waiting)
        return _Page([], len(ids))

    def _on_batch(self, number: int, hits: list[Hit]) -> None:
        if number == self._number and hits:
            self.found.emit(hits)

    def _on_failure(self, error: Exception, number: int) -> None:
        if number == self._number:
            self.running = False
            self.ended.emit()
            self._tell(error)

    # -- beside a mark

    def look_elsewhere(self, form: str) -> None:
        """How many places of `form` other articles than the one shown leave unmarked, up to a few; `unmarked` tells."""
        if self._elsewhere is not None:
            self._elsewhere.cancel()
        self._told += 1
        told, project, here = self._told, self._session.project, self._session.article
        if project is None or here is None or not form.strip():
            return

        def work(task: Task) -> tuple[int, bool]:
            if task.cancelled():  # it waited for the one before, and meanwhile another mark was made
                return 0, False
            with project.for_thread() as mine:
                tokenise, count = self._tokeniser(task), 0
                ids = [number for number in search.articles(mine, search.exactly(form)) if number != here.id]
                for number in ids[:_LOOKED_AT]:
                    hits = search.everywhere(mine, form, tokenise, among=[number])
                    unmarked = (hit for hit in hits if hit.doubt is Doubt.NONE)
                    count += sum(1 for _ in islice(unmarked, _ENOUGH - count))
                    if count == _ENOUGH or task.cancelled():
                        return count, True
                return count, len(ids) > _LOOKED_AT

        def done(found: tuple[int, bool]) -> None:
            if told == self._told:
                self.unmarked.emit(form, *found)

        # Nobody has asked for it: where it fails nothing is said.
        self._elsewhere = self._tasks.run(work, done=done, failed=lambda _error: None)

    # -- filtering a list

    def match(self, text: str) -> None:
        """Which articles match `text`, for the article list; the answer comes with `matched`."""
        if self._matching is not None:
            self._matching.cancel()
        self._asked += 1
        asked = self._asked
        project = self._session.project
        if project is None or not text.strip():
            return

        def work(task: Task) -> frozenset[int]:
            with project.for_thread() as mine:
                return frozenset(search.matching(mine, search.by_morphemes(text, self._tokeniser(task, urgent=True))))

        def done(found: frozenset[int]) -> None:
            if asked == self._asked:
                self.matched.emit(text, found)

        # When it fails the titles are still searched.
        self._matching = self._tasks.run(work, done=done, failed=lambda _error: None)

    # -- marking

    def mark(self, hits: Sequence[Hit], label: str) -> None:
        """Marks the hits with a label, as one step for undo; says what was made and what was left."""
        project = self._session.project
        if project is None or not hits:
            return
        places = [batch.Place(hit.article_id, hit.start, hit.end, hit.text) for hit in hits]

        def work(_task: Task) -> batch.Marked:
            with project.for_thread() as mine:
                return batch.mark(mine, places, label)

        self._tasks.run(work, done=lambda done: self._on_marked(project, done), failed=self._tell)

    def _on_marked(self, project: Project, done: batch.Marked) -> None:
        if project is not self._session.project:
            return
        if done.changes is not None:
            self._session.take(done.changes)
        left = done.inside + done.crossing + done.other
        code = "marked_many_left" if left or done.there else "marked_many"
        values = {"made": done.made, "there": done.there, "inside": done.inside, "crossing": done.crossing}
        self._session.told.emit(Notice(code, values | {"other": done.other}, warn=not done.made))

    # -- making the index

    def prepare(self) -> None:
        """Makes searchable what is not, in the background; `prepared` tells how much is left."""
        project = self._session.project
        if project is None or self.preparing:
            return

        def work(task: Task) -> int:
            with project.for_thread() as mine:
                search.update(
                    mine,
                    self._tokeniser(task),
                    cancelled=task.cancelled,
                    progress=lambda done, of: self._waiting.emit(of - done),
                )
                return search.missing(mine)

        def done(missing: int) -> None:
            if project is self._session.project:
                self.preparing = False
                self._on_waiting(missing)

        def failed(_error: Exception) -> None:
            # Without the tokenizer letters can still be found; the next search tries again.
            if project is self._session.project:
                self.preparing = False

        self.preparing = True
        self._tasks.run(work, done=done, failed=failed)

    def _on_waiting(self, missing: int) -> None:
        if missing != self.missing:
            self.missing = missing
            self.prepared.emit(missing)

    def _on_changes(self, changes: Changes) -> None:
        if changes.areas & {Area.ARTICLES, Area.TEXTS}:
            self._later.start()

    def _tokeniser(self, task: Task, *, urgent: bool = False) -> Tokenise:
        def tokenise(texts: list[str]) -> list[bytes]:
            return task.result_of(self._jobs.tokenize(texts, urgent=urgent))

        return tokenise

    def _tell(self, error: Exception) -> None:
        self._session.told.emit(Notice("error", {"error": error}, warn=True))

    def _close(self) -> None:
        """The project is about to close: nothing may read or write it any more."""
        self._later.stop()
        self._number += 1
        self._asked += 1
        self._told += 1
        self._tasks.close()
        self._tasks.deleteLater()
        self._tasks = Tasks(self)
        self._search = self._matching = self._elsewhere = None
        self.running = self.preparing = False
        self.wanted, self._rest, self.articles, self.missing = None, [], 0, 0
        self.began.emit()
        self.ended.emit()
