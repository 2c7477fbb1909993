"""Clean sentences come out as they went in; on public news sentences, where the folder that holds them is at hand."""

import os
from pathlib import Path

import pytest

from annotator.articles import clean, source_from_text

SHARED = os.environ.get("ANNOTATOR_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="ANNOTATOR_SHARED is not set")


def news() -> list[str]:
    path = Path(SHARED, "data", "ner", "klue-ner.train.raw-sentences.tsv")
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return [row[1].strip() for row in rows if len(row) == 2 and row[0].endswith("wikitree") and row[1].strip()]


def changed(texts: list[str]) -> list[str]:
    return [text for text in texts if clean(source_from_text(text, "a.txt")).text != text]


def test_ten_thousand_leads_lose_nothing() -> None:
    sentences = news()
    assert len(sentences) >= 10_000
    assert changed(sentences) == []


@pytest.mark.parametrize("joint", ["\n", "\n\n", " "])
def test_nor_do_runs_of_them(joint: str) -> None:
    sentences = news()
    assert changed([joint.join(sentences[i : i + 2 + i % 11]) for i in range(0, len(sentences), 7)]) == []
