"""What suggestions keep in a project, and that a damaged file of it harms nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.article import Article
from annotator.errors import AnnotatorError
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, learning, operations

TEXTS = ("두물군이 조직을 바꾼다.", "해솔은행은 두물군에 있다.")


@pytest.fixture
def two(tmp_path: Path) -> Project:
    project = Project.create(tmp_path / "p.annotator", load_preset(resource("labels", "news.toml")))
    operations.add_articles(project, [NewArticle(None, Article(text, ()), uid=f"u{n}") for n, text in enumerate(TEXTS)])
    return project


def test_a_model_takes_the_place_of_the_one_before(two: Project) -> None:
    assert learning.learnt(two) == (b"", {})
    learning.keep_learnt(two, b"one", {"way": "base"})
    learning.keep_learnt(two, b"two", {"way": "plain"})
    assert learning.learnt(two) == (b"two", {"way": "plain"})


def test_how_sure_suggestions_are_is_said_of_one_text(two: Project) -> None:
    learning.keep_confidences(two, {(1, 1): 0.5, (2, 7): 0.25, (99, 1): 0.1})
    assert learning.confidences(two) == {1: 0.5}


def test_names_are_those_marked_in_live_articles(two: Project) -> None:
    operations.add_span(two, 1, 0, 3, "REGION")
    operations.add_span(two, 2, 0, 4, "ORG")
    assert learning.names(two) == {"u0": [("두물군", "REGION")], "u1": [("해솔은행", "ORG")]}
    operations.remove_articles(two, [1])
    assert learning.names(two) == {"u1": [("해솔은행", "ORG")]}
    assert learning.names(two, [1]) == {"u0": []}
    operations.undo(two)
    assert learning.names(two, [1]) == {"u0": [("두물군", "REGION")]}


def test_nothing_is_kept_in_a_project_somebody_else_holds(two: Project) -> None:
    with Project.open(two.path) as reader:
        learning.keep_learnt(reader, b"x", {})
        learning.keep_confidences(reader, {(1, 1): 0.5})
    assert (learning.learnt(two)[0], learning.confidences(two)) == (b"", {})


def test_measurements_that_are_none_are_passed_over(two: Project) -> None:
    rates = {"": [0, 1, 0.5], "ORG": [0, None, None]}
    good = {"at": "2026-01-01", "articles": 1, "sentences": 2, "shipped": rates, "learnt": {}}
    bad = [3, {}, good | {"sentences": "x"}, good | {"learnt": [1]}, good | {"learnt": {"ORG": [1]}}]
    learning.keep_learnt(two, b"x", {"measured": [*bad, good]})
    (point,) = learning.measured(two)
    assert point.shipped == {"": (0.0, 1.0, 0.5), "ORG": (0.0, None, None)}
    learning.keep_learnt(two, b"x", {"measured": 3})
    assert learning.measured(two) == []


def test_a_damaged_row_is_named(two: Project) -> None:
    with two.transaction() as db:
        db.conn.execute("INSERT INTO learnt (id, data, about) VALUES (1, x'00', '{')")
    with pytest.raises(AnnotatorError) as refusal:
        learning.learnt(two)
    assert refusal.value.code == "project.damaged_row"
