"""The numpy LSTM against the plain recurrence, written out step by step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from annotator.morphology import tokenize
from annotator.pieces import merge
from annotator.suggest.net import Order, _Layer
from annotator.suggest.suggester import Suggester
from annotator.suggest.tagger import pack
from annotator.suggest.tagging import sentences as split


def weights(seed: int, inputs: int, width: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    found = {}
    for direction in range(2):
        name = f"layers.0.{direction}.lstm"
        found[f"{name}.weight_ih_l0"] = random.normal(size=(4 * width, inputs)).astype(np.float32)
        found[f"{name}.weight_hh_l0"] = random.normal(size=(4 * width, width)).astype(np.float32)
        found[f"{name}.bias_ih_l0"] = random.normal(size=4 * width).astype(np.float32)
        found[f"{name}.bias_hh_l0"] = random.normal(size=4 * width).astype(np.float32)
    return found


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def plain(w: dict[str, np.ndarray], direction: int, x: np.ndarray, width: int) -> np.ndarray:
    name = f"layers.0.{direction}.lstm"
    hidden, cell, out = np.zeros(width), np.zeros(width), []
    for row in x[::-1] if direction else x:
        gates = w[f"{name}.weight_ih_l0"] @ row + w[f"{name}.bias_ih_l0"]
        gates = gates + w[f"{name}.weight_hh_l0"] @ hidden + w[f"{name}.bias_hh_l0"]
        into, forget, fresh, outward = np.split(gates, 4)
        cell = sigmoid(forget) * cell + sigmoid(into) * np.tanh(fresh)
        hidden = sigmoid(outward) * np.tanh(cell)
        out.append(hidden)
    return np.array(out[::-1] if direction else out)


@pytest.mark.parametrize("lengths", [[1], [6], [5, 3, 3, 1]])
def test_both_directions_of_several_sentences_at_once(lengths: list[int]) -> None:
    w = weights(1, 7, 4)
    sentences = [
        np.random.default_rng(n).normal(size=(length, 7)).astype(np.float32) for n, length in enumerate(lengths)
    ]
    layer, order, flat = _Layer(w, 0), Order(np.array(lengths)), np.concatenate(sentences)
    gates = np.stack([flat[rows] @ layer.inputs[way] + layer.bias[way] for way, rows in enumerate(order.ways)])
    expected = [np.concatenate([plain(w, 0, x, 4), plain(w, 1, x, 4)], 1) for x in sentences]
    assert layer.run(gates, order) == pytest.approx(np.concatenate(expected), abs=1e-5)


def test_sentences_read_together_are_read_as_each_alone() -> None:
    tagger = Suggester.load().tagger
    text = "새론군이 한울재단과 손잡았다. 새론군이 3곳을 골랐다.\n한울재단은 새론군에 (주)가람을 두었다. 끝."
    pieces = merge(text, 0, len(text), tokenize([text])[0], 0)
    sentences = [*split(text, pieces)]
    together = tagger.read(text, sentences)
    assert len(together) == 4
    for one, own in zip(sentences, together, strict=True):
        alone = tagger.read(text, [one])[0]
        assert own.emissions == pytest.approx(alone.emissions, abs=1e-4)
        assert own.guesses == [
            replace(guess, score=pytest.approx(guess.score, abs=1e-3))  # type: ignore[arg-type]
            for guess in alone.guesses
        ]


def test_packed_rows_come_back_within_a_hundredth() -> None:
    rows = np.random.default_rng(3).normal(size=(50, 16)).astype(np.float32)
    packed, scales = pack(rows)
    assert packed.dtype == np.int8
    assert packed * scales[:, None].astype(np.float32) == pytest.approx(rows, abs=0.02)
