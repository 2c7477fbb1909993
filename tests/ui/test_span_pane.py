"""The right pane: the card follows the mark in hand, the titles say what is shown."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.ui import marking

Key = Qt.Key


def card(driver: Any) -> tuple[str, str, str]:
    """Title, text and detail."""
    pane = driver.window.spans
    return pane._card_title.text(), *(pane.card.findChild(QLabel, name).text() for name in ("cardText", "cardDetail"))


def remarks(driver: Any) -> list[str]:
    """What the card says of the ends."""
    return [text for each in driver.window.spans.card.remarks if (text := each.label.text())]


def test_before_a_mark_is_made_the_card_says_what_to_do(news: Any) -> None:
    empty = news.window.spans.card.findChild(QLabel, "cardEmpty")
    assert empty.isVisible()
    assert "낱말을 누르면" in empty.text()
    assert card(news)[1:] == ("", "")
    assert news.window.spans._hint.isVisible()
    news.click("은하제철")
    assert not empty.isVisible()
    assert not news.window.spans._hint.isVisible()


def test_the_mark_just_made_is_in_the_card(news: Any) -> None:
    news.click("은하제철")
    start, end = news.find("은하제철")
    assert card(news) == ("방금 만든 표시", "은하제철", f"기관 · {start}–{end}")
    assert remarks(news) == ["형태소 경계에 맞음 · 조사 없음"]


def test_the_selected_mark_is_in_the_card(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    assert card(news)[:2] == ("선택한 표시", "은하제철")


def test_after_a_deselection_the_mark_just_made_is_back(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    news.key(Key.Key_Escape)
    assert card(news)[:2] == ("방금 만든 표시", "해솔은행")


def test_the_card_follows_a_new_label(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    news.key(Key.Key_3)
    assert card(news)[2].startswith("지역 · ")


def test_the_card_is_empty_after_an_undo(news: Any) -> None:
    news.click("은하제철")
    news.undo()
    assert "은하제철" not in " ".join(card(news))


def test_the_card_is_empty_in_another_article(news: Any) -> None:
    news.click("은하제철")
    news.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert "은하제철" not in " ".join(card(news))


def test_a_mark_off_the_morphemes_says_so(news: Any) -> None:
    news.drag("하제", ctrl=True)
    assert remarks(news) == ["형태소가 잘렸습니다"]


def test_a_mark_that_ends_in_a_particle_says_so(news: Any) -> None:
    news.drag("은하제철과", ctrl=True)
    assert remarks(news) == ["끝에 조사가 있습니다"]


def test_a_mark_made_without_tokens_asks_for_a_look(
    article: Any, held: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "PENDING_MS", 1)
    driver = article("가온시\n\n은하제철은 왔다.", jobs=held, settle=False)
    driver.click("은하제철")
    qtbot.waitUntil(lambda: bool(driver.marks()))
    assert remarks(driver) == ["형태소 없이 표시했습니다"]


def test_the_boundary_check_of_the_card_comes_with_the_tokens(article: Any, held: Any) -> None:
    driver = article("가온시\n\n은하제철은 왔다.", jobs=held, settle=False)
    driver.drag("은하제철", ctrl=True)
    assert remarks(driver) == []
    held.answer()
    assert remarks(driver) == ["형태소 경계에 맞음 · 조사 없음"]


def test_a_very_long_mark_is_elided_and_told_whole(article: Any) -> None:
    text = "가온시\n\n" + "은하제철과 해솔은행 " * 60 + "끝"
    driver = article(text, spans=[[(5, len(text), "ORG")]])
    driver.click(5)
    shown = card(driver)[1]
    assert "…" in shown
    assert len(shown) < 200
    assert "은하제철과" in driver.window.spans.card._text.toolTip()


def test_the_card_keeps_its_height(article: Any) -> None:
    text = "가온시\n\n" + "은하제철과 해솔은행 " * 60 + "끝"
    driver = article(text, spans=[[(5, len(text), "ORG")]])
    before = driver.window.spans.card.height()
    driver.click(5)
    driver.window.spans.card.layout().activate()
    assert driver.window.spans.card.height() == before


def test_nothing_gapes_between_a_short_name_and_its_label(news: Any) -> None:
    news.click("은하제철")
    card = news.window.spans.card
    card.layout().activate()
    text = card.findChild(QLabel, "cardText")
    assert text.height() < 2 * text.fontMetrics().lineSpacing()
    assert card.detail.y() - text.geometry().bottom() < 8


def test_markup_in_a_mark_is_shown_as_it_is_written(article: Any) -> None:
    driver = article("가온시\n\n<b>은행</b> 소식", spans=[[(5, 14, "ORG")]])
    driver.click(6)
    assert card(driver)[1] == "<b>은행</b>"
    assert driver.window.spans.card._text.textFormat() == Qt.TextFormat.PlainText


def test_over_the_table_stands_how_many_marks_there_are(news: Any) -> None:
    title = news.window.spans._table_title
    assert title.text() == "이 기사의 표시"
    news.click("은하제철")
    news.click("해솔은행")
    assert title.text().startswith("이 기사의 표시 2개")
    news.undo(2)
    assert title.text() == "이 기사의 표시"
