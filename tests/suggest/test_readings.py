"""What of a project teaches: the marks of several people without their contradictions, refusals, the text as it is."""

from __future__ import annotations

from pathlib import Path

from annotator.article import Article, Role, Segment
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, State, learning, operations
from annotator.span import Span
from annotator.suggest.readings import agreed, lessons

TEXT = "충남도청은 강릉에 12곳을 짓는다."


def span(start: int, end: int, label: str, annotator: str) -> Span:
    return Span(start, end, label, TEXT[start:end], annotator)


def marks(spans: list[Span]) -> list[tuple[int, int, str]]:
    return sorted((one.start, one.end, one.label) for one in spans)


def test_equal_marks_teach_once_and_those_apart_together() -> None:
    both = [span(0, 4, "ORG", "가람"), span(0, 4, "ORG", "나래"), span(10, 13, "NUMBER", "나래")]
    assert marks(agreed(both, "가람")) == [(0, 4, "ORG"), (10, 13, "NUMBER")]


def test_where_two_disagree_the_present_annotator_teaches() -> None:
    both = [
        span(6, 8, "REGION", "가람"),
        span(6, 9, "ORG", "나래"),
        span(0, 4, "REGION", "나래"),
        span(0, 4, "ORG", "가람"),
    ]
    assert marks(agreed(both, "나래")) == [(0, 4, "REGION"), (6, 9, "ORG")]
    assert marks(agreed(both, "가람")) == [(0, 4, "ORG"), (6, 8, "REGION")]
    assert marks(agreed(both, "다온")) == [(0, 4, "ORG"), (6, 8, "REGION")]


def test_what_one_person_nests_stays_nested() -> None:
    own = [span(0, 4, "ORG", "가람"), span(0, 2, "REGION", "가람"), span(0, 2, "REGION", "나래")]
    assert marks(agreed(own, "가람")) == [(0, 2, "REGION"), (0, 4, "ORG")]


def test_a_project_of_two_annotators_teaches_no_contradiction(tmp_path: Path) -> None:
    with Project.create(
        tmp_path / "a.annotator", load_preset(resource("labels", "news.toml")), annotator="가람"
    ) as project:
        article = NewArticle(None, Article(TEXT, (Segment(0, len(TEXT), Role.BODY),)), source_name="a")
        (number,) = operations.add_articles(project, [article]).added
        operations.add_spans(project, number, [(0, 4, "ORG"), (6, 8, "REGION")])
        operations.add_spans(project, number, [(0, 4, "ORG"), (6, 8, "ORG"), (10, 13, "NUMBER")], annotator="나래")
        operations.set_state(project, number, State.DONE)
        (lesson,) = lessons(project)
        assert list(lesson.marks) == [(0, 4, "ORG"), (6, 8, "REGION"), (10, 13, "NUMBER")]
        (names,) = learning.names(project).values()
        assert sorted(names) == [("12곳", "NUMBER"), ("강릉", "ORG"), ("강릉", "REGION"), ("충남도청", "ORG")]
