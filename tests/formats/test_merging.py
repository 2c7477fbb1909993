"""Spans for articles that are there: to the right article, on the right characters, or into the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.article import Article
from annotator.formats.incoming import NEARBY, anchor
from annotator.project import NewArticle, Project, operations

TEXT = "가온시는 은하제철과 손잡았다."


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def record(*spans: tuple[int, int, str], text: str = TEXT, uid: str = "a", annotator: str = "") -> dict[str, Any]:
    marks = [{"start": s, "end": e, "label": k, "text": text[s:e], "annotator": annotator} for s, e, k in spans]
    return {"id": uid, "text": text, "spans": marks, "offset_unit": "codepoint"}


@pytest.fixture
def project(make: Callable[..., Project], made: SimpleNamespace) -> Project:
    return make(made.plain_article("a", TEXT, ("가온시", "REGION")), made.plain_article("b", "다른 글"))


def there(project: Project) -> list[tuple[str, str, str]]:
    number = project.article_by_uid("a")
    assert number is not None
    return [(span.text, span.label, span.annotator) for span in project.spans(number)]


def test_another_annotators_spans_go_to_the_article(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", record((0, 3, "ORG"), (5, 9, "ORG"), annotator="분석가 2"))
    result = formats.import_file(project, path)
    assert (result.added, list(result.merged.values()), result.report) == ([], [2], [])
    assert set(there(project)) == {
        ("가온시", "REGION", "분석가 1"),
        ("가온시", "ORG", "분석가 2"),
        ("은하제철", "ORG", "분석가 2"),
    }


def test_one_undo_takes_everything_back(project: Project, tmp_path: Path) -> None:
    before = there(project)
    path = write(
        tmp_path / "a.jsonl", record((5, 9, "ORG")), record((0, 2, "ORG"), text="새 글", uid="c", annotator="분석가 3")
    )
    formats.import_file(project, path)
    assert len(project.article_rows()) == 3
    operations.undo(project)
    assert there(project) == before
    assert len(project.article_rows()) == 2


def test_the_same_file_again_changes_nothing(project: Project, tmp_path: Path) -> None:
    formats.get("jsonl").write(project, tmp_path / "a.jsonl")
    result = formats.import_file(project, tmp_path / "a.jsonl")
    assert result.changes is None
    assert len(result.skipped) == 2
    assert result.report == []


def test_spans_that_contradict_those_there_are_set_aside(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", record((0, 3, "ORG"), (1, 6, "ORG"), (5, 9, "기관 이름")))
    result = formats.import_file(project, path)
    assert [error.code for error in result.report] == ["import.exists", "import.crosses", "import.label"]
    assert there(project) == [("가온시", "REGION", "분석가 1")]


def test_spans_for_an_article_that_is_there_bring_their_labels(project: Project, tmp_path: Path) -> None:
    before = project.labels()
    path = write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT, "label": [[5, 9, "제철 회사"]]})
    result = formats.import_file(project, path, name="doccano")
    assert [error.code for error in result.report] == ["format.label_renamed"]
    assert ("은하제철", "JeCheol_HoeSa", "분석가 1") in there(project)
    label = project.labels()["JeCheol_HoeSa"]
    assert (label.ko, label.digit) == ("제철 회사", len(before) + 1)
    assert label.colour not in {each.colour for each in before}
    operations.undo(project)
    assert project.labels() == before


def test_spans_of_another_text_are_moved_to_their_words(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", record((9, 13, "ORG"), (0, 2, "REGION"), text="[속보] 가온시는 은하제철과 손잡았다.")
    )
    (given,) = [json.loads(path.read_text(encoding="utf-8"))]
    given["spans"][0] |= {"start": 10, "end": 14, "text": "은하제철"}
    write(path, given)
    result = formats.import_file(project, path)
    assert [error.code for error in result.report] == ["import.text"]
    assert ("은하제철", "ORG", "분석가 1") in there(project)


NESTS = ("doccano", "label-studio", "prodigy", "spacy", "brat", "cas-xmi")


@pytest.mark.parametrize("name", ["conll", "iob2-char", "klue", "huggingface", *NESTS])
def test_an_export_brings_lost_spans_back_to_their_places(
    name: str, hard: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    if name in ("spacy", "cas-xmi"):
        pytest.importorskip("spacy" if name == "spacy" else "cassis")
    form = formats.get(name)
    out = tmp_path / f"out{form.SUFFIXES[0]}"
    form.write(hard, out)
    inside = {"huggingface": "train.jsonl", "spacy": "train/0000.spacy", "brat": "hard.txt", "cas-xmi": "hard.xmi"}
    file = out / inside[name] if name in inside else out
    before = made.spans_in(hard, "hard")
    number = hard.article_by_uid("hard")
    assert number is not None
    operations.remove_spans(hard, [span.id for span in hard.spans(number) if span.id is not None])
    result = formats.import_file(hard, file, name=name)
    assert result.added == []
    carried = [span for n, span in enumerate(before) if n != 3 or name in NESTS]
    assert made.spans_in(hard, "hard") == carried


def test_a_file_of_another_name_goes_to_the_article_of_its_text(project: Project, tmp_path: Path) -> None:
    (tmp_path / "7.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "7.ann").write_text("T1\tORG 5 9\t은하제철\n", encoding="utf-8")
    result = formats.import_file(project, tmp_path / "7.ann")
    assert (result.added, list(result.merged.values())) == ([], [1])
    assert ("은하제철", "ORG", "분석가 1") in there(project)


def test_a_paragraph_goes_to_the_article_only_where_it_has_its_text(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    project = make(made.plain_article("a", "가온시 가온시\n\n가온시는 두루시 곁이다."))

    def sentence(number: int, text: str, start: int, end: int) -> str:
        tags = [f"{'B' if at == start else 'I'}-REGION" if start <= at < end else "O" for at in range(len(text))]
        rows = "".join(f"{char}\t{tag}\n" for char, tag in zip(text, tags, strict=True))
        return f"## a-{number}\t\n{rows}\n"

    text = (
        sentence(1, "가온시는 두루시 곁이다.", 0, 3) + sentence(0, "나래시 가온시", 0, 3) + sentence(7, "가온시", 0, 3)
    )
    (tmp_path / "a.tsv").write_text(text, encoding="utf-8")
    result = formats.import_file(project, tmp_path / "a.tsv")
    assert (result.merged, len(result.added)) == ({1: 1}, 2)
    assert made.spans_in(project, "a") == [(9, 12, "REGION", "가온시")]


def test_with_force_every_record_is_its_own_article(project: Project, tmp_path: Path) -> None:
    result = formats.import_file(project, write(tmp_path / "a.jsonl", record((5, 9, "ORG"))), force=True)
    assert len(result.added) == 1
    assert there(project) == [("가온시", "REGION", "분석가 1")]


@pytest.mark.parametrize("name", ["prodigy", "jsonl"])
def test_a_span_that_does_not_quote_its_place_is_moved_and_told(name: str, empty: Project, tmp_path: Path) -> None:
    entry = {"start": 6, "end": 10, "label": "ORG", "text": "은하제철"}
    more = {"answer": "accept"} if name == "prodigy" else {"offset_unit": "codepoint"}
    path = write(tmp_path / "a.jsonl", {"text": TEXT, "spans": [entry], **more})
    result = formats.import_file(empty, path, name=name)
    assert [(error.code, error.values["to"]) for error in result.report] == [("format.span_moved", 5)]
    assert [span.text for _, span in empty.all_spans()] == ["은하제철"]


@pytest.mark.parametrize(("name", "code"), [("prodigy", "format.span_lost"), ("jsonl", "import.text")])
def test_a_span_whose_words_stand_twice_nearby_is_set_aside(
    name: str, code: str, empty: Project, tmp_path: Path
) -> None:
    entry = {"start": 1, "end": 3, "label": "ORG", "text": "두루"}
    path = write(tmp_path / "a.jsonl", {"text": "두루 두루 마을", "spans": [entry], "answer": "accept"})
    result = formats.import_file(empty, path, name=name)
    assert [error.code for error in result.report if error.code != "jsonl.ignored"] == [code]
    assert list(empty.all_spans()) == []


def test_our_own_line_is_mended_where_its_offsets_went_astray(
    hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    formats.get("jsonl").write(hard, tmp_path / "a.jsonl")
    first, *others = (tmp_path / "a.jsonl").read_text(encoding="utf-8").split("\n")
    found = json.loads(first)
    # As a program that counts UTF-16 units would have it.
    for span in found["spans"]:
        before = len(found["text"][: span["start"]].encode("utf-16-le")) // 2 - span["start"]
        span["start"], span["end"] = span["start"] + before, span["end"] + before
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps(found, ensure_ascii=False), *others]), encoding="utf-8")
    result = formats.import_file(empty, tmp_path / "a.jsonl")
    told = [error.code for error in result.report]
    # What stands twice nearby, the nested 두루시 and its like, stays out; all others are where they were.
    assert set(told) == {"format.span_moved", "import.text"}
    kept = [span for span in made.spans_in(hard, "hard") if made.HARD.count(span[3]) == 1]
    assert made.spans_in(empty, "hard") == kept
    assert told.count("format.span_moved") == len(kept)


def test_blanks_at_the_ends_of_a_span_are_cut_and_told(empty: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": TEXT, "label": [[4, 10, "ORG"]]})
    result = formats.import_file(empty, path, name="doccano")
    assert [error.code for error in result.report] == ["format.span_trimmed"]
    assert [(span.start, span.end) for _, span in empty.all_spans()] == [(5, 10)]


@given(before=st.text("가나 \n", max_size=30), quoted=st.text("다라", min_size=1, max_size=4), off=st.integers(-20, 20))
def test_what_stands_once_is_found_from_nearby(before: str, quoted: str, off: int) -> None:
    text = f"{before}{quoted} {before}"
    start = max(len(before) + off, 0)
    assert anchor(text, start, start + len(quoted), quoted) == len(before)


def test_what_stands_far_off_is_not_taken() -> None:
    text = "가" * (NEARBY * 3) + "다라"
    assert anchor(text, 0, 2, "다라") is None


def test_what_has_come_to_articles_that_are_there_stays_when_it_is_cancelled(project: Project, tmp_path: Path) -> None:
    texts = {f"n{number}": f"가온시 소식 {number}" for number in range(120)}
    operations.add_articles(project, (NewArticle(None, Article(text, ()), uid=uid) for uid, text in texts.items()))
    records = ({"id": uid, "text": text, "label": [[0, 3, "REGION"]]} for uid, text in texts.items())
    path = write(tmp_path / "a.jsonl", *records)
    before, told = len(list(project.all_spans())), []
    asked = iter([False] * 101)
    result = formats.import_file(
        project, path, name="doccano", progress=told.append, cancelled=lambda: next(asked, True)
    )
    assert 90 < len(result.merged) <= 101
    assert told == [50, 100]
    assert len(list(project.all_spans())) == before + len(result.merged)
    operations.undo(project)
    assert len(list(project.all_spans())) == before
