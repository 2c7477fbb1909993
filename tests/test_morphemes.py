"""The index of an article's tokens: what comes when, what a drag and the arrow keys find, and what always holds."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.morphemes import Morphemes
from annotator.morphology import chunks, tokenize
from annotator.pieces import Piece
from annotator.span import trim
from annotator.tokens import Token

Bounds = tuple[int, int]
LABELS = [None, "ORG", "POLICY", "REGION", "NUMBER", "TEAM"]


def _read(text: str, segments: list[Bounds] | None = None) -> Morphemes:
    morphemes = Morphemes(text, segments)
    for start, end in chunks(text):
        morphemes.add(start, end, tokenize([text[start:end]])[0])
    return morphemes


class TestArrival:
    """Tokens come chunk by chunk."""

    text = "가람시가 왔다.\n\n누리군도 왔다."

    def test_nothing_is_ready_at_first(self) -> None:
        morphemes = Morphemes(self.text)
        assert not morphemes.ready(0)
        assert not morphemes.complete
        assert morphemes.phrase_at(0) is None
        assert morphemes.snap(0, 3) is None

    def test_a_chunk_makes_its_paragraphs_ready(self) -> None:
        morphemes = Morphemes(self.text)
        morphemes.add(10, 18, tokenize([self.text[10:18]])[0])
        assert [morphemes.ready(at) for at in (0, 9, 10, 17)] == [False, False, True, True]
        assert morphemes.piece_at(10) == (10, 12)
        assert not morphemes.complete

    def test_all_chunks_make_it_complete(self) -> None:
        assert _read(self.text).complete

    def test_an_empty_text_is_complete(self) -> None:
        assert Morphemes("").complete

    def test_new_tokens_replace_the_old_ones(self) -> None:
        morphemes = _read(self.text)
        assert morphemes.piece_at(0) != (0, 4)
        morphemes.add(0, 8, [Token(0, 4, "가람시가", "NNP")])
        assert morphemes.piece_at(0) == (0, 4)

    def test_a_part_of_a_paragraph_makes_nothing_ready(self) -> None:
        morphemes = Morphemes(self.text)
        morphemes.add(0, 4, [Token(0, 4, "가람시가", "NNP")])
        assert not morphemes.ready(0)


def _apart(morphemes: Morphemes) -> list[list[Piece]]:
    """The pieces of each stretch that has come, as `rows` gives them."""
    return [
        pieces[first:last]
        for row, firsts in morphemes.rows()
        for pieces in [row.pieces()]
        for first, last in pairwise([*firsts, len(pieces)])
    ]


def test_rows_are_the_pieces_of_what_has_come() -> None:
    text = "가람재단이 했다.\n\n그리고 강원TP도.\n끝"
    morphemes = _read(text)
    assert len(list(morphemes.rows())) == 1
    assert _apart(morphemes) == [morphemes.pieces(start) for start, _ in morphemes.stretches]
    partly = Morphemes(text)
    partly.add(11, 21, [Token(0, 3, "그리고", "MAJ")])
    assert [(row.starts, row.texts, firsts) for row, firsts in partly.rows()] == [
        ([11, 15], ["그리고", "강원TP도."], [0])
    ]


class TestSegments:
    """Stretches that no span may leave."""

    text = "가람시 누리군\n다온시"

    def test_a_segment_ends_a_phrase_and_a_drag(self) -> None:
        morphemes = Morphemes(self.text, [(0, 3), (4, 11)])
        morphemes.add(0, 11, [Token(0, 7, "가람시누리군", "NNP"), Token(8, 11, "다온시", "NNP")])
        assert morphemes.phrase_at(1) == (0, 3)
        assert morphemes.snap(1, 11) == (0, 3)

    def test_a_segment_of_two_lines_is_two_stretches(self) -> None:
        assert _read(self.text, [(0, 11)]).snap(5, 11) == (4, 7)

    def test_stretches_are_the_segments_cut_at_line_ends(self) -> None:
        assert list(Morphemes(self.text).stretches) == [(0, 7), (8, 11)]
        assert list(Morphemes(self.text, [(0, 3), (4, 11)]).stretches) == [(0, 3), (4, 7), (8, 11)]

    def test_outside_of_every_segment_nothing_is_found(self) -> None:
        morphemes = _read(self.text, [(0, 3)])
        assert morphemes.piece_at(5) is None
        assert not morphemes.ready(5)


class TestDrag:
    text = "가람시에서 1천명이 달렸다."

    def test_goes_out_to_the_pieces_it_touched(self) -> None:
        assert _read(self.text).snap(1, 2) == (0, 2)
        assert _read(self.text).snap(1, 8) == (0, 8)

    def test_takes_a_particle_it_was_drawn_over(self) -> None:
        assert _read(self.text).snap(0, 5) == (0, 5)

    def test_leaves_blanks_at_its_ends(self) -> None:
        assert _read(self.text).snap(5, 7) == (6, 7)
        assert _read(self.text).snap(5, 6) is None

    def test_to_the_left_is_the_same(self) -> None:
        morphemes = _read(self.text)
        assert morphemes.snap(8, 1) == morphemes.snap(1, 8)

    def test_to_the_left_stays_where_it_began(self) -> None:
        text = "가람시\n누리군"
        assert _read(text).snap(7, 0) == (4, 7)
        assert _read(text).snap(0, 7) == (0, 3)

    def test_cuts_no_character_that_two_tokens_share(self) -> None:
        morphemes = _read("그는 달렸다")
        start, end = morphemes.piece_at(4) or (0, 0)
        assert morphemes.snap(4, 5) == (start, end)


class TestShiftClick:
    text = "가람시 누리군 다온면 새솔리"

    def test_stretches_to_either_side(self) -> None:
        morphemes = _read(self.text)
        after, before = morphemes.piece_at(9), morphemes.piece_at(0)
        assert after is not None
        assert before is not None
        assert morphemes.stretch_to(4, 7, 9) == (4, after[1])
        assert morphemes.stretch_to(4, 7, 0) == (before[0], 7)

    def test_inside_moves_the_nearer_end(self) -> None:
        morphemes = _read("1 2 3 4 5")
        assert morphemes.stretch_to(0, 9, 2) == (2, 9)
        assert morphemes.stretch_to(0, 9, 6) == (0, 7)

    def test_never_leaves_the_stretch(self) -> None:
        assert _read("가람시\n누리군").stretch_to(0, 3, 4) is None

    def test_on_the_end_it_has_changes_nothing(self) -> None:
        assert _read("1 2 3").stretch_to(0, 5, 4) is None


class TestEdges:
    """The caret's way by morphemes."""

    def test_goes_over_every_edge_in_order(self) -> None:
        text = "가람은\n\n누리도"
        morphemes, at, path = _read(text), 0, [0]
        while (at := morphemes.next_edge(at)) < len(text):
            path.append(at)
        assert path == [0, 2, 3, 5, 7]
        assert morphemes.next_edge(8) == 8

    def test_goes_by_words_before_the_tokens_are_there(self) -> None:
        morphemes = Morphemes("가람은 누리를")
        assert [morphemes.next_edge(at) for at in (0, 3, 4)] == [3, 4, 7]
        assert [morphemes.previous_edge(at) for at in (7, 4, 3, 0)] == [4, 3, 0, 0]


# What always holds, on texts as mean as they come.

_ALPHABET = "가람시의은에서다했 0123,%·ㆍ~-()‘’“”㈜㎡漢美A&B😀\u2028\u00a0\u200b\ufeff\n\ud800를제여만억두대명원"
_TEXTS = st.text(st.sampled_from(_ALPHABET), min_size=1, max_size=60) | st.text(min_size=1, max_size=40)


def _edges(morphemes: Morphemes, position: int) -> tuple[set[int], set[int]]:
    pieces = morphemes.pieces(position)
    return {piece.start for piece in pieces}, {piece.end for piece in pieces}


def _check(text: str, morphemes: Morphemes, position: int, bounds: Bounds) -> None:
    """Bounds lie on piece edges, in one paragraph, and neither begin nor end in a blank."""
    starts, ends = _edges(morphemes, position)
    assert bounds[0] in starts
    assert bounds[1] in ends
    assert bounds[0] < bounds[1]
    assert trim(text, *bounds) == bounds
    assert "\n" not in text[slice(*bounds)]


@settings(deadline=None)
@given(_TEXTS, st.data(), st.sampled_from(LABELS))
@example("(주)(주)가", None, None)
def test_a_phrase_holds_the_click_or_ends_where_its_particle_begins(
    text: str, data: st.DataObject | None, label: str | None
) -> None:
    morphemes = _read(text)
    for position in [data.draw(st.integers(0, len(text) - 1))] if data else range(len(text)):
        phrase = morphemes.phrase_at(position, label)
        if phrase is None:
            continue
        _check(text, morphemes, position, phrase)
        assert phrase[0] <= position
        if position >= phrase[1]:
            assert not text[phrase[1] : position + 1].isspace()
            assert "\n" not in text[phrase[0] : position + 1]


@settings(deadline=None)
@given(_TEXTS, st.data(), st.sampled_from(LABELS))
def test_each_step_of_widening_contains_the_one_before(text: str, data: st.DataObject, label: str | None) -> None:
    morphemes = _read(text)
    position = data.draw(st.integers(0, len(text) - 1))
    phrase = morphemes.phrase_at(position, label)
    if phrase is None:
        return
    steps = morphemes.wider(*phrase, position, label)
    assert steps[0] == phrase
    for before, after in pairwise(steps):
        _check(text, morphemes, position, after)
        assert after[0] <= before[0]
        assert before[1] <= after[1]
        assert after != before


@settings(deadline=None)
@given(_TEXTS, st.data())
def test_a_drag_lies_on_pieces_and_takes_all_it_touched(text: str, data: st.DataObject) -> None:
    morphemes = _read(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(0, len(text)))
    bounds = morphemes.snap(start, end)
    if bounds is not None:
        _check(text, morphemes, bounds[0], bounds)
        assert bounds[0] < max(start, end)
        assert min(start, end) < bounds[1]


@settings(deadline=None)
@given(_TEXTS, st.data(), st.sampled_from(LABELS))
def test_a_nested_mark_is_smaller_and_inside(text: str, data: st.DataObject, label: str | None) -> None:
    morphemes = _read(text)
    position = data.draw(st.integers(0, len(text) - 1))
    outer = morphemes.phrase_at(position, data.draw(st.sampled_from(LABELS)))
    if outer is None:
        return
    inner = morphemes.inner_phrase_at(position, outer, label)
    if inner is not None:
        _check(text, morphemes, position, inner)
        assert outer[0] <= inner[0]
        assert inner[1] <= outer[1]
        assert inner != outer


@settings(deadline=None)
@given(_TEXTS, st.integers(0, 60))
def test_the_caret_moves_and_stays_in_the_text(text: str, position: int) -> None:
    morphemes = _read(text)
    position = min(position, len(text))
    assert 0 <= morphemes.previous_edge(position) <= position <= morphemes.next_edge(position) <= len(text)
    assert morphemes.previous_edge(position) < position or position == 0
    assert morphemes.next_edge(position) > position or position == len(text)


@given(_TEXTS, st.data())
def test_rows_are_the_pieces_of_each_stretch_whatever_the_tokens_are(text: str, data: st.DataObject) -> None:
    edges = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=4))})
    bounds = list(pairwise(edges))
    morphemes = Morphemes(text, data.draw(st.sampled_from([None, bounds, bounds[::2]])))
    places = st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, 4), st.sampled_from(["NNP", "NNG", "JKS"])))
    for start, end in data.draw(st.lists(st.sampled_from([(0, len(text)), *chunks(text, 8)]), max_size=4)):
        found = sorted((at, at + size, tag) for at, size, tag in data.draw(places))
        morphemes.add(start, end, [Token(at, to, text[start + at : start + to], tag) for at, to, tag in found])
    ready = [start for start, _ in morphemes.stretches if morphemes.ready(start)]
    assert _apart(morphemes) == [morphemes.pieces(start) for start in ready]
    assert all(row.texts == [text[piece.start : piece.end] for piece in row.pieces()] for row, _ in morphemes.rows())


@given(
    _TEXTS, st.lists(st.tuples(st.integers(-5, 70), st.integers(-3, 20), st.text(max_size=3)), max_size=10), st.data()
)
def test_tokens_of_another_text_break_nothing(text: str, rows: list[tuple[int, int, str]], data: st.DataObject) -> None:
    morphemes = Morphemes(text)
    morphemes.add(0, len(text), sorted(Token(at, at + size, form, "NNP") for at, size, form in rows))
    position = data.draw(st.integers(0, len(text) - 1))
    for label in LABELS:
        phrase = morphemes.phrase_at(position, label)
        if phrase is not None:
            _check(text, morphemes, position, phrase)
            morphemes.wider(*phrase, position, label)
            morphemes.particle_at_end(*phrase)


def test_every_span_of_the_sample_is_one_click_or_one_drag(shared: Path) -> None:
    article = json.loads((shared / "seed" / "article.expected.json").read_text(encoding="utf-8"))
    text = article["text"]
    morphemes = _read(text, [(segment["start"], segment["end"]) for segment in article["segments"]])
    marks = [((span["start"], span["end"]), span["label"]) for span in article["spans"]]
    by_click = []
    for bounds, label in marks:
        assert morphemes.snap(*bounds) == bounds
        around = [other for other, _ in marks if other != bounds and other[0] <= bounds[0] and bounds[1] <= other[1]]
        middle = sum(bounds) // 2
        click = morphemes.inner_phrase_at(middle, around[0], label) if around else morphemes.phrase_at(middle, label)
        by_click.append(click == bounds)
    assert by_click == [True] * 36


@pytest.mark.parametrize("label", LABELS)
def test_positions_outside_of_the_text_find_nothing(label: str | None) -> None:
    morphemes = _read("가람시")
    for position in (-1, 3, 100):
        assert morphemes.phrase_at(position, label) is None
        assert morphemes.piece_at(position) is None
