"""Which articles the list shows, and in what order."""

from __future__ import annotations

import pytest

from annotator.project import ArticleRow
from annotator.ui.article_order import Arrangement, Show, Sort, arrange

ROWS = [
    ArticleRow(1, "a", "두물군 소식", "2024-03-02", "open", "a.txt", 10, 3),
    ArticleRow(2, "b", "가온시 소식", "", "done", "b.txt", 10, 0),
    ArticleRow(3, "c", "", "2024-05-01", "open", "Zeta.txt", 10, 3),
    ArticleRow(4, "d", "별뫼군 TP", "2023-01-01", "done", "d.txt", 10, 9),
]


def ids(**values):
    return [ROWS[n].id for n in arrange(ROWS, Arrangement(**values))]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, [1, 2, 3, 4]),
        ({"show": Show.OPEN}, [1, 3]),
        ({"show": Show.DONE}, [2, 4]),
        ({"text": "소식"}, [1, 2]),
        ({"text": "tp"}, [4]),
        ({"text": "zeta"}, [3]),
        ({"text": "b.txt"}, []),
        ({"text": "없는 말", "matches": frozenset([3])}, [3]),
        ({"text": "소식", "matches": frozenset([3]), "show": Show.OPEN}, [1, 3]),
        ({"labelled": frozenset([2, 3])}, [2, 3]),
        ({"labelled": frozenset()}, []),
    ],
)
def test_the_filter(values, shown):
    assert ids(**values) == shown


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        (Sort.IMPORT, [1, 2, 3, 4]),
        (Sort.NEWEST, [3, 1, 4, 2]),
        (Sort.OLDEST, [4, 1, 3, 2]),
        (Sort.TITLE, [3, 2, 1, 4]),
        (Sort.MOST_SPANS, [4, 1, 3, 2]),
        (Sort.FEWEST_SPANS, [2, 1, 3, 4]),
    ],
)
def test_the_order(sort, shown):
    assert ids(sort=sort) == shown


def test_equals_stay_in_the_order_of_import():
    assert [n for n in ids(sort=Sort.MOST_SPANS) if n in (1, 3)] == [1, 3]


def test_the_least_sure_open_article_comes_first():
    first, second, *_ = (row.id for row in ROWS if row.state == "open")
    shown = ids(sort=Sort.LEAST_SURE, sure={first: 0.9, second: 0.2})
    assert shown[:2] == [second, first]
    states = [next(row.state for row in ROWS if row.id == number) for number in shown]
    assert states == sorted(states, reverse=True)
    assert sorted(shown) == sorted(row.id for row in ROWS)
