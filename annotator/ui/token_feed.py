"""An article's tokens for the window: from the project's cache, else from the tokenizer's process, never waited for."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.jobs import InlineJobs, Jobs
from annotator.morphology import Morphemes, chunks, tokenizer_version
from annotator.project import Project, StoredArticle
from annotator.tokens import columns
from annotator.ui.tasks import Tasks

# Of a longer text no more than a chunk or two is unpacked before it is shown, the rest in the moments after: all of it
# would be a fifth of a switch to 20,000 characters, and 1.3 s for 1,000,000.
_AT_ONCE = 3_000
_AFTER_MS = 60  # by then it is on the screen


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A stretch of an article to tokenise; `data` is what the project keeps of it, if it does."""

    article: int
    revision: int
    start: int
    end: int
    text: str
    data: bytes | None = None


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
        self._packed: deque[_Chunk] = deque()
        self._unpack_later = QTimer(self, singleShot=True)
        self._unpack_later.timeout.connect(self._unpack_next)
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
        self._packed.clear()
        self._ahead.clear()
        self._busy = None

    def show(self, article: StoredArticle, ahead: Sequence[int], position: int = 0) -> Morphemes:
        """The morphemes of `article` around `position` as far as known now; the rest follows with `added`.

        The articles `ahead` come afterwards.
        """
        self.broken = False
        self._ahead = deque(ahead)
        segments = [(segment.start, segment.end) for segment in article.segments]
        self._morphemes = {article.id: Morphemes(article.text, segments or None)}
        every = self._chunks(article)
        # From the place that is seen on, round to the start.
        kept = sorted((each for each in every if each.data is not None), key=lambda each: each.end <= position)
        self._waiting = deque(each for each in every if each.data is None)
        self._packed = deque(kept)
        room = _AT_ONCE
        while self._packed and room > 0:
            room -= len(self._packed[0].text)
            self._unpack(self._packed.popleft())
        if self._packed:
            self._unpack_later.start(_AFTER_MS)
        self._next()
        return self._morphemes[article.id]

    def urge(self, position: int) -> None:
        """Somebody waits for the chunk around `position` of the article shown."""
        for chunk in list(self._packed):
            if chunk.start <= position < chunk.end:
                self._packed.remove(chunk)
                self._unpack(chunk)
                self.added.emit(chunk.article)
                return
        for chunk in list(self._waiting):
            if chunk.start <= position < chunk.end:
                self._waiting.remove(chunk)
                self._waiting.appendleft(chunk)
        self._next()

    def _unpack(self, chunk: _Chunk) -> None:
        assert chunk.data is not None
        try:
            self._morphemes[chunk.article].add(chunk.start, chunk.end, columns(chunk.data))
        except AnnotatorError:
            # Damaged in the file: the tokenizer makes them anew.
            self._waiting.append(replace(chunk, data=None))

    def _unpack_next(self) -> None:
        if self._packed:
            chunk = self._packed.popleft()
            self._unpack(chunk)
            self.added.emit(chunk.article)
        if self._packed:
            self._unpack_later.start(0)
        else:
            self._next()

    def _chunks(self, article: StoredArticle) -> list[_Chunk]:
        assert self._project is not None
        known = self._project.tokens(article.id)
        return [
            _Chunk(article.id, article.revision, start, end, article.text[start:end], known.get((start, end)))
            for start, end in chunks(article.text)
        ]

    def _next(self) -> None:
        if self._busy is not None or self._project is None or self.broken:
            return
        while not self._waiting and self._ahead:
            try:
                article = self._project.article(self._ahead.popleft())
            except AnnotatorError:
                continue  # it was taken out meanwhile
            self._waiting.extend(each for each in self._chunks(article) if each.data is None)
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
            self._morphemes[chunk.article].add(chunk.start, chunk.end, columns(data[0]))
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
