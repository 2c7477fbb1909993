"""The analyst's own model on top of the shipped one: corrections to the base tagger's scores.

What the base says of a piece is where learning starts; words and the net's last layer add to it or take from it, and
pull as little as the analyst's marks ask for. So a few sentences cannot undo what the base knows.

It learns from finished articles whole. In open articles only marks, corrections and rejections count: their sentences
are filled up with what the base says, so that text nobody has looked at is never taken for "no name".
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from annotator.errors import AnnotatorError
from annotator.span import overlap
from annotator.suggest.chain import Chain
from annotator.suggest.evaluation import Mark
from annotator.suggest.sieve import ROWS, Sieve
from annotator.suggest.tagger import Guess, Reading, Tagger
from annotator.suggest.tagging import OUTSIDE, runs, to_tags

# Sentences below which the base tagger is left alone.
LEAST = 50
# Sentences kept to learn from: 100 MB, and a full training of some seconds.
MOST = 5_000
# Rows of the table that words are hashed into.
_ROWS = 1 << 15
_WORDS, _LAYER = 0.1, 0.002
_SHRINK = 1e-4
# Pieces a step; few sentences go in smaller steps, so that there are enough of them.
_BATCH, _SMALLEST, _STEPS = 256, 32, 40
# More rounds learn few sentences by heart: on text marked by the guideline ten cost 11 points of F1, three none.
_ROUNDS = 3
# Where a label starts that the base does not know.
_UNHEARD = -5.0

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence to learn from: the base's log shares, which tags each piece may have, what the words hash to."""

    reading: Reading
    marks: list[Mark]
    shares: Floats
    allowed: npt.NDArray[np.bool_]
    rows: Ints


class Learner:
    """Collects lessons by article and trains; before `LEAST` sentences it has no opinion."""

    def __init__(self, tagger: Tagger, labels: Sequence[str]) -> None:
        self.labels = frozenset(labels)
        self.lessons: dict[str, list[Lesson]] = {}
        self._tagger = tagger
        known = {tag[2:] for tag in tagger.chain.tags if tag != OUTSIDE}
        self.added = [label for label in labels if label not in known]
        self.chain = _widened(tagger.chain, self.added)
        self.sieve = Sieve()
        self._model: Model | None = None

    @property
    def sentences(self) -> int:
        return sum(map(len, self.lessons.values()))

    @property
    def ready(self) -> bool:
        return self._model is not None

    def save(self) -> bytes:
        """What `restore` takes back; b"" before the first training."""
        if self._model is None:
            return b""
        out = io.BytesIO()
        tags = np.array(self.chain.tags)
        sieve = self.sieve.weights if self.sieve.weights is not None else np.zeros(0, np.float32)
        np.savez_compressed(out, words=self._model.words, layer=self._model.layer, tags=tags, sieve=sieve)
        return out.getvalue()

    def restore(self, data: bytes) -> None:
        """Takes a model that an earlier run saved. Raises AnnotatorError("suggest.learnt") on any other bytes."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                words, layer, tags = arrays["words"], arrays["layer"], arrays["tags"].tolist()
                # A model of an earlier version has none, and sifts nothing until it is trained again.
                sieve = arrays["sieve"] if "sieve" in arrays else np.zeros(0, np.float32)
            if (
                tags != list(self.chain.tags)
                or words.shape != (_ROWS, len(tags))
                or layer.shape[1] != len(tags)
                or sieve.shape not in ((0,), (ROWS,))
                or sieve.dtype != np.float32
            ):
                raise ValueError("made for other labels")
        except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
            raise AnnotatorError("suggest.learnt", reason=str(error)) from error
        self._model = Model(words, layer)
        self.sieve.weights = sieve if len(sieve) else None

    def teach(
        self,
        article: str,
        readings: Sequence[Reading],
        marks: Sequence[Mark],
        *,
        finished: bool,
        rejected: Sequence[Mark] = (),
    ) -> None:
        """Takes in one article, replacing what it said before; positions are those of the readings' pieces.

        Beyond `MOST` sentences the articles taught longest ago go.
        """
        self.lessons.pop(article, None)
        self.lessons[article] = [
            self._lesson(reading, own)
            for reading in readings
            if reading.pieces and (own := self._own(reading, marks, finished, rejected)) is not None
        ]
        while self.sentences > MOST and len(self.lessons) > 1:
            self.drop(next(iter(self.lessons)))

    def drop(self, article: str) -> None:
        """The article teaches no longer."""
        self.lessons.pop(article, None)
        self.sieve.drop(article)

    def train(self, least: int = LEAST) -> bool:
        """Learns from all lessons, always from the start: rounds upon rounds would learn them by heart.

        False, and nothing changed, with fewer than `least` sentences.
        """
        if self.sentences < least:
            return False
        lessons = [lesson for one in self.lessons.values() for lesson in one]
        self._model = self._trained(lessons)
        self.sieve.train()
        return True

    def guesses(self, readings: Sequence[Reading]) -> list[list[Guess]]:
        """What the learnt model says of each sentence; the base tagger's own guesses before it has learnt."""
        model, calibrate = self._model, self._tagger.calibration
        if model is None:
            return [reading.guesses for reading in readings]
        asked = [reading for reading in readings if reading.pieces]
        scores = [self._scores(model, reading, _hashed(reading)) for reading in asked]
        spans = [list(runs(tags)) for tags in self.chain.best_of(scores)]
        sure = self.chain.probabilities_of(scores, spans)
        found = (
            [Guess(*span, calibrate(span[2], score)) for span, score in zip(own, scores_of, strict=True)]
            for own, scores_of in zip(spans, sure, strict=True)
        )
        return [next(found) if reading.pieces else [] for reading in readings]

    def _own(
        self, reading: Reading, marks: Sequence[Mark], finished: bool, rejected: Sequence[Mark]
    ) -> list[Mark] | None:
        """The marks of one sentence, those of an open article filled up; None when it teaches nothing."""
        start, end = reading.pieces[0].start, reading.pieces[-1].end
        own = [mark for mark in marks if start <= mark[0] and mark[1] <= end and mark[2] in self.labels]
        if finished:
            return own
        refused = {mark for mark in rejected if start <= mark[0] and mark[1] <= end}
        if not own and not refused:
            return None
        return own + [
            guess
            for guess in _marks(reading)
            if guess[2] in self.labels
            and guess not in refused
            and not any(overlap(guess[:2], mark[:2]) for mark in own)
        ]

    def _lesson(self, reading: Reading, marks: list[Mark]) -> Lesson:
        columns = {tag: column for column, tag in enumerate(self.chain.tags)}
        # What no label of the project covers (persons, days) may stay what the base takes it for.
        free = np.array([tag == OUTSIDE or tag[2:] not in self.labels for tag in self.chain.tags])
        allowed = np.zeros((len(reading.pieces), len(columns)), np.bool_)
        for row, tag in zip(allowed, to_tags(reading.pieces, marks), strict=True):
            if tag == OUTSIDE:
                row[:] = free
            else:
                row[columns[tag]] = True
        shares = self.chain.shares(self._widen(reading.emissions))
        return Lesson(reading, sorted(marks), shares, allowed, _hashed(reading))

    def _widen(self, emissions: Floats) -> Floats:
        return np.pad(emissions, ((0, 0), (0, 2 * len(self.added))))

    def _scores(self, model: Model, reading: Reading, rows: Ints) -> Floats:
        return self._widen(reading.emissions) + model.corrections(reading.hidden.astype(np.float32), rows)

    def _trained(self, lessons: Sequence[Lesson]) -> Model:
        model = Model.blank(lessons[0].reading.hidden.shape[1], len(self.chain.tags))
        model.fit(lessons)
        return model


@dataclass(slots=True)
class Model:
    """Weights of hashed words (`_ROWS` x tags) and of the last layer (width x tags), all nought to begin with."""

    words: Floats
    layer: Floats

    @classmethod
    def blank(cls, width: int, tags: int) -> Model:
        return cls(np.zeros((_ROWS, tags), np.float32), np.zeros((width, tags), np.float32))

    def corrections(self, hidden: Floats, rows: Ints) -> Floats:
        """What is added to the scores: (pieces x tags)."""
        added: Floats = self.words[rows].sum(1) + hidden @ self.layer
        return added

    def fit(self, lessons: Sequence[Lesson]) -> None:
        """AdaGrad on the likelihood of the allowed tags, piece by piece, beginning at the base's own shares."""
        hidden = np.concatenate([lesson.reading.hidden for lesson in lessons]).astype(np.float32)
        shares = np.concatenate([lesson.shares for lesson in lessons])
        allowed = np.concatenate([lesson.allowed for lesson in lessons])
        rows = np.concatenate([lesson.rows for lesson in lessons])
        words_seen = np.full(len(self.words), 1e-2, np.float32)
        layer_seen = np.full_like(self.layer, 1e-1)
        order = np.random.default_rng(0)
        batch = min(max(len(rows) // _STEPS, _SMALLEST), _BATCH)
        for _ in range(_ROUNDS):
            for part in np.array_split(order.permutation(len(rows)), max(len(rows) // batch, 1)):
                scores = shares[part] + self.corrections(hidden[part], rows[part])
                told = np.exp(scores - scores.max(1, keepdims=True))
                told /= told.sum(1, keepdims=True)
                right = told * allowed[part]
                error = told - right / np.maximum(right.sum(1, keepdims=True), 1e-9)
                # Most pieces are right already; only those that are not move the words.
                wrong = np.abs(error).sum(1) > 0.02
                places = rows[part][wrong].ravel()
                steps = np.repeat(error[wrong], rows.shape[1], 0)
                np.add.at(words_seen, places, (steps**2).sum(1))
                np.add.at(self.words, places, -_WORDS * steps / np.sqrt(words_seen[places])[:, None])
                slope = hidden[part].T @ error / len(part) + _SHRINK * self.layer
                layer_seen += slope**2
                self.layer -= _LAYER * slope / np.sqrt(layer_seen)


def _widened(chain: Chain, added: Iterable[str]) -> Chain:
    """The base's chain with two tags more for each label it does not know."""
    tags = [*chain.tags, *(f"{begin}-{label}" for label in added for begin in "BI")]
    size, old = len(tags), len(chain.tags)
    steps = np.zeros((size, size), np.float32)
    steps[:old, :old] = chain.steps
    first, last = np.zeros(size, np.float32), np.zeros(size, np.float32)
    first[:old], last[:old] = chain.first, chain.last
    for column in range(old, size, 2):
        steps[:, column] = first[column] = _UNHEARD
        steps[:, column + 1] = first[column + 1] = 2 * _UNHEARD
        steps[column : column + 2, column + 1] = 0.0
    return Chain(tags, steps, first, last)


def _marks(reading: Reading) -> list[Mark]:
    return [(reading.pieces[g.first].start, reading.pieces[g.last].end, g.label) for g in reading.guesses]


def _hashed(reading: Reading) -> Ints:
    """Rows of the word table for each piece: itself, its ending and tag, and its neighbours with the base's tag."""
    words, tags = ["", *reading.seen.words, ""], reading.seen.first_tags
    base = [OUTSIDE] * len(tags)
    for guess in reading.guesses:
        base[guess.first : guess.last + 1] = [f"B-{guess.label}"] + [f"I-{guess.label}"] * (guess.last - guess.first)
    rows = [
        [
            crc32(feature.encode("utf-8", "surrogatepass")) % _ROWS
            for feature in (
                f"w{words[at]}",
                f"b{base[at - 1]} {words[at]}",
                f"e{words[at][-1:]} {tags[at - 1]}",
                f"-{words[at - 1]} {words[at]}",
                f"+{words[at]} {words[at + 1]}",
                f"<{words[at - 1]} {base[at - 1]}",
                f">{words[at + 1]} {base[at - 1]}",
                f"t{tags[at - 1]} {base[at - 1]} {reading.seen.shapes[at - 1]}",
            )
        ]
        for at in range(1, len(words) - 1)
    ]
    return np.array(rows, np.int64)
