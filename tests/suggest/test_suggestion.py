"""Merged suggestions never cross."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.span import cross, overlap
from annotator.suggest.suggestion import Reason, Source, Suggestion, merge

TEXT = "충남누리원과부산시의회가함께연다"


def make(start: int, end: int, label: str, score: float) -> Suggestion:
    return Suggestion(start, end, label, TEXT[start:end], score, Source.RULE, Reason.HEAD)


def local(name: str) -> bool:
    return name in ("충남", "부산시", "부산")


candidates = st.lists(
    st.builds(
        lambda start, length, label, score: make(start, min(start + length, len(TEXT)), label, score),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 6),
        st.sampled_from(["ORG", "POLICY", "REGION", "NUMBER"]),
        st.floats(0, 1),
    ),
    max_size=12,
)


@given(candidates)
def test_no_two_cross_or_share_their_ends(found: list[Suggestion]) -> None:
    kept = merge(found, local)
    for one, other in combinations(kept, 2):
        assert not cross(one.bounds, other.bounds)
        assert one.bounds != other.bounds


@given(candidates)
def test_only_local_regions_nest_and_only_in_bodies_and_policies(found: list[Suggestion]) -> None:
    for one, other in combinations(merge(found, local), 2):
        if overlap(one.bounds, other.bounds):
            outer, inner = sorted((one, other), key=lambda s: s.start - s.end)
            assert outer.label in ("ORG", "POLICY")
            assert (inner.label, local(inner.text)) == ("REGION", True)


@given(candidates)
def test_the_surest_is_always_kept(found: list[Suggestion]) -> None:
    if found:
        assert max(one.score for one in merge(found, local)) == max(one.score for one in found)


def test_a_region_nests_in_a_body() -> None:
    kept = merge([make(0, 2, "REGION", 0.5), make(0, 5, "ORG", 0.9)], local)
    assert [(one.label, one.text) for one in kept] == [("ORG", "충남누리원"), ("REGION", "충남")]


def test_the_surer_of_two_that_overlap_stays() -> None:
    kept = merge([make(0, 5, "ORG", 0.6), make(3, 8, "POLICY", 0.7)], local)
    assert [one.label for one in kept] == ["POLICY"]
