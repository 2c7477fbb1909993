"""The field and the menu over the article list: what they show, in what order, and what follows that order."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.project import operations
from annotator.ui.article_order import Show, Sort

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEXTS = (
    "나루 소식\n\n두물군이 조직을 개편했다.",
    "가온 소식\n\n해솔은행이 왔다.",
    "다온 이야기\n\n노선을 개편한 뒤다.",
)


@pytest.fixture
def driver(article: Any) -> Any:
    return article(*TEXTS)


def shown(driver: Any) -> list[int]:
    model = driver.window.articles.model
    return [model.data(model.index(row), Qt.ItemDataRole.UserRole).id for row in range(model.rowCount())]


def type_in(driver: Any, typed: str) -> Any:
    bar = driver.window.articles.filter
    driver.program.searching.prepare()
    driver.qtbot.waitUntil(lambda: not driver.program.searching.preparing, timeout=20_000)
    with driver.qtbot.waitSignal(driver.program.searching.matched, timeout=20_000):
        bar.field.setText(typed)
    return bar


def test_typing_filters_by_title_at_once(driver: Any) -> None:
    driver.window.articles.filter.field.setText("소식")
    assert shown(driver) == [1, 2]
    assert driver.window.articles._summary.text() == "2건 보임 · 3건 중 0건 완료"


def test_and_by_morphemes_a_moment_later(driver: Any) -> None:
    type_in(driver, "개편하다")
    assert shown(driver) == [1, 3]


def test_an_answer_for_what_is_no_longer_typed_is_dropped(driver: Any) -> None:
    bar = type_in(driver, "개편하다")
    bar.take_matches("다른 말", frozenset([2]))
    assert shown(driver) == [1, 3]


def test_escape_shows_all_again_and_goes_to_the_list(driver: Any) -> None:
    bar = driver.window.articles.filter
    bar.field.setFocus()
    bar.field.setText("이야기")
    assert shown(driver) == [3]
    QTest.keyClick(bar.field, Key.Key_Escape)
    assert shown(driver) == [1, 2, 3]
    assert driver.window.articles.list.hasFocus()


def test_enter_searches_the_project(driver: Any) -> None:
    bar = type_in(driver, "개편하다")
    QTest.keyClick(bar.field, Key.Key_Return)
    driver.qtbot.waitUntil(lambda: driver.window.results.model.rowCount() == 2, timeout=20_000)
    assert driver.window.results.isVisible()


def test_unfinished_articles_alone(driver: Any) -> None:
    driver.session.do(operations.set_state, 2, "done")
    driver.window.articles.filter.show_only(Show.OPEN)
    assert shown(driver) == [1, 3]
    driver.window.articles.filter.show_only(Show.DONE)
    assert shown(driver) == [2]


def test_articles_with_a_label(driver: Any) -> None:
    driver.drag("두물군")
    driver.window.articles.filter.with_label("ORG")
    assert shown(driver) == [1]
    driver.window.articles.filter.with_label("REGION")
    assert shown(driver) == []
    driver.window.articles.filter.with_label(None)
    assert shown(driver) == [1, 2, 3]


def test_the_next_article_is_the_next_one_shown(driver: Any) -> None:
    driver.window.articles.filter.sort_by(Sort.TITLE)
    assert shown(driver) == [2, 1, 3]
    assert driver.session.article.id == 1
    driver.key(Key.Key_PageUp, CTRL)
    assert driver.session.article.id == 2
    driver.key(Key.Key_PageDown, CTRL)
    driver.key(Key.Key_PageDown, CTRL)
    assert driver.session.article.id == 3


def test_done_and_next_follows_the_order_shown(driver: Any) -> None:
    driver.window.articles.filter.sort_by(Sort.TITLE)
    driver.session.show(2)
    driver.key(Key.Key_Return, CTRL)
    assert driver.session.article.id == 1


def test_a_finished_article_leaves_the_unfinished_ones_when_the_next_is_shown(driver: Any) -> None:
    driver.window.articles.filter.show_only(Show.OPEN)
    driver.session.do(operations.set_state, 1, "done")
    assert shown(driver) == [1, 2, 3], "no row goes under the hand"
    driver.key(Key.Key_PageDown, CTRL)
    assert shown(driver) == [2, 3]
    assert driver.window.articles.list.currentIndex().row() == 0


def test_done_and_next_in_the_unfinished_ones(driver: Any) -> None:
    driver.window.articles.filter.show_only(Show.OPEN)
    driver.key(Key.Key_Return, CTRL)
    assert driver.session.article.id == 2
    assert shown(driver) == [2, 3]


def test_an_article_that_is_filtered_away_stays_open(driver: Any) -> None:
    driver.window.articles.filter.field.setText("이야기")
    assert driver.session.article.id == 1
    driver.key(Key.Key_PageDown, CTRL)
    assert driver.session.article.id == 3


def test_articles_that_come_and_go_keep_the_filter(driver: Any) -> None:
    driver.window.articles.filter.field.setText("소식")
    driver.session.do(operations.remove_articles, [2])
    assert shown(driver) == [1]
    driver.session.undo()
    assert shown(driver) == [1, 2]


def choose(driver: Any, text: str) -> None:
    """What a click on an entry of the menu does."""
    bar = driver.window.articles.filter
    bar._menu.aboutToShow.emit()
    next(action for action in bar._menu.actions() if action.text() == text).trigger()


def test_the_articles_shown_are_declared_done_together(driver: Any) -> None:
    driver.window.articles.filter.show_only(Show.OPEN)
    type_in(driver, "소식")
    some = shown(driver)
    assert len(some) == 2
    choose(driver, "보이는 기사 모두 완료로 표시")
    states = {row.id: row.state for row in driver.session.project.article_rows()}
    assert states == {number: "done" if number in some else "open" for number in (1, 2, 3)}
    assert driver.notice == "기사 2건 완료로 표시"
    assert shown(driver) == some, "no row goes under the hand"
    choose(driver, "보이는 기사 모두 완료로 표시")
    assert driver.notice == "보이는 기사는 모두 이미 그렇습니다."
    driver.undo()
    assert {row.state for row in driver.session.project.article_rows()} == {"open"}
    choose(driver, "보이는 기사 모두 다시 열기")
    assert driver.notice == "보이는 기사는 모두 이미 그렇습니다."


def test_nothing_shown_nothing_to_declare(driver: Any) -> None:
    type_in(driver, "아무 데도 없는 말")
    bar = driver.window.articles.filter
    bar._fill()
    assert [action.isEnabled() for action in bar._menu.actions()[-2:]] == [False, False]


def test_the_menu_says_what_is_chosen(driver: Any) -> None:
    bar = driver.window.articles.filter
    bar.show_only(Show.OPEN)
    bar.sort_by(Sort.TITLE)
    bar._fill()
    chosen = [action.text() for action in bar._menu.actions() if action.isChecked()]
    assert chosen == ["남은 기사만", "라벨 가리지 않음", "제목 차례"]
    for action in bar._menu.actions():
        if action.text() == "마친 기사만":
            action.trigger()
    assert shown(driver) == []


def test_another_project_is_shown_whole(driver: Any, project_file: Any) -> None:
    driver.window.articles.filter.field.setText("이야기")
    driver.program.open(project_file("솔내 소식\n\n단비가 왔다.", name="another"))
    assert driver.window.articles.filter.field.text() == ""
    assert len(shown(driver)) == 1


def test_the_tip_of_a_row_counts_its_marks_by_label(driver: Any) -> None:
    driver.drag("두물군")
    model = driver.window.articles.model
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) == "나루 소식\n기관 1"
    assert model.data(model.index(1), Qt.ItemDataRole.ToolTipRole) == "가온 소식"
