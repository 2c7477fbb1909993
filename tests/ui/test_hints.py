"""Three hints over the sample at the first start, shown once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.preferences import Preferences


@pytest.fixture
def first(start: Any) -> Any:
    """The sample with its first hint."""
    driver = start()
    driver.program.preferences.hints_seen = False
    driver.program.hints.show_first()
    return driver


def title(driver: Any) -> str:
    return str(driver.program.hints._title.text())


def press(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_first_hint_is_about_the_click(first: Any) -> None:
    assert first.program.hints.isVisible()
    assert title(first) == "낱말을 한 번 누르세요"


def test_the_hint_goes_on_when_the_hand_has_done_it(first: Any) -> None:
    first.click(next(n for n in range(len(first.text)) if first.marking.preview(n)))
    assert len(first.marks()) == 1
    assert "라벨" in title(first)
    first.key(Qt.Key.Key_2)
    assert "끌어다" in title(first)


def test_the_hints_can_be_walked_by_their_button(first: Any) -> None:
    for _ in range(3):
        assert first.program.hints.isVisible()
        press(first.program.hints._next)
    assert not first.program.hints.isVisible()
    assert first.program.preferences.hints_seen


def test_the_hints_can_be_closed_at_once(first: Any) -> None:
    press(first.program.hints._close)
    assert not first.program.hints.isVisible()
    assert first.program.preferences.hints_seen


def test_closing_the_hints_by_their_button_gives_the_keys_back_to_the_article(first: Any) -> None:
    first.program.hints._close.setFocus()
    press(first.program.hints._close)
    assert first.view.hasFocus()


def test_a_notice_leaves_the_buttons_of_a_hint_free(first: Any) -> None:
    first.window.notices.say("되돌림: ‘은하제철’ 표시")
    over = first.window.notices.mapToGlobal(first.window.notices.rect().topLeft()).y()
    close = first.program.hints._close
    assert close.mapToGlobal(close.rect().bottomLeft()).y() < over


def test_hints_that_were_seen_are_not_shown_again(start: Any) -> None:
    assert not start().program.hints.isVisible()


def test_a_new_user_sees_the_hints(qapp: Any, qtbot: Any, tmp_path: Path) -> None:
    from annotator.jobs import InlineJobs
    from annotator.ui import app

    program = app.Program(qapp, Preferences(tmp_path / "new.ini"), InlineJobs())
    qtbot.addWidget(program.window)
    program.window.show()
    program.start([])
    assert program.hints.isVisible()
    program.window.close()


def test_a_project_of_ones_own_shows_no_hints(project_file: Any, qapp: Any, qtbot: Any, tmp_path: Path) -> None:
    from annotator.jobs import InlineJobs
    from annotator.ui import app

    program = app.Program(qapp, Preferences(tmp_path / "new.ini"), InlineJobs())
    qtbot.addWidget(program.window)
    program.window.show()
    program.start([project_file("가온시 소식\n\n은하제철은 왔다.")])
    assert not program.hints.isVisible()
    program.window.close()


def test_the_hints_stay_inside_the_article(first: Any, qtbot: Any) -> None:
    first.window.resize(900, 560)
    hints = first.program.hints
    qtbot.waitUntil(lambda: hints.geometry().bottom() <= first.view.height())
    assert hints.geometry().left() >= 0
    assert hints.geometry().right() <= first.view.width()


def test_the_mouse_still_reaches_the_text_beside_the_hints(first: Any) -> None:
    start, end = first.session.segments[0]
    assert first.hover(start) is None or start <= first.view._pointer.proposal[0] < end
