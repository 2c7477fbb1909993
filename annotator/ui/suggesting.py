"""Suggestions for the article shown: asked for in the background, accepted, refused or mended with one key each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.edges import Edge, moved
from annotator.labels import Label
from annotator.project import Area, Changes, Kind, operations
from annotator.project.rejections import rejections
from annotator.span import Origin, Span, overlap
from annotator.suggest.readings import reading
from annotator.suggest.service import Answer, SuggestService
from annotator.suggest.suggestion import Suggestion, stands_beside
from annotator.ui.learning import Learning
from annotator.ui.session import Notice, Session
from annotator.ui.tasks import Tasks

# What one key accepts until the menu was used: of all labels (None) what is this sure.
_USUAL = (None, 0.9)


class Suggesting(QObject):
    """The suggestions that still stand in the article shown, and which of them is current."""

    changed = Signal()
    current_changed = Signal()

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        service: SuggestService | None,
        learning: Learning,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._service = service
        self.learning = learning
        self._asked: int | None = None
        self._in_hand = False  # something was done in the article since it is shown
        self._all: list[Suggestion] = []
        self.suggestions: list[Suggestion] = []
        self.current: Suggestion | None = None
        session.article_changed.connect(self._on_article)
        session.tokens_changed.connect(self.ask)
        session.changed.connect(self._on_changes)
        learning.learnt.connect(self._on_learnt)
        learning.named.connect(self.ask_again)

    @property
    def available(self) -> bool:
        return self._service is not None

    # -- asking

    def ask(self) -> None:
        """Asks for suggestions when everything they need is there; a finished article has none."""
        article, morphemes = self._session.article, self._session.morphemes
        if self._service is None or article is None or article.state == "done":
            return
        if morphemes is None or not morphemes.complete or self._asked == article.id or self._session.project is None:
            return
        self._asked = article.id
        key = (article.id, article.revision)
        self._tasks.watch(
            self._service.suggest(reading(self._session.project, article)),
            done=lambda answer: self._on_answer(key, answer),
            failed=lambda _error: None,
        )

    def _on_answer(self, key: tuple[int, int], answer: Answer) -> None:
        article = self._session.article
        if article is None or (article.id, article.revision) != key:
            return
        if answer.known < self.learning.taught:
            self.learning.begin()  # the worker was replaced and starts from the shipped model
        self._all = self._keeping_current(answer.suggestions)
        self._sift()

    def _keeping_current(self, suggestions: list[Suggestion]) -> list[Suggestion]:
        """The suggestions with the one in hand among them as it is, mended perhaps."""
        current = self.current
        if current is None or current in suggestions:
            return suggestions
        others = [each for each in suggestions if not overlap(each.bounds, current.bounds)]
        return sorted([*others, current], key=lambda each: each.start)

    def _sift(self) -> None:
        """Leaves out what marks have taken; the current one stays current while it stands."""
        before, self.suggestions = self.suggestions, list(self._standing())
        if self.current is not None and self.current not in self.suggestions:
            self.current = None
            self.current_changed.emit()
        if self.suggestions != before:
            self.changed.emit()

    def _standing(self) -> Iterator[Suggestion]:
        """Those that marks leave room for. Runs at every click, so a segment's marks are fetched once."""
        segment: tuple[int, int] | None = None
        marks: list[Span] = []
        for suggestion in self._all:
            if segment is None or not segment[0] <= suggestion.start < segment[1]:
                segment = self._session.segment_at(suggestion.start)
                marks = [] if segment is None else self._session.spans.within(*segment)
            if segment is None or suggestion.label not in self._session.labels:
                continue
            if all(stands_beside(suggestion, mark) for mark in marks):
                yield suggestion

    # -- choosing

    def within(self, start: int, end: int) -> list[Suggestion]:
        """The suggestions that begin in `[start, end)`."""
        low = bisect_left(self.suggestions, start, key=lambda each: each.start)
        high = bisect_left(self.suggestions, end, key=lambda each: each.start)
        return self.suggestions[low:high]

    def at(self, position: int) -> Suggestion | None:
        """The innermost suggestion over the character at `position`."""
        over = [each for each in self.suggestions if each.start <= position < each.end]
        return min(over, key=lambda each: each.end - each.start, default=None)

    def choose(self, suggestion: Suggestion | None) -> None:
        if suggestion != self.current:
            self.current = suggestion
            self.current_changed.emit()
        if suggestion is not None:
            self._session.focus.emit(suggestion.start, suggestion.end)

    def _following(self, position: int) -> Suggestion | None:
        """The first suggestion at or after a place, from the start again when there is none."""
        at = bisect_left(self.suggestions, position, key=lambda each: each.start)
        return self.suggestions[at] if at < len(self.suggestions) else next(iter(self.suggestions), None)

    # -- answering

    def accept(self, suggestion: Suggestion, label: Label | None = None) -> None:
        """Makes the suggestion a mark, with another label if one is given."""
        article = self._session.article
        if article is not None:
            key = label.key if label is not None else suggestion.label
            start, end = suggestion.bounds
            self._session.do(operations.add_span, article.id, start, end, key, origin=Origin.SUGGESTION)

    def accept_current(self, label: Label | None = None) -> None:
        """Enter, or a digit: accepts the current suggestion and goes to the next."""
        if self.current is not None:
            current = self.current
            self.accept(current, label)
            self.choose(self._following(current.start))

    def reject_current(self) -> None:
        """Delete: the current suggestion goes and does not come back there."""
        article, current = self._session.article, self.current
        if article is not None and current is not None:
            self._session.do(operations.reject, article.id, [(*current.bounds, current.label)])
            self.choose(self._following(current.start))

    def at_least(self, label: str | None, least: float) -> list[Suggestion]:
        """The suggestions of a label, of all labels for None, at or above a confidence."""
        return [each for each in self.suggestions if label in (None, each.label) and each.score >= least]

    @property
    def usual(self) -> tuple[str | None, float]:
        """The label, None for all, and the confidence that were last accepted at once in this project."""
        match self._session.view.get("accepted"):
            case [None | str() as label, float() as least]:
                return label, least
        return _USUAL

    def accept_usual(self) -> None:
        """Accepts what was accepted at once the last time."""
        self.accept_all(*self.usual)

    def accept_all(self, label: str | None, least: float) -> None:
        """Accepts all of a label, or of all labels, at or above a confidence, as one operation."""
        self._session.remember(accepted=[label, least])
        article, chosen = self._session.article, self.at_least(label, least)
        if article is not None and chosen:
            marks = [(each.start, each.end, each.label) for each in chosen]
            if self._session.do(operations.add_spans, article.id, marks, origin=Origin.SUGGESTION) is not None:
                self._session.told.emit(Notice("accepted", {"count": len(chosen)}))

    def move(self, edge: Edge, step: int, *, exact: bool) -> None:
        """The comma and full-stop keys: the current suggestion gets other ends and stays a suggestion."""
        article, current = self._session.article, self.current
        segment = self._session.segment_at(current.start) if current is not None else None
        if article is None or current is None or segment is None:
            return
        bounds = moved(article.text, self._session.morphemes, segment, current.bounds, edge, step, exact=exact)
        if bounds is not None:
            new = replace(current, start=bounds[0], end=bounds[1], text=article.text[bounds[0] : bounds[1]])
            self._all = sorted((new if each == current else each for each in self._all), key=lambda each: each.start)
            self.current = new
            self._sift()
            self.current_changed.emit()

    # -- following

    def _on_article(self) -> None:
        self._asked = None
        self._in_hand = False
        self._all = []
        self.current = None
        self._sift()
        self.ask()

    def _on_changes(self, changes: Changes) -> None:
        article = self._session.article
        if article is None or article.id not in changes.articles:
            return
        self._in_hand = True
        if changes.operation is Kind.REJECT:
            refused = set(rejections(self._session.project, article.id)) if self._session.project else set()
            self._all = [each for each in self._all if (*each.bounds, each.label) not in refused]
        if Area.STATES in changes.areas or changes.operation is Kind.REJECT:
            self._asked = None
            if article.state == "done":
                self._all = []
            self.ask()
        self._sift()

    def _on_learnt(self) -> None:
        """Better suggestions for an article nobody has laid hands on yet; else nothing moves under the hand."""
        if not self._in_hand and self.current is None:
            self.ask_again()

    def ask_again(self) -> None:
        """Asks anew; what stands there stays until the answer is there."""
        self._asked = None
        self.ask()
