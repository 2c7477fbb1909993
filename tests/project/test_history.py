"""Undo and redo: a tree that only grows, groups as one step, and no replay over rows that are not as expected."""

from __future__ import annotations

import json

import pytest

from annotator.errors import AnnotatorError
from annotator.project import Area, Direction, Kind, Project, operations, state


@pytest.fixture
def words(project: Project, article: int, place):
    """Marks made one by one; returns how to read them back."""

    def mark(*names: str, group: str | None = None) -> None:
        for name in names:
            operations.add_span(project, article, *place(name), "ORG", group=group)

    def there() -> list[str]:
        return [span.text for span in project.spans(article)]

    mark.there = there
    return mark


def test_undo_and_redo_walk_back_and_forth(project, words):
    words("두루전자", "해솔은행")
    assert operations.undo(project).direction is Direction.UNDO
    assert words.there() == ["두루전자"]
    assert operations.redo(project).direction is Direction.REDO
    assert words.there() == ["두루전자", "해솔은행"]
    assert operations.redo(project) is None


def test_there_is_an_end_to_undo(project, words):
    words("두루전자")
    assert operations.undo(project).operation is Kind.ADD_SPANS
    assert operations.undo(project).operation is Kind.ADD_ARTICLES
    assert operations.undo(project) is None
    assert project.undoable() is None


def test_undo_survives_a_restart(project, words, path, article):
    words("두루전자", "해솔은행")
    operations.undo(project)
    project.close()
    with Project.open(path) as again:
        assert operations.redo(again) is not None
        operations.undo(again)
        operations.undo(again)
        assert again.spans(article) == []


def test_the_step_to_undo_and_to_redo_are_named(project, words, article):
    words("두루전자", "해솔은행")
    operations.undo(project)
    assert project.undoable().values["text"] == "두루전자"
    assert project.redoable().values["text"] == "해솔은행"
    assert project.redoable().article_id == article


def test_undo_tells_where_the_view_should_go(project, words, article, place):
    words("두루전자")
    start, end = place("두루전자")
    (number,) = [span.id for span in project.spans(article)]
    operations.change_span(project, number, end=end - 1)
    assert operations.undo(project).focus == (article, start, end)
    assert operations.redo(project).focus == (article, start, end - 1)
    operations.set_state(project, article, "done")
    undone = operations.undo(project)
    assert (undone.focus, undone.articles, undone.areas) == ((article, 0, 0), {article}, {Area.STATES})


def test_a_group_is_one_step(project, words):
    group = operations.new_group()
    words("30억", "30억 원", group=group)
    words("해솔은행")
    assert [entry.count for entry in project.history()] == [1, 2, 1]
    operations.undo(project)
    changes = operations.undo(project)
    assert changes.values["operations"] == 2
    assert len(changes.spans) == 2
    assert words.there() == []
    operations.redo(project)
    assert words.there() == ["30억 원", "30억"]
    operations.redo(project)
    assert words.there() == ["해솔은행", "30억 원", "30억"]


def test_two_groups_beside_each_other_stay_two(project, words):
    words("두루전자", group=operations.new_group())
    words("해솔은행", group=operations.new_group())
    operations.undo(project)
    assert words.there() == ["두루전자"]


def test_a_new_write_leaves_the_undone_branch_in_the_list(project, words):
    words("두루전자", "해솔은행")
    operations.undo(project)
    words("30억 원")
    assert operations.redo(project) is None
    listed = [(entry.values.get("text"), entry.applied) for entry in project.history()]
    assert listed == [("30억 원", True), ("해솔은행", False), ("두루전자", True), (None, True)]


def test_any_state_of_any_branch_can_be_gone_to(project, words):
    words("두루전자", "해솔은행")
    operations.undo(project)
    words("30억 원", "새길교통공사")
    third, second, branch, first, import_ = project.history()
    changes = operations.go_to(project, branch.id)
    assert words.there() == ["두루전자", "해솔은행"]
    assert changes.areas == {Area.SPANS}
    assert operations.redo(project) is None
    operations.go_to(project, second.id)
    assert words.there() == ["두루전자", "30억 원"]
    operations.redo(project)
    assert words.there() == ["두루전자", "30억 원", "새길교통공사"]
    assert operations.go_to(project, third.id) is None
    operations.go_to(project, import_.id)
    assert words.there() == []
    operations.go_to(project, 0)
    assert project.article_rows() == []
    operations.go_to(project, first.id)
    assert words.there() == ["두루전자"]


def test_going_into_a_group_takes_the_whole_group(project, words):
    words("30억", "30억 원", group=operations.new_group())
    (step, import_) = project.history()
    operations.undo(project)
    operations.go_to(project, import_.id + 1)
    assert words.there() == ["30억 원", "30억"]
    assert project.undoable().id == step.id


def test_an_operation_that_never_was_cannot_be_gone_to(project, words):
    with pytest.raises(AnnotatorError) as caught:
        operations.go_to(project, 99)
    assert caught.value.code == "project.no_operation"


def test_the_list_is_as_long_as_asked(project, words):
    words("두루전자", "해솔은행", "30억 원")
    assert [entry.values["text"] for entry in project.history(2)] == ["30억 원", "해솔은행"]


def test_entries_carry_who_when_and_what(project, words, article):
    project.set_annotator("나래")
    words("두루전자")
    entry = project.history()[0]
    assert (entry.kind, entry.annotator, entry.article_id, entry.applied) == (Kind.ADD_SPANS, "나래", article, True)
    assert entry.at.endswith("+00:00")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE spans SET label = 'REGION'",
        "DELETE FROM spans",
    ],
)
def test_undo_refuses_rows_that_are_not_as_the_log_left_them(project, words, tampering):
    words("두루전자", "해솔은행")
    with project.transaction() as db:
        db.conn.execute(tampering)
    before = words.there()
    with pytest.raises(AnnotatorError) as caught:
        operations.undo(project)
    assert caught.value.code == "project.history_changed"
    assert words.there() == before
    assert project.undoable().values["text"] == "해솔은행"


def test_redo_refuses_when_another_row_stands_there(project, words, article):
    words("두루전자")
    operations.undo(project)
    with project.transaction() as db:
        columns = (
            'id, article_id, start, "end", label, text, annotator, origin, note, boundary_check, created_at, updated_at'
        )
        values = (1, article, 0, 3, "ORG", "두물군", "나래", "human", "", 0, "", "")
        db.conn.execute(f"INSERT INTO spans ({columns}) VALUES ({', '.join('?' * 12)})", values)
    with pytest.raises(AnnotatorError) as caught:
        operations.redo(project)
    assert caught.value.code == "project.history_changed"


@pytest.mark.parametrize(
    "changes",
    [
        "not json",
        '{"table": "spans"}',
        '[["nowhere", [1], {"a": 1}, {"a": 2}]]',
        '[["spans", [1], {"label": "ORG"}, {"nothing": 1}]]',
        '[["spans; DROP TABLE spans", [1], null, {"id": 1}]]',
        '[["spans", [1], {"label\\" = 1; --": "ORG"}, {"label": "X"}]]',
        '[["spans", 5, null, null]]',
        '[["spans", [1], null, null]]',
        '[["spans", [1], {}, {}]]',
        '[["spans", [1], [], {"label": "X"}]]',
        '[["spans", [[1]], {"label": "ORG"}, {"label": "X"}]]',
        '[["spans", [1], {"label": {"a": 1}}, {"label": "X"}]]',
    ],
)
def test_a_damaged_log_is_refused_and_changes_nothing(project, words, changes):
    words("두루전자")
    with project.transaction() as db:
        db.conn.execute("UPDATE operations SET changes = ? WHERE id = ?", (changes, state.get(db, "head")))
    with pytest.raises(AnnotatorError) as caught:
        operations.undo(project)
    assert caught.value.code == "project.history_damaged"
    assert words.there() == ["두루전자"]


def test_a_log_that_bites_its_tail_ends(project, words):
    words("두루전자", "해솔은행", group="같은 묶음")
    with project.transaction() as db:
        db.conn.execute("UPDATE operations SET parent = 3 WHERE id = 2")
    assert project.undoable().count == 2
    assert len(project.history()) >= 1
    assert [fault.code for fault in project.check()] == ["check.history"]


def test_the_log_only_grows(project, words):
    words("두루전자", "해솔은행")
    with project.transaction() as db:
        before = db.conn.execute("SELECT * FROM operations ORDER BY id").fetchall()
    operations.undo(project)
    operations.undo(project)
    words("30억 원")
    with project.transaction() as db:
        after = db.conn.execute("SELECT * FROM operations ORDER BY id").fetchall()
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1


def test_an_import_of_many_logs_only_their_ids(project, new_article):
    operations.add_articles(project, [new_article(f"{n}번째 소식이다.") for n in range(1000)])
    with project.transaction() as db:
        (changes,) = db.conn.execute("SELECT changes FROM operations").fetchone()
    assert json.loads(changes) == [["articles", list(range(1, 1001)), {"live": 0}, {"live": 1}]]
