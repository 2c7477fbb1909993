"""What ships, on sentences of our own with made-up names."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import PARAGRAPHS, paragraphs, unmark

from annotator.errors import AnnotatorError
from annotator.morphology import tokenize
from annotator.span import cross
from annotator.suggest.evaluation import Evaluation, evaluate
from annotator.suggest.suggester import Example, Suggester, as_marks, by_label
from annotator.suggest.suggestion import Reason, Source
from annotator.tokens import Token

Tokens = Callable[[str], list[Token]]


def found(suggester: Suggester, text: str, label: str) -> list[str]:
    return [one.text for one in suggester.suggest(text, tokenize([text])[0]) if one.label == label]


def scores_on(suggester: Suggester, rows: list[tuple[str, list[tuple[int, int, str]]]]) -> Evaluation:
    tokens = tokenize([text for text, _ in rows])
    predicted = [as_marks(suggester.suggest(text, own)) for (text, _), own in zip(rows, tokens, strict=True)]
    return evaluate([marks for _, marks in rows], predicted)


def test_the_guideline_on_forty_paragraphs(suggester: Suggester) -> None:
    scores = scores_on(suggester, paragraphs())
    assert scores.exact["POLICY"].precision >= 0.7
    assert scores.exact["NUMBER"].f1 >= 0.9
    assert scores.total.f1 >= 0.78


def test_the_guideline_on_news_of_many_subjects(suggester: Suggester) -> None:
    assert scores_on(suggester, paragraphs(PARAGRAPHS.with_name("news.txt"))).total.f1 >= 0.85


@pytest.mark.parametrize("file", ["policies.txt", "kept_aside.txt", "policies_aside.txt"])
def test_the_guideline_on_policies(suggester: Suggester, file: str) -> None:
    scores = scores_on(suggester, paragraphs(PARAGRAPHS.with_name(file)))
    assert scores.exact["POLICY"].precision >= 0.7
    assert scores.total.f1 >= 0.78


def test_every_suggestion_is_its_text_and_none_crosses(suggester: Suggester) -> None:
    for text, _ in paragraphs():
        suggestions = suggester.suggest(text, tokenize([text])[0])
        assert all(one.text == text[one.start : one.end] and 0 <= one.score <= 1 for one in suggestions)
        assert not any(cross(one.bounds, other.bounds) for one, other in combinations(suggestions, 2))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("행사에는 약 220여명이 모였다.", "220여명"),
        ("물가는 3~5% 오를 전망이다.", "3~5%"),
        ("예산은 총 1억 2천만원이다.", "1억 2천만원"),
        ("아침 기온이 영하 8도까지 떨어졌다.", "영하 8도"),
    ],
)
def test_numbers_end_as_the_guideline_says(suggester: Suggester, text: str, number: str) -> None:
    assert found(suggester, text, "NUMBER") == [number]


@pytest.mark.parametrize("text", ["회의는 8월 30일 오후 2시에 열린다.", "공사는 3년간 이어진다.", "2024년에 시작했다."])
def test_dates_and_times_are_no_numbers(suggester: Suggester, text: str) -> None:
    assert found(suggester, text, "NUMBER") == []


def test_a_region_nests_in_the_name_of_a_body(suggester: Suggester) -> None:
    text = "부산시의회는 이날 조례를 고쳤다."
    marks = as_marks(suggester.suggest(text, tokenize([text])[0]))
    assert marks == [(0, 5, "ORG"), (0, 3, "REGION")]


def test_a_district_that_acts_is_a_body_and_its_province_a_region(suggester: Suggester) -> None:
    text = "경북 봉화군은 축제를 연다."
    assert as_marks(suggester.suggest(text, tokenize([text])[0])) == [(0, 2, "REGION"), (3, 6, "ORG")]


def test_a_legal_form_makes_a_body_of_any_name(suggester: Suggester) -> None:
    assert "(사)한빛나눔" in found(suggester, "교육은 (사)한빛나눔이 맡는다.", "ORG")


def test_stand_ins_are_not_suggested(suggester: Suggester) -> None:
    assert found(suggester, "지자체와 관계기관은 대책을 논의했다.", "ORG") == []


def test_a_short_form_in_brackets_is_known_in_the_whole_article(suggester: Suggester) -> None:
    text = "한국미래기술진흥원(KMTA)이 보고서를 냈다.\nKMTA는 다음 달에도 낸다."
    assert found(suggester, text, "ORG").count("KMTA") == 2


def test_suggestions_say_why(suggester: Suggester) -> None:
    text = "시는 ‘다시 숨쉬는 골목 사업’을 시작한다."
    policy = next(one for one in suggester.suggest(text, tokenize([text])[0]) if one.label == "POLICY")
    assert (policy.source, policy.reason, policy.evidence) == (Source.RULE, Reason.QUOTED, "사업")


def test_what_was_rejected_does_not_come_back_at_its_place(suggester: Suggester, tokens_of: Tokens) -> None:
    text = "정부는 예산을 10% 늘렸다."
    before = as_marks(suggester.suggest(text, tokens_of(text)))
    refused = before[0]
    assert as_marks(suggester.suggest(text, tokens_of(text), rejected=[refused])) == before[1:]


def test_only_the_labels_of_the_project(tagger: object, suggester: Suggester, tokens_of: Tokens) -> None:
    text = "정부는 예산을 10% 늘렸다."
    only = Suggester(suggester.tagger, labels=("NUMBER",))
    assert {one.label for one in only.suggest(text, tokens_of(text))} == {"NUMBER"}


def test_no_suggestion_leaves_its_segment(suggester: Suggester, tokens_of: Tokens) -> None:
    text = "충북 옥천군"
    halves = [(0, 4), (4, 6)]
    suggestions = suggester.suggest(text, tokens_of(text), halves)
    assert all(any(a <= one.start and one.end <= b for a, b in halves) for one in suggestions)


@given(st.text(alphabet="가나 충남TP원100%·‘’()\n.,a😀", max_size=40), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_any_tokens(suggester: Suggester, text: str, data: st.DataObject) -> None:
    size = len(text)
    starts = sorted(data.draw(st.lists(st.integers(0, size), max_size=6)))
    tokens = [Token(at, min(at + data.draw(st.integers(0, 4)), size), "가", "NNG") for at in starts]
    for one in suggester.suggest(text, tokens):
        assert 0 <= one.start < one.end <= size
        assert one.text == text[one.start : one.end]
        assert "\n" not in one.text


def test_nothing_of_nothing(suggester: Suggester) -> None:
    assert suggester.suggest("", []) == []
    assert suggester.suggest("\n \n", []) == []


def test_an_article_without_names_is_sure(suggester: Suggester, tokens_of: Tokens) -> None:
    text = "그리고 모두 함께 걸었다."
    assert suggester.look(text, tokens_of(text)) == ([], 1.0)


def test_by_label_keeps_what_is_sure_enough(suggester: Suggester, tokens_of: Tokens) -> None:
    text = "정부는 예산을 10% 늘렸다."
    suggestions = suggester.suggest(text, tokens_of(text))
    assert by_label(suggestions, {"NUMBER": 0.0}) == [one for one in suggestions if one.label == "NUMBER"]
    assert by_label(suggestions, {"NUMBER": 1.01}) == []


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as refusal:
        Suggester.load(tmp_path)
    assert refusal.value.code == "suggest.damaged"


def test_a_mark_outside_of_its_text_is_refused(suggester: Suggester) -> None:
    with pytest.raises(AnnotatorError) as refusal:
        suggester.learn([Example("a", "짧다", [], [(0, 9, "ORG")])])
    assert refusal.value.code == "suggest.example"


def test_unmark_reads_nested_marks() -> None:
    assert unmark("{O|{R|충북}도청}이") == ("충북도청이", [(0, 2, "REGION"), (0, 4, "ORG")])


@pytest.mark.parametrize("line", ["{O|충북", "충북}"])
def test_unmark_refuses_a_sign_without_its_pair(line: str) -> None:
    with pytest.raises(ValueError, match="but not"):
        unmark(line)
