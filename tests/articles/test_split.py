"""Lines that hold several roles, cut into parts."""

import pytest

from annotator.articles.split import split
from annotator.articles.wording import wording

BODY = "새봄시는 12일 물길을 되살리겠다고 밝혔다. 사업에는 120억 원이 든다."


def parts(line: str) -> list[str]:
    return [line[start:end] for start, end in split(line, wording())]


@pytest.mark.parametrize(
    "expected",
    [
        ["2023-01-12", "홍가람 기자"],
        ["기자명 홍가람 기자", "입력 2025.06.17 19:05  수정 2025.06.18 05:57", "댓글 0  좋아요 1"],
        [BODY, "홍가람 기자 garam@gaon.example"],
        [BODY, "홍가람 기자", "<저작권자 ⓒ 가온신문, 무단 전재 및 재배포 금지>"],
        [BODY, "[ⓒ 가온신문, 무단전재 및 재배포 금지]"],
        ["입력 2025.06.17 19:05", BODY],
        [BODY, "▶ 관련기사 새 다리 놓는다"],
    ],
)
def test_glued_parts_are_told_apart(expected: list[str]) -> None:
    assert parts("   ".join(expected)) == expected


def test_subtitle_caption_and_body_without_a_blank_between() -> None:
    expected = ["120억 들여 물길 되살린다", "▲ 새봄시 물길. /사진=새봄시 제공", BODY]
    assert parts("".join(expected)) == expected


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "[새봄=가온뉴스] 홍가람 기자 = " + BODY,
        "새봄시는 홈페이지 주소(a@b.example)를 2024년 5월 1일부터 바꾼다고 밝혔다.",
        "사업은 ▲물길 복원 ▲숲길 잇기 ▲주차장 건설로 이뤄진다. 시는 내년에 시작한다.",
        "관계자들이 물길을 살펴보고 있다. 새봄=모아라 기자",
        "새봄시 물길 되살린다",
    ],
)
def test_what_is_one_thing_stays_whole(line: str) -> None:
    assert parts(line) == [line]


def test_a_page_on_one_line() -> None:
    body = " ".join([BODY] * 12)
    head = "홈 > 사회 새봄시 물길 되살린다 홍가람 기자 입력 2025.06.17 19:05 글자 크기 변경"
    line = f"{head} {body} 저작권자 ⓒ 가온신문 무단전재"
    found = parts(line)
    assert "입력 2025.06.17 19:05" in found
    assert "홍가람 기자" in found
    assert found.index("글자 크기 변경") < found.index(BODY[: BODY.index("사업")].strip())
    assert found[-1] == "저작권자 ⓒ 가온신문 무단전재"
