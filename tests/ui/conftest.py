"""Window tests: real widgets without a screen, the bundled font, Fusion, a settings file and folders of their own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.article import Article, Role, Segment
from annotator.errors import AnnotatorError
from annotator.jobs import InlineJobs
from annotator.labels import LabelSet, load_preset
from annotator.morphology import encode, tokenize
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations
from annotator.span import Span
from annotator.text import paragraphs
from annotator.ui import app
from annotator.ui.preferences import Preferences

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Driver:
    """A running program and the hand of its user: positions are code points of the article shown."""

    def __init__(self, program: app.Program, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot
        self.window = program.window
        self.view = program.window.article
        self.session = program.session
        self.marking = program.marking

    @property
    def text(self) -> str:
        assert self.session.article is not None
        return self.session.article.text

    def settle(self) -> None:
        """Waits until nothing runs in the background and the tokens of the article shown are there."""
        self.qtbot.waitUntil(lambda: not self.program.transfer.busy, timeout=20_000)
        if self.session.article is not None:
            self.qtbot.waitUntil(
                lambda: self.session.morphemes is not None and self.session.morphemes.complete, timeout=20_000
            )

    def find(self, words: str, nth: int = 0) -> tuple[int, int]:
        """Where the `nth` occurrence of `words` lies in the article shown."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def point(self, position: int) -> QPoint:
        """The middle of a character in the viewport, scrolled into view."""
        self.view.bring_into_view(position, position + 1)
        return self.view.rects_of(position, position + 1)[0].center().toPoint()

    def click(self, position: int | str, *, ctrl: bool = False, button: Qt.MouseButton = _LEFT) -> None:
        """A click on a character, or on the first one of some words."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else _NONE
        at = self.find(position)[0] if isinstance(position, str) else position
        QTest.mouseClick(self.view.viewport(), button, modifier, self.point(at))

    def click_at(self, point: QPoint, *, button: Qt.MouseButton = _LEFT) -> None:
        """A click somewhere in the viewport."""
        QTest.mouseClick(self.view.viewport(), button, _NONE, point)

    def beside(self, position: int) -> QPoint:
        """A point in the margin left of the line that holds `position`."""
        rect = self.point(position)
        return QPoint(10, rect.y())

    def drag(self, start: int | str, end: int | None = None, *, ctrl: bool = False, drop: bool = True) -> None:
        """From the first to the last character of `[start, end)` or of some words; `drop`: lets go in the last one's
        right half."""
        if isinstance(start, str):
            start, end = self.find(start)
        assert end is not None
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else _NONE
        viewport = self.view.viewport()
        self.view.bring_into_view(start, end)
        first, last = self.point(start), self.view.rects_of(end - 1, end)[0]
        goal = QPoint(round(last.right() - last.width() / 6), round(last.center().y()))
        QTest.mousePress(viewport, _LEFT, modifier, first)
        # A one-character mark is narrower than a drag: the hand goes out and comes back.
        QTest.mouseMove(viewport, first + QPoint(0, 2 * QApplication.startDragDistance()))
        QTest.mouseMove(viewport, goal)
        if drop:
            QTest.mouseRelease(viewport, _LEFT, modifier, goal)

    def hover(self, position: int | str | QPoint) -> tuple[int, int] | None:
        """Moves the mouse over a character (or a point of the viewport); returns what is outlined there."""
        if isinstance(position, str):
            position = self.find(position)[0]
        point = position if isinstance(position, QPoint) else self.point(position)
        viewport = self.view.viewport()
        place, world = QPointF(point), QPointF(viewport.mapToGlobal(point))
        none = Qt.MouseButton.NoButton
        QApplication.sendEvent(viewport, QMouseEvent(QEvent.Type.MouseMove, place, world, none, none, _NONE))
        proposal: tuple[int, int] | None = self.view._pointer.proposal
        return proposal

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier | None = None,
        *,
        times: int = 1,
        into: QWidget | None = None,
    ) -> None:
        """Presses a key in the article, or in another widget."""
        for _ in range(times):
            QTest.keyClick(into or self.view, key, modifier or _NONE)

    def undo(self, times: int = 1) -> None:
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, times=times)

    def redo(self, times: int = 1) -> None:
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, times=times)

    def bounds(self) -> list[tuple[int, int, str]]:
        return [(span.start, span.end, span.label) for span in self.session.spans]

    def marks(self) -> list[tuple[str, str]]:
        """The marks of the article shown as (text, label), in order."""
        return [(span.text, span.label) for span in self.session.spans]

    def saved(self) -> list[tuple[int, int, str]]:
        """The marks of the article shown as the file has them, read by somebody else."""
        assert self.session.project is not None
        assert self.session.article is not None
        with Project.open(self.session.project.path, write=False) as other:
            return [(span.start, span.end, span.label) for span in other.spans(self.session.article.id)]

    @property
    def notice(self) -> str:
        return self.window.notices.text

    @property
    def active(self) -> str | None:
        return self.marking.active.key if self.marking.active else None

    @property
    def selected(self) -> str | None:
        """The text of the selected mark."""
        return self.marking.selected.text if self.marking.selected else None


class HeldJobs:
    """Stands for the tokenizer's process: answers when the test says so, with real tokens or with a failure."""

    def __init__(self) -> None:
        self.warmed: Future[str] = Future()
        self.asked: list[tuple[list[str], bool]] = []
        self._waiting: list[tuple[list[str], Future[list[bytes]]]] = []
        self.closed = False

    def warm(self) -> Future[str]:
        return self.warmed

    def tokenize(self, texts: Sequence[str], *, urgent: bool = False) -> Future[list[bytes]]:
        future: Future[list[bytes]] = Future()
        self.asked.append((list(texts), urgent))
        self._waiting.append((list(texts), future))
        return future

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def answer(self) -> None:
        """Answers everything that is asked, and what is asked thereupon."""
        while self._waiting:
            self.answer_one()

    def answer_one(self) -> None:
        texts, future = self._waiting.pop(0)
        future.set_result([encode(tokens) for tokens in tokenize(texts)])
        QCoreApplication.sendPostedEvents()

    def fail(self) -> None:
        """What is asked fails as it does when the process dies."""
        while self._waiting:
            self._waiting.pop(0)[1].set_exception(AnnotatorError("jobs.worker_died"))
            QCoreApplication.sendPostedEvents()

    def close(self) -> None:
        self.closed = True
        for _, future in self._waiting:
            future.set_exception(AnnotatorError("jobs.closed"))
        self._waiting.clear()


def _destroy(program: app.Program) -> None:
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str]) -> QApplication:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else app.make_application(qapp_args)
    application.setCursorFlashTime(0)
    return application


Start = Callable[..., Driver]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Starts the program as `annotator PATHS` would; called again it is the next start on the same computer."""
    drivers: list[Driver] = []

    def begin(*paths: Path, jobs: object | None = None, settle: bool = True) -> Driver:
        preferences = Preferences(tmp_path / "annotator.ini")
        preferences.hints_seen = True
        program = app.Program(qapp, preferences, jobs or InlineJobs())  # type: ignore[arg-type]
        driver = Driver(program, qtbot)
        drivers.append(driver)
        program.window.resize(1200, 800)
        program.window.show()
        program.start(list(paths))
        if settle:
            driver.settle()
        program.window.activateWindow()
        assert QTest.qWaitForWindowActive(program.window)
        driver.view.setFocus()
        return driver

    yield begin
    for driver in drivers:
        _destroy(driver.program)


@pytest.fixture
def held() -> HeldJobs:
    return HeldJobs()


@pytest.fixture
def labels() -> LabelSet:
    return load_preset(resource("labels", "news.toml"))


def in_paragraphs(text: str, *, title: str = "") -> Article:
    """An article as it is: every line a segment, the first one the title if it is `title`."""
    segments = tuple(
        Segment(start, end, Role.TITLE if text[start:end] == title else Role.BODY) for start, end in paragraphs(text)
    )
    return Article(text, segments, title=title)


@pytest.fixture
def project_file(tmp_path: Path, labels: LabelSet) -> Callable[..., Path]:
    """Makes a project with an article of each text and their spans `(start, end, label)`; closed again."""

    def make(*texts: str, spans: Sequence[Sequence[tuple[int, int, str]]] = (), name: str = "test") -> Path:
        path = tmp_path / f"{name}.annotator"
        marks = [*spans, *([()] * (len(texts) - len(spans)))]
        items = [
            NewArticle(
                None,
                in_paragraphs(text, title=text.split("\n")[0]),
                [Span(start, end, label, text[start:end], "분석가 1") for start, end, label in made],
                uid=f"article-{number}",
                source_name=f"{number}.txt",
            )
            for number, (text, made) in enumerate(zip(texts, marks, strict=True), 1)
        ]
        with Project.create(path, labels) as project:
            if items:
                operations.add_articles(project, items)
        return path

    return make


@pytest.fixture
def article(start: Start, project_file: Callable[..., Path]) -> Callable[..., Driver]:
    """Opens a new project with an article of each of the texts, exactly as they are; the first one is shown."""

    def begin(*texts: str, spans: Sequence[Sequence[tuple[int, int, str]]] = (), **started: Any) -> Driver:
        return start(project_file(*texts, spans=spans), **started)

    return begin


TEXT = """가온시 새 소식

단비식품은 올해 가온시에 새 공장을 세운다고 밝혔다. 은하제철과 해솔은행도 함께 120억 원을 들인다.

가람연구재단은 단비식품서비스와 ‘새싹돌봄종합대책’을 다듬는다."""
OTHER = """두물군 이웃 소식

온누리의료원은 두물군에 새 창고를 짓는다."""
LONG = "긴 소식\n\n" + "\n\n".join(f"{n}번째 문단에서 은하제철은 해솔은행과 손잡고 새 길을 연다." for n in range(1, 80))


@pytest.fixture
def news(article: Callable[..., Driver]) -> Driver:
    """A window on a short made-up article without marks, and another one after it."""
    return article(TEXT, OTHER)


@pytest.fixture
def long_text() -> str:
    """A text of many screens."""
    return LONG


@pytest.fixture
def long(article: Callable[..., Driver], long_text: str) -> Driver:
    """A window on it."""
    return article(long_text)
