"""How good suggestions are: precision, recall and F1 by label, exact and by overlap, confusion, calibration.

Spans are `(start, end, label)`, code points of one text, end exclusive; gold and predictions come as one list a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotator.span import contains, overlap

Mark = tuple[int, int, str]
# Predictions that share no character with a gold span, and gold spans that share none with a prediction.
NOTHING = ""
# In how many parts the articles are cut that are kept aside in turn.
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one label and what follows from them; the three rates are 0.0 where nothing is counted."""

    correct: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.correct / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    @property
    def rates(self) -> tuple[float | None, float | None, float | None]:
        """Precision, recall and F1; None where there is nothing to tell them by: no suggestion, no example."""
        recall, f1 = (self.recall, self.f1) if self.gold else (None, None)
        return self.precision if self.predicted else None, recall, f1

    def __add__(self, other: Score) -> Score:
        return Score(self.correct + other.correct, self.predicted + other.predicted, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by label, exact and by overlap, and confusion[(gold label, predicted label)] of overlapping spans.

    Overlap counts one to one: a prediction is right when it shares a character with a gold span of its label that no
    other prediction has taken.
    """

    exact: dict[str, Score] = field(default_factory=dict)
    overlapping: dict[str, Score] = field(default_factory=dict)
    confusion: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def total(self) -> Score:
        """All labels together, exact."""
        return sum(self.exact.values(), Score())

    @property
    def total_overlapping(self) -> Score:
        """All labels together, by overlap."""
        return sum(self.overlapping.values(), Score())

    def together(self, labels: Iterable[str]) -> Score:
        """Some labels together, exact."""
        return sum((self.exact.get(label, Score()) for label in labels), Score())


class Way(StrEnum):
    """How suggestions are made of a project: from what ships, with the project's names; the same and what the tagger
    thought of besides, sifted by what the analyst took and refused; by the learnt model with the guideline's rules; by
    the learnt model alone, where the project's own guideline is another."""

    BASE = "base"
    SIFTED = "sifted"
    GUIDED = "guided"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Texts kept aside while the others taught: their marks, what ships suggests in them, and what each way does."""

    gold: list[list[Mark]] = field(default_factory=list)
    shipped: list[list[Mark]] = field(default_factory=list)
    ways: dict[Way, list[list[Mark]]] = field(default_factory=lambda: {way: [] for way in Way})

    def __add__(self, other: HeldOut) -> HeldOut:
        ways = {way: self.ways[way] + other.ways[way] for way in Way}
        return HeldOut(self.gold + other.gold, self.shipped + other.shipped, ways)

    def best(self) -> Way:
        """Sifted, unless another way makes clearly fewer errors, so that chance does not choose.

        Of the spans that only one of the two gets wrong those of the sifted way must outnumber the other's by more
        than a standard deviation.
        """
        errors = {way: self._errors(found) for way, found in self.ways.items()}
        usual = errors[Way.SIFTED]
        gains = {}
        for way in (Way.GUIDED, Way.PLAIN, Way.BASE):
            lost, won = len(errors[way] - usual), len(usual - errors[way])
            if won - lost > (won + lost) ** 0.5:
                gains[way] = won - lost
        return max(gains, key=lambda way: gains[way], default=Way.SIFTED)

    def _errors(self, found: Sequence[Sequence[Mark]]) -> set[tuple[int, Mark]]:
        """What is wrongly suggested or missed, with the number of its text."""
        return {
            (number, mark)
            for number, (gold, marks) in enumerate(zip(self.gold, found, strict=True))
            for mark in set(gold) ^ set(marks)
        }

    def scores(self) -> tuple[Evaluation, Evaluation]:
        """Of what ships, and of the best way."""
        learnt = self.ways[self.best()]
        labels = {mark[2] for marks in (*self.gold, *self.shipped, *learnt) for mark in marks}
        return evaluate(self.gold, self.shipped, labels=labels), evaluate(self.gold, learnt, labels=labels)


def evaluate(
    gold: Sequence[Sequence[Mark]],
    predicted: Sequence[Sequence[Mark]],
    *,
    labels: Iterable[str] | None = None,
    forgiving: bool = False,
) -> Evaluation:
    """Compares two lists of texts' spans. `labels` are those that count, by default all that occur.

    `forgiving` is the rule for corpora whose gold is flat and has dates: a wrong prediction that lies inside a gold
    span of a label that does not count, or inside a larger gold span of another label, is not an error.
    Raises ValueError when the two lists differ in length.
    """
    wanted = set(labels) if labels is not None else {mark[2] for marks in (*gold, *predicted) for mark in marks}
    exact, loose, confusion = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for all_truth, all_guesses in zip(gold, predicted, strict=True):
        truth = [mark for mark in all_truth if mark[2] in wanted]
        known = set(truth)
        guesses = sorted({mark for mark in all_guesses if mark[2] in wanted})
        if forgiving:
            guesses = [guess for guess in guesses if guess in known or not _excused(guess, all_truth)]
        for mark in truth:
            exact[mark[2], "gold"] += 1
        for guess in guesses:
            exact[guess[2], "predicted"] += 1
            exact[guess[2], "correct"] += guess in known
        _count_overlaps(truth, guesses, loose)
        _confuse(truth, guesses, confusion)
    order = sorted(wanted)
    return Evaluation(
        {label: Score(*(exact[label, kind] for kind in ("correct", "predicted", "gold"))) for label in order},
        {label: Score(loose[label, "correct"], exact[label, "predicted"], exact[label, "gold"]) for label in order},
        dict(confusion),
    )


def _excused(guess: Mark, truth: Sequence[Mark]) -> bool:
    return any(
        contains(mark[:2], guess[:2])
        and mark[2] != guess[2]
        and (mark[1] - mark[0] > guess[1] - guess[0] or mark[2] in ("DATE", "TIME"))
        for mark in truth
    )


def _count_overlaps(truth: Sequence[Mark], guesses: Sequence[Mark], counts: Counter[tuple[str, str]]) -> None:
    free = set(truth)
    for guess in guesses:
        near = [mark for mark in free if mark[2] == guess[2] and overlap(mark[:2], guess[:2])]
        if near:
            free.remove(max(near, key=lambda mark: (min(mark[1], guess[1]) - max(mark[0], guess[0]), mark)))
            counts[guess[2], "correct"] += 1


def _confuse(truth: Sequence[Mark], guesses: Sequence[Mark], confusion: Counter[tuple[str, str]]) -> None:
    met = set[Mark]()
    for guess in guesses:
        near = [mark for mark in truth if overlap(mark[:2], guess[:2])]
        if not near:
            confusion[NOTHING, guess[2]] += 1
            continue
        best = max(
            near, key=lambda m: (m[:2] == guess[:2], m[2] == guess[2], min(m[1], guess[1]) - max(m[0], guess[0]))
        )
        met.update(near)
        confusion[best[2], guess[2]] += 1
    for mark in truth:
        if mark not in met:
            confusion[mark[2], NOTHING] += 1


def calibration_error(scored: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error of (confidence, was right) pairs: equally wide bins, weighted by their size."""
    sums: dict[int, list[float]] = {}
    total = 0
    for score, right in scored:
        entry = sums.setdefault(min(int(score * bins), bins - 1), [0.0, 0.0])
        entry[0] += score
        entry[1] += right
        total += 1
    return sum(abs(stated - true) for stated, true in sums.values()) / total if total else 0.0


def to_dict(found: Evaluation) -> dict[str, Any]:
    """As plain JSON: for each label and for all together exact and overlap counts and rates, and the confusion."""
    rows = {label: _scores(found.exact[label], found.overlapping[label]) for label in found.exact}
    confusion = [
        {"gold": gold or None, "predicted": predicted or None, "count": count}
        for (gold, predicted), count in sorted(found.confusion.items())
    ]
    return {"labels": rows, "all": _scores(found.total, found.total_overlapping), "confusion": confusion}


def _scores(exact: Score, overlapping: Score) -> dict[str, Any]:
    return {
        "gold": exact.gold,
        "predicted": exact.predicted,
        "exact": _rates(exact),
        "overlap": _rates(overlapping),
    }


def _rates(score: Score) -> dict[str, float | int]:
    rates = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {"correct": score.correct} | {name: round(rate, 4) for name, rate in rates.items()}
