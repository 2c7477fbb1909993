"""The numpy LSTM against the plain recurrence, written out step by step."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.suggest.net import _Layer
from annotator.suggest.tagger import pack


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
    found = _Layer(w, 0)(np.concatenate(sentences), np.array(lengths))
    expected = [np.concatenate([plain(w, 0, x, 4), plain(w, 1, x, 4)], 1) for x in sentences]
    assert found == pytest.approx(np.concatenate(expected), abs=1e-5)


def test_packed_rows_come_back_within_a_hundredth() -> None:
    rows = np.random.default_rng(3).normal(size=(50, 16)).astype(np.float32)
    packed, scales = pack(rows)
    assert packed.dtype == np.int8
    assert packed * scales[:, None].astype(np.float32) == pytest.approx(rows, abs=0.02)
