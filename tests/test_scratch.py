"""The scratch project the program starts with: the sample, its tokens without a tokenizer, kept between starts."""

from __future__ import annotations

import hashlib
import json

import pytest

from annotator import samples
from annotator.articles import clean, read_source
from annotator.morphology import chunks, tokenize, tokenizer_version
from annotator.paths import resource
from annotator.tokens import decode


@pytest.fixture
def text() -> str:
    return clean(read_source(resource("samples", samples.SAMPLE))).text


def test_shipped_tokens_are_those_the_tokenizer_makes(text: str) -> None:
    shipped = json.loads(resource("samples", samples.TOKENS).read_text(encoding="utf-8"))
    if shipped["tokenizer"] != tokenizer_version():
        pytest.skip(f"the sample's tokens are of {shipped['tokenizer']}")
    found = samples.shipped_tokens(text)
    # Not the bytes: another zlib packs them in another way.
    assert {bounds: decode(tokens) for bounds, tokens in found.items()} == {
        (start, end): tokenize([text[start:end]])[0] for start, end in chunks(text)
    }


def test_tokens_of_another_text_or_tokenizer_are_not_used(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert samples.shipped_tokens(text + "!") == {}
    monkeypatch.setattr(samples, "tokenizer_version", lambda: "another")
    assert samples.shipped_tokens(text) == {}


def test_the_scratch_project_is_made_once_and_found_again(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "user_data", lambda: tmp_path)
    with samples.open_scratch("연습") as first:
        assert samples.is_scratch(first)
        (row,) = first.article_rows()
        digest = hashlib.sha256(first.article(row.id).text.encode()).hexdigest()
        assert first.article(row.id).text_sha256 == digest
        first.save_view({"article": row.id, "position": 7})
    with samples.open_scratch("연습") as again:
        assert len(again.article_rows()) == 1
        assert again.view()["position"] == 7
