"""An article's tokens for the window: from the project's cache, else from the tokenizer's process, never waited for."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError
from annotator.jobs import InlineJobs, Jobs
from annotator.morphology import Morphemes, chunks, decode, tokenizer_version
from annotator.project import Project, StoredArticle
from annotator.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class _Chunk:
    article: int
    revision: int
    start: int
    end: int
    text: str


class TokenFeed(QObject):
    """Tokenises what the hand needs next: the chunk asked for, the rest of the article, then the articles after it."""

    added = Signal(int)  # article id: its Morphemes know more than before
    warmed = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs | InlineJobs, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._tasks = tasks
        self._project: Project | None = None
        self._morphemes: dict[int, Morphemes] = {}
        self._waiting: deque[_Chunk] = deque()
        self._ahead: deque[int] = deque()
        self._busy: _Chunk | None = None
        self.ready = False
        self.broken = False

    def warm(self) -> None:
        self._tasks.watch(self._jobs.warm(), done=self._on_warm, failed=self._on_failure)

    def open(self, project: Project | None) -> None:
        """Forgets the old project's articles; results that still arrive for them are dropped."""
        self._project = project
        self._morphemes.clear()
        self._waiting.clear()
        self._ahead.clear()
        self._busy = None

    def show(self, article: StoredArticle, ahead: Sequence[int]) -> Morphemes:
        """The morphemes of `article`, as far as known now; the rest follows with `added`. `ahead` come afterwards."""
        self.broken = False
        self._ahead = deque(ahead)
        self._waiting = deque(self._missing(article))
        self._next()
        return self._morphemes[article.id]

    def urge(self, position: int) -> None:
        """Somebody waits for the chunk around `position` of the article shown."""
        for chunk in list(self._waiting):
            if chunk.start <= position < chunk.end:
                self._waiting.remove(chunk)
                self._waiting.appendleft(chunk)
        self._next()

    def _missing(self, article: StoredArticle) -> list[_Chunk]:
        assert self._project is not None
        segments = [(segment.start, segment.end) for segment in article.segments]
        morphemes = Morphemes(article.text, segments or None)
        known = self._project.tokens(article.id)
        for (start, end), data in list(known.items()):
            try:
                morphemes.add(start, end, decode(data))
            except AnnotatorError:
                del known[start, end]  # damaged in the file: the tokenizer makes them anew
        self._morphemes = {article.id: morphemes}
        return self._chunks(article, known)

    def _chunks(self, article: StoredArticle, known: dict[tuple[int, int], bytes]) -> list[_Chunk]:
        return [
            _Chunk(article.id, article.revision, start, end, article.text[start:end])
            for start, end in chunks(article.text)
            if (start, end) not in known
        ]

    def _next(self) -> None:
        if self._busy is not None or self._project is None or self.broken:
            return
        while not self._waiting and self._ahead:
            try:
                article = self._project.article(self._ahead.popleft())
            except AnnotatorError:
                continue  # it was taken out meanwhile
            self._waiting.extend(self._chunks(article, self._project.tokens(article.id)))
        if self._waiting:
            chunk = self._busy = self._waiting.popleft()
            future = self._jobs.tokenize([chunk.text], urgent=chunk.article in self._morphemes)
            self._tasks.watch(future, done=lambda data: self._on_tokens(chunk, data), failed=self._on_failure)

    def _on_tokens(self, chunk: _Chunk, data: list[bytes]) -> None:
        if self._busy is not chunk or self._project is None:
            return
        self._busy = None
        if not self._project.read_only:
            self._project.put_tokens(
                chunk.article, chunk.revision, tokenizer_version(), {(chunk.start, chunk.end): data[0]}
            )
        if chunk.article in self._morphemes:
            self._morphemes[chunk.article].add(chunk.start, chunk.end, decode(data[0]))
            self.added.emit(chunk.article)
        self._next()

    def _on_warm(self, _version: str) -> None:
        self.ready = True
        self.warmed.emit()

    def _on_failure(self, error: Exception) -> None:
        # The hand goes on with the fallback of words; the next article tries the tokenizer again.
        self.broken = True
        self._busy = None
        self._waiting.clear()
        self._ahead.clear()
        self.failed.emit(error)
