"""Numbers: from any of their pieces, whole and no more than that."""

from __future__ import annotations

import pytest

from annotator.morphology import tokenize
from annotator.numerals import number_at
from annotator.pieces import Piece, merge


def _pieces(text: str) -> list[Piece]:
    return merge(text, 0, len(text), tokenize([text])[0], 0)


def _numbers(text: str) -> list[str]:
    """The numbers of a text, each once, as found from each of its pieces."""
    pieces = _pieces(text)
    found = dict.fromkeys(number_at(text, pieces, at) for at in range(len(pieces)))
    return [text[pieces[each[0]].start : pieces[each[1]].end] for each in found if each]


@pytest.mark.parametrize(
    "marked",
    [
        "직원 [370여명]이 왔다.",
        "물가는 [4~6%]로 올랐다.",
        "예산은 [1억 2천만 원]을 넘는다.",
        "모두 [1만2,000여 명]이 봤다.",
        "기온은 [영하 8도]까지 내려갔다.",
        "지수는 [-3%]로 떨어졌다.",
        "성장률은 [0.2%대]에 머물렀다.",
        "지지율이 [4.5%포인트] 올랐다.",
        "[제3차] 회의가 열렸다.",
        "올해 [두 번째] 대회다.",
        "전국 [수십 곳]에서 열린다.",
        "값이 [두 배]로 뛰었다.",
        "넓이는 [20㎡]이다.",
        "찬성은 [5분의 3]을 넘겼다.",
        "결승에서 [1 대 0]으로 이겼다.",
        "점수는 [3-1]이었다.",
        "이 법 [40조 2항]은 그대로다.",
        "지수는 [2,650.31]로 끝났다.",
        "관객은 [900만 명]을 넘었다.",
        "평균 [81∼120μg/㎥]였다.",
        "물가가 [7∼8배] 뛰었다.",
        "[47조 3항]을 고쳤다.",
        "나무 [열두 그루]를 심었다.",
        "벌금 [2천 루피]를 냈다.",
        "약 [4천여 미터]를 걸었다.",
        "총 [200만∼400만원]을 받는다.",
        "모두 [12억8천여만원]을 썼다.",
        "이곳 [2개] 층을 쓴다.",
        "[100만 배럴]을 캤다.",
        "신청은 [1만 8,600건]이었다.",
        "[30㎝]가량 자랐다.",
        "한 달에 [세 차례] 모인다.",
        "상금은 [$500]이다.",
    ],
)
def test_a_number_is_found_from_each_of_its_pieces(marked: str) -> None:
    assert marked[marked.index("[") + 1 : marked.index("]")] in _numbers(marked.replace("[", "").replace("]", ""))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3명과 4명이 왔다.", ["3명", "4명"]),
        ("3명, 4명이 왔다.", ["3명", "4명"]),
        ("2018 평창 대회", ["2018"]),
        ("인구 1천명당 14.2명이다.", ["1천명", "14.2명"]),
        ("그는 한 관계자를 만났다.", []),
        ("정부는 계획을 세웠다.", []),
        ("3명  4명", ["3명", "4명"]),
        ("2-1번 안건", ["2-1번"]),
        ("단 하나도 없다.", ["하나"]),
    ],
)
def test_numbers_end_where_they_end(text: str, numbers: list[str]) -> None:
    assert _numbers(text) == numbers


def test_a_long_row_of_figures_is_read_around_the_click_only() -> None:
    text = "1억 " * 200
    pieces = _pieces(text)
    found = number_at(text, pieces, 200)
    assert found is not None
    assert found[0] <= 200 <= found[1]
    assert found[1] - found[0] <= 33
