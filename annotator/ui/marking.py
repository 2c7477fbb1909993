"""The hand: what clicks, drags and keys in the article do to its spans (shared rules of every view)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.labels import Label
from annotator.morphology import word_at
from annotator.project import Area, Changes, Project, operations
from annotator.span import Origin, Span, contains, trim
from annotator.suggest.suggestion import Suggestion
from annotator.ui.adjusting import Adjusting, Cycle
from annotator.ui.session import Notice, Session

# How long a click waits for its tokens before it falls back to the word.
PENDING_MS = 3_000


@dataclass(frozen=True, slots=True)
class Pending:
    """A click or drag whose tokens are not there yet: code points of the article it was made in, its label then."""

    article: int
    start: int
    end: int
    label: Label
    drag: bool
    within: tuple[int, int] | None = None


class Marking(QObject):
    """Active label, selected span, just-made span, pending click. Positions are code points."""

    label_changed = Signal()
    selection_changed = Signal()  # another mark is in hand, or none, or it is another than before; at every change
    pending_changed = Signal()
    marked = Signal(object)  # Span: made or changed by the hand just now

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.adjusting = Adjusting(session, self)
        self._cycle: Cycle | None = None
        # What a click on text without a mark takes first: the suggestion there.
        self.suggested_at: Callable[[int], Suggestion | None] = lambda _position: None
        self.active: Label | None = None
        self._opened: Project | None = None  # whose labels `active` is one of
        self.selected_id: int | None = None
        self.just_made_id: int | None = None
        self.pending: Pending | None = None
        self._fallback = QTimer(self, singleShot=True, interval=PENDING_MS)
        self._fallback.timeout.connect(self._give_up_waiting)
        session.project_changed.connect(self._on_project)
        session.article_changed.connect(self._on_article)
        session.changed.connect(self._on_changes)
        session.tokens_changed.connect(self._on_tokens)
        session.feed.failed.connect(self._give_up_waiting)

    # -- what is chosen

    @property
    def selected(self) -> Span | None:
        return self._session.spans.get(self.selected_id)

    @property
    def just_made(self) -> Span | None:
        return self._session.spans.get(self.just_made_id)

    def activate(self, label: Label | None) -> None:
        """Chooses the label of the marks to come; None, till the project is opened again: clicks only select."""
        self._cycle = None
        self.active = label
        if label is not None:
            self._session.remember(label=label.key)
        self.label_changed.emit()

    @property
    def in_hand(self) -> Span | None:
        """The mark that "it" means: the selected one, else the one just made."""
        return self.selected or self.just_made

    def select(self, span_id: int | None) -> None:
        self._cycle = None
        if span_id != self.selected_id:
            self.selected_id = span_id
            self.selection_changed.emit()

    # -- mouse

    def click(self, position: int) -> None:
        """A click on the character at `position`: marks the phrase there, or selects the mark there.

        On the mark just made, with nothing in between, it widens it.
        """
        segment = self._session.segment_at(position)
        if segment is None:
            return
        hits = self._session.spans.at(position, segment)
        if hits and self._cycle is not None and hits[0].id == self._cycle.span_id:
            cycle = self._cycle
            self.adjusting.widen(hits[0], cycle)
            self._cycle = cycle
        elif hits:
            ids = [span.id for span in hits]
            # The same mark again: the one around it, and from the outermost back to the innermost.
            again = ids.index(self.selected_id) + 1 if self.selected_id in ids else 0
            self.select(ids[again % len(ids)])
        elif (suggestion := self.suggested_at(position)) is not None:
            self._accept(suggestion, position)
        elif self.active is not None:
            self._mark_at(position, None, self.active)
        elif self.selected is not None:
            self.select(None)
        else:
            self._session.told.emit(Notice("no_label"))

    def nested_click(self, position: int) -> None:
        """Ctrl+click: a mark inside the mark at `position`; on plain text the same as a click."""
        segment = self._session.segment_at(position)
        hits = self._session.spans.at(position, segment) if segment else []
        if not hits:
            self.click(position)
        elif self.active is not None:
            self._mark_at(position, hits[0].bounds, self.active)

    def stretch_click(self, position: int) -> None:
        """Shift+click: the mark in hand reaches to the morpheme at `position`; without one it is a click."""
        if self.in_hand is not None:
            self.adjusting.stretch(self.in_hand, position)
        else:
            self.click(position)

    def click_nothing(self) -> None:
        """A press beside the text."""
        self.select(None)

    def drag(self, start: int, end: int, *, exact: bool) -> None:
        """A drag over `[start, end)`, clipped by the view to the segment it began in."""
        if self.active is None:
            self._session.told.emit(Notice("no_label"))
            return
        if exact:
            self._mark(*trim(self._text, start, end))
        elif self._ready(start) and self._ready(end - 1):
            bounds = self._snap(start, end)
            if bounds is not None:
                self._mark(*bounds)
        else:
            self._wait(Pending(self._article_id, start, end, self.active, drag=True))

    def preview(self, position: int) -> tuple[int, int] | None:
        """What a click at `position` would mark, for the hover outline; None where it would make nothing."""
        segment = self._session.segment_at(position)
        if self.active is None or segment is None or not self._ready(position):
            return None
        if self._session.spans.at(position, segment):
            return None
        return self._phrase(position, None, self.active)

    def preview_drag(self, start: int, end: int, *, exact: bool) -> tuple[int, int] | None:
        """What letting go now would mark."""
        if exact or not self._ready(start) or not self._ready(end - 1):
            start, end = trim(self._text, start, end)
            return (start, end) if start < end else None
        return self._snap(start, end)

    # -- keys

    def digit(self, digit: int) -> None:
        """1-9: relabels the selected mark, else chooses the active label."""
        label = self._session.labels.by_digit(digit)
        if label is None:
            return
        if self.selected is None:
            self.activate(label)
        else:
            self.relabel(label)

    def mark_range(self, bounds: tuple[int, int], label: Label | None = None) -> bool:
        """Marks what the keyboard chose, with `label` or the active one; False when there is no label."""
        label = label or self.active
        if label is None:
            return False
        self._mark(*bounds, label=label)
        return True

    def everywhere(self) -> None:
        """Ctrl+E: marks every other occurrence of the mark in hand in this article."""
        if self.in_hand is not None:
            self.adjusting.everywhere(self.in_hand)

    def step(self, by: int) -> bool:
        """Tab: selects the next (or previous) mark of the article; False after the last."""
        spans = self._session.spans
        here = self.in_hand
        row = spans.row(here) + by if here is not None else (0 if by > 0 else len(spans) - 1)
        if not 0 <= row < len(spans):
            return False
        self.select(spans[row].id)
        return True

    def relabel(self, label: Label) -> None:
        """The selected mark gets `label`; the active label stays."""
        if self.selected is not None and self.selected.label != label.key:
            self._session.do(operations.change_span, self.selected_id, label=label.key)

    def remove(self) -> bool:
        """Delete: removes the selected mark; False when none is selected."""
        if self.selected is None:
            return False
        self._session.do(operations.remove_spans, [self.selected_id])
        return True

    def escape(self) -> None:
        """Esc: a pending click, else the selection, else the active label goes."""
        if self.pending is not None:
            self._settle()
        elif self.selected is not None:
            self.select(None)
        else:
            self.activate(None)

    # -- making marks

    @property
    def _text(self) -> str:
        return self._session.article.text if self._session.article else ""

    def _ready(self, position: int) -> bool:
        return self._session.morphemes is not None and self._session.morphemes.ready(position)

    def _phrase(self, position: int, within: tuple[int, int] | None, label: Label) -> tuple[int, int] | None:
        morphemes = self._session.morphemes
        if morphemes is None:
            return None
        if within is not None:
            return morphemes.inner_phrase_at(position, within, label.key)
        return morphemes.phrase_at(position, label.key)

    def _snap(self, start: int, end: int) -> tuple[int, int] | None:
        return self._session.morphemes.snap(start, end) if self._session.morphemes else None

    def _mark_at(self, position: int, within: tuple[int, int] | None, label: Label) -> None:
        if not self._ready(position):
            self._wait(Pending(self._article_id, position, position + 1, label, drag=False, within=within))
            return
        bounds = self._phrase(position, within, label)
        there = self._at_bounds(bounds) if bounds is not None and not bounds[0] <= position < bounds[1] else None
        if there is not None:
            # A click on the particle after a mark means the mark.
            self.select(there.id)
        elif bounds is not None:
            self._mark(*bounds, at=position, label=label)
        else:
            self._session.told.emit(Notice("nothing_here"))

    def _accept(self, suggestion: Suggestion, position: int) -> None:
        """The accepted suggestion is in hand like any mark just made: a further click widens it, Ctrl+E repeats it."""
        label = self._session.labels.get(suggestion.label)
        if label is not None:
            self._mark(*suggestion.bounds, at=position, label=label, origin=Origin.SUGGESTION)

    def _mark(
        self,
        start: int,
        end: int,
        *,
        at: int | None = None,
        label: Label | None = None,
        origin: Origin = Origin.HUMAN,
        boundary_check: bool = False,
    ) -> None:
        """Makes one mark; `at` is where the click was, from where further clicks widen it."""
        label = label or self.active
        project, article = self._session.project, self._session.article
        if label is None or start >= end or project is None or article is None:
            return
        group = operations.new_group()
        try:
            changes = operations.add_span(
                project, article.id, start, end, label.key, origin=origin, boundary_check=boundary_check, group=group
            )
        except AnnotatorError as error:
            if error.code == "span.exists":
                self._relabel_existing(error.values["other"], label.key)
            else:
                self._session.told.emit(Notice("error", {"error": error}, warn=True))
            return
        self._after_making(changes, start if at is None else at, group)

    def _at_bounds(self, bounds: tuple[int, int]) -> Span | None:
        return next((span for span in self._session.spans.within(*bounds) if span.bounds == bounds), None)

    def _relabel_existing(self, other: Span, label: str) -> None:
        if other.label != label:
            self._session.do(operations.change_span, other.id, label=label)
        self.select(other.id)

    def _after_making(self, changes: Changes, at: int, group: str) -> None:
        (made,) = changes.spans
        # Before the views hear of it: the new mark is in the card, not selected, so a digit chooses the next label.
        self.selected_id = None
        self.just_made_id = made
        self._session.take(changes)
        self._cycle = Cycle(made, at, group)
        self.marked.emit(self.just_made)

    # -- before the tokens are there

    @property
    def _article_id(self) -> int:
        assert self._session.article is not None
        return self._session.article.id

    def _wait(self, pending: Pending) -> None:
        self.pending = pending
        if self._session.feed.broken:
            # No tokens will come.
            self._give_up_waiting()
            return
        self._fallback.start()
        self._session.feed.urge(pending.start)
        self.pending_changed.emit()

    def _settle(self) -> Pending | None:
        pending, self.pending = self.pending, None
        self._fallback.stop()
        self.pending_changed.emit()
        return pending

    def _on_tokens(self) -> None:
        if self.pending is None or not (self._ready(self.pending.start) and self._ready(self.pending.end - 1)):
            return
        pending = self._settle()
        assert pending is not None
        if not pending.drag:
            self._mark_at(pending.start, pending.within, pending.label)
        elif (bounds := self._snap(pending.start, pending.end)) is not None:
            self._mark(*bounds, label=pending.label)

    def _give_up_waiting(self, _error: Exception | None = None) -> None:
        if self.pending is None:
            return
        pending = self._settle()
        if pending is None or self._session.article is None:
            return
        bounds = (pending.start, pending.end) if pending.drag else word_at(self._text, pending.start)
        if bounds is None:
            return
        bounds = trim(self._text, *bounds)
        if pending.within is None or (contains(pending.within, bounds) and bounds != pending.within):
            self._mark(*bounds, label=pending.label, boundary_check=True)

    # -- following the session

    def _on_project(self) -> None:
        """A project just opened has an active label, the last one chosen, else the first; renamed it stays as it is."""
        if self._session.project is self._opened:
            return
        self._opened = self._session.project
        labels = self._session.labels
        self.active = labels.get(self._session.view.get("label")) or labels.first
        self.label_changed.emit()

    def _on_article(self) -> None:
        self._cycle = None
        self.selected_id = self.just_made_id = None
        if self.pending is not None:
            self._settle()
        self.selection_changed.emit()

    def _on_changes(self, changes: Changes) -> None:
        self._cycle = None
        if Area.LABELS in changes.areas and self.active is not None:
            self._follow_labels(self.active)
        if self.selected_id is not None and self.selected is None:
            self.selected_id = None
        self.selection_changed.emit()

    def _follow_labels(self, active: Label) -> None:
        """The active label as it is now; one with another key has kept its digit."""
        labels = self._session.labels
        new = labels.get(active.key) or (labels.by_digit(active.digit) if active.digit else None)
        if new != active:
            self.activate(new or labels.first)
