"""Projects to try things on. Sentences and names are made up."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.article import Article, Role, Segment, Source
from annotator.labels import LabelSet, load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations
from annotator.text import paragraphs

# Title, blank line, two paragraphs; an emoji before most offsets, so that UTF-16 units would show.
TEXT = "두물군, 숲길 열다 🎉\n\n두루전자와 해솔은행은 두물군에 30억 원을 들인다.\n\n새길교통공사 노선도 늘어난다."


def make(text: str = TEXT, **values: object) -> NewArticle:
    """A new article of a text, paragraph by paragraph, the first one its title."""
    bounds = list(paragraphs(text))
    segments = tuple(Segment(*each, Role.BODY if n else Role.TITLE) for n, each in enumerate(bounds))
    title = text[slice(*bounds[0])] if bounds else ""
    return NewArticle(None, Article(text, segments, title=title), **values)  # type: ignore[arg-type]


@pytest.fixture
def labels() -> LabelSet:
    return load_preset(resource("labels", "news.toml"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "숲길.annotator"


@pytest.fixture
def project(path: Path, labels: LabelSet) -> Iterator[Project]:
    with Project.create(path, labels) as made:
        yield made


@pytest.fixture
def article(project: Project) -> int:
    """The id of one article of TEXT in the project."""
    return operations.add_articles(project, [make()]).added[0]


@pytest.fixture
def place() -> Callable[[str, str], tuple[int, int]]:
    """Where a word stands in a text."""

    def find(word: str, text: str = TEXT) -> tuple[int, int]:
        return text.index(word), text.index(word) + len(word)

    return find


@pytest.fixture
def new_article() -> Callable[..., NewArticle]:
    return make


@pytest.fixture
def source() -> Source:
    return Source("숲길.txt", "ab" * 32, "로그인\n두물군 소식\n글자 크기\n본문이다.")


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder in which permissions count, also where the tests run as root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no POSIX permissions here")
    folder = Path(tempfile.mkdtemp())
    user = os.geteuid()
    if user == 0:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if user == 0:
            os.seteuid(0)
        for each in [folder, *folder.rglob("*")]:
            each.chmod(0o700)
        shutil.rmtree(folder)
