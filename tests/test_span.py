"""Spans: how two can lie to each other, and the index against a plain list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.span import (
    Span,
    SpanIndex,
    contains,
    cross,
    have_blank_edges,
    innermost,
    order,
    outermost,
    overlap,
    trim,
)

SIZE = 12
bounds = st.tuples(st.integers(0, SIZE), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
spans = st.builds(
    lambda ends, label, annotator: Span(*ends, label, "", annotator),
    bounds,
    st.sampled_from(["ORG", "POLICY"]),
    st.sampled_from(["갑", "을"]),
)


def characters(stretch: tuple[int, int]) -> set[int]:
    return set(range(*stretch))


@given(bounds, bounds)
def test_relations_are_those_of_the_sets_of_characters(a: tuple[int, int], b: tuple[int, int]) -> None:
    first, second = characters(a), characters(b)
    assert overlap(a, b) == bool(first & second)
    assert contains(a, b) == (first >= second)
    assert cross(a, b) == (bool(first & second) and not first <= second and not second <= first)


def test_touching_stretches_do_not_overlap() -> None:
    assert not overlap((0, 3), (3, 5))
    assert not cross((0, 3), (3, 5))


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\u3000", "\u200b", "\u2060", "\ufeff"])
def test_trim_drops_what_draws_nothing_from_both_ends(blank: str) -> None:
    text = f"{blank}{blank}한빛 시{blank}"
    assert trim(text, 0, len(text)) == (2, 6)
    assert trim(text, 0, 2) == (2, 2)


@given(st.text(st.sampled_from("가 \n\u200b나")), st.data())
def test_trim_stays_inside_and_leaves_no_blank_at_an_end(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new_start, new_end = trim(text, start, end)
    assert start <= new_start <= new_end <= end
    kept = text[new_start:new_end]
    assert kept == text[start:end].strip(" \n\u200b")


def test_order_puts_the_outer_span_first() -> None:
    outer, inner, later = Span(0, 9, "ORG", ""), Span(0, 3, "REGION", ""), Span(4, 9, "NUMBER", "")
    assert sorted([later, inner, outer], key=order) == [outer, inner, later]
    same = [Span(0, 3, "ORG", "", "나"), Span(0, 3, "ORG", "", "가"), Span(0, 3, "NUMBER", "", "하")]
    assert [(s.label, s.annotator) for s in sorted(same, key=order)] == [("NUMBER", "하"), ("ORG", "가"), ("ORG", "나")]


def test_bounds_and_length() -> None:
    span = Span(3, 8, "ORG", "한빛문화원")
    assert span.bounds == (3, 8)
    assert len(span) == 5


@given(st.lists(st.text("가a \n\u00a0\u200b\u2060\ufeff", max_size=4), max_size=4))
def test_blank_edges_of_many_are_those_of_each(texts: list[str]) -> None:
    assert have_blank_edges(texts) == any(trim(text, 0, len(text)) != (0, len(text)) for text in texts)


@given(st.lists(spans), st.integers(0, SIZE))
def test_innermost_gives_what_covers_the_character_the_shortest_first(found: list[Span], position: int) -> None:
    over = innermost(found, position)
    assert sorted(over, key=order) == sorted((s for s in found if position in characters(s.bounds)), key=order)
    assert [len(span) for span in over] == sorted(len(span) for span in over)


def nested(found: list[Span]) -> list[Span]:
    """Those of `found` that cross none kept before."""
    kept: list[Span] = []
    for span in found:
        if not any(cross(span.bounds, other.bounds) for other in kept):
            kept.append(span)
    return kept


@given(st.lists(spans))
def test_outermost_leaves_one_span_over_every_covered_character(found: list[Span]) -> None:
    whole = nested(found)
    kept = outermost(whole)
    assert not any(overlap(a.bounds, b.bounds) for i, a in enumerate(kept) for b in kept[i + 1 :])
    assert all(any(contains(outer.bounds, span.bounds) for outer in kept) for span in whole)
    assert kept == sorted(kept, key=order)


class Model:
    """A SpanIndex as one would write it without a thought for speed."""

    def __init__(self) -> None:
        self.spans: dict[int, Span] = {}

    def sorted(self) -> list[Span]:
        return sorted(self.spans.values(), key=order)


changes = st.lists(st.tuples(st.integers(0, 6), spans | st.none()), max_size=30)


@given(changes)
def test_the_index_is_a_sorted_list_of_what_was_put(steps: list[tuple[int, Span | None]]) -> None:
    index, model = SpanIndex(), Model()
    for number, span in steps:
        if span is None:
            index.discard(number)
            model.spans.pop(number, None)
        else:
            named = replace(span, id=number)
            index.put(named)
            model.spans[number] = named
        assert len(index) == len(model.spans)
        assert +index.by_label == Counter(each.label for each in model.spans.values())
        assert set(index) == set(model.sorted())
        assert [order(each) for each in index] == [order(each) for each in model.sorted()]
        for each_number, each in model.spans.items():
            assert index.get(each_number) == each
            assert index[index.row(each)] == each
    assert index.get(None) is None
    assert index.get(99) is None


@given(st.lists(spans), st.integers(0, SIZE), st.integers(0, SIZE))
def test_within_gives_the_spans_that_begin_there(found: list[Span], start: int, end: int) -> None:
    index = SpanIndex(replace(span, id=number) for number, span in enumerate(found))
    assert index.within(start, end) == [span for span in index if start <= span.start < end]


@given(st.lists(spans), st.integers(0, SIZE + 5))
def test_at_asks_only_the_segment_and_misses_nothing(found: list[Span], position: int) -> None:
    half = 9
    segment = (0, half) if position < half else (half, SIZE + 6)
    # No span leaves its segment: those that would are not there.
    inside = [span for span in found if not span.start < half < span.end]
    index = SpanIndex(replace(span, id=number) for number, span in enumerate(inside))
    assert [len(s) for s in index.at(position, segment)] == [len(s) for s in innermost(index, position)]
    assert set(index.at(position, segment)) == set(innermost(index, position))
