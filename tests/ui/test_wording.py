"""Sentences for what the core hands out as values."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.articles import Line, Role
from annotator.errors import AnnotatorError
from annotator.labels import Label
from annotator.project import ArticleRow, Changes, Direction, Kind, Project
from annotator.span import Span
from annotator.ui import wording
from annotator.ui.session import Notice

pytestmark = pytest.mark.usefixtures("qapp")


def row(**values: Any) -> ArticleRow:
    given = dict.fromkeys(ArticleRow._fields, "") | {"id": 1, "length": 0, "span_count": 0, "state": "open"} | values
    return ArticleRow(**{name: given[name] for name in ArticleRow._fields})


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("direction", list(Direction))
def test_every_kind_of_operation_has_words(kind: Kind, direction: Direction) -> None:
    values = {"text": "은하제철", "count": 2, "name": "기관", "title": "제목"}
    said = wording.change(Changes(kind, direction, values=values))
    assert said
    assert "{" not in said


def test_undo_and_redo_say_which_they_are() -> None:
    values = {"text": "은하제철", "count": 1}
    assert wording.change(Changes(Kind.ADD_SPANS, Direction.UNDO, values=values)) == "되돌림: ‘은하제철’ 표시"
    assert wording.change(Changes(Kind.ADD_SPANS, Direction.REDO, values=values)) == "다시 함: ‘은하제철’ 표시"


def test_an_operation_without_a_text_is_counted() -> None:
    assert wording.change(Changes(Kind.REMOVE_SPANS, values={"count": 1200})) == "표시 1,200개 지움"


def test_an_operation_on_many_says_how_many() -> None:
    values = {"text": "은하제철", "count": 3}
    assert wording.change(Changes(Kind.ADD_SPANS, values=values)) == "‘은하제철’ 등 표시 3개"
    assert wording.change(Changes(Kind.REMOVE_SPANS, values=values)) == "‘은하제철’ 등 3개 지움"


def test_a_long_text_is_shortened_in_a_sentence() -> None:
    assert len(wording.quoted("가" * 500)) < 30
    assert wording.quoted("가" * 500).endswith("…’")


def test_a_crossing_names_the_mark_in_the_way() -> None:
    error = AnnotatorError("span.crosses", other=Span(0, 4, "ORG", "은하제철"), text="제철과", start=2, end=5)
    assert wording.error(error) == "‘은하제철’ 표시와 엇갈려 만들지 않았습니다."


def test_a_refusal_of_the_core_is_a_sentence() -> None:
    assert wording.error(AnnotatorError("project.missing", path="가.annotator")) == "파일이 없습니다: 가.annotator"


def test_a_fault_of_the_program_says_that_it_is_one() -> None:
    assert wording.error(KeyError("x")).startswith("예상하지 못한 오류")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "아직 표시 없음"),
        ({"span_count": 1200}, "표시 1,200"),
        ({"published_at": "2024-03-02T09:30:00+09:00"}, "2024-03-02"),
        ({"published_at": "2024-03-02", "span_count": 3, "state": "done"}, "2024-03-02 · 표시 3 · ✓ 완료"),
    ],
)
def test_the_line_under_a_title(values: dict[str, Any], expected: str) -> None:
    assert wording.article_meta(row(**values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"title": "제목", "source_name": "a.txt"}, "제목"),
        ({"source_name": "a.txt"}, "a.txt"),
        ({}, "제목 없음"),
    ],
)
def test_an_article_is_called_by_its_title_else_by_its_source(
    values: dict[str, Any], expected: str, project_file: Any
) -> None:
    with Project.open(project_file()) as project:
        assert wording.article_title(project, row(**values)) == expected


def test_a_label_is_called_by_its_korean_name() -> None:
    assert wording.label_name(Label("ORG", "기관", "Organisation", 1, "#1d4ed8")) == "기관"


def test_braces_in_a_text_break_no_sentence() -> None:
    assert "{count}" in wording.change(Changes(Kind.ADD_SPANS, values={"text": "{count}", "count": 1}))
    notice = Notice("copied", {"text": wording.quoted("{x} {0}")})
    assert wording.notice(notice) == "복사했습니다: ‘{x} {0}’"


@pytest.mark.parametrize("text", ["짧은 글", "a & b", ""])
def test_a_short_tooltip_is_the_text(text: str) -> None:
    assert wording.tip(text) == text


def test_a_tooltip_is_no_markup() -> None:
    assert wording.tip("<img src='x'>\n둘") == "<qt>&lt;img src=&#x27;x&#x27;&gt;<br>둘</qt>"


def test_a_long_tooltip_is_one_that_wraps() -> None:
    assert wording.tip("가" * 200).startswith("<qt>")


@pytest.mark.parametrize(
    ("evidence", "shown"),
    [("옆에서 많이 읽은 소식", True), ("짧은 말", False), (r".{0,40}옮겨\s?(싣기|적기) 금지", False)],
)
def test_the_reason_of_a_line_shows_wording_and_no_regular_expression(evidence: str, shown: bool) -> None:
    line = Line(3, Role.CHROME, "related", "patterns", evidence)
    assert (evidence in wording.line_reason(line)) is shown
    assert wording.line_reason(line)


def test_without_a_project_the_window_says_so() -> None:
    assert wording.project_title(None) == "프로젝트 없음"
