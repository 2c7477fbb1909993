"""Korean through an input method: what is composed is neither lost nor taken for a key of the article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from annotator.ui.label_dialog import LabelDialog
from annotator.ui.typing import LineField

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
# What arrives while 은행 is typed on the two-set layout: what is composed, and what is committed with it.
BANK = [("ㅇ", ""), ("으", ""), ("은", ""), ("ㅎ", "은"), ("해", ""), ("행", "")]


def compose(field: QWidget, *steps: tuple[str, str]) -> None:
    for held, committed in steps:
        event = QInputMethodEvent(held, [])
        event.setCommitString(committed)
        QApplication.sendEvent(field, event)


def open_note(driver: Any) -> QWidget:
    driver.click("단비식품은")
    driver.key(Key.Key_M, CONTROL)
    return driver.window.notes.field  # type: ignore[no-any-return]


def open_find(driver: Any) -> QWidget:
    driver.key(Key.Key_F, CONTROL)
    return driver.window.find_bar.field  # type: ignore[no-any-return]


def open_list(driver: Any) -> QWidget:
    driver.window.articles.filter.field.setFocus()
    return driver.window.articles.filter.field  # type: ignore[no-any-return]


def open_search(driver: Any) -> QWidget:
    driver.window.results.open_panel()
    return driver.window.results.field  # type: ignore[no-any-return]


def open_label(driver: Any) -> QWidget:
    driver.window.open_labels("ORG")
    dialog = driver.window.findChild(LabelDialog)
    dialog.activateWindow()
    driver.qtbot.waitUntil(dialog.isActiveWindow)
    field = dialog.form.ko
    field.clear()
    field.setFocus()
    assert field.hasFocus()
    return field  # type: ignore[no-any-return]


def text_of(field: Any) -> str:
    return str(field.text() if isinstance(field, LineField) else field.toPlainText())


FIELDS = pytest.mark.parametrize("open_field", [open_note, open_find, open_list, open_search, open_label])


def test_the_article_takes_keys_as_they_are_whatever_the_layout(news: Any) -> None:
    assert not news.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not news.view.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    compose(news.view, ("ㅎ", ""), ("", "한"), ("", "2"))
    assert (news.active, news.marks()) == ("ORG", [])


@FIELDS
def test_what_is_composed_becomes_text_and_is_no_key_of_the_article(
    news: Any, open_field: Callable[[Any], QWidget]
) -> None:
    field = open_field(news)
    before = news.marks()
    assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    compose(field, *BANK, ("", "행"), ("", " "), ("", "2"))
    QTest.keyClick(field, Key.Key_3)
    QTest.keyClick(field, Key.Key_Comma)
    QTest.keyClick(field, Key.Key_Backspace)
    assert text_of(field) == "은행 23"
    assert news.active == "ORG"
    assert news.marks() == before


def test_a_note_left_in_the_middle_of_a_syllable_is_whole(news: Any) -> None:
    field = open_note(news)
    compose(field, *BANK)
    news.view.setFocus()
    assert [span.note for span in news.session.spans] == ["은행"]


def test_a_note_is_whole_when_another_article_is_shown_in_the_middle_of_a_syllable(news: Any) -> None:
    field = open_note(news)
    compose(field, *BANK)
    first = news.session.article.id
    news.session.step(1)
    assert [span.note for span in news.session.project.spans(first)] == ["은행"]
    assert text_of(field) == "은행"


def test_a_note_given_up_in_the_middle_of_a_syllable_saves_nothing(news: Any) -> None:
    field = open_note(news)
    compose(field, *BANK)
    QTest.keyClick(field, Key.Key_Escape)
    assert [span.note for span in news.session.spans] == [""]


def test_a_name_left_in_the_middle_of_a_syllable_is_whole(news: Any) -> None:
    field = open_label(news)
    compose(field, *BANK)
    news.window.findChild(LabelDialog).form.en.setFocus()
    assert news.session.labels["ORG"].ko == "은행"


def test_what_is_looked_for_is_found_before_its_last_syllable_is_committed(news: Any) -> None:
    field = open_find(news)
    finding, hits = news.view.finding, []
    for step in BANK:
        compose(field, step)
        hits.append([news.text[start:end] for start, end in finding.hits])
    # A consonant alone is no syllable: 은ㅎ would be found nowhere.
    assert hits == [[], [], ["은"] * news.text.count("은"), ["은"] * news.text.count("은"), [], ["은행"]]
    compose(field, ("", "행"))
    assert (finding.text, len(finding.hits)) == ("은행", 1)


def test_the_list_is_filtered_before_the_last_syllable_is_committed(news: Any, qtbot: Any) -> None:
    field = open_list(news)
    compose(field, ("ㅇ", ""), ("이", ""), ("ㅇ", "이"), ("우", ""), ("웃", ""))
    assert news.window.articles.filter.arrangement.text == "이웃"
    assert news.window.articles.model.rowCount() == 1
    compose(field, ("", ""))
    assert news.window.articles.filter.arrangement.text == "이"


def test_what_is_composed_stands_where_the_caret_is(qtbot: Any) -> None:
    field = LineField()
    qtbot.addWidget(field)
    told: list[str] = []
    field.typed.connect(told.append)
    field.setText("은하")
    field.setCursorPosition(1)
    compose(field, ("행", ""), ("", "행"))
    assert told == ["은하", "은행하", "은행하"]


@pytest.mark.parametrize("open_field", [open_note, open_find, open_list, open_search])
@pytest.mark.parametrize("files", [True, False])
def test_files_dropped_on_a_field_go_to_the_window_and_text_goes_to_the_field(
    news: Any, open_field: Callable[[Any], QWidget], files: bool, tmp_path: Path
) -> None:
    field = open_field(news)
    target = field.viewport() if isinstance(field, QPlainTextEdit) else field
    data, path = QMimeData(), tmp_path / "a.txt"
    path.write_text("솔내시 소식\n\n보람건설은 새 다리를 놓는다고 밝혔다.\n", encoding="utf-8")
    if files:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(path.as_uri() if files else "은행")
    before, taken = text_of(field), []
    news.window.files_dropped.connect(taken.append)
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Both go from the widget up to the first one that accepts.
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), action, data, button, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), action, data, button, none))
    assert taken == ([[path]] if files else [])
    assert (text_of(field) != before) is not files
    news.settle()
