"""A fitted map rises, and says what was true."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.calibration import Calibration, fit
from annotator.suggest.evaluation import calibration_error


def overconfident(count: int, seed: int) -> list[tuple[float, bool]]:
    """Scores that promise s and keep s squared."""
    draw = random.Random(seed)
    return [(score, draw.random() < score**2) for score in (draw.random() for _ in range(count))]


def test_a_map_mends_overconfidence_on_other_text() -> None:
    one = Calibration({"ORG": fit(overconfident(4000, 1))})
    other = overconfident(4000, 2)
    assert calibration_error(other) > 0.1
    assert calibration_error([(one("ORG", score), right) for score, right in other]) < 0.03


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=300))
def test_a_map_rises_and_stays_between_nought_and_one(pairs: list[tuple[float, bool]]) -> None:
    one = Calibration({"ORG": fit(pairs, least=10)})
    values = [one("ORG", step / 50) for step in range(51)]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] <= 1


def test_too_few_pairs_make_no_map() -> None:
    assert fit([(0.5, True)] * 50) == []


def test_a_label_without_a_map_keeps_its_score() -> None:
    assert Calibration({"ORG": []})("ORG", 0.3) == 0.3
    assert Calibration({})("POLICY", 0.4) == pytest.approx(0.4)
