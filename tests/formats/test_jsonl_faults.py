"""Faults in the project's own JSONL: each is told with file, line and field, and what is good comes in."""

from __future__ import annotations

import json

import pytest
from imported import GOOD, imported

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import jsonl
from annotator.sentences import explain


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ("{", "jsonl.syntax", ""),
        ('{"text": "a", "meta": {"x": NaN}}', "jsonl.syntax", ""),
        ("[" * 100_000, "jsonl.syntax", ""),
        ('{"id": ' + "9" * 5000 + ', "text": "a"}', "jsonl.syntax", ""),
        ("[]", "jsonl.not_object", ""),
        ('"text"', "jsonl.not_object", ""),
        ("{}", "jsonl.field", "text"),
        ('{"text": 5}', "jsonl.field", "text"),
        ('{"text": "a", "id": []}', "jsonl.field", "id"),
        ('{"text": "a", "id": true}', "jsonl.field", "id"),
        ('{"text": "a", "state": "half"}', "jsonl.field", "state"),
        ('{"text": "a", "state": []}', "jsonl.field", "state"),
        ('{"text": "a", "meta": []}', "jsonl.field", "meta"),
        ('{"text": "a", "meta": {"title": 1}}', "jsonl.field", "meta.title"),
        ('{"text": "a", "spans": {}}', "jsonl.field", "spans"),
        ('{"text": "a", "segments": [{"start": 0}]}', "jsonl.field", "segments"),
        ('{"text": "a", "segments": 5}', "jsonl.field", "segments"),
        ('{"text": "a", "segments": [{"start": 0, "end": true, "role": "body"}]}', "jsonl.field", "segments"),
        ('{"text": "a", "segments": [{"start": 0, "end": 1, "role": "chrome"}]}', "jsonl.field", "segments"),
        ('{"text": "a", "segments": [{"start": 0, "end": 1, "role": []}]}', "jsonl.field", "segments"),
        ('{"text": "a", "offset_unit": "utf16"}', "jsonl.unit", "offset_unit"),
        ('{"text": "a", "end": "inclusive"}', "jsonl.unit", "end"),
        ('{"text": "a", "text_sha256": "00"}', "jsonl.checksum", "text_sha256"),
        ('{"text": "a\\ud800"}', "jsonl.surrogate", ""),
        ('{"text": "a", "meta": {"\\uDC00": 1}}', "jsonl.surrogate", ""),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_the_good_ones_come_in(tmp_path, line, code, field):
    result, project = imported(tmp_path, GOOD, line, GOOD | {"id": "last"})
    with project:
        (error,) = result.report
        assert (error.code, error.values["line"], error.values["field"]) == (code, 2, field)
        assert explain(error, "ko").startswith("in.jsonl 2번째 줄")
        assert explain(error, "en").startswith("in.jsonl, line 2")
        assert [row.uid for row in project.article_rows()] == ["good", "last"]


@pytest.mark.parametrize("text", ["", "  \\n", "\\ufeff "])
def test_a_text_that_shows_nothing_is_told(tmp_path, text):
    result, project = imported(tmp_path, f'{{"text": "{text}"}}', GOOD)
    with project:
        assert len(project.article_rows()) == 1 + (text == "\\ufeff ")
        assert [error.code for error in result.report] == ([] if text == "\\ufeff " else ["import.no_text"])


def test_bytes_that_are_not_utf8_are_told(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a"}\n{"text": "\xb0\xa1"}\n{"text": "b"}\n')
    told: list[AnnotatorError] = []
    assert [item.article.text for item in jsonl.read(tmp_path / "a.jsonl", problem=told.append)] == ["a", "b"]
    assert [(error.code, error.values["line"], error.values["column"]) for error in told] == [("jsonl.encoding", 2, 11)]


def test_a_line_too_long_is_told_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "_LONGEST_LINE", 40)
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "' + "b" * 200 + '"}\n{"text": "c"}\n' + "d" * 100)
    told: list[AnnotatorError] = []
    assert [item.article.text for item in jsonl.read(tmp_path / "a.jsonl", problem=told.append)] == ["a", "c"]
    assert [(error.code, error.values["line"]) for error in told] == [("jsonl.too_long", 2), ("jsonl.too_long", 4)]


@pytest.mark.parametrize(
    ("span", "field"),
    [
        ("x", "spans[1]"),
        ({"end": 2, "label": "ORG"}, "spans[1].start"),
        ({"start": 0.0, "end": 2, "label": "ORG"}, "spans[1].start"),
        ({"start": False, "end": 2, "label": "ORG"}, "spans[1].start"),
        ({"start": 0, "end": "2", "label": "ORG"}, "spans[1].end"),
        ({"start": 0, "end": 2}, "spans[1].label"),
        ({"start": 0, "end": 2, "label": "ORG", "text": 1}, "spans[1].text"),
        ({"start": 0, "end": 2, "label": "ORG", "annotator": 1}, "spans[1].annotator"),
        ({"start": 0, "end": 2, "label": "ORG", "note": []}, "spans[1].note"),
        ({"start": 0, "end": 2, "label": "ORG", "origin": "model"}, "spans[1].origin"),
        ({"start": 0, "end": 2, "label": "ORG", "origin": []}, "spans[1].origin"),
    ],
)
def test_a_bad_span_is_told_with_its_field_and_the_rest_stays(tmp_path, span, field):
    good = {"start": 3, "end": 5, "label": "ORG", "text": "나래"}
    result, project = imported(tmp_path, {"text": "가람 나래", "spans": [good, span]})
    with project:
        (error,) = result.report
        assert (error.code, error.values["line"], error.values["field"]) == ("jsonl.span", 1, field)
        assert field in explain(error)
        assert [kept.text for kept in project.spans(1)] == ["나래"]


@pytest.mark.parametrize(
    ("span", "code"),
    [
        ({"start": 0, "end": 2, "label": "ORG", "text": "가랑"}, "import.text"),
        ({"start": 0, "end": 3, "label": "ORG"}, "import.blank_edge"),
        ({"start": 0, "end": 99, "label": "ORG"}, "import.range"),
        ({"start": -2, "end": 2, "label": "ORG"}, "import.range"),
        ({"start": 2, "end": 10**30, "label": "ORG"}, "import.range"),
        ({"start": 0, "end": 2, "label": "기관"}, "import.label"),
    ],
)
def test_a_span_that_may_not_be_is_told_with_its_line(tmp_path, span, code):
    result, project = imported(tmp_path, {"text": "가람 나래", "spans": [span]})
    with project:
        (error,) = result.report
        assert (error.code, error.values["article"]) == (code, "in.jsonl:1")
        assert project.spans(1) == []


def test_fields_that_are_not_used_are_named_once(tmp_path):
    result, project = imported(tmp_path, GOOD, GOOD | {"id": "b", "tokens": []}, GOOD | {"id": "c", "tokens": []})
    with project:
        assert [(e.code, e.values["line"], e.values["field"]) for e in result.report] == [
            ("jsonl.ignored", 2, "tokens")
        ]
        assert len(result.added) == 3


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"labels": 5}', '{"labels": [5]}', '{"labels": [{"key": "A"}]}', "[" * 100_000]
)
def test_a_bad_label_file_is_told_and_nothing_comes_in(tmp_path, empty, content):
    (tmp_path / "a.jsonl").write_text(json.dumps(GOOD))
    (tmp_path / "a.jsonl.labels.json").write_text(content)
    with pytest.raises(AnnotatorError) as caught:
        formats.import_file(empty, tmp_path / "a.jsonl")
    assert caught.value.code in ("jsonl.sidecar", "labels.field")
    assert explain(caught.value)
    assert empty.article_rows() == []


def test_a_missing_file_is_told(tmp_path, empty):
    with pytest.raises(AnnotatorError) as caught:
        formats.import_file(empty, tmp_path / "none.jsonl")
    assert caught.value.code == "jsonl.unreadable"


def test_reading_without_a_listener_raises_the_first_problem(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n[]\n')
    found = jsonl.read(tmp_path / "a.jsonl")
    assert next(found).article.text == "a"
    with pytest.raises(AnnotatorError, match=r"jsonl\.not_object"):
        next(found)
