"""Rules on hand-made pieces: nested regions, settled bodies, policies, numbers."""

from __future__ import annotations

import pytest

from annotator.morphology import tokenize
from annotator.paths import resource
from annotator.pieces import Piece, merge
from annotator.suggest import bodies, rules
from annotator.suggest.gazetteer import Regions
from annotator.suggest.policy import policies


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load(resource("gazetteers", "regions.toml"))


def pieces_of(text: str) -> list[Piece]:
    return merge(text, 0, len(text), tokenize([text])[0], 0)


def names(text: str) -> list[str]:
    pieces = pieces_of(text)
    return [text[pieces[name.first].start : pieces[name.last].end] for name in policies(text, pieces)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("시는 ‘꿈꾸는 마을 만들기 사업’을 시작한다.", "꿈꾸는 마을 만들기 사업"),
        ("도는 ‘푸른 하늘’ 프로젝트에 나선다.", "푸른 하늘"),
        ("국회는 자원순환 특별법을 의결했다.", "자원순환 특별법"),
        ("정부는 도서벽지 활력 종합계획을 내놨다.", "도서벽지 활력 종합계획"),
        ("여당은 중대재해처벌법 개정안을 냈다.", "중대재해처벌법 개정안"),
        ("기초연금은 다음 달 오른다.", "기초연금"),
        ("구의회는 2027년도 예산안을 심의한다.", "2027년도 예산안"),
        ("군은 접경지역 개발 및 지원에 관한 특별법의 시효를 늘려 달라고 했다.", "접경지역 개발 및 지원에 관한 특별법"),
        ("3·4 주택 대책 뒤에도 값이 올랐다.", "3·4 주택 대책"),
        ("한미 자유무역협정이 발효됐다.", "한미 자유무역협정"),
        ("구는 빗물도시 조성사업에 뽑혔다.", "빗물도시 조성사업"),
        ("시는 골목안전 예방 조례를 고쳤다.", "골목안전 예방 조례"),
    ],
)
def test_names_of_policies(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "정부는 후속 대책을 마련하기로 했다.",
        "그는 “계획을 세우고 정책을 펴야 한다”고 말했다.",
        "이번 사업은 다음 달 끝난다.",
        "관련 법안을 발의할 방침이다.",
        "다양한 방법을 찾아야 한다.",
        "‘같이 가자’는 구호를 외쳤다.",
        "소설 ‘바람의 제도’가 인기다.",
        "내년도 예산안을 심의한다.",
        "서울고법 민사18부는 항소를 기각했다.",
        "시는 ‘2015 모래축제’를 연다.",
        "방송사는 ‘깊은 바다’ 프로그램을 만들었다.",
    ],
)
def test_what_is_no_name_of_a_policy(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("body", "nested"),
    [
        ("충남테크노파크", ["충남"]),
        ("부산시의회", ["부산시"]),
        ("인천공항", []),
        ("옥천군", []),
        ("강원형일자리공제", []),
    ],
)
def test_regions_nested_in_a_body(regions: Regions, body: str, nested: list[str]) -> None:
    pieces = pieces_of(body)
    found = rules.nested_regions(body, pieces, 0, len(pieces) - 1, regions)
    assert [body[pieces[first].start : pieces[last].end] for first, last in found] == nested


@pytest.mark.parametrize("text", ["8월", "2024년", "3년간", "10:30", "24시간", "15일", "세 시간", "2주"])
def test_times(text: str) -> None:
    assert rules.is_time(text)


@pytest.mark.parametrize(
    "text", ["2024-01-12 09:30", "2019. 5. 14.", "2024.01.12", "2024/01", "2024-01-12T09:30:00", "02-345-6789"]
)
def test_a_date_in_figures_and_a_telephone_number_count_nothing(text: str) -> None:
    assert rules.is_time(text)


@pytest.mark.parametrize("text", ["3명", "5%", "2위", "40조", "1억원", "8도", "3-1", "2010.5", "2019-3000"])
def test_quantities_are_no_times(text: str) -> None:
    assert not rules.is_time(text)


def numbers(text: str) -> list[str]:
    pieces = pieces_of(text)
    return [text[pieces[first].start : pieces[last].end] for first, last in rules.numbers(text, pieces)]


def test_numbers_without_the_tagger() -> None:
    assert numbers("직원 300명이 12억원을 모았다.") == ["300명", "12억원"]


@pytest.mark.parametrize("text", ["새 아이폰6 값은 비싸다.", "갤럭시S5 화면", "노트 3 화면", "항공기 MH370"])
def test_numerals_in_names_are_no_numbers(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("900만 관객이", "900만", "900만"),
        ("첫째 아들을", "첫째", "첫째"),
        ("1등 한 사람", "1등", "1등"),
        ("3개 등 여러", "3개 등", "3개"),
        ("4.5%포인트 높은", "4.5%", "4.5%포인트"),
        ("영하 8도까지", "8도", "영하 8도"),
        ("단 하나도 없다", "하나", "하나"),
    ],
)
def test_ends_of_what_the_tagger_took_for_a_number(text: str, seen: str, expected: str) -> None:
    pieces = pieces_of(text)
    start = text.index(seen)
    inside = [at for at, piece in enumerate(pieces) if start <= piece.start and piece.end <= start + len(seen)]
    ends = rules.number_ends(text, pieces, inside[0], inside[-1])
    assert ends is not None
    assert text[pieces[ends[0]].start : pieces[ends[1]].end] == expected


def test_marks_of_a_list_are_no_numbers() -> None:
    assert numbers("1. 가람을 본다") == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("독일 푸른들재단이", "독일 푸른들재단", [("REGION", "독일"), ("ORG", "푸른들재단")]),
        ("미국 상무부가", "미국 상무부", [("ORG", "미국 상무부")]),
        ("미국 백악관은", "미국 백악관", [("ORG", "미국 백악관")]),
        ("가람지검 강력부는", "가람지검", [("ORG", "가람지검 강력부")]),
        ("누리대 물리학과", "누리대", [("ORG", "누리대 물리학과")]),
        ("누리대 교수가", "누리대", [("ORG", "누리대")]),
        ("누리미술관에서 열린", "누리미술관", [("REGION", "누리미술관")]),
        ("누리병원 응급실에", "누리병원", [("REGION", "누리병원")]),
        ("누리병원에서 받은", "누리병원", [("ORG", "누리병원")]),
        ("영국 누리대학교의", "영국 누리대학교", [("REGION", "영국"), ("ORG", "누리대학교")]),
        ("지자체가", "지자체", []),
    ],
)
def test_settled_organisations(regions: Regions, text: str, words: str, expected: list[tuple[str, str]]) -> None:
    pieces = pieces_of(text)
    last = max(at for at, piece in enumerate(pieces) if piece.end <= len(words))
    settled = bodies.settle(text, pieces, (0, last, "ORG"), regions)
    assert [(label, text[pieces[a].start : pieces[b].end]) for a, b, label in settled] == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [("봉화군은 축제를 연다", "ORG"), ("봉화군에서 축제가 열린다", "REGION"), ("봉화군 축제", "REGION")],
)
def test_a_district_is_a_body_when_it_acts(regions: Regions, text: str, label: str) -> None:
    pieces = pieces_of(text)
    last = max(at for at, piece in enumerate(pieces) if piece.end <= 3)
    assert [found[2] for found in bodies.settle(text, pieces, (0, last, "REGION"), regions)] == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("칠레는 축구 평가전에서 졌다.", "ORG"),
        ("칠레에 2-1로 졌다.", "ORG"),
        ("칠레에서 열린 월드컵", "REGION"),
        ("칠레는 2010-2015년에 자랐다.", "REGION"),
    ],
)
def test_a_country_that_plays_is_its_team(regions: Regions, text: str, label: str) -> None:
    pieces = pieces_of(text)
    assert [found[2] for found in bodies.settle(text, pieces, (0, 0, "REGION"), regions)] == [label]


def test_a_sure_place_is_no_body_even_as_a_subject(regions: Regions) -> None:
    text = "봉화군은 낮 기온이 높겠다"
    pieces = pieces_of(text)
    last = max(at for at, piece in enumerate(pieces) if piece.end <= 3)
    assert bodies.settle(text, pieces, (0, last, "REGION"), regions, sure=True) == [(0, last, "REGION")]
