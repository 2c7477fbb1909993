"""The page of the article: laid out, as wide as reads well, scrolled to where the user was."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.theme import DARK

Key = Qt.Key


def test_the_text_is_not_editable_and_not_selectable(news: Any) -> None:
    before = news.view.document().toPlainText()
    news.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    news.key(Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(news.view, "abc")
    assert news.view.document().toPlainText() == before
    assert not news.view.textCursor().hasSelection()


def test_a_double_click_selects_no_word(news: Any) -> None:
    point = news.point(news.find("은하제철")[0])
    QTest.mouseDClick(news.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert not news.view.textCursor().hasSelection()


def test_a_new_article_begins_at_its_top(long: Any) -> None:
    assert long.view.verticalScrollBar().value() == 0
    assert long.view.top() == 0


@pytest.mark.parametrize("nth", [5, 20, 41, 60])
def test_scrolling_to_a_line_puts_it_at_the_top(long: Any, nth: int) -> None:
    position = long.find("번째", nth)[0]
    long.view.scroll_to(position)
    top = long.view.top()
    assert top <= position
    assert "\n" not in long.text[top:position]


def test_bringing_something_into_view_scrolls_as_little_as_it_can(long: Any) -> None:
    bar = long.view.verticalScrollBar()
    start, end = long.find("은하제철", 50)
    long.view.bring_into_view(start, end)
    (rect,) = long.view.rects_of(start, end)
    assert rect.bottom() <= long.view.viewport().height()
    before = bar.value()
    long.view.bring_into_view(start, end)
    assert bar.value() == before


def test_the_line_at_the_top_stays_when_the_window_changes_its_width(long: Any, qtbot: Any) -> None:
    long.view.scroll_to(long.find("번째", 30)[0])
    long.view._remember_place()
    top = long.view.top()
    long.window.resize(950, 700)
    qtbot.waitUntil(lambda: long.view.top() == top)
    long.window.resize(1300, 700)
    qtbot.waitUntil(lambda: long.view.top() == top)


def test_the_column_is_no_wider_than_reads_well(news: Any, qtbot: Any) -> None:
    news.window.resize(1900, 800)
    paragraph = news.session.segments[1]
    qtbot.waitUntil(lambda: news.view.viewport().width() > 900)
    rects = news.view.rects_of(*paragraph)
    assert max(rect.right() for rect in rects) - min(rect.left() for rect in rects) < 900


def test_the_scroll_bar_is_always_there(news: Any) -> None:
    assert news.view.verticalScrollBar().isVisible()


def test_a_very_long_word_is_broken(article: Any) -> None:
    driver = article("가온시\n\n" + "은" * 600)
    assert len(driver.view.rects_of(5, 605)) > 3


# -- theme


def test_another_theme_moves_nothing(long: Any) -> None:
    long.view.verticalScrollBar().setValue(700)
    before = long.view.rects_of(*long.find("은하제철", 12))
    long.view.set_theme(DARK)
    assert long.view.rects_of(*long.find("은하제철", 12)) == before
    assert long.view.verticalScrollBar().value() == 700


# -- the context menu
