"""What the tests of the commands work with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import cli
from annotator.articles import clean, read_source
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations

SAMPLES = ("news.txt", "local.txt", "briefing.txt")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder(here: Path) -> Path:
    """A folder with the three samples."""
    target = here / "기사"
    target.mkdir()
    for name in SAMPLES:
        shutil.copy(resource("samples", name), target / name)
    return target


@pytest.fixture
def project(here: Path) -> Path:
    """A project with one article and one span."""
    path = here / "연습.annotator"
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as made:
        source = read_source(resource("samples", "news.txt"))
        added = operations.add_articles(made, [NewArticle(source=source, article=clean(source))]).added
        operations.add_span(made, added[0], 0, 2, "ORG")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; its exit code, stdout and stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return call
