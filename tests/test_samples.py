"""The sample articles that ship with the program: their expected results hold together, and cleaning gives them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest

from annotator.articles import clean, read_source
from annotator.labels import load_preset
from annotator.morphology import Morphemes, tokenize
from annotator.paths import resource
from annotator.span import Span, cross, order, trim

NAMES = ("news", "local", "briefing")
KEYS = ["source", "title", "subtitle", "published_at", "text", "segments", "offset_unit", "end", "spans"]

Expected = dict[str, Any]


@pytest.fixture(params=NAMES)
def expected(request: pytest.FixtureRequest) -> Expected:
    loaded: Expected = json.loads(resource("samples", f"{request.param}.expected.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def spans(expected: Expected) -> list[Span]:
    return [Span(**span) for span in expected["spans"]]


@pytest.fixture
def morphemes(expected: Expected) -> Morphemes:
    text = expected["text"]
    index = Morphemes(text, [(segment["start"], segment["end"]) for segment in expected["segments"]])
    index.add(0, len(text), tokenize([text])[0])
    return index


def test_every_sample_is_tested() -> None:
    folder = resource("samples")
    assert {path.name.removesuffix(".txt") for path in folder.glob("*.txt")} == set(NAMES)
    assert {path.name.removesuffix(".expected.json") for path in folder.glob("*.expected.json")} == set(NAMES)


def test_keys_and_units(expected: Expected) -> None:
    assert list(expected) == KEYS
    assert (expected["offset_unit"], expected["end"]) == ("codepoint", "exclusive")
    assert resource("samples", expected["source"]).is_file()


def test_published_at_is_korean_time(expected: Expected) -> None:
    assert datetime.fromisoformat(expected["published_at"]).utcoffset() == timedelta(hours=9)


def test_segments_joined_by_a_blank_line_are_the_text(expected: Expected) -> None:
    text, segments = expected["text"], expected["segments"]
    assert "\n\n".join(text[segment["start"] : segment["end"]] for segment in segments) == text
    assert segments[0]["start"] == 0
    for before, after in pairwise(segments):
        assert after["start"] == before["end"] + 2


def test_title_and_subtitle_are_the_leading_segments(expected: Expected) -> None:
    first, second, *rest = (
        (segment["role"], expected["text"][segment["start"] : segment["end"]]) for segment in expected["segments"]
    )
    assert first == ("title", expected["title"])
    assert second == ("subtitle", expected["subtitle"])
    assert rest
    assert {role for role, _ in rest} <= {"body", "subhead", "caption"}


def test_span_text_is_the_slice(expected: Expected, spans: list[Span]) -> None:
    assert spans
    for span in spans:
        assert expected["text"][span.start : span.end] == span.text


def test_spans_are_in_order(spans: list[Span]) -> None:
    assert spans == sorted(spans, key=order)


def test_no_two_spans_cross_or_share_both_ends(spans: list[Span]) -> None:
    for a, b in combinations(spans, 2):
        assert not cross(a.bounds, b.bounds), (a, b)
        assert a.bounds != b.bounds, (a, b)


def test_every_span_lies_in_one_segment(expected: Expected, spans: list[Span]) -> None:
    for span in spans:
        holders = [s for s in expected["segments"] if s["start"] <= span.start and span.end <= s["end"]]
        assert len(holders) == 1, span


def test_spans_use_every_label_of_the_preset(spans: list[Span]) -> None:
    counts = Counter(span.label for span in spans)
    assert set(counts) == {label.key for label in load_preset(resource("labels", "news.toml"))}
    assert min(counts.values()) >= 4


def test_only_regions_are_nested_and_only_in_organisations_and_policies(spans: list[Span]) -> None:
    nested = [(a.label, b.label) for a, b in combinations(spans, 2) if b.start < a.end]
    assert set(nested) <= {("ORG", "REGION"), ("POLICY", "REGION")}


def test_no_span_takes_in_blanks_or_quotation_marks(expected: Expected, spans: list[Span]) -> None:
    for span in spans:
        assert trim(expected["text"], span.start, span.end) == span.bounds
        assert not set(span.text) & set("‘’“”'\"")


def test_a_drag_along_a_span_marks_exactly_it(spans: list[Span], morphemes: Morphemes) -> None:
    for span in spans:
        assert morphemes.snap(span.start, span.end) == span.bounds, span
        assert morphemes.snap(span.end, span.start) == span.bounds, span


def test_no_span_ends_in_a_particle(spans: list[Span], morphemes: Morphemes) -> None:
    for span in spans:
        assert morphemes.particle_at_end(span.start, span.end) is None, span


def test_cleaning_the_raw_file_gives_the_expected_article(expected: Expected) -> None:
    article = clean(read_source(resource("samples", expected["source"])))
    assert article.title == expected["title"]
    assert article.subtitle == expected["subtitle"]
    assert article.published_at == expected["published_at"]
    assert article.text == expected["text"]
    assert [
        {"start": segment.start, "end": segment.end, "role": str(segment.role)} for segment in article.segments
    ] == expected["segments"]


def load(name: str) -> Expected:
    loaded: Expected = json.loads(resource("samples", f"{name}.expected.json").read_text(encoding="utf-8"))
    return loaded


def test_the_first_sample_holds_the_difficulties_it_ships_for() -> None:
    news = load("news")
    spans = [Span(**span) for span in news["spans"]]
    text = news["text"]
    assert 30 <= len(spans) <= 42
    around = {text[span.start - 1] + text[span.end] for span in spans if span.start and span.label == "POLICY"}
    assert {"‘’", "''"} <= around
    legal = next(span for span in spans if span.text.startswith("(재)"))
    assert any(span.start == legal.end + 1 and text[legal.end] == "(" and text[span.end] == ")" for span in spans)
    assert any(a.label == "ORG" and b.label == "REGION" and b.start < a.end for a, b in combinations(spans, 2))
    assert max(Counter(span.text for span in spans).values()) >= 4
    numbers = [span.text for span in spans if span.label == "NUMBER"]
    for mark in ("여명", "~", "%", "억원", "㎡"):
        assert any(mark in number for number in numbers), mark
