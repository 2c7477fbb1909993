"""Articles some at a time."""

from __future__ import annotations

import pytest

from annotator.project.portions import portions


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], []),
        (["가"] * 3, [3]),
        (["가"] * 7, [3, 3, 1]),
        (["가" * 10, "가"], [1, 1]),
        (["가", "가" * 20, "가", "가"], [2, 2]),
        (["", "", "", ""], [3, 1]),
    ],
)
def test_a_portion_ends_at_the_number_or_the_characters(texts, expected):
    found = list(portions(texts, len, most=3, characters=10))
    assert [len(some) for some in found] == expected
    assert [text for some in found for text in some] == texts


def test_nothing_is_read_before_it_is_needed():
    read = []
    found = portions((read.append(each) or each for each in "가나다라마"), len, most=2, characters=10)
    assert next(found) == ["가", "나"]
    assert read == ["가", "나"]
