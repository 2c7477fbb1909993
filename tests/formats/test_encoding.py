"""JSON out and in, held against the standard library; declared shapes, held against the lenient reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import encoding, json_records
from annotator.formats.encoding import decoded, encoded, line

_texts = st.text(st.sampled_from('가a"\\/\n\t\0\x1f\x7f\x85\u2028\u2029\ufeff🎉') | st.characters(codec="utf-8"))
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(-1e9, 1e9) | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=12,
)


def _standard(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@given(_values)
def test_what_goes_out_comes_back(value):
    assert decoded(encoded(value)) == json.loads(_standard(value)) == value


@given(st.recursive(st.integers() | _texts, lambda inner: st.lists(inner) | st.dictionaries(_texts, inner)))
def test_texts_and_integers_are_written_as_the_standard_library_does(value):
    assert encoded(value) == _standard(value)


@given(_values)
def test_a_line_is_one_line_for_every_reader(value):
    text = line(value).decode()
    assert len(text.splitlines()) == 1
    assert text.endswith("\n")
    assert json.loads(text) == value


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "1e999", '{"a":1', '{"a":1} 2', "01", '"\t"', "9" * 5000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        decoded(text.encode())


def test_bytes_that_are_no_utf8_are_named_by_their_place():
    with pytest.raises(UnicodeDecodeError) as caught:
        decoded(b'{"a":"\xea\xb0\x80\xff"}')
    assert caught.value.start == 9


@settings(deadline=None)
@given(
    st.lists(st.dictionaries(_texts, _values, max_size=3), max_size=4),
    st.sampled_from(["one line", "lines", "lines apart", "indented"]),
)
def test_a_list_reads_the_same_however_it_is_laid_out(
    tmp_path_factory: pytest.TempPathFactory, records: list[Any], layout: str
) -> None:
    parts = [json.dumps(record, ensure_ascii=False) for record in records]
    text = {
        "one line": json.dumps(records),
        "lines": "[\n" + ",\n".join(parts) + "\n]\n",
        "lines apart": "[\r\n" + " \r\n,\r\n\r\n".join(parts) + "]",
        "indented": json.dumps(records, indent=2),
    }[layout]
    path = tmp_path_factory.getbasetemp() / "layout.json"
    path.write_text(text, encoding="utf-8", newline="")
    told: list[AnnotatorError] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "_CHUNK", 7)
        assert [record for _, record in json_records.json_list(path, told.append)] == records
    assert not told


# -- shapes that are declared, and read in one go

_junk = st.none() | st.booleans() | st.integers(-2, 9) | st.floats(0, 3) | st.sampled_from(["", "ORG", "가", "human"])
_TEXT = "가나 다라\n마바"
_NAMES = [
    "start",
    "end",
    "label",
    "text",
    "annotator",
    "origin",
    "note",
    "boundary_check",
    "start_offset",
    "end_offset",
]
_spans = st.builds(
    lambda start, length, extra: {"start": start, "end": start + length, "label": "ORG"} | extra,
    st.integers(0, 6),
    st.integers(1, 3),
    st.dictionaries(st.sampled_from(_NAMES), _junk, max_size=2),
)
_triples = st.tuples(st.integers(0, 6), st.integers(1, 8), st.sampled_from(["ORG", "", 3])).map(list)
_regions = st.builds(
    lambda value, labels, extra, more: {"value": value | labels | more, "type": "labels"} | extra,
    st.builds(lambda start, end: {"start": start, "end": end}, st.integers(0, 6) | _junk, st.integers(1, 8)),
    st.sampled_from(
        [{"labels": ["ORG"]}, {"labels": ["ORG", "가"]}, {"labels": [1]}, {"hypertextlabels": ["ORG"]}, {}]
    ),
    st.dictionaries(st.sampled_from(["type", "meta"]), _junk | st.just({"text": ["메모", 2]}), max_size=1),
    st.dictionaries(st.sampled_from(["text", "globalOffsets"]), _junk | st.just({"start": 1, "end": 2}), max_size=1),
)
_RECORDS = {
    "jsonl": st.lists(_spans | _junk, max_size=4).map(lambda spans: {"text": _TEXT, "spans": spans}),
    "prodigy": st.lists(_spans | _junk, max_size=4).map(lambda spans: {"text": _TEXT, "spans": spans}),
    "doccano": st.lists(_triples | _spans | _junk, max_size=4).map(lambda marks: {"text": _TEXT, "label": marks}),
    "label-studio": st.lists(_regions | _junk, max_size=4).map(
        lambda regions: {"data": {"text": _TEXT}, "annotations": [{"result": regions}]}
    ),
}


@pytest.mark.parametrize("name", _RECORDS)
@settings(deadline=None)
@given(data=st.data())
def test_a_shape_that_fits_reads_as_the_lenient_reading_does(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "shape.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in data.draw(st.lists(_RECORDS[name], min_size=1, max_size=3))))
    with pytest.MonkeyPatch.context() as patch:
        found = _read(name, path)
        for module in ("jsonl_record", "prodigy", "doccano", "label_studio"):
            patch.setattr(f"annotator.formats.{module}.fitting", lambda value, kind: None)
        assert found == _read(name, path)


def _read(name: str, path: Path) -> tuple[list[Any], list[tuple[str, dict[str, Any]]]]:
    told: list[AnnotatorError] = []
    articles = list(formats.get(name).read(path, problem=told.append))
    return articles, [(error.code, error.values) for error in told]


def test_a_shape_is_checked_down_to_its_last_part():
    assert encoding.fitting([[0, 1, "ORG"]], list[tuple[int, int, encoding.Name]]) == [(0, 1, "ORG")]
    for wrong in ([[0, 1, ""]], [[0, True, "ORG"]], [[0, 1.0, "ORG"]], [[0, 1]], {}, [[0, 1, "ORG", 2]]):
        assert encoding.fitting(wrong, list[tuple[int, int, encoding.Name]]) is None
