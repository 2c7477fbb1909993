"""The base tagger that ships: reads sentences, says which stretches are names and how sure it is."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from annotator.errors import AnnotatorError
from annotator.pieces import Piece
from annotator.suggest.calibration import Calibration
from annotator.suggest.chain import Chain
from annotator.suggest.encoding import Vocabulary
from annotator.suggest.features import Observed, observe
from annotator.suggest.forms import Forms
from annotator.suggest.gazetteer import Regions
from annotator.suggest.net import Net
from annotator.suggest.tagging import runs

NET, VOCABULARY, FORMS, CALIBRATION = "net.npz", "vocabulary.json.gz", "forms.tsv.gz", "calibration.json"
_BATCH = 128
# How likely a span is that is worth a second thought.
_LIKELY = 0.01
_TABLES = ("words", "tags", "shapes", "particles", "characters", "morphemes")


@dataclass(frozen=True, slots=True)
class Guess:
    """`label` from the first to the last piece of a sentence; `score` is calibrated."""

    first: int
    last: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as the tagger read it: its pieces, what was seen of them, the scores of every tag, the best spans.

    `hidden` (pieces x width, half floats) is what the last layer made of it, for a model on top.
    """

    pieces: Sequence[Piece]
    seen: Observed
    hidden: npt.NDArray[np.float16]
    emissions: npt.NDArray[np.float32]
    guesses: list[Guess]


class Tagger:
    """Net, vocabulary and tables together; only reads after it is made, so threads may share it."""

    def __init__(
        self,
        net: Net,
        tags: Sequence[str],
        vocabulary: Vocabulary,
        forms: Forms,
        regions: Regions,
        calibration: Calibration | None = None,
    ) -> None:
        self.vocabulary, self.forms, self.regions = vocabulary, forms, regions
        self.chain = Chain(tags, net.steps, net.first, net.last)
        self.calibration = calibration or Calibration({})
        self._net = net

    @classmethod
    def load(cls, folder: Path, regions: Regions) -> Tagger:
        """From the files `annotator.suggest.build` writes. Raises AnnotatorError("suggest.damaged")."""
        path = folder / NET
        try:
            with np.load(path, allow_pickle=False) as arrays:
                weights = {name: arrays[name] for name in arrays.files}
            path = folder / VOCABULARY
            names = json.loads(gzip.decompress(path.read_bytes()))
            rows = [{item: row for row, item in enumerate(names[table], 1)} for table in _TABLES]
            path = folder / CALIBRATION
            calibration = Calibration(json.loads(path.read_text(encoding="utf-8")))
            net = Net(weights, _unpacked(weights.pop("morphemes"), weights.pop("morpheme_scales")))
            return cls(net, names["labels"], Vocabulary(*rows), Forms.load(folder / FORMS), regions, calibration)
        except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            raise AnnotatorError("suggest.damaged", path=str(path), reason=str(error)) from error

    def read(self, text: str, sentences: Sequence[Sequence[Piece]]) -> list[Reading]:
        """One reading for each sentence, in order; `sentences` are the pieces of stretches of `text`."""
        seen = observe(text, sentences, self.forms, self.regions)
        scored = self._scored(seen, sentences)
        guesses = self.guesses([scores for _, scores in scored])
        return [
            Reading(pieces, one, hidden, scores, own)
            for pieces, one, (hidden, scores), own in zip(sentences, seen, scored, guesses, strict=True)
        ]

    def _scored(
        self, seen: Sequence[Observed], sentences: Sequence[Sequence[Piece]]
    ) -> list[tuple[npt.NDArray[np.float16], npt.NDArray[np.float32]]]:
        """What the last layer makes of each sentence, and the scores of every tag; like lengths are run together."""
        hidden: npt.NDArray[np.float16] = np.empty((0, self._net.width), np.float16)
        scores: npt.NDArray[np.float32] = np.empty((0, len(self.chain.tags)), np.float32)
        found = [(hidden, scores)] * len(sentences)
        order = sorted((n for n, pieces in enumerate(sentences) if pieces), key=lambda n: -len(sentences[n]))
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            lengths = np.array([len(sentences[number]) for number in part])
            encoded = self.vocabulary.encode((seen[number], sentences[number]) for number in part)
            made = self._net.hidden(encoded, lengths)
            hidden, scores = made.astype(np.float16), self._net.emit(made)
            ends = np.cumsum(lengths).tolist()
            for number, end in zip(part, ends, strict=True):
                own = slice(end - len(sentences[number]), end)
                found[number] = hidden[own], scores[own]
        return found

    def likely(self, readings: Sequence[Reading], labels: Iterable[str]) -> list[list[Guess]]:
        """For each sentence every span of the labels it knows that is not quite unlikely, chosen or not."""
        known = [label for label in labels if f"B-{label}" in self.chain.tags]
        found: list[list[Guess]] = [[] for _ in readings]
        order = sorted((n for n, one in enumerate(readings) if one.pieces), key=lambda n: len(readings[n].pieces))
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            spans = self.chain.likely_of([readings[number].emissions for number in part], known, _LIKELY)
            for number, own in zip(part, spans, strict=True):
                found[number] = [
                    Guess(first, last, label, self.calibration(label, score)) for first, last, label, score in own
                ]
        return found

    def guesses(self, emissions: Sequence[npt.NDArray[np.float32]]) -> list[list[Guess]]:
        """For each sentence the spans of its best path, each with its calibrated probability."""
        found: list[list[Guess]] = [[] for _ in emissions]
        order = sorted((n for n, scores in enumerate(emissions) if len(scores)), key=lambda n: len(emissions[n]))
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            scores = [emissions[number] for number in part]
            spans = [list(runs(tags)) for tags in self.chain.best_of(scores)]
            for number, own, sure in zip(part, spans, self.chain.probabilities_of(scores, spans), strict=True):
                found[number] = [
                    Guess(first, last, label, self.calibration(label, score))
                    for (first, last, label), score in zip(own, sure, strict=True)
                ]
        return found


def pack(morphemes: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Rows of floats as one signed byte a value and one scale a row."""
    scales = np.maximum(np.abs(morphemes).max(1), 1e-6) / 127
    return np.round(morphemes / scales[:, None]).astype(np.int8), scales.astype(np.float16)


def _unpacked(packed: npt.NDArray[np.int8], scales: npt.NDArray[np.float16]) -> npt.NDArray[np.float16]:
    return (packed * scales[:, None].astype(np.float32)).astype(np.float16)
