"""Pieces: every character that is not blank lies in exactly one, and names glued together come apart."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.pieces import Piece, index_at, merge, spliced
from annotator.span import trim
from annotator.tokens import Token


def _forms(text: str, tokens: list[Token]) -> list[str]:
    return [text[piece.start : piece.end] for piece in merge(text, 0, len(text), tokens, 0)]


def test_tokens_that_share_a_character_are_one_piece() -> None:
    (piece,) = merge("했", 0, 1, [Token(0, 1, "하", "VV"), Token(0, 1, "었", "EP")], 0)
    assert piece == Piece(0, 1, ("VV", "EP"), ("하", "었"))


def test_an_empty_token_makes_no_piece() -> None:
    tokens = [Token(0, 2, "학교", "NNG"), Token(2, 2, "이", "VCP"), Token(2, 3, "다", "EF")]
    assert _forms("학교다", tokens) == ["학교", "다"]


def test_what_tokens_leave_out_becomes_words() -> None:
    pieces = merge("가 나다 라", 0, 6, [Token(0, 1, "가", "NNG")], 0)
    assert [(piece.bounds, piece.tag) for piece in pieces] == [((0, 1), "NNG"), ((2, 4), "UN"), ((5, 6), "UN")]


def test_a_token_over_the_edge_of_the_stretch_is_cut() -> None:
    pieces = merge("가나다라", 1, 3, [Token(0, 4, "가나다라", "NNG")], 0)
    assert [piece.bounds for piece in pieces] == [(1, 3)]


def test_tokens_begin_at_the_offset() -> None:
    pieces = merge("가\n나", 2, 3, [Token(2, 3, "나", "NNG")], 0)
    assert pieces == merge("가\n나", 2, 3, [Token(0, 1, "나", "NNG")], 2)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("강원TP", ["강원", "TP"]),
        ("한·미", ["한", "·", "미"]),
        ("남북", ["남", "북"]),
        ("한중일", ["한", "중", "일"]),
        ("부산시의회", ["부산시", "의회"]),
        ("충남도청", ["충남도", "청"]),
        ("경기도교육청", ["경기도", "교육청"]),
        ("가람군의회", ["가람군", "의회"]),
        ("서울대", ["서울대"]),
        ("북미", ["북미"]),
        ("가람재단", ["가람재단"]),
    ],
)
def test_a_noun_of_two_names_or_scripts_comes_apart(word: str, parts: list[str]) -> None:
    assert _forms(word, [Token(0, len(word), word, "NNP")]) == parts


def test_a_verb_never_comes_apart() -> None:
    assert _forms("남북", [Token(0, 2, "남북", "VV")]) == ["남북"]


def test_the_tag_of_an_irregular_verb_is_read_without_its_mark() -> None:
    assert Piece(0, 1, ("VV-R",), ("잡",)).tag == "VV"


_TEXT = st.text(
    st.sampled_from("가나다시군의 이\n\t\u00a0\u2028\ufeff\u200b😀漢A1·ㆍ()‘’%~㈜\ud800"), min_size=1, max_size=40
)


@st.composite
def _tokenised(draw: st.DrawFn) -> tuple[str, list[Token]]:
    """A text with tokens as a tokenizer, or a damaged cache, may give them."""
    text = draw(_TEXT)
    bounds = draw(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 6)), max_size=12))
    tags = st.sampled_from(["NNG", "NNP", "JKS", "SN", "VV-R", "SW", "??"])
    return text, [Token(at, at + size, text[at : at + size], draw(tags)) for at, size in sorted(bounds)]


@given(_tokenised())
@example(("1\ufeff1", [Token(0, 3, "1\ufeff1", "NNG")]))
def test_every_character_but_blanks_lies_in_exactly_one_piece(case: tuple[str, list[Token]]) -> None:
    text, tokens = case
    pieces = merge(text, 0, len(text), tokens, 0)
    covered = [at for piece in pieces for at in range(piece.start, piece.end)]
    assert covered == sorted(set(covered))
    assert all(trim(text, at, at + 1) == (at + 1, at + 1) for at in set(range(len(text))) - set(covered))
    assert all(piece.start < piece.end and trim(text, *piece.bounds) == piece.bounds for piece in pieces)
    assert all(piece.tags and piece.forms for piece in pieces)


def test_a_word_seen_whole_is_several_pieces_where_it_is_a_name() -> None:
    text = "누리TP 누리TP"
    tokens = [Token(0, 4, "누리TP", "UN"), Token(5, 9, "누리TP", "NNP")]
    for _ in range(2):
        assert [piece.bounds for piece in merge(text, 0, 9, tokens, 0)] == [(0, 4), (5, 7), (7, 9)]


@given(_tokenised(), st.integers(0, 45))
def test_index_at_finds_the_piece_over_a_character(case: tuple[str, list[Token]], position: int) -> None:
    text, tokens = case
    pieces = merge(text, 0, len(text), tokens, 0)
    expected = [at for at, piece in enumerate(pieces) if piece.start <= position < piece.end]
    assert index_at(pieces, position) == (expected[0] if expected else None)


@given(st.lists(st.integers(), max_size=12), st.data())
def test_spliced_is_what_slices_set_from_the_last_one_on_make(column: list[int], data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, len(column)), max_size=6)))
    changes = [
        (first, last, data.draw(st.lists(st.integers(), max_size=3)))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    ]
    expected = list(column)
    for first, last, values in reversed(changes):
        expected[first:last] = values
    assert spliced(column, changes) == expected


def test_a_token_over_many_others_makes_one_piece_of_them() -> None:
    tokens = [
        Token(0, 4, "가나다라", "NNG"),
        Token(0, 1, "가", "NNG"),
        Token(1, 2, "나", "JKS"),
        Token(3, 5, "라마", "EC"),
    ]
    (piece, after) = merge("가나다라마바", 0, 6, [*tokens, Token(5, 6, "바", "SF")], 0)
    assert piece == (0, 5, ("NNG", "NNG", "JKS", "EC"), ("가나다라", "가", "나", "라마"))
    assert after == (5, 6, ("SF",), ("바",))
