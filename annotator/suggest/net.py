"""The trained network as plain arrays: two BiLSTM layers and emission scores, in numpy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from annotator.suggest.encoding import Encoded

Floats = npt.NDArray[np.float32]


class Net:
    """Runs sentences through the weights that `annotator.suggest.build` wrote, many at a time."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.generic]], morphemes: npt.NDArray[np.generic]) -> None:
        """`weights` by the names training gives them; `morphemes` (rows x width) already projected."""
        w = {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}
        self._of_kind = [w[f"{name}.weight"] for name in ("words", "tags", "tags")]
        self._of_place = [w[f"{name}.weight"] for name in ("shapes", "particles")]
        # Conv1d weights are (filters, inputs, 3): what each filter makes of a character that comes before, at or after.
        self._characters = [w["characters.weight"] @ weights.T for weights in w["filters.weight"].transpose(2, 0, 1)]
        self._filter_bias = w["filters.bias"]
        self._morphemes = morphemes
        self._layers = [_Layer(w, number) for number in range(2)]
        self.width = 2 * self._layers[1].width
        self._emit, self._emit_bias = w["emit.weight"].T.copy(), w["emit.bias"]
        self.steps, self.first, self.last = w["steps"], w["first"], w["last"]
        # Training reads word, morphemes, tags | shape, particle | characters | tables: the second and last of place.
        ends = np.cumsum(
            [
                sum(table.shape[1] for table in self._of_kind) + 2 * morphemes.shape[1],
                sum(table.shape[1] for table in self._of_place),
                len(self._filter_bias),
            ]
        )
        kind, place, grams, tables = np.split(self._layers[0].inputs, ends, axis=1)
        self._kind_weights = np.concatenate([kind, grams], 1)
        self._place_weights = np.concatenate([place, tables], 1)

    def emit(self, hidden: Floats) -> Floats:
        """The score of every tag for every piece, from what the last layer made of them: (pieces x tags)."""
        scores: Floats = hidden @ self._emit + self._emit_bias
        return scores

    def hidden(self, sentences: Encoded, lengths: npt.NDArray[np.int64]) -> Floats:
        """What the last layer makes of sentences of these `lengths`, the longest first: (pieces x width)."""
        first, second = self._layers
        order = Order(lengths)
        # The product of a kind is the same for all of its pieces, and more than half of the layer's work.
        kinds = self._kinds(sentences) @ self._kind_weights + first.bias
        places = self._places(sentences)
        gates = np.empty((2, len(sentences), first.bias.shape[-1]), np.float32)
        for way, rows in enumerate(order.ways):
            np.matmul(places[rows], self._place_weights[way], out=gates[way])
            gates[way] += kinds[way][sentences.kinds[rows]]
        between = first.run(gates, order)
        for way, rows in enumerate(order.ways):
            np.matmul(between[rows], second.inputs[way], out=gates[way])
            gates[way] += second.bias[way]
        return second.run(gates, order)

    def _kinds(self, sentences: Encoded) -> Floats:
        words, first, last = (table[column] for table, column in zip(self._of_kind, sentences.words.T, strict=True))
        vectors = self._morphemes[sentences.morphemes].reshape(len(words), -1).astype(np.float32)
        return np.concatenate([words, vectors, first, last, self._grams(sentences.characters)], 1)

    def _places(self, sentences: Encoded) -> Floats:
        columns = (table[column] for table, column in zip(self._of_place, sentences.places.T, strict=True))
        return np.concatenate([*columns, sentences.tables], 1)

    def _grams(self, characters: npt.NDArray[np.int32]) -> Floats:
        """The strongest answer of each filter over the characters of a piece."""
        before, here, after = self._characters
        answers = here[characters]
        answers[:, 1:] += before[characters[:, :-1]]
        answers[:, :-1] += after[characters[:, 1:]]
        strongest: Floats = np.maximum(answers.max(1) + self._filter_bias, 0.0)
        return strongest


class Order:
    """Where the pieces of sentences go when all sentences are read at once, piece by piece; the longest comes first.

    Inside the layers the rows go step by step: the first pieces of all sentences, the second ones, and so on. `ways`
    are the rows of the pieces in that order, read forwards and read backwards; `active` and `ends` say how many
    sentences have a piece at each step, and where the step's rows end.
    """

    def __init__(self, lengths: npt.NDArray[np.int64]) -> None:
        longest = int(lengths[0])
        active = np.searchsorted(-lengths, -np.arange(longest), side="left")
        steps = np.repeat(np.arange(longest), active)
        ends = np.cumsum(active)
        sentence = np.arange(len(steps)) - (ends - active)[steps]
        starts = (np.cumsum(lengths) - lengths)[sentence]
        self.ways = starts + steps, starts + lengths[sentence] - 1 - steps
        self.active, self.ends = active.tolist(), ends.tolist()


class _Layer:
    """Both directions of one LSTM layer, run side by side."""

    def __init__(self, w: Mapping[str, Floats], number: int) -> None:
        names = [f"layers.{number}.{direction}.lstm" for direction in range(2)]
        self.width = width = w[f"{names[0]}.weight_hh_l0"].shape[1]
        # torch's order of gates is in, forget, cell, out; here the cell comes last. With sigmoid(x) =
        # (1 + tanh(x / 2)) / 2 one tanh serves all four: the halves of x go into the weights. The other halves are put
        # off to where there is less to multiply: what is kept from step to step is twice the layer's answer.
        order = np.r_[0 : 2 * width, 3 * width : 4 * width, 2 * width : 3 * width]
        scale = np.repeat(np.array([0.5, 1.0], np.float32), [3 * width, width])

        def gates(name: str) -> Floats:
            rows = w[name][order] * (scale if w[name].ndim == 1 else scale[:, None])
            return np.ascontiguousarray(rows.T)

        self.inputs = np.stack([gates(f"{name}.weight_ih_l0") for name in names])
        self.bias = np.stack([gates(f"{name}.bias_ih_l0") + gates(f"{name}.bias_hh_l0") for name in names])[:, None]
        self._steps = np.stack([gates(f"{name}.weight_hh_l0") for name in names]) / 2

    def run(self, gates: Floats, order: Order) -> Floats:
        """The layer's answers (pieces x both widths) in the order of the pieces.

        `gates` (2 x pieces x gates) hold what the inputs say, in the order of `order.ways`.
        """
        width, most = self.width, order.active[0]
        hidden = np.zeros((2, most, width), np.float32)
        cell = np.zeros((2, most, width), np.float32)
        found = np.empty((2, gates.shape[1], width), np.float32)
        for now, end in zip(order.active, order.ends, strict=True):
            z = np.matmul(hidden[:, :now], self._steps)
            z += gates[:, end - now : end]
            np.tanh(z, out=z)
            z[..., : 3 * width] += 1
            state = z[..., width : 2 * width] * cell[:, :now]
            state += z[..., :width] * z[..., 3 * width :]
            state *= 0.5
            cell[:, :now] = state
            np.tanh(state, out=state)
            state *= z[..., 2 * width : 3 * width]
            hidden[:, :now] = state
            found[:, end - now : end] = state
        out = np.empty((gates.shape[1], 2 * width), np.float32)
        for way, rows in enumerate(order.ways):
            out[rows, way * width : (way + 1) * width] = found[way]
        out *= 0.5
        return out
