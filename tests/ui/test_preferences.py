"""Preferences: taken at once, kept, and forgiving towards a settings file somebody edited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.preferences import TEXT_SIZE, LanguageChoice, Preferences, ThemeChoice
from annotator.ui.preferences_dialog import PreferencesDialog
from annotator.ui.theme import DARK

TEXT = "가람시는 골목가게를 돕는다고 밝혔다.\n\n" * 40


@pytest.fixture
def dialog(article: Callable[[str], Any]) -> Any:
    driver = article(TEXT)
    driver.window.actions_.preferences.trigger()
    return driver, driver.window.findChild(PreferencesDialog)


def test_what_cannot_be_read_counts_as_not_set(tmp_path: Path) -> None:
    file = tmp_path / "a.ini"
    file.write_text("[General]\ntheme=purple\nlanguage=xx\ntext_size=huge\ncolumn=9999\n", encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.theme is ThemeChoice.SYSTEM
    assert preferences.language is LanguageChoice.SYSTEM
    assert preferences.text_size == TEXT_SIZE
    assert preferences.column == 80


def test_choices_are_kept(tmp_path: Path) -> None:
    first = Preferences(tmp_path / "a.ini")
    first.theme, first.text_size, first.column = ThemeChoice.DARK, 15.0, 50
    first.sync()
    again = Preferences(tmp_path / "a.ini")
    assert (again.theme, again.text_size, again.column) == (ThemeChoice.DARK, 15.0, 50)


def test_the_theme_changes_at_once(dialog: Any) -> None:
    _driver, window = dialog
    window.theme.setCurrentIndex(window.theme.findData(ThemeChoice.DARK))
    assert QApplication.palette().color(QApplication.palette().ColorRole.Base) == DARK.paper
    window.theme.setCurrentIndex(window.theme.findData(ThemeChoice.LIGHT))
    assert QApplication.palette().color(QApplication.palette().ColorRole.Base) != DARK.paper


def test_ctrl_and_wheel_zoom_and_the_line_at_the_top_stays(article: Callable[[str], Any]) -> None:
    driver = article(TEXT)
    driver.view.scroll_to(driver.text.index("가람시", 400))
    top, height = driver.view.top(), driver.view.rects_of(0, 1)[0].height()
    centre = QPointF(driver.view.viewport().rect().center())
    for _ in range(4):
        event = QWheelEvent(
            centre, centre, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(driver.view.viewport(), event)
    assert driver.program.preferences.text_size == TEXT_SIZE + 2
    assert driver.view.rects_of(0, 1)[0].height() > height
    assert driver.view.top() == top
    driver.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert driver.program.preferences.text_size == TEXT_SIZE


def test_the_annotators_name_goes_into_the_project(dialog: Any) -> None:
    driver, window = dialog
    assert QTest.qWaitForWindowActive(window)
    window.annotator.setFocus()
    window.annotator.selectAll()
    QTest.keyClicks(window.annotator, "Kim")
    QTest.keyClick(window.annotator, Qt.Key.Key_Tab)
    assert driver.session.project.annotator == "Kim"
    window.annotator.setFocus()
    window.annotator.clear()
    QTest.keyClick(window.annotator, Qt.Key.Key_Tab)
    assert driver.session.project.annotator == "Kim"


def test_tab_walks_the_rows_from_the_top(dialog: Any) -> None:
    _, shown = dialog
    rows = [shown.annotator, shown.theme, shown.text_size, shown.column, shown.language]
    chain, widget = [], shown.annotator
    for _ in range(40):
        if widget in rows and widget not in chain:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    assert chain == rows
