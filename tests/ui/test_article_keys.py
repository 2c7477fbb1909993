"""The keys of the article: arrows and ranges, ends by comma and full stop, Tab from mark to mark, letters that do
nothing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TEXT = "가온시 소식\n\n은하제철과 해솔은행도 함께 120억 원을 들인다."


@pytest.fixture
def driver(article: Any) -> Any:
    return article(TEXT)


@pytest.fixture
def chosen(driver: Any) -> Any:
    """은하제철 is marked and selected."""
    driver.click("은하제철")
    driver.click("해솔은행")
    driver.undo()
    driver.click("은하제철")
    assert driver.selected == "은하제철"
    return driver


# -- ends of the selected mark


def test_the_full_stop_moves_the_end_by_a_morpheme(chosen: Any) -> None:
    chosen.key(Key.Key_Period)
    assert [text for text, _ in chosen.marks()] == ["은하제철과"]
    assert chosen.saved() == chosen.bounds()


def test_the_comma_moves_it_back(chosen: Any) -> None:
    chosen.key(Key.Key_Period)
    chosen.key(Key.Key_Comma)
    assert [text for text, _ in chosen.marks()] == ["은하제철"]


def test_with_shift_the_start_moves(chosen: Any) -> None:
    chosen.key(Key.Key_Greater, SHIFT)
    (text, _) = chosen.marks()[0]
    assert text in ("제철", "하제철")
    chosen.key(Key.Key_Less, SHIFT)
    assert [text for text, _ in chosen.marks()] == ["은하제철"]


def test_with_ctrl_they_move_by_a_character(chosen: Any) -> None:
    chosen.key(Key.Key_Comma, CONTROL)
    assert [text for text, _ in chosen.marks()] == ["은하제"]
    chosen.key(Key.Key_Period, CONTROL)
    assert [text for text, _ in chosen.marks()] == ["은하제철"]


def test_the_keys_of_the_ends_need_a_selected_mark(driver: Any) -> None:
    driver.click("은하제철")
    driver.key(Key.Key_Period)
    assert [text for text, _ in driver.marks()] == ["은하제철"]


def test_each_move_of_an_end_is_undone_by_itself(chosen: Any) -> None:
    chosen.key(Key.Key_Period)
    chosen.undo()
    assert [text for text, _ in chosen.marks()] == ["은하제철"]


# -- caret and range


def test_no_caret_is_there_before_an_arrow_key(driver: Any) -> None:
    assert driver.view.caret.position is None


def test_the_first_arrow_puts_the_caret_behind_the_mark_just_made(driver: Any) -> None:
    driver.click("은하제철")
    driver.key(Key.Key_Right)
    assert driver.view.caret.position == driver.find("은하제철")[1]


def test_arrows_go_by_morphemes(driver: Any) -> None:
    driver.click("은하제철")
    driver.key(Key.Key_Right, times=2)
    assert driver.view.caret.position == driver.find("은하제철과")[1]
    driver.key(Key.Key_Left)
    assert driver.view.caret.position == driver.find("은하제철")[1]


def test_with_alt_arrows_go_by_characters(driver: Any) -> None:
    driver.click("은하제철")
    driver.key(Key.Key_Right)
    driver.key(Key.Key_Left, ALT)
    assert driver.view.caret.position == driver.find("은하제철")[1] - 1


def test_with_ctrl_arrows_go_by_phrases(driver: Any) -> None:
    driver.click("은하제철")
    driver.key(Key.Key_Right)
    driver.key(Key.Key_Right, CONTROL)
    assert driver.view.caret.position == driver.find("해솔은행")[1]


@pytest.fixture
def ranged(driver: Any) -> Any:
    """The keyboard has chosen from behind 은하제철과 to the end of 해솔은행."""
    driver.click("은하제철")
    driver.undo()
    driver.view.caret.to(driver.find("해솔은행")[0], extend=False)
    driver.key(Key.Key_Right, CONTROL | SHIFT)
    assert driver.view.caret.range == driver.find("해솔은행")
    return driver


def test_enter_marks_the_range_with_the_active_label(ranged: Any) -> None:
    ranged.key(Key.Key_Return)
    assert ranged.marks() == [("해솔은행", "ORG")]
    assert ranged.view.caret.range is None


def test_a_digit_marks_the_range_with_its_label_and_the_active_label_stays(ranged: Any) -> None:
    ranged.key(Key.Key_3)
    assert ranged.marks() == [("해솔은행", "REGION")]
    assert ranged.active == "ORG"
    assert ranged.saved() == ranged.bounds()


def test_escape_drops_the_range_then_the_caret_then_the_label(ranged: Any) -> None:
    ranged.key(Key.Key_Escape)
    assert ranged.view.caret.range is None
    assert ranged.view.caret.position is not None
    ranged.key(Key.Key_Escape)
    assert ranged.view.caret.position is None
    assert ranged.active == "ORG"
    ranged.key(Key.Key_Escape)
    assert ranged.active is None


def test_a_range_does_not_leave_its_paragraph(driver: Any) -> None:
    driver.view.caret.to(driver.find("소식")[0], extend=False)
    driver.key(Key.Key_Right, SHIFT, times=8)
    assert driver.view.caret.range == driver.find("소식")


def test_a_click_drops_caret_and_range(ranged: Any) -> None:
    ranged.click("120억")
    assert ranged.view.caret.position is None


def test_a_whole_mark_can_be_made_without_the_mouse(driver: Any) -> None:
    driver.view.setFocus()
    driver.key(Key.Key_Right)
    driver.key(Key.Key_Right, SHIFT | CONTROL)
    driver.key(Key.Key_Return)
    assert len(driver.marks()) == 1
    assert driver.saved() == driver.bounds()


# -- Tab


def test_tab_goes_from_mark_to_mark_and_leaves_after_the_last(driver: Any) -> None:
    for words in ("은하제철", "해솔은행"):
        driver.click(words)
    driver.marking.just_made_id = None
    driver.key(Key.Key_Tab)
    assert driver.selected == "은하제철"
    driver.key(Key.Key_Tab)
    assert driver.selected == "해솔은행"
    driver.key(Key.Key_Tab)
    assert not driver.view.hasFocus()


def test_shift_tab_goes_back(driver: Any) -> None:
    for words in ("은하제철", "해솔은행"):
        driver.click(words)
    driver.key(Key.Key_Backtab, SHIFT)
    assert driver.selected == "은하제철"


# -- keys that are not ours


@pytest.mark.parametrize("letter", ["ㅁ", "ㅋ", "ㅏ", "가", "é", "漢"])
def test_a_letter_of_another_layout_does_nothing(chosen: Any, letter: str) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, chosen.view, Key(ord(letter)), letter, Qt.KeyboardModifier.NoModifier)
    assert chosen.marks() == [("은하제철", "ORG")]
    assert chosen.selected == "은하제철"


def test_digits_of_the_number_pad_are_digits(driver: Any) -> None:
    driver.key(Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert driver.active == "REGION"


@pytest.mark.parametrize("modifier", [CONTROL, ALT])
def test_a_digit_with_a_modifier_chooses_no_label(driver: Any, modifier: Qt.KeyboardModifier) -> None:
    driver.key(Key.Key_3, modifier)
    assert driver.active == "ORG"


def test_page_down_scrolls(article: Any) -> None:
    driver = article("긴 소식\n\n" + "\n\n".join(f"{n}번째 문단에서 은하제철은 새 길을 연다." for n in range(1, 80)))
    driver.key(Key.Key_PageDown)
    assert driver.view.verticalScrollBar().value() > 0
