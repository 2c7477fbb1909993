"""What a search compares, without a project: made-up sentences, and tokens as Kiwi cuts them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.morphology import tokenize
from annotator.project import lemmas
from annotator.tokens import Token


def found(query: str, text: str) -> list[str]:
    """The stretches of `text` that match `query`, one word."""
    word = lemmas.word(query, tokenize([query])[0])
    assert word is not None
    units = lemmas.units(text, tokenize([text])[0])
    bounds = list(word.matches(units))
    if bounds:
        assert word.terms <= lemmas.terms(units), "the index would not have led here"
        assert word.may_be_in(text)
    return [text[start:end] for start, end in bounds]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("개편하다", "조직을 개편한 뒤 다시 개편했다.", ["개편한", "개편했다"]),
        ("개편하다", "개편 방안이 나왔다.", []),
        ("개편했다", "조직을 개편한다.", ["개편한다"]),
        ("개편", "개편방안과 개편한 조직", ["개편", "개편"]),
        ("두루전자", "두루전자가 두루전자의 공장을 열었다.", ["두루전자", "두루전자"]),
        ("걷다", "강가를 걸었다.", ["걸었다"]),
        ("산업", "부산업체가 모였다.", []),
        ("산업정책", "새 산업 정책을 냈다.", ["산업 정책"]),
        ("산업정책", "산업의 정책은 다르다.", []),
        ("산업 정책", "산업의 정책은 다르다.", ["산업의 정책"]),
        ("지역 산업", "그 지역. 산업이 살아난다.", []),
        ("tp", "두물TP와 TP가 만났다.", ["TP", "TP"]),
        ("30억", "모두 30억 원을 들인다.", ["30억"]),
        ("한", "한국과 한 나라", ["한"]),
    ],
)
def test_words_are_found_by_their_morphemes(query: str, text: str, hits: list[str]) -> None:
    assert found(query, text) == hits


def test_a_name_is_found_however_the_tokenizer_cuts_it() -> None:
    text = "보건복지부는"
    units = lemmas.units(text, [Token(0, 2, "보건", "NNG"), Token(2, 4, "복지", "NNG"), Token(4, 5, "부", "NNG")])
    word = lemmas.word("보건복지부", [Token(0, 2, "보건", "NNG"), Token(2, 5, "복지부", "NNG")])
    assert word is not None
    assert list(word.matches(units)) == [(0, 5)]
    assert word.terms <= lemmas.terms(units)


def test_particles_and_endings_are_not_in_the_index() -> None:
    text = "두물군은 숲길을 열었다."
    terms = lemmas.terms(lemmas.units(text, tokenize([text])[0]))
    assert {"두물", "물군", "숲길", "열다"} <= terms
    assert not {"은", "을", "었", "다", "군은", "."} & terms


@pytest.mark.parametrize("query", ["은", ".", "…"])
def test_nothing_is_searched_for_a_particle_or_a_full_stop(query: str) -> None:
    assert lemmas.word(query, [Token(0, len(query), query, "JX" if query == "은" else "SF")]) is None


def test_a_token_outside_of_the_text_is_left_out() -> None:
    units = lemmas.units("두물", [Token(0, 2, "두물", "NNP"), Token(1, 9, "길", "NNG"), Token(2, 2, "이", "VCP")])
    assert "".join(units.characters) == "두물"


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "🎉 앞글\n두물군"
    units = lemmas.units(text, [Token(0, 3, "두물군", "NNP")], offset=5)
    word = lemmas.word("두물군", [Token(0, 3, "두물군", "NNP")])
    assert word is not None
    assert [text[start:end] for start, end in word.matches(units)] == ["두물군"]


_tags = st.sampled_from(["NNG", "NNP", "JX", "VV", "EF", "SL", "SN", "SP", "SF", "XSV", "SW", "UN"])


@given(st.text(alphabet="가나 다.\nTP3·🎉", max_size=30), st.data())
def test_matches_lie_in_the_text_and_the_index_leads_to_them(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    tokens = [Token(a, b, text[a:b], data.draw(_tags)) for a, b in pairwise(cuts)]
    units = lemmas.units(text, tokens)
    for start, end in pairwise(cuts):
        part = [Token(t.start - start, t.end - start, t.form, t.tag) for t in tokens if start <= t.start < end]
        word = lemmas.word(text[start:end], part)
        bounds = list(word.matches(units)) if word else []
        assert all(0 <= low < high <= len(text) for low, high in bounds)
        assert bounds == sorted(bounds)
        assert not bounds or (word and word.terms <= lemmas.terms(units) and word.may_be_in(text))
