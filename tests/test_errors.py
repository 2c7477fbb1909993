"""A refusal: a code, its values, and something for logs."""

from __future__ import annotations

import pickle

from annotator.errors import AnnotatorError


def test_a_refusal_keeps_code_and_values() -> None:
    error = AnnotatorError("project.locked", path="a.annotator", pid=7)
    assert error.code == "project.locked"
    assert error.values == {"path": "a.annotator", "pid": 7}


def test_for_logs_it_names_both() -> None:
    assert str(AnnotatorError("source.empty", name="빈 글.txt")) == "source.empty(name='빈 글.txt')"


def test_it_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(AnnotatorError("source.empty", name="빈 글.txt")))
    assert (error.code, error.values) == ("source.empty", {"name": "빈 글.txt"})
