"""From the public corpora to the files in resources/models/base: reconstruct, convert, train, measure, calibrate.

Everything a fold is scored on stays out of its ranker, its converter and its net. The table of forms comes from
sentences of the training part alone.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from annotator.morphology import tokenize
from annotator.pieces import Piece
from annotator.suggest import calibration, tagger
from annotator.suggest.build import net as training
from annotator.suggest.build.convert import Converter
from annotator.suggest.build.corpora import KLUE_LABELS, Mark, Sentence
from annotator.suggest.build.material import Known, Material, own_counts
from annotator.suggest.build.reconstruct import Corpus, Ranker, count, reconstruct
from annotator.suggest.encoding import Vocabulary
from annotator.suggest.evaluation import Evaluation, calibration_error, evaluate
from annotator.suggest.features import TABLE_SIZE, Observed, observe
from annotator.suggest.net import Net
from annotator.suggest.suggester import Suggester, as_marks
from annotator.suggest.suggestion import Source, Suggestion
from annotator.suggest.tagger import Tagger
from annotator.suggest.tagging import OUTSIDE, to_tags

LABELS = ("ORG", "REGION", "NUMBER")
TAGS = [OUTSIDE, *(f"{begin}-{label}" for label in KLUE_LABELS.values() for begin in "BI")]
_FINE_TAGS = 70
_LONGEST = 150
_GOLD_WEIGHT = 2.0

_SURE = 0.9

Report = Callable[[str], None]
Scored = dict[str, list[tuple[float, bool]]]
Vectors = tuple[dict[str, int], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence to train on: KLUE's marks, given or converted, and konne's, given or reconstructed."""

    seen: Observed
    pieces: Sequence[Piece]
    klue: Sequence[Mark]
    konne: Sequence[Mark]
    weight: float


@dataclass(frozen=True, slots=True)
class Trained:
    """A tagger and the arrays and names it is saved from."""

    tagger: Tagger
    arrays: dict[str, npt.NDArray[np.float32]]
    morphemes: npt.NDArray[np.float32]
    vocabulary: Vocabulary


def lessons(material: Material, known: Sequence[Known], report: Report) -> list[Lesson]:
    """News to train on when the labels of `known` (news and film) may be used: those, and the rest converted."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ranker = Ranker.train(_corpus(known), work / "ranker")
        found = reconstruct(material.raw, material.counts, ranker)
        report("reconstructed")
        # The converter learns from marks as noisy as those it will read: each half's are reconstructed from its counts.
        views: list[tuple[Observed, Sequence[Piece], Sequence[Mark]]] = []
        gold: list[Sentence] = []
        for half in range(2):
            corpus = _corpus(known[half::2])
            other = Ranker.train(_corpus(known[1 - half :: 2]), work / f"half{half}")
            for one, marks in zip(known[half::2], reconstruct(corpus, count(corpus.sentences), other), strict=True):
                views.append((one.seen, one.pieces, marks))
                gold.append(one.klue)
        converter = Converter.train(views, gold, work / "converter")
        rest = []
        for sentence, pieces, konne in zip(material.raw.sentences, material.raw.pieces, found, strict=True):
            if pieces and not sentence.film:
                held = own_counts(sentence, pieces, konne, material.forms)
                seen = observe(sentence.text, [pieces], material.forms, material.regions, held)[0]
                rest.append(Lesson(seen, pieces, converter.marks(seen, pieces, konne), konne, 1.0))
        report("converted")
    own = [
        Lesson(one.seen, one.pieces, one.klue.marks, one.konne.marks, _GOLD_WEIGHT)
        for one in known
        if not one.klue.film
    ]
    return [lesson for lesson in [*rest, *own] if len(lesson.pieces) <= _LONGEST]


def train(material: Material, taught: Sequence[Lesson], vectors: Vectors, epochs: int, report: Report) -> Trained:
    names, table = vectors
    vocabulary = Vocabulary.build([lesson.seen for lesson in taught], names)
    rows = {tag: row for row, tag in enumerate(TAGS)}
    common = Counter(tag for lesson in taught for _, _, tag in lesson.konne).most_common(_FINE_TAGS)
    fine = {tag: row for row, (tag, _) in enumerate(common, 1)}
    sizes = training.Sizes(
        *[len(names) + 1 for names in _tables(vocabulary)[:5]],
        TABLE_SIZE,
        len(TAGS),
        len(fine) + 1,  # type: ignore[call-arg]
    )
    prepared = [
        training.Lesson(
            vocabulary.encode([(lesson.seen, lesson.pieces)]),
            np.array([rows[tag] for tag in to_tags(lesson.pieces, lesson.klue)]),
            np.array([fine.get(tag[2:], 0) for tag in to_tags(lesson.pieces, lesson.konne)]),
            lesson.weight,
        )
        for lesson in taught
    ]
    arrays = training.train(prepared, sizes, table, epochs=epochs, report=report)
    morphemes = (table @ arrays.pop("project.weight").T).astype(np.float32)
    arrays = {name: array for name, array in arrays.items() if not name.startswith("fine.")}
    made = Tagger(Net(arrays, morphemes), TAGS, vocabulary, material.forms, material.regions)
    return Trained(made, arrays, morphemes, vocabulary)


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores of everything that ships on news kept aside, and the stated confidences of the tagger's suggestions."""

    evaluation: Evaluation
    scored: Scored

    def summary(self) -> dict[str, object]:
        """By label precision, recall, F1, F1 by overlap; at a confidence of 0.9 or more; the calibration error."""
        scores: dict[str, object] = {}
        for label, score in self.evaluation.exact.items():
            mapped = self._mapped(label)
            sure = [right for stated, right in mapped if stated >= _SURE]
            scores[label] = {
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
                "overlap_f1": round(self.evaluation.overlapping[label].f1, 4),
                "gold": score.gold,
                "at_0.9": {
                    "precision": round(sum(sure) / max(len(sure), 1), 4),
                    "recall": round(sum(sure) / max(score.gold, 1), 4),
                },
                "calibration_error": round(calibration_error(mapped), 4),
            }
        return {"scores": scores, "together": {"f1": round(self.evaluation.total.f1, 4)}}

    def _mapped(self, label: str) -> list[tuple[float, bool]]:
        """The confidences as mapped by what the other half of them says."""
        pairs = self.scored[label]
        mapped = []
        for half in range(2):
            one = calibration.Calibration({label: calibration.fit(pairs[1 - half :: 2])})
            mapped += [(one(label, score), right) for score, right in pairs[half::2]]
        return mapped


def maps(scored: Scored) -> dict[str, list[tuple[float, float]]]:
    """The calibration of each label."""
    return {label: calibration.fit(pairs) for label, pairs in scored.items()}


def measure(parts: Sequence[tuple[Tagger, Sequence[Known]]]) -> Measured:
    """Scores each tagger, with rules and tables, on the sentences kept from it; sets their calibration from all."""
    scored: Scored = {label: [] for label in LABELS}
    gold: list[Sequence[Mark]] = []
    for made, kept in parts:
        made.calibration = calibration.Calibration({})
        for known, suggestions in zip(kept, _suggest(made, kept), strict=True):
            marks = known.klue.marks
            gold.append(marks)
            for one in suggestions:
                mark = (one.start, one.end, one.label)
                counts = evaluate([marks], [[mark]], labels=LABELS, forgiving=True).total.predicted
                if one.source is Source.TAGGER and counts:
                    scored[one.label].append((one.score, mark in marks))
    predicted = []
    for made, kept in parts:
        made.calibration = calibration.Calibration(maps(scored))
        predicted += [as_marks(suggestions) for suggestions in _suggest(made, kept)]
    return Measured(evaluate(gold, predicted, labels=LABELS, forgiving=True), scored)


def _suggest(made: Tagger, kept: Sequence[Known]) -> Iterator[list[Suggestion]]:
    suggester = Suggester(made, LABELS)
    texts = [one.klue.text for one in kept]
    for text, tokens in zip(texts, tokenize(texts), strict=True):
        yield suggester.suggest(text, tokens)


def save(made: Trained, known: dict[str, list[tuple[float, float]]], folder: Path) -> None:
    """Writes the files that `Tagger.load` reads; weights as half floats, morpheme vectors as bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    packed, scales = tagger.pack(made.morphemes)
    halves = {name: array.astype(np.float16) for name, array in made.arrays.items()}
    np.savez_compressed(folder / tagger.NET, morphemes=packed, morpheme_scales=scales, **halves)  # type: ignore[arg-type]
    tables = dict(
        zip(("words", "tags", "shapes", "particles", "characters", "morphemes"), _tables(made.vocabulary), strict=True)
    )
    names: dict[str, list[str]] = {"labels": TAGS}
    for name, rows in tables.items():
        listed = [""] * (max(rows.values(), default=0))
        for item, row in rows.items():
            listed[row - 1] = item
        names[name] = listed
    data = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
    (folder / tagger.VOCABULARY).write_bytes(gzip.compress(data, mtime=0))
    made.tagger.forms.save(folder / tagger.FORMS)
    (folder / tagger.CALIBRATION).write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def _tables(vocabulary: Vocabulary) -> list[dict[str, int]]:
    v = vocabulary
    return [dict(rows) for rows in (v.words, v.tags, v.shapes, v.particles, v.characters, v.morphemes)]


def _corpus(known: Sequence[Known]) -> Corpus:
    return Corpus([one.konne for one in known], [one.pieces for one in known])
