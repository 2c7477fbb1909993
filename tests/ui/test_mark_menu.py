"""The right-click menu of the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.ui.mark_menu import MarkMenu

# A menu without a screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TEXT = "가람시는 넓다. 다온군 새길연구원은 “좁다. 작다.”라고 했다."


@pytest.fixture
def driver(article: Callable[..., Any]) -> Any:
    return article(TEXT, spans=[[(0, 3, "REGION")]])


def menu_at(driver: Any, words: str) -> MarkMenu:
    """The menu that a right click on some words opens."""
    point = driver.point(driver.text.index(words))
    viewport = driver.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    menu: MarkMenu = driver.window.findChildren(MarkMenu)[-1]
    assert menu.isVisible()
    menu.close()
    return menu


def entry(menu: MarkMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().partition("\t")[0].startswith(text))


def texts(menu: MarkMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]


def test_a_mark_can_be_relabelled_widened_noted_copied_and_removed(driver: Any) -> None:
    menu = menu_at(driver, "가람시")
    assert texts(menu) == [
        "기관", "정책", "지역", "수치", "넓히기", "같은 표현 모두 표시", "프로젝트 전체에서 같은 표현 찾기",
        "메모", "표시한 글 복사", "문장 복사", "기사 전체 복사", "표시 지우기",
    ]  # fmt: skip
    assert [action.isChecked() for action in menu.actions()[:4]] == [False, False, True, False]
    entry(menu, "기관").trigger()
    assert driver.marks() == [("가람시", "ORG")]
    entry(menu, "메모").trigger()
    assert driver.window.notes.isVisible()
    entry(menu, "표시 지우기").trigger()
    assert driver.marks() == []


def test_widening_from_the_menu_is_one_step(driver: Any) -> None:
    start = TEXT.index("새길")
    driver.click(start)
    before = driver.marks()
    menu = menu_at(driver, "새길")
    entry(menu, "넓히기").trigger()
    after = driver.marks()
    if after != before:  # whether there is a wider phrase is the phrases' affair
        driver.undo()
    else:
        assert "넓힐" in driver.notice
    assert driver.marks() == before


@pytest.mark.parametrize(
    ("words", "command", "copied"),
    [
        ("가람시", "표시한 글 복사", "가람시"),
        ("가람시", "문장 복사", "가람시는 넓다."),
        ("작다", "문장 복사", "다온군 새길연구원은 “좁다. 작다.”라고 했다."),
        ("작다", "기사 전체 복사", TEXT),
    ],
)
def test_mark_sentence_and_article_are_copied(driver: Any, words: str, command: str, copied: str) -> None:
    entry(menu_at(driver, words), command).trigger()
    assert QGuiApplication.clipboard().text() == copied


def test_plain_text_offers_what_belongs_to_the_article_whatever_is_selected(driver: Any) -> None:
    driver.click("가람시")
    menu = menu_at(driver, "넓다")
    assert texts(menu) == [
        "문장 복사", "기사 전체 복사", "기사 메모", "되돌리기", "다시", "붙여넣어 새 기사로",
        "이 기사를 프로젝트에서 빼기",
    ]  # fmt: skip
    assert driver.selected is None


def test_beside_the_text_there_is_no_sentence(driver: Any) -> None:
    viewport = driver.view.viewport()
    point = QPoint(5, viewport.height() - 5)
    QApplication.sendEvent(
        viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    )
    menu = driver.window.findChildren(MarkMenu)[-1]
    assert "문장 복사" not in texts(menu)
    menu.close()


def test_a_project_open_for_reading_relabels_nothing(driver: Any, start: Callable[..., Any]) -> None:
    reader = start(driver.session.project.path)
    menu = menu_at(reader, "가람시")
    for name in ("기관", "넓히기", "표시 지우기"):
        assert not entry(menu, name).isEnabled()
    assert entry(menu, "문장 복사").isEnabled()
