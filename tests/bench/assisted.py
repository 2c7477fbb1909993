"""Mode (c) of effort.py: an article marked with the help of suggestions, each action the cheapest there is.

- "Accept all at or above x", of a label or of all labels, costs two actions (the button, the entry), and two for each
  mark it makes that the gold does not have (a click and Delete); used where that is cheaper than single clicks.
- A click on a suggestion that is right accepts it: one action.
- One with the right ends under a wrong label: its row in the list and a digit, two.
- A wrong suggestion is left alone: finishing the article drops it.
- What is left is marked by hand, as in the other modes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.article import Article, Role, Segment
from annotator.jobs import InlineWorker
from annotator.project import NewArticle, State, operations
from annotator.suggest.service import SuggestService
from annotator.suggest.suggestion import Suggestion
from annotator.ui.suggestion_list import SURE

if TYPE_CHECKING:
    from effort import Count, Gold, Hand

_MENU, _REMOVAL, _RELABEL = 2, 2, 2


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
    everything = {least: _gain(suggesting.at_least(None, least), wanted) for least in SURE}
    by_label = {
        label.key: {least: _gain(suggesting.at_least(label.key, least), wanted) for least in SURE}
        for label in hand.session.labels
    }
    apart = sum(max(0, *gains.values()) for gains in by_label.values())
    chosen: dict[str | None, dict[float, int]] = (
        {None: everything} if max(everything.values()) >= apart else {**by_label}
    )
    for key, gains in chosen.items():
        least = max(gains, key=lambda least: gains[least])
        if gains[least] > 0:
            suggesting.accept_all(key, least)
            count.actions += _MENU
            for span in [span for span in hand.session.spans if (span.start, span.end, span.label) not in wanted]:
                hand.marking.select(span.id)
                hand.key(Qt.Key.Key_Delete)
                count.actions += _REMOVAL
    for each in list(suggesting.suggestions):
        if _mark(each) in wanted and each in suggesting.suggestions:
            _click(hand, each)
            count.actions += 1
    for each in list(suggesting.suggestions):
        other = next((mark for mark in gold if mark[:2] == each.bounds and mark not in hand.bounds()), None)
        if other is not None and each in suggesting.suggestions:
            suggesting.choose(each)
            digit = hand.session.labels[other[2]].digit
            assert digit is not None
            hand.key(Qt.Key(Qt.Key.Key_0 + digit))
            hand.key(Qt.Key.Key_Escape)
            count.actions += _RELABEL
    suggesting.choose(None)


def _gain(found: Sequence[Suggestion], wanted: set[Gold]) -> int:
    right = sum(_mark(each) in wanted for each in found)
    return right - _MENU - _REMOVAL * (len(found) - right)


def _mark(suggestion: Suggestion) -> Gold:
    return (*suggestion.bounds, suggestion.label)


def _click(hand: Hand, suggestion: Suggestion) -> None:
    """A click on a character where this suggestion is the innermost one."""
    suggesting = hand.program.suggesting
    for position in range(suggestion.start, suggestion.end):
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
