"""Suggestions for an export: of open articles alone, beside the marks there are, learnt from the finished ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.articles import Article
from annotator.formats import Options
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, State, operations
from annotator.project.rejections import reject
from annotator.proposing import with_suggestions
from annotator.span import Span

TEXT = "산업통상부는 부산시에 220억원을 지원한다."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.create(tmp_path / "a.annotator", load_preset(resource("labels", "news.toml")))
    done = "새별누리터는 부산시에 있다. 새별누리터는 크다."
    marks = [Span(0, 5, "ORG", done[:5]), Span(16, 21, "ORG", done[16:21])]
    operations.add_articles(
        made,
        [
            NewArticle(None, Article(TEXT, ()), [], uid="open"),
            NewArticle(None, Article(done, ()), marks, uid="done", state=State.DONE),
            NewArticle(None, Article("오늘 새별누리터에서 만났다.", ()), [], uid="next"),
        ],
    )
    return made


def found(project: Project, number: int) -> dict[str, str]:
    options = with_suggestions(Options(), project)
    assert options.suggestions is not None
    article = project.article(number)
    given = list(options.suggestions(article))
    assert all(0 <= each.score <= 1 and each.model for each in given)
    return {article.text[each.start : each.end]: each.label for each in given}


# A city that acts is a body.
def test_an_open_article_has_what_the_window_would_show(project: Project) -> None:
    assert found(project, 1) == {"산업통상부": "ORG", "부산시": "ORG", "220억원": "NUMBER"}


def test_a_finished_article_has_none(project: Project) -> None:
    assert found(project, 2) == {}


def test_names_of_finished_articles_are_known_in_open_ones(project: Project) -> None:
    assert found(project, 3) == {"새별누리터": "ORG"}


def test_what_is_marked_or_refused_is_suggested_no_more(project: Project) -> None:
    operations.add_span(project, 1, 0, 5, "ORG")
    at = TEXT.index("220")
    reject(project, 1, [(at, at + 5, "NUMBER")])
    assert found(project, 1) == {"부산시": "ORG"}


def test_a_cancelled_export_asks_no_more(project: Project) -> None:
    options = with_suggestions(Options(), project, cancelled=lambda: True)
    assert options.suggestions is not None
    assert list(options.suggestions(project.article(1))) == []
