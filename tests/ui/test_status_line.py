"""The foot of the window: what is saved, how far the tokens are, lengths and counts, work under way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from annotator.labels import Label
from annotator.project import operations
from annotator.ui.preferences import ThemeChoice
from annotator.ui.tasks import Task
from annotator.ui.theme import DARK

Key = Qt.Key


def texts(driver: Any) -> tuple[str, str, str, str]:
    status = driver.window.status
    return status._saved.text(), status._tokens.text(), status._text.text(), status._counts.text()


def test_what_is_in_the_file_is_said_to_be_saved(news: Any) -> None:
    assert texts(news)[0] == "저장됨"
    news.click("은하제철")
    assert texts(news)[0] == "저장됨"
    assert news.saved() == news.bounds()


def test_without_a_project_nothing_is_said_to_be_saved(news: Any) -> None:
    news.session.open(None)
    assert texts(news) == ("", "", "", "")


def test_the_length_of_the_article_is_in_characters(article: Any) -> None:
    driver = article("가온시\n\n" + "😀" * 1200)
    assert texts(driver)[2] == "·   1,205자"


def test_what_cleaning_removed_is_counted(start: Any) -> None:
    driver = start()
    assert "제거" in texts(driver)[2]


def test_marks_are_counted_by_label(news: Any) -> None:
    assert texts(news)[3] == "분석가 1   ·   기관 0  정책 0  지역 0  수치 0"
    news.click("은하제철")
    news.key(Key.Key_3)
    news.click("가온시에")
    assert texts(news)[3] == "분석가 1   ·   기관 1  정책 0  지역 1  수치 0"
    news.undo()
    assert texts(news)[3] == "분석가 1   ·   기관 1  정책 0  지역 0  수치 0"


def test_of_many_labels_those_are_counted_that_the_article_has_marks_of(news: Any) -> None:
    for at in range(40):
        news.session.do(operations.add_label, Label(f"L{at}", f"이름{at}", "", None, "#1d4ed8"))
    assert texts(news)[3] == "분석가 1"
    news.click("은하제철")
    assert texts(news)[3] == "분석가 1   ·   기관 1"
    for at in range(40):
        start = news.text.index("단비식품") + at
        news.session.do(operations.add_span, news.session.article.id, start, start + 1, f"L{at}")
    news.window.resize(900, 700)
    assert news.window.width() == 900


def test_the_counts_are_those_of_the_article_shown(news: Any) -> None:
    news.click("은하제철")
    news.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert "기관 0" in texts(news)[3]


def test_the_tokens_are_ready_or_on_their_way(article: Any, held: Any) -> None:
    driver = article("가온시\n\n은하제철", jobs=held, settle=False)
    assert texts(driver)[1] == "형태소 분석 중…"
    held.answer()
    assert texts(driver)[1] == "형태소 준비됨"


def test_an_empty_project_says_nothing_of_an_article(article: Any) -> None:
    assert texts(article())[1:3] == ("", "")


def test_markup_in_a_name_is_shown_as_it_is_written(news: Any) -> None:
    news.session.project.set_annotator("<b>가</b>")
    news.window.status.refresh()
    assert texts(news)[3].startswith("<b>가</b>")
    assert news.window.status._counts.textFormat() == Qt.TextFormat.PlainText


def test_the_link_to_what_was_removed_is_in_the_colours_of_the_theme(start: Any) -> None:
    driver = start()
    driver.program.preferences.theme = ThemeChoice.DARK
    assert DARK.muted.name() in texts(driver)[2]
    driver.program.preferences.theme = ThemeChoice.LIGHT


# -- work under way


@pytest.fixture
def work(news: Any) -> Any:
    task = Task(news.program)
    news.window.status.follow(task, "가져오는 중")
    return task


def test_work_is_shown_while_it_lasts(news: Any, work: Any, qtbot: Any) -> None:
    status = news.window.status
    assert status._work.isVisible()
    assert status._work.text() == "가져오는 중"
    work.deleteLater()
    qtbot.waitUntil(lambda: not status._bar.isVisible())


def test_progress_moves_the_bar(news: Any, work: Any) -> None:
    bar = news.window.status._bar
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    work.progressed.emit(3, 10)
    assert (bar.value(), bar.maximum()) == (3, 10)
    work.deleteLater()


def test_work_that_outlives_the_window_asks_nothing_of_it(news: Any, work: Any, qtbot: Any) -> None:
    status = news.window.status
    status.follow(work, "내보내는 중")
    with qtbot.captureExceptions() as raised:
        for each in (status, work):
            each.deleteLater()
            QCoreApplication.sendPostedEvents(each, QEvent.Type.DeferredDelete)
    assert raised == []


def test_cancelling_by_the_mouse_leaves_the_keys_to_the_article(news: Any, work: Any, qtbot: Any) -> None:
    status = news.window.status
    QTest.mouseClick(status._cancel, Qt.MouseButton.LeftButton)
    work.deleteLater()
    qtbot.waitUntil(lambda: not status._bar.isVisible())
    assert news.view.hasFocus()


def test_work_can_be_cancelled(news: Any, work: Any) -> None:
    news.window.status._cancel.click()
    assert work.cancelled()
    assert news.window.status._work.text() == "취소하는 중…"
    work.deleteLater()


def test_a_mark_of_another_kind_of_change_refreshes_the_state(news: Any) -> None:
    news.session.do(operations.set_note, news.session.article.id, "메모")
    assert texts(news)[0] == "저장됨"
