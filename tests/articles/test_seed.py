"""The customer's own article, where the folder that holds it is at hand."""

import json
import os
from pathlib import Path

import pytest

from annotator.articles import clean, read_source, to_dict

SHARED = os.environ.get("ANNOTATOR_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="ANNOTATOR_SHARED is not set")


def test_the_customers_article_comes_out_as_expected() -> None:
    folder = Path(SHARED, "seed")
    expected = json.loads((folder / "article.expected.json").read_text(encoding="utf-8"))
    found = to_dict(clean(read_source(folder / "article.raw.txt")))
    assert {key: found[key] for key in ("title", "subtitle", "published_at", "text", "segments")} == {
        key: expected[key] for key in ("title", "subtitle", "published_at", "text", "segments")
    }
