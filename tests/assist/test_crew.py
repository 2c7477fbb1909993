"""Work spread over workers comes back in order, and what goes wrong comes back too."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterator

import pytest

from annotator.assist.crew import spread
from annotator.errors import AnnotatorError

# For `eval`, which a worker finds wherever it was started; it does not find functions of a test's module.
_PID = "__import__('os').getpid()"


def test_little_is_done_in_this_process() -> None:
    assert list(spread(eval, [_PID] * 2, few=4)) == [os.getpid()] * 2


def test_much_is_done_by_workers_in_order() -> None:
    assert list(spread(operator.neg, range(20), few=2, workers=2)) == [-number for number in range(20)]


def test_both_workers_work() -> None:
    pids = set(spread(eval, [_PID] * 4, few=2, workers=2))
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_only_as_much_is_taken_as_keeps_them_busy() -> None:
    taken = []

    def units() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    answers = spread(operator.neg, units(), few=2, workers=2)
    assert next(answers) == 0
    assert len(taken) <= 6
    answers.close()  # type: ignore[attr-defined]


def test_what_a_worker_refuses_is_raised() -> None:
    with pytest.raises(AnnotatorError):
        list(spread(operator.inv, ["no number"] * 4, few=2, workers=1))
