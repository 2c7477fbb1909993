"""Which candidates stand, learnt from what the analyst marked, accepted and refused.

A candidate is a span that somebody suggests, or that the base tagger thought of and did not choose. Its confidence is
where learning starts; what it is (its form with the digits levelled, its unit, who says it and why, what stands
around it) adds to it or takes from it by a logistic regression whose weights are held near nought. So one refusal of
"하나도" counts against that form much, against its kind a little, and against numbers on the whole hardly at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import exp, log
from zlib import crc32

import numpy as np
import numpy.typing as npt

from annotator.span import overlap
from annotator.suggest.evaluation import Mark
from annotator.suggest.suggestion import Reason, Source, Suggestion
from annotator.suggest.tagger import Guess, Reading

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Rows of the table that traits are hashed into.
ROWS = 1 << 16
# An alternative the tagger did not choose starts so much lower, and stands from this confidence on.
_UNCHOSEN, _STANDS = -1.0, 0.4
# Log odds beyond which more says nothing; a damaged file may hold any weights.
_FAR = 50.0
_DIGITS = re.compile("[0-9]+")
# Who cannot be judged by taught text: the learnt tagger has seen it, other packages' suggesters have not.
_UNJUDGED = frozenset([Source.LEARNT, Source.PLUGIN])
# How far each trait may move a candidate: the standard deviation its weight is expected to have.
_TRAITS: Mapping[str, float] = {
    "label": 1.5,
    "kind": 1.5,
    "why": 1.0,
    "form": 1.5,
    "last": 1.0,
    "first": 0.75,
    "next": 0.75,
    "before": 0.75,
    "last and next": 1.0,
    "kind and last": 1.0,
    "kind and first": 0.75,
    "tag after": 0.45,
    "tag before": 0.45,
    "tags": 0.45,
    "last tag": 0.45,
    "script": 0.45,
    "length": 0.45,
    "kind and next": 0.75,
    "kind and before": 0.5,
}
_SPREAD: Floats = np.array(list(_TRAITS.values()))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggestion that may stand; one that is `given` does where nothing was learnt. `traits`: rows of the table."""

    suggestion: Suggestion
    given: bool
    traits: tuple[int, ...]

    @property
    def mark(self) -> Mark:
        return (*self.suggestion.bounds, self.suggestion.label)

    @property
    def start(self) -> float:
        """Log odds before learning."""
        sure = min(max(self.suggestion.score, 0.005), 0.995)
        return log(sure / (1.0 - sure)) + (0.0 if self.given else _UNCHOSEN)


def candidates(
    text: str, readings: Sequence[Reading], given: Iterable[Suggestion], likely: Sequence[Sequence[Guess]]
) -> list[Candidate]:
    """The suggestions `given`, and of what the tagger thinks `likely` in each reading what is not among them."""
    taken = {(*one.bounds, one.label): (one, True) for one in given}
    chosen = set[Mark]()
    for reading, guesses in zip(readings, likely, strict=True):
        pieces = reading.pieces
        chosen.update((pieces[g.first].start, pieces[g.last].end, g.label) for g in reading.guesses)
        for g in guesses:
            start, end = pieces[g.first].start, pieces[g.last].end
            other = Suggestion(start, end, g.label, text[start:end], g.score, Source.TAGGER, Reason.TAGGER)
            taken.setdefault((start, end, g.label), (other, False))
    filled = [reading for reading in readings if reading.pieces]
    starts = [reading.pieces[0].start for reading in filled]
    found = []
    for mark, (one, stands) in taken.items():
        at = max(bisect_left(starts, one.start + 1) - 1, 0)
        found.append(Candidate(one, stands, _rows(text, one, filled[at], f"{stands}{mark in chosen}")))
    return found


class Sieve:
    """Collects answered candidates by article and learns from them; without weights everything given stands."""

    def __init__(self) -> None:
        self.weights: npt.NDArray[np.float32] | None = None
        self._answers: dict[str, list[tuple[Candidate, bool]]] = {}

    def teach(
        self,
        article: str,
        asked: Iterable[Candidate],
        marks: Iterable[Mark],
        *,
        finished: bool,
        rejected: Collection[Mark] = (),
    ) -> None:
        """Takes in one article in place of what it said before.

        In an open one only what is marked, what crosses a mark, and what was refused is an answer.
        """
        right, refused = set(marks), set(rejected)
        self._answers[article] = [
            (one, one.mark in right)
            for one in asked
            if one.suggestion.source not in _UNJUDGED
            and (
                finished
                or one.mark in right
                or one.mark in refused
                or any(overlap(one.suggestion.bounds, mark[:2]) for mark in right)
            )
        ]

    def drop(self, article: str) -> None:
        """The article teaches no longer."""
        self._answers.pop(article, None)

    def train(self) -> None:
        """Learns from all answers, from the start."""
        answers = list(chain.from_iterable(self._answers.values()))
        if not answers:
            self.weights = None
            return
        rows = np.array([one.traits for one, _ in answers], np.int64)
        known, places = np.unique(rows, return_inverse=True)
        starts = np.array([one.start for one, _ in answers])
        right = np.array([answer for _, answer in answers], np.float64)
        found = _regress(places.reshape(rows.shape), len(known), starts, right)
        self.weights = np.zeros(ROWS, np.float32)
        self.weights[known] = found

    def standing(self, asked: Sequence[Candidate]) -> list[Suggestion]:
        """Those that stand, each with its confidence as learnt; some may still overlap."""
        kept = []
        for one in asked:
            if self.weights is None or one.suggestion.source in _UNJUDGED:
                if one.given:
                    kept.append(one.suggestion)
                continue
            moved = float(self.weights[list(one.traits)] @ _SPREAD)
            sure = 1.0 / (1.0 + exp(-min(max(one.start + moved, -_FAR), _FAR)))
            if sure >= _STANDS or (one.given and moved >= 0):
                kept.append(_learnt(one.suggestion, round(sure, 4)))
        return kept


def _learnt(one: Suggestion, score: float) -> Suggestion:
    """With another confidence; what the tagger alone said is now what was learnt."""
    if one.source is Source.TAGGER:
        return replace(one, score=score, source=Source.LEARNT, reason=Reason.LEARNT)
    return replace(one, score=score)


def _regress(places: Ints, size: int, starts: Floats, right: Floats, rounds: int = 12, steps: int = 25) -> Floats:
    """Weights (size) of a logistic regression with an offset, each with a normal prior of variance 1.

    `places` (answers x traits) say which weights an answer sums, times `_SPREAD`. Newton's method; each step is solved
    by conjugate gradients.
    """
    flat, spread = places.ravel(), np.tile(_SPREAD, len(places))

    def summed(weights: Floats) -> Floats:
        sums: Floats = weights[places] @ _SPREAD
        return sums

    def spread_out(values: Floats) -> Floats:
        return np.bincount(flat, np.repeat(values, places.shape[1]) * spread, size).astype(np.float64)

    def loss(weights: Floats) -> float:
        odds = starts + summed(weights)
        return float(np.logaddexp(0.0, odds).sum() - right @ odds + weights @ weights / 2)

    weights: Floats = np.zeros(size)
    now = loss(weights)
    for _ in range(rounds):
        sure = 1.0 / (1.0 + np.exp(-(starts + summed(weights))))
        slope = spread_out(sure - right) + weights
        bend = sure * (1.0 - sure)
        step, rest = np.zeros(size), -slope
        way, left = rest.copy(), float(rest @ rest)
        if left < 1e-8:
            break
        for _ in range(steps):
            bent = spread_out(bend * summed(way)) + way
            far = left / float(way @ bent)
            step += far * way
            rest -= far * bent
            left, before = float(rest @ rest), left
            if left < 1e-10:
                break
            way = rest + left / before * way
        # Where all are surely wrong the curve is flat and a whole step goes much too far.
        while (then := loss(weights + step)) > now and np.abs(step).max() > 1e-9:
            step /= 2
        weights, now = weights + step, min(now, then)
    return weights


def _rows(text: str, one: Suggestion, reading: Reading, kind: str) -> tuple[int, ...]:
    """The rows of a candidate's traits, in the order of `_TRAITS`."""
    pieces, seen, label = reading.pieces, reading.seen, one.label
    first = max(bisect_left(pieces, one.start + 1, key=lambda piece: piece.start) - 1, 0)
    last = max(bisect_left(pieces, one.end, key=lambda piece: piece.start) - 1, first)

    def word(at: int) -> str:
        return _DIGITS.sub("0", seen.words[at]) if 0 <= at < len(pieces) else "^"

    def tag(at: int) -> str:
        return seen.first_tags[at] if 0 <= at < len(pieces) else "^"

    values = (
        "",
        kind,
        f"{one.reason} {one.evidence if one.reason is Reason.HEAD else ''}",
        _DIGITS.sub("0", one.text).replace(" ", ""),
        word(last),
        word(first),
        word(last + 1),
        word(first - 1),
        f"{word(last)} {word(last + 1)}",
        f"{kind} {word(last)}",
        f"{kind} {word(first)}",
        f"{tag(last + 1)}{text[one.end : one.end + 1].isspace()}",
        f"{tag(first - 1)}{text[max(one.start - 1, 0) : one.start].isspace()}",
        "".join(name[:2] for name in seen.first_tags[first : last + 1])[:12],
        tag(last),
        seen.shapes[first][0] + seen.shapes[last][0],
        str(min(last - first, 4)),
        f"{kind} {word(last + 1)}",
        f"{kind} {word(first - 1)}",
    )
    return tuple(
        crc32(f"{name} {label} {value}".encode("utf-8", "surrogatepass")) % ROWS
        for name, value in zip(_TRAITS, values, strict=True)
    )
