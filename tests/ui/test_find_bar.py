"""Ctrl+F: finding letters in the article shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

TEXT = "두물군 소식\n\n두루전자 🎉 두물군에 온다. TP와 tp.\n\n두물군은 반겼다."
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def find(driver, typed):
    QTest.keyClick(driver.view, Qt.Key.Key_F, CTRL)
    bar = driver.window.find_bar
    bar.field.clear()
    bar.field.insert(typed)  # as an input method does
    return bar


def shown(driver):
    return [driver.text[start:end] for start, end in driver.view.finding.hits]


def test_every_place_is_found_as_it_is_typed(article):
    driver = article(TEXT)
    bar = find(driver, "두물군")
    assert bar.isVisible()
    assert bar.field.hasFocus()
    assert shown(driver) == ["두물군"] * 3
    assert bar.count.text() == "3곳 중 1번째"


def test_enter_and_shift_enter_go_through_the_hits_and_round(article):
    driver = article(TEXT)
    bar = find(driver, "두물군")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert driver.view.finding.here == (TEXT.index("두물군에"), TEXT.index("두물군에") + 3)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == "3곳 중 3번째"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "3곳 중 1번째"


def test_f3_goes_on_from_the_article_too(article):
    driver = article(TEXT)
    bar = find(driver, "두물군")
    driver.view.setFocus()
    driver.key(Qt.Key.Key_F3)
    assert bar.count.text() == "3곳 중 2번째"
    driver.key(Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "3곳 중 1번째"


def test_upper_and_lower_case_are_the_same(article):
    driver = article(TEXT)
    find(driver, "tp")
    assert shown(driver) == ["TP", "tp"]


def test_what_is_not_there_is_said(article):
    driver = article(TEXT)
    assert find(driver, "없는 말").count.text() == "없음"
    assert find(driver, ".*").count.text() == "없음"
    assert find(driver, " ").count.text() == ""


def test_escape_closes_it_and_gives_the_focus_back(article):
    driver = article(TEXT)
    bar = find(driver, "두물군")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert driver.view.hasFocus()
    assert driver.view.finding.hits == []


def test_it_opens_again_with_what_was_looked_for(article):
    driver = article(TEXT)
    QTest.keyClick(find(driver, "두물군").field, Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_F, CTRL)
    assert driver.window.find_bar.field.selectedText() == "두물군"
    assert len(shown(driver)) == 3


def test_it_opens_with_the_selected_mark(article):
    driver = article(TEXT)
    driver.drag(TEXT.index("두물군은"), TEXT.index("두물군은") + 3)
    driver.click(TEXT.index("두루"))
    driver.click(TEXT.index("두물군은"))
    assert driver.marking.selected.text == "두물군"
    driver.key(Qt.Key.Key_F, CTRL)
    assert driver.window.find_bar.field.text() == "두물군"
    assert driver.window.find_bar.count.text() == "3곳 중 3번째"


def colours(driver, bounds):
    """What is drawn along the top of a stretch of the article."""
    rect = driver.view.rects_of(*bounds)[0]
    image = driver.view.viewport().grab().toImage()
    return {image.pixel(x, int(rect.top()) + 1) for x in range(int(rect.left()) + 3, int(rect.right()) - 3)}


def test_the_hits_are_painted_and_gone_when_it_closes(article):
    driver = article(TEXT)
    ground = driver.view._theme.found.rgb()
    second = (TEXT.index("두물군에"), TEXT.index("두물군에") + 3)
    bar = find(driver, "두물군")
    assert ground in colours(driver, second)
    bar.close_bar()
    assert ground not in colours(driver, second)


def test_another_article_is_searched_when_it_is_shown(article):
    driver = article(TEXT, "두물군 다음 소식")
    driver.session.step(1)
    bar = find(driver, "두물군")
    assert len(shown(driver)) == 1
    driver.session.step(-1)
    assert len(shown(driver)) == 3
    assert bar.count.text() == "3곳"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "3곳 중 1번째"


def test_a_hit_far_below_comes_into_view(article):
    driver = article("\n".join(["숲길을 걷는다. " * 8] * 80) + "\n끝에 두물군이 있다.")
    find(driver, "두물군")
    rect = driver.view.rects_of(*driver.view.finding.here)[0]
    assert 0 <= rect.top() < driver.view.viewport().height()
