"""The project's own JSONL: out, in, and out again the same bytes; every bad line told with its place."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import GOOD, imported

from annotator import formats
from annotator.article import Article, Role, Segment
from annotator.errors import AnnotatorError
from annotator.formats import jsonl
from annotator.labels import Label, LabelSet, load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations
from annotator.project.placing import sift
from annotator.span import Origin, Span, trim
from annotator.text import normalise, paragraphs

TEXT = "달맞이읍, 다리 놓다 🎉\n\n나래항공은 달맞이읍에 5억 원을 낸다.\u2028다온물류도 낸다."


@pytest.fixture
def labels() -> LabelSet:
    return load_preset(resource("labels", "news.toml"))


@pytest.fixture
def project(tmp_path: Path, labels: LabelSet):
    with Project.create(tmp_path / "a.annotator", labels) as made:
        yield made


def article(text: str = TEXT, title: str = "") -> Article:
    segments = tuple(Segment(*each, Role.BODY) for each in paragraphs(text))
    return Article(text, segments, title=title or text.split("\n")[0], published_at="2024-05-01T08:00:00+09:00")


def exported(project: Project, name: str = "out.jsonl") -> list[dict[str, Any]]:
    path = project.path.with_name(name)
    jsonl.write(project, path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


# -- out


def test_a_record_has_its_keys_in_their_order(project, tmp_path):
    (number,) = operations.add_articles(project, [NewArticle(None, article(), uid="a1", source_name="다리.txt")]).added
    start = TEXT.index("나래항공")
    operations.add_span(project, number, start, start + 4, "ORG", note="확인")
    operations.add_span(project, number, start, start + 2, "REGION")
    operations.set_state(project, number, "done")
    operations.set_note(project, number, "사진 없음")
    (record,) = exported(project)
    assert list(record.items()) == [
        ("id", "a1"),
        ("text", TEXT),
        (
            "spans",
            [
                {
                    "start": start,
                    "end": start + 4,
                    "label": "ORG",
                    "text": "나래항공",
                    "annotator": "분석가 1",
                    "origin": "human",
                    "note": "확인",
                },
                {
                    "start": start,
                    "end": start + 2,
                    "label": "REGION",
                    "text": "나래",
                    "annotator": "분석가 1",
                    "origin": "human",
                },
            ],
        ),
        ("segments", [{"start": a, "end": b, "role": "body"} for a, b in paragraphs(TEXT)]),
        ("state", "done"),
        (
            "meta",
            {
                "title": "달맞이읍, 다리 놓다 🎉",
                "subtitle": "",
                "published_at": "2024-05-01T08:00:00+09:00",
                "modified_at": "",
                "byline": "",
                "source": "다리.txt",
                "source_sha256": "",
                "note": "사진 없음",
            },
        ),
        ("offset_unit", "codepoint"),
        ("end", "exclusive"),
        ("text_sha256", sha256(TEXT.encode()).hexdigest()),
    ]
    assert list(record["spans"][0]) == ["start", "end", "label", "text", "annotator", "origin", "note"]


def test_text_is_raw_and_no_reader_takes_a_character_for_a_lines_end(project):
    text = "가\u2028나\u2029다\u0085라\x0b마\x1c바 🎉 家"
    operations.add_articles(project, [NewArticle(None, article(text))])
    exported(project)
    raw = project.path.with_name("out.jsonl").read_text(encoding="utf-8")
    assert len(raw.splitlines()) == raw.count("\n") == 1
    assert "\\u2028" in raw
    assert "🎉 家" in raw
    assert json.loads(raw)["text"] == text


def test_a_line_is_what_the_json_module_would_write(project):
    text = 'quote " back \\ slash / tab \t bell \x07 del \x7f nbsp \u00a0 astral \U00020000 가'
    item = NewArticle(None, article(text, title=text), uid=text, note=text, source_name=text, meta={text: [text, 1.5]})
    (number,) = operations.add_articles(project, [item]).added
    operations.add_span(project, number, 0, 5, "ORG", annotator='a "b"', note=text)
    (record,) = exported(project)
    raw = project.path.with_name("out.jsonl").read_text(encoding="utf-8")
    assert raw == json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
    assert record["meta"][text] == [text, 1.5]


def test_labels_and_guidelines_stand_beside(project, labels):
    exported(project)
    beside = project.path.with_name("out.jsonl.labels.json")
    tables = json.loads(beside.read_text(encoding="utf-8"))["labels"]
    assert [table["key"] for table in tables] == [label.key for label in labels]
    assert all(table["guideline"] for table in tables)
    assert jsonl.labels(project.path.with_name("out.jsonl")) == list(labels)


def test_meta_of_a_record_never_hides_our_own(project):
    operations.add_articles(project, [NewArticle(None, article("가"), meta={"title": "?", "note": "?", "section": 1})])
    (record,) = exported(project)
    assert (record["meta"]["title"], record["meta"]["section"], "note" in record["meta"]) == ("가", 1, False)


def test_removed_articles_do_not_go_out(project):
    ids = operations.add_articles(project, [NewArticle(None, article(text)) for text in ("가", "나")]).added
    operations.remove_articles(project, ids[:1])
    assert [record["text"] for record in exported(project)] == ["나"]


def test_the_report_counts_and_progress_is_told(project, monkeypatch):
    monkeypatch.setattr(jsonl, "_ASKED_EVERY", 2)
    items = [NewArticle(None, article(f"{n}번"), [Span(0, 1, "NUMBER", str(n))]) for n in range(5)]
    operations.add_articles(project, items)
    told: list[int] = []
    path = project.path.with_name("out.jsonl")
    report = jsonl.write(project, path, progress=told.append)
    assert (report.articles, report.spans, set(report.files)) == (5, 5, {path, jsonl.sidecar(path)})
    assert told == [2, 4]


def test_a_cancelled_export_leaves_the_old_files(project, monkeypatch):
    monkeypatch.setattr(jsonl, "_ASKED_EVERY", 1)
    operations.add_articles(project, [NewArticle(None, article("가"))])
    path = project.path.with_name("out.jsonl")
    path.write_text("old")
    report = jsonl.write(project, path, cancelled=lambda: True)
    assert report.cancelled
    assert path.read_text() == "old"
    assert sorted(each.name for each in path.parent.glob("*out*")) == ["out.jsonl"]


def test_an_export_that_fails_leaves_the_old_files(project, monkeypatch):
    operations.add_articles(project, [NewArticle(None, article("가"))])
    path = project.path.with_name("out.jsonl")
    path.write_text("old")
    monkeypatch.setattr(jsonl, "line", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jsonl.write(project, path)
    assert path.read_text() == "old"
    assert sorted(each.name for each in path.parent.glob("*out*")) == ["out.jsonl"]


def test_an_export_into_no_folder_is_told(project):
    with pytest.raises(AnnotatorError) as caught:
        jsonl.write(project, project.path.with_name("none") / "out.jsonl")
    assert caught.value.code == "format.unwritable"


def test_an_export_killed_midway_leaves_the_old_file(project):
    operations.add_articles(project, [NewArticle(None, article("가"))])
    path = project.path.with_name("out.jsonl")
    path.write_text("old")
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom annotator.formats import jsonl\n"
        "from annotator.project import Project\njsonl.line = lambda *_: os.kill(os.getpid(), 9)\n"
        "jsonl.write(Project.open(Path(sys.argv[1]), write=False), Path(sys.argv[2]))"
    )
    assert subprocess.run([sys.executable, "-c", program, str(project.path), str(path)]).returncode == -9
    assert path.read_text() == "old"


# -- out, in, and out again

CHARACTERS = st.sampled_from(
    [
        *(
            "가",
            "힣",
            "\u1112\u1161\u11ab",
            "가\u11a8",
            "🎉",
            "👨\u200d👩\u200d👧",
            "\u00a0",
            "家",
            "\U00020000",
            "\uf900",
        ),
        *("\u2028", "\u2029", "\u0085", "\r\n", "\r", "\n", " ", "a", '"', "\\", "\x00", "\x1f", "\ufeff", "ㆍ", "㎡"),
    ]
)
STRINGS = st.lists(CHARACTERS, max_size=6).map("".join)
TEXTS = st.lists(CHARACTERS, min_size=1, max_size=25).map("".join)


@st.composite
def new_articles(draw: st.DrawFn) -> NewArticle:
    text = draw(TEXTS.map(lambda raw: normalise(raw)[0]).filter(str.strip))
    spans = []
    for _ in range(draw(st.integers(0, 6))):
        start, end = trim(text, *sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2))))
        if start < end and "\n" not in text[start:end]:
            label, annotator = draw(st.sampled_from("ABC")), draw(st.sampled_from(["나래", "다온"]))
            origin = draw(st.sampled_from(Origin))
            spans.append(Span(start, end, label, text[start:end], annotator, origin, draw(STRINGS)))
    return NewArticle(
        None,
        Article(text, tuple(Segment(*each, Role.BODY) for each in paragraphs(text)), draw(STRINGS), draw(STRINGS)),
        sift(spans)[0],
        uid=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
        state=draw(st.sampled_from(["open", "done"])),
        note=draw(STRINGS),
        source_name=draw(STRINGS),
        source_sha256=draw(st.sampled_from(["", "ab" * 32])),
        meta=draw(
            st.dictionaries(st.sampled_from(["section", "주제"]), st.none() | st.integers() | STRINGS, max_size=2)
        ),
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(new_articles(), max_size=4))
def test_exported_imported_and_exported_again_the_bytes_are_the_same(tmp_path_factory, items):
    folder = tmp_path_factory.mktemp("round")
    given_labels = LabelSet(
        (Label("B", "나", "b", 2, "#222222", guideline="둘째\n줄"), Label("A", "", "", 1, "#111111"))
    )
    with Project.create(folder / "a.annotator", given_labels) as first:
        added = operations.add_articles(first, items, force=True, labels=given_labels)
        assert not added.report
        jsonl.write(first, folder / "a.jsonl")
        spans = [[(s.bounds, s.label, s.text) for s in first.spans(row.id)] for row in first.article_rows()]
    with Project.create(folder / "b.annotator", load_preset(resource("labels", "news.toml"))) as second:
        result = formats.import_file(second, folder / "a.jsonl")
        assert (result.report, result.skipped) == ([], [])
        assert [[(s.bounds, s.label, s.text) for s in second.spans(r.id)] for r in second.article_rows()] == spans
        jsonl.write(second, folder / "b.jsonl")
        assert second.check() == []
    assert (folder / "b.jsonl").read_bytes() == (folder / "a.jsonl").read_bytes()
    if items:
        assert (folder / "b.jsonl.labels.json").read_bytes() == (folder / "a.jsonl.labels.json").read_bytes()


@settings(deadline=None, max_examples=60)
@given(TEXTS.filter(str.strip), st.data())
def test_the_spans_of_a_foreign_text_stay_on_their_characters(tmp_path_factory, raw, data):
    """CRLF and conjoining jamo are normalised at import: positions move, what is marked does not."""
    text, moved = normalise(raw)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
    record = {"text": raw, "spans": [{"start": start, "end": end, "label": "A", "text": raw[start:end]}]}
    result, project = imported(tmp_path_factory.mktemp("foreign"), record)
    with project:
        assert len(result.added) == 1
        assert project.article(1).text == text
        for span in project.spans(1):
            assert span.bounds == moved.span(start, end)
            assert span.text == text[span.start : span.end]
        assert len(project.spans(1)) + len(result.report) == 1


# -- in


def test_our_own_record_is_restored_as_it_was(tmp_path):
    span = {
        "start": 0,
        "end": 2,
        "label": "ORG",
        "text": "가람",
        "annotator": "다온",
        "origin": "suggestion",
        "note": "?",
    }
    record = {"id": "x", "text": "가람 나래", "spans": [span], "segments": [{"start": 0, "end": 5, "role": "title"}]}
    record |= {"state": "done", "meta": {"title": "가람", "byline": "다온 기자", "note": "메모", "source": "a.txt"}}
    result, project = imported(tmp_path, record)
    with project:
        stored, (kept,) = project.article(1), project.spans(1)
        assert result.report == []
        assert (stored.uid, stored.state, stored.title, stored.byline) == ("x", "done", "가람", "다온 기자")
        assert (stored.note, stored.source_name) == ("메모", "a.txt")
        assert stored.segments == (Segment(0, 5, Role.TITLE),)
        assert (kept.annotator, kept.origin, kept.note) == ("다온", Origin.SUGGESTION, "?")


def test_a_bare_text_is_enough(tmp_path):
    _, project = imported(tmp_path, {"text": "가람\n\n나래", "spans": [{"start": 0, "end": 2, "label": "ORG"}]})
    with project:
        stored, (span,) = project.article(1), project.spans(1)
        assert stored.segments == (Segment(0, 2, Role.BODY), Segment(4, 6, Role.BODY))
        assert stored.uid == sha256("가람\n\n나래".encode()).hexdigest()[:16]
        assert (span.text, span.annotator, span.origin) == ("가람", project.annotator, Origin.IMPORT)
        assert project.labels()["ORG"].ko == "ORG"


def test_a_text_with_spans_is_never_cleaned(tmp_path):
    _, project = imported(tmp_path, {"text": "로그인\n글자 크기\n가람", "spans": []})
    with project:
        assert project.article(1).text == "로그인\n글자 크기\n가람"


def test_an_article_is_the_same_only_by_its_id(tmp_path):
    lines = [{"id": "1", "text": "같은 글"}, {"id": 2, "text": "같은 글"}, {"id": "1", "text": "다른 글"}]
    result, project = imported(tmp_path, *lines)
    with project:
        assert [row.uid for row in project.article_rows()] == ["1", "2"]
        assert [name for name, _ in result.skipped] == ["in.jsonl:3"]


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"text": "a"}\r\n\n  \n{"text": "b"}')
    assert [item.article.text for item in jsonl.read(tmp_path / "a.jsonl")] == ["a", "b"]


def test_what_a_foreign_record_says_beside_its_text_comes_along(tmp_path):
    foreign = {"text": "가람시가", "title": "가람 소식", "byline": "한별", "published_at": "2026-03-02", "note": 5}
    result, project = imported(tmp_path, foreign | {"spans": [], "meta": {"byline": "나래"}})
    with project:
        article = project.article(1)
        assert (article.title, article.byline, article.published_at) == ("가람 소식", "나래", "2026-03-02")
        assert [(e.code, e.values["field"]) for e in result.report] == [("jsonl.ignored", "note")]


def test_unknown_meta_comes_along(tmp_path):
    _, project = imported(tmp_path, GOOD | {"meta": {"section": "지역", "title": "가"}})
    with project:
        assert project.article(1).meta == {"section": "지역"}
        assert exported(project)[0]["meta"]["section"] == "지역"


def test_an_import_is_one_operation_labels_included(tmp_path, project):
    lines = [GOOD | {"spans": [{"start": 0, "end": 2, "label": "DATE"}]}, GOOD | {"id": "b"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    formats.import_file(project, tmp_path / "a.jsonl")
    assert "DATE" in project.labels()
    operations.undo(project)
    assert "DATE" not in project.labels()
    assert project.article_rows() == []
    assert operations.undo(project) is None
