"""What stands where the article would be when there is none."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from annotator.ui.empty_state import EmptyState


def shown(driver: Any) -> EmptyState:
    widget = driver.window._stack.currentWidget()
    assert isinstance(widget, EmptyState)
    return widget


def test_it_says_what_to_do(article: Any) -> None:
    texts = " ".join(label.text() for label in shown(article()).findChildren(QLabel))
    assert "기사가 없습니다" in texts
    assert "끌어다" in texts


@pytest.mark.parametrize("name", ["import_files", "open", "sample"])
def test_its_buttons_do_what_the_actions_do(article: Any, name: str) -> None:
    driver = article()
    action = getattr(driver.window.actions_, name)
    action.triggered.disconnect()
    done: list[int] = []
    action.triggered.connect(lambda: done.append(1))
    (button,) = [each for each in shown(driver).findChildren(QPushButton) if each.text() == action.text()]
    button.click()
    assert done == [1]


def test_the_sample_is_one_click_away(article: Any) -> None:
    driver = article()
    (button,) = [each for each in shown(driver).findChildren(QPushButton) if "연습" in each.text()]
    button.click()
    assert driver.session.article is not None
    assert driver.window._stack.currentWidget() is driver.view
