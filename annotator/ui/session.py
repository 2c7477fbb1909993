"""What is open: the project, the article shown, its spans and its morphemes. Views listen to it; none knows another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.labels import LabelSet
from annotator.morphology import Morphemes
from annotator.project import Area, Changes, Project, StoredArticle, listing, operations
from annotator.span import SpanIndex
from annotator.text import paragraphs
from annotator.ui.token_feed import TokenFeed

# Above this many changed spans reading the article's spans anew is cheaper than changing the index one by one.
_RELOAD_ABOVE = 200
_SAVE_VIEW_AFTER_MS = 400
_CHECKPOINT_AFTER_MS = 5_000
_TOKENISE_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the user: a code of ui/wording.py and its values. `warn` when it was not what they wanted."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
    warn: bool = False


class Session(QObject):
    """One project as the user works in it. Every write goes through `do`; its Changes reach the views by `changed`."""

    project_changed = Signal()
    article_changed = Signal()
    changed = Signal(object)  # Changes
    tokens_changed = Signal()
    focus = Signal(int, int)  # bring this stretch of the article shown into view
    annotator_changed = Signal()
    closing = Signal()  # the project is about to go: whoever still writes it stops
    leaving = Signal()  # the article shown is about to go: the last moment to remember where the user is in it
    told = Signal(object)  # Notice

    def __init__(self, feed: TokenFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.feed = feed
        self.project: Project | None = None
        self.labels = LabelSet(())
        self.article: StoredArticle | None = None
        self.segments: list[tuple[int, int]] = []
        self.spans = SpanIndex()
        self.morphemes: Morphemes | None = None
        self.view: dict[str, Any] = {}
        self.order: list[int] = []  # every article, in the order of import
        self.listed: list[int] = []  # those that the list shows, in its order
        self._places: dict[int, int] = {}
        feed.added.connect(self._on_tokens)
        self._save_later = QTimer(self, singleShot=True, interval=_SAVE_VIEW_AFTER_MS)
        self._save_later.timeout.connect(self.save_view)
        self._checkpoint_later = QTimer(self, singleShot=True, interval=_CHECKPOINT_AFTER_MS)
        self._checkpoint_later.timeout.connect(self._checkpoint)

    # -- project

    def open(self, project: Project | None) -> None:
        """Shows `project` where its user left it, and closes the one before."""
        self.close()
        self.project = project
        self.labels = project.labels() if project else LabelSet(())
        self.view = project.view() if project else {}
        self.feed.open(project)
        self.refresh_order()
        self.project_changed.emit()
        shown = self.view.get("article")
        self.show(shown if shown in self.order else next(iter(self.order), None))

    def close(self) -> None:
        """Saves where the user is and lets go of the file."""
        if self.project is None:
            return
        self.closing.emit()
        self.leaving.emit()
        self.save_view()
        self._save_later.stop()
        self._checkpoint_later.stop()
        self.feed.open(None)
        self.project.close()
        self.project = self.article = self.morphemes = None
        self._places.clear()
        self.spans = SpanIndex()

    def refresh_order(self) -> None:
        self.order = listing.article_ids(self.project) if self.project else []
        self.listed = self.order

    # -- article

    def show(self, article_id: int | None) -> None:
        """Shows one article, or none; where the user was in the one before is kept for this session."""
        if self.article is not None:
            self.leaving.emit()
            self._places[self.article.id] = self.view.get("position", 0)
        if self.project is None or article_id is None:
            self.article = self.morphemes = None
            self.segments = []
            self.spans = SpanIndex()
        else:
            if self.view.get("article") != article_id:
                self.remember(article=article_id, position=self._places.get(article_id, 0))
            self._load(article_id)
        self.article_changed.emit()

    @property
    def position(self) -> int:
        """The code point at the top of the view when this article was left; the file's word, so it is checked."""
        position = self.view.get("position", 0)
        return position if isinstance(position, int) and self.article and 0 < position < len(self.article.text) else 0

    def _load(self, article_id: int) -> None:
        assert self.project is not None
        self.article = self.project.article(article_id)
        self.segments = [(s.start, s.end) for s in self.article.segments] or list(paragraphs(self.article.text))
        self.spans = SpanIndex(self.project.spans(article_id))
        at = self.listed.index(article_id) if article_id in self.listed else 0
        self.morphemes = self.feed.show(self.article, self.listed[at + 1 : at + 1 + _TOKENISE_AHEAD], self.position)

    def step(self, by: int) -> None:
        """The article `by` places further in the list as it is shown; stays where the list ends."""
        if self.article is None or not self.listed:
            return
        if self.article.id not in self.listed:
            self.show(self.listed[0 if by > 0 else -1])
            return
        at = self.listed.index(self.article.id) + by
        if 0 <= at < len(self.listed):
            self.show(self.listed[at])

    def segment_at(self, position: int) -> tuple[int, int] | None:
        """The segment over the character at `position`; spans stay inside it."""
        at = bisect_right(self.segments, (position, float("inf"))) - 1
        return self.segments[at] if at >= 0 and self.segments[at][0] <= position < self.segments[at][1] else None

    # -- writing

    def do(self, operation: Callable[..., Any], *args: Any, **values: Any) -> Any:
        """Runs an operation of the project; what it changed is shown, what it refused is told. None when refused."""
        if self.project is None:
            return None
        try:
            result = operation(self.project, *args, **values)
        except AnnotatorError as error:
            self.told.emit(Notice("error", {"error": error}, warn=True))
            return None
        changes = getattr(result, "changes", result)
        if isinstance(changes, Changes):
            self.take(changes)
        return result

    def take(self, changes: Changes) -> None:
        """Brings what this window knows up to date with `changes` and tells the views."""
        assert self.project is not None
        # A mark must not cost what the project holds: only what changed is read again.
        if Area.ARTICLES in changes.areas:
            self.refresh_order()
        if Area.LABELS in changes.areas:
            self.labels = self.project.labels()
        if self.article is not None and self.article.id in changes.articles:
            self._refresh_article(changes)
        self.changed.emit(changes)
        self._checkpoint_later.start()
        if (self.article is None or self.article.id not in self.order) and (self.order or self.article is not None):
            self.show(next((a for a in self.order if a in changes.articles), next(iter(self.order), None)))

    def _refresh_article(self, changes: Changes) -> None:
        if self.project is None or self.article is None or self.article.id not in self.order:
            return
        if Area.TEXTS in changes.areas:
            self._load(self.article.id)
            self.article_changed.emit()
            return
        if changes.areas != {Area.SPANS}:
            self.article = self.project.article(self.article.id)
        if not changes.spans or len(changes.spans) > _RELOAD_ABOVE:
            self.spans = SpanIndex(self.project.spans(self.article.id))
            return
        for span_id in changes.spans:
            found = self.project.span(span_id)
            if found is None:
                self.spans.discard(span_id)
            elif found[0] == self.article.id:
                self.spans.put(found[1])

    def undo(self) -> None:
        self.travel(operations.undo, "nothing_to_undo")

    def redo(self) -> None:
        self.travel(operations.redo, "nothing_to_redo")

    def travel(self, direction: Callable[..., Changes | None], nothing: str = "") -> None:
        """Moves through the history; the view goes to what changed and names it, or says there was `nothing`."""
        if self.project is None:
            return
        try:
            changes = direction(self.project)
        except AnnotatorError as error:
            self.told.emit(Notice("error", {"error": error}, warn=True))
            return
        if changes is None:
            if nothing:
                self.told.emit(Notice(nothing))
            return
        self.take(changes)
        if changes.focus is not None and changes.focus[0] in self.order:
            article_id, start, end = changes.focus
            if self.article is None or self.article.id != article_id:
                self.show(article_id)
            self.focus.emit(start, end)
        self.told.emit(Notice("change", {"changes": changes}))

    # -- where the user is

    def remember(self, **values: Any) -> None:
        """Keeps where the user is (`article`, `position`, `label` ...); written a moment later."""
        self.view |= values
        self._save_later.start()

    def save_view(self) -> None:
        if self.project is not None and not self.project.read_only:
            self.project.save_view(self.view)

    def _checkpoint(self) -> None:
        if self.project is not None and not self.project.read_only:
            self.project.checkpoint()

    def _on_tokens(self, article_id: int) -> None:
        if self.article is not None and self.article.id == article_id:
            self.tokens_changed.emit()
