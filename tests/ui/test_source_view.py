"""The source view: every removed line with its reason, restored or removed by mouse or keyboard, marks following."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from annotator.articles import Role
from annotator.ui.source_view import LINE

PAGE = """가람시, 골목가게 살리기 첫걸음

입력 2021-03-04 09:00
  • 크게
  • 작게

가람시는 4일 골목가게 120여곳에 임대료를 보태는 ‘골목 숨통 사업’을 시작한다고 밝혔다. 지원은 여섯 달 동안 이어진다.

다온연구원은 이 사업으로 가게 문을 닫는 비율이 3.2%까지 내려갈 것으로 내다봤다. 상인들도 반기는 분위기다.

  • 좋아요0
  • 화나요0
"""


@pytest.fixture
def driver(article: Callable[..., Any]) -> Any:
    driver = article("다른 기사다.")
    driver.program.transfer.paste(PAGE, "page")
    driver.settle()
    driver.window.actions_.source.trigger()
    return driver


def row_of(driver: Any, number: int) -> QModelIndex:
    model = driver.window.source.model
    return next(model.index(row) for row in range(model.rowCount()) if model.index(row).data(LINE).number == number)


def press(driver: Any, number: int) -> None:
    listing = driver.window.source.list
    index = row_of(driver, number)
    listing.scrollTo(index)
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=listing.visualRect(index).center())


def test_it_stands_where_the_article_was_and_f7_goes_back(driver: Any) -> None:
    assert driver.window.source.isVisible()
    assert not driver.view.isVisible()
    QTest.keyClick(driver.window.source.list, Qt.Key.Key_F7)
    assert driver.view.isVisible()


def test_every_line_of_the_source_is_a_row_with_what_it_is(driver: Any) -> None:
    model = driver.window.source.model
    lines = [model.index(row).data(LINE) for row in range(model.rowCount())]
    assert [line.number for line in lines] == [1, 3, 4, 5, 7, 9, 11, 12]
    spoken = model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "글자 크기" in spoken
    assert "크게" in spoken


def test_a_click_restores_a_removed_line_and_another_removes_it_again(driver: Any) -> None:
    press(driver, 11)
    assert "좋아요0" in driver.text
    assert "되살렸습니다" in driver.window.notices.text
    press(driver, 11)
    assert "좋아요0" not in driver.text


def test_marks_move_with_the_text_and_go_with_their_line(driver: Any) -> None:
    driver.window.actions_.source.trigger()
    driver.click(driver.text.index("다온연구원"))
    (made,) = driver.session.spans
    driver.window.actions_.source.trigger()
    press(driver, 4)
    (moved,) = driver.session.spans
    assert moved.start > made.start
    assert driver.text[moved.start : moved.end] == made.text == "다온연구원"
    press(driver, 9)
    assert len(driver.session.spans) == 0
    assert "표시 1개" in driver.window.notices.text
    QTest.keyClick(driver.window.source.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [span.text for span in driver.session.spans] == ["다온연구원"]


def test_the_keyboard_does_it_too(driver: Any) -> None:
    listing = driver.window.source.list
    listing.setFocus()
    listing.setCurrentIndex(row_of(driver, 12))
    QTest.keyClick(listing, Qt.Key.Key_Space)
    assert "화나요0" in driver.text
    QTest.keyClick(listing, Qt.Key.Key_Return)
    assert "화나요0" not in driver.text


def test_a_line_can_be_taken_for_the_title(driver: Any) -> None:
    source = driver.window.source
    source.choose(row_of(driver, 1).data(LINE), Role.SUBTITLE)
    assert driver.session.article.title == ""
    assert driver.session.article.subtitle == "가람시, 골목가게 살리기 첫걸음"
    source.choose(row_of(driver, 1).data(LINE), Role.TITLE)
    assert driver.session.article.title == "가람시, 골목가게 살리기 첫걸음"


def test_the_last_line_stays_and_one_sentence_says_why(driver: Any) -> None:
    for number in (1, 7, 9):
        press(driver, number)
    assert driver.text.strip()
    assert "한 줄도 남지 않아" in driver.window.notices.text


def test_cleaning_again_keeps_what_a_person_decided(driver: Any) -> None:
    press(driver, 11)
    QTest.mouseClick(driver.window.source.again, Qt.MouseButton.LeftButton)
    assert "그대로" in driver.window.notices.text
    assert "좋아요0" in driver.text


def test_cleaning_again_names_the_marks_it_would_take_first(driver: Any) -> None:
    from annotator.article import Role as R
    from annotator.project import operations, revisions

    article = driver.session.article
    lines = [line if line.number != 11 else type(line)(11, R.BODY, rule="older") for line in article.lines]
    driver.session.do(operations.revise, article.id, lines)
    start = driver.text.index("좋아요")
    driver.session.do(operations.add_span, article.id, start, start + 3, "ORG")
    assert revisions.plan(driver.session.project, article.id, article.lines).lost
    QTest.mouseClick(driver.window.source.again, Qt.MouseButton.LeftButton)
    assert "표시 1개" in driver.window.notices.text
    assert len(driver.session.spans) == 1
    QTest.mouseClick(driver.window.source.again, Qt.MouseButton.LeftButton)
    assert len(driver.session.spans) == 0
    driver.undo()
