"""What is open, and how it follows what is done: undo and redo, articles, the place where the user was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.project import Project, operations
from annotator.ui.session import Notice

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def told(driver: Any) -> list[Notice]:
    notices: list[Notice] = []
    driver.session.told.connect(notices.append)
    return notices


# -- undo and redo


def test_undo_takes_the_last_mark_back_and_names_it(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.undo()
    assert news.marks() == [("은하제철", "ORG")]
    assert news.notice == "되돌림: ‘해솔은행’ 표시"
    assert news.saved() == news.bounds()


def test_redo_makes_it_again_and_names_it(news: Any) -> None:
    news.click("은하제철")
    news.undo()
    news.redo()
    assert news.marks() == [("은하제철", "ORG")]
    assert news.notice == "다시 함: ‘은하제철’ 표시"
    assert news.saved() == news.bounds()


def test_undo_and_redo_go_all_the_way(news: Any) -> None:
    for words in ("단비식품은", "은하제철", "해솔은행", "가람연구재단"):
        news.click(words)
    wanted = news.bounds()
    news.undo(4)
    assert news.saved() == []
    news.redo(4)
    assert news.saved() == news.bounds() == wanted


def test_ctrl_y_redoes_too(news: Any) -> None:
    news.click("은하제철")
    news.undo()
    news.key(Key.Key_Y, CONTROL)
    assert news.marks() == [("은하제철", "ORG")]


def test_undo_of_a_new_label_brings_the_old_one_back(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    news.key(Key.Key_2)
    news.undo()
    assert news.marks()[0] == ("은하제철", "ORG")
    assert news.notice == "되돌림: ‘은하제철’ 고침"


def test_undo_of_a_removal_brings_the_mark_back(news: Any) -> None:
    news.click("은하제철")
    made = news.session.spans[0].id
    news.click("해솔은행")
    news.click("은하제철")
    news.key(Key.Key_Delete)
    news.undo()
    assert ("은하제철", "ORG") in news.marks()
    assert news.session.spans.get(made) is not None
    assert news.notice == "되돌림: ‘은하제철’ 지움"


def test_a_new_mark_after_an_undo_leaves_nothing_to_redo(news: Any) -> None:
    news.click("은하제철")
    news.undo()
    news.click("해솔은행")
    assert not news.window.actions_.redo.isEnabled()


def test_undo_is_enabled_only_when_there_is_something_to_undo(article: Any) -> None:
    driver = article("가온시 소식\n\n은하제철은 왔다.")
    driver.session.undo()  # the import
    assert not driver.window.actions_.undo.isEnabled()
    assert driver.window.actions_.redo.isEnabled()


def test_undo_with_nothing_left_says_so(article: Any) -> None:
    driver = article()
    driver.session.undo()
    assert driver.notice == "되돌릴 것이 없습니다."
    driver.session.redo()
    assert driver.notice == "다시 할 것이 없습니다."


def test_undo_survives_a_restart(news: Any, start: Callable[..., Any]) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.window.close()
    again = start()
    again.undo()
    assert again.marks() == [("은하제철", "ORG")]
    again.redo()
    assert again.marks() == [("은하제철", "ORG"), ("해솔은행", "ORG")]


def test_an_undone_mark_can_be_redone_after_a_restart(news: Any, start: Callable[..., Any]) -> None:
    news.click("은하제철")
    news.undo()
    news.window.close()
    again = start()
    again.redo()
    assert again.marks() == [("은하제철", "ORG")]


def test_undo_moves_the_view_to_what_it_changed(article: Any, long_text: str) -> None:
    driver = article(long_text)
    driver.click(driver.find("은하제철", 60)[0])
    bar = driver.view.verticalScrollBar()
    assert bar.value() > 0
    bar.setValue(0)
    driver.undo()
    start, end = driver.find("은하제철", 60)
    (rect,) = driver.view.rects_of(start, end)
    assert rect.top() >= 0
    assert rect.bottom() <= driver.view.viewport().height()


def test_undo_of_what_is_in_view_moves_nothing(article: Any, long_text: str) -> None:
    driver = article(long_text)
    driver.click(driver.find("은하제철", 30)[0])
    before = driver.view.verticalScrollBar().value()
    driver.undo()
    assert driver.view.verticalScrollBar().value() == before


def test_undo_goes_to_the_article_it_changes(news: Any) -> None:
    news.click("은하제철")
    news.key(Key.Key_PageDown, CONTROL)
    news.click("온누리의료원")
    news.undo()
    assert news.session.article.title == "두물군 이웃 소식"
    news.undo()
    assert news.session.article.title == "가온시 새 소식"
    assert news.marks() == []
    assert news.notice == "되돌림: ‘은하제철’ 표시"


def test_redo_goes_to_the_article_it_changes(news: Any) -> None:
    news.click("은하제철")
    news.undo()
    news.key(Key.Key_PageDown, CONTROL)
    news.redo()
    assert news.session.article.title == "가온시 새 소식"
    assert news.marks() == [("은하제철", "ORG")]


def test_undo_brings_a_removed_article_back_with_its_marks(news: Any) -> None:
    news.click("은하제철")
    first = news.session.article.id
    news.window.actions_.remove_article.trigger()
    assert first not in news.session.order
    news.undo()
    assert first in news.session.order
    news.session.show(first)
    assert news.marks() == [("은하제철", "ORG")]


def test_undo_of_the_only_import_empties_the_window(article: Any) -> None:
    driver = article("가온시 소식\n\n은하제철은 왔다.")
    driver.session.undo()
    assert driver.session.article is None
    assert driver.session.order == []
    driver.session.redo()
    assert driver.session.article.title == "가온시 소식"


def test_an_undo_that_cannot_be_done_is_told_as_what_it_is(news: Any) -> None:
    news.click("은하제철")
    path = news.session.project.path
    with sqlite3.connect(path) as other:
        other.execute("UPDATE spans SET text = '딴 글'")
    notices = told(news)
    news.session.undo()
    assert [notice.code for notice in notices] == ["error"]
    assert "작업 기록" in news.notice
    assert news.session.spans[0].text == "은하제철"


# -- articles


def test_the_article_keys_go_from_article_to_article(news: Any) -> None:
    news.key(Key.Key_PageDown, CONTROL)
    assert news.session.article.title == "두물군 이웃 소식"
    news.key(Key.Key_PageUp, CONTROL)
    assert news.session.article.title == "가온시 새 소식"


def test_the_article_keys_stop_at_both_ends(news: Any) -> None:
    news.key(Key.Key_PageUp, CONTROL)
    assert news.session.article.title == "가온시 새 소식"
    news.key(Key.Key_PageDown, CONTROL, times=3)
    assert news.session.article.title == "두물군 이웃 소식"


def test_marks_stay_with_their_article(news: Any) -> None:
    news.click("은하제철")
    news.key(Key.Key_PageDown, CONTROL)
    assert news.marks() == []
    news.click("온누리의료원")
    news.key(Key.Key_PageUp, CONTROL)
    assert news.marks() == [("은하제철", "ORG")]


def test_the_segments_of_an_article_bound_its_marks(news: Any) -> None:
    gap = news.find("\n\n가람")[0]
    assert news.session.segment_at(gap) is None
    assert news.session.segment_at(gap - 1)[1] == gap
    assert news.session.segment_at(gap + 2)[0] == gap + 2


def test_an_article_without_segments_is_bounded_by_its_lines(start: Any, tmp_path: Path, labels: Any) -> None:
    from annotator.article import Article
    from annotator.project import NewArticle

    path = tmp_path / "bare.annotator"
    with Project.create(path, labels) as project:
        operations.add_articles(project, [NewArticle(None, Article("은하제철은\n왔다.", ()))])
    assert start(path).session.segments == [(0, 5), (6, 9)]


# -- where the user was


@pytest.fixture
def reader(article: Any, long_text: str) -> Any:
    """A window on two long articles, scrolled down in the first."""
    driver = article(long_text, "다른 소식\n\n" + long_text)
    driver.view.verticalScrollBar().setValue(700)
    return driver


def test_a_restart_shows_the_same_article_at_the_same_line(reader: Any, start: Callable[..., Any]) -> None:
    reader.key(Key.Key_PageDown, CONTROL)
    reader.view.verticalScrollBar().setValue(900)
    top = reader.view.top()
    reader.window.close()
    again = start()
    assert again.session.article.title == "다른 소식"
    assert again.view.top() == top


def test_going_to_another_article_and_back_keeps_the_line(reader: Any) -> None:
    top = reader.view.top()
    reader.key(Key.Key_PageDown, CONTROL)
    assert reader.view.top() == 0
    reader.key(Key.Key_PageUp, CONTROL)
    assert reader.view.top() == top


def test_the_place_is_saved_when_the_scrolling_rests(reader: Any, qtbot: Any) -> None:
    top = reader.view.top()
    path = reader.session.project.path

    def saved() -> Any:
        with Project.open(path, write=False) as other:
            return other.view().get("position")

    qtbot.waitUntil(lambda: saved() == top)


@pytest.mark.parametrize("position", [-5, 10**9, "3", None, 1.5, [1]])
def test_a_place_that_makes_no_sense_is_the_top(project_file: Any, start: Any, position: Any, long_text: str) -> None:
    path = project_file(long_text)
    with Project.open(path) as project:
        project.save_view({"article": 1, "position": position})
    assert start(path).view.top() == 0


@pytest.mark.parametrize("view", [{"article": 99}, {"article": "x"}, {"label": "NOPE"}, {"label": 3}, {}])
def test_a_view_that_makes_no_sense_shows_the_first_article(project_file: Any, start: Any, view: Any) -> None:
    path = project_file("가온시 소식\n\n은하제철은 왔다.")
    with Project.open(path) as project:
        project.save_view(view)
    driver = start(path)
    assert driver.session.article.title == "가온시 소식"


def test_reading_a_project_read_only_saves_no_place(project_file: Any, start: Any, long_text: str) -> None:
    path = project_file(long_text)
    with Project.open(path, write="require") as holder:
        driver = start(path)
        driver.view.verticalScrollBar().setValue(700)
        driver.window.close()
        assert "position" not in holder.view()


# -- writing


def test_what_an_operation_refuses_is_told_and_nothing_changes(news: Any) -> None:
    notices = told(news)
    assert news.session.do(operations.remove_spans, [12345]) is None
    assert [notice.code for notice in notices] == ["error"]
    assert notices[0].warn


def test_without_a_project_nothing_is_done(news: Any) -> None:
    news.session.open(None)
    assert news.session.do(operations.rename_project, "이름") is None
    news.session.undo()
    assert news.session.article is None


def test_closing_twice_is_harmless(news: Any) -> None:
    news.session.close()
    news.session.close()
    assert news.session.project is None


def test_closing_leaves_one_whole_file(news: Any) -> None:
    path = Path(news.session.project.path)
    news.click("은하제철")
    news.window.close()
    assert [each.name for each in path.parent.glob("*test.annotator*")] == [path.name]
