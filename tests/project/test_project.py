"""What an open project tells: the project, its articles, spans and tokens."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.article import Article, Line, Role, Segment
from annotator.errors import AnnotatorError
from annotator.labels import LabelSet
from annotator.morphology import tokenizer_version
from annotator.project import NewArticle, Project, ReadOnlyReason, State, operations
from annotator.span import Span


def test_a_new_project_has_its_labels_and_nothing_else(project, labels):
    assert project.labels() == labels
    assert project.article_rows() == []
    assert project.history() == []
    assert project.annotator == "분석가 1"
    assert not project.read_only


def test_a_project_is_named_after_its_file_unless_told(tmp_path, labels):
    with Project.create(tmp_path / "봄.annotator", labels) as project:
        assert project.name == "봄"
    with Project.create(tmp_path / "b.annotator", labels, name="여름", annotator="나래") as project:
        assert (project.name, project.annotator) == ("여름", "나래")


def test_everything_is_there_again_after_reopening(project, article, path, place):
    start, end = place("해솔은행")
    operations.add_span(project, article, start, end, "ORG")
    before = (project.article(article), project.spans(article), project.labels(), project.history())
    project.close()
    with Project.open(path) as again:
        assert (again.article(article), again.spans(article), again.labels(), again.history()) == before


def test_one_whole_file_is_left_after_closing(project, article, path):
    project.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_closing_twice_is_harmless(project):
    project.close()
    project.close()


def test_an_article_comes_back_as_it_was_given(project, source):
    text = "두물군 소식\n\n본문이다."
    lines = (
        Line(1, Role.CHROME, "login_ui", "login", "로그인"),
        Line(2, Role.TITLE),
        Line(3, Role.CHROME, start=0, end=2),
        Line(3, Role.BODY, start=2, end=5),
        Line(4, Role.BODY),
    )
    given = Article(
        text,
        (Segment(0, 6, Role.TITLE), Segment(8, 13, Role.BODY)),
        title="두물군 소식",
        subtitle="부제",
        published_at="2024-03-02T09:30:00+09:00",
        modified_at="2024-03-02T10:00:00+09:00",
        byline="나래 기자",
        lines=lines,
    )
    result = operations.add_articles(project, [NewArticle(source, given, meta={"section": ["지역", 1]})])
    stored = project.article(result.added[0])
    for name in ("text", "segments", "title", "subtitle", "published_at", "modified_at", "byline", "lines"):
        assert getattr(stored, name) == getattr(given, name)
    assert (stored.source_name, stored.source_sha256, stored.encoding, stored.kind) == (
        source.name,
        source.sha256,
        source.encoding,
        source.kind,
    )
    assert stored.uid == source.sha256[:16]
    assert stored.meta == {"section": ["지역", 1]}
    assert stored.revision == 1
    assert stored.removed_characters == len("로그인") + 2
    assert project.source_text(stored.id) == source.text


def test_text_without_segments_is_body_by_paragraph(project):
    (number,) = operations.add_articles(project, [NewArticle(None, Article("가람\n\n나래", ()))]).added
    assert project.article(number).segments == (Segment(0, 2, Role.BODY), Segment(4, 6, Role.BODY))


def test_the_list_shows_articles_in_the_order_of_import(project, new_article):
    texts = ["가온시 소식", "달맞이읍 소식 🎉", "솔내시 소식"]
    operations.add_articles(project, [new_article(text, source_name=f"{n}.txt") for n, text in enumerate(texts)])
    rows = project.article_rows()
    assert [row.title for row in rows] == texts
    assert [row.length for row in rows] == [len(text) for text in texts]
    assert [row.source_name for row in rows] == ["0.txt", "1.txt", "2.txt"]
    assert {row.state for row in rows} == {State.OPEN}


def test_span_counts_follow_every_write(project, article, place):
    def count() -> int:
        return project.article_rows()[0].span_count

    first = operations.add_span(project, article, *place("해솔은행"), "ORG")
    operations.add_span(project, article, *place("두루전자"), "ORG")
    assert count() == 2
    operations.change_span(project, next(iter(first.spans)), label="REGION")
    assert count() == 2
    operations.remove_spans(project, first.spans)
    assert count() == 1
    operations.undo(project)
    assert count() == 2
    operations.go_to(project, 1)
    assert count() == 0


def test_spans_come_by_start_the_longer_first(project, article):
    text = project.article(article).text
    start = text.index("두루전자")
    for length in (2, 4):
        operations.add_span(project, article, start, start + length, "ORG")
    operations.add_span(project, article, 0, 3, "REGION")
    assert [span.bounds for span in project.spans(article)] == [(0, 3), (start, start + 4), (start, start + 2)]


def test_a_span_is_found_by_its_id(project, article, place):
    (number,) = operations.add_span(project, article, *place("해솔은행"), "ORG").spans
    assert project.span(number) == (article, project.spans(article)[0])
    assert project.span(number + 1) is None


def test_a_span_of_a_removed_article_is_not_found(project, article, place):
    (number,) = operations.add_span(project, article, *place("해솔은행"), "ORG").spans
    operations.remove_articles(project, [article])
    assert project.span(number) is None
    assert list(project.all_spans()) == []
    assert project.progress().spans == 0


def test_progress_counts_articles_done_and_spans_by_label(project, new_article, place):
    first, second = operations.add_articles(project, [new_article(), new_article("솔내시 이야기")]).added
    operations.add_span(project, first, *place("해솔은행"), "ORG")
    operations.add_span(project, second, 0, 3, "REGION")
    operations.set_state(project, second, "done")
    progress = project.progress()
    assert (progress.articles, progress.done, progress.spans) == (2, 1, 2)
    assert progress.by_label == {"ORG": 1, "REGION": 1}


def test_an_article_that_is_not_there_is_refused_by_number(project):
    with pytest.raises(AnnotatorError) as caught:
        project.article(7)
    assert caught.value.code == "article.missing"
    assert project.article_by_uid("없음") is None


def test_articles_stream_with_their_spans(project, new_article):
    given = [Span(0, 3, "REGION", "솔내시"), Span(4, 7, "ORG", "이야기")]
    operations.add_articles(project, [new_article("솔내시 이야기", spans=given), new_article("다른 글")])
    assert [(a.title, len(project.spans(a.id))) for a in project.iter_articles()] == [
        ("솔내시 이야기", 2),
        ("다른 글", 0),
    ]
    assert [(article_id, span.text) for article_id, span in project.all_spans()] == [(1, "솔내시"), (1, "이야기")]


# -- where the user was, whose marks, tokens


def test_the_view_is_kept_and_is_no_operation(project, article, path):
    view = {"article": article, "position": 12, "label": None}
    project.save_view(view)
    assert project.undoable().kind == "add_articles"
    project.close()
    with Project.open(path) as again:
        assert again.view() == view


def test_the_annotator_is_a_preference_and_survives_undo(project, article):
    project.set_annotator("  나래 ")
    operations.undo(project)
    assert project.annotator == "나래"
    with pytest.raises(AnnotatorError, match=r"project\.annotator"):
        project.set_annotator("  ")


def test_tokens_are_kept_by_revision_and_tokenizer(project, article):
    project.put_tokens(article, 1, tokenizer_version(), {(0, 5): b"a", (5, 9): b"b"})
    project.put_tokens(article, 1, "an older tokenizer", {(0, 5): b"c"})
    project.put_tokens(article, 2, tokenizer_version(), {(0, 5): b"d"})
    assert project.tokens(article) == {(0, 5): b"a", (5, 9): b"b"}
    project.put_tokens(article, 1, tokenizer_version(), {(0, 5): b"e"})
    assert project.tokens(article)[0, 5] == b"e"
    assert len(project.history()) == 1


# -- connections and copies


def test_a_snapshot_does_not_see_later_writes(project, article, place):
    with project.snapshot() as still:
        operations.add_span(project, article, *place("해솔은행"), "ORG")
        assert still.spans(article) == []
        assert len(project.spans(article)) == 1


def test_a_connection_for_a_thread_shares_the_right_to_write(project, article, place):
    other = project.for_thread()
    operations.add_span(other, article, *place("해솔은행"), "ORG")
    other.close()
    assert len(project.spans(article)) == 1
    assert not project.read_only


def test_a_copy_holds_what_is_only_in_the_log(project, article, path, tmp_path, place):
    operations.add_span(project, article, *place("해솔은행"), "ORG")
    copy = tmp_path / "사본.annotator"
    project.copy_to(copy)
    assert sorted(each.name for each in tmp_path.iterdir() if "사본" in each.name) == [copy.name]
    with Project.open(copy) as other:
        assert other.spans(article) == project.spans(article)
        assert not other.read_only
        assert other.check() == []


def test_a_copy_cannot_replace_the_project_itself(project, path):
    with pytest.raises(AnnotatorError) as caught:
        project.copy_to(path)
    assert caught.value.code == "project.copy_onto_itself"


def test_a_copy_that_fails_leaves_nothing(project, tmp_path):
    with pytest.raises(AnnotatorError) as caught:
        project.copy_to(tmp_path / "none" / "a.annotator")
    assert caught.value.code in ("project.copy_failed", "project.unreadable")


def test_an_idle_checkpoint_makes_the_file_whole(project, article, path):
    project.checkpoint()
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_a_project_for_reading_refuses_writes_and_drops_small_ones(project, article, path):
    project.close()
    with Project.open(path, write=False) as reader:
        assert reader.read_only_reason is ReadOnlyReason.ASKED
        reader.save_view({"article": 1})
        reader.put_tokens(article, 1, "t", {(0, 1): b""})
        assert reader.view() == {}
        with pytest.raises(AnnotatorError, match=r"project\.read_only"):
            operations.set_note(reader, article, "메모")
        assert len(reader.article_rows()) == 1
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_project_needs_no_labels(tmp_path: Path):
    with Project.create(tmp_path / "a.annotator", LabelSet(())) as project:
        assert len(project.labels()) == 0
