"""Spans to tags and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.pieces import Piece
from annotator.suggest.tagging import sentences, to_marks, to_tags


def pieces_of(text: str, *, stop: str = ".") -> list[Piece]:
    """A piece a character, blanks left out; `stop` is a full stop."""
    return [
        Piece(at, at + 1, ("SF" if char == stop else "NNG",), (char,))
        for at, char in enumerate(text)
        if not char.isspace()
    ]


def test_nested_marks_give_the_outer_one() -> None:
    pieces = pieces_of("가나다라")
    assert to_tags(pieces, [(0, 4, "ORG"), (0, 2, "REGION")]) == ["B-ORG", "I-ORG", "I-ORG", "I-ORG"]


def test_a_mark_takes_a_piece_it_covers_by_half() -> None:
    pieces = [Piece(0, 2, ("NNG",), ("가나",)), Piece(2, 6, ("NNG",), ("다라마바",))]
    assert to_tags(pieces, [(0, 4, "ORG")]) == ["B-ORG", "I-ORG"]
    assert to_tags(pieces, [(0, 3, "ORG")]) == ["B-ORG", "O"]


@given(st.lists(st.integers(1, 4), max_size=8), st.data())
def test_marks_on_edges_survive(lengths: list[int], data: st.DataObject) -> None:
    marks, at = [], 0
    for length in lengths:
        gap = data.draw(st.integers(0, 2))
        marks.append((at + gap, at + gap + length, data.draw(st.sampled_from(["ORG", "NUMBER"]))))
        at += gap + length
    pieces = pieces_of("가" * (at + 1))
    assert to_marks(pieces, to_tags(pieces, marks)) == marks


def test_sentences_end_at_a_full_stop_before_a_blank() -> None:
    text = "가나. 다.라 마."
    assert [text[part[0].start : part[-1].end] for part in sentences(text, pieces_of(text))] == ["가나.", "다.라 마."]


def test_sentences_end_at_a_line_break() -> None:
    text = "가나\n다라"
    assert [text[part[0].start : part[-1].end] for part in sentences(text, pieces_of(text))] == ["가나", "다라"]


@given(st.text(alphabet="가나. \n", max_size=60), st.integers(1, 9))
def test_sentences_hold_every_piece_once(text: str, most: int) -> None:
    pieces = pieces_of(text)
    parts = list(sentences(text, pieces, most))
    assert [piece for part in parts for piece in part] == pieces
    assert all(0 < len(part) <= most for part in parts)
