"""Ctrl+Shift+F and Ctrl+Alt+E: what a search of the project shows, opens and marks."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.everywhere import Doubt
from annotator.project import Project, operations
from annotator.ui.search_results import HIT

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
FIRST = "두물군 소식\n\n두루전자가 조직을 개편했다. 두루전자서비스도 왔다."
SECOND = "가온시 소식\n\n🎉 두루전자는 노선을 개편한 뒤 두루전자 공장을 열었다."
THIRD = "별뫼군 소식\n\n해솔은행이 왔다."


@pytest.fixture
def driver(article: Any) -> Any:
    return article(FIRST, SECOND, THIRD)


def settled(driver: Any) -> None:
    searching = driver.program.searching
    driver.qtbot.waitUntil(lambda: not searching.running and not searching.preparing, timeout=20_000)


def search(driver: Any, typed: str) -> Any:
    """Searches with an index that holds the whole project."""
    panel = driver.window.results
    driver.program.searching.prepare()
    settled(driver)
    driver.key(Qt.Key.Key_F, CTRL | SHIFT)
    panel.field.setText(typed)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    settled(driver)
    return panel


def everywhere(driver: Any) -> Any:
    driver.key(Qt.Key.Key_E, CTRL | ALT)
    settled(driver)
    return driver.window.results


def rows(panel: Any) -> list[tuple[int, str]]:
    return [(hit.article_id, hit.text) for hit in panel.model.hits]


def click(panel: Any, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view = panel.list
    point = view.visualRect(panel.model.index(row)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(60, point.y()))


def marks(driver: Any) -> dict[int, list[tuple[str, str]]]:
    project: Project = driver.session.project
    return {row.id: [(s.text, s.label) for s in project.spans(row.id)] for row in project.article_rows()}


def marked(driver: Any, panel: Any, count: int) -> None:
    driver.qtbot.waitUntil(lambda: sum(map(len, marks(driver).values())) == count, timeout=20_000)
    driver.qtbot.waitUntil(lambda: bool(driver.window.notices.text), timeout=20_000)


def test_a_verb_is_found_in_the_whole_project(driver: Any) -> None:
    panel = search(driver, "개편하다")
    assert rows(panel) == [(1, "개편했다"), (2, "개편한")]
    assert panel.count.text() == "2곳"


def test_the_field_has_the_focus_and_says_what_it_is_for(driver: Any) -> None:
    driver.key(Qt.Key.Key_F, CTRL | SHIFT)
    panel = driver.window.results
    assert panel.isVisible()
    assert panel.field.hasFocus()
    assert "개편" in panel.hint.text()


def test_what_is_not_there_is_said(driver: Any) -> None:
    panel = search(driver, "없는말")
    assert "찾은 곳이 없습니다" in panel.hint.text()
    assert panel.hint.isVisible()
    assert not panel.list.isVisible()


def test_letters_are_found_where_morphemes_are_not(driver: Any) -> None:
    panel = search(driver, "자가 조직")
    assert rows(panel) == []
    panel.letters.click()
    settled(driver)
    assert rows(panel) == [(1, "자가 조직")]


def test_a_click_opens_the_article_with_the_hit_in_view(driver: Any) -> None:
    panel = search(driver, "해솔은행")
    click(panel, 0)
    assert driver.session.article.id == 3
    start = THIRD.index("해솔은행")
    assert driver.view.finding.here == (start, start + 4)
    assert panel.list.hasFocus()


def test_the_arrow_keys_go_from_hit_to_hit(driver: Any) -> None:
    panel = search(driver, "개편하다")
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    assert driver.session.article.id == 1
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert driver.session.article.id == 2
    assert panel.list.hasFocus()


def test_a_digit_marks_the_chosen_hits_as_one_step(driver: Any) -> None:
    panel = search(driver, "두루전자")
    count = panel.model.rowCount()
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_A, CTRL)
    QTest.keyClick(panel.list, Qt.Key.Key_2)
    marked(driver, panel, count)
    policy = driver.session.labels.by_digit(2).key
    assert marks(driver)[2] == [("두루전자", policy)] * 2
    assert all(hit.doubt is Doubt.MARKED for hit in panel.model.hits)
    driver.undo()
    assert sum(map(len, marks(driver).values())) == 0
    assert all(hit.doubt is Doubt.NONE for hit in panel.model.hits)


def test_enter_marks_one_hit_with_the_active_label(driver: Any) -> None:
    panel = search(driver, "해솔은행")
    click(panel, 0)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    marked(driver, panel, 1)
    assert marks(driver)[3] == [("해솔은행", driver.marking.active.key)]
    assert driver.marks() == [("해솔은행", "ORG")], "the article shown knows it too"


def test_the_button_marks_all_that_was_found(driver: Any) -> None:
    panel = search(driver, "두루전자")
    count = panel.model.rowCount()
    assert panel.mark_all.text() == f"{count}곳 모두 표시: 기관"
    panel.mark_all.click()
    marked(driver, panel, count)
    assert not panel.mark_all.isEnabled()
    assert panel.mark_all.isHidden()
    assert driver.window.notices.text == f"{count}곳을 표시했습니다."


def test_what_is_marked_already_is_left_and_counted(driver: Any) -> None:
    start = SECOND.index("두루전자는 노선을")
    operations.add_span(driver.session.project, 2, start, start + 9, "POLICY")
    panel = search(driver, "두루전자")
    QTest.keyClick(panel.field, Qt.Key.Key_Down)
    count = panel.model.rowCount()
    QTest.keyClick(panel.list, Qt.Key.Key_A, CTRL)
    QTest.keyClick(panel.list, Qt.Key.Key_1)
    marked(driver, panel, count)
    assert "다른 표시 안 1" in driver.window.notices.text


def test_everywhere_lists_the_places_of_the_mark_in_hand(driver: Any) -> None:
    driver.drag("두루전자")
    panel = everywhere(driver)
    assert [(hit.article_id, hit.doubt) for hit in panel.model.hits] == [
        (1, Doubt.MARKED),
        (1, Doubt.LONGER_WORD),
        (2, Doubt.NONE),
        (2, Doubt.NONE),
    ]
    assert panel.list.hasFocus()


def test_everywhere_accepts_all_that_stand_alone(driver: Any) -> None:
    driver.drag("두루전자")
    panel = everywhere(driver)
    assert panel.mark_all.text() == "2곳 모두 표시: 기관"
    panel.mark_all.click()
    marked(driver, panel, 3)
    assert marks(driver)[2] == [("두루전자", "ORG")] * 2
    driver.undo()
    assert [len(some) for some in marks(driver).values()] == [1, 0, 0]


def test_everywhere_accepts_one_by_one_with_the_label_of_the_mark(driver: Any) -> None:
    driver.drag("두루전자")
    driver.key(Qt.Key.Key_3)
    panel = everywhere(driver)
    click(panel, 2)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    marked(driver, panel, 2)
    assert marks(driver)[2] == [("두루전자", "ORG")]


def test_escape_closes_the_panel_and_gives_the_focus_back(driver: Any) -> None:
    panel = search(driver, "두루전자")
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert driver.view.hasFocus()
    assert driver.view.finding.hits == []


def test_more_is_offered_when_a_page_is_full(driver: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("annotator.ui.searching.PAGE", 1)
    panel = search(driver, "두루전자")
    assert panel.more.isVisible()
    assert panel.count.text().endswith("곳 이상")
    before = panel.model.rowCount()
    panel.more.click()
    settled(driver)
    assert panel.model.rowCount() > before
    assert {hit.article_id for hit in panel.model.hits} == {1, 2}


def test_a_row_says_what_a_screen_reader_needs(driver: Any) -> None:
    driver.drag("두루전자")
    panel = everywhere(driver)
    index = panel.model.index(1)
    assert index.data(HIT).text == "두루전자"
    text = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("두루전자, ")
    assert "두물군 소식" in text
    assert text.endswith("긴 낱말의 일부")


def test_another_project_begins_with_an_empty_panel(driver: Any, project_file: Any) -> None:
    panel = search(driver, "두루전자")
    assert panel.model.rowCount()
    driver.program.open(project_file("솔내시 소식\n\n단비식품은 왔다.", name="another"))
    assert panel.model.rowCount() == 0
    assert rows(search(driver, "단비식품")) == [(1, "단비식품")]


def test_a_project_that_closes_stops_the_search(driver: Any) -> None:
    driver.program.searching.prepare()
    driver.program.searching.search("두루전자")
    driver.program.close()
    assert not driver.program.searching.running
