"""What clicks, drags and keys do to the spans of the article: the rules every view shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.project import Project, operations

Key = Qt.Key


# -- clicking plain text


def test_a_click_marks_the_name_without_its_particle(news: Any) -> None:
    news.click("단비식품은")
    assert news.marks() == [("단비식품", "ORG")]


def test_a_click_on_the_particle_marks_what_the_outline_showed(news: Any) -> None:
    particle = news.find("단비식품은")[1] - 1
    outline = news.hover(particle)
    news.click(particle)
    assert [span.bounds for span in news.session.spans] == ([outline] if outline else [])


def test_a_click_is_in_the_file_when_the_event_is_over(news: Any) -> None:
    news.click("단비식품은")
    assert news.saved() == [(*news.find("단비식품"), "ORG")]


def test_every_click_is_in_the_file_at_once(news: Any) -> None:
    for words in ("단비식품은", "은하제철과", "해솔은행도"):
        news.click(words)
        assert news.saved() == news.bounds()
    assert len(news.saved()) == 3


def test_a_new_mark_has_the_active_label(news: Any) -> None:
    news.key(Key.Key_3)
    news.click("가온시에")
    assert news.marks() == [("가온시", "REGION")]


def test_a_new_mark_is_by_the_projects_annotator(news: Any) -> None:
    news.click("단비식품은")
    assert [span.annotator for span in news.session.spans] == ["분석가 1"]


def test_a_new_mark_is_in_the_hand_but_not_selected(news: Any) -> None:
    news.click("단비식품은")
    assert news.selected is None
    assert news.marking.just_made.text == "단비식품"


def test_a_digit_after_a_new_mark_chooses_the_next_label(news: Any) -> None:
    news.click("단비식품은")
    news.key(Key.Key_3)
    news.click("가온시에")
    assert news.marks() == [("단비식품", "ORG"), ("가온시", "REGION")]


def test_a_new_mark_replaces_the_selection(news: Any) -> None:
    news.click("단비식품은")
    news.click("은하제철과")
    news.click("단비식품은")
    assert news.selected == "단비식품"
    news.click("해솔은행도")
    assert news.selected is None
    assert news.marking.just_made.text == "해솔은행"


def test_a_number_is_marked_with_its_unit(news: Any) -> None:
    news.key(Key.Key_4)
    news.click("120억")
    assert news.marks() == [("120억 원", "NUMBER")]


def test_a_click_where_there_is_nothing_to_mark_says_so(news: Any) -> None:
    news.click(news.find("밝혔다.")[1] - 1)
    assert news.marks() == []
    assert news.notice == "여기에는 표시할 말이 없습니다. 끌어서 표시해 보세요."


# -- clicking marks


def test_a_click_on_an_older_mark_selects_it(news: Any) -> None:
    news.click("단비식품은")
    news.click("은하제철과")
    before = news.saved()
    news.click("단비식품은")
    assert news.selected == "단비식품"
    assert news.saved() == before


@pytest.fixture
def nested(article: Any) -> Any:
    text = "가온시\n\n해솔시 단비식품 가온연구소는 문을 열었다."
    at = text.index("해솔시")
    whole = (at, at + len("해솔시 단비식품 가온연구소"), "ORG")
    middle = (text.index("단비식품"), text.index("단비식품") + len("단비식품 가온연구소"), "ORG")
    inner = (text.index("단비식품"), text.index("단비식품") + 4, "ORG")
    return article(text, spans=[[whole, middle, inner]])


def test_a_click_selects_the_innermost_mark(nested: Any) -> None:
    nested.click("단비식품")
    assert nested.selected == "단비식품"


def test_a_click_again_selects_the_mark_around_it(nested: Any) -> None:
    seen = []
    for _ in range(3):
        nested.click("단비식품")
        seen.append(nested.selected)
    assert seen == ["단비식품", "단비식품 가온연구소", "해솔시 단비식품 가온연구소"]


def test_a_click_on_the_outermost_goes_back_to_the_innermost(nested: Any) -> None:
    for _ in range(4):
        nested.click("단비식품")
    assert nested.selected == "단비식품"


def test_selecting_never_changes_a_mark(nested: Any) -> None:
    before = nested.saved()
    for _ in range(4):
        nested.click("단비식품")
    assert nested.saved() == before


def test_a_click_on_another_part_begins_with_the_innermost_there(nested: Any) -> None:
    nested.click("단비식품")
    nested.click("가온연구소")
    assert nested.selected == "단비식품 가온연구소"


# -- nesting


def test_ctrl_click_makes_a_mark_inside_a_mark(article: Any) -> None:
    text = "가온시\n\n해솔시 단비식품은 문을 열었다."
    start = text.index("해솔시")
    driver = article(text, spans=[[(start, start + len("해솔시 단비식품"), "ORG")]])
    driver.key(Key.Key_3)
    driver.click("해솔시", ctrl=True)
    assert driver.marks() == [("해솔시 단비식품", "ORG"), ("해솔시", "REGION")]
    assert driver.saved() == driver.bounds()


def test_ctrl_click_on_plain_text_is_a_click(news: Any) -> None:
    news.click("단비식품은", ctrl=True)
    assert news.marks() == [("단비식품", "ORG")]


def test_ctrl_click_without_an_active_label_makes_nothing(nested: Any) -> None:
    nested.key(Key.Key_Escape)
    before = nested.bounds()
    nested.click("가온연구소", ctrl=True)
    assert nested.bounds() == before


def test_ctrl_click_marks_less_than_the_mark_it_is_in(news: Any) -> None:
    news.click("은하제철과")
    news.click("은하제철과", ctrl=True)
    assert news.marks() == [("은하제철", "ORG"), ("은하", "ORG")]


def test_ctrl_click_in_a_mark_that_has_no_parts_makes_nothing_and_says_so(article: Any) -> None:
    text = "가온시\n\n단비식품은 문을 열었다."
    at = text.index("문")
    driver = article(text, spans=[[(at, at + 1, "ORG")]])
    driver.click("문을", ctrl=True)
    assert driver.marks() == [("문", "ORG")]
    assert driver.notice == "여기에는 표시할 말이 없습니다. 끌어서 표시해 보세요."


# -- dragging


def test_a_drag_takes_whole_morphemes(news: Any) -> None:
    start, _ = news.find("하제철과 해솔은")
    news.drag(start, start + len("하제철과 해솔은"))
    assert news.marks() == [("은하제철과 해솔은행", "ORG")]
    assert news.saved() == news.bounds()


def test_a_drag_in_an_exact_way_takes_characters(news: Any) -> None:
    news.drag("비식품은 올", ctrl=True)
    assert news.marks() == [("비식품은 올", "ORG")]


def test_an_exact_drag_leaves_blanks_at_its_ends_out(news: Any) -> None:
    start, end = news.find("은 올해 가")
    news.drag(start + 1, end - 1, ctrl=True)
    assert news.marks() == [("올해", "ORG")]


def test_a_drag_without_an_active_label_makes_nothing(news: Any) -> None:
    news.key(Key.Key_Escape)
    assert news.active is None
    news.drag("은하제철과 해솔은행")
    assert news.marks() == []


def test_a_drag_over_blanks_only_makes_nothing(article: Any) -> None:
    driver = article("가온시\n\n단비식품   은하제철")
    start, end = driver.find("   ")
    driver.drag(start, end, ctrl=True)
    assert driver.marks() == []


# -- what cannot be


def test_a_drag_that_crosses_a_mark_makes_nothing_and_names_it(news: Any) -> None:
    news.click("은하제철과")
    before = news.saved()
    news.drag("제철과 해솔은행", ctrl=True)
    assert news.saved() == before
    assert news.notice == "‘은하제철’ 표시와 엇갈려 만들지 않았습니다."


def test_a_drag_over_the_same_ends_relabels_the_mark(news: Any) -> None:
    news.click("은하제철과")
    news.key(Key.Key_3)
    news.drag("은하제철")
    assert news.marks() == [("은하제철", "REGION")]
    assert news.saved() == news.bounds()
    assert news.selected == "은하제철"


def test_a_drag_over_the_same_ends_with_the_same_label_only_selects(news: Any) -> None:
    news.click("은하제철과")
    news.drag("은하제철")
    news.undo()
    assert news.marks() == []


def test_a_drag_around_a_mark_makes_the_mark_around_it(news: Any) -> None:
    news.click("은하제철과")
    news.drag("은하제철과 해솔은행")
    assert news.marks() == [("은하제철과 해솔은행", "ORG"), ("은하제철", "ORG")]


# -- keys


def test_a_digit_relabels_the_selected_mark_and_the_active_label_stays(news: Any) -> None:
    news.click("단비식품은")
    news.click("은하제철과")
    news.click("단비식품은")
    news.key(Key.Key_2)
    assert news.marks() == [("단비식품", "POLICY"), ("은하제철", "ORG")]
    assert news.active == "ORG"
    assert news.selected == "단비식품"
    assert news.saved() == news.bounds()


def test_a_digit_without_a_label_does_nothing(news: Any) -> None:
    news.key(Key.Key_9)
    assert news.active == "ORG"


def test_relabelling_with_the_same_label_is_no_operation(news: Any) -> None:
    news.click("단비식품은")
    news.click("은하제철과")
    news.click("단비식품은")
    news.key(Key.Key_1)
    news.undo()
    assert news.marks() == [("단비식품", "ORG")]


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_and_backspace_remove_the_selected_mark(news: Any, key: Qt.Key) -> None:
    news.click("단비식품은")
    news.click("은하제철과")
    news.click("단비식품은")
    news.key(key)
    assert news.marks() == [("은하제철", "ORG")]
    assert news.saved() == news.bounds()
    assert news.selected is None


def test_delete_without_a_selection_removes_nothing(news: Any) -> None:
    news.click("단비식품은")
    news.key(Key.Key_Delete)
    assert news.marks() == [("단비식품", "ORG")]


def test_escape_drops_the_selection_then_the_active_label(news: Any) -> None:
    news.click("단비식품은")
    news.click("은하제철과")
    news.click("단비식품은")
    news.key(Key.Key_Escape)
    assert (news.selected, news.active) == (None, "ORG")
    news.key(Key.Key_Escape)
    assert news.active is None


def test_without_an_active_label_clicks_only_select(news: Any) -> None:
    news.click("단비식품은")
    news.key(Key.Key_Escape)
    news.click("은하제철과")
    assert news.marks() == [("단비식품", "ORG")]
    news.click("단비식품은")
    assert news.selected == "단비식품"


def test_a_digit_brings_the_active_label_back(news: Any) -> None:
    news.key(Key.Key_Escape)
    news.key(Key.Key_2)
    assert news.active == "POLICY"


def test_label_one_is_active_in_a_new_project(news: Any) -> None:
    assert news.active == "ORG"


def test_the_label_last_used_is_active_at_the_next_start(news: Any, start: Any) -> None:
    news.key(Key.Key_3)
    news.window.close()
    assert start().active == "REGION"


@pytest.mark.parametrize(("used", "next_time"), [([], "ORG"), ([Key.Key_3], "REGION")])
def test_an_escape_too_many_is_not_remembered(news: Any, start: Any, used: list[Any], next_time: str) -> None:
    for key in [*used, Key.Key_Escape]:
        news.key(key)
    assert news.active is None
    news.window.close()
    assert start().active == next_time


def test_a_project_left_without_an_active_label_by_an_earlier_version_has_one(start: Any, project_file: Any) -> None:
    path = project_file("가온시 소식")
    with Project.open(path) as project:
        project.save_view({"label": None})
    driver = start(path)
    assert driver.active == "ORG"
    assert [pill.label.key for pill in driver.window.labels.pills if pill.isChecked()] == ["ORG"]


def test_a_project_that_gets_another_name_stays_without_an_active_label(news: Any) -> None:
    news.key(Key.Key_Escape)
    news.session.do(operations.rename_project, "새 이름")
    assert news.active is None


def test_what_escape_let_go_of_stays_so_in_the_next_article(news: Any) -> None:
    news.key(Key.Key_Escape)
    news.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert news.active is None


def test_the_active_label_stays_from_article_to_article(news: Any) -> None:
    news.key(Key.Key_4)
    news.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert news.active == "NUMBER"


def test_another_article_has_nothing_selected(news: Any) -> None:
    news.click("단비식품은")
    news.click("은하제철과")
    news.click("단비식품은")
    news.key(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert news.marking.in_hand is None
    news.key(Key.Key_Delete)
    news.key(Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert len(news.marks()) == 2


# -- what may not be written


def test_a_read_only_project_takes_no_mark_and_says_so(project_file: Callable[..., Any], start: Any) -> None:
    path = project_file("가온시 소식\n\n단비식품은 왔다.")
    with Project.open(path, write="require"):
        driver = start(path)
        driver.click("단비식품은")
        assert driver.marks() == []
        assert "열려 있어" in driver.notice


def test_without_an_active_label_a_click_and_a_drag_say_why_nothing_is_marked(news: Any) -> None:
    news.key(Key.Key_Escape)
    assert news.marking.active is None
    for hand in (news.click, news.drag):
        news.window.notices.hide()
        hand("해솔은행도")
        assert news.notice == "고른 라벨이 없어 표시하지 않았습니다. 숫자 키나 위의 단추로 고르세요."
    assert news.marks() == []


def test_marking_everywhere_where_nothing_is_left_says_so(news: Any) -> None:
    news.click("해솔은행도")
    news.marking.everywhere()
    assert news.notice == "이 기사에는 더 표시할 같은 표현이 없습니다."
    assert news.marks() == [("해솔은행", "ORG")]
