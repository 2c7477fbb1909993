"""The bar over everything: what is always in sight, and the menu."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from annotator.labels import Label
from annotator.project import operations


def buttons(driver: Any) -> list[QToolButton]:
    return [each for each in driver.window.top.findChildren(QToolButton) if each.isVisible()]


def entries(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        found += entries(action.menu()) if action.menu() else ([] if action.isSeparator() else [action])
    return found


@pytest.mark.parametrize("text", ["열기", "가져오기", "내보내기", "되돌리기", "다시"])
def test_what_is_used_every_day_is_in_sight_and_not_only_in_menus(news: Any, text: str) -> None:
    assert text in [button.text() for button in buttons(news)]


def test_done_is_in_sight_with_its_key(news: Any) -> None:
    assert news.window.top._done.isVisible()
    assert news.window.top._done.text() == "완료하고 다음  Ctrl+Enter"


def test_a_click_on_done_is_the_key(news: Any) -> None:
    news.window.top._done.click()
    assert news.session.project.article_rows()[0].state == "done"


def test_done_is_off_without_an_article(article: Any) -> None:
    assert not article().window.top._done.isEnabled()


def test_every_action_of_the_window_is_in_the_menu(news: Any) -> None:
    (menu,) = [button.menu() for button in buttons(news) if button.menu()]
    listed = {action.text() for action in entries(menu)}
    for name in ("new", "open", "import_files", "import_folder", "paste", "export", "save_copy", "sample", "quit"):
        assert getattr(news.window.actions_, name).text() in listed
    for name in ("undo", "redo", "copy", "remove", "remove_article", "previous", "next", "done", "reopen", "keys"):
        assert getattr(news.window.actions_, name).text() in listed


def test_the_labels_are_in_the_middle(news: Any) -> None:
    labels = news.window.labels
    middle = labels.mapTo(news.window, QPoint(labels.width() // 2, 0)).x()
    assert abs(middle - news.window.width() / 2) < 120


def with_labels(driver: Any, number: int) -> None:
    for at in range(number):
        driver.session.do(operations.add_label, Label(f"L{at}", f"이름{at}", f"Name {at}", None, "#1d4ed8"))
    QApplication.processEvents()


@pytest.mark.parametrize(("number", "width"), [(0, 1200), (15, 1200), (15, 900), (40, 900)])
def test_every_label_is_whole_and_in_sight_however_many_there_are(news: Any, number: int, width: int) -> None:
    with_labels(news, number)
    news.window.resize(width, 800)
    QApplication.processEvents()
    assert news.window.width() == width
    pills, top = news.window.labels.pills, news.window.top
    places = [QRect(pill.mapTo(top, QPoint(0, 0)), pill.size()) for pill in pills]
    assert len(places) == number + 4
    for pill, place in zip(pills, places, strict=True):
        assert pill.isVisible()
        assert place.width() >= pill.sizeHint().width()
        assert top.rect().contains(place)
        others = [*(each for each in places if each is not place), top._done.geometry()]
        assert not any(place.intersects(other) for other in others)


def test_the_labels_come_back_into_the_line_when_there_is_room(news: Any) -> None:
    height = news.window.top.height()
    with_labels(news, 15)
    assert news.window.top.height() > height
    for _ in range(15):
        news.session.undo()
    QApplication.processEvents()
    assert news.window.top.height() == height
    test_the_labels_are_in_the_middle(news)


def test_the_labels_are_placed_by_the_name_that_the_project_has_now(news: Any) -> None:
    top = news.window.top
    with_labels(news, 3)
    top.set_project("아주 긴 이름의 프로젝트입니다", "")
    news.window.resize(top._left.minimumSize().width() + top._right.minimumSize().width() + top._labels.length, 800)
    QApplication.processEvents()
    assert top.height() > 46
    top.set_project("짧다", "")
    assert top.height() == 46


def test_the_buttons_of_the_bar_take_no_focus_from_the_article_when_clicked(news: Any) -> None:
    news.click("은하제철")
    next(each for each in buttons(news) if each.text() == "되돌리기").click()
    assert news.marks() == []
    assert news.view.hasFocus()


def test_a_button_pushed_from_beneath_the_pointer_is_no_longer_lit(news: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    top = news.window.top
    top.set_project("이름", "")
    top.layout().activate()
    button = next(each for each in buttons(news) if each.text() == "열기")
    beneath = button.mapToGlobal(QPoint(1, button.height() // 2))
    monkeypatch.setattr(QCursor, "pos", lambda: beneath)
    QApplication.sendEvent(button, QEvent(QEvent.Type.Enter))
    assert button.underMouse()
    top.set_project("훨씬 더 긴 이름의 프로젝트", "")
    top.layout().activate()
    assert not button.underMouse()
