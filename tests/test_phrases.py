"""What one click marks: each rule of the guideline on a sentence of its own, read by the real tokenizer."""

from __future__ import annotations

import re

import pytest

from annotator.morphemes import Morphemes
from annotator.morphology import tokenize


def _read(text: str) -> Morphemes:
    morphemes = Morphemes(text)
    morphemes.add(0, len(text), tokenize([text])[0])
    return morphemes


def _clicked(marked: str, label: str | None = None) -> set[str | None]:
    """What clicks on each character between [ and ] of `marked` make."""
    text = re.sub(r"[\[\]]", "", marked)
    start, end = marked.index("["), marked.index("]") - 1
    morphemes = _read(text)
    phrases = [morphemes.phrase_at(at, label) for at in range(start, end) if not text[at].isspace()]
    return {text[slice(*phrase)] if phrase else None for phrase in phrases}


def _between(marked: str) -> str:
    return marked[marked.index("[") + 1 : marked.index("]")]


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("지난달 [산업진흥부]가 밝혔다.", "ORG"),
        ("이날 행사는 [제주]에서 열렸다.", "REGION"),
        ("직원 [370여명]이 왔다.", "NUMBER"),
        ("물가는 [4~6%]로 올랐다.", "NUMBER"),
        ("예산은 [1억 2천만 원]을 넘는다.", "NUMBER"),
        ("이 사업은 [㈜가람전자]와 함께한다.", "ORG"),
        ("이 사업은 [(재)누리재단]이 맡는다.", "ORG"),
        ("교육은 [(사)이웃마루]가 맡는다.", "ORG"),
        ("이 사업은 [누리전자(주)]가 맡는다.", "ORG"),
        ("협약에는 [A&B전자]도 나섰다.", "ORG"),
        ("국산 전투기 [KF-21]을 띄웠다.", None),
        ("이 단체는 [4·19]를 기린다.", None),
        ("이 일은 [미국 상무부]가 맡는다.", "ORG"),
        ("이 사건은 [부산지법 민사3부]가 맡았다.", "ORG"),
        ("보고는 [국회 정보위]에서 받는다.", "ORG"),
        ("그는 [강원 춘천시 신북읍]에 산다.", "REGION"),
        ("그는 [서울 마포구 상암동]으로 갔다.", "REGION"),
        ("회의에서 ‘[골목상권 살리기의 새 틀]’을 논의했다.", "POLICY"),
        ("정부는 「[골목상권 진흥 종합계획]」을 냈다.", "POLICY"),
        ("정부는 [지역산업 육성 종합계획]을 세운다.", "POLICY"),
        ("국회는 [마을기업법 개정안]을 넘겼다.", "POLICY"),
        ("행사에는 [강원TP]도 나왔다.", "ORG"),
        ("[大韓民國]은 넓다.", "REGION"),
    ],
)
def test_any_click_makes_the_span(marked: str, label: str | None) -> None:
    assert _clicked(marked, label) == {_between(marked)}


@pytest.mark.parametrize(
    ("marked", "label", "expected"),
    [
        ("약 [300km]가량 떨어졌다.", "NUMBER", "300km"),
        ("모두 [40명] 이상이 왔다.", "NUMBER", "40명"),
        ("인구 [1천명]당 두 곳이다.", "NUMBER", "1천명"),
        ("[64쪽]짜리 보고서다.", "NUMBER", "64쪽"),
        ("[누리전자] 측은 답하지 않았다.", "ORG", "누리전자"),
        ("[대구], 경북, 부산에서 열린다.", "REGION", "대구"),
        ("서울 [누리전자]가 나섰다.", "ORG", "누리전자"),
    ],
)
def test_what_stands_beside_a_span_stays_outside(marked: str, label: str, expected: str) -> None:
    assert _clicked(marked, label) == {expected}


@pytest.mark.parametrize("sign", ["·", "ㆍ"])
def test_countries_joined_by_a_dot_are_each_a_span(sign: str) -> None:
    text = f"정상들은 한{sign}미 회담을 열었다."
    morphemes = _read(text)
    assert morphemes.phrase_at(5, "REGION") == (5, 6)
    assert morphemes.phrase_at(7, "REGION") == (7, 8)


def test_countries_written_as_one_word_are_each_a_span_for_places_and_bodies() -> None:
    assert _clicked("[남북] 회담이 열렸다.", "REGION") == {"남", "북"}
    assert _clicked("[남북] 회담이 열렸다.", "POLICY") == {"남북"}


def test_the_label_decides_between_a_number_and_a_name_with_a_number() -> None:
    assert _clicked("신고는 [119상황실]이 받았다.", "ORG") == {"119상황실"}
    assert _clicked("신고는 [119]상황실이 받았다.", "NUMBER") == {"119"}


def test_with_a_place_label_a_place_in_a_longer_name_is_enough() -> None:
    assert _clicked("행사에는 [강원]TP도 나왔다.", "REGION") == {"강원"}


def test_a_label_of_the_users_own_gets_the_plain_phrase() -> None:
    assert _clicked("이 일은 [상무부]가 맡는다.", "TEAM") == {"상무부"}
    assert _clicked("직원 [370여명]이 왔다.", "TEAM") == {"370여명"}


def test_a_click_on_a_particle_means_the_word_before_it() -> None:
    assert _clicked("지난달 산업진흥부[가] 밝혔다.", "ORG") == {"산업진흥부"}


@pytest.mark.parametrize("marked", ["그는 [달렸다]고 했다.", "그는 [아주] 컸다.", "그는 컸다[.]", "정부[,] 국회"])
def test_where_there_is_no_name_a_click_makes_nothing(marked: str) -> None:
    assert _clicked(marked, "ORG") == {None}


def test_somebodys_words_are_no_policy() -> None:
    marked = "그는 “[정부가 골목상권을 살리면 매출이 오른다]”고 했다."
    assert _between(marked) not in _clicked(marked, "POLICY")


class TestInside:
    """Ctrl+click in a mark."""

    def test_a_place_in_a_body(self) -> None:
        assert _read("강원TP도 나왔다.").inner_phrase_at(0, (0, 4), "REGION") == (0, 2)

    def test_a_place_in_a_council(self) -> None:
        assert _read("부산시의회가 열렸다.").inner_phrase_at(1, (0, 5), "REGION") == (0, 3)

    def test_one_part_of_an_address(self) -> None:
        assert _read("강원 춘천시 신북읍에서").inner_phrase_at(4, (0, 10), "REGION") == (3, 6)

    def test_never_the_mark_itself(self) -> None:
        assert _read("제주에서").inner_phrase_at(0, (0, 2)) is None

    def test_nothing_outside_the_mark(self) -> None:
        assert _read("제주 가람재단").inner_phrase_at(4, (0, 2)) is None


class TestWidening:
    """Clicking again on the mark just made."""

    def _steps(self, text: str, position: int, label: str | None = None) -> list[str]:
        morphemes = _read(text)
        phrase = morphemes.phrase_at(position, label)
        assert phrase is not None
        return [text[slice(*step)] for step in morphemes.wider(*phrase, position, label)]

    def test_goes_to_the_next_noun_then_to_all_then_to_the_quotation(self) -> None:
        text = "그는 ‘골목상권 진흥 계획의 뜻’을 밝혔다."
        assert self._steps(text, 4) == ["골목상권", "골목상권 진흥", "골목상권 진흥 계획", "골목상권 진흥 계획의 뜻"]

    def test_goes_back_where_no_noun_follows(self) -> None:
        assert self._steps("가람 야구단을 보았다.", 4) == ["야구단", "가람 야구단"]

    def test_goes_back_to_where_the_name_of_a_body_or_place_begins(self) -> None:
        text = "모임은 새벽 노을 희망 공연장에서 열렸다."
        at = text.index("공연장")
        assert self._steps(text, at, "REGION")[:2] == ["공연장", "새벽 노을 희망 공연장"]
        assert self._steps(text, at, "ORG")[:2] == ["공연장", "새벽 노을 희망 공연장"]
        assert self._steps(text, at, "NUMBER")[:3] == ["공연장", "희망 공연장", "새벽 노을 희망 공연장"]

    def test_crosses_a_dot_that_joins_two_names(self) -> None:
        assert self._steps("대구·경북중소기업청에서", 0, "REGION")[1] == "대구·경북중소기업청"

    def test_comes_back_to_the_phrase(self) -> None:
        morphemes = _read("가람 야구단을 보았다.")
        assert morphemes.widened(3, 6, 4) == (0, 6)
        assert morphemes.widened(0, 6, 4) == (3, 6)

    def test_after_an_address_comes_the_clicked_place_alone_then_more(self) -> None:
        text = "모임은 서울 노원구 공릉동 회관에서 열렸다."
        morphemes = _read(text)
        start = text.index("서울")
        chain = (start, text.index(" 회관"))
        place = (text.index("노원구"), text.index(" 공릉동"))
        assert morphemes.phrase_at(place[0], "REGION") == chain
        assert morphemes.widened(*chain, place[0], "REGION") == place
        wider = morphemes.widened(*place, place[0], "REGION")
        assert wider == (start, text.index("에서"))
        assert morphemes.widened(*wider, place[0], "REGION") == chain

    def test_a_policy_of_several_words_only_widens(self) -> None:
        text = "도시는 골목 살리기 지원사업 공고를 냈다."
        morphemes = _read(text)
        at = text.index("사업")
        steps = morphemes.cycle(*morphemes.phrase_at(at, "POLICY"), at, "POLICY")
        assert steps == morphemes.wider(*steps[0], at, "POLICY")

    def test_a_mark_that_is_no_step_goes_on_with_the_first_that_contains_it(self) -> None:
        assert _read("가람 야구단을 보았다.").widened(4, 6, 4) == (3, 6)

    def test_a_phrase_with_nothing_around_it_stays(self) -> None:
        assert _read("제주에서 보았다.").widened(0, 2, 0) is None


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("산업진흥부가 왔다", "산업진흥부가", "산업진흥부"),
        ("제주에서는 춥다", "제주에서는", "제주"),
        ("제주에서는 춥다", "제주에서", "제주"),
        ("제주에서는 춥다", "제주", None),
        ("이것이 계획이다", "계획이", "계획"),
    ],
)
def test_a_particle_at_the_end_of_a_mark_is_found(text: str, mark: str, expected: str | None) -> None:
    start = text.index(mark)
    found = _read(text).particle_at_end(start, start + len(mark))
    assert (text[slice(*found)] if found else None) == expected
