"""The rules of placing, against the plain way of saying them."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.article import Role, Segment
from annotator.project.placing import Ground, against, sift
from annotator.project.rows import SpanRow
from annotator.span import Span, cross, order, trim

bounds = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
spans = st.builds(
    lambda where, label, annotator: Span(*where, label, "", annotator),
    bounds,
    st.sampled_from("AB"),
    st.sampled_from("xy"),
)


@given(st.lists(spans, max_size=12))
def test_what_is_kept_neither_crosses_nor_repeats(found):
    kept, refused = sift(found)
    assert sorted([*kept, *(span for span, _, _ in refused)], key=order) == sorted(found, key=order)
    for one, other in combinations(kept, 2):
        if one.annotator == other.annotator:
            assert one.bounds != other.bounds
            assert not cross(one.bounds, other.bounds)


@given(st.lists(spans, max_size=12))
def test_what_is_refused_names_a_kept_one_that_forbids_it(found):
    kept, refused = sift(found)
    for span, code, other in refused:
        assert other in kept
        assert against(span, [other]) == (code, other)


@given(st.lists(spans, max_size=12))
def test_lawful_spans_all_stay_in_order(found):
    kept, _ = sift(found)
    assert sift(kept) == (sorted(kept, key=order), [])


@given(
    st.text(st.sampled_from("가나a. \n\u00a0\ufeff🎉"), max_size=20),
    st.integers(-3, 25),
    st.integers(-3, 25),
    st.lists(st.integers(0, 20), max_size=4),
)
def test_the_ground_refuses_what_the_rules_say(text, start, end, edges):
    cuts = sorted({0, len(text), *(edge for edge in edges if edge < len(text))})
    segments = [Segment(a, b, Role.BODY) for a, b in pairwise(cuts)]
    lawful = (
        0 <= start < end <= len(text)
        and trim(text, start, end) == (start, end)
        and any(segment.start <= start and end <= segment.end for segment in segments)
    )
    assert (Ground(text, segments).fault(start, end) is None) == lawful


def test_text_between_segments_is_no_ground():
    ground = Ground("가나, 다라", [Segment(0, 2, Role.BODY), Segment(4, 6, Role.BODY)])
    assert ground.fault(2, 3) == "segment"
    assert ground.fault(0, 2) is None


def test_a_quotation_must_be_what_stands_there():
    ground = Ground("가나다", [Segment(0, 3, Role.BODY)])
    assert ground.fault(0, 2, "가나") is None
    assert ground.fault(0, 2, "나다") == "text"


@given(
    st.text(st.sampled_from("가나a. \n\u00a0\ufeff🎉"), max_size=20),
    st.lists(st.tuples(st.integers(-3, 22), st.integers(-3, 22), st.booleans()), max_size=4),
    st.lists(st.integers(0, 24), max_size=4),
)
def test_the_ground_holds_what_has_no_fault(text, places, edges):
    edges = sorted(set(edges))
    segments = [Segment(a, b, Role.BODY) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    rows = [
        SpanRow(start, end, "A", text[start:end] if true else "가", "", "import", "", 0) for start, end, true in places
    ]
    ground = Ground(text, segments)
    assert ground.holds(rows) == all(ground.fault(row.start, row.end, row.text) is None for row in rows)


def test_a_blank_annotator_is_the_one_named():
    one, other = Span(0, 2, "A", "", ""), Span(1, 3, "A", "", "x")
    assert sift([one, other], annotator="x") == ([one], [(other, "crosses", one)])
    assert sift([one, other], annotator="y") == ([one, other], [])
