"""The actions, their keys, and the keys' twins on a Korean keyboard layout."""

from __future__ import annotations

import string
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.actions import with_twins

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(driver: Any, letter: str, modifiers: Qt.KeyboardModifier) -> None:
    """Presses a key as a Korean layout reports it: by the Hangul letter, which is no Qt.Key of its own."""
    QTest.sendKeyEvent(QTest.KeyAction.Click, driver.view, Key(ord(letter)), letter, modifiers)


def actions(driver: Any) -> list[QAction]:
    return [each for each in vars(driver.window.actions_).values() if isinstance(each, QAction)]


@pytest.mark.parametrize("letter", string.ascii_uppercase)
def test_every_letter_has_its_twin_on_the_korean_layout(letter: str) -> None:
    keys = with_twins([f"Ctrl+{letter}"])
    assert len(keys) == 2
    assert keys[0] == QKeySequence(f"Ctrl+{letter}")
    assert "ㄱ" <= keys[1].toString()[-1] <= "ㅣ"


def test_twins_are_all_different() -> None:
    twins = [with_twins([f"Ctrl+{letter}"])[1].toString() for letter in string.ascii_uppercase]
    assert len(set(twins)) == 26


def test_twins_keep_the_modifiers() -> None:
    assert with_twins(["Ctrl+Shift+Z"])[1] == QKeySequence("Ctrl+Shift+ㅋ")


@pytest.mark.parametrize("key", ["F6", "Ctrl+PgUp", "Ctrl+Return", "Delete", "Ctrl+1"])
def test_other_keys_need_no_twin(key: str) -> None:
    assert with_twins([key]) == [QKeySequence(key)]


@pytest.mark.parametrize("name", ["done", "accept_all"])
def test_enter_is_called_so_everywhere_and_both_keys_of_it_work(news: Any, name: str) -> None:
    action = getattr(news.window.actions_, name)
    assert "Return" not in action.toolTip()
    assert {each.toString().rpartition("+")[2] for each in action.shortcuts()} == {"Enter", "Return"}


def test_ctrl_z_undoes_with_the_korean_layout_on(news: Any) -> None:
    news.click("은하제철")
    press(news, "ㅋ", CONTROL)
    assert news.marks() == []


def test_ctrl_shift_z_redoes_with_the_korean_layout_on(news: Any) -> None:
    news.click("은하제철")
    news.undo()
    press(news, "ㅋ", CONTROL | SHIFT)
    assert news.marks() == [("은하제철", "ORG")]


def test_ctrl_c_copies_with_the_korean_layout_on(news: Any) -> None:
    news.click("은하제철")
    press(news, "ㅊ", CONTROL)
    assert QApplication.clipboard().text() == "은하제철"


def test_every_twin_of_a_shortcut_does_what_the_shortcut_does(news: Any) -> None:
    for action in actions(news):
        latin = [key.toString() for key in action.shortcuts()]
        for key in latin:
            head, _, last = key.rpartition("+")
            if head and len(last) == 1 and last in string.ascii_uppercase:
                assert with_twins([key])[1].toString() in latin


def test_no_bare_letter_is_a_shortcut(news: Any) -> None:
    for action in actions(news):
        for key in action.shortcuts():
            assert "Ctrl" in key.toString() or key.toString().lstrip("Shift+").startswith("F")


def test_no_two_actions_share_a_key(news: Any) -> None:
    keys = [key.toString() for action in actions(news) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("letter", string.ascii_uppercase)
def test_a_bare_letter_does_nothing_in_the_article(news: Any, letter: str) -> None:
    before = (news.marks(), news.active, news.session.article.id, news.view.verticalScrollBar().value())
    news.key(Key(ord(letter)))
    assert (news.marks(), news.active, news.session.article.id, news.view.verticalScrollBar().value()) == before


def test_a_composed_syllable_does_nothing_in_the_article(news: Any) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "가")
    QApplication.sendEvent(news.view, event)
    assert news.marks() == []


def test_a_tooltip_names_the_key(news: Any) -> None:
    assert "Ctrl+Z" in news.window.actions_.undo.toolTip()


def test_undo_and_redo_say_what_they_would_do(news: Any) -> None:
    undo, redo = news.window.actions_.undo, news.window.actions_.redo
    news.click("은하제철")
    assert undo.toolTip().splitlines()[1] == "‘은하제철’ 표시"
    assert len(redo.toolTip().splitlines()) == 1
    news.undo()
    assert redo.toolTip().splitlines()[1] == "‘은하제철’ 표시"
    assert "은하제철" not in undo.toolTip()


def test_an_action_without_a_key_has_a_plain_tooltip(news: Any) -> None:
    action = news.window.actions_.about
    assert action.toolTip() == action.text()


def test_every_action_has_a_text(news: Any) -> None:
    assert all(action.text() for action in actions(news))


def test_the_actions_of_the_article_list_reach_the_window_from_any_pane(news: Any) -> None:
    news.click("은하제철")
    news.window.articles.list.setFocus()
    news.key(Key.Key_Z, CONTROL, into=news.window.articles.list)
    assert news.marks() == []
