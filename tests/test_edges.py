"""Moving one end of a span by pieces or characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.edges import Edge, moved, nearest
from annotator.morphemes import Morphemes
from annotator.tokens import Token

#       0 23 45   8 9  12 14
TEXT = "가람시는 새길공사와 함께 간다"
TOKENS = [
    Token(0, 3, "가람시", "NNP"),
    Token(3, 4, "는", "JX"),
    Token(5, 7, "새길", "NNG"),
    Token(7, 9, "공사", "NNG"),
    Token(9, 10, "와", "JKB"),
    Token(11, 13, "함께", "MAG"),
    Token(14, 16, "간다", "VV"),
]
ALL = (0, len(TEXT))


@pytest.fixture(scope="module")
def morphemes() -> Morphemes:
    made = Morphemes(TEXT)
    made.add(0, len(TEXT), TOKENS)
    return made


def test_the_end_goes_on_by_a_piece_and_back(morphemes: Morphemes) -> None:
    assert moved(TEXT, morphemes, ALL, (5, 7), Edge.END, 1, exact=False) == (5, 9)
    assert moved(TEXT, morphemes, ALL, (5, 9), Edge.END, -1, exact=False) == (5, 7)


def test_blanks_are_passed_over(morphemes: Morphemes) -> None:
    assert moved(TEXT, morphemes, ALL, (5, 10), Edge.END, 1, exact=False) == (5, 13)
    assert moved(TEXT, morphemes, ALL, (5, 10), Edge.START, -1, exact=False) == (3, 10)
    assert moved(TEXT, None, ALL, (5, 10), Edge.END, 1, exact=True) == (5, 12)


def test_exact_moves_one_character(morphemes: Morphemes) -> None:
    assert moved(TEXT, morphemes, ALL, (5, 9), Edge.END, -1, exact=True) == (5, 8)
    assert moved(TEXT, morphemes, ALL, (5, 9), Edge.START, 1, exact=True) == (6, 9)


def test_nothing_moves_past_the_segment_or_into_nothing(morphemes: Morphemes) -> None:
    assert moved(TEXT, morphemes, (0, 10), (5, 10), Edge.END, 1, exact=False) is None
    assert moved(TEXT, morphemes, ALL, (0, 3), Edge.START, -1, exact=False) is None
    assert moved(TEXT, morphemes, ALL, (5, 7), Edge.END, -1, exact=False) is None


def test_a_handle_goes_to_the_nearest_edge(morphemes: Morphemes) -> None:
    assert nearest(TEXT, morphemes, ALL, (5, 9), Edge.END, 7, exact=False) == (5, 7)
    assert nearest(TEXT, morphemes, ALL, (5, 9), Edge.END, 8, exact=True) == (5, 8)
    assert nearest(TEXT, morphemes, ALL, (5, 9), Edge.START, 2, exact=False) in ((0, 9), (3, 9))


@given(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda b: b[0] < b[1]),
    st.sampled_from(Edge),
    st.sampled_from((-1, 1)),
    st.booleans(),
    st.integers(0, len(TEXT)),
)
def test_an_end_never_stands_on_a_blank_or_outside(
    bounds: tuple[int, int], edge: Edge, step: int, exact: bool, to: int
) -> None:
    made = Morphemes(TEXT)
    made.add(0, len(TEXT), TOKENS)
    for new in (
        moved(TEXT, made, ALL, bounds, edge, step, exact=exact),
        nearest(TEXT, made, ALL, bounds, edge, to, exact=exact),
    ):
        if new is None:
            continue
        assert 0 <= new[0] < new[1] <= len(TEXT)
        if edge is Edge.START:
            assert new[1] == bounds[1]
            assert not TEXT[new[0]].isspace()
        else:
            assert new[0] == bounds[0]
            assert not TEXT[new[1] - 1].isspace()
