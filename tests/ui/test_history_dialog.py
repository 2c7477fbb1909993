"""The history list: every operation, undone branches too, and a way to each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.history_dialog import ENTRY, HistoryDialog

TEXT = "가람시는 다온군과 함께 새길연구원을 세웠다."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(article: Callable[[str], Any]) -> Any:
    driver = article(TEXT)
    for form in ("가람시", "다온군"):
        driver.click(driver.text.index(form))
    driver.key(Qt.Key.Key_Z, CONTROL)
    driver.click(driver.text.index("새길"))
    driver.window.actions_.history.trigger()
    return driver, driver.window.findChild(HistoryDialog)


def test_undone_operations_stay_in_the_list(opened: Any) -> None:
    _driver, dialog = opened
    rows = [dialog.model.index(row, 0).data(ENTRY) for row in range(dialog.model.rowCount())]
    assert [entry.applied for entry in rows] == [True, False, True, True]
    assert "다온군" in dialog.model.index(1, 0).data()
    assert dialog.model.index(1, 2).data() == "되돌려짐"
    assert dialog.model.current_row == 0


def test_enter_goes_to_an_undone_branch_and_back(opened: Any) -> None:
    driver, dialog = opened
    before = driver.bounds()
    dialog.table.setFocus()
    dialog.table.selectRow(1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert [span.text for span in driver.session.spans] == ["가람시", "다온군"]
    assert dialog.model.current_row == 1
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert driver.bounds() == before
