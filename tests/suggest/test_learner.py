"""The analyst's own model: what it takes in, what it leaves alone, and that it learns."""

from __future__ import annotations

import random

import numpy as np
import pytest

from annotator.errors import AnnotatorError
from annotator.morphology import tokenize
from annotator.suggest.evaluation import FOLDS, HeldOut
from annotator.suggest.learner import LEAST, MOST
from annotator.suggest.suggester import Example, Suggester, as_marks
from annotator.suggest.suggestion import Source
from annotator.suggest.tagger import Tagger

_FIRST = "가람 누리 다온 라온 마루 바론 사랑 아람 자람 차온 카온 타람 파란 하람".split()  # noqa: SIM905
_END = ["이 회의를 열었다", "은 보고서를 냈다", "이 새 건물을 지었다", "은 직원을 뽑는다"]


def example(number: int, *, label: str = "ORG", finished: bool = True) -> Example:
    """A sentence in which a made-up word that ends in 마당 is a name."""
    draw = random.Random(number)
    name = draw.choice(_FIRST) + draw.choice(_FIRST) + "마당"
    text = f"이번에 {name}{draw.choice(_END)}."
    return Example(f"a{number}", text, tokenize([text])[0], [(4, 4 + len(name), label)], finished=finished)


def test_too_few_sentences_change_nothing(suggester: Suggester) -> None:
    text = "정부는 예산을 10% 늘렸다."
    before = suggester.suggest(text, tokenize([text])[0])
    assert not suggester.learn([example(number) for number in range(LEAST - 1)])
    assert not suggester.learner.ready
    assert suggester.suggest(text, tokenize([text])[0]) == before


def test_it_learns_what_the_base_does_not_know(tagger: Tagger) -> None:
    suggester = Suggester(tagger, labels=("ORG", "REGION", "NUMBER", "YARD"))
    assert suggester.learn([example(number, label="YARD") for number in range(120)])
    right = 0
    for number in range(1000, 1030):
        one = example(number, label="YARD")
        guesses = [
            (reading.pieces[g.first].start, reading.pieces[g.last].end, g.label)
            for reading in suggester.read(one.text, one.tokens)
            for g in suggester.learner.guesses([reading])[0]
        ]
        right += one.marks[0] in guesses
    assert right >= 24


def test_what_the_base_knows_survives_learning(suggester: Suggester) -> None:
    text = "삼성전자는 서울에서 직원 300명을 뽑는다."
    before = as_marks(suggester.suggest(text, tokenize([text])[0]))
    assert len(before) == 3
    suggester.learn([example(number) for number in range(80)])
    after = suggester.suggest(text, tokenize([text])[0])
    assert as_marks(after) == before
    assert {one.source for one in after} == {Source.LEARNT}


def test_unmarked_text_of_an_open_article_teaches_nothing(suggester: Suggester) -> None:
    text = "정부는 예산을 10% 늘렸다."
    suggester.learn([Example("open", text, tokenize([text])[0], [], finished=False)])
    assert suggester.learner.sentences == 0


def test_an_open_article_is_filled_up_with_what_the_base_says(suggester: Suggester) -> None:
    text = "정부는 예산을 10% 늘렸다."
    suggester.learn([Example("open", text, tokenize([text])[0], [(0, 2, "ORG")], finished=False)])
    assert suggester.learner.lessons["open"][0].marks == [(0, 2, "ORG"), (8, 11, "NUMBER")]


def test_a_rejected_suggestion_of_an_open_article_is_a_negative(suggester: Suggester) -> None:
    text = "정부는 예산을 10% 늘렸다."
    tokens = tokenize([text])[0]
    suggester.learn([Example("open", text, tokens, [], rejected=[(8, 11, "NUMBER")], finished=False)])
    assert suggester.learner.lessons["open"][0].marks == [(0, 2, "ORG")]


def test_an_article_learnt_again_replaces_itself(suggester: Suggester) -> None:
    one = example(1)
    suggester.learn([one])
    suggester.learn([one])
    assert suggester.learner.sentences == 1


def test_forgetting_takes_sentences_and_names(suggester: Suggester) -> None:
    one = example(1)
    suggester.learn([one])
    suggester.forget([one.key])
    assert (suggester.learner.sentences, len(suggester.names)) == (0, 0)


def test_a_confirmed_name_is_known_in_other_articles_at_once(suggester: Suggester) -> None:
    one = example(1)
    name = one.text[slice(*one.marks[0][:2])]
    suggester.learn([one])
    text = f"어제 {name}에서 불이 났다."
    found = [s for s in suggester.suggest(text, tokenize([text])[0]) if s.text == name]
    assert [s.label for s in found] == ["ORG"]


def test_a_saved_model_says_the_same(tagger: Tagger, suggester: Suggester) -> None:
    suggester.learn([example(number) for number in range(60)])
    other = Suggester(tagger)
    other.learner.restore(suggester.learner.save())
    readings = suggester.read(example(999).text, example(999).tokens)
    assert other.learner.guesses(readings) == suggester.learner.guesses(readings)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04"])
def test_other_bytes_are_refused(suggester: Suggester, data: bytes) -> None:
    with pytest.raises(AnnotatorError) as refusal:
        suggester.learner.restore(data)
    assert refusal.value.code == "suggest.learnt"


def test_a_model_for_other_labels_is_refused(tagger: Tagger, suggester: Suggester) -> None:
    suggester.learn([example(number) for number in range(60)])
    with pytest.raises(AnnotatorError):
        Suggester(tagger, labels=("ORG", "YARD")).learner.restore(suggester.learner.save())


def test_held_out_scores_show_what_learning_brings(tagger: Tagger) -> None:
    suggester = Suggester(tagger, labels=("ORG", "YARD"))
    suggester.learn([example(number, label="YARD") for number in range(100)])
    base, learnt = sum((suggester.held_out(fold) for fold in range(FOLDS)), HeldOut()).scores()
    assert base.exact["YARD"].correct == 0
    assert learnt.exact["YARD"].f1 > 0.7


def test_learning_twice_gives_the_same_model(tagger: Tagger) -> None:
    models = []
    for _ in range(2):
        suggester = Suggester(tagger)
        suggester.learn([example(number) for number in range(60)])
        models.append(suggester.learner.save())
    assert np.array_equal(*(np.frombuffer(model, np.uint8) for model in models))


def test_an_article_never_teaches_its_own_measurement(suggester: Suggester) -> None:
    suggester.learn([example(number) for number in range(60)])
    parts = [suggester.held_out(fold) for fold in range(FOLDS)]
    assert sum(len(part.gold) for part in parts) == 60
    lone = Suggester(suggester.tagger)
    lone.learn([example(1)])
    assert lone.held_out(0) == HeldOut()


def test_the_oldest_articles_make_room(suggester: Suggester, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST > LEAST
    monkeypatch.setattr("annotator.suggest.learner.MOST", 3)
    suggester.learn([example(number) for number in range(5)])
    suggester.learn([example(2)])
    assert list(suggester.learner.lessons) == ["a3", "a4", "a2"]
