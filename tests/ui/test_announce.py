"""What screen readers are told."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.ui.session import Notice


@pytest.fixture
def said(news: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, list[tuple[str, bool]]]:
    """A window, and what its announcer says from now on."""
    heard: list[tuple[str, bool]] = []
    monkeypatch.setattr(news.program.announcer, "say", lambda text, *, urgent=False: heard.append((text, urgent)))
    return news, heard


def test_a_mark_made_relabelled_and_removed_is_said(said: Any) -> None:
    driver, heard = said
    place = driver.text.index("단비식품")
    driver.click(place)
    assert heard[-1][0].startswith("‘단비식품’ 표시")
    assert "기관" in heard[-1][0]
    driver.marking.select(driver.session.spans[0].id)
    driver.key(Qt.Key.Key_3)
    assert "단비식품" in heard[-1][0]
    assert "고침" in heard[-1][0]
    driver.key(Qt.Key.Key_Delete)
    assert "지움" in heard[-1][0]


def test_undo_is_said_once_as_the_notice_that_names_it(said: Any) -> None:
    driver, heard = said
    driver.click(driver.text.index("단비식품"))
    heard.clear()
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard == [("되돌림: ‘단비식품’ 표시", False)]


def test_a_warning_interrupts(said: Any) -> None:
    driver, heard = said
    driver.session.told.emit(Notice("clipboard_empty", warn=True))
    assert heard[-1][1] is True


def test_nothing_is_sent_while_nobody_listens(news: Any) -> None:
    news.program.announcer.say("가람시")
