"""The mouse over the article: which press, drag and release means what."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.ui import pointer

Key, Left, NoModifier = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def shape(driver: Any) -> Qt.CursorShape:
    return driver.view.viewport().cursor().shape()


# -- hovering


@pytest.mark.parametrize("digit", [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4])
def test_the_outline_is_what_a_click_makes_wherever_the_mouse_is(news: Any, digit: Qt.Key) -> None:
    news.key(digit)
    for position in range(0, len(news.text), 3):
        if news.text[position] == "\n":
            continue
        outline = news.hover(position)
        news.click(position)
        assert [span.bounds for span in news.session.spans] == ([outline] if outline else [])
        if outline:
            news.undo()


def test_the_outline_is_in_the_active_labels_colour(news: Any) -> None:
    news.key(Key.Key_3)
    news.hover("가온시에")
    assert news.view._pointer.label == "REGION"


def test_the_outline_goes_with_the_mouse(news: Any) -> None:
    assert news.hover("은하제철") == news.find("은하제철")
    assert news.hover("해솔은행") == news.find("해솔은행")
    assert news.hover(news.beside(news.find("해솔은행")[0])) is None


def test_the_outline_goes_when_the_mouse_leaves(news: Any) -> None:
    news.hover("은하제철")
    QApplication.sendEvent(news.view, QEvent(QEvent.Type.Leave))
    assert news.view._pointer.proposal is None


def test_there_is_no_outline_over_a_mark(news: Any) -> None:
    news.click("은하제철")
    assert news.hover("은하제철") is None


def test_there_is_no_outline_without_an_active_label(news: Any) -> None:
    news.hover("은하제철")
    news.key(Key.Key_Escape)
    assert news.view._pointer.proposal is None
    assert news.hover("해솔은행") is None


def test_there_is_no_outline_between_paragraphs(news: Any) -> None:
    gap = news.find("\n\n가람연구재단")[0]
    above, below = news.point(gap - 1), news.point(gap + 2)
    assert news.hover(QPoint(below.x(), (above.y() + below.y()) // 2)) is None


def test_the_outline_comes_with_the_tokens_under_a_resting_mouse(article: Any, held: Any) -> None:
    driver = article("가온시 소식\n\n은하제철은 왔다.", jobs=held, settle=False)
    assert driver.hover("은하제철") is None
    held.answer()
    assert driver.view._pointer.proposal == driver.find("은하제철")


def test_the_outline_follows_the_label_under_a_resting_mouse(news: Any) -> None:
    news.hover("120억")
    news.key(Key.Key_4)
    assert news.view._pointer.proposal == news.find("120억 원")


def test_after_an_undo_the_outline_is_back(news: Any) -> None:
    news.hover("은하제철")
    news.click("은하제철")
    assert news.view._pointer.proposal is None
    news.undo()
    assert news.view._pointer.proposal == news.find("은하제철")


def test_the_mouse_is_a_text_cursor_over_text_and_an_arrow_beside_it(news: Any) -> None:
    news.hover("은하제철")
    assert shape(news) == Qt.CursorShape.IBeamCursor
    news.hover(news.beside(news.find("은하제철")[0]))
    assert shape(news) == Qt.CursorShape.ArrowCursor


# -- beside the text


@pytest.fixture
def chosen(news: Any) -> Any:
    """One mark, selected."""
    news.click("은하제철")
    news.click("해솔은행")
    news.undo()
    news.click("은하제철")
    assert news.selected == "은하제철"
    return news


def test_a_click_in_the_margin_clears_the_selection_only(chosen: Any) -> None:
    before = chosen.saved()
    chosen.click_at(chosen.beside(chosen.find("은하제철")[0]))
    assert chosen.selected is None
    assert (chosen.saved(), chosen.active) == (before, "ORG")


def test_a_click_past_the_end_of_a_line_clears_the_selection_only(chosen: Any) -> None:
    end = chosen.point(len(chosen.text) - 1)
    chosen.click_at(QPoint(end.x() + 40, end.y()))
    assert chosen.selected is None
    assert chosen.marks() == [("은하제철", "ORG")]


def test_a_click_between_paragraphs_clears_the_selection_only(chosen: Any) -> None:
    gap = chosen.find("\n\n가람연구재단")[0]
    above, below = chosen.point(gap - 1), chosen.point(gap + 2)
    chosen.click_at(QPoint(below.x(), (above.y() + below.y()) // 2))
    assert chosen.selected is None
    assert chosen.marks() == [("은하제철", "ORG")]


def test_a_click_below_the_last_line_clears_the_selection_only(chosen: Any) -> None:
    last = chosen.point(len(chosen.text) - 1)
    chosen.click_at(QPoint(last.x(), last.y() + 120))
    assert chosen.selected is None
    assert chosen.marks() == [("은하제철", "ORG")]


def test_a_click_on_the_blank_between_two_words_marks_nothing(news: Any) -> None:
    news.click(news.find("은하제철과 ")[1] - 1)
    assert news.marks() == []


def test_a_drag_that_begins_beside_the_text_marks_nothing(news: Any) -> None:
    start, goal = news.beside(news.find("은하제철")[0]), news.point(news.find("해솔은행")[0])
    viewport = news.view.viewport()
    QTest.mousePress(viewport, Left, NoModifier, start)
    QTest.mouseMove(viewport, goal)
    QTest.mouseRelease(viewport, Left, NoModifier, goal)
    assert news.marks() == []


# -- other buttons and gestures that mark nothing


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton])
def test_another_button_marks_nothing(news: Any, button: Qt.MouseButton) -> None:
    news.click("은하제철", button=button)
    assert news.marks() == []


def test_a_middle_click_while_the_left_button_is_down_ends_nothing(news: Any) -> None:
    viewport, point = news.view.viewport(), news.point(news.find("은하제철")[0])
    QTest.mousePress(viewport, Left, NoModifier, point)
    QTest.mouseClick(viewport, Qt.MouseButton.MiddleButton, NoModifier, point)
    assert news.marks() == []
    QTest.mouseRelease(viewport, Left, NoModifier, point)
    assert news.marks() == [("은하제철", "ORG")]


def test_a_release_without_a_press_marks_nothing(news: Any) -> None:
    QTest.mouseRelease(news.view.viewport(), Left, NoModifier, news.point(news.find("은하제철")[0]))
    assert news.marks() == []


@pytest.fixture
def returning(news: Any, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Any:
    """The window has just come back from behind another one."""
    monkeypatch.setattr(pointer, "_ACTIVATION_MS", 600_000)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    assert QTest.qWaitForWindowActive(other)
    news.window.activateWindow()
    assert QTest.qWaitForWindowActive(news.window)
    return news


def test_the_press_that_brings_the_window_to_the_front_marks_nothing(returning: Any) -> None:
    returning.click("은하제철")
    assert returning.marks() == []


def test_the_press_after_that_marks(returning: Any) -> None:
    returning.click("은하제철")
    returning.click("해솔은행")
    assert returning.marks() == [("해솔은행", "ORG")]


def test_a_window_that_was_in_front_all_along_marks_at_once(news: Any) -> None:
    news.click("은하제철")
    assert news.marks() == [("은하제철", "ORG")]


def test_a_press_that_trembles_is_a_click(news: Any) -> None:
    viewport, point = news.view.viewport(), news.point(news.find("은하제철")[0])
    QTest.mousePress(viewport, Left, NoModifier, point)
    near = point + QPoint(QApplication.startDragDistance() - 1, 0)
    QTest.mouseMove(viewport, near)
    assert not news.view._pointer.dragging
    QTest.mouseRelease(viewport, Left, NoModifier, near)
    assert news.marks() == [("은하제철", "ORG")]


# -- dragging


def test_a_drag_shows_what_letting_go_will_mark(news: Any) -> None:
    start, end = news.find("하제철과 해솔은")
    news.drag(start, end, drop=False)
    shown = news.view._pointer.proposal
    news.drag(start, end)
    assert [span.bounds for span in news.session.spans] == [shown]


def test_a_drag_to_the_left_marks_the_same(news: Any) -> None:
    start, end = news.find("은하제철과 해솔은행")
    viewport, first, last = news.view.viewport(), news.point(end - 1), news.point(start)
    QTest.mousePress(viewport, Left, NoModifier, first)
    QTest.mouseMove(viewport, last)
    QTest.mouseRelease(viewport, Left, NoModifier, last - QPoint(3, 0))
    assert news.marks() == [("은하제철과 해솔은행", "ORG")]


def test_a_drag_down_is_clipped_to_the_paragraph_it_began_in(news: Any) -> None:
    start, end = news.find("120억")[0], news.find("단비식품서비스")[0]
    news.drag(start, end)
    (span,) = news.session.spans
    assert span.start == start
    assert "\n" not in span.text
    assert news.text[span.start :].startswith("120억 원을 들인다")


def test_a_drag_up_is_clipped_to_the_paragraph_it_began_in(news: Any) -> None:
    first = news.point(news.find("단비식품서비스")[1] - 1)
    goal = news.point(news.find("해솔은행")[0])
    viewport = news.view.viewport()
    QTest.mousePress(viewport, Left, NoModifier, first)
    QTest.mouseMove(viewport, goal)
    QTest.mouseRelease(viewport, Left, NoModifier, goal)
    assert news.marks() == [("가람연구재단은 단비식품서비스", "ORG")]


def test_an_exact_drag_is_clipped_too(news: Any) -> None:
    start = news.find("들인다")[0]
    news.drag(start, news.find("가람연구")[0] + 4, ctrl=True)
    assert news.marks() == [("들인다.", "ORG")]


def test_escape_cancels_a_drag_and_nothing_else(chosen: Any) -> None:
    chosen.drag("해솔은행도", drop=False)
    assert chosen.view._pointer.proposal is not None
    chosen.key(Key.Key_Escape)
    assert chosen.view._pointer.proposal is None
    assert (chosen.selected, chosen.active) == ("은하제철", "ORG")
    QTest.mouseRelease(chosen.view.viewport(), Left, NoModifier, chosen.point(chosen.find("해솔은행도")[1] - 1))
    assert chosen.marks() == [("은하제철", "ORG")]


def test_escape_goes_from_drag_to_selection_to_label(chosen: Any) -> None:
    chosen.drag("해솔은행도", drop=False)
    for expected in (("은하제철", "ORG"), (None, "ORG"), (None, None)):
        chosen.key(Key.Key_Escape)
        assert (chosen.selected, chosen.active) == expected


def test_a_drag_ends_when_the_article_goes(news: Any) -> None:
    news.drag("은하제철과 해솔은행", drop=False)
    news.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseRelease(news.view.viewport(), Left, NoModifier, QPoint(300, 100))
    assert news.marks() == []


def test_a_drag_below_the_view_scrolls(article: Any, qtbot: Any, long_text: str) -> None:
    driver = article(long_text)
    viewport, bar = driver.view.viewport(), driver.view.verticalScrollBar()
    point = driver.point(driver.find("은하제철")[0])
    QTest.mousePress(viewport, Left, NoModifier, point)
    QTest.mouseMove(viewport, QPoint(point.x(), viewport.height() + 60))
    qtbot.waitUntil(lambda: bar.value() > 100)
    driver.key(Key.Key_Escape)
    stopped = bar.value()
    QTest.mouseMove(viewport, QPoint(point.x(), viewport.height() + 80))
    assert bar.value() == stopped


def touch(driver: Any, kind: QEvent.Type, point: QPoint, screen: QPointingDevice) -> None:
    viewport = driver.view.viewport()
    none = Qt.MouseButton.NoButton
    buttons = none if kind == QEvent.Type.MouseButtonRelease else Left
    button = none if kind == QEvent.Type.MouseMove else Left
    world = QPointF(viewport.mapToGlobal(point))
    event = QMouseEvent(kind, QPointF(point), world, world, button, buttons, NoModifier, screen)
    QApplication.sendEvent(viewport, event)


def test_a_finger_scrolls_and_marks_nothing(article: Any, long_text: str) -> None:
    driver = article(long_text)
    screen = QTest.createTouchDevice()
    bar, point = driver.view.verticalScrollBar(), driver.point(driver.find("7번째 문단")[0])
    touch(driver, QEvent.Type.MouseButtonPress, point, screen)
    touch(driver, QEvent.Type.MouseMove, point - QPoint(0, 60), screen)
    touch(driver, QEvent.Type.MouseButtonRelease, point - QPoint(0, 60), screen)
    assert bar.value() > 0
    assert driver.marks() == []


def test_a_tap_marks(article: Any) -> None:
    driver = article("소식\n\n은하제철은 왔다.")
    screen = QTest.createTouchDevice()
    point = driver.point(driver.find("은하제철")[0])
    touch(driver, QEvent.Type.MouseButtonPress, point, screen)
    touch(driver, QEvent.Type.MouseButtonRelease, point, screen)
    assert driver.marks() == [("은하제철", "ORG")]


# -- the handles of the selected mark


def hold(driver: Any, edge: str, goal: int, modifier: Qt.KeyboardModifier = NoModifier) -> None:
    """Drags the left or right end of the selected mark to the middle of the character `goal`."""
    span = driver.marking.selected
    rects = driver.view.rects_of(span.start, span.end)
    y = round(rects[0].center().y())
    x = round(rects[0].left() + 1) if edge == "left" else round(rects[-1].right() - 1)
    viewport, point = driver.view.viewport(), driver.point(goal)
    QTest.mousePress(viewport, Left, modifier, QPoint(x, y))
    QTest.mouseMove(viewport, point)
    QTest.mouseRelease(viewport, Left, modifier, point)


def test_a_handle_moves_the_end_by_morphemes(chosen: Any) -> None:
    hold(chosen, "right", chosen.find("해솔은행")[1] - 1)
    (span,) = chosen.session.spans
    assert span.start == chosen.find("은하제철")[0]
    assert span.end > chosen.find("해솔은행")[0]
    assert chosen.saved() == chosen.bounds()


def test_a_handle_with_ctrl_moves_the_end_by_characters(chosen: Any) -> None:
    start, end = chosen.find("은하제철")
    hold(chosen, "right", start + 2, Qt.KeyboardModifier.ControlModifier)
    (span,) = chosen.session.spans
    assert span.start == start
    assert span.end in (start + 2, start + 3)
    assert span.end < end


def test_the_mouse_shows_a_handle_before_it_is_taken(chosen: Any) -> None:
    span = chosen.marking.selected
    rect = chosen.view.rects_of(span.start, span.end)[-1]
    chosen.hover(QPoint(round(rect.right() + 2), round(rect.center().y())))
    assert shape(chosen) == Qt.CursorShape.SizeHorCursor


def test_escape_gives_a_handle_back(chosen: Any) -> None:
    span = chosen.marking.selected
    rect = chosen.view.rects_of(span.start, span.end)[-1]
    viewport = chosen.view.viewport()
    QTest.mousePress(viewport, Left, NoModifier, QPoint(round(rect.right() - 1), round(rect.center().y())))
    QTest.mouseMove(viewport, chosen.point(chosen.find("해솔은행")[0]))
    chosen.key(Key.Key_Escape)
    QTest.mouseRelease(viewport, Left, NoModifier, chosen.point(chosen.find("해솔은행")[0]))
    assert chosen.marks() == [("은하제철", "ORG")]
    assert chosen.selected == "은하제철"


def test_shift_click_stretches_the_mark_in_hand(news: Any) -> None:
    news.click("은하제철")
    point = news.point(news.find("해솔은행")[0])
    QTest.mouseClick(news.view.viewport(), Left, Qt.KeyboardModifier.ShiftModifier, point)
    (span,) = news.session.spans
    assert span.text.startswith("은하제철과 해솔")
    assert news.saved() == news.bounds()
