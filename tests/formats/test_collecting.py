"""The collector is slowed while articles go by, and left as it was, however many go by at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Barrier, Thread

import pytest

from annotator import formats
from annotator.article import Article
from annotator.formats.collecting import SELDOM, seldom_collected
from annotator.labels import LabelSet
from annotator.project import NewArticle, Project
from annotator.tokens import encode


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_inside_it_is_seldom_and_outside_as_before() -> None:
    with seldom_collected():
        assert gc.isenabled()
        assert gc.get_threshold() == (SELDOM, 10, 10)
    assert gc.get_threshold() == (700, 10, 10)


def test_an_error_leaves_it_as_before() -> None:
    with pytest.raises(KeyError), seldom_collected():
        raise KeyError
    assert gc.get_threshold() == (700, 10, 10)


def test_what_was_more_seldom_stays() -> None:
    for threshold in (0, 2 * SELDOM):
        gc.set_threshold(threshold, 10, 10)
        with seldom_collected():
            assert gc.get_threshold()[0] == threshold
        assert gc.get_threshold()[0] == threshold


def test_the_last_of_two_threads_restores() -> None:
    first_in, second_in, first_out = Barrier(2), Barrier(2), Barrier(2)
    seen: list[int] = []

    def first() -> None:
        with seldom_collected():
            first_in.wait(10)
            second_in.wait(10)
        first_out.wait(10)

    def second() -> None:
        first_in.wait(10)
        with seldom_collected():
            second_in.wait(10)
            first_out.wait(10)
            seen.append(gc.get_threshold()[0])

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert seen == [SELDOM]
    assert gc.get_threshold() == (700, 10, 10)


def test_an_import_and_an_export_are_inside(tmp_path: Path) -> None:
    seen: list[int] = []

    def items() -> Iterator[NewArticle]:
        seen.append(gc.get_threshold()[0])
        yield NewArticle(None, Article("가람재단이 말했다.", ()))

    def tokenize(texts: Sequence[str]) -> list[bytes]:
        seen.append(gc.get_threshold()[0])
        return [encode([]) for _ in texts]

    with Project.create(tmp_path / "p.annotator", LabelSet(())) as project:
        formats.take_in(project, items())
        options = formats.Options(include_open=True, tokenize=tokenize)
        formats.get("prodigy").write(project, tmp_path / "out.jsonl", options=options)
    assert seen == [SELDOM, SELDOM]
