"""Notes on a mark and on the article: opened by a key, saved by leaving, shown in the card, the table and the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.ui.actions import with_twins

TEXT = "가람시는 다온군과 함께 새길연구원을 세웠다."
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def marked(article: Callable[..., Any]) -> Any:
    driver = article(TEXT, "두 번째 기사", spans=[[(0, 3, "REGION")]])
    driver.click(0)
    return driver


def write(driver: Any, text: str) -> Any:
    field = driver.window.notes.field
    assert field.hasFocus()
    field.insertPlainText(text)
    return field


def notes(driver: Any) -> list[str]:
    return [span.note for span in driver.session.project.spans(driver.session.article.id)]


def test_ctrl_m_has_its_hangul_twin() -> None:
    assert [key.toString() for key in with_twins(["Ctrl+M"])] == ["Ctrl+M", "Ctrl+ㅡ"]


def test_a_note_is_saved_by_enter_as_one_step(marked: Any) -> None:
    marked.key(Qt.Key.Key_M, CONTROL)
    field = write(marked, "이름을")
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    field.insertPlainText("확인할 것")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert notes(marked) == ["이름을\n확인할 것"]
    assert not marked.window.notes.isVisible()
    assert marked.view.hasFocus()
    marked.undo()
    assert notes(marked) == [""]


def test_leaving_the_field_saves(marked: Any) -> None:
    marked.key(Qt.Key.Key_M, CONTROL)
    write(marked, "확인")
    marked.window.articles.list.setFocus()
    assert notes(marked) == ["확인"]
    assert not marked.window.notes.isVisible()
    assert marked.window.articles.list.hasFocus()


def test_esc_leaves_without_saving(marked: Any) -> None:
    marked.key(Qt.Key.Key_M, CONTROL)
    QTest.keyClick(write(marked, "확인"), Qt.Key.Key_Escape)
    assert notes(marked) == [""]
    assert marked.session.project.undoable().kind == "add_articles"
    assert marked.selected == "가람시"


def test_a_note_left_as_it_was_is_no_operation(marked: Any) -> None:
    marked.key(Qt.Key.Key_M, CONTROL)
    QTest.keyClick(marked.window.notes.field, Qt.Key.Key_Return)
    assert marked.session.project.undoable().kind == "add_articles"


def test_going_to_another_article_saves(marked: Any) -> None:
    marked.key(Qt.Key.Key_M, CONTROL)
    write(marked, "확인")
    first = marked.session.article.id
    marked.window.actions_.next.trigger()
    assert marked.session.article.id != first
    assert [span.note for span in marked.session.project.spans(first)] == ["확인"]


def test_without_a_mark_the_note_is_the_article_s(marked: Any) -> None:
    marked.key(Qt.Key.Key_Escape)
    marked.key(Qt.Key.Key_M, CONTROL)
    QTest.keyClick(write(marked, "두 번 읽을 것"), Qt.Key.Key_Return)
    assert marked.session.project.article(marked.session.article.id).note == "두 번 읽을 것"
    assert "두 번 읽을 것" in marked.window.spans.article_note.label.text()
    marked.undo()
    assert marked.window.spans.article_note.label.text() == ""


def test_the_pane_opens_both_notes(marked: Any) -> None:
    card = marked.window.spans.card
    assert card.detail.link.isVisible()
    assert not card.note.isVisible()
    QTest.mouseClick(card.detail.link, Qt.MouseButton.LeftButton)
    QTest.keyClick(write(marked, "표시"), Qt.Key.Key_Return)
    QTest.mouseClick(marked.window.spans.article_note.link, Qt.MouseButton.LeftButton)
    QTest.keyClick(write(marked, "기사"), Qt.Key.Key_Return)
    assert notes(marked) == ["표시"]
    assert marked.session.article.note == "기사"
    assert marked.window.spans.card.note.label.text() == "표시"
    assert card.note.isVisible()
    assert not card.detail.link.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")  # a tooltip without a screen
def test_a_note_shows_in_table_text_and_tooltip(marked: Any) -> None:
    plain = marked.view.viewport().grab().toImage()
    marked.key(Qt.Key.Key_M, CONTROL)
    QTest.keyClick(write(marked, "<b>확인"), Qt.Key.Key_Return)
    index = marked.window.spans.table.model().index(0, 0)
    assert "&lt;b&gt;확인" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>확인" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert marked.view.viewport().grab().toImage() != plain
    point = marked.point(1)
    where = marked.view.viewport().mapToGlobal(point)
    QApplication.sendEvent(marked.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, where))
    assert "확인" in QToolTip.text()
    beside = QPoint(5, 5)
    QApplication.sendEvent(marked.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, beside, beside))


def test_the_field_stays_inside_the_view_and_near_its_mark(article: Callable[..., Any]) -> None:
    text = "\n".join(f"{number}째 줄에는 가람시가 있다." for number in range(60))
    last = text.rindex("가람시")
    driver = article(text, spans=[[(last, last + 3, "REGION")]])
    driver.click(last)
    driver.window.notes.open()
    notes_field, area = driver.window.notes, driver.view.viewport().geometry()
    assert area.contains(notes_field.geometry())
    mark = driver.view.rects_of(last, last + 3)[0].toRect()
    assert not notes_field.geometry().intersects(mark)
    before = notes_field.y()
    driver.view.verticalScrollBar().setValue(driver.view.verticalScrollBar().value() - 40)
    assert notes_field.y() != before


def test_a_mark_that_goes_takes_its_field_along(marked: Any) -> None:
    marked.key(Qt.Key.Key_M, CONTROL)
    write(marked, "확인")
    marked.marking.remove()
    assert not marked.window.notes.isVisible()
    assert marked.bounds() == []


def test_in_a_project_open_for_reading_notes_can_be_read_only(start: Callable[..., Any], marked: Any) -> None:
    marked.key(Qt.Key.Key_M, CONTROL)
    QTest.keyClick(write(marked, "확인"), Qt.Key.Key_Return)
    reader = start(marked.session.project.path)
    reader.click(0)
    reader.key(Qt.Key.Key_M, CONTROL)
    field = reader.window.notes.field
    assert field.toPlainText() == "확인"
    assert field.isReadOnly()
