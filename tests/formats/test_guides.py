"""The guides of resources/guides/training.md, and jsonl.md for `datasets`, run as they stand there."""

from __future__ import annotations

import contextlib
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator import cli, formats
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import Project, operations

FOLDER = Path(__file__).parents[2] / "resources" / "guides"
TEXT = (FOLDER / "training.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(sh|py)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
GUIDES = {
    title: FENCE.findall(body) for title, body in re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.M)
}
NEEDS = {"spaCy": ["spacy"], "Hugging Face": ["datasets", "tokenizers"], "CoNLL and a CRF": ["pycrfsuite"]}


@pytest.fixture
def folder(make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path) -> Path:
    articles = [
        made.plain_article(
            f"a{n}",
            f"가온{n} 소식. 은하제철은 두루시에 {n}번째 공장을 짓는다.",
            ("은하제철", "ORG"),
            ("두루시", "REGION"),
        )
        for n in range(30)
    ]
    make(*articles, name="연습").close()
    return tmp_path


def perform(kind: str, block: str, folder: Path) -> str:
    """What a block prints; commands of ours run in this process."""
    if kind == "py":
        done = subprocess.run([sys.executable, "-X", "utf8", "-c", block], cwd=folder, capture_output=True, text=True)
    else:
        words = shlex.split(block)
        if words[0] == "annotator":
            with contextlib.chdir(folder):
                assert cli.run(words[1:]) == 0
            return ""
        assert words[0] == "python"
        done = subprocess.run([sys.executable, *words[1:]], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("title", NEEDS)
def test_a_guide_leads_to_a_training_run(title: str, folder: Path) -> None:
    for library in NEEDS[title]:
        pytest.importorskip(library)
    assert len(GUIDES[title]) >= 2
    printed = [perform(kind, block, folder) for kind, block in GUIDES[title]]
    last = printed[-1].strip().splitlines()[-1]
    if title == "Hugging Face":
        assert last == "60"
    elif title == "spaCy":
        assert last.startswith("[")
    else:
        assert {"B-ORG", "B-REGION", "O"} <= set(re.findall(r"'([^']+)'", last))


def test_datasets_loads_our_own_lines_however_late_a_note_stands(
    made: SimpleNamespace, empty: Project, tmp_path: Path
) -> None:
    pytest.importorskip("datasets")
    filling = [made.plain_article(f"a{number}", f"{number}번 " + "글 " * 200_000) for number in range(30)]
    operations.add_articles(empty, [*filling, made.hard_article()], labels=load_preset(resource("labels", "news.toml")))
    formats.get("jsonl").write(empty, tmp_path / "연습.jsonl")
    assert (tmp_path / "연습.jsonl").stat().st_size > 20 * 2**20
    ((kind, block),) = FENCE.findall((FOLDER / "jsonl.md").read_text(encoding="utf-8"))
    assert perform(kind, block, tmp_path).split() == ["31"]


def test_a_split_makes_the_files_that_the_guide_names(folder: Path) -> None:
    ((kind, block),) = GUIDES["What goes along"]
    perform(kind, block, folder)
    made = {path.name for path in folder.iterdir()} - {"연습.annotator"}
    assert made == set(re.findall(r"`(corpus\.[\w.]+)`", TEXT))


def test_every_option_of_an_export_is_named_and_those_named_are_options() -> None:
    from annotator.cli.commands import group

    params = group.commands["export"].params
    options = {option for param in params for option in (*param.opts, *param.secondary_opts) if option[:2] == "--"}
    rows = re.findall(r"^\| `(--[a-z-]+)", TEXT, re.MULTILINE)
    assert {*rows, "--format"} == options


def test_every_guide_is_run_and_every_format_is_named() -> None:
    assert {title for title, blocks in GUIDES.items() if blocks} == {*NEEDS, "What goes along"}
    rows = [line for line in TEXT.partition("## Other tools")[2].splitlines() if line.startswith("| `")]
    named = {name: row for row in rows for name in re.findall(r"`([a-z0-9-]+)`", row.split("|")[1])}
    assert set(named) == set(formats.names())
    assert {name for name, row in named.items() if row.rstrip("| ").endswith("yes")} == set(formats.readable())
