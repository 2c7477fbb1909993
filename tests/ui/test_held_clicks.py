"""Clicks before the tokens are there: held for a moment, then marked by words, never lost and never waited for."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.project import Project
from annotator.ui import marking

Key = Qt.Key


@pytest.fixture
def waiting(article: Any, held: Any) -> Any:
    """A window whose tokenizer has not answered yet."""
    driver = article("가온시 소식\n\n단비식품은 은하제철과 손잡았다.", jobs=held, settle=False)
    driver.held = held
    return driver


def test_a_click_before_the_tokens_is_held(waiting: Any) -> None:
    waiting.click("단비식품은")
    assert waiting.marks() == []
    assert waiting.marking.pending.start == waiting.find("단비식품")[0]


def test_a_held_click_marks_when_the_tokens_come(waiting: Any) -> None:
    waiting.click("단비식품은")
    waiting.held.answer()
    assert waiting.marks() == [("단비식품", "ORG")]
    assert waiting.saved() == waiting.bounds()
    assert waiting.marking.pending is None
    assert not waiting.session.spans[0].boundary_check


def test_a_held_drag_snaps_when_the_tokens_come(waiting: Any) -> None:
    waiting.drag("비식품은 은하제")
    assert waiting.marks() == []
    waiting.held.answer()
    assert waiting.marks() == [("단비식품은 은하제철", "ORG")]


def test_an_exact_drag_needs_no_tokens(waiting: Any) -> None:
    waiting.drag("비식품", ctrl=True)
    assert waiting.marks() == [("비식품", "ORG")]


def test_escape_cancels_a_held_click_first(waiting: Any) -> None:
    waiting.click("단비식품은")
    waiting.key(Key.Key_Escape)
    assert waiting.marking.pending is None
    assert waiting.active == "ORG"
    waiting.held.answer()
    assert waiting.marks() == []


def test_another_click_replaces_the_held_one(waiting: Any) -> None:
    waiting.click("단비식품은")
    waiting.click("은하제철과")
    waiting.held.answer()
    assert waiting.marks() == [("은하제철", "ORG")]


def test_a_held_click_is_forgotten_with_its_article(article: Any, held: Any) -> None:
    driver = article("가온시 소식\n\n단비식품은 왔다.", "두물군 소식\n\n단비식품은 갔다.", jobs=held, settle=False)
    driver.click("단비식품은")
    driver.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    held.answer()
    assert driver.marks() == []
    driver.key(Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert driver.marks() == []


def test_a_held_click_uses_the_label_of_the_moment_it_was_made(waiting: Any) -> None:
    waiting.click("단비식품은")
    waiting.key(Key.Key_2)
    waiting.held.answer()
    assert waiting.marks() == [("단비식품", "ORG")]


def test_a_held_click_waits_three_seconds() -> None:
    assert marking.PENDING_MS == 3_000


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, article: Any, held: Any) -> Any:
    """The same, with a short wait."""
    monkeypatch.setattr(marking, "PENDING_MS", 1)
    driver = article("가온시 소식\n\n단비식품은 은하제철과 손잡았다.", jobs=held, settle=False)
    driver.held = held
    return driver


def test_a_held_click_falls_back_to_the_word_with_a_boundary_check(impatient: Any, qtbot: Any) -> None:
    impatient.click("단비식품은")
    qtbot.waitUntil(lambda: impatient.marks() == [("단비식품", "ORG")])
    assert impatient.session.spans[0].boundary_check
    assert impatient.saved() == impatient.bounds()


def test_the_boundary_check_is_in_the_file(impatient: Any, qtbot: Any) -> None:
    impatient.click("단비식품은")
    qtbot.waitUntil(lambda: bool(impatient.marks()))
    with Project.open(impatient.session.project.path, write=False) as other:
        assert [span.boundary_check for span in other.spans(impatient.session.article.id)] == [True]


def test_tokens_that_come_after_the_fallback_change_nothing(impatient: Any, qtbot: Any) -> None:
    impatient.click("단비식품은")
    qtbot.waitUntil(lambda: bool(impatient.marks()))
    impatient.held.answer()
    assert impatient.marks() == [("단비식품", "ORG")]


def test_a_held_drag_falls_back_to_its_characters(impatient: Any, qtbot: Any) -> None:
    impatient.drag("비식품은 은하제")
    qtbot.waitUntil(lambda: impatient.marks() == [("비식품은 은하제", "ORG")])
    assert impatient.session.spans[0].boundary_check


def test_a_held_click_on_punctuation_falls_back_to_nothing(impatient: Any, qtbot: Any) -> None:
    impatient.click(impatient.find("손잡았다.")[1] - 1)
    qtbot.waitUntil(lambda: impatient.marking.pending is None)
    assert impatient.marks() == []


def test_when_the_tokenizer_dies_a_held_click_falls_back(waiting: Any) -> None:
    waiting.click("단비식품은")
    waiting.held.fail()
    assert waiting.marks() == [("단비식품", "ORG")]
    assert waiting.session.spans[0].boundary_check


def test_after_the_tokenizer_died_clicks_do_not_wait(waiting: Any) -> None:
    waiting.held.fail()
    waiting.click("은하제철과")
    assert waiting.marks() == [("은하제철", "ORG")]
    assert waiting.session.spans[0].boundary_check
