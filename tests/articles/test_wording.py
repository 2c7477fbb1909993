"""The data file of site wording: its kinds of entries, the guard, and faults in it."""

import pytest

from annotator.articles.wording import Wording, sections, squeeze, wording
from annotator.errors import AnnotatorError
from annotator.sentences import catalogue

WORDS = Wording(
    {
        "share_ui": {"lines": ["공유하기", "스크랩", "URL 복사"]},
        "related": {"headings": ["많이 본 뉴스"], "starts": ["[관련기사"], "heading_weight": 9},
        "promo": {"contains": ["구독 신청"], "patterns": ["바로 ?가기$"], "begins": [r"\d+위"]},
        "comment_ui": {"sentences": ["댓글을 남겨"]},
        "popular": {"class": "related", "lines": ["인기"], "outside": True},
    }
)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("공유하기", "lines"),
        ("  공 유 하 기 (3)", "lines"),
        ("url복사", "lines"),
        ("스크랩 공유하기", "words"),
        ("많이 본 뉴스 10", "headings"),
        ("[관련기사] 새 다리 놓는다", "starts"),
        ("가온신문 구독 신청 안내", "contains"),
        ("가온신문 바로가기", "patterns"),
        ("3위 새봄시", "begins"),
        ("댓글을 남겨 주세요.", "sentences"),
    ],
)
def test_each_kind_of_entry_meets_its_line(line: str, rule: str) -> None:
    found = WORDS.match(line, False)
    assert found is not None
    assert found.rule == rule


def test_a_sentence_is_met_by_sentence_patterns_alone() -> None:
    assert WORDS.match("시는 누리집에서 구독 신청을 받는다.", True) is None
    assert WORDS.match("댓글을 남겨 주세요.", True) is not None


def test_a_heading_weighs_more_and_a_section_may_bear_another_class() -> None:
    heading, line = WORDS.match("많이 본 뉴스", False), WORDS.match("인기", False)
    assert heading is not None
    assert line is not None
    assert (heading.heading, heading.weight) == (True, 9.0)
    assert (line.chrome_class, line.outside) == ("related", True)


def test_a_line_of_known_and_unknown_words_is_not_met() -> None:
    assert WORDS.match("스크랩 산업", False) is None


def test_only_letters_count() -> None:
    assert squeeze(" • URL 복사 (12)!") == "url복사"


def test_a_pattern_that_cannot_be_read_is_named() -> None:
    with pytest.raises(AnnotatorError) as caught:
        Wording({"promo": {"patterns": ["(열린"]}})
    assert caught.value.code == "clean.bad_pattern"
    assert caught.value.values["section"] == "promo"


def test_what_ships_can_be_read_and_each_class_has_a_name() -> None:
    assert wording().match("많이 본 뉴스", False) is not None
    classes = {section.get("class", name) for name, section in sections().items()}
    assert {f"clean.{name}" for name in classes} <= set(catalogue())
