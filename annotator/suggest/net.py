"""The trained network as plain arrays: two BiLSTM layers and emission scores, in numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from annotator.suggest.encoding import Encoded

Floats = npt.NDArray[np.float32]


class Net:
    """Runs sentences through the weights that `annotator.suggest.build` wrote, many at a time."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.generic]], morphemes: npt.NDArray[np.generic]) -> None:
        """`weights` by the names training gives them; `morphemes` (rows x width) already projected."""
        w = {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}
        self._tables = [w[f"{name}.weight"] for name in ("words", "tags", "tags", "shapes", "particles")]
        self._characters = w["characters.weight"]
        # Conv1d weights are (filters, inputs, 3); as one matrix they act on three neighbouring characters at once.
        self._filters = w["filters.weight"].transpose(2, 1, 0).reshape(-1, w["filters.weight"].shape[0])
        self._filter_bias = w["filters.bias"]
        self._morphemes = morphemes
        self._layers = [_Layer(w, number) for number in range(2)]
        self._emit, self._emit_bias = w["emit.weight"].T.copy(), w["emit.bias"]
        self.steps, self.first, self.last = w["steps"], w["first"], w["last"]

    def emit(self, hidden: Floats) -> Floats:
        """The score of every tag for every piece, from what the last layer made of them: (pieces x tags)."""
        scores: Floats = hidden @ self._emit + self._emit_bias
        return scores

    def hidden(self, sentences: Sequence[Encoded]) -> list[Floats]:
        """What the last layer makes of each sentence: (pieces x width) each."""
        if not sentences:
            return []
        order = sorted(range(len(sentences)), key=lambda index: -len(sentences[index]))
        lengths = np.array([len(sentences[index]) for index in order])
        flat = self._inputs([sentences[index] for index in order])
        for layer in self._layers:
            flat = layer(flat, lengths)
        found: list[Floats] = [flat[:0]] * len(order)
        start = 0
        for index, length in zip(order, lengths, strict=True):
            found[index] = flat[start : start + length]
            start += length
        return found

    def _inputs(self, sentences: Sequence[Encoded]) -> Floats:
        columns = np.concatenate([sentence.columns for sentence in sentences])
        morphemes = np.concatenate([sentence.morphemes for sentence in sentences])
        words, first, last, shapes, particles = (
            table[column] for table, column in zip(self._tables, columns.T, strict=True)
        )
        vectors = self._morphemes[morphemes].reshape(len(columns), -1).astype(np.float32)
        grams = self._grams(np.concatenate([sentence.characters for sentence in sentences]))
        tables = np.concatenate([sentence.tables for sentence in sentences])
        return np.concatenate([words, vectors, first, last, shapes, particles, grams, tables], 1)

    def _grams(self, characters: npt.NDArray[np.int32]) -> Floats:
        """The strongest answer of each filter over the characters of a piece."""
        known, places = np.unique(characters, axis=0, return_inverse=True)
        embedded = self._characters[known]
        padded = np.pad(embedded, ((0, 0), (1, 1), (0, 0)))
        windows = np.concatenate([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], 2)
        answers = (windows @ self._filters).max(1) + self._filter_bias
        strongest: Floats = np.maximum(answers, 0.0)[places.reshape(-1)]
        return strongest


class _Layer:
    """Both directions of one LSTM layer, run side by side."""

    def __init__(self, w: Mapping[str, Floats], number: int) -> None:
        names = [f"layers.{number}.{direction}.lstm" for direction in range(2)]
        self._width = width = w[f"{names[0]}.weight_hh_l0"].shape[1]
        # torch's order of gates: in, forget, cell, out. With sigmoid(x) = (1 + tanh(x / 2)) / 2 one tanh serves all
        # four; the halves of x go into the weights, those outside into what the gates are multiplied with.
        scale = np.full(4 * width, 0.5, np.float32)
        scale[2 * width : 3 * width] = 1.0
        self._inputs = [(w[f"{name}.weight_ih_l0"] * scale[:, None]).T.copy() for name in names]
        self._bias = [(w[f"{name}.bias_ih_l0"] + w[f"{name}.bias_hh_l0"]) * scale for name in names]
        self._steps = np.stack([(w[f"{name}.weight_hh_l0"] * scale[:, None]).T for name in names])
        self._scale, self._shift = scale, 1.0 - scale

    def __call__(self, flat: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
        """`flat` holds the sentences one after another, the longest first; so does the result.

        Inside, the rows go step by step: the first pieces of all sentences, the second ones, and so on.
        """
        width, count, longest = self._width, len(lengths), int(lengths[0])
        active = np.searchsorted(-lengths, -np.arange(longest), side="left")
        steps = np.repeat(np.arange(longest), active)
        ends = np.cumsum(active)
        sentence = np.arange(len(flat)) - (ends - active)[steps]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        ahead = starts[sentence] + steps
        behind = starts[sentence] + lengths[sentence] - 1 - steps
        gates = np.empty((2, len(flat), 4 * width), np.float32)
        for way, rows in enumerate((ahead, behind)):
            np.matmul(flat[rows], self._inputs[way], out=gates[way])
            gates[way] += self._bias[way]
        hidden = np.zeros((2, count, width), np.float32)
        cell = np.zeros((2, count, width), np.float32)
        found = np.empty((2, len(flat), width), np.float32)
        for now, end in zip(active.tolist(), ends.tolist(), strict=True):
            z = np.matmul(hidden[:, :now], self._steps)
            z += gates[:, end - now : end]
            np.tanh(z, out=z)
            z *= self._scale
            z += self._shift
            state = z[..., width : 2 * width] * cell[:, :now]
            state += z[..., :width] * z[..., 2 * width : 3 * width]
            cell[:, :now] = state
            np.tanh(state, out=state)
            state *= z[..., 3 * width :]
            hidden[:, :now] = state
            found[:, end - now : end] = state
        out = np.empty((len(flat), 2 * width), np.float32)
        out[ahead, :width] = found[0]
        out[behind, width:] = found[1]
        return out
