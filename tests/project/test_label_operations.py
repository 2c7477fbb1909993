"""Writes to the label set: what each does to labels and spans, what it refuses, and that undo takes it back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet, Underline
from annotator.project import Area, Kind, Project, forms, operations
from annotator.project.forms import label_counts

PERSON = Label("PERSON", "인물", "Person", 5, "#be123c", Underline.DOTTED, "이름이 있는 사람.")


def refused(code: str):
    return pytest.raises(AnnotatorError, match=rf"^{code.replace('.', '[.]')}\(")


def keys(project: Project) -> list[str]:
    return [label.key for label in project.labels()]


@pytest.fixture
def marked(project, article, place):
    """An article with an ORG, another ORG and a REGION."""
    for word, label in (("두루전자", "ORG"), ("해솔은행", "ORG"), ("두물군", "REGION")):
        operations.add_span(project, article, *place(word), label)
    return article


def labels_of(project: Project, article: int) -> list[tuple[str, str]]:
    return [(span.text, span.label) for span in project.spans(article)]


# -- adding and changing


def test_a_label_is_added_after_the_others(project):
    changes = operations.add_label(project, PERSON)
    assert (changes.operation, changes.areas) == (Kind.ADD_LABEL, {Area.LABELS})
    assert list(project.labels())[-1] == PERSON
    operations.undo(project)
    assert "PERSON" not in project.labels()
    operations.redo(project)
    assert project.labels()["PERSON"] == PERSON


def test_a_label_taken_out_can_be_added_again_as_another_one(project):
    operations.add_label(project, PERSON)
    operations.remove_label(project, "PERSON")
    again = replace(PERSON, ko="사람", digit=7)
    operations.add_label(project, again)
    assert project.labels()["PERSON"] == again
    for _ in range(2):
        operations.undo(project)
    assert project.labels()["PERSON"] == PERSON


@pytest.mark.parametrize(
    ("label", "code"),
    [(replace(PERSON, digit=1), "labels.digit_twice"), (replace(PERSON, key="ORG"), "labels.key_twice")],
)
def test_a_new_label_takes_nothing_from_another(project, label, code):
    before = project.labels()
    with refused(code):
        operations.add_label(project, label)
    assert project.labels() == before
    assert project.undoable() is None


def test_every_part_of_a_label_can_be_changed_at_once(project):
    new = Label("ORG", "단체", "Body", 9, "#0e7490", Underline.THICK, "새 지침.")
    operations.change_label(project, "ORG", new)
    assert project.labels()["ORG"] == new
    assert keys(project)[0] == "ORG"
    operations.undo(project)
    assert project.labels()["ORG"].ko == "기관"


def test_a_change_that_changes_nothing_is_no_operation(project):
    assert operations.change_label(project, "ORG", project.labels()["ORG"]).areas == frozenset()
    assert project.undoable() is None


def test_a_digit_of_another_label_is_swapped_with_it(project):
    operations.change_label(project, "ORG", replace(project.labels()["ORG"], digit=3))
    assert {label.key: label.digit for label in project.labels()} == {"ORG": 3, "POLICY": 2, "REGION": 1, "NUMBER": 4}
    operations.undo(project)
    assert [label.digit for label in project.labels()] == [1, 2, 3, 4]


def test_a_label_without_a_digit_leaves_the_other_without_one(project):
    operations.add_label(project, replace(PERSON, digit=None))
    operations.change_label(project, "PERSON", replace(PERSON, digit=1))
    assert project.labels()["ORG"].digit is None
    assert project.labels()["PERSON"].digit == 1


def test_what_utf8_cannot_hold_is_replaced(project):
    operations.change_label(project, "ORG", replace(project.labels()["ORG"], ko="가\ud800"))
    assert project.labels()["ORG"].ko == "가\ufffd"


def test_a_label_that_is_not_there_is_refused(project):
    for write in (
        lambda: operations.change_label(project, "NO", PERSON),
        lambda: operations.merge_labels(project, "NO", "ORG"),
        lambda: operations.merge_labels(project, "ORG", "NO"),
        lambda: operations.remove_label(project, "NO"),
        lambda: operations.order_labels(project, ["NO"]),
    ):
        with refused("labels.missing"):
            write()


# -- renaming


def test_a_renamed_label_takes_all_its_spans_along(project, marked):
    before = project.spans(marked)
    operations.change_label(project, "ORG", replace(project.labels()["ORG"], key="BODY"))
    assert keys(project) == ["BODY", "POLICY", "REGION", "NUMBER"]
    assert {label for _, label in labels_of(project, marked)} == {"BODY", "REGION"}
    assert project.check() == []
    operations.undo(project)
    assert project.spans(marked) == before
    operations.redo(project)
    assert project.progress().by_label == {"BODY": 2, "REGION": 1}


def test_earlier_operations_can_be_undone_after_a_rename_was(project, marked):
    operations.change_label(project, "ORG", replace(project.labels()["ORG"], key="BODY"))
    for _ in range(4):
        operations.undo(project)
    assert project.spans(marked) == []
    for _ in range(4):
        operations.redo(project)
    assert labels_of(project, marked) == [("두물군", "REGION"), ("두루전자", "BODY"), ("해솔은행", "BODY")]


def test_a_label_can_take_the_name_of_one_that_was_taken_out(project, marked):
    operations.merge_labels(project, "REGION", "ORG")
    operations.change_label(project, "ORG", replace(project.labels()["ORG"], key="REGION"))
    assert {label for _, label in labels_of(project, marked)} == {"REGION"}
    assert project.check() == []
    operations.undo(project)
    operations.undo(project)
    assert labels_of(project, marked) == [("두물군", "REGION"), ("두루전자", "ORG"), ("해솔은행", "ORG")]
    assert project.check() == []


def test_a_name_in_use_is_refused(project, marked):
    before = project.labels(), project.spans(marked)
    with refused("labels.key_twice"):
        operations.change_label(project, "ORG", replace(project.labels()["ORG"], key="REGION"))
    with refused("labels.key"):
        operations.change_label(project, "ORG", replace(project.labels()["ORG"], key="두 말"))
    assert (project.labels(), project.spans(marked)) == before


# -- merging and removing


def test_merging_gives_all_spans_to_the_other_label(project, marked):
    changes = operations.merge_labels(project, "ORG", "REGION")
    assert changes.areas == {Area.LABELS, Area.SPANS}
    assert changes.articles == {marked}
    assert len(changes.spans) == changes.values["count"] == 2
    assert {label for _, label in labels_of(project, marked)} == {"REGION"}
    assert keys(project) == ["POLICY", "REGION", "NUMBER"]
    operations.undo(project)
    assert labels_of(project, marked) == [("두물군", "REGION"), ("두루전자", "ORG"), ("해솔은행", "ORG")]
    assert keys(project) == ["ORG", "POLICY", "REGION", "NUMBER"]


def test_merging_a_label_with_itself_does_nothing(project, marked):
    assert operations.merge_labels(project, "ORG", "ORG").areas == frozenset()
    assert "ORG" in project.labels()


def test_an_article_taken_out_keeps_its_labels_for_its_return(project, marked):
    operations.remove_articles(project, [marked])
    operations.merge_labels(project, "ORG", "REGION")
    assert project.check() == []
    operations.undo(project)
    operations.undo(project)
    assert {label for _, label in labels_of(project, marked)} == {"ORG", "REGION"}


def test_only_a_label_without_spans_can_be_taken_out(project, marked):
    with refused("labels.used") as caught:
        operations.remove_label(project, "ORG")
    assert caught.value.values == {"name": "기관", "count": 2}
    operations.remove_label(project, "POLICY")
    assert keys(project) == ["ORG", "REGION", "NUMBER"]
    operations.undo(project)
    assert keys(project) == ["ORG", "POLICY", "REGION", "NUMBER"]


# -- order and presets


def test_labels_are_put_in_order(project):
    operations.order_labels(project, ["NUMBER", "POLICY"])
    assert keys(project) == ["NUMBER", "POLICY", "ORG", "REGION"]
    operations.undo(project)
    assert keys(project) == ["ORG", "POLICY", "REGION", "NUMBER"]


def test_a_preset_replaces_the_set_but_for_labels_in_use(project, marked):
    preset = LabelSet((PERSON, replace(PERSON, key="REGION", ko="고장", digit=1)))
    operations.load_labels(project, preset)
    assert keys(project) == ["PERSON", "REGION", "ORG"]
    assert project.labels()["REGION"].ko == "고장"
    assert project.labels()["ORG"].digit is None
    assert project.check() == []
    operations.undo(project)
    assert [(label.key, label.digit) for label in project.labels()] == [
        ("ORG", 1), ("POLICY", 2), ("REGION", 3), ("NUMBER", 4)
    ]  # fmt: skip


def test_a_project_open_for_reading_refuses(project, path):
    with Project.open(path, write=False) as reader:
        with refused("project.read_only"):
            operations.add_label(reader, PERSON)


# -- any run of them


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("rename"), st.sampled_from("ABCD"), st.sampled_from("ABCD")),
        st.tuples(st.just("merge"), st.sampled_from("ABCD"), st.sampled_from("ABCD")),
        st.tuples(st.just("remove"), st.sampled_from("ABCD")),
        st.tuples(st.just("add"), st.sampled_from("ABCD"), st.sampled_from([None, 1, 2, 3])),
        st.tuples(st.just("digit"), st.sampled_from("ABCD"), st.sampled_from([None, 1, 2, 3])),
        st.tuples(st.just("load"), st.sets(st.sampled_from("ABCD"))),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_run_of_label_operations_is_sound_and_comes_back_step_by_step(tmp_path_factory, new_article, place, steps):
    path = tmp_path_factory.mktemp("labels") / "a.annotator"
    start = LabelSet(tuple(Label(key, key.lower(), "", n, "#111111") for n, key in enumerate("AB", 1)))
    with Project.create(path, start) as project:
        (article,) = operations.add_articles(project, [new_article()]).added
        for word, label in (("두루전자", "A"), ("해솔은행", "B")):
            operations.add_span(project, article, *place(word), label)
        states = [(project.labels(), labels_of(project, article))]
        for name, *args in steps:
            try:
                changes = _do(project, name, args)
            except AnnotatorError:
                assert (project.labels(), labels_of(project, article)) == states[-1]
                continue
            if changes.areas:
                states.append((project.labels(), labels_of(project, article)))
        assert project.check() == []
        for state in reversed(states[:-1]):
            operations.undo(project)
            assert (project.labels(), labels_of(project, article)) == state
        for state in states[1:]:
            operations.redo(project)
            assert (project.labels(), labels_of(project, article)) == state
        assert project.check() == []


def _do(project: Project, name: str, args: list):
    first = args[0]
    if name == "load":
        preset = LabelSet(tuple(Label(key, "", "", None, "#222222") for key in sorted(first)))
        return operations.load_labels(project, preset)
    if name == "remove":
        return operations.remove_label(project, first)
    if name == "add":
        return operations.add_label(project, Label(first, "", "", args[1], "#333333"))
    if name == "merge":
        return operations.merge_labels(project, first, args[1])
    label = project.labels().get(first) or Label(first, "", "", None, "#444444")
    new = replace(label, key=args[1]) if name == "rename" else replace(label, digit=args[1])
    return operations.change_label(project, first, new)


# -- forms


def test_the_labels_of_a_form_are_counted_over_live_articles(project, marked, new_article, place):
    (other,) = operations.add_articles(project, [new_article()], force=True).added
    operations.add_span(project, other, *place("두물군"), "ORG")
    assert label_counts(project, "두물군") == {"ORG": 1, "REGION": 1}
    assert label_counts(project, "두물") == {}
    operations.remove_articles(project, [marked])
    assert label_counts(project, "두물군") == {"ORG": 1}


def test_counting_a_form_reads_an_index_alone(project):
    with project.transaction() as db:
        plan = " ".join(row[3] for row in db.conn.execute(f"EXPLAIN QUERY PLAN {forms._COUNTS}", ("두물군",)))
    assert "COVERING INDEX spans_form (text=?)" in plan
    assert "SCAN articles USING INDEX articles_gone" in plan
