"""A linear chain over tags: the best path, and how likely each stretch of it is.

Scores are natural logarithms up to a constant: `emissions` (pieces x tags), `steps` (from x to), `first` and `last`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


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
        forward, backward = self._both_ways([emissions])[0]
        sums = forward + backward
        shares: Floats = sums - _sum(sums, 1)[:, None]
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
        for number, sums in zip(asked, self._both_ways([sentences[n] for n in asked]), strict=True):
            found[number] = self._exactly(sentences[number], spans[number], *sums)
        return found

    def likely_of(
        self, sentences: Sequence[Floats], labels: Sequence[str], least: float, longest: int = 10
    ) -> list[list[tuple[int, int, str, float]]]:
        """For each sentence the spans of at most `longest` pieces that are exactly that with a probability of `least`:

        (first piece, last piece, label, probability).
        """
        columns = [(label, self.tags.index(f"B-{label}"), self.tags.index(f"I-{label}")) for label in labels]
        found: list[list[tuple[int, int, str, float]]] = []
        for emissions, (forward, backward) in zip(sentences, self._both_ways(sentences), strict=True):
            sums = forward + backward
            shares = np.exp(sums - _sum(sums, 1)[:, None])
            own: list[tuple[int, int, str, float]] = []
            for label, begin, inside in columns:
                for start in np.flatnonzero(shares[:, begin] >= least).tolist():
                    end = start + 1
                    while end < min(len(shares), start + longest) and shares[end, inside] >= least:
                        end += 1
                    spans = [(start, last, label) for last in range(start, end)]
                    sure = self._exactly(emissions, spans, forward, backward)
                    own += [(*span, score) for span, score in zip(spans, sure, strict=True) if score >= least]
            found.append(own)
        return found

    def _exactly(
        self, emissions: Floats, spans: Sequence[tuple[int, int, str]], forward: Floats, backward: Floats
    ) -> list[float]:
        size = len(emissions)
        total = _sum(forward[-1] + self.last, 0)
        found = []
        for start, end, label in spans:
            begin, inside = self.tags.index(f"B-{label}"), self.tags.index(f"I-{label}")
            score, tag = forward[start, begin], begin
            for at in range(start + 1, end + 1):
                score, tag = score + self.steps[tag, inside] + emissions[at, inside], inside
            if end + 1 < size:
                onward = self.steps[tag] + emissions[end + 1] + backward[end + 1]
                score = score + _sum(np.delete(onward, inside), 0)
            else:
                score = score + self.last[tag]
            found.append(float(np.exp(min(score - total, 0.0))))
        return found

    def _both_ways(self, sentences: Sequence[Floats]) -> list[tuple[Floats, Floats]]:
        """For each sentence the log sums over all paths up to each piece and tag, and over all paths after it.

        Sums of products of exponentials, each piece scaled by itself: much faster than sums of logarithms.
        """
        if not sentences:
            return []
        padded, lengths = _padded(sentences)
        longest = padded.shape[1]
        peaks = padded.max(2).astype(np.float64)
        weights = np.exp(padded - peaks[:, :, None])
        steps = np.exp(self.steps.astype(np.float64))
        forward, backward = np.empty_like(weights), np.empty_like(weights)
        to, from_ = np.zeros_like(peaks), np.zeros_like(peaks)
        ahead = np.exp(self.first.astype(np.float64)) * weights[:, 0]
        for at in range(longest):
            if at:
                ahead = (ahead @ steps) * weights[:, at]
            total = ahead.sum(1)
            ahead = ahead / total[:, None]
            forward[:, at], to[:, at] = ahead, np.log(total) + peaks[:, at]
        end = np.exp(self.last.astype(np.float64))
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
        to = to.cumsum(1)
        found = []
        with np.errstate(divide="ignore"):
            for number, length in enumerate(lengths):
                after = from_[number, :length][::-1].cumsum()[::-1]
                found.append(
                    (
                        np.asarray(np.log(forward[number, :length]) + to[number, :length, None], np.float32),
                        np.asarray(np.log(backward[number, :length]) + after[:, None], np.float32),
                    )
                )
        return found


def _padded(sentences: Sequence[Floats]) -> tuple[Floats, npt.NDArray[np.int64]]:
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
