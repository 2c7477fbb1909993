"""What torch trained is what numpy runs; runs where the extra `build` is installed."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

pytest.importorskip("torch")

from annotator.morphology import tokenize
from annotator.pieces import merge
from annotator.suggest.build import net as training
from annotator.suggest.encoding import Vocabulary
from annotator.suggest.features import TABLE_SIZE, observe
from annotator.suggest.net import Net
from annotator.suggest.suggester import Suggester

TEXTS = ["한울재단은 새론군에 3곳을 골랐다.", "새론군이 한울재단과 손잡았다.", "그는 (주)가람을 떠났다!"]


def test_a_trained_net_says_the_same_in_numpy() -> None:
    torch = pytest.importorskip("torch")
    tagger = Suggester.load().tagger
    pieces = [merge(text, 0, len(text), own, 0) for text, own in zip(TEXTS, tokenize(TEXTS), strict=True)]
    seen = [observe(text, [own], tagger.forms, tagger.regions)[0] for text, own in zip(TEXTS, pieces, strict=True)]
    forms = sorted({f"{piece.forms[0]}/{piece.tags[0]}" for own in pieces for piece in own})
    built = Vocabulary.build(seen * 10, {form: row for row, form in enumerate(forms, 1)})
    vectors = np.random.default_rng(1).normal(size=(len(forms) + 1, 16)).astype(np.float32)
    vectors[0] = 0
    lessons = [
        training.Lesson(built.encode([(one, own)]), np.arange(len(own)) % 5, np.arange(len(own)) % 3, 1.0)
        for one, own in zip(seen, pieces, strict=True)
    ]
    counts = [len(getattr(built, field.name)) + 1 for field in fields(built)[:5]]
    sizes = training.Sizes(*counts, TABLE_SIZE, 5, 3)
    weights = training.train(lessons, sizes, vectors, epochs=2, batch=2)

    net = training.Net(sizes, vectors)
    net.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    net.eval()
    order = sorted(range(len(lessons)), key=lambda number: -len(lessons[number].sentence))
    lengths = [len(pieces[number]) for number in order]
    with torch.no_grad():
        expected = net.emit(net.encode(training.collate([lessons[number] for number in order]))).numpy()

    ours = Net(weights, vectors @ weights["project.weight"].T)
    encoded = built.encode((seen[number], pieces[number]) for number in order)
    found = ours.emit(ours.hidden(encoded, np.array(lengths)))
    whole = np.concatenate([rows[:length] for rows, length in zip(expected, lengths, strict=True)])
    assert found == pytest.approx(whole, abs=1e-4)
