"""What a regular expression needs: said rightly of made expressions, and never wrongly of those that ship."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.needs import needed, opener, openers
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
        ("구독", "독", "구"),
        (r"[▶▷] ?(재생|동영상)", "▶▷", "▶▷"),
        (r"(본문 ?)?(글자|글씨) ?크기", "크", "본글"),
        (r"\d+개의 댓글", "댓", "0"),
        (r"\s*[가나]+", "가나", " 가나"),
        (r"(?<![가-힣])맺음(?=말)", "맺", "맺"),
        (r".{0,30}공공누리", "누", ""),
        (r"[\w ]+", "", ""),
        (r"(?i)by", "", ""),
        (r"가|", "", ""),
        (r"[^가]나?", "", ""),
    ],
)
def test_what_is_said_of_an_expression(expression: str, held: str, first: str) -> None:
    assert needed(re.compile(expression)) == set(held)
    assert openers(re.compile(expression)) == set(first)


@given(st.sampled_from(EXPRESSIONS).flatmap(lambda e: st.tuples(st.just(e), st.from_regex(e))))
def test_no_match_is_missed(case: tuple[re.Pattern[str], str]) -> None:
    expression, text = case
    match = expression.search(text)
    assert match is not None
    assert not needed(expression) or not needed(expression).isdisjoint(match[0])
    assert not openers(expression) or opener(match[0][0]) in openers(expression)


def test_most_of_what_ships_waits_for_something() -> None:
    waiting = [expression for expression in EXPRESSIONS if needed(expression) or openers(expression)]
    assert len(waiting) >= 0.95 * len(EXPRESSIONS)
