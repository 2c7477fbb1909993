"""Which lines name reporters, and which are captions."""

import pytest

from annotator.articles.credits import byline, caption, name_alone, speaker_mark


@pytest.mark.parametrize(
    "line",
    [
        "홍가람 기자",
        "홍가람·김나래 기자 garam@gaon.example",
        "무주=홍가람기자 garam@gaon.example",
        "가람=이다솜 기자",
        "[새봄=가온뉴스] 홍가람 기자",
        "글·사진 홍가람 기자",
        "글 서이든 기자 ideun@dasom.example·사진 모아라 선임기자",
        "촬영기자:도하준/영상편집:채이룬",
        "(영상취재 : 도하준, 영상편집 : 채이룬)",
        "기다솜 기자dasom@iut.example",
        "가온신문 desk@gaon.example",
        "[가온스포츠 김나래]",
        "나래뉴스 변서온입니다.",
        "박나리 기자 외 2명",
        "garam@gaon.example",
        "새봄=가온투데이",
        "By 홍가람",
        "나래뉴스 변서온입니다.◀END▶",
        "(영상취재 차돌석)",
        "글·사진 모아라",
        "글 모아라",
        "우누리 / 나래방송 (촬영 고우리, 편집 차돌석)",
        "글. 홍가람 garam@gaon.example",
    ],
)
def test_a_line_of_writers(line: str) -> None:
    assert byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "글자크기",
        "사진 확대",
        "뉴스데스크",
        "기자",
        "기자 페이지",
        "[가온신문 구독 바로가기]",
        "<용어설명>",
        "[포토] 첫눈 내린 공원",
        "정책 담당 부장 회의",
        "홍가람 기자는 12일 새봄시를 찾았다.",
        "국회 보건복지위 통과",
        "By the way",
        "글·사진 더 보기",
    ],
)
def test_what_names_no_writers(line: str) -> None:
    assert not byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "새봄시청 전경. /새봄시 제공",
        "관계자들이 물길을 살펴보고 있다. 사진=새봄시",
        "관계자들이 물길을 살펴보고 있다. [새봄시 제공. 재판매 및 DB 금지]",
        "관계자들이 물길을 살펴보고 있다. ⓒ 가온뉴스",
        "관계자들이 물길을 살펴보고 있다./도하준기자",
        "관계자들이 물길을 살펴보고 있다. 새봄=모아라 기자",
        "▲ 새봄시 물길 공사 현장",
        "관계자들이 물길을 살펴보고 있다. 게티이미지뱅크",
        "물길 공사 현장. 2023.8.22/가온뉴스 ⓒ 가온뉴스 도하준 기자",
    ],
)
def test_a_caption(line: str) -> None:
    assert caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "시는 12일 물길을 되살리겠다고 밝혔다.",
        "▼ “내년에 문 연다” ▼",
        "◀ 앵커 ▶",
        "[앵커]",
        "공사 120억 원",
        "2025.03.12 물길복원부",
    ],
)
def test_what_is_no_caption(line: str) -> None:
    assert not caption(line)


def test_a_name_alone() -> None:
    assert name_alone("홍가람")
    assert name_alone("온라인뉴스팀")
    assert not name_alone("국내")
    assert not name_alone("기자")
    assert not name_alone("하늬신문")


def test_who_speaks_in_a_broadcast() -> None:
    assert speaker_mark("◀ 리포트 ▶")
    assert speaker_mark("[앵커]")
    assert speaker_mark("◀ANC▶")
    assert not speaker_mark("[단독]")
