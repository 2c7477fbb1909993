"""The second look at a mark: widening it, moving its ends, marking it everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
QUOTED = "가온시 소식\n\n은하제철은 ‘새 길 열기 사업’을 시작했다."


def widen(driver: Any, position: int, most: int = 6) -> list[str]:
    """Clicks on the same place until a mark of that form was there before; the forms in turn."""
    seen: list[str] = []
    for _ in range(most):
        driver.click(position)
        (text, _) = driver.marks()[-1]
        if text in seen:
            break
        seen.append(text)
    return seen


@pytest.fixture
def driver(article: Any) -> Any:
    return article(QUOTED)


def test_a_second_click_on_the_mark_just_made_widens_it(driver: Any) -> None:
    position = driver.find("사업")[0]
    seen = widen(driver, position)
    assert len(seen) > 1
    assert len(seen[-1]) > len(seen[0])
    assert len(driver.marks()) == 1


def test_every_step_of_widening_is_in_the_file(driver: Any) -> None:
    position = driver.find("사업")[0]
    for _ in range(3):
        driver.click(position)
        assert driver.saved() == driver.bounds()


def test_one_undo_takes_the_whole_widening_back(driver: Any) -> None:
    widen(driver, driver.find("사업")[0])
    driver.undo()
    assert driver.marks() == []
    driver.redo()
    assert len(driver.marks()) == 1


def test_the_quotation_is_among_the_steps(driver: Any) -> None:
    assert "새 길 열기 사업" in widen(driver, driver.find("사업")[0])


def test_a_second_click_on_an_address_takes_its_one_place(article: Any) -> None:
    driver = article("가온시 소식\n\n모임은 서울 노원구 공릉동에서 열렸다.")
    driver.key(Key.Key_3)
    position = driver.find("노원구")[0]
    assert widen(driver, position)[:2] == ["서울 노원구 공릉동", "노원구"]
    driver.undo()
    assert driver.marks() == []


def test_after_another_click_the_mark_is_an_older_one_and_is_selected(driver: Any) -> None:
    driver.click("은하제철")
    driver.click(driver.find("사업")[0])
    driver.click("은하제철")
    assert driver.selected == "은하제철"


def test_after_a_digit_a_click_selects_instead_of_widening(driver: Any) -> None:
    position = driver.find("사업")[0]
    driver.click(position)
    (before,) = driver.marks()
    driver.key(Key.Key_2)
    driver.click(position)
    assert driver.marks() == [before]
    assert driver.selected == before[0]


def test_widening_crosses_no_other_mark(article: Any) -> None:
    start = QUOTED.index("길 열기")
    driver = article(QUOTED, spans=[[(QUOTED.index("‘새") + 1, start + 1, "POLICY")]])
    position = driver.find("사업")[0]
    for _ in range(5):
        driver.click(position)
        assert ("새 길", "POLICY") in driver.marks()
    assert driver.session.project.check() == []


# -- everywhere

REPEATED = "가온시 소식\n\n은하제철은 왔다. 은하제철도 갔다.\n\n은하제철이 은하제철서비스와 만났다."


@pytest.fixture
def repeated(article: Any) -> Any:
    driver = article(REPEATED)
    driver.click("은하제철")
    return driver


def everywhere(driver: Any) -> None:
    driver.key(Key.Key_E, CONTROL)


def test_everywhere_marks_what_stands_alone(repeated: Any) -> None:
    everywhere(repeated)
    assert [text for text, _ in repeated.marks()] == ["은하제철"] * 3
    assert repeated.saved() == repeated.bounds()


def test_everywhere_leaves_what_is_part_of_a_longer_name(repeated: Any) -> None:
    everywhere(repeated)
    longer = repeated.find("은하제철서비스")[0]
    assert all(span.start != longer for span in repeated.session.spans)
    assert "두었습니다" in repeated.notice


def test_everywhere_is_one_undo(repeated: Any) -> None:
    everywhere(repeated)
    repeated.undo()
    assert len(repeated.marks()) == 1


def test_everywhere_keeps_marks_of_another_label(article: Any) -> None:
    second = REPEATED.index("은하제철도")
    driver = article(REPEATED, spans=[[(second, second + 4, "REGION")]])
    driver.click("은하제철")
    everywhere(driver)
    assert (second, second + 4, "REGION") in driver.bounds()
    assert len(driver.marks()) == 3


def test_everywhere_without_a_mark_in_hand_does_nothing(news: Any) -> None:
    everywhere(news)
    assert news.marks() == []


def test_everywhere_waits_for_the_tokens(article: Any, held: Any) -> None:
    driver = article(REPEATED, jobs=held, settle=False)
    driver.drag("은하제철", ctrl=True)
    everywhere(driver)
    assert len(driver.marks()) == 1
    assert driver.notice == "형태소 분석이 끝나면 쓸 수 있습니다."
