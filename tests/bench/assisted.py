"""Mode (c) of effort.py: an article marked with the help of suggestions, each action the cheapest there is.

- "Accept all at or above x", of a label or of all labels, costs two actions (the button, the entry), or one where it is
  what was accepted so the last time (the key Ctrl+Shift+Enter); used where that is cheaper than single clicks.
- What it marks wrongly is mended: another label takes a click and a digit, other ends a click and a key for each step
  they are moved, and what is no mark at all a click and Delete.
- A click on a suggestion that is right accepts it: one action.
- A wrong suggestion is left alone: finishing the article drops it.
- What is left is marked by hand, as in the other modes.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import mending
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.article import Article, Role, Segment
from annotator.jobs import InlineWorker
from annotator.project import NewArticle, State, operations
from annotator.span import Span, overlap
from annotator.suggest.service import SuggestService
from annotator.suggest.suggestion import Suggestion
from annotator.ui.suggestion_list import SURE

if TYPE_CHECKING:
    from effort import Count, Gold, Hand

_MENU, _REMOVAL, _RELABEL = 2, 2, 2
_BATCH_KEY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def service() -> SuggestService:
    """Suggestions in this process."""
    return SuggestService(InlineWorker())


def rest(hand: Hand) -> None:
    """Waits until everything asked for and taught has its answer."""
    until = time.monotonic() + 600
    quiet = 0
    while time.monotonic() < until and quiet < 5:
        QApplication.processEvents()
        busy = hand.program.tasks._running or hand.program.learning._names_later.isActive()
        quiet = 0 if busy else quiet + 1
        time.sleep(0.01)


def accept(hand: Hand, gold: Sequence[Gold], count: Count) -> None:
    """Takes what is right of the suggestions for the article shown."""
    suggesting = hand.program.suggesting
    rest(hand)
    wanted = set(gold)
    keys: list[str | None] = [label.key for label in hand.session.labels]
    everything = _best(hand, None, gold)
    by_label = [_best(hand, key, gold) for key in keys]
    chosen = [everything] if everything.gain >= sum(max(0, batch.gain) for batch in by_label) else by_label
    for batch in chosen:
        if batch.gain > 0:
            count.actions += _batch_cost(hand, batch.key, batch.least)
            if (batch.key, batch.least) == suggesting.usual:
                hand.key(Qt.Key.Key_Return, _BATCH_KEY)
            else:
                suggesting.accept_all(batch.key, batch.least)
            for span in [span for span in hand.session.spans if (span.start, span.end, span.label) not in wanted]:
                _set_right(hand, span, gold, count)
    for each in list(suggesting.suggestions):
        if _mark(each) in wanted and each in suggesting.suggestions:
            _click(hand, each)
            count.actions += 1
    suggesting.choose(None)


class _Batch(NamedTuple):
    """Accepting at once all of a label (None: of all) at or above a confidence, and how many actions that saves."""

    gain: int
    key: str | None
    least: float


def _best(hand: Hand, key: str | None, gold: Sequence[Gold]) -> _Batch:
    """The confidence at which accepting at once saves most."""
    wanted = set(gold)
    batches = []
    for least in SURE:
        found = hand.program.suggesting.at_least(key, least)
        marks = {_mark(each) for each in found}
        saved = -_batch_cost(hand, key, least)
        for mark in marks:
            repair = None if mark in wanted else _repair(hand, mark, marks, gold)
            # A mark that is mended need not be made by hand; one that is taken away saves nothing.
            saved += 1 if mark in wanted else _REMOVAL * -1 if repair is None else 1 - repair.cost
        batches.append(_Batch(saved, key, least))
    return max(batches, key=lambda batch: batch.gain)


def _batch_cost(hand: Hand, key: str | None, least: float) -> int:
    return 1 if (key, least) == hand.program.suggesting.usual else _MENU


class _Repair(NamedTuple):
    """The gold mark that a wrong one becomes, at what cost, and by which keys; without keys by a digit."""

    cost: int
    goal: Gold
    keys: list[mending.Press]


def _repair(hand: Hand, mark: Gold, others: Collection[Gold], gold: Sequence[Gold]) -> _Repair | None:
    """How a wrong mark is set right, where that costs no more than taking it away and marking by hand."""
    found = []
    for goal in gold:
        if goal in others:
            continue
        if goal[:2] == mark[:2]:
            found.append(_Repair(_RELABEL, goal, []))
        elif goal[2] == mark[2] and overlap(goal[:2], mark[:2]):
            keys = mending.presses(hand, mark[:2], goal[:2])
            cost = mending.cost(keys)
            if keys and cost is not None and cost <= _REMOVAL + 1:
                found.append(_Repair(cost, goal, keys))
    return min(found, key=lambda repair: repair.cost, default=None)


def _set_right(hand: Hand, span: Span, gold: Sequence[Gold], count: Count) -> None:
    """A wrong mark becomes a right one, or goes."""
    repair = _repair(hand, (span.start, span.end, span.label), hand.bounds(), gold)
    if repair is not None:
        count.actions += repair.cost
        if repair.keys:
            mending.mend(hand, span.id, repair.keys)
        else:
            digit = hand.session.labels[repair.goal[2]].digit
            assert digit is not None
            hand.marking.select(span.id)
            hand.key(Qt.Key(Qt.Key.Key_0 + digit))
            hand.marking.select(None)
        if repair.goal in hand.bounds():
            return
    if span.id in [each.id for each in hand.session.spans]:
        hand.marking.select(span.id)
        hand.key(Qt.Key.Key_Delete)
        count.actions += _REMOVAL


def _mark(suggestion: Suggestion) -> Gold:
    return (*suggestion.bounds, suggestion.label)


def _click(hand: Hand, suggestion: Suggestion) -> None:
    """A click on a character where this suggestion is the innermost one."""
    suggesting = hand.program.suggesting
    for position in filter(hand.reachable, range(suggestion.start, suggestion.end)):
        inside = hand.session.segment_at(position)
        if suggesting.at(position) == suggestion and inside and not hand.session.spans.at(position, inside):
            hand.click(position)
            return
    suggesting.accept(suggestion)  # its row in the list: nested ones may leave no character of their own


def finish(hand: Hand, article: int) -> None:
    """Marks an article done, which teaches."""
    hand.session.do(operations.set_state, article, State.DONE)
    rest(hand)


def joined(rows: Sequence[tuple[str, Sequence[Gold]]], size: int, name: str) -> Iterator[tuple[NewArticle, list[Gold]]]:
    """Paragraphs and their marks as articles of `size` paragraphs each."""
    for start in range(0, len(rows), size):
        text, marks, segments = "", [], []
        for paragraph, own in rows[start : start + size]:
            at = len(text)
            marks += [(at + low, at + high, label) for low, high, label in own]
            segments.append(Segment(at, at + len(paragraph), Role.BODY))
            text += paragraph + "\n"
        article = Article(text.rstrip("\n"), tuple(segments))
        yield NewArticle(None, article, source_name=f"{name} {start // size}"), marks


def film(folder: Path) -> list[tuple[str, list[Gold]]]:
    """Film reviews with what the public corpus marks in them of our labels: text the shipped model has not seen."""
    from annotator.suggest.build import corpora

    wanted = ("ORG", "REGION", "NUMBER")
    rows = [one for one in corpora.read_klue(folder / corpora.KLUE_SHARE) if one.film]
    marked = [(one.text, [mark for mark in one.marks if mark[2] in wanted]) for one in rows]
    return [row for row in marked if row[1] and row[0] == row[0].strip()]
