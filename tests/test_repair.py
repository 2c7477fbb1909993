"""CP949 read as Latin-1: recognised and mended, and nothing else touched."""

import pytest

from annotator.repair import repair

TEXT = "새봄시는 12일 ‘물길 되살리기’ 사업에 120억 원을 쓴다고 밝혔다. 주민 300명이 설명회에 참석했다."


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_cp949_read_as_a_western_encoding_is_mended(codec: str) -> None:
    assert repair(TEXT.encode("cp949").decode(codec)) == TEXT


def test_utf8_read_as_latin1_is_mended() -> None:
    assert repair(TEXT.encode().decode("latin-1")) == TEXT


def test_pairs_taken_for_utf8_are_undone() -> None:
    def lenient(data: bytes) -> str:
        return data.decode("utf-8", errors="surrogateescape").translate({0xDC00 + n: n for n in range(128, 256)})

    assert repair(lenient(TEXT.encode("cp949"))) == TEXT


def test_a_lost_byte_costs_one_character() -> None:
    broken = TEXT.encode("cp949").decode("latin-1").replace("\xad", "", 1)
    whole = TEXT.encode("cp949").decode("latin-1")
    position = whole.index(" ", 20) - 1
    mended = repair(whole[:position] + whole[position + 1 :])
    assert repair(broken) is not None
    assert mended is not None
    assert mended.count("\ufffd") == 1
    assert mended[-20:] == TEXT[-20:]


@pytest.mark.parametrize("text", [TEXT, "Café déjà vu, naïve façade", "abc", "", "àéîõü" * 20, "¥€£" * 10])
def test_good_text_is_left_alone(text: str) -> None:
    assert repair(text) is None
