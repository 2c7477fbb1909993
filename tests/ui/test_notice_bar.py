"""A short message over the foot of the article that goes by itself."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui import notice_bar
from annotator.ui.notice_bar import NoticeBar


@pytest.fixture
def under(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    return widget


def button(bar: NoticeBar) -> QPushButton:
    found = bar.findChild(QPushButton)
    assert found is not None
    return found


def test_nothing_is_shown_before_something_is_said(under: QWidget) -> None:
    bar = NoticeBar(under)
    assert not bar.isVisible()
    assert bar.text == ""


def test_what_is_said_is_shown_at_the_foot(under: QWidget) -> None:
    bar = NoticeBar(under)
    bar.say("저장했습니다.")
    assert bar.text == "저장했습니다."
    assert bar.geometry().bottom() < under.height()
    assert bar.geometry().top() > under.height() / 2


def test_it_goes_by_itself(under: QWidget, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_bar, "_SHOWN_MS", 1)
    bar = NoticeBar(under)
    bar.say("저장했습니다.")
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_warning_and_an_offer_stay_longer() -> None:
    assert notice_bar._SHOWN_WARN_MS > notice_bar._SHOWN_MS


def test_the_next_message_replaces_the_one_before(under: QWidget) -> None:
    bar = NoticeBar(under)
    bar.say("하나", button="되돌리기", act=lambda: None)
    bar.say("둘")
    assert bar.text == "둘"
    assert not button(bar).isVisible()


def test_its_button_acts_once_and_closes_it(under: QWidget) -> None:
    done: list[int] = []
    bar = NoticeBar(under)
    bar.say("가져왔습니다.", button="되돌리기", act=lambda: done.append(1))
    QTest.mouseClick(button(bar), Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not bar.isVisible()


def test_a_long_message_is_wrapped_inside_the_parent(under: QWidget) -> None:
    bar = NoticeBar(under)
    bar.say("아주 긴 알림을 적어 넣어도 창 밖으로 나가지 않습니다. " * 6)
    assert bar.geometry().left() >= 0
    assert bar.geometry().right() <= under.width()
    assert bar.height() > 44


def test_it_follows_its_parents_size(under: QWidget, qtbot: Any) -> None:
    bar = NoticeBar(under)
    bar.say("저장했습니다.")
    under.resize(500, 300)
    qtbot.waitUntil(lambda: bar.geometry().bottom() < 300)
    assert bar.geometry().right() <= 500


def test_markup_in_a_message_is_shown_as_it_is_written(under: QWidget) -> None:
    bar = NoticeBar(under)
    bar.say("‘<b>은행</b>’ 표시와 엇갈려 만들지 않았습니다.")
    assert bar._text.textFormat() == Qt.TextFormat.PlainText


def test_it_takes_no_focus(news: Any) -> None:
    news.window.notices.say("알림", button="되돌리기", act=lambda: None)
    assert news.view.hasFocus()


def test_its_button_leaves_the_keys_to_the_article(news: Any) -> None:
    news.window.notices.say("가져왔습니다.", button="되돌리기", act=lambda: None)
    QTest.mouseClick(button(news.window.notices), Qt.MouseButton.LeftButton)
    assert news.view.hasFocus()
