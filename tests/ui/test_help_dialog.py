"""F1: every key and gesture on one page."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from annotator import __version__


def page(driver: Any) -> QDialog:
    (dialog,) = [each for each in driver.window.findChildren(QDialog) if each.isVisible()]
    return dialog


def words(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_f1_opens_the_page_of_keys(news: Any) -> None:
    news.key(Qt.Key.Key_F1)
    assert page(news).windowTitle() == "키와 마우스"
    page(news).close()


@pytest.mark.parametrize(
    "key",
    ["누르기", "끌기", "Ctrl+끌기", "1–9", "Delete", "Esc", "Ctrl+Z", "Ctrl+Enter", "PageUp", "Ctrl+C", "F6"],
)
def test_every_key_and_gesture_is_there(news: Any, key: str) -> None:
    news.window.actions_.keys.trigger()
    assert key in words(page(news))
    page(news).close()


def test_the_page_fits_the_screen(news: Any) -> None:
    news.window.actions_.keys.trigger()
    room, size = news.window.screen().availableGeometry(), page(news).sizeHint()
    assert size.width() <= room.width()
    assert size.height() <= room.height() - 40
    page(news).close()


def test_about_names_the_version_and_the_font(news: Any) -> None:
    news.window.actions_.about.trigger()
    assert __version__ in words(page(news))
    assert "나눔고딕" in words(page(news))
    page(news).close()
