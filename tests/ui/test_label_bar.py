"""The labels as pills: one is active, a click does what the digit does."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.labels import Label, LabelSet
from annotator.project import Project
from annotator.ui.theme import DARK

Key = Qt.Key


def pill(driver: Any, key: str) -> Any:
    return next(each for each in driver.window.labels.pills if each.label.key == key)


def click(driver: Any, key: str) -> None:
    QTest.mouseClick(pill(driver, key), Qt.MouseButton.LeftButton)


def checked(driver: Any) -> list[str]:
    return [each.label.key for each in driver.window.labels.pills if each.isChecked()]


def test_there_is_a_pill_for_each_label_in_order(news: Any) -> None:
    assert [each.text() for each in news.window.labels.pills] == ["기관", "정책", "지역", "수치"]


def test_the_active_label_is_the_solid_one(news: Any) -> None:
    assert checked(news) == ["ORG"]
    news.key(Key.Key_3)
    assert checked(news) == ["REGION"]
    news.key(Key.Key_Escape)
    assert checked(news) == []


def test_a_click_on_a_pill_chooses_the_label(news: Any) -> None:
    click(news, "POLICY")
    assert news.active == "POLICY"
    assert checked(news) == ["POLICY"]


def test_a_click_on_the_active_pill_keeps_it(news: Any) -> None:
    click(news, "ORG")
    assert news.active == "ORG"
    assert checked(news) == ["ORG"]


def test_a_click_on_a_pill_relabels_the_selected_mark_and_the_active_label_stays(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    click(news, "NUMBER")
    assert news.marks()[0] == ("은하제철", "NUMBER")
    assert news.active == "ORG"
    assert checked(news) == ["ORG"]


def test_a_pill_is_read_with_its_digit(news: Any) -> None:
    assert pill(news, "REGION").accessibleName() == "지역 3"


def test_a_pill_tells_its_guideline(news: Any) -> None:
    tip = pill(news, "ORG").toolTip()
    assert "ORG" in tip
    assert "<br>" in tip


def test_a_click_on_a_pill_takes_no_focus_from_the_article(news: Any) -> None:
    click(news, "POLICY")
    assert news.view.hasFocus()


@pytest.fixture
def odd_labels(start: Any, tmp_path: Any) -> Any:
    path = tmp_path / "odd.annotator"
    labels = LabelSet(
        (
            Label("A", "<b>가</b>", "", 1, "#1d4ed8", guideline="1 < 2 & 3 > 2"),
            Label("B", "", "", None, "#ffff00"),
            Label("C", "아주 긴 이름을 가진 라벨", "", 9, "#000000"),
        )
    )
    Project.create(path, labels).close()
    return start(path)


def test_a_guideline_is_shown_as_it_is_written(odd_labels: Any) -> None:
    assert "1 &lt; 2 &amp; 3 &gt; 2" in pill(odd_labels, "A").toolTip()


def test_the_name_of_a_label_is_not_taken_for_markup(odd_labels: Any) -> None:
    assert "&lt;b&gt;가&lt;/b&gt;" in pill(odd_labels, "A").toolTip()


def test_a_label_without_a_name_shows_its_key(odd_labels: Any) -> None:
    assert pill(odd_labels, "B").text() == "B"


def test_a_label_without_a_digit_can_be_clicked(odd_labels: Any) -> None:
    assert pill(odd_labels, "B").accessibleName() == "B"
    click(odd_labels, "B")
    assert odd_labels.active == "B"


def test_a_pill_has_room_for_its_name_and_digit(odd_labels: Any) -> None:
    wide, narrow = pill(odd_labels, "C"), pill(odd_labels, "B")
    assert wide.width() >= wide.sizeHint().width() > narrow.sizeHint().width()


def test_another_project_brings_its_own_pills(news: Any, project_file: Any, tmp_path: Any) -> None:
    path = tmp_path / "two.annotator"
    Project.create(
        path, LabelSet((Label("ONE", "하나", "", 1, "#1d4ed8"), Label("TWO", "둘", "", 2, "#047857")))
    ).close()
    news.program.open(path)
    assert [each.text() for each in news.window.labels.pills] == ["하나", "둘"]
    assert news.active == "ONE"


def test_a_pill_looks_different_in_the_dark(news: Any) -> None:
    before = pill(news, "ORG").grab().toImage()
    news.window.labels.set_theme(DARK)
    assert pill(news, "ORG").grab().toImage() != before
