"""A linear chain over tags: the best path, and how likely each stretch of it is.

Scores are natural logarithms up to a constant: `emissions` (pieces x tags), `steps` (from x to), `first` and `last`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chain:
    """The transition scores, and the names of the tags in the order of the emissions' columns."""

    tags: Sequence[str]
    steps: Floats
    first: Floats
    last: Floats

    def best(self, emissions: Floats) -> list[str]:
        """The tags of the path with the highest score."""
        return self.best_of([emissions])[0]

    def best_of(self, sentences: Sequence[Floats]) -> list[list[str]]:
        """The best path of each sentence; many at a time cost little more than one."""
        if not sentences:
            return []
        padded, lengths = _padded(sentences)
        score = self.first + padded[:, 0]
        back = np.zeros((padded.shape[1], *score.shape), np.int64)
        for at in range(1, padded.shape[1]):
            paths = score[:, :, None] + self.steps
            back[at] = paths.argmax(1)
            further = paths.max(1) + padded[:, at]
            score = np.where((lengths > at)[:, None], further, score)
        found = []
        for number, last in enumerate((score + self.last).argmax(1).tolist()):
            steps = back[1 : lengths[number], number].tolist()
            path = [last]
            for row in reversed(steps):
                path.append(row[path[-1]])
            found.append([self.tags[tag] for tag in reversed(path)])
        return found

    def shares(self, emissions: Floats) -> Floats:
        """The logarithm of how likely each tag is for each piece, the rest of the sentence considered."""
        shares: Floats = _Sums.of(self, [emissions]).shares()[0]
        return shares

    def probabilities(self, emissions: Floats, spans: Sequence[tuple[int, int, str]]) -> list[float]:
        """How likely each (first piece, last piece, label) is exactly that: begun, gone on and ended there."""
        return self.probabilities_of([emissions], [spans])[0]

    def probabilities_of(
        self, sentences: Sequence[Floats], spans: Sequence[Sequence[tuple[int, int, str]]]
    ) -> list[list[float]]:
        """The same for the spans of many sentences."""
        found: list[list[float]] = [[] for _ in sentences]
        asked = [number for number, own in enumerate(spans) if own]
        places = [(row, *span) for row, number in enumerate(asked) for span in spans[number]]
        if places:
            sure = self._exactly(_Sums.of(self, [sentences[number] for number in asked]), places)
            for (row, *_), score in zip(places, sure, strict=True):
                found[asked[row]].append(score)
        return found

    def likely_of(
        self, sentences: Sequence[Floats], labels: Sequence[str], least: float, longest: int = 10
    ) -> list[list[tuple[int, int, str, float]]]:
        """For each sentence the spans of at most `longest` pieces that are exactly that with a probability of `least`:

        (first piece, last piece, label, probability).
        """
        found: list[list[tuple[int, int, str, float]]] = [[] for _ in sentences]
        if not sentences:
            return found
        sums = _Sums.of(self, sentences)
        possible = np.exp(sums.shares()) >= least
        possible &= (np.arange(possible.shape[1]) < sums.lengths[:, None])[:, :, None]
        places = []
        for label in labels:
            begin, inside = self._columns(label)
            for number, start in zip(*(axis.tolist() for axis in np.nonzero(possible[:, :, begin])), strict=True):
                goes_on = possible[number, start + 1 : start + longest, inside]
                most = len(goes_on) if goes_on.all() else int(goes_on.argmin())
                places += [(number, start, last, label) for last in range(start, start + most + 1)]
        for (number, *span), score in zip(places, self._exactly(sums, places), strict=True):
            if score >= least:
                found[number].append((*span, score))
        return found

    def _columns(self, label: str) -> tuple[int, int]:
        return self.tags.index(f"B-{label}"), self.tags.index(f"I-{label}")

    def _exactly(self, sums: _Sums, spans: Sequence[tuple[int, int, int, str]]) -> list[float]:
        """How likely each (sentence, first piece, last piece, label) is exactly that."""
        if not spans:
            return []
        columns = {label: self._columns(label) for *_, label in spans}
        row, start, end = np.array([span[:3] for span in spans]).T
        begin, inside = np.array([columns[label] for *_, label in spans]).T
        tag = np.where(start == end, begin, inside)
        further = np.maximum(end - start - 1, 0)
        score = sums.forward[row, start, begin] + sums.between(row, start, end, inside)
        score = score + np.where(start == end, 0.0, self.steps[begin, inside] + further * self.steps[inside, inside])
        # What comes after: any tag but one that goes on with the span; or the end of the sentence.
        last = end + 1 == sums.lengths[row]
        after = np.where(last, end, end + 1)
        onward = self.steps[tag] + sums.emissions[row, after] + sums.backward[row, after]
        onward[np.arange(len(spans)), inside] = -np.inf
        score = score + np.where(last, self.last[tag], _sum(onward, 1))
        return [float(each) for each in np.exp(np.minimum(score - sums.totals(self)[row], 0.0))]


@dataclass(frozen=True, slots=True)
class _Sums:
    """The log sums over all paths up to each piece and tag, and over all paths after it.

    Of many sentences, a row each; the shorter ones are filled up.
    """

    emissions: Floats
    lengths: Ints
    forward: Floats
    backward: Floats

    @classmethod
    def of(cls, chain: Chain, sentences: Sequence[Floats]) -> _Sums:
        """Sums of products of exponentials, each piece scaled by itself: much faster than sums of logarithms."""
        padded, lengths = _padded(sentences)
        longest = padded.shape[1]
        peaks = padded.max(2).astype(np.float64)
        weights = np.exp(padded - peaks[:, :, None])
        steps = np.exp(chain.steps.astype(np.float64))
        forward, backward = np.empty_like(weights), np.empty_like(weights)
        to, from_ = np.zeros_like(peaks), np.zeros_like(peaks)
        ahead = np.exp(chain.first.astype(np.float64)) * weights[:, 0]
        for at in range(longest):
            if at:
                ahead = (ahead @ steps) * weights[:, at]
            total = ahead.sum(1)
            ahead = ahead / total[:, None]
            forward[:, at], to[:, at] = ahead, np.log(total) + peaks[:, at]
        end = np.exp(chain.last.astype(np.float64))
        behind = np.tile(end, (len(sentences), 1))
        for at in range(longest - 1, -1, -1):
            if at + 1 < longest:
                onward = (weights[:, at + 1] * behind) @ steps.T
                behind = np.where((lengths > at + 1)[:, None], onward, end)
                from_[:, at] = np.where(lengths > at + 1, peaks[:, at + 1], 0.0)
            total = behind.sum(1)
            behind = behind / total[:, None]
            backward[:, at] = behind
            from_[:, at] += np.log(total)
        from_[np.arange(longest) >= lengths[:, None]] = 0.0
        after = from_[:, ::-1].cumsum(1)[:, ::-1]
        with np.errstate(divide="ignore"):
            return cls(
                padded,
                lengths,
                np.asarray(np.log(forward) + to.cumsum(1)[:, :, None], np.float32),
                np.asarray(np.log(backward) + after[:, :, None], np.float32),
            )

    def shares(self) -> Floats:
        """The logarithm of how likely each tag is for each piece (sentences x pieces x tags)."""
        sums = self.forward + self.backward
        shares: Floats = sums - _sum(sums, 2)[:, :, None]
        return shares

    def totals(self, chain: Chain) -> Floats:
        """The log sum over all paths of each sentence."""
        return _sum(self.forward[np.arange(len(self.lengths)), self.lengths - 1] + chain.last, 1)

    def between(self, row: Ints, start: Ints, end: Ints, tag: Ints) -> npt.NDArray[np.float64]:
        """The emissions of one tag from the piece after `start` to `end`, summed up, for many spans."""
        upto = self.emissions.cumsum(1, dtype=np.float64)
        sums: npt.NDArray[np.float64] = upto[row, end, tag] - upto[row, start, tag]
        return sums


def _padded(sentences: Sequence[Floats]) -> tuple[Floats, Ints]:
    """All sentences in one array, the shorter ones filled up with noughts, and their lengths."""
    lengths = np.array([len(sentence) for sentence in sentences])
    padded = np.zeros((len(sentences), int(lengths.max()), sentences[0].shape[1]), np.float32)
    for row, sentence in zip(padded, sentences, strict=True):
        row[: len(sentence)] = sentence
    return padded, lengths


def _sum(scores: Floats, axis: int) -> Floats:
    """log(sum(exp(scores))) along an axis."""
    peak = scores.max(axis, keepdims=True)
    return np.asarray(np.log(np.exp(scores - peak).sum(axis)) + peak.squeeze(axis), np.float32)
