"""The chain's sums and best path are those of trying every path."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from annotator.suggest.chain import Chain
from annotator.suggest.tagging import runs

TAGS = ["O", "B-ORG", "I-ORG"]


def chain_and_scores(seed: int, size: int) -> tuple[Chain, np.ndarray]:
    random = np.random.default_rng(seed)
    draw = lambda *shape: random.normal(size=shape).astype(np.float32)  # noqa: E731
    return Chain(TAGS, draw(3, 3), draw(3), draw(3)), draw(size, 3)


def weights(chain: Chain, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    found = {}
    for path in product(range(3), repeat=len(scores)):
        total = chain.first[path[0]] + chain.last[path[-1]] + sum(scores[at, tag] for at, tag in enumerate(path))
        total += sum(chain.steps[a, b] for a, b in pairwise(path))
        found[path] = float(np.exp(total))
    return found


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", [1, 2, 5])
def test_best_path(seed: int, size: int) -> None:
    chain, scores = chain_and_scores(seed, size)
    every = weights(chain, scores)
    assert chain.best(scores) == [TAGS[tag] for tag in max(every, key=every.__getitem__)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, 2), (0, 3), (3, 3)])
def test_span_probability_is_the_share_of_paths_with_exactly_that_span(seed: int, first: int, last: int) -> None:
    chain, scores = chain_and_scores(seed, 4)
    every = weights(chain, scores)
    begins = [
        path
        for path in every
        if path[first] == 1
        and all(tag == 2 for tag in path[first + 1 : last + 1])
        and path[last + 1 : last + 2] != (2,)
    ]
    expected = sum(every[path] for path in begins) / sum(every.values())
    assert chain.probabilities(scores, [(first, last, "ORG")]) == [pytest.approx(expected, rel=1e-4)]


def test_shares_sum_to_one() -> None:
    chain, scores = chain_and_scores(7, 6)
    assert np.exp(chain.shares(scores)).sum(1) == pytest.approx(np.ones(6), rel=1e-5)


def test_runs_read_an_inside_without_its_beginning_as_one() -> None:
    assert list(runs(["I-ORG", "I-ORG", "O", "B-ORG", "B-ORG"])) == [(0, 1, "ORG"), (3, 3, "ORG"), (4, 4, "ORG")]


def test_many_sentences_at_once_say_what_each_says_alone() -> None:
    chain, _ = chain_and_scores(1, 1)
    sentences = [chain_and_scores(seed, size)[1] for seed, size in enumerate((3, 1, 7, 4))]
    spans = [[(0, 1, "ORG")], [], [(2, 2, "ORG"), (5, 6, "ORG")], [(3, 3, "ORG")]]
    assert chain.best_of(sentences) == [chain.best(one) for one in sentences]
    for one, own, together in zip(sentences, spans, chain.probabilities_of(sentences, spans), strict=True):
        assert together == pytest.approx(chain.probabilities(one, own), rel=1e-4)
