"""Window tests: real widgets without a screen, the bundled font, Fusion, a settings file and folders of their own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.jobs import InlineJobs
from annotator.ui import app
from annotator.ui.preferences import Preferences


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

    def point(self, position: int) -> QPoint:
        """The middle of a character in the viewport, scrolled into view."""
        self.view.bring_into_view(position, position + 1)
        return self.view.rects_of(position, position + 1)[0].center().toPoint()

    def click(self, position: int, *, ctrl: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, self.point(position))

    def drag(self, start: int, end: int, *, ctrl: bool = False) -> None:
        """From the first to the last character of `[start, end)`, let go in the right half of the last."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        viewport = self.view.viewport()
        self.view.bring_into_view(start, end)
        first, last = self.point(start), self.view.rects_of(end - 1, end)[0]
        goal = QPoint(round(last.right() - last.width() / 6), round(last.center().y()))
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, modifier, first)
        # A one-character mark is narrower than a drag: the hand goes out and comes back.
        QTest.mouseMove(viewport, first + QPoint(0, 2 * QApplication.startDragDistance()))
        QTest.mouseMove(viewport, goal)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, modifier, goal)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None, *, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.view, key, modifier or Qt.KeyboardModifier.NoModifier)

    def bounds(self) -> list[tuple[int, int, str]]:
        return [(span.start, span.end, span.label) for span in self.session.spans]


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

    def begin(*paths: Path, jobs: object | None = None) -> Driver:
        preferences = Preferences(tmp_path / "annotator.ini")
        preferences.hints_seen = True
        program = app.Program(qapp, preferences, jobs or InlineJobs())  # type: ignore[arg-type]
        driver = Driver(program, qtbot)
        drivers.append(driver)
        program.window.resize(1200, 800)
        program.window.show()
        program.start(list(paths))
        driver.settle()
        program.window.activateWindow()
        assert QTest.qWaitForWindowActive(program.window)
        driver.view.setFocus()
        return driver

    yield begin
    for driver in drivers:
        _destroy(driver.program)


@pytest.fixture
def article(start: Start, tmp_path: Path) -> Callable[[str], Driver]:
    """Opens a new project with one article of the given text."""

    def begin(text: str) -> Driver:
        from annotator.labels import load_preset
        from annotator.paths import resource
        from annotator.project import Project

        path = tmp_path / "test.annotator"
        Project.create(path, load_preset(resource("labels", "news.toml"))).close()
        driver = start(path)
        driver.program.transfer.paste(text, "article")
        driver.settle()
        return driver

    return begin
