"""Every encoding a file of Korean news comes in, and what is refused."""

import pytest

from annotator.articles.decode import decode, decode_page
from annotator.errors import AnnotatorError

TEXT = "가온시는 12일 ‘푸른길 사업’에 3억 원을 쓴다고 밝혔다.\n둘째 줄ㆍ㈜한빛 ㎡\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp949", "cp949"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_each_encoding_gives_the_same_text(encoding: str, said: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == (TEXT, said)


def test_syllables_outside_euc_kr_are_read_as_cp949() -> None:
    assert decode("똠방각하가 왔다.".encode("cp949"), "a.txt")[0] == "똠방각하가 왔다."


def test_a_page_says_its_encoding_but_is_not_believed_in_a_single_byte_one() -> None:
    data = TEXT.encode("cp949")
    assert decode_page(data, "a.html", "euc-kr") == (TEXT, "cp949")
    assert decode_page(data, "a.html", "iso-8859-1") == (TEXT, "cp949")
    assert decode_page(TEXT.encode(), "a.html", "no-such-thing") == (TEXT, "utf-8")


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"a\x00b", b"abc\x07def"]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(AnnotatorError) as caught:
        decode(data, "a.bin")
    assert caught.value.code == "source.binary"


def test_an_unknown_encoding_is_refused_and_names_the_file() -> None:
    with pytest.raises(AnnotatorError) as caught:
        decode(b"\xff\x41\xe9\xff\x42", "latin.txt")
    assert (caught.value.code, caught.value.values) == ("source.encoding", {"name": "latin.txt"})


def test_a_broken_utf16_file_is_refused() -> None:
    with pytest.raises(AnnotatorError) as caught:
        decode(b"\xff\xfe\x00\xd8", "a.txt")
    assert caught.value.code == "source.encoding"
