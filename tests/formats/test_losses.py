"""What does not come back from a format is in its report: nothing is dropped in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annotator import formats
from annotator.formats import Loss, Options, Suggested
from annotator.project import Project
from annotator.span import Origin, Span

NEEDS = {"spacy": "spacy", "cas-json": "cassis", "cas-xmi": "cassis", "xlsx": "openpyxl"}
INSIDE = {
    "huggingface": "train.jsonl",
    "spacy": "train/0000.spacy",
    "brat": "hard.txt",
    "cas-json": "hard.json",
    "cas-xmi": "hard.xmi",
}

# What of an article or its spans each loss is about.
ABOUT: dict[Loss, Callable[[Project, int], Any]] = {
    Loss.NOTE: lambda project, number: [span.note for span in project.spans(number) if span.note],
    Loss.ANNOTATOR: lambda project, number: {span.annotator for span in project.spans(number)},
    Loss.ORIGIN: lambda project, number: {span.origin for span in project.spans(number)},
    Loss.ID: lambda project, number: project.article(number).uid,
    Loss.STATE: lambda project, number: project.article(number).state,
    Loss.META: lambda project, number: [
        getattr(project.article(number), name)
        for name in ("title", "subtitle", "published_at", "modified_at", "byline", "source_name", "meta")
    ],
    Loss.SEGMENTS: lambda project, number: [str(segment.role) for segment in project.article(number).segments],
    Loss.ARTICLE_NOTE: lambda project, number: project.article(number).note,
}


def full(made: SimpleNamespace) -> Any:
    """The hard article with all that can be known of one, and marks of two people."""
    given = made.hard_article()
    article = replace(given.article, subtitle="작은 제목", modified_at="2026-03-02T10:00:00+09:00")
    first, *others = given.spans
    spans = [first, *(replace(span, origin=Origin.SUGGESTION) for span in others)]
    spans.append(Span(first.start, first.end, "ORG", first.text, "분석가 2", Origin.HUMAN))
    return replace(given, article=article, spans=spans, meta={"publisher": "두루일보"})


@pytest.mark.parametrize("name", formats.readable())
def test_what_does_not_come_back_is_counted(
    name: str, make: Callable[..., Project], empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    project = make(full(made))
    out = tmp_path / f"out{formats.get(name).SUFFIXES[0]}"
    report = formats.get(name).write(project, out)
    formats.import_file(empty, out / INSIDE[name] if name in INSIDE else out, name=name)
    back = min(article.id for article in empty.iter_articles())
    gone = {loss for loss, about in ABOUT.items() if about(project, 1) != about(empty, back)}
    assert gone <= set(report.losses), f"in silence: {gone - set(report.losses)}"
    # Nor is what comes back said to be lost.
    assert not set(report.losses) & (ABOUT.keys() - gone)


@pytest.mark.parametrize("name", formats.names())
def test_suggestions_stand_apart_or_are_counted(name: str, hard: Project, tmp_path: Path) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    options = Options(suggestions=lambda article: [Suggested(0, 1, "ORG", 0.25, "learnt")])
    report = formats.get(name).write(hard, tmp_path / "out", options=options)
    carried = name in ("jsonl", "label-studio")
    assert report.losses.get(Loss.SUGGESTIONS, 0) == (0 if carried else report.articles)
    if carried:
        assert "learnt" in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
def test_tables_count_what_they_do_not_show(
    name: str, make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    given = full(made)
    text = given.article.text + "\n\x01" + "가" * 40_000
    start = text.index("\x01")
    long = Span(start, len(text), "ORG", text[start:], "분석가 1", Origin.HUMAN)
    article = replace(given.article, text=text, segments=())
    report = formats.get(name).write(make(replace(given, article=article, spans=[*given.spans, long])), tmp_path / "a")
    assert report.losses[Loss.META] == 1
    # One note begins like a formula, which a sheet holds as it is; the long span it does not.
    assert report.losses[Loss.CELL] == 1
    last = json.loads((tmp_path / "a.report.ndjson").read_text(encoding="utf-8").splitlines()[-1])
    assert last["lost"]["cell"] == 1
