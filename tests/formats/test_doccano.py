"""doccano's own importer on our files; ANNOTATOR_DOCCANO names the Python of an environment that has doccano."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annotator import formats
from annotator.project import Project

NAMES = ["doccano", "doccano-relation"]


@pytest.fixture
def mixed(make: Callable[..., Project], made: SimpleNamespace) -> Project:
    """An article of which much is known, one of which nothing is, and one without a mark."""
    return make(
        made.hard_article(), made.plain_article("b", "가온시 소식", ("가온시", "REGION")), made.plain_article("c", "글")
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_record_has_the_same_keys(name: str, mixed: Project, tmp_path: Path) -> None:
    """doccano reads records as rows of a table: what one lacks becomes a NaN, which its database refuses."""
    formats.get(name).write(mixed, tmp_path / "a.jsonl")
    records = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert len(records) == 3
    assert len({tuple(record) for record in records}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_importer_of_doccano_takes_every_record_and_span(
    name: str, mixed: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    python = os.environ.get("ANNOTATOR_DOCCANO")
    if not python:
        pytest.skip("ANNOTATOR_DOCCANO names no Python that has doccano")
    formats.get(name).write(mixed, tmp_path / "a.jsonl")
    task = "SequenceLabeling" if name == "doccano" else "RelationExtraction"
    script = Path(__file__).with_name("doccano_importer.py")
    command = [python, "-X", "utf8", str(script), str(tmp_path / "a.jsonl"), task]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert said["errors"] == []
    first, second, third = said["examples"]
    units = made.HARD.encode("utf-16-le")
    found = [(units[2 * a : 2 * b].decode("utf-16-le"), label) for a, b, label in first["spans"]]
    assert (first["text"], sorted(found)) == (made.HARD, sorted((s.text, s.label) for s in made.hard_spans()))
    assert (second["spans"], third["spans"]) == ([[0, 3, "REGION"]], [])
    assert [example["meta"]["id"] for example in said["examples"]] == ["hard", "b", "c"]
    assert (first["meta"]["title"], second["meta"]["title"]) == (mixed.article(1).title, "")
