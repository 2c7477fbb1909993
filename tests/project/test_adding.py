"""Imports: what comes in, what is skipped or left out, and that nothing half done ever shows."""

from __future__ import annotations

import threading

import pytest

from annotator.article import Article, Role, Segment, Source
from annotator.errors import AnnotatorError
from annotator.labels import UNCOLOURED, Label, LabelSet
from annotator.project import Area, Kind, NewArticle, Project, SpanRow, adding, operations
from annotator.sentences import explain
from annotator.span import Origin, Span


def codes(result) -> list[str]:
    return [error.code for error in result.report]


def staged(project: Project) -> int:
    with project.transaction() as db:
        return db.conn.execute("SELECT count(*) FROM articles WHERE live = -1").fetchone()[0]


def test_an_import_is_one_operation(project, new_article):
    result = operations.add_articles(project, [new_article("가온시 소식"), new_article("솔내시 소식")])
    assert result.added == [1, 2]
    assert (result.skipped, result.report, result.cancelled) == ([], [], False)
    assert result.changes.operation is Kind.ADD_ARTICLES
    assert (result.changes.articles, result.changes.areas) == ({1, 2}, {Area.ARTICLES})
    assert result.changes.values == {"count": 2, "title": "가온시 소식"}
    operations.undo(project)
    assert project.article_rows() == []
    operations.redo(project)
    assert [row.title for row in project.article_rows()] == ["가온시 소식", "솔내시 소식"]


def test_nothing_to_import_is_no_operation(project):
    assert operations.add_articles(project, []).changes is None
    assert project.history() == []


# -- the same article twice


def test_the_same_text_is_skipped_and_the_one_there_named(project, new_article):
    operations.add_articles(project, [new_article("가온시 소식")])
    result = operations.add_articles(
        project, [new_article("가온시 소식", source_name="b.txt"), new_article("가온시 소식", place="c.txt")]
    )
    assert result.skipped == [("b.txt", "가온시 소식"), ("c.txt", "가온시 소식")]
    assert result.changes is None
    assert len(project.history()) == 1


def test_the_same_bytes_are_skipped_although_cleaned_differently(project, source):
    first = NewArticle(source, Article("두물군 소식", (), title="두물군 소식"))
    again = NewArticle(source, Article("본문이다.", ()))
    assert operations.add_articles(project, [first, again]).skipped == [(source.name, "두물군 소식")]


def test_sources_without_a_hash_are_not_the_same(project, new_article):
    assert len(operations.add_articles(project, [new_article("가"), new_article("나")]).added) == 2


def test_forced_twins_get_ids_of_their_own(project, source):
    item = NewArticle(source, Article("두물군 소식", ()))
    operations.add_articles(project, [item])
    operations.add_articles(project, [item, item], force=True)
    uid = source.sha256[:16]
    assert [row.uid for row in project.article_rows()] == [uid, f"{uid}-2", f"{uid}-3"]


def test_a_record_with_an_id_is_the_same_by_its_id_only(project, new_article):
    operations.add_articles(project, [new_article("가온시 소식", uid="a")])
    result = operations.add_articles(
        project, [new_article("가온시 소식", uid="b"), new_article("다른 글", uid="a"), new_article("또", uid="b")]
    )
    assert [row.uid for row in project.article_rows()] == ["a", "b"]
    assert [name for name, _ in result.skipped] == ["다른 글", "또"]


def test_a_removed_article_may_come_again_and_each_undo_holds(project, new_article):
    (first,) = operations.add_articles(project, [new_article("가온시 소식")]).added
    operations.remove_articles(project, [first])
    (second,) = operations.add_articles(project, [new_article("가온시 소식")]).added
    uids = {row.uid for row in project.article_rows()}
    operations.undo(project)
    operations.undo(project)
    assert [row.id for row in project.article_rows()] == [first]
    assert {row.uid for row in project.article_rows()} == uids
    operations.redo(project)
    operations.redo(project)
    assert [row.id for row in project.article_rows()] == [second]


# -- what is left out


def test_bad_spans_stay_out_and_the_rest_comes_in(project):
    text = "가람재단 소식\n\n나래항공이 뜬다."
    spans = [
        Span(0, 4, "ORG", "가람재단"),
        Span(0, 4, "REGION", "가람재단"),
        Span(2, 7, "ORG", "재단 소식"),
        Span(0, 5, "ORG", "가람재단 "),
        Span(5, 11, "ORG", text[5:11]),
        Span(9, 13, "ORG", "나래항만"),
        Span(9, 13, "WHO", "나래항공"),
        Span(9, 99, "ORG", "나래항공"),
        Span(9, 9, "ORG", ""),
        Span(9, 13, "ORG", "나래항공", "다온", Origin.SUGGESTION, "메모", boundary_check=True),
    ]
    article = Article(text, (Segment(0, 7, Role.TITLE), Segment(9, len(text), Role.BODY)), title="가람재단 소식")
    result = operations.add_articles(project, [NewArticle(None, article, spans)])
    assert sorted(codes(result)) == [
        "import.blank_edge",
        "import.crosses",
        "import.empty",
        "import.exists",
        "import.label",
        "import.range",
        "import.segment",
        "import.text",
    ]
    assert all("가람재단 소식" in explain(error) for error in result.report)
    first, second = project.spans(result.added[0])
    assert (first.text, first.label, first.annotator, first.origin) == ("가람재단", "ORG", "분석가 1", Origin.HUMAN)
    assert (second.text, second.annotator, second.origin) == ("나래항공", "다온", Origin.SUGGESTION)
    assert (second.note, second.boundary_check) == ("메모", True)
    assert project.article_rows()[0].span_count == 2
    assert project.check() == []


def test_articles_that_cannot_be_stored_stay_out(project, new_article):
    bad = [
        NewArticle(None, Article("", ()), place="a:1"),
        NewArticle(None, Article(" \n\u3000", ()), place="a:2"),
        NewArticle(None, Article("가\ud800", ()), place="a:3"),
        NewArticle(None, Article("가나", (Segment(0, 3, Role.BODY),)), place="a:4"),
        NewArticle(None, Article("가나", (Segment(0, 2, Role.BODY), Segment(1, 2, Role.BODY))), place="a:5"),
        NewArticle(None, Article("가나", (Segment(1, 1, Role.BODY),)), place="a:6"),
    ]
    result = operations.add_articles(project, [*bad, new_article("가온시 소식")])
    assert codes(result) == ["import.no_text"] * 2 + ["import.surrogate"] + ["import.segments"] * 3
    assert [error.values["article"] for error in result.report] == [f"a:{n}" for n in range(1, 7)]
    assert len(result.added) == 1


def test_surrogates_beside_the_text_are_replaced(project):
    source = Source("a\ud800.txt", "0" * 64, "\udc00로그인\n가온시")
    article = Article("가온시", (), title="가\ud800", subtitle="\ud800", byline="\udfff")
    (number,) = operations.add_articles(project, [NewArticle(source, article, note="\ud800")]).added
    stored = project.article(number)
    assert (stored.title, stored.subtitle, stored.byline, stored.note) == ("가\ufffd", "\ufffd", "\ufffd", "\ufffd")
    assert project.source_text(number) == "\ufffd로그인\n가온시"


# -- labels that come along


def a_label(key: str, digit: int | None = None) -> Label:
    return Label(key, f"{key} ko", f"{key} en", digit, "#123456", guideline=f"{key}?")


def test_unknown_labels_come_with_the_articles_and_go_with_undo(project, labels, new_article):
    items = [new_article("내일 소식", spans=[SpanRow(0, 2, "DATE", "내일", "", "import", "", 0)])]
    result = operations.add_articles(project, [new_article("먼저 있던 글")])
    result = operations.add_articles(project, items, labels=[a_label("DATE", 1)])
    assert codes(result) == []
    assert result.changes.areas == {Area.ARTICLES, Area.LABELS}
    # Its digit is another label's already.
    assert list(project.labels())[-1] == Label("DATE", "DATE ko", "DATE en", None, "#123456", guideline="DATE?")
    operations.undo(project)
    assert project.labels() == labels
    operations.redo(project)
    assert project.labels()["DATE"].ko == "DATE ko"
    assert project.check() == []


def test_a_label_nobody_defines_gets_its_key_for_a_name(project, new_article):
    items = [new_article("내일 소식", spans=[Span(0, 2, "DATE", "내일"), Span(3, 5, "not a key", "소식")])]
    result = operations.add_articles(project, items, labels=[])
    assert codes(result) == ["import.label"]
    label = project.labels()["DATE"]
    assert (label.ko, label.en, label.digit) == ("DATE", "DATE", 5)
    # Of another hue than any of the others: blue, purple, green, orange.
    assert label.colour in ("#be123c", "#0e7490", "#a16207", "#4d7c0f")


def test_labels_that_only_have_names_look_as_the_project_has_them_and_differ_where_it_has_none(
    project, labels, new_article
):
    given = [Label(key, key, key, None, UNCOLOURED) for key in ("DATE", "POLICY", "PERSON", "ORG")]
    items = [new_article("내일 두물군", spans=[Span(0, 2, "DATE", "내일"), Span(3, 6, "REGION", "두물군")])]
    operations.add_articles(project, items, labels=given)
    made = project.labels()
    assert [label.key for label in made] == ["DATE", "POLICY", "PERSON", "ORG", "REGION"]
    assert [made[key] for key in ("POLICY", "ORG", "REGION")] == [labels[key] for key in ("POLICY", "ORG", "REGION")]
    assert [label.digit for label in made] == [4, 2, 5, 1, 3]
    assert len({label.colour for label in made}) == 5
    assert UNCOLOURED not in {label.colour for label in made}
    operations.undo(project)
    assert project.labels() == labels


def test_a_digit_that_a_file_gives_to_a_name_stands(project, labels, new_article):
    given = [Label("REGION", "REGION", "REGION", 1, UNCOLOURED), Label("ORG", "ORG", "ORG", None, UNCOLOURED)]
    operations.add_articles(project, [new_article("내일 두물군")], labels=given)
    made = project.labels()
    assert [(label.key, label.ko, label.digit) for label in made] == [("REGION", "지역", 1), ("ORG", "기관", None)]
    assert made["ORG"].colour == labels["ORG"].colour


def test_more_labels_than_digits_and_colours_come_in_all_the_same(project, new_article):
    given = [Label(f"L{number}", "", "", None, UNCOLOURED) for number in range(30)]
    operations.add_articles(project, [new_article("내일 두물군")], labels=given)
    assert sorted(label.digit for label in project.labels() if label.digit) == list(range(1, 10))
    assert len(project.labels()) == 30


def test_a_project_without_articles_takes_the_label_set_as_it_is(project, labels, new_article):
    given = LabelSet((a_label("DATE", 2), a_label("ORG", 1)))
    items = [new_article("내일 두물군", spans=[Span(0, 2, "DATE", "내일"), Span(3, 6, "REGION", "두물군")])]
    operations.add_articles(project, items, labels=given)
    region = labels["REGION"]
    assert project.labels().labels == (*given.labels, region)
    operations.undo(project)
    assert project.labels() == labels


def test_a_label_that_was_taken_back_can_come_again(project, new_article):
    items = [new_article("내일 소식", spans=[Span(0, 2, "DATE", "내일")])]
    operations.add_articles(project, [new_article("먼저 있던 글")])
    operations.add_articles(project, items, labels=[a_label("DATE")])
    operations.undo(project)
    operations.add_articles(project, items, labels=[])
    assert "DATE" in project.labels()
    assert len(project.spans(project.article_rows()[-1].id)) == 1


# -- long imports


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(adding, "_BATCH_ARTICLES", 3)


def test_nothing_shows_before_all_is_in(project, new_article, small_batches):
    seen = []

    def items():
        for number in range(10):
            seen.append(len(project.article_rows()))
            yield new_article(f"{number}번째 소식")

    operations.add_articles(project, items())
    assert set(seen) == {0}
    assert len(project.article_rows()) == 10


def test_progress_is_told_and_grows(project, new_article, small_batches):
    told: list[int] = []
    operations.add_articles(project, (new_article(f"{n}번째 소식") for n in range(7)), progress=told.append)
    assert told == [3, 6, 7]


def test_a_cancelled_import_leaves_nothing(project, new_article, small_batches):
    answers = iter([False, False, True])
    items = (new_article(f"{number}번째 소식", spans=[Span(0, 1, "NUMBER", str(number))]) for number in range(9))
    result = operations.add_articles(project, items, cancelled=lambda: next(answers))
    assert result.cancelled
    assert (result.changes, project.article_rows(), project.history(), staged(project)) == (None, [], [], 0)


def test_an_import_whose_source_fails_leaves_nothing(project, new_article, small_batches):
    def items():
        for number in range(5):
            yield new_article(f"{number}번째 소식")
        raise AnnotatorError("source.unreadable", path="a")

    with pytest.raises(AnnotatorError):
        operations.add_articles(project, items())
    assert (project.article_rows(), project.history(), staged(project)) == ([], [], 0)


def test_others_write_while_an_import_is_under_way(project, article, new_article, small_batches):
    def items():
        for number in range(8):
            operations.set_note(project, article, f"{number}번째 소식을 읽는 동안")
            yield new_article(f"{number}번째 소식")

    worker = project.for_thread()
    thread = threading.Thread(target=lambda: operations.add_articles(worker, items()))
    thread.start()
    thread.join()
    worker.close()
    assert project.article(article).note == "7번째 소식을 읽는 동안"
    assert len(project.article_rows()) == 9
    assert project.undoable().kind is Kind.ADD_ARTICLES
    operations.undo(project)
    assert [row.id for row in project.article_rows()] == [article]


def test_what_came_in_meanwhile_is_there_first(project, new_article, small_batches):
    def items():
        for number in range(4):
            yield new_article(f"{number}번째 소식", uid="같은" if number == 3 else "")
        # As another thread might: the same article, and one that takes an id.
        other = project.for_thread()
        operations.add_articles(other, [new_article("1번째 소식"), new_article("다른 글", uid="같은")])
        other.close()

    result = operations.add_articles(project, items())
    assert sorted(name for name, _ in result.skipped) == ["1번째 소식", "3번째 소식"]
    assert sorted(row.title for row in project.article_rows()) == ["0번째 소식", "1번째 소식", "2번째 소식", "다른 글"]
    assert staged(project) == 0
    assert project.check() == []


def test_a_forced_import_gives_way_to_an_id_taken_meanwhile(project, new_article):
    def items():
        yield new_article("가온시 소식", uid="a")
        operations.add_articles(project, [new_article("다른 글", uid="a")])

    operations.add_articles(project, items(), force=True)
    assert sorted(row.uid for row in project.article_rows()) == ["a", "a-2"]


def test_an_import_into_a_project_for_reading_is_refused(project, article, path, new_article):
    project.close()
    with Project.open(path, write=False) as reader, pytest.raises(AnnotatorError) as caught:
        operations.add_articles(reader, [new_article("가온시 소식")])
    assert caught.value.code == "project.read_only"
