"""What an export takes along, what it leaves out, and that it says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annotator import formats
from annotator.articles import clean, source_from_text
from annotator.errors import AnnotatorError
from annotator.formats import Loss, Options, Suggested, Unit, parse_since
from annotator.labels import Label
from annotator.project import NewArticle, Project, State, operations
from annotator.sentences import explain

WRITABLE = [name for name in formats.names() if name not in ("spacy", "cas-json", "cas-xmi", "xlsx")]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_only_one_annotators_spans_when_asked(hard: Project, tmp_path: Path) -> None:
    operations.add_span(hard, 1, 0, 1, "ORG", annotator="분석가 2")
    options = Options(annotator="분석가 2", include_open=False)
    report = formats.get("doccano").write(hard, tmp_path / "a.jsonl", options=options)
    assert (report.articles, report.spans) == (1, 1)
    assert lines(tmp_path / "a.jsonl")[0]["label"] == [[0, 2, "ORG"]]


@pytest.mark.parametrize("name", ["klue", "doccano"])
def test_what_only_others_have_marked_is_not_for_training(
    name: str, make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    project = make(
        made.plain_article("a", "가온시 소식", ("가온시", "REGION")),
        made.plain_article("b", "나래시 소식", ("나래시", "REGION")),
        made.plain_article("none", "빈 글"),
    )
    operations.add_span(project, 2, 0, 2, "ORG", annotator="분석가 2")
    options = Options(annotator="분석가 2")
    left = 1 if formats.get(name).TRAINING else 0
    report = formats.get(name).write(project, tmp_path / "a", options=options)
    assert (report.articles, report.spans, report.left_others) == (3 - left, 1, left)
    assert [error.code for error in report.told()][:1] == (
        ["format.left_others"] if left else ["format.lost_annotator"]
    )
    assert lines(tmp_path / "a.report.ndjson")[-1]["left_others"] == left
    survey = formats.get(name).survey(project, options)
    assert (survey.articles, survey.left_others) == (3 - left, left)
    found = formats.preview(project, name, options)
    assert found is not None
    assert ("## b" if left else "가온시") in found.record
    card = tmp_path / "a.README.md"
    assert card.exists() == bool(left)
    if left:
        assert explain(AnnotatorError("format.left_others", count=1)) in card.read_text(encoding="utf-8")


def test_a_name_that_nobody_has_is_refused(hard: Project, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as caught:
        formats.get("jsonl").write(hard, tmp_path / "a.jsonl", options=Options(annotator="분석가 9"))
    assert (caught.value.code, caught.value.values["known"]) == ("format.annotator", "분석가 1")
    assert not (tmp_path / "a.jsonl").exists()


def test_a_finished_article_without_spans_was_worked_on(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(made.plain_article("a", "첫 글", state=State.OPEN), made.plain_article("b", "둘째 글"))
    monkeypatch.setattr("annotator.project.state.now", lambda: "2999-01-01T00:00:00.000Z")
    operations.set_state(project, 1, "done")
    report = formats.get("jsonl").write(project, tmp_path / "a.jsonl", options=Options(since="2998-12-31T00:00:00"))
    assert (report.articles, [record["id"] for record in lines(tmp_path / "a.jsonl")]) == (1, ["a"])


def test_only_articles_worked_on_since_a_time(hard: Project, tmp_path: Path) -> None:
    last = max(span.updated_at for span in hard.spans(1))
    assert formats.get("jsonl").write(hard, tmp_path / "a.jsonl", options=Options(since=last[:19])).articles == 2
    later = parse_since("2999-01-01")
    assert formats.get("jsonl").write(hard, tmp_path / "a.jsonl", options=Options(since=later)).articles == 0


@pytest.mark.parametrize("value", ["어제", "2026-13-01", ""])
def test_what_is_no_date_is_said_to_be_none(value: str) -> None:
    with pytest.raises(AnnotatorError) as caught:
        parse_since(value)
    assert caught.value.code == "format.since"


def test_the_default_is_byte_for_byte_what_the_own_format_writes(hard: Project, tmp_path: Path) -> None:
    formats.get("jsonl").write(hard, tmp_path / "a.jsonl")
    formats.get("jsonl").write(hard, tmp_path / "b.jsonl", options=Options(include_open=True))
    for ending in (".jsonl", ".jsonl.labels.json"):
        assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_our_own_lines_carry_suggestions_apart(hard: Project, tmp_path: Path) -> None:
    options = Options(suggestions=lambda article: [Suggested(0, 1, "ORG", 0.25, "learnt")], include_open=False)
    formats.get("jsonl").write(hard, tmp_path / "a.jsonl", options=options)
    (record,) = lines(tmp_path / "a.jsonl")
    assert record["suggestions"] == [{"start": 0, "end": 1, "label": "ORG", "score": 0.25, "model": "learnt"}]
    assert len(record["spans"]) == 10


def test_what_has_no_place_for_suggestions_counts_them(hard: Project, tmp_path: Path) -> None:
    options = Options(suggestions=lambda article: [Suggested(0, 1, "ORG", 0.25, "learnt")])
    assert formats.get("klue").write(hard, tmp_path / "a.tsv", options=options).losses[Loss.SUGGESTIONS] == 1


@pytest.mark.parametrize("name", WRITABLE)
def test_what_is_asked_for_and_has_no_place_is_counted(
    name: str, hard: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    options = Options(source_offsets=True, removed=True, include_open=True)
    losses = formats.get(name).write(hard, tmp_path / "out", options=options).losses
    carries = {"jsonl": 0, "csv": 0, "tsv": 0}
    assert bool(losses.get(Loss.SOURCE_OFFSETS)) == (name not in carries)
    page = source_from_text("가온시 소식\n글자크기\n" + "가온시는 은하제철과 새 단지를 짓는다고 밝혔다. " * 6, "b.txt")
    operations.add_articles(hard, [NewArticle(source=page, article=clean(page))])
    made.cache_tokens(hard)
    losses = formats.get(name).write(hard, tmp_path / "out", options=options).losses
    assert losses.get(Loss.REMOVED, 0) == (name != "jsonl")


@pytest.mark.parametrize("name", [name for name in WRITABLE if not name.startswith("doccano")])
def test_a_unit_that_a_format_never_counts_is_refused(name: str, hard: Project, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as caught:
        formats.get(name).write(hard, tmp_path / "out", options=Options(unit=Unit.UTF16))
    assert caught.value.code == "format.unit"
    assert not list(tmp_path.glob("*out*"))


def test_source_offsets_and_removed_lines_when_asked(empty: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    page = (
        "가온시 소식\n입력 2026.03.02 09:30\n글자크기\n" + "가온시는 은하제철과 손잡고 새 단지를 짓는다고 밝혔다. " * 6
    )
    source = source_from_text(page, "a.txt")
    article = clean(source)
    label = Label("ORG", "기관", "", 1, "#1d4ed8")
    operations.add_articles(empty, [made.plain_article("x", "은하제철", ("은하제철", "ORG"))], labels=[label])
    result = operations.add_articles(empty, [NewArticle(source=source, article=article)])
    stored = empty.article(result.added[0])
    start = stored.text.index("은하제철")
    operations.add_span(empty, stored.id, start, start + 4, "ORG")
    formats.get("jsonl").write(empty, tmp_path / "a.jsonl", options=Options(source_offsets=True, removed=True))
    record = lines(tmp_path / "a.jsonl")[1]
    (span,) = record["spans"]
    assert empty.source_text(stored.id)[span["source_start"] : span["source_end"]] == "은하제철"
    assert list(span)[-2:] == ["source_start", "source_end"]
    (without,) = lines(tmp_path / "a.jsonl")[0]["spans"]
    assert (without["source_start"], without["source_end"]) == (None, None)
    assert [entry["text"] for entry in record["removed"]] == ["글자크기"]


@pytest.mark.parametrize("name", WRITABLE)
def test_every_loss_and_every_remark_can_be_said(name: str, hard: Project, tmp_path: Path) -> None:
    report = formats.get(name).write(hard, tmp_path / "out")
    for error in report.told():
        assert explain(error, "ko")
        assert explain(error, "en")
    if name != "jsonl":
        place = tmp_path / "out" / "report.ndjson" if (tmp_path / "out").is_dir() else tmp_path / "out.report.ndjson"
        assert lines(place)[-1]["lost"] == {str(loss): count for loss, count in report.losses.items()}


@pytest.mark.parametrize("name", WRITABLE)
def test_a_preview_shows_the_first_record_and_counts_what_would_be_lost(
    name: str, hard: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    found = formats.preview(hard, name)
    report = formats.get(name).write(hard, tmp_path / "out")
    assert "두" in found.record
    assert len(found.record) <= 2000
    assert (found.report.articles, found.report.spans) == (report.articles, report.spans)
    beyond = {Loss.TOKEN, Loss.GRAPHEME, Loss.BLANKS, Loss.CELL}
    assert {k: v for k, v in found.report.losses.items() if k not in beyond} == {
        k: v for k, v in report.losses.items() if k not in beyond
    }


def test_the_preview_of_a_cas_shows_the_article_and_not_its_types(hard: Project) -> None:
    pytest.importorskip("cassis")
    found = formats.preview(hard, "cas-json")
    assert found is not None
    assert found.record.startswith('… "%FEATURE_STRUCTURES"')
    assert "두" in found.record
