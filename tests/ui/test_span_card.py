"""The second look in the card: one quiet line each, a link that mends it in one step, a sign in the table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.project import operations
from annotator.ui import span_card

TEXT = "가람시는 ‘새길 대책’을 냈다. 가람시에서 다온군까지 가람시청 앞을 지난다."
OTHER = "가람시가 움직였다."


def lines(driver: Any) -> list[tuple[str, str]]:
    """What the card says in its lines, with their links, once the hand rests."""
    card = driver.window.spans.card
    driver.qtbot.waitUntil(lambda: not card.looking)
    shown = [(remark.label.text(), remark.link.text()) for remark in card.remarks]
    return [line for line in shown if any(line)]


def mend(driver: Any, link: str) -> None:
    remark = next(each for each in driver.window.spans.card.remarks if each.link.text() == link)
    QTest.mouseClick(remark.link, Qt.MouseButton.LeftButton)


def opened(article: Callable[..., Any], words: str, label: str = "REGION", *texts: str, **more: Any) -> Any:
    start = TEXT.index(words)
    driver = article(TEXT, *texts, spans=[[(start, start + len(words), label)], *more.get("others", [])])
    driver.click(start)
    return driver


@pytest.mark.parametrize(
    ("words", "said", "link", "mended"),
    [
        ("다온군까지", "조사", "조사 빼기", "다온군"),
        ("‘새길 대책’", "부호", "부호 빼기", "새길 대책"),
        ("가람시청 앞", None, None, None),
        ("대", "잘렸", "형태소에 맞추기", "대책"),
    ],
)
def test_the_ends_of_a_mark_are_mended_by_a_click(
    article: Callable[..., Any], words: str, said: str | None, link: str | None, mended: str | None
) -> None:
    driver = opened(article, words)
    if said is None or link is None:
        assert lines(driver)[0] == ("형태소 경계에 맞음 · 조사 없음", "")
        return
    text, shown_link = lines(driver)[0]
    assert said in text
    assert shown_link == link
    model = driver.window.spans.table.model()
    assert model.doubtful(model.span_at(0))
    mend(driver, link)
    assert driver.marks() == [(mended, "REGION")]
    assert not model.doubtful(model.span_at(0))
    driver.undo()
    assert driver.marks() == [(words, "REGION")]


def test_a_guessed_mark_is_confirmed_by_a_click(article: Callable[..., Any]) -> None:
    driver = article(TEXT)
    driver.session.do(operations.add_span, driver.session.article.id, 0, 3, "REGION", boundary_check=True)
    driver.click(0)
    mend(driver, "맞습니다")
    assert not driver.session.spans[0].boundary_check
    driver.undo()
    assert driver.session.spans[0].boundary_check


def test_places_left_unmarked_are_counted_and_marked(article: Callable[..., Any]) -> None:
    driver = opened(article, "가람시")
    assert ("표시하지 않은 곳 1곳", "모두 표시") in lines(driver)
    mend(driver, "모두 표시")
    assert driver.marks() == [("가람시", "REGION")] * 2
    assert all("표시하지" not in text for text, _ in lines(driver))
    driver.undo()
    assert len(driver.marks()) == 1


def test_another_label_elsewhere_in_the_project_is_told(article: Callable[..., Any]) -> None:
    driver = opened(article, "가람시", "ORG", OTHER, others=[[(0, 3, "REGION")]])
    assert ("다른 데서는 지역 1곳", "지역 라벨로") in lines(driver)
    mend(driver, "지역 라벨로")
    assert driver.marks() == [("가람시", "REGION")]
    assert all("다른 데서는" not in text for text, _ in lines(driver))


def test_the_card_keeps_its_height_whatever_it_says(article: Callable[..., Any]) -> None:
    driver = opened(article, "다온군까지", "ORG", OTHER)
    card = driver.window.spans.card
    heights = {card.height()}
    for position in ("가람시", "새길"):
        driver.click(position)
        lines(driver)
        heights.add(card.height())
    driver.key(Qt.Key.Key_Escape, times=3)
    heights.add(card.height())
    assert len(heights) == 1


def test_a_project_open_for_reading_tells_without_links(article: Callable[..., Any], start: Callable[..., Any]) -> None:
    writer = opened(article, "다온군까지")
    reader = start(writer.session.project.path)
    reader.click("다온군")
    assert [link for _, link in lines(reader)] == [""] * len(lines(reader))
    assert "조사" in lines(reader)[0][0]


def test_thousands_of_places_are_counted_a_moment_at_a_time(
    article: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = article("가람시는 넓다." + "\n가람시와 다온군." * 1_500)
    card, ticks = driver.window.spans.card, count()
    monkeypatch.setattr(span_card, "time", SimpleNamespace(perf_counter=lambda: next(ticks) / 1_000))  # 1 ms a look
    driver.click(0)
    driver.qtbot.waitUntil(lambda: card._more.isActive())
    slices = []
    while card.looking:
        before = len(card._seen)
        card._look_on()
        slices.append(len(card._seen) - before)
    assert len(slices) > 1
    assert max(slices) <= span_card._MOMENT_S * 1_000
    assert "1,500" in " ".join(text for text, _ in lines(driver))


def elsewhere(driver: Any) -> list[str]:
    driver.qtbot.waitUntil(lambda: any("다른 기사에" in text for text, _ in lines(driver)))
    return [text for text, _ in lines(driver) if "다른 기사에" in text]


def test_places_left_unmarked_in_other_articles_are_told_and_shown(article: Callable[..., Any]) -> None:
    driver = opened(article, "다온군", "REGION", OTHER, "다온군의 소식이다. 다온군이 밝혔다.")
    assert elsewhere(driver) == ["다른 기사에 표시하지 않은 곳 2곳"]
    mend(driver, "보기")
    results = driver.window.results
    driver.qtbot.waitUntil(lambda: results.model.rowCount() == 3)
    results.mark_all.click()
    driver.qtbot.waitUntil(lambda: not any("다른 기사에" in text for text, _ in lines(driver)))
    assert sum(row.span_count for row in driver.session.project.article_rows()) == 3


def test_no_more_than_a_few_places_in_other_articles_are_counted(article: Callable[..., Any]) -> None:
    driver = opened(article, "다온군", "REGION", "다온군의 소식이다. " * 30)
    assert elsewhere(driver) == ["다른 기사에 표시하지 않은 곳 20곳 이상"]


def test_marked_places_before_them_hide_none_of_the_unmarked_ones(article: Callable[..., Any]) -> None:
    other = "다온군의 소식이다. " * 22
    marked = [(at, at + 3, "REGION") for at in range(0, 21 * 11, 11)]
    driver = opened(article, "다온군", "REGION", other, others=[marked])
    assert elsewhere(driver) == ["다른 기사에 표시하지 않은 곳 1곳"]


def test_an_answer_about_another_mark_is_not_shown(article: Callable[..., Any]) -> None:
    driver = opened(article, "다온군", "REGION", OTHER)
    lines(driver)
    driver.window.spans.card.take_elsewhere("가람시", 3, False)
    assert all("다른 기사에" not in text for text, _ in lines(driver))
