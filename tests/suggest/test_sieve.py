"""Which candidates stand: what is refused goes, what is missed comes, and what was not asked about stays."""

from __future__ import annotations

import io

import numpy as np
import pytest

from annotator.errors import AnnotatorError
from annotator.morphology import tokenize
from annotator.suggest.evaluation import HeldOut, Mark, Way
from annotator.suggest.learner import LEAST
from annotator.suggest.names import Names
from annotator.suggest.sieve import ROWS, Candidate, Sieve, candidates
from annotator.suggest.suggester import Example, Suggester, as_marks
from annotator.suggest.suggestion import Reason, Source, Suggestion
from annotator.suggest.tagger import Guess

_CITIES = "서울 부산 대구 인천 광주 대전 울산 수원 청주 전주".split()  # noqa: SIM905
_NUMERALS = "두 세 네 다섯 여섯".split()  # noqa: SIM905
_SHOPS = "가게 식당 서점 약국 공방 극장 창고 공장 학교 병원".split()  # noqa: SIM905


def asked(suggester: Suggester, text: str) -> list[Candidate]:
    readings = suggester.read(text, tokenize([text])[0])
    return suggester._asked(text, readings, [reading.guesses for reading in readings], Names())


def example(number: int, *, marked: str = "", finished: bool = True, rejected: str = "") -> Example:
    """서울에 가게 12곳이 있다: with the region, the number, or neither of them as a mark or as a refusal."""
    city, shop = _CITIES[number % 10], _SHOPS[number // 10 % 10]
    text = f"{city}에 {shop} {number + 2}곳이 있다."
    start = text.index(f"{number + 2}곳")
    spans = {"R": (0, 2, "REGION"), "N": (start, start + len(f"{number + 2}곳"), "NUMBER")}
    marks, refused = ([span for key, span in spans.items() if key in given] for given in (marked, rejected))
    return Example(f"a{number}", text, tokenize([text])[0], marks, refused, finished=finished)


def labels(suggester: Suggester, text: str) -> list[str]:
    return [one.label for one in suggester.suggest(text, tokenize([text])[0])]


def test_what_is_never_marked_is_no_longer_suggested(suggester: Suggester) -> None:
    text = "강릉에 가게 341곳이 있다."
    assert labels(suggester, text) == ["REGION", "NUMBER"]
    assert suggester.learn([example(number, marked="R") for number in range(LEAST)])
    assert labels(suggester, text) == ["REGION"]


def test_what_other_text_is_about_stays(suggester: Suggester) -> None:
    text = "삼성전자는 작년보다 8.5% 많은 3조원을 벌었다."
    before = as_marks(suggester.suggest(text, tokenize([text])[0]))
    suggester.learn([example(number, marked="RN") for number in range(LEAST)])
    assert as_marks(suggester.suggest(text, tokenize([text])[0])) == before


def test_an_alternative_that_was_marked_stands(suggester: Suggester) -> None:
    """Numerals that are marked without the noun they count: the tagger thinks of them and does not choose them."""

    def counted(number: int) -> Example:
        text = f"{_NUMERALS[number % 5]} 감독님이 {_CITIES[number // 5 % 10]}에 왔다."
        return Example(f"d{number}", text, tokenize([text])[0], [(0, len(_NUMERALS[number % 5]), "NUMBER")])

    text = "세 감독님이 찾아왔다."
    assert (0, 1, "NUMBER") not in as_marks(suggester.suggest(text, tokenize([text])[0]))
    assert suggester.learn([counted(number) for number in range(LEAST)])
    assert (0, 1, "NUMBER") in as_marks(suggester.suggest(text, tokenize([text])[0]))


def test_without_weights_what_is_given_stands_as_it_is(suggester: Suggester) -> None:
    all_of_them = asked(suggester, "세 감독님이 찾아왔다.")
    assert any(not one.given for one in all_of_them)
    assert Sieve().standing(all_of_them) == [one.suggestion for one in all_of_them if one.given]


def test_a_candidate_comes_once_and_what_is_given_wins(suggester: Suggester) -> None:
    text = "정부는 예산을 10% 늘렸다."
    readings = suggester.read(text, tokenize([text])[0])
    given = Suggestion(8, 11, "NUMBER", "10%", 0.6, Source.RULE, Reason.NUMBER)
    found = candidates(text, readings, [given], suggester.tagger.likely(readings, ["NUMBER"]))
    assert [one.given for one in found if one.mark == (8, 11, "NUMBER")] == [True]
    assert len({one.mark for one in found}) == len(found)


@pytest.mark.parametrize(
    ("marked", "rejected", "answers"),
    [
        ("", "", {}),
        ("R", "", {"REGION": True}),
        ("", "N", {"NUMBER": False}),
        ("R", "N", {"REGION": True, "NUMBER": False}),
    ],
)
def test_an_open_article_answers_only_what_was_touched(
    suggester: Suggester, marked: str, rejected: str, answers: dict[str, bool]
) -> None:
    one = example(1, marked=marked, rejected=rejected, finished=False)
    suggester.learn([one])
    said = {c.suggestion.label: right for c, right in suggester.learner.sieve._answers[one.key] if c.given}
    assert said == answers


def test_what_crosses_a_mark_of_an_open_article_is_wrong(suggester: Suggester) -> None:
    text = "직원 300명을 뽑는다."
    suggester.learn([Example("a", text, tokenize([text])[0], [(0, 7, "NUMBER")], finished=False)])
    said = {c.mark: right for c, right in suggester.learner.sieve._answers["a"]}
    assert said[3, 7, "NUMBER"] is False


def test_a_forgotten_article_answers_no_longer(suggester: Suggester) -> None:
    suggester.learn([example(1, marked="RN")])
    suggester.forget(["a1"])
    assert suggester.learner.sieve._answers == {}


def test_a_saved_sieve_suggests_the_same(suggester: Suggester) -> None:
    suggester.learn([example(number, marked="R") for number in range(LEAST)])
    other = Suggester(suggester.tagger)
    other.learner.restore(suggester.learner.save())
    assert labels(other, "강릉에 가게 341곳이 있다.") == ["REGION"]
    assert other.learner.sieve.weights is not None
    assert other.learner.sieve.weights.shape == (ROWS,)


def _resaved(data: bytes, **changed: np.ndarray | None) -> bytes:
    """A saved model with some of its arrays replaced, or left out for None."""
    with np.load(io.BytesIO(data)) as arrays:
        kept = {name: arrays[name] for name in arrays.files} | changed
    out = io.BytesIO()
    np.savez(out, **{name: array for name, array in kept.items() if array is not None})
    return out.getvalue()


def test_a_model_of_an_earlier_version_sifts_nothing(suggester: Suggester) -> None:
    suggester.learn([example(number, marked="R") for number in range(LEAST)])
    other = Suggester(suggester.tagger)
    other.learner.restore(_resaved(suggester.learner.save(), sieve=None))
    assert labels(other, "강릉에 가게 341곳이 있다.") == ["REGION", "NUMBER"]


@pytest.mark.parametrize("sieve", [np.zeros(3, np.float32), np.zeros((ROWS, 2), np.float32), np.full(ROWS, "x")])
def test_a_damaged_sieve_is_refused(suggester: Suggester, sieve: np.ndarray) -> None:
    suggester.learn([example(number, marked="R") for number in range(LEAST)])
    with pytest.raises(AnnotatorError) as refusal:
        Suggester(suggester.tagger).learner.restore(_resaved(suggester.learner.save(), sieve=sieve))
    assert refusal.value.code == "suggest.learnt"


@pytest.mark.parametrize("weight", [1e30, -1e30, np.inf, np.nan])
def test_senseless_weights_stop_nothing(suggester: Suggester, weight: float) -> None:
    suggester.learn([example(number, marked="R") for number in range(LEAST)])
    suggester.learner.sieve.weights = np.full(ROWS, weight, np.float32)
    for one in suggester.suggest("강릉에 가게 341곳이 있다.", tokenize(["강릉에 가게 341곳이 있다."])[0]):
        assert 0 <= one.score <= 1


def test_a_regression_in_one_trait_is_where_its_slope_is_nought() -> None:
    """All answers share all traits: log odds z with (share right - sigmoid(z)) * count * spread = weight."""
    from annotator.suggest import sieve

    size = len(sieve._SPREAD)
    places = np.tile(np.arange(size), (40, 1))
    right = np.array([1.0] * 30 + [0.0] * 10)
    weights = sieve._regress(places, size, np.zeros(40), right)
    odds = float(weights @ sieve._SPREAD)
    slope = (right.sum() - 40 / (1 + np.exp(-odds))) * sieve._SPREAD
    assert np.allclose(weights, slope, atol=1e-4)


def _held(sifted: list[list[Mark]], plain: list[list[Mark]]) -> HeldOut:
    gold: list[list[Mark]] = [[(0, 2, "ORG")] for _ in sifted]
    return HeldOut(gold, gold, {Way.BASE: sifted, Way.SIFTED: sifted, Way.GUIDED: sifted, Way.PLAIN: plain})


def test_chance_does_not_choose_a_way() -> None:
    right: list[Mark] = [(0, 2, "ORG")]
    assert _held([right] * 9 + [[]], [right] * 10).best() is Way.SIFTED
    assert _held([right] * 4 + [[]] * 6, [right] * 10).best() is Way.PLAIN
    assert _held([right] * 10, [right] * 10).best() is Way.SIFTED
    assert HeldOut().best() is Way.SIFTED


def test_a_lone_guess_of_the_tagger_is_a_guess_it_thinks_likely(suggester: Suggester) -> None:
    text = "삼성전자는 서울에서 직원 300명을 뽑는다."
    readings = suggester.read(text, tokenize([text])[0])
    likely = suggester.tagger.likely(readings, suggester.labels)
    for reading, found in zip(readings, likely, strict=True):
        scores = {(g.first, g.last, g.label): g.score for g in found}
        assert all(isinstance(g, Guess) for g in found)
        for guess in reading.guesses:
            assert scores[guess.first, guess.last, guess.label] == pytest.approx(guess.score, abs=1e-4)


def test_jamo_alone_are_no_name(suggester: Suggester) -> None:
    for text in ("ㅋㅋㅋㅋ 랜디가 왔다", "ᄏᄏᄏᄏ 랜디가 왔다"):
        assert not any(set(one.text) <= set("ㅋᄏ") for one in suggester.suggest(text, tokenize([text])[0]))
