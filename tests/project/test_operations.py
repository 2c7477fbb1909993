"""Every write: what it does, what it tells, and what it refuses."""

from __future__ import annotations

import pytest

from annotator.article import Article
from annotator.errors import AnnotatorError
from annotator.project import Area, Changes, Direction, Kind, NewArticle, Project, operations
from annotator.span import Origin


def refused(code: str):
    return pytest.raises(AnnotatorError, match=rf"^{code.replace('.', '[.]')}\(")


def test_a_mark_is_stored_as_it_was_made(project, article, place):
    start, end = place("해솔은행")
    changes = operations.add_span(project, article, start, end, "ORG", note="확인", boundary_check=True)
    (span,) = project.spans(article)
    assert changes == Changes(
        operation=Kind.ADD_SPANS,
        direction=Direction.DO,
        articles=frozenset({article}),
        spans=frozenset({span.id}),
        areas=frozenset({Area.SPANS}),
        values={"text": "해솔은행", "label": "ORG", "count": 1},
        focus=(article, start, end),
    )
    assert (span.start, span.end, span.label, span.text) == (start, end, "ORG", "해솔은행")
    assert (span.annotator, span.origin, span.note, span.boundary_check) == ("분석가 1", Origin.HUMAN, "확인", True)
    assert span.created_at == span.updated_at
    assert span.created_at.endswith("+00:00")


def test_marks_may_nest(project, article, place):
    start, end = place("두루전자와 해솔은행")
    operations.add_span(project, article, start, end, "ORG")
    operations.add_span(project, article, start, start + 4, "ORG")
    operations.add_span(project, article, end - 4, end, "ORG")
    assert len(project.spans(article)) == 3


def test_a_crossing_mark_is_refused_and_the_other_named(project, article, place):
    start, end = place("두루전자와 해솔")
    operations.add_span(project, article, start, end, "ORG")
    for bounds in ((start + 2, end + 1), (end - 2, end + 2)):
        with refused("span.crosses") as caught:
            operations.add_span(project, article, *bounds, "REGION")
        assert caught.value.values["other"].bounds == (start, end)
    assert len(project.spans(article)) == 1


def test_equal_ends_are_refused_whatever_the_label(project, article, place):
    operations.add_span(project, article, *place("해솔은행"), "ORG")
    with refused("span.exists") as caught:
        operations.add_span(project, article, *place("해솔은행"), "REGION")
    assert caught.value.values["other"].label == "ORG"


def test_two_annotators_do_not_meet(project, article, place):
    start, end = place("해솔은행")
    operations.add_span(project, article, start, end, "ORG")
    operations.add_span(project, article, start, end, "ORG", annotator="나래")
    operations.add_span(project, article, start - 2, end - 2, "ORG", annotator="다온")
    assert len(project.spans(article)) == 3


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (5, 5, "span.empty"),
        (6, 5, "span.empty"),
        (-1, 3, "span.range"),
        (0, 999, "span.range"),
        (0, 5, "span.blank_edge"),
        (4, 7, "span.blank_edge"),
        (5, 19, "span.segment"),
    ],
)
def test_a_mark_that_may_not_be_there_is_refused(project, article, start, end, code):
    with refused(code):
        operations.add_span(project, article, start, end, "ORG")
    assert project.spans(article) == []
    assert len(project.history()) == 1


def test_an_unknown_label_or_article_is_refused(project, article):
    with refused("span.label"):
        operations.add_span(project, article, 0, 3, "DATE")
    with refused("article.missing"):
        operations.add_span(project, article + 1, 0, 3, "ORG")


def test_several_marks_are_one_operation(project, article, place):
    changes = operations.add_spans(
        project, article, [(*place("해솔은행"), "ORG"), (*place("두루전자"), "ORG"), (*place("30억 원"), "NUMBER")]
    )
    assert changes.values == {"count": 3, "text": "해솔은행", "label": "ORG"}
    assert len(changes.spans) == 3
    operations.undo(project)
    assert project.spans(article) == []


def test_several_marks_come_all_or_none(project, article, place):
    start, end = place("해솔은행")
    for code, other in (("span.exists", (start, end)), ("span.crosses", (start - 2, end - 1)), ("span.empty", (5, 5))):
        with refused(code):
            operations.add_spans(project, article, [(start, end, "ORG"), (*other, "ORG")])
    assert project.spans(article) == []


def test_no_marks_are_no_operation(project, article):
    assert operations.add_spans(project, article, []).areas == frozenset()
    assert operations.remove_spans(project, []).areas == frozenset()
    assert len(project.history()) == 1


@pytest.fixture
def span(project: Project, article: int, place) -> int:
    changes = operations.add_span(project, article, *place("해솔은행"), "ORG", boundary_check=True)
    return next(iter(changes.spans))


def test_a_mark_gets_another_label_and_keeps_its_id(project, article, span):
    before = project.span(span)[1]
    changes = operations.change_span(project, span, label="REGION")
    after = project.span(span)[1]
    assert changes.values == {"text": "해솔은행", "label": "REGION", "old_text": "해솔은행", "old_label": "ORG"}
    assert changes.spans == {span}
    assert (after.label, after.bounds, after.created_at) == ("REGION", before.bounds, before.created_at)
    assert after.updated_at >= before.updated_at
    assert after.boundary_check


def test_an_end_moved_takes_the_text_along_and_ends_the_boundary_check(project, article, span, place):
    start, end = place("두루전자와 해솔은행")
    changes = operations.change_span(project, span, start=start)
    moved = project.span(span)[1]
    assert (moved.bounds, moved.text, moved.boundary_check) == ((start, end), "두루전자와 해솔은행", False)
    assert changes.focus == (article, start, end)


def test_a_mark_is_no_obstacle_to_itself(project, article, span):
    old = project.span(span)[1]
    operations.change_span(project, span, start=old.start + 2)
    operations.change_span(project, span, start=old.start, end=old.end - 1)
    assert project.span(span)[1].text == "해솔은"


def test_a_mark_cannot_be_moved_onto_or_across_another(project, article, span, place):
    start, end = place("두루전자")
    operations.add_span(project, article, start, end, "ORG")
    with refused("span.exists"):
        operations.change_span(project, span, start=start, end=end)
    with refused("span.crosses"):
        operations.change_span(project, span, start=start + 1)
    assert project.span(span)[1].text == "해솔은행"


def test_nothing_changed_is_no_operation(project, article, span):
    steps = len(project.history())
    assert operations.change_span(project, span, label="ORG").areas == frozenset()
    assert operations.set_state(project, article, "open").areas == frozenset()
    assert operations.set_note(project, article, "").areas == frozenset()
    assert operations.rename_project(project, project.name).areas == frozenset()
    assert len(project.history()) == steps


def test_a_note_on_a_mark(project, article, span):
    operations.change_span(project, span, note="다시 볼 것")
    assert project.span(span)[1].note == "다시 볼 것"


def test_marks_are_removed_together(project, article, span, place):
    (other,) = operations.add_span(project, article, *place("두루전자"), "ORG").spans
    changes = operations.remove_spans(project, [span, other, span])
    assert changes.values["count"] == 2
    assert changes.spans == {span, other}
    assert project.spans(article) == []


def test_a_mark_that_is_gone_is_refused_and_no_other_removed(project, article, span):
    with refused("span.missing"):
        operations.remove_spans(project, [span, span + 1])
    assert len(project.spans(article)) == 1
    with refused("span.missing"):
        operations.change_span(project, span + 1, label="ORG")


def test_an_id_is_never_given_twice(project, article, span, place):
    operations.remove_spans(project, [span])
    (other,) = operations.add_span(project, article, *place("해솔은행"), "ORG").spans
    assert other > span
    operations.undo(project)
    operations.undo(project)
    assert [found.id for found in project.spans(article)] == [span]


def test_state_and_note_of_an_article(project, article):
    assert operations.set_state(project, article, "done").areas == {Area.STATES}
    assert operations.set_note(project, article, "사진 확인").areas == {Area.NOTES}
    stored = project.article(article)
    assert (stored.state, stored.note) == ("done", "사진 확인")
    with pytest.raises(ValueError, match="half"):
        operations.set_state(project, article, "half")


def test_articles_declared_done_together_are_one_step_and_each_is_again_what_it_was(project, article):
    others = [NewArticle(None, Article(f"{n}번째 글", ())) for n in range(3)]
    ids = [article, *operations.add_articles(project, others).added]
    operations.set_state(project, ids[1], "done")
    changes = operations.set_states(project, [*ids, ids[0]], "done")
    assert changes.articles == frozenset({ids[0], ids[2], ids[3]})
    assert (changes.areas, changes.values) == ({Area.STATES}, {"count": 3, "state": "done"})
    assert operations.set_states(project, ids, "done").areas == set()
    operations.undo(project)
    assert [row.state for row in project.article_rows()] == ["open", "done", "open", "open"]
    with refused("article.missing"):
        operations.set_states(project, [*ids, 99], "done")
    assert [row.state for row in project.article_rows()] == ["open", "done", "open", "open"]


def test_an_article_taken_out_is_gone_until_undo(project, article, span):
    changes = operations.remove_articles(project, [article])
    assert changes.areas == {Area.ARTICLES}
    assert project.article_rows() == []
    with refused("article.missing"):
        project.article(article)
    with refused("article.missing"):
        operations.remove_articles(project, [article])
    operations.undo(project)
    assert [found.id for found in project.spans(article)] == [span]


def test_the_project_is_renamed(project):
    assert operations.rename_project(project, " 가을 ").areas == {Area.PROJECT}
    assert project.name == "가을"
    operations.undo(project)
    assert project.name == "숲길"


def test_what_utf8_cannot_hold_is_replaced_in_notes(project, article):
    operations.set_note(project, article, "a\ud800b")
    assert project.article(article).note == "a\ufffdb"


def test_a_text_taken_back_is_no_ground_any_more(project, article):
    def another_text(text: str) -> None:
        with project.transaction() as db:
            columns = "article_id, revision, sha256, text, segments, lines, removed"
            values = (article, 2, "", text, f'[[0,{len(text)},"body"]]', "[]", 0)
            db.conn.execute(f"INSERT INTO texts ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            db.conn.execute("UPDATE articles SET revision = 2")
            assert project.ground(article).text == text
            if text == "가람":
                raise RuntimeError

    before = project.ground(article).text
    with pytest.raises(RuntimeError):
        another_text("가람")
    assert project.ground(article).text == before
    another_text("나래")
    assert project.ground(article).text == "나래"


def test_an_operation_names_the_revision_it_was_made_on(project, article, span):
    assert [(entry.article_id, entry.revision) for entry in project.history()] == [(article, 1), (None, None)]
