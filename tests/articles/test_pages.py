"""The made pages: what cleaning makes of them holds the bounds it is built for, each site cleaned unseen."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]


@cache
def bench() -> Any:
    spec = importlib.util.spec_from_file_location("cleaning_bench", TESTS / "bench" / "cleaning.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def report() -> dict[str, Any]:
    found: dict[str, Any] = bench().measure([TESTS / "pages" / "text", TESTS / "pages" / "html"], with_speed=False)
    return found


def test_there_are_pages_enough() -> None:
    assert len(list((TESTS / "pages" / "text").glob("*.txt"))) >= 30
    assert len(list((TESTS / "pages" / "html").glob("*.html"))) >= 30


def test_body_and_what_is_kept_of_sites_never_seen() -> None:
    scores = report()["flattened"]["leave one site out"]
    assert scores["body_line"]["f1"] >= 0.95
    assert scores["body_char"]["recall"] >= 0.99
    assert scores["keep_line"]["f1"] >= 0.90


def test_every_baseline_is_far_behind() -> None:
    flattened = report()["flattened"]
    ours = flattened["leave one site out"]["body_line"]["f1"]
    assert all(flattened[name]["body_line"]["f1"] < ours for name in bench().BASELINES)


def test_titles_and_dates() -> None:
    for kind in ("flattened_metadata", "html_metadata"):
        for name in ("title", "published_at"):
            assert report()[kind][name]["right"] >= 0.95 * report()[kind][name]["of"]


def test_bodies_of_html_pages() -> None:
    assert report()["html"]["ours"] >= 0.97
    assert report()["html"]["ours"] > report()["html"]["trafilatura"]
