"""Clicks, undo and switching in a real window in a process of its own; prints one JSON object. `window.py` calls it.

    python tests/bench/clicking.py PROJECT [--article N] [--clicks 300] [--after 20] [--switch]

PROJECT must hold its tokens already; every click is undone again. All in milliseconds, a list of single figures each:

click     from the release of the mouse until the mark is committed to the file (synchronous=FULL) and all is painted:
          the release is sent, then events are done until the article has been painted and none waits
commit    the part of a click that the operation took; click_cpu what the main thread computed in it
undo      from Ctrl+Z to the same; hover: from a move of the mouse to the outline painted
after     the longest time in which nothing else could happen in the second after a click (--after: so many clicks)
first     the article's first screen, from asking for it to painted, coming from the first article
switch    from Ctrl+PageDown to painted, over all articles of the project (--switch); switch_cpu as above
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtTest import QTest

from annotator.jobs import Jobs, Worker
from annotator.project import operations
from annotator.span import overlap
from annotator.suggest.service import SuggestService
from annotator.ui import app
from annotator.ui.article_view import ArticleView
from annotator.ui.preferences import Preferences

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Hand:
    """A program with its window open, worked by hand."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._paints = 0
        self.commits: list[float] = []
        self._watch()
        application = app.make_application([sys.argv[0]])
        preferences = Preferences(folder / "annotator.ini")
        preferences.hints_seen = True
        self.program = app.Program(application, preferences, Jobs(), SuggestService(Worker("suggest")))
        self.session, self.marking = self.program.session, self.program.marking
        self.view = self.program.window.article
        self.program.window.resize(1360, 860)
        self.program.window.show()
        self.program.start([project])
        self.program.window.activateWindow()
        QTest.qWaitForWindowActive(self.program.window)
        self.view.setFocus()
        app.leave_hand_free()
        self.rest(0.5)

    def _watch(self) -> None:
        """Counts what the article paints, and times what the project writes."""
        paint, add = ArticleView.paintEvent, operations.add_span

        def counted(view: ArticleView, event: QPaintEvent) -> None:
            paint(view, event)
            self._paints += 1

        def timed(*args: Any, **values: Any) -> Any:
            start = time.perf_counter()
            try:
                return add(*args, **values)
            finally:
                self.commits.append((time.perf_counter() - start) * 1000)

        ArticleView.paintEvent = counted  # type: ignore[method-assign]
        operations.add_span = timed

    def rest(self, seconds: float = 0.0) -> float:
        """Does events for some time; the longest that one round of them took, in ms."""
        end, longest = time.perf_counter() + seconds, 0.0
        while True:
            start = time.perf_counter()
            QCoreApplication.processEvents()
            longest = max(longest, time.perf_counter() - start)
            if time.perf_counter() >= end:
                return longest * 1000

    def timed(self, gesture: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds, and those the main thread computed, until the article is painted anew and no event waits."""
        before = self._paints
        start, computed = time.perf_counter(), time.thread_time()
        gesture()
        while self._paints == before and time.perf_counter() - start < 10:
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()
        return (time.perf_counter() - start) * 1000, (time.thread_time() - computed) * 1000

    def point(self, position: int) -> QPoint:
        self.view.bring_into_view(position, position + 1)
        self.rest(0.002)
        return self.view.rects_of(position, position + 1)[0].center().toPoint()

    def move(self, point: QPoint) -> None:
        viewport, none = self.view.viewport(), Qt.MouseButton.NoButton
        place, world = QPointF(point), QPointF(viewport.mapToGlobal(point))
        event = QMouseEvent(QEvent.Type.MouseMove, place, world, none, none, _NONE)
        QCoreApplication.sendEvent(viewport, event)

    def places(self, most: int) -> list[int]:
        """Where one click makes a new mark: one position a phrase, spread over the article."""
        assert self.session.article is not None
        length = len(self.session.article.text)
        found: dict[tuple[int, int], int] = {}
        for position in range(0, length, max(1, length // (40 * most))):
            bounds = self.marking.preview(position)
            if bounds is not None and not self._taken(bounds):
                found.setdefault(bounds, position)
        places = list(found.values())
        return places[:: max(1, len(places) // most)]

    def _taken(self, bounds: tuple[int, int]) -> bool:
        segment = self.session.segment_at(bounds[0])
        assert segment is not None
        return any(overlap(span.bounds, bounds) for span in self.session.spans.within(*segment))

    def clicks(self, count: int, after: int) -> dict[str, list[float]]:
        """`count` clicks all over the article, each taken back by Ctrl+Z."""
        places = self.places(min(count, 300))
        times: dict[str, list[float]] = {name: [] for name in ("click", "click_cpu", "undo", "hover", "after")}
        self.commits.clear()
        viewport = self.view.viewport()
        for number in range(count):
            point = self.point(places[number % len(places)])
            times["hover"].append(self.timed(lambda point=point: self.move(point))[0])
            before = len(self.session.spans)
            QTest.mousePress(viewport, _LEFT, _NONE, point)
            self.rest()
            took, computed = self.timed(lambda point=point: QTest.mouseRelease(viewport, _LEFT, _NONE, point))
            times["click"].append(took)
            times["click_cpu"].append(computed)
            if len(self.session.spans) != before + 1:
                raise SystemExit(f"the click on character {places[number % len(places)]} made no mark")
            if number < after:
                times["after"].append(self.rest(1.0))
            times["undo"].append(self.timed(lambda: QTest.keyClick(self.view, Qt.Key.Key_Z, _CONTROL))[0])
            self.move(QPoint(3, 3))
            self.rest()
        return times | {"commit": list(self.commits)}

    def first(self, article: int) -> float:
        self.session.show(self.session.order[0])
        self.session._places.clear()  # at its top
        self.rest(0.2)
        first = self.timed(lambda: self.session.show(article))[0]
        while self.session.morphemes is not None and not self.session.morphemes.complete:
            self.rest(0.05)
        return first

    def switches(self) -> dict[str, list[float]]:
        self.session.show(self.session.order[0])
        self.rest(4.0)  # the suggester loads on the other core meanwhile
        times = []
        for _ in self.session.order[1:]:
            times.append(self.timed(lambda: QTest.keyClick(self.view, Qt.Key.Key_PageDown, _CONTROL)))
            self.rest(0.5)
        return {"switch": [took for took, _ in times], "switch_cpu": [computed for _, computed in times]}


def main() -> int:
    parser = argparse.ArgumentParser(description="Clicks, undo and switching in a real window.")
    parser.add_argument("project", type=Path)
    parser.add_argument("--article", type=int, default=0, help="which article of the project, from 0")
    parser.add_argument("--clicks", type=int, default=300)
    parser.add_argument("--after", type=int, default=0)
    parser.add_argument("--switch", action="store_true", help="only switch from article to article")
    options = parser.parse_args()
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        hand = Hand(options.project, Path(folder))
        try:
            if options.switch:
                figures |= hand.switches()
            else:
                if options.article:
                    figures["first"] = [hand.first(hand.session.order[options.article])]
                figures |= hand.clicks(options.clicks, options.after)
        finally:
            hand.program.close()
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
