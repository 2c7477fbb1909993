"""Tokens survive the project's cache, and nothing else passes for them."""

from __future__ import annotations

import contextlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.tokens import Columns, Token, columns, decode, encode

_LENGTHS = st.tuples(st.integers(0, 40), st.integers(0, 20), st.text(max_size=6), st.sampled_from(["NNG", "JKS", "SN"]))


@st.composite
def _tokens(draw: st.DrawFn) -> list[Token]:
    start, tokens = 0, []
    for step, length, form, tag in draw(st.lists(_LENGTHS, max_size=30)):
        start += step
        tokens.append(Token(start, start + length, form, tag))
    return tokens


@given(_tokens())
def test_decoding_gives_back_what_was_encoded(tokens: list[Token]) -> None:
    assert decode(encode(tokens)) == tokens


@given(_tokens(), st.integers(0, 30), st.integers(0, 30))
def test_columns_are_the_tokens_side_by_side(tokens: list[Token], first: int, last: int) -> None:
    for found in (columns(encode(tokens)), Columns.of(tokens)):
        assert list(map(Token, *found)) == tokens
        assert list(map(Token, *found.part(first, last))) == tokens[first:last]


def test_a_form_that_is_no_utf8_survives() -> None:
    tokens = [Token(0, 1, "\ud800", "SW"), Token(1, 2, "\x00", "SW")]
    assert decode(encode(tokens)) == tokens


def test_the_stored_form_is_small() -> None:
    tokens = [Token(3 * at, 3 * at + 2, "가람", "NNP") for at in range(1000)]
    assert len(encode(tokens)) < 2 * len(tokens)


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(AnnotatorError, match=r"tokens\.damaged"):
        decode(data)


@given(_tokens().map(encode), st.data())
def test_a_damaged_run_is_refused_or_still_tokens(data: bytes, draws: st.DataObject) -> None:
    at = draws.draw(st.integers(0, len(data) - 1))
    damaged = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
    tokens: list[Token] = []
    with contextlib.suppress(AnnotatorError):  # and no other error
        tokens = decode(damaged)
    assert all(0 <= token.start <= token.end for token in tokens)


@pytest.mark.parametrize(
    "plain",
    [
        b"[]",
        b"{}",
        b"[[0],[1],[2],[3]]",
        b'[[-1],[1],["a"],["NNG"]]',
        b'[[0],[-1],["a"],["NNG"]]',
        b'[[0],[1.5],["a"],["NNG"]]',
        b'[[true],[1],["a"],["NNG"]]',
        b'[[0,1],[1],["a"],["NNG"]]',
        b"[" * 5000,
    ],
)
def test_columns_of_another_shape_are_refused(plain: bytes) -> None:
    with pytest.raises(AnnotatorError, match=r"tokens\.damaged"):
        decode(b"T1" + zlib.compress(plain))


def test_a_run_cut_short_is_refused() -> None:
    data = encode([Token(0, 2, "가람", "NNP")])
    with pytest.raises(AnnotatorError, match=r"tokens\.damaged"):
        decode(data[:-5])
