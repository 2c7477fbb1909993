"""Lanes: nothing hides anything, and nothing jumps."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from annotator.lanes import lanes
from annotator.span import contains, overlap

stretches = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=12
)


def test_stretches_apart_share_the_lane_at_the_text() -> None:
    assert lanes([(0, 3), (3, 5), (9, 12)]) == [0, 0, 0]


def test_what_surrounds_lies_further_out() -> None:
    assert lanes([(0, 20), (0, 8), (2, 4), (10, 12)]) == [2, 1, 0, 0]


def test_no_stretch_no_lane() -> None:
    assert lanes([]) == []


@given(stretches)
def test_stretches_that_share_a_character_never_share_a_lane(bounds: list[tuple[int, int]]) -> None:
    found = lanes(bounds)
    for i, a in enumerate(bounds):
        for j in range(i):
            if overlap(a, bounds[j]):
                assert found[i] != found[j]


@given(stretches)
def test_the_inner_one_is_nearer_to_the_text(bounds: list[tuple[int, int]]) -> None:
    found = lanes(bounds)
    for outer, lane in zip(bounds, found, strict=True):
        for inner, other in zip(bounds, found, strict=True):
            if outer != inner and contains(outer, inner):
                assert other < lane


@given(stretches)
def test_a_lane_is_as_near_as_what_it_covers_lets_it(bounds: list[tuple[int, int]]) -> None:
    found = lanes(bounds)
    for own, lane in zip(bounds, found, strict=True):
        if lane:
            assert any(other == lane - 1 and overlap(own, bound) for bound, other in zip(bounds, found, strict=True))


@given(stretches, st.randoms(use_true_random=False))
def test_the_order_of_the_spans_does_not_matter(bounds: list[tuple[int, int]], chance: random.Random) -> None:
    shuffled = bounds[:]
    chance.shuffle(shuffled)
    assert sorted(zip(shuffled, lanes(shuffled), strict=True)) == sorted(zip(bounds, lanes(bounds), strict=True))


@given(stretches, st.tuples(st.integers(40, 50), st.integers(51, 60)))
def test_an_unrelated_span_moves_no_other(bounds: list[tuple[int, int]], new: tuple[int, int]) -> None:
    assert lanes([*bounds, new])[:-1] == lanes(bounds)
