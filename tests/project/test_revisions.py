"""Cleaning an article anew: lines come and go, marks stay on their characters, and undo brings everything back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.articles import Role, clean, source_from_text
from annotator.articles.compose import compose
from annotator.articles.moving import TextMap
from annotator.errors import AnnotatorError
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import Area, NewArticle, Project, operations, revisions
from annotator.project.operations import redo, set_lines, undo

PAGE = """가람시, 골목가게 살리기 첫걸음

입력 2021-03-04 09:00
  • 크게
  • 작게

가람시는 4일 골목가게 120여곳에 임대료를 보태는 ‘골목 숨통 사업’을 시작한다고 밝혔다. 지원은 여섯 달 동안 이어진다.

다온연구원은 이 사업으로 가게 문을 닫는 비율이 3.2%까지 내려갈 것으로 내다봤다. 상인들도 반기는 분위기다.

  • 좋아요0
  • 화나요0

주요 뉴스
"""
BODY = 7  # the line of the first paragraph
LIKE = 11


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return _project(tmp_path)


def _project(folder: Path) -> Project:
    project = Project.create(folder / "p.annotator", load_preset(resource("labels", "news.toml")))
    source = source_from_text(PAGE, "page")
    operations.add_articles(project, [NewArticle(source=source, article=clean(source))])
    return project


def _mark(project: Project, form: str, label: str = "ORG") -> int:
    text = project.article(1).text
    start = text.index(form)
    (made,) = operations.add_span(project, 1, start, start + len(form), label).spans
    return made


def test_a_restored_line_comes_into_the_text_and_moves_the_marks(project: Project) -> None:
    early, late = _mark(project, "가람시"), _mark(project, "다온연구원")
    before = {span.id: span for span in project.spans(1)}
    changes = set_lines(project, 1, {5: Role.BODY})
    article = project.article(1)
    assert "작게" in article.text
    assert article.revision == 2
    after = {span.id: span for span in project.spans(1)}
    assert after[early] == before[early]
    assert after[late].start == before[late].start + len("작게\n\n") + (len("• ") if "• 작게" in article.text else 0)
    assert all(article.text[s.start : s.end] == s.text for s in after.values())
    assert changes.values["restored"] == 1
    assert Area.TEXTS in changes.areas
    assert project.check() == []


def test_a_removed_line_takes_its_marks_along_and_undo_brings_them_back(project: Project) -> None:
    lost, kept = _mark(project, "골목 숨통 사업", "POLICY"), _mark(project, "다온연구원")
    text, spans = project.article(1).text, project.spans(1)
    changes = set_lines(project, 1, {BODY: Role.CHROME})
    assert changes.values["lost"] == 1
    assert [span.id for span in project.spans(1)] == [kept]
    assert "골목 숨통" not in project.article(1).text
    undo(project)
    assert project.article(1).text == text
    assert project.spans(1) == spans
    redo(project)
    assert [span.id for span in project.spans(1)] == [kept]
    assert lost not in [span.id for span in project.spans(1)]


def test_what_would_be_lost_is_known_before_anything_is_written(project: Project) -> None:
    _mark(project, "골목 숨통 사업", "POLICY")
    lines = revisions.with_roles(project.article(1).lines, {BODY: Role.CHROME})
    planned = revisions.plan(project, 1, lines)
    assert [span.text for span in planned.lost] == ["골목 숨통 사업"]
    assert planned.removed == 1
    assert project.article(1).revision == 1
    assert len(project.history()) == 2


def test_a_line_taken_for_the_title_becomes_the_title(project: Project) -> None:
    set_lines(project, 1, {1: Role.SUBTITLE, 14: Role.TITLE})
    article = project.article(1)
    assert article.title == "주요 뉴스"
    assert article.text.startswith("주요 뉴스\n\n가람시, 골목가게")
    assert project.article_row(1).title == "주요 뉴스"


def test_tokens_of_one_revision_are_not_those_of_another(project: Project) -> None:
    from annotator.morphology import tokenizer_version

    project.put_tokens(1, 1, tokenizer_version(), {(0, 5): b"x"})
    set_lines(project, 1, {LIKE: Role.BODY})
    assert project.tokens(1) == {}
    undo(project)
    assert project.tokens(1) == {(0, 5): b"x"}
    set_lines(project, 1, {5: Role.BODY})
    assert project.article(1).revision == 3


def test_the_last_line_cannot_be_removed(project: Project) -> None:
    every = {line.number: Role.CHROME for line in project.article(1).lines}
    with pytest.raises(AnnotatorError) as refused:
        set_lines(project, 1, every)
    assert refused.value.code == "revision.empty"
    assert project.article(1).revision == 1


def test_an_article_without_its_source_cannot_be_cleaned_anew(project: Project) -> None:
    from annotator.articles import Article, Segment

    article = Article("다온시 이야기", (Segment(0, 7, Role.BODY),))
    operations.add_articles(project, [NewArticle(source=None, article=article, source_name="x")])
    with pytest.raises(AnnotatorError) as refused:
        set_lines(project, 2, {1: Role.CHROME})
    assert refused.value.code == "revision.no_source"


ROLES = [Role.CHROME, Role.BODY, Role.SUBHEAD, Role.TITLE, Role.SUBTITLE, Role.CAPTION, Role.DATE]


@given(st.lists(st.tuples(st.integers(1, 14), st.sampled_from(ROLES)), max_size=8), st.data())
@settings(max_examples=60)
def test_the_map_sends_every_character_to_itself(choices: list[tuple[int, Role]], data: st.DataObject) -> None:
    source = source_from_text(PAGE, "page").text
    old = compose(source, clean(source_from_text(PAGE, "page")).lines)
    lines = revisions.with_roles(clean(source_from_text(PAGE, "page")).lines, dict(choices))
    new = compose(source, lines)
    move = TextMap(old.pieces, new.pieces)
    start = data.draw(st.integers(0, len(old.text) - 1))
    end = data.draw(st.integers(start + 1, min(start + 30, len(old.text))))
    to = move(start, end)
    if to is not None:
        assert new.text[slice(*to)] == old.text[start:end]
        assert TextMap(new.pieces, old.pieces)(*to) == (start, end)


STEPS = st.one_of(
    st.tuples(st.just("lines"), st.dictionaries(st.integers(1, 14), st.sampled_from(ROLES), min_size=1, max_size=3)),
    st.tuples(st.just("mark"), st.tuples(st.integers(0, 200), st.integers(1, 9))),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("redo"), st.none()),
)


@given(st.lists(STEPS, max_size=14))
@settings(max_examples=40, deadline=None)
def test_any_mixture_of_lines_marks_undo_and_redo_keeps_the_file_sound(steps: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, _project(Path(folder)) as project:
        for step, value in steps:
            try:
                if step == "lines":
                    set_lines(project, 1, value)  # type: ignore[arg-type]
                elif step == "mark":
                    start, length = value  # type: ignore[misc]
                    operations.add_span(project, 1, start, start + length, "ORG")
                elif step == "undo" and project.undoable() and project.undoable().kind != "add_articles":
                    undo(project)
                elif step == "redo":
                    redo(project)
            except AnnotatorError:
                pass
            text = project.article(1).text
            assert all(text[s.start : s.end] == s.text for s in project.spans(1))
        assert project.check() == []
