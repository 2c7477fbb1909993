"""What a regular expression needs: said rightly of made expressions, and never wrongly of those that ship."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.needs import needed, opener, openers, telling
from annotator.articles.wording import sections

EXPRESSIONS = [
    re.compile(entry)
    for section in sections().values()
    for kind in ("begins", "patterns", "sentences")
    for entry in section.get(kind, ())
]


@pytest.mark.parametrize(
    ("expression", "held", "first"),
    [
        ("구독", {"구독"}, "구"),
        (r"[▶▷] ?(재생|동영상)", {"재생", "동영상"}, "▶▷"),
        (r"(본문 ?)?(글자|글씨) ?크기", {"크기"}, "본글"),
        (r"(다음|네이버)에서 \S+", {"다음", "네이버"}, "다네"),
        (r"\S*(구독|팔로우)", {"구독", "팔로우"}, ""),
        (r"\d+개의 댓글", {"개의 댓글"}, "0"),
        (r"\s*[가나]+", {"가", "나"}, " 가나"),
        (r"(?<![가-힣])맺음(?=말)", {"맺음"}, "맺"),
        (r".{0,30}공공누리", {"공공누리"}, ""),
        (r"[\w ]+", set(), ""),
        (r"(?i)by", set(), ""),
        (r"가|", set(), ""),
        (r"[^가]나?", set(), ""),
    ],
)
def test_what_is_said_of_an_expression(expression: str, held: set[str], first: str) -> None:
    assert needed(re.compile(expression)) == held
    assert openers(re.compile(expression)) == set(first)


@given(st.sampled_from(EXPRESSIONS).flatmap(lambda e: st.tuples(st.just(e), st.from_regex(e))))
def test_no_match_is_missed(case: tuple[re.Pattern[str], str]) -> None:
    expression, text = case
    match = expression.search(text)
    assert match is not None
    assert not needed(expression) or any(text in match[0] for text in needed(expression))
    assert not openers(expression) or opener(match[0][0]) in openers(expression)


def test_a_text_is_told_by_its_rarest_character() -> None:
    assert telling("다음에") == "음"


def test_most_of_what_ships_waits_for_something() -> None:
    waiting = [expression for expression in EXPRESSIONS if needed(expression) or openers(expression)]
    assert len(waiting) >= 0.95 * len(EXPRESSIONS)
