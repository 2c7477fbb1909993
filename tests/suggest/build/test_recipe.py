"""What a tagger is measured by; runs where the extra `build` is installed."""

from __future__ import annotations

import pytest

pytest.importorskip("torch")
pytest.importorskip("pycrfsuite")

from annotator.morphology import tokenize
from annotator.pieces import merge
from annotator.suggest.build import recipe
from annotator.suggest.build.corpora import Sentence
from annotator.suggest.build.material import Known
from annotator.suggest.features import observe
from annotator.suggest.suggester import Suggester


def test_everything_that_ships_is_measured_and_its_confidence_kept() -> None:
    tagger = Suggester.load().tagger
    known = []
    for number, (text, marks) in enumerate(
        [
            ("한국은행은 금리를 3% 올렸다.", ((0, 4, "ORG"), (10, 12, "NUMBER"))),
            ("독일은 축구 평가전에서 졌다.", ((0, 2, "ORG"),)),
            ("우리나라 경제가 어렵다.", ()),
            ("회의는 8월 30일에 열린다.", ((4, 10, "DATE"),)),
        ]
    ):
        sentence = Sentence(f"made-{number}-wikitree", text, marks)
        pieces = merge(text, 0, len(text), tokenize([text])[0], 0)
        seen = observe(text, [pieces], tagger.forms, tagger.regions)[0]
        known.append(Known(sentence, sentence, pieces, seen))
    measured = recipe.measure([(tagger, known[:2]), (tagger, known[2:])])
    assert measured.evaluation.exact["ORG"].gold == 2
    assert measured.evaluation.exact["ORG"].correct == 2
    assert measured.evaluation.exact["NUMBER"].f1 == 1.0
    assert sum(map(len, measured.scored.values())) == 3
    assert set(measured.summary()) == {"scores", "together"}
