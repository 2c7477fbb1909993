"""What a foreign file says of a text, on its way to an article: what no database could keep costs its record alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.project import Project
from annotator.sentences import explain

HALF = "\ud800"
TEXT = "가온시 소식"


def region(**more: Any) -> dict[str, Any]:
    return {"start": 0, "end": 3, "label": "REGION"} | more


def task(**more: Any) -> dict[str, Any]:
    return {"data": {"text": TEXT}, "annotations": [{"result": [{"value": more | {"start": 0, "end": 3}}]}]}


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("doccano", {"text": TEXT + HALF, "label": [[0, 3, "REGION"]]}),
        ("doccano", {"text": TEXT, "label": [[0, 3, "REGION"]], "title": HALF}),
        ("doccano", {"text": TEXT, "label": [[0, 3, "REGION"]], "id": HALF}),
        ("doccano", {"text": TEXT, "label": [[0, 3, "REGION"]], "more" + HALF: 1}),
        ("doccano", {"text": TEXT, "label": [[0, 3, "RE" + HALF]]}),
        ("prodigy", {"text": TEXT, "spans": [region(text=HALF)], "answer": "accept"}),
        ("prodigy", {"text": TEXT, "spans": [region()], "meta": {"more": [{"a": HALF}]}}),
        ("huggingface", {"tokens": ["가온" + HALF], "ner_tags": ["B-REGION"]}),
        ("huggingface", {"tokens": ["가온"], "ner_tags": ["B-RE" + HALF]}),
        ("label-studio", task(labels=["RE" + HALF])),
    ],
)
def test_half_a_surrogate_pair_costs_its_record_alone(
    name: str, record: dict[str, Any], empty: Project, tmp_path: Path
) -> None:
    good = json.loads(json.dumps(record).replace("\\ud800", ""))
    path = tmp_path / "a.json"
    path.write_text(json.dumps([record, good]), encoding="utf-8")
    result = formats.import_file(empty, path, name=name)
    assert len(result.added) == 1
    assert [error.code for error in result.report if error.code == "format.surrogate"] == ["format.surrogate"]
    assert all(explain(error).encode() for error in result.report)


def test_half_a_surrogate_pair_in_what_nobody_reads_costs_nothing(empty: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([task(labels=["REGION"], **{HALF: 1})]), encoding="utf-8")
    result = formats.import_file(empty, path, name="label-studio")
    assert (len(result.added), result.report) == (1, [])
    assert [span.text for _, span in empty.all_spans()] == ["가온시"]
