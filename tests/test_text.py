"""Normalising, and the maps between positions, held against the slow and obvious way."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import OffsetMap, Utf16Map, eojeol_at, normalise, paragraphs, sentence_at

# What news really holds, and what breaks offsets: decomposed Hangul, line ends, blanks of all kinds, characters
# beyond the BMP, combining marks, compatibility hanja (U+F9xx) and the signs that NFKC would ruin.
CHARACTERS = (
    "가각힣하ᄀ하ᅵᆨᇂ각ᆩㄱㅏabc 1%\r\n\t\u00a0\u3000\u2028\u2029\u0085\u200b\ufeff"
    "ㆍ㎡㈜樂中\uf914é́😀🇰🇷\U0002f80c\x1c\x0b\x0c"
)
texts = st.text(st.sampled_from(CHARACTERS), max_size=40) | st.text(max_size=40)


def composed(raw: str) -> str:
    """The rule, one character after the other: line ends to LF, and the arithmetic of Unicode's Hangul syllables."""
    result: list[str] = []
    for index, char in enumerate(raw):
        code, last = ord(char), ord(result[-1]) if result else 0
        if char == "\r":
            result.append("\n")
        elif char == "\n" and index and raw[index - 1] == "\r":
            continue
        elif 0x1161 <= code <= 0x1175 and 0x1100 <= last <= 0x1112:
            result[-1] = chr(0xAC00 + ((last - 0x1100) * 21 + code - 0x1161) * 28)
        elif 0x11A8 <= code <= 0x11C2 and 0xAC00 <= last <= 0xD7A3 and (last - 0xAC00) % 28 == 0:
            result[-1] = chr(last + code - 0x11A7)
        else:
            result.append(char)
    return "".join(result)


@given(texts)
def test_normalise_is_the_rule_applied_character_by_character(raw: str) -> None:
    assert normalise(raw)[0] == composed(raw)


@given(texts)
def test_normalising_twice_changes_nothing_more(raw: str) -> None:
    once, _ = normalise(raw)
    twice, mapped = normalise(once)
    assert twice == once
    assert all(mapped(position) == position for position in range(len(once) + 1))


@given(texts)
def test_what_is_written_stays_canonically_the_same(raw: str) -> None:
    text, _ = normalise(raw)
    unix = raw.replace("\r\n", "\n").replace("\r", "\n")
    assert unicodedata.normalize("NFD", text) == unicodedata.normalize("NFD", unix)


@pytest.mark.parametrize("kept", ["ㆍ", "㎡", "㈜", "\uf914", "é", "\u2028", "\u0085", "\x0b", "\u00a0", "ㄱㅏ"])
def test_these_stay_as_they_are(kept: str) -> None:
    assert normalise(f"앞{kept}뒤")[0] == f"앞{kept}뒤"


def test_decomposed_hangul_is_composed() -> None:
    raw = unicodedata.normalize("NFD", "한빛시 물관리 계획")
    assert normalise(raw)[0] == "한빛시 물관리 계획"


@given(texts, st.data())
def test_a_stretch_that_starts_and_ends_on_kept_edges_keeps_its_text(raw: str, data: st.DataObject) -> None:
    text, mapped = normalise(raw)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    new_start, new_end = mapped.span(start, end)
    before, stretch, after = normalise(raw[:start])[0], normalise(raw[start:end])[0], normalise(raw[end:])[0]
    if before + stretch + after == text:
        assert text[new_start:new_end] == stretch
    assert 0 <= new_start <= new_end <= len(text)


@given(texts)
def test_positions_never_go_backwards_and_both_ends_meet(raw: str) -> None:
    text, mapped = normalise(raw)
    for at_end in (False, True):
        places = [mapped(position, at_end=at_end) for position in range(len(raw) + 1)]
        assert places == sorted(places)
        assert (places[0], places[-1]) == (0, len(text))


@st.composite
def edits(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, int]]]:
    """The length of a text and replacements in it, ascending, apart from one another or touching."""
    replacements, position = [], 0
    for gap, old, new in draw(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4), st.integers(0, 4)), max_size=6)):
        replacements.append((position + gap, position + gap + old, new))
        position += gap + old
    return position + draw(st.integers(0, 4)), replacements


@given(edits())
def test_the_offset_map_is_the_replacement_done_by_hand(edit: tuple[int, list[tuple[int, int, int]]]) -> None:
    length, replacements = edit
    inside = {
        position: (start, end) for start, end, _ in replacements for position in range(start + 1, end)
    }  # strictly inside a replaced stretch

    def moved(position: int) -> int:
        return position + sum(new - (end - start) for start, end, new in replacements if end <= position)

    mapped = OffsetMap(replacements)
    for position in range(length + 1):
        if position in inside:
            start, end = inside[position]
            assert (mapped(position), mapped(position, at_end=True)) == (moved(start), moved(end))
        else:
            assert mapped(position) == mapped(position, at_end=True) == moved(position)


@given(texts)
def test_utf16_positions_are_those_of_the_encoded_text(text: str) -> None:
    mapped = Utf16Map(text)
    for position in range(len(text) + 1):
        utf16 = len(text[:position].encode("utf-16-le")) // 2
        assert mapped.to_utf16(position) == utf16
        assert mapped.to_codepoint(utf16) == position


@given(texts)
def test_a_position_inside_a_surrogate_pair_is_the_start_of_its_character(text: str) -> None:
    mapped = Utf16Map(text)
    for position, char in enumerate(text):
        if ord(char) > 0xFFFF:
            assert mapped.to_codepoint(mapped.to_utf16(position) + 1) == position


@given(texts)
def test_paragraphs_are_the_lines_between_line_feeds_alone(text: str) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == [line for line in text.split("\n") if line]


@given(texts)
def test_eojeol_at_is_the_run_of_characters_that_are_no_blank(text: str) -> None:
    for position in range(-1, len(text) + 1):
        expected = None
        if 0 <= position < len(text) and not text[position].isspace():
            start = end = position
            while start and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
            expected = (start, end)
        assert eojeol_at(text, position) == expected


# -- sentences


def sentences(text: str) -> list[str]:
    """All sentences of a text, found by asking for every character."""
    found = {sentence_at(text, position) for position in range(len(text))} - {None}
    return [text[slice(*bounds)] for bounds in sorted(found)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("비가 왔다. 길이 젖었다.", ["비가 왔다.", "길이 젖었다."]),
        ("비가 왔을까? 그렇다! 왔다.", ["비가 왔을까?", "그렇다!", "왔다."]),
        ("가온시 새 공장 문 열어", ["가온시 새 공장 문 열어"]),
        ("비가 왔다\n길이 젖었다", ["비가 왔다", "길이 젖었다"]),
        ("  비가 왔다.  길이 젖었다.  ", ["비가 왔다.", "길이 젖었다."]),
        ("물가가 3.5% 올랐다. 내년엔 4.0%다.", ["물가가 3.5% 올랐다.", "내년엔 4.0%다."]),
        ("2031. 5. 3. 문을 열었다. 끝.", ["2031. 5. 3. 문을 열었다.", "끝."]),
        ("1. 첫째 일을 한다. 둘째는 없다.", ["1. 첫째 일을 한다.", "둘째는 없다."]),
        ("가람 Corp. 대표와 J. 한 씨가 만났다. 끝.", ["가람 Corp. 대표와 J. 한 씨가 만났다.", "끝."]),
        ("다음 달부터다... 그는 말을 아꼈다.", ["다음 달부터다...", "그는 말을 아꼈다."]),
    ],
)
def test_a_sentence_ends_with_a_mark_before_a_blank(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“가자. 어서.”라고 했다. 비가 왔다.", ["“가자. 어서.”라고 했다.", "비가 왔다."]),
        ("그는 “왔다.” 라고 했다. 끝.", ["그는 “왔다.” 라고 했다.", "끝."]),
        ("“비가 왔다.” 그는 우산을 폈다.", ["“비가 왔다.”", "그는 우산을 폈다."]),
        ('"가자. 어서."라고 했다. "끝났다."', ['"가자. 어서."라고 했다.', '"끝났다."']),
        ("“‘새 길. 새 집.’을 내건다.” 모두 웃었다.", ["“‘새 길. 새 집.’을 내건다.”", "모두 웃었다."]),
        ("가온시(시장 한결. 무소속)가 나섰다. 끝.", ["가온시(시장 한결. 무소속)가 나섰다.", "끝."]),
        ("길이 젖었다.(사진) 끝.", ["길이 젖었다.(사진) 끝."]),
        ("(비가 왔다.) 길이 젖었다.", ["(비가 왔다.)", "길이 젖었다."]),
        ("’31년에 왔다. 그 뒤로 ‘안 왔다. 끝이다.", ["’31년에 왔다.", "그 뒤로 ‘안 왔다.", "끝이다."]),
    ],
)
def test_quotations_and_brackets_belong_to_the_sentence_around_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_there_is_no_sentence_on_a_blank_or_outside() -> None:
    assert [sentence_at("가. 나.", position) for position in (-1, 2, 5)] == [None] * 3


@given(texts)
def test_sentences_hold_every_character_that_is_not_blank_once(text: str) -> None:
    found = sorted({bounds for position in range(len(text)) if (bounds := sentence_at(text, position))})
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    covered = {position for start, end in found for position in range(start, end)}
    assert {position for position, char in enumerate(text) if not char.isspace()} <= covered
    assert all("\n" not in text[start:end] and text[start:end] == text[start:end].strip() for start, end in found)
