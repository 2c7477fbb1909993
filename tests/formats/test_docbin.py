"""The folder for spaCy: what spaCy itself says of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator import formats
from annotator.project import Project


def test_spacy_finds_every_outermost_span_and_nothing_wrong(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    pytest.importorskip("spacy")
    articles = [made.plain_article(f"a{n}", f"🎉 가온시는 {n}명을 뽑는다.", (f"{n}명", "NUMBER")) for n in range(60)]
    formats.get("spacy").write(make(made.hard_article(), *articles), tmp_path / "spacy")
    command = [sys.executable, "-m", "spacy", "debug", "data", "config.cfg", "--no-format", "--verbose"]
    told = subprocess.run(command, cwd=tmp_path / "spacy", capture_output=True, text=True, encoding="utf-8")
    # It looks at every document: what does not load, does not align or crosses a sentence is said. (That labels of
    # which there is one are too few is said, too, and is an error to it.)
    assert "Corpus is loadable" in told.stdout, told.stdout + told.stderr
    assert "No entities consisting of or starting/ending with whitespace" in told.stdout
    assert "No entities crossing sentence boundaries" in told.stdout
    assert "misaligned" not in told.stdout
    line = next(line for line in told.stdout.splitlines() if line.startswith("Labels in train data"))
    wanted = Counter(label for _, label in made.outermost(made.hard_spans())) + Counter(NUMBER=60)
    assert {label: int(number) for label, number in re.findall(r"'(\w+)' \((\d+)\)", line)} == wanted
