"""The article's marks as a table: one row each, singly changed, and the keys of the article in it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from annotator.project import operations
from annotator.ui.theme import DARK

Key = Qt.Key


def rows(driver: Any) -> list[tuple[str, str, str]]:
    model = driver.window.spans.table.model()
    return [tuple(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())]  # type: ignore[misc]


def chosen(driver: Any) -> list[int]:
    return sorted({index.row() for index in driver.window.spans.table.selectionModel().selectedIndexes()})


def click_row(driver: Any, row: int) -> None:
    table = driver.window.spans.table
    point = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


@pytest.fixture
def marked(news: Any) -> Any:
    """Three marks, made from the last to the first."""
    for words in ("가람연구재단", "해솔은행", "은하제철"):
        news.click(words)
    return news


def test_the_model_keeps_qts_rules_while_marks_come_change_and_go(news: Any) -> None:
    model: QAbstractItemModel = news.window.spans.table.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for words in ("가람연구재단", "해솔은행", "은하제철", "단비식품은"):
        news.click(words)
    news.click("해솔은행")
    news.key(Key.Key_3)
    news.key(Key.Key_Delete)
    news.undo(3)
    news.redo(2)
    news.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    news.key(Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert len(rows(news)) == len(news.marks())
    assert tester.model() is model


def test_there_is_a_row_for_each_mark_in_the_order_of_the_text(marked: Any) -> None:
    assert [row[:2] for row in rows(marked)] == [("은하제철", "기관"), ("해솔은행", "기관"), ("가람연구재단", "기관")]


def test_a_row_says_where_its_mark_begins(marked: Any) -> None:
    assert rows(marked)[0][2] == str(marked.find("은하제철")[0])


def test_a_screen_reader_reads_mark_label_and_place(marked: Any) -> None:
    index = marked.window.spans.table.model().index(0, 0)
    start, end = marked.find("은하제철")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"은하제철, 기관, {start}–{end}"


def test_a_relabelled_mark_has_another_label_in_its_row(marked: Any) -> None:
    marked.click("해솔은행")
    marked.key(Key.Key_2)
    assert [row[1] for row in rows(marked)] == ["기관", "정책", "기관"]


def test_a_removed_mark_leaves_the_table(marked: Any) -> None:
    marked.click("해솔은행")
    marked.key(Key.Key_Delete)
    assert [row[0] for row in rows(marked)] == ["은하제철", "가람연구재단"]


def test_undo_and_redo_reach_the_table(marked: Any) -> None:
    marked.undo()
    assert [row[0] for row in rows(marked)] == ["해솔은행", "가람연구재단"]
    marked.redo()
    assert [row[0] for row in rows(marked)] == ["은하제철", "해솔은행", "가람연구재단"]


def test_a_batch_of_marks_reaches_the_table_at_once(news: Any) -> None:
    marks = [(*news.find(words), "ORG") for words in ("은하제철", "해솔은행")]
    news.session.do(operations.add_spans, news.session.article.id, marks)
    assert [row[0] for row in rows(news)] == ["은하제철", "해솔은행"]


def test_one_change_moves_no_other_row(marked: Any, qtbot: Any) -> None:
    model = marked.window.spans.table.model()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as inserted:
        marked.click("단비식품은")
    assert inserted.args[1:] == [0, 0]


def test_the_selected_mark_is_the_chosen_row(marked: Any) -> None:
    marked.click("해솔은행")
    assert chosen(marked) == [1]
    marked.key(Key.Key_Escape)
    assert chosen(marked) == []


def test_a_new_mark_chooses_no_row(marked: Any) -> None:
    assert chosen(marked) == []


def test_a_click_on_a_row_selects_the_mark(marked: Any) -> None:
    click_row(marked, 2)
    assert marked.selected == "가람연구재단"


def test_a_click_on_a_row_brings_the_mark_into_view(article: Any) -> None:
    text = "긴 소식\n\n" + "\n\n".join(f"{n}번째 문단에서 은하제철은 새 길을 연다." for n in range(1, 80))
    at = text.index("은하제철", 2000)
    driver = article(text, spans=[[(at, at + 4, "ORG")]])
    click_row(driver, 0)
    assert driver.view.verticalScrollBar().value() > 0


def test_the_arrow_keys_go_from_mark_to_mark(marked: Any) -> None:
    click_row(marked, 0)
    marked.key(Key.Key_Down, into=marked.window.spans.table)
    assert marked.selected == "해솔은행"


def test_the_keys_of_the_article_work_in_the_table(marked: Any) -> None:
    click_row(marked, 1)
    table = marked.window.spans.table
    marked.key(Key.Key_3, into=table)
    assert marked.marks()[1] == ("해솔은행", "REGION")
    marked.key(Key.Key_Delete, into=table)
    assert [text for text, _ in marked.marks()] == ["은하제철", "가람연구재단"]
    marked.key(Key.Key_Escape, into=table)
    assert marked.selected is None


def test_removing_in_the_table_selects_no_other_mark(marked: Any) -> None:
    click_row(marked, 1)
    marked.key(Key.Key_Delete, into=marked.window.spans.table)
    assert marked.selected is None
    marked.key(Key.Key_Delete, into=marked.window.spans.table)
    assert len(marked.marks()) == 2


def test_a_row_can_be_chosen_after_a_removal(marked: Any) -> None:
    click_row(marked, 1)
    marked.key(Key.Key_Delete, into=marked.window.spans.table)
    click_row(marked, 1)
    assert marked.selected == "가람연구재단"


def test_another_article_has_other_rows(marked: Any) -> None:
    marked.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert rows(marked) == []


def test_nested_marks_stand_under_the_one_around_them(article: Any) -> None:
    driver = article("가온시\n\n은하제철 연구소", spans=[[(5, 13, "ORG"), (5, 9, "ORG"), (10, 13, "ORG")]])
    assert [row[0] for row in rows(driver)] == ["은하제철 연구소", "은하제철", "연구소"]


def test_markup_in_a_mark_is_shown_as_it_is_written(article: Any) -> None:
    driver = article("가온시\n\n<b>은행</b> 소식", spans=[[(5, 14, "ORG")]])
    index = driver.window.spans.table.model().index(0, 0)
    assert index.data() == "<b>은행</b>"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_the_table_is_drawn_in_both_themes(marked: Any) -> None:
    table = marked.window.spans.table
    before = table.viewport().grab().toImage()
    table.set_theme(DARK)
    assert table.viewport().grab().toImage() != before
