"""Refused suggestions: kept, undoable, and moved with the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.articles import Role, clean, source_from_text
from annotator.errors import AnnotatorError
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations
from annotator.project.rejections import rejections

PAGE = """가람시, 골목가게 살리기 첫걸음

입력 2021-03-04 09:00
  • 크게
  • 작게

가람시는 4일 골목가게 120여곳에 임대료를 보태는 ‘골목 숨통 사업’을 시작한다고 밝혔다. 지원은 여섯 달 동안 이어진다.

다온연구원은 이 사업으로 가게 문을 닫는 비율이 3.2%까지 내려갈 것으로 내다봤다. 상인들도 반기는 분위기다.

  • 좋아요0
"""


@pytest.fixture
def page(tmp_path: Path) -> Project:
    project = Project.create(tmp_path / "p.annotator", load_preset(resource("labels", "news.toml")))
    source = source_from_text(PAGE, "page")
    operations.add_articles(project, [NewArticle(source=source, article=clean(source))])
    return project


def mark(project: Project, form: str) -> tuple[int, int, str]:
    start = project.article(1).text.index(form)
    return start, start + len(form), "ORG"


def test_a_refusal_is_kept_and_undone(page: Project) -> None:
    refused = mark(page, "다온연구원")
    operations.reject(page, 1, [refused, refused])
    assert rejections(page, 1) == [refused]
    operations.reject(page, 1, [refused])
    assert len(page.history()) == 2
    operations.undo(page)
    assert rejections(page, 1) == []
    operations.redo(page)
    assert rejections(page, 1) == [refused]


def test_it_moves_with_the_text_and_goes_with_its_line(page: Project) -> None:
    operations.reject(page, 1, [mark(page, "다온연구원")])
    operations.set_lines(page, 1, {4: Role.BODY})
    assert rejections(page, 1) == [mark(page, "다온연구원")]
    operations.set_lines(page, 1, {9: Role.CHROME})
    assert rejections(page, 1) == []
    operations.undo(page)
    assert rejections(page, 1) == [mark(page, "다온연구원")]
    operations.undo(page)
    assert rejections(page, 1) == [mark(page, "다온연구원")]
    assert page.check() == []


def test_a_place_outside_the_text_is_refused(page: Project) -> None:
    with pytest.raises(AnnotatorError) as error:
        operations.reject(page, 1, [(0, 9_999, "ORG")])
    assert error.value.code == "span.range"
    assert rejections(page, 1) == []
