"""The window: panes, titles, dropping, what it keeps of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.jobs import InlineJobs
from annotator.project import operations
from annotator.ui import app
from annotator.ui.empty_state import EmptyState

Key = Qt.Key
STORY = "솔내시 소식\n\n보람건설은 올해 솔내시에 새 다리를 놓는다고 밝혔다.\n"


def drop(driver: Any, data: QMimeData) -> bool:
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), action, data, button, none)
    enter.ignore()
    QApplication.sendEvent(driver.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(driver.window, QDropEvent(QPointF(300, 300), action, data, button, none))
        driver.settle()
    return enter.isAccepted()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


# -- dropping


def test_a_dropped_article_is_imported(news: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert drop(news, files(tmp_path / "a.txt"))
    assert news.session.article.source_name == "a.txt"


def test_a_dropped_folder_is_imported(news: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("솔내시", "온샘면"):
        (tmp_path / "in" / f"{name}.txt").write_text(STORY.replace("솔내시", name), encoding="utf-8")
    drop(news, files(tmp_path / "in"))
    assert len(news.session.order) == 4


def test_a_dropped_project_is_opened(news: Any, project_file: Any) -> None:
    other = project_file(STORY, name="other")
    drop(news, files(other))
    assert news.session.project.path == other


def test_a_dropped_project_of_the_wrong_kind_is_told_and_what_was_open_stays(news: Any, tmp_path: Path) -> None:
    (tmp_path / "fake.annotator").write_text("가짜", encoding="utf-8")
    drop(news, files(tmp_path / "fake.annotator"))
    assert "fake.annotator" in news.notice
    assert news.session.article.title == "가온시 새 소식"


def test_dropped_text_becomes_an_article(news: Any) -> None:
    data = QMimeData()
    data.setText(STORY)
    drop(news, data)
    assert "보람건설은 올해" in news.text


def test_a_drop_of_something_else_is_not_taken(news: Any) -> None:
    data = QMimeData()
    data.setData("application/x-other", b"1")
    assert not drop(news, data)


def test_a_link_to_the_web_is_not_opened(news: Any) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.invalid/a.txt")])
    drop(news, data)
    assert len(news.session.order) <= 3
    assert news.session.project.path.name == "test.annotator"


# -- titles


def test_the_window_is_named_after_its_project(news: Any) -> None:
    assert news.window.windowTitle() == "test — annotator"


def test_a_renamed_project_renames_the_window(news: Any) -> None:
    news.session.do(operations.rename_project, "유월 기사")
    assert news.window.windowTitle() == "유월 기사 — annotator"
    news.session.undo()
    assert news.window.windowTitle() == "test — annotator"


def test_a_very_long_project_name_is_elided_and_its_place_is_told(news: Any) -> None:
    news.session.do(operations.rename_project, "아주 긴 프로젝트 이름 " * 30)
    label = news.window.top._name
    assert label.text().endswith("…")
    assert str(news.session.project.path) in label.toolTip()
    assert label.width() < news.window.width() / 3


def test_a_very_long_name_does_not_push_the_labels_out(news: Any) -> None:
    pills = news.window.labels.pills
    before = pills[0].mapTo(news.window, QPoint(0, 0)).x()
    news.session.do(operations.rename_project, "아주 긴 프로젝트 이름 " * 30)
    QApplication.processEvents()
    after = pills[0].mapTo(news.window, QPoint(0, 0)).x()
    assert abs(after - before) < 120
    assert pills[-1].mapTo(news.window, pills[-1].rect().topRight()).x() < news.window.width()


# -- panes and focus


def test_an_empty_project_shows_what_to_do(article: Any) -> None:
    driver = article()
    assert isinstance(driver.window._stack.currentWidget(), EmptyState)


def test_an_article_brings_the_text_back(article: Any, tmp_path: Path) -> None:
    driver = article()
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    driver.program.transfer.import_paths([tmp_path / "a.txt"])
    driver.settle()
    assert driver.window._stack.currentWidget() is driver.view
    assert driver.view.hasFocus()


def test_f6_walks_the_panes_and_comes_back(news: Any) -> None:
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        news.key(Key.Key_F6, into=QApplication.focusWidget())
    assert seen[0] is news.view
    panes = {news.view, news.window.spans.table, news.window.labels.pills[0], news.window.articles.list}
    assert panes <= set(seen)


def test_shift_f6_walks_them_backwards(news: Any) -> None:
    news.key(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert news.window.articles.list.hasFocus()
    news.key(Key.Key_F6, into=news.window.articles.list)
    assert news.view.hasFocus()


@pytest.mark.parametrize("size", [(1366, 768), (900, 560), (1920, 1080)])
def test_everything_is_inside_the_window(news: Any, qtbot: Any, size: tuple[int, int]) -> None:
    news.window.resize(*size)
    qtbot.waitUntil(lambda: (news.window.width(), news.window.height()) == size)
    parts = [news.window.top._done, news.window.labels, news.view, news.window.spans.table, news.window.articles.list]
    for part in parts:
        corner = part.mapTo(news.window, part.rect().bottomRight())
        assert corner.x() <= size[0]
        assert corner.y() <= size[1]
        assert part.mapTo(news.window, QPoint(0, 0)).x() >= 0
    assert news.view.viewport().width() > 300


# -- what it keeps


def test_the_window_comes_back_in_its_size(news: Any, qtbot: Any) -> None:
    news.window.resize(950, 666)
    qtbot.waitUntil(lambda: news.window.height() == 666)
    news.window.close()
    program = app.Program(QApplication.instance(), news.program.preferences, InlineJobs())
    qtbot.addWidget(program.window)
    # The screen of the tests is narrow: only the height is sure to fit.
    assert program.window.height() == 666
    program.close()


def test_the_panes_come_back_in_their_widths(news: Any, start: Any) -> None:
    news.window._splitter.setSizes([320, 500, 380])
    wanted = news.window._splitter.sizes()
    news.window.close()
    again = start()
    assert [abs(a - b) <= 2 for a, b in zip(again.window._splitter.sizes(), wanted, strict=True)] == [True] * 3


def test_damaged_preferences_of_the_window_are_left_out(start: Any, tmp_path: Path) -> None:
    (tmp_path / "annotator.ini").write_text("[General]\ngeometry=nonsense\nsplitter=5\n", encoding="utf-8")
    assert start().window.isVisible()
