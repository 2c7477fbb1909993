"""Kiwi's tokens: offsets in code points whatever the text holds, long texts in parts, the word without tokens."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.morphology import chunks, tokenize, tokenizer_version, word_at
from annotator.text import paragraphs


def _shown(text: str) -> list[tuple[str, str]]:
    return [(text[token.start : token.end], token.tag) for token in tokenize([text])[0]]


@pytest.mark.parametrize(
    "odd", ["😀", "🇰🇷", "\u2028", "\u0085", "\u00a0", "\u3000", "\ufeff", "\x00", "漢", "㈜", "\ud800"]
)
def test_what_follows_an_odd_character_keeps_its_place(odd: str) -> None:
    text = f"{odd} 서울에서 {odd}{odd} 370명이"
    shown = _shown(text)
    assert ("서울", "NNP") in shown
    assert ("370", "SN") in shown
    assert ("명", "NNB") in shown


def test_a_text_without_words_has_no_tokens() -> None:
    assert tokenize(["", " \n\t\u00a0 "]) == [[], []]


def test_no_token_runs_over_a_line_end() -> None:
    text = "한국\n은행\n\n서울\n대학교"
    assert all("\n" not in text[token.start : token.end] for token in tokenize([text])[0])


def test_several_texts_are_read_each_by_itself() -> None:
    texts = ["서울에서", "제주에서"]
    assert tokenize(texts) == [tokenize([text])[0] for text in texts]


@pytest.mark.parametrize("unit", ["가람시가 왔다. ", "가람시가 왔다 ", "가람시", "가", "(", "1"])
def test_a_long_paragraph_is_read_to_its_end(unit: str) -> None:
    text = unit * (9_000 // len(unit))
    tokens = tokenize([text])[0]
    assert tokens[-1].end == len(text.rstrip())
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


def test_a_long_paragraph_is_cut_where_sentences_end() -> None:
    sentence = "서울에서 370명이 모였다. "
    tokens = tokenize([sentence * 1_000])[0]
    once = tokenize([sentence])[0]
    assert [token.form for token in tokens] == [token.form for token in once] * 1_000


_ODD = st.text(st.sampled_from("가람시는 했다1.,()‘’·😀漢\u2028\u00a0\ufeff\x00\ud800\udc00\n각㈜%"), max_size=80)


@settings(deadline=None)
@given(_ODD | st.text(max_size=60))
def test_every_token_lies_in_the_text_and_they_come_in_order(text: str) -> None:
    tokens = tokenize([text])[0]
    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


class TestChunks:
    @given(st.lists(st.integers(0, 60), max_size=40), st.integers(1, 100))
    def test_every_paragraph_lies_in_exactly_one(self, lengths: list[int], size: int) -> None:
        text = "\n".join("가" * length for length in lengths)
        found = list(chunks(text, size))
        inside = [
            [chunk for chunk in found if chunk[0] <= start and end <= chunk[1]] for start, end in paragraphs(text)
        ]
        assert all(len(each) == 1 for each in inside)
        assert all(before[1] < after[0] for before, after in pairwise(found))

    @given(st.lists(st.integers(0, 60), max_size=40), st.integers(1, 100))
    def test_only_a_paragraph_of_its_own_is_longer_than_the_size(self, lengths: list[int], size: int) -> None:
        text = "\n".join("가" * length for length in lengths)
        assert all(end - start <= size or "\n" not in text[start:end] for start, end in chunks(text, size))

    def test_small_paragraphs_share_a_chunk(self) -> None:
        assert list(chunks("가\n\n나\n다", 100)) == [(0, 6)]

    def test_no_text_no_chunk(self) -> None:
        assert list(chunks("\n\n")) == []


class TestWordAt:
    @pytest.mark.parametrize(
        ("text", "position", "word"),
        [
            ("산업진흥부가 왔다", 1, "산업진흥부"),
            ("제주에서 왔다", 0, "제주"),
            ("‘누리재단’은 왔다", 2, "누리재단"),
            ("누리재단(NR)은 왔다", 5, "NR"),
            ("누리재단(NR)은 왔다", 0, "누리재단"),
            ("국무회의, 열렸다", 0, "국무회의"),
            ("고속도로", 0, "고속도로"),
            ("마을을 본다", 0, "마을"),
            ("누리는 본다", 0, "누리"),
            ("서울로 간다", 0, "서울"),
            ("370여명이 왔다", 0, "370여명"),
            ("제주에서 왔다", 3, "제주에서"),
            ("가 왔다", 0, "가"),
        ],
    )
    def test_is_the_word_without_marks_and_particle(self, text: str, position: int, word: str) -> None:
        found = word_at(text, position)
        assert found is not None
        assert text[slice(*found)] == word

    @pytest.mark.parametrize(("text", "position"), [("가 나", 1), ("", 0), ("가", 5), ("가, 나", 1), ("…", 0)])
    def test_is_nothing_on_blanks_and_marks(self, text: str, position: int) -> None:
        assert word_at(text, position) is None

    @given(st.text(st.sampled_from("가나은는을 ‘’(),.A1\n😀"), max_size=30), st.integers(0, 30))
    def test_holds_the_click_and_no_blank(self, text: str, position: int) -> None:
        found = word_at(text, position)
        if found is not None:
            assert found[0] <= position < found[1]
            assert not any(char.isspace() for char in text[slice(*found)])


def test_the_version_names_tokenizer_and_model() -> None:
    assert tokenizer_version().startswith("kiwipiepy ")
    assert "(model " in tokenizer_version()


def test_asking_for_all_but_tokens_loads_no_tokenizer() -> None:
    script = (
        "import sys\n"
        "from annotator.morphology import Morphemes, chunks, decode, encode, tokenizer_version, word_at\n"
        "tokenizer_version(); word_at('가람이', 0); list(chunks('가')); decode(encode([]))\n"
        "Morphemes('가람').phrase_at(0)\n"
        "sys.exit('kiwipiepy' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
