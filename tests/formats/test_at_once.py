"""A line that is read into its types at once brings what the same line brings part by part, right or wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from altered import altered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import huggingface, prodigy
from annotator.project import NewArticle

TEXT = "가람재단이 😀 세 곳을\n열었다."


def task() -> dict[str, Any]:
    return {
        "text": TEXT,
        "meta": {"id": "a", "title": "제목", "more": [1, {"x": None}]},
        "tokens": [{"text": "가람", "start": 0, "end": 2, "id": 0, "ws": False}],
        "spans": [
            {"start": 0, "end": 4, "token_start": 0, "token_end": 1, "label": "ORG"},
            {"start": 8, "end": 11, "label": "NUMBER", "text": "세 곳"},
        ],
        "answer": "accept",
        "_input_hash": 5,
        "_session_id": None,
    }


def row() -> dict[str, Any]:
    return {
        "id": "a-0",
        "article": "a",
        "text": TEXT,
        "tokens": ["가람", "재단", "이", "세", "곳"],
        "offsets": [[0, 2], [2, 4], [4, 5], [8, 9], [10, 11]],
        "ner_tags": [1, 2, 0, 3, 4],
    }


# What is no fault in the tokens of Prodigy's, of which nothing is kept.
_PASSED_OVER = [b'"\xff"', b'"\xed\xa0\x80"', b"1e999", b"9" * 5000]

# Format -> the names, module and function of its reading at once, and a record of the usual kind.
AT_ONCE: dict[str, tuple[Any, str, Callable[[], dict[str, Any]]]] = {
    "prodigy": (prodigy, "_task", task),
    "huggingface": (huggingface, "_Usual", row),
}


def read(name: str, path: Path) -> tuple[list[NewArticle], list[str]]:
    told: list[str] = []
    found = list(formats.get(name).read(path, problem=lambda error: told.append(str(error))))
    return found, told


def part_by_part(name: str, path: Path) -> tuple[list[NewArticle], list[str]]:
    module, at_once, _ = AT_ONCE[name]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, at_once, lambda *given: None)
        return read(name, path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    names = ["O", "B-ORG", "I-ORG", "B-이름", "I-NUMBER"]
    table = {"features": {"ner_tags": {"feature": {"names": names}}}}
    (tmp_path / "features.json").write_text(json.dumps(table), encoding="utf-8")
    return tmp_path / "train.jsonl"


@pytest.mark.parametrize("name", AT_ONCE)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_line(name: str, path: Path, data: st.DataObject) -> None:
    make = AT_ONCE[name][2]
    records = [data.draw(altered(make())), make(), data.draw(altered(make()))]
    path.write_text("\n".join(map(json.dumps, records)) + "\n", encoding="utf-8")
    assert repr(read(name, path)) == repr(part_by_part(name, path))


@pytest.mark.parametrize("name", AT_ONCE)
@pytest.mark.parametrize("wrong", [*_PASSED_OVER, rb'"\ud83d"', b"NaN", b"[" * 3000 + b"]" * 3000])
def test_a_fault_in_what_is_not_kept_is_told(name: str, path: Path, wrong: bytes) -> None:
    line = json.dumps(AT_ONCE[name][2]()).encode()
    if name != "prodigy" or wrong not in _PASSED_OVER:
        path.write_bytes(b"\n".join([line.replace(b'"tokens": [', b'"tokens": [' + wrong + b", "), line]))
        assert repr(read(name, path)) == repr(part_by_part(name, path))
    path.write_bytes(b"\n".join([line[:-1] + b', "other": ' + wrong + b"}", line]))
    assert repr(read(name, path)) == repr(part_by_part(name, path))


@pytest.mark.parametrize("wrong", _PASSED_OVER)
def test_a_fault_in_tokens_that_nobody_reads_costs_no_record(path: Path, wrong: bytes) -> None:
    line = json.dumps(task()).encode()
    path.write_bytes(b"\n".join([line.replace(b'"tokens": [', b'"tokens": [' + wrong + b", "), line]))
    found, told = read("prodigy", path)
    assert [(article.article.text, len(article.spans)) for article in found] == [(TEXT, 2)] * 2
    assert told == []


@pytest.mark.parametrize("name", AT_ONCE)
def test_a_usual_line_is_read_at_once(name: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(json.dumps(AT_ONCE[name][2]()), encoding="utf-8")
    wanted = part_by_part(name, path)
    monkeypatch.setattr("annotator.formats.json_records.decoded", None)  # the way that is not gone
    assert repr(read(name, path)) == repr(wanted)
    assert [len(article.spans) for article in wanted[0]] == [2 if name == "prodigy" else 3]


@pytest.mark.parametrize(
    ("name", "code", "record"),
    [
        (
            "jsonl",
            "jsonl.encoding",
            {"id": "a", "text": TEXT, "spans": [{"start": 0, "end": 2, "label": "A", "x": "?"}]},
        ),
        (
            "label-studio",
            "format.line_encoding",
            {
                "data": {"text": TEXT},
                "annotations": [{"result": [{"id": "?", "value": {"start": 0, "end": 2, "labels": ["A"]}}]}],
            },
        ),
    ],
)
def test_bytes_that_are_no_utf8_are_told_wherever_they_stand(
    name: str, code: str, record: dict[str, Any], path: Path
) -> None:
    if name == "jsonl":
        record |= {"segments": [], "state": "open", "meta": {}, "offset_unit": "codepoint", "end": "exclusive"}
        record["text_sha256"] = sha256(TEXT.encode()).hexdigest()
    line = json.dumps(record).encode()
    path.write_bytes(line)
    assert [len(article.spans) for article in read(name, path)[0]] == [1]
    path.write_bytes(line.replace(b'"?"', b'"\xff"'))
    told: list[AnnotatorError] = []
    assert list(formats.get(name).read(path, problem=told.append)) == []
    assert [error.code for error in told] == [code]
