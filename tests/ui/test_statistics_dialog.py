"""The statistics window: tables filled in the background, saved as CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.project.learning import ALL, Measured
from annotator.project.statistics import Statistics
from annotator.ui.statistics_dialog import StatisticsDialog


@pytest.fixture
def opened(news: Any) -> Any:
    driver = news
    driver.click(driver.text.index("단비식품"))
    driver.window.actions_.statistics.trigger()
    dialog = driver.window.findChild(StatisticsDialog)
    driver.qtbot.waitUntil(lambda: dialog.tabs.count() > 0)
    return driver, dialog


def test_it_says_how_far_the_work_is(opened: Any) -> None:
    _driver, dialog = opened
    assert dialog.summary.text() == "기사 2건 가운데 0건 완료, 표시 1개"
    first = dialog.tabs.widget(0).model()
    assert [first.index(0, column).data() for column in range(3)] == ["기관", "ORG", "1"]


def test_every_table_is_in_sight_by_its_name(opened: Any) -> None:
    _driver, dialog = opened
    bar = dialog.tabs.tabBar()
    for number in range(bar.count()):
        bar.setCurrentIndex(number)
        assert bar.width() >= bar.sizeHint().width()


def test_a_table_is_saved_for_spreadsheets(opened: Any, tmp_path: Path) -> None:
    driver, dialog = opened
    dialog.tabs.setCurrentIndex(3)
    dialog.save_csv(tmp_path / "forms.csv")
    raw = (tmp_path / "forms.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows == [["라벨", "표현", "표시"], ["기관", "단비식품", "1"]]
    assert "저장했습니다" in driver.window.notices.text


def test_a_form_that_looks_like_a_formula_is_defused(opened: Any, tmp_path: Path) -> None:
    _driver, dialog = opened
    dialog._tables[dialog.tabs.currentIndex()][2].append(["=1+1", "ORG", 1])
    dialog.save_csv(tmp_path / "x.csv")
    assert "'=1+1" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_how_good_suggestions_were_stands_in_columns_of_figures(opened: Any) -> None:
    _driver, dialog = opened
    rates = {"ORG": (2 / 3, 1.0, 0.8), ALL: (0.5, 0.5, 0.5)}
    nothing = Statistics(0, 0, [], [], [], [], [])
    dialog.show_counts(nothing, [Measured("2026-01-02T00:00:00+00:00", 3, 40, rates, rates)])
    model = dialog.tabs.widget(dialog.tabs.count() - 2).model()
    assert [model.item(0, column).text() for column in range(5)] == ["기관", "66.7", "100.0", "80.0", "80.0"]
    for column in range(1, 5):
        assert model.item(0, column).textAlignment() & Qt.AlignmentFlag.AlignRight
        assert model.horizontalHeaderItem(column).textAlignment() & Qt.AlignmentFlag.AlignRight


def test_a_label_without_examples_has_no_accuracy_rather_than_none_right(opened: Any, tmp_path: Path) -> None:
    _driver, dialog = opened
    rates = {"ORG": (None, None, None), "POLICY": (0.0, None, None), ALL: (0.0, 0.0, 0.0)}
    nothing = Statistics(0, 0, [], [], [], [], [])
    dialog.tabs.clear()
    dialog.show_counts(nothing, [Measured("2026-01-02T00:00:00+00:00", 3, 40, {}, rates)])
    dialog.tabs.setCurrentIndex(dialog.tabs.count() - 2)
    model = dialog.tabs.currentWidget().model()
    shown = [[model.item(row, column).text() for column in range(5)] for row in range(3)]
    assert shown == [["기관", *"––––"], ["정책", "0.0", *"–––"], ["모두", "0.0", "0.0", "0.0", "–"]]
    assert model.item(0, 3).toolTip() == "견줄 예나 제안이 없음"
    # No heading turns into one of words, and a spreadsheet has nothing to add up.
    assert model.item(0, 3).textAlignment() & Qt.AlignmentFlag.AlignRight
    assert model.horizontalHeaderItem(3).textAlignment() & Qt.AlignmentFlag.AlignRight
    dialog.save_csv(tmp_path / "accuracy.csv")
    assert "기관,,,,\n" in (tmp_path / "accuracy.csv").read_text(encoding="utf-8-sig")


def test_it_closes_after_and_before_it_has_counted(opened: Any) -> None:
    driver, dialog = opened
    dialog.reject()
    driver.window.actions_.statistics.trigger()
    again = driver.window.findChildren(StatisticsDialog)[-1]
    again.reject()
    assert driver.window.notices.text == ""
