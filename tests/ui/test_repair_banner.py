"""A garbled source: the mended text is offered, taken only when asked for, and given back by undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.repair_banner import RepairBanner

TEXT = "가람시는 골목가게 백이십여 곳에 임대료를 보태는 사업을 시작한다고 밝혔다. 지원은 여섯 달 동안 이어진다."


@pytest.fixture
def garbled(article: Any) -> Any:
    driver = article("다른 기사다.")
    driver.program.transfer.paste(TEXT.encode("cp949").decode("latin-1"), "page")
    driver.settle()
    return driver, driver.window.findChild(RepairBanner)


def test_the_mended_text_is_offered_and_nothing_is_changed(garbled: Any) -> None:
    driver, banner = garbled
    assert banner.isVisible()
    assert "가람시" not in driver.text


def test_taking_it_is_one_step(garbled: Any) -> None:
    driver, banner = garbled
    before = driver.text
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert driver.text == TEXT
    assert not banner.isVisible()
    driver.undo()
    assert driver.text == before
    assert banner.isVisible()


def test_other_articles_have_no_banner(garbled: Any) -> None:
    driver, banner = garbled
    driver.session.show(driver.session.order[0])
    assert not banner.isVisible()
