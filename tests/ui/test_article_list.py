"""The project's articles in a list: what each row says, and how it follows the work."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.project import operations
from annotator.ui.article_list import ArticleDelegate, wrapped
from annotator.ui.theme import DARK, LIGHT

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def current(driver: Any) -> int:
    return int(driver.window.articles.list.currentIndex().row())


def summary(driver: Any) -> str:
    return str(driver.window.articles._summary.text())


def test_the_row_of_the_article_shown_is_current(news: Any) -> None:
    assert current(news) == 0
    news.key(Key.Key_PageDown, CONTROL)
    assert current(news) == 1


def test_the_counts_of_a_row_are_drawn_in_the_colours_of_their_labels(news: Any) -> None:
    articles = news.window.articles
    ink = LIGHT.label(news.session.labels.first).ink

    def drawn() -> bool:
        row = articles.list.visualRect(articles.model.index(0))
        image = articles.list.viewport().grab(row).toImage()
        return any(image.pixelColor(x, y) == ink for x in range(image.width()) for y in range(image.height()))

    assert not drawn()
    news.click("은하제철")
    assert drawn()


def test_under_the_list_stands_how_far_the_work_is(news: Any) -> None:
    assert summary(news) == "2건 중 0건 완료"
    news.key(Key.Key_Return, CONTROL)
    assert summary(news) == "2건 중 1건 완료"
    news.undo()
    assert summary(news) == "2건 중 0건 완료"


def test_an_empty_project_says_that_nothing_is_there(article: Any) -> None:
    assert summary(article()) == "0건 중 0건 완료"


def test_the_count_of_articles_follows_import_and_removal(news: Any) -> None:
    news.session.do(operations.remove_articles, [news.session.order[1]])
    assert summary(news) == "1건 중 0건 완료"
    news.session.undo()
    assert summary(news) == "2건 중 0건 완료"


def test_a_click_on_a_row_shows_its_article(news: Any) -> None:
    view = news.window.articles.list
    point = view.visualRect(news.window.articles.model.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert news.session.article.title == "두물군 이웃 소식"


def test_the_arrow_keys_in_the_list_show_articles_and_the_list_keeps_the_focus(news: Any) -> None:
    view = news.window.articles.list
    view.setFocus()
    news.key(Key.Key_Down, into=view)
    assert news.session.article.title == "두물군 이웃 소식"
    assert view.hasFocus()


def test_following_the_article_does_not_show_it_again(news: Any, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(news.window.articles.chosen):
        news.key(Key.Key_PageDown, CONTROL)


@pytest.fixture
def painter(qapp: Any) -> Any:
    image = QImage(400, 200, QImage.Format.Format_ARGB32)
    with QPainter(image) as painter:
        painter.setFont(qapp.font())
        yield painter


def test_a_short_title_stays_on_one_line(painter: Any) -> None:
    assert wrapped("짧은 제목", painter, 200, 2) == ["짧은 제목"]


def test_a_long_title_breaks_between_words(painter: Any) -> None:
    title = "은하제철과 해솔은행 손잡고 가온시에 새 길"
    lines = wrapped(title, painter, 150, 2)
    assert len(lines) == 2
    assert " ".join(lines) == title


def test_a_very_long_title_is_elided_in_its_last_line(painter: Any) -> None:
    lines = wrapped("아주 긴 제목을 가진 소식 " * 50, painter, 150, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(painter.fontMetrics().horizontalAdvance(line) <= 150 for line in lines)


def test_a_word_longer_than_the_line_is_elided(painter: Any) -> None:
    (line,) = wrapped("가" * 300, painter, 150, 2)
    assert line.endswith("…")
    assert painter.fontMetrics().horizontalAdvance(line) <= 150


def test_a_blank_title_is_one_empty_line(painter: Any) -> None:
    assert wrapped("  ", painter, 150, 2) == [""]


def test_every_row_is_as_high_as_every_other(article: Any) -> None:
    driver = article("가온시", "아주 긴 제목을 가진 소식 " * 20)
    view = driver.window.articles.list
    heights = {view.visualRect(driver.window.articles.model.index(row)).height() for row in range(2)}
    assert len(heights) == 1


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("state", [QStyle.StateFlag.State_None, QStyle.StateFlag.State_Selected])
def test_a_very_long_title_is_not_drawn_outside_its_row(article: Any, theme: Any, state: Any) -> None:
    driver = article("아주 긴 제목을 가진 소식 " * 50)
    width, height = 240, ArticleDelegate(theme).sizeHint(QStyleOptionViewItem(), None).height()
    image = QImage(QSize(width + 100, height + 100), QImage.Format.Format_ARGB32)
    image.fill(theme.panel)
    option = QStyleOptionViewItem()
    option.rect, option.font, option.state = QRect(0, 0, width, height), driver.window.font(), state
    with QPainter(image) as painter:
        ArticleDelegate(theme).paint(painter, option, driver.window.articles.model.index(0))
    outside = [QPoint(x, y) for x in range(width, width + 100) for y in range(0, height + 100, 3)]
    outside += [QPoint(x, y) for x in range(0, width, 3) for y in range(height, height + 100)]
    assert {image.pixelColor(point).name() for point in outside} == {theme.panel.name()}
