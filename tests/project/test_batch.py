"""Marking many places at once: what is made, what is left and counted, and that undo takes all of it."""

from __future__ import annotations

import pytest

from annotator.errors import AnnotatorError
from annotator.project import Project, operations
from annotator.project.batch import Place, mark


@pytest.fixture
def two(project, new_article):
    """Two articles of the same text."""
    return operations.add_articles(project, [new_article(uid="a"), new_article(uid="b")]).added


@pytest.fixture
def places(two, place):
    def at(*words):
        return [Place(number, *place(word), word) for number in two for word in words]

    return at


def words(project, article_id):
    return [(span.text, span.label) for span in project.spans(article_id)]


def test_every_place_gets_its_mark(project, two, places):
    done = mark(project, places("두루전자", "해솔은행"), "ORG")
    assert done.made == 4
    assert done.changes.articles == set(two)
    assert len(done.changes.spans) == 4
    for number in two:
        assert words(project, number) == [("두루전자", "ORG"), ("해솔은행", "ORG")]


def test_undo_takes_all_of_it_and_redo_brings_it_back(project, two, places):
    operations.add_span(project, two[0], 0, 3, "REGION")
    mark(project, places("두루전자", "해솔은행"), "ORG")
    assert project.undoable().count == 2, "one operation an article, one step"
    operations.undo(project)
    assert [len(project.spans(number)) for number in two] == [1, 0]
    operations.redo(project)
    assert [len(project.spans(number)) for number in two] == [3, 2]


def test_what_is_marked_already_stays(project, two, places, place):
    operations.add_span(project, two[0], *place("두루전자"), "POLICY")
    done = mark(project, places("두루전자"), "ORG")
    assert (done.made, done.there) == (1, 1)
    assert words(project, two[0]) == [("두루전자", "POLICY")]


def test_places_inside_or_across_a_mark_are_left_and_counted(project, two, places, place):
    operations.add_span(project, two[0], *place("두루전자와 해솔은행"), "ORG")
    operations.add_span(project, two[1], *place("자와 해솔"), "ORG")
    done = mark(project, places("두루전자"), "ORG")
    assert (done.made, done.inside, done.crossing) == (0, 1, 1)
    assert done.changes is None
    assert project.undoable().kind == "add_spans"


def test_a_place_around_a_mark_is_made(project, two, places, place):
    operations.add_span(project, two[0], *place("두루"), "ORG")
    assert mark(project, places("두루전자")[:1], "ORG").made == 1


def test_of_two_places_that_overlap_the_first_is_made(project, two, places):
    done = mark(project, places("두루전자", "두루전자와")[:2], "ORG")
    assert (done.made, done.other) == (1, 1)


def test_a_place_whose_text_has_changed_is_left(project, two):
    done = mark(
        project, [Place(two[0], 0, 3, "가온시"), Place(two[0], 0, 999, "두물군"), Place(99, 0, 3, "두물군")], "ORG"
    )
    assert (done.made, done.other, done.changes) == (0, 3, None)


def test_a_place_over_a_paragraph_is_left(project, two):
    text = project.article(two[0]).text
    assert mark(project, [Place(two[0], 0, 25, text[:25])], "ORG").other == 1


def test_the_same_place_twice_is_one(project, places):
    assert mark(project, places("두루전자") * 2, "ORG").made == 2


def test_an_unknown_label_marks_nothing(project, two, places):
    with pytest.raises(AnnotatorError, match=r"span\.label"):
        mark(project, places("두루전자"), "NONE")
    assert words(project, two[0]) == []


def test_a_project_that_is_read_only_refuses(project, places, path):
    with Project.open(path, write=False) as reader, pytest.raises(AnnotatorError, match=r"project\."):
        mark(reader, places("두루전자"), "ORG")
