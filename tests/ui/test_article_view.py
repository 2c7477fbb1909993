"""The article as a widget: what it shows, where it scrolls, what its picture holds."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication

from annotator.ui.theme import DARK, LIGHT

Key = Qt.Key


def picture(driver: Any) -> QImage:
    driver.qtbot.waitUntil(lambda: driver.view.isVisible())
    return driver.view.viewport().grab().toImage()


def colours(image: QImage, rect: Any) -> set[str]:
    box = rect.toRect().intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    }


def test_a_mark_is_filled_in_its_labels_colour(news: Any) -> None:
    news.click("은하제철")
    news.hover(news.beside(news.find("은하제철")[0]))
    (rect,) = news.view.rects_of(*news.find("은하제철"))
    fill = LIGHT.label(news.session.labels["ORG"]).fill.name()
    assert fill in colours(picture(news), rect)


def test_a_removed_mark_leaves_no_colour(news: Any) -> None:
    news.click("은하제철")
    news.undo()
    news.hover(news.beside(news.find("은하제철")[0]))
    (rect,) = news.view.rects_of(*news.find("은하제철"))
    assert LIGHT.label(news.session.labels["ORG"]).fill.name() not in colours(picture(news), rect)


def test_a_nested_mark_is_seen_in_the_one_around_it(news: Any) -> None:
    news.drag("은하제철과 해솔은행")
    news.key(Key.Key_4)
    news.drag("해솔은행", ctrl=True)
    news.hover(news.beside(0))
    image = picture(news)
    (inner,) = news.view.rects_of(*news.find("해솔은행"))
    (outer,) = news.view.rects_of(*news.find("은하제철"))
    assert LIGHT.label(news.session.labels["NUMBER"]).fill.name() in colours(image, inner)
    assert LIGHT.label(news.session.labels["ORG"]).fill.name() in colours(image, outer)


def test_the_outline_is_drawn(news: Any) -> None:
    news.hover(news.beside(0))
    before = picture(news)
    news.hover("은하제철")
    after = picture(news)
    (rect,) = news.view.rects_of(*news.find("은하제철"))
    area = rect.adjusted(-4, -4, 4, 6).toRect()
    assert before.copy(area) != after.copy(area)
    assert before.copy(0, 0, 200, 20) == after.copy(0, 0, 200, 20)


def test_a_held_click_is_drawn(article: Any, held: Any) -> None:
    driver = article("가온시 소식\n\n은하제철은 왔다.", jobs=held, settle=False)
    before = picture(driver)
    driver.click("은하제철")
    held_picture = picture(driver)
    assert before != held_picture
    driver.key(Key.Key_Escape)
    assert picture(driver) == before


def test_marks_of_an_unknown_label_break_nothing(news: Any) -> None:
    news.click("은하제철")
    (span,) = news.session.spans
    object.__setattr__(span, "label", "GONE")
    assert not picture(news).isNull()


def on_screen(driver: Any) -> QImage:
    """What is on the screen now, painted piece by piece as it came."""
    QApplication.processEvents()
    viewport = driver.view.viewport()
    corner = viewport.mapTo(driver.window, viewport.rect().topLeft())
    whole = driver.window.screen().grabWindow(driver.window.winId()).toImage()
    return whole.copy(corner.x(), corner.y(), viewport.width(), viewport.height())


def as_it_should_be(driver: Any) -> QImage:
    whole = driver.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    viewport = driver.view.viewport()
    corner = viewport.mapTo(driver.window, viewport.rect().topLeft())
    return whole.copy(corner.x(), corner.y(), viewport.width(), viewport.height())


def test_nothing_old_stays_on_the_screen_whatever_the_hand_does(news: Any) -> None:
    def same() -> bool:
        news.window.notices.hide()
        return on_screen(news).convertToFormat(QImage.Format.Format_RGB32) == as_it_should_be(news)

    assert same()
    steps = [
        lambda: news.hover("은하제철"),
        lambda: news.hover("단비식품서비스"),
        lambda: news.click("은하제철"),
        lambda: news.click("단비식품서비스"),
        lambda: news.drag("은하제철과 해솔은행"),
        lambda: news.click("해솔은행"),
        lambda: news.click("단비식품서비스"),
        lambda: news.key(Key.Key_3),
        lambda: news.click("은하제철"),
        lambda: news.key(Key.Key_Escape),
        lambda: news.drag("120억 원", drop=False),
        lambda: news.key(Key.Key_Escape),
        lambda: news.hover("가온시에"),
        lambda: news.key(Key.Key_4),
        lambda: news.click("단비식품서비스"),
        lambda: news.key(Key.Key_Delete),
        lambda: news.undo(),
        lambda: news.undo(4),
        lambda: news.redo(3),
        lambda: news.hover(news.beside(0)),
    ]
    for number, step in enumerate(steps):
        step()
        assert same(), number


# -- scrolling


def test_selecting_a_mark_brings_it_into_view(long: Any) -> None:
    long.click(long.find("은하제철", 50)[0])
    long.view.verticalScrollBar().setValue(0)
    long.marking.select(long.session.spans[0].id)
    assert long.view.verticalScrollBar().value() > 0


def test_a_mark_made_by_a_click_scrolls_nothing(long: Any) -> None:
    long.view.verticalScrollBar().setValue(500)
    position = next(p for n in range(70) if long.view.rects_of(p := long.find("은하제철", n)[0], p + 1)[0].top() > 200)
    before = long.view.verticalScrollBar().value()
    long.click_at(long.view.rects_of(position, position + 1)[0].center().toPoint())
    assert long.marks() == [("은하제철", "ORG")]
    assert long.view.verticalScrollBar().value() == before


def test_another_theme_repaints_the_marks(news: Any) -> None:
    news.click("은하제철")
    news.hover(news.beside(0))
    news.view.set_theme(DARK)
    image = picture(news)
    (rect,) = news.view.rects_of(*news.find("은하제철"))
    assert DARK.label(news.session.labels["ORG"]).fill.name() in colours(image, rect)


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu without a screen
def test_a_right_click_on_a_mark_selects_it_for_the_menu(news: Any, qtbot: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    point = news.point(news.find("은하제철")[0])
    viewport = news.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    with qtbot.waitSignal(news.view.context_menu) as caught:
        QApplication.sendEvent(viewport, event)
    assert caught.args[0].text == "은하제철"
    assert news.selected == "은하제철"
    assert len(news.marks()) == 2
    QApplication.activePopupWidget().close()
