"""A record as we write it is read at once, and as the long way would read it; any other goes the long way."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from altered import altered
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.formats.encoding import decoded
from annotator.formats.jsonl_record import Place, as_written, to_article

PLACE = Place("in.jsonl", 1)
TEXT = "달맞이읍 소식 🎉\n\n나래항공은 5억 원을 낸다."


def written(**values: Any) -> dict[str, Any]:
    """A record as `jsonl.write` makes it, but for `values`; one that is None is not in it."""
    mark = {"start": 0, "end": 4, "label": "REGION", "text": "달맞이읍", "annotator": "가", "origin": "human"}
    text = values.get("text", TEXT)
    record = {
        "id": "a-1",
        "text": text,
        "spans": [mark, mark | {"note": "왜?", "origin": "suggestion"}],
        "segments": [{"start": 0, "end": 10, "role": "title"}, {"start": 12, "end": 28, "role": "body"}],
        "state": "done",
        "meta": {"title": "달맞이읍 소식", "published_at": "2024-05-01", "page": [1, None, {"a": 0.5}]},
        "offset_unit": "codepoint",
        "end": "exclusive",
        "text_sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if isinstance(text, str) else "",
    }
    return {name: value for name, value in (record | values).items() if value is not None}


def the_long_way(line: bytes) -> tuple[Any, list[str]]:
    """The article of a line, or why there is none; and what was told."""
    told: list[AnnotatorError] = []
    try:
        return to_article(decoded(line), PLACE, told.append), list(map(str, told))
    except AnnotatorError as error:
        return str(error), list(map(str, told))


def test_our_own_record_is_read_at_once():
    line = json.dumps(written(), ensure_ascii=False).encode()
    found = as_written(line, PLACE)
    assert found is not None
    assert (found, []) == the_long_way(line)
    assert [span.note for span in found.spans] == ["", "왜?"]


@pytest.mark.parametrize(
    "values",
    [
        {"text": "달맞이읍\r\n소식"},
        {"text": "\u1112\u1161\u11ab글 소식"},
        {"text": "달맞이읍 \ud800 소식"},
        {"text": None},
        {"text": 5},
        {"id": 7},
        {"id": None},
        {"state": "closed"},
        {"state": None},
        {"meta": {"title": 5}},
        {"meta": []},
        {"offset_unit": "utf16"},
        {"end": "inclusive"},
        {"text_sha256": None},
        {"text_sha256": "0" * 64},
        {"segments": [{"start": 0, "end": 4, "role": "chrome"}]},
        {"segments": [{"start": 0, "end": 4, "role": "menu"}]},
        {"segments": [{"start": 0, "end": "4", "role": "body"}]},
        {"spans": [{"start": True, "end": 4, "label": "ORG"}]},
        {"spans": [{"start": 0, "end": 4, "label": "ORG", "origin": "guess"}]},
        {"spans": [{"start": 0, "end": 4, "label": "ORG", "boundary_check": 1}]},
        {"spans": ["달맞이읍"]},
        {"spans": {}},
        {"suggestions": []},
    ],
)
def test_any_other_goes_the_long_way(values):
    assert as_written(json.dumps(written(**values)).encode(), PLACE) is None


@settings(deadline=None)
@given(st.data())
def test_both_ways_bring_the_same(data):
    usual = written(text=data.draw(st.sampled_from([TEXT, "", "달맞이읍", "\u1112\u1161글", "가\r나"])))
    record = data.draw(altered(usual, least=1))
    line = json.dumps(record, ensure_ascii=data.draw(st.booleans())).encode("utf-8", "surrogatepass")
    found = as_written(line, PLACE)
    if found is not None:
        assert (found, []) == the_long_way(line)
        assert repr(found) == repr(the_long_way(line)[0])  # 1 is not 1.0 is not True
