"""Scores count spans as the rule says, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.evaluation import Score, calibration_error, evaluate

spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(["ORG", "REGION", "NUMBER"])).map(
        lambda row: (row[0], row[0] + row[1], row[2])
    ),
    max_size=8,
    unique=True,
)


def test_exact_needs_both_ends_and_the_label() -> None:
    gold = [[(0, 3, "ORG"), (5, 8, "NUMBER")]]
    found = evaluate(gold, [[(0, 3, "REGION"), (5, 7, "NUMBER")]])
    assert found.total == Score(0, 2, 2)


def test_overlap_counts_one_prediction_for_one_gold_span() -> None:
    found = evaluate([[(0, 6, "ORG")]], [[(0, 2, "ORG"), (3, 6, "ORG")]])
    assert found.overlapping["ORG"] == Score(1, 2, 1)


def test_rates_of_nothing_are_nought() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)


def test_a_rate_that_nothing_tells_is_none() -> None:
    assert Score().rates == (None, None, None)
    assert Score(predicted=2).rates == (0.0, None, None)
    assert Score(gold=2).rates == (None, 0.0, 0.0)
    assert Score(correct=1, predicted=2, gold=2).rates == (0.5, 0.5, 0.5)


def test_rates() -> None:
    score = Score(correct=3, predicted=4, gold=6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)


def test_confusion_names_wrong_labels_inventions_and_misses() -> None:
    found = evaluate([[(0, 3, "ORG"), (9, 12, "NUMBER")]], [[(0, 3, "REGION"), (5, 7, "ORG")]])
    assert found.confusion == {("ORG", "REGION"): 1, ("", "ORG"): 1, ("NUMBER", ""): 1}


@pytest.mark.parametrize(
    ("gold", "guess"),
    [
        ((0, 8, "DATE"), (0, 2, "NUMBER")),
        ((0, 8, "DATE"), (0, 8, "NUMBER")),
        ((0, 8, "ORG"), (0, 2, "REGION")),
    ],
)
def test_forgiving_excuses_what_lies_in_a_date_or_a_larger_span(
    gold: tuple[int, int, str], guess: tuple[int, int, str]
) -> None:
    labels = ("ORG", "REGION", "NUMBER")
    assert evaluate([[gold]], [[guess]], labels=labels, forgiving=True).total.predicted == 0
    assert evaluate([[gold]], [[guess]], labels=labels).total.predicted == 1


@pytest.mark.parametrize(
    "guess", [(0, 8, "REGION"), (0, 9, "REGION"), (0, 2, "ORG")], ids=["same ends", "larger", "same label"]
)
def test_forgiving_excuses_nothing_else(guess: tuple[int, int, str]) -> None:
    assert evaluate([[(0, 8, "ORG")]], [[guess]], forgiving=True).total.predicted == 1


def test_texts_must_pair_up() -> None:
    with pytest.raises(ValueError, match="zip"):
        evaluate([[], []], [[]])


@given(st.lists(spans, max_size=4))
def test_gold_scores_itself_perfectly(texts: list[list[tuple[int, int, str]]]) -> None:
    found = evaluate(texts, texts)
    count = sum(map(len, texts))
    assert found.total == Score(count, count, count)


@given(st.lists(st.tuples(spans, spans), max_size=4))
def test_overlap_is_never_below_exact(
    pairs: list[tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]],
) -> None:
    found = evaluate([gold for gold, _ in pairs], [guess for _, guess in pairs])
    for label, score in found.exact.items():
        assert score.correct <= min(score.predicted, score.gold)
        assert found.overlapping[label].predicted == score.predicted


def test_calibration_error_is_nought_when_stated_is_true() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == 0.0


def test_calibration_error_of_certainty_that_fails_half_the_time() -> None:
    assert calibration_error([(1.0, True), (1.0, False)]) == 0.5
