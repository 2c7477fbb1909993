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
        score = self.first + emissions[0]
        back = np.empty((len(emissions), len(self.tags)), np.int32)
        for at in range(1, len(emissions)):
            paths = score[:, None] + self.steps
            back[at] = paths.argmax(0)
            score = paths[back[at], np.arange(len(score))] + emissions[at]
        tag = int((score + self.last).argmax())
        path = [tag]
        for at in range(len(emissions) - 1, 0, -1):
            tag = int(back[at, tag])
            path.append(tag)
        return [self.tags[tag] for tag in reversed(path)]

    def shares(self, emissions: Floats) -> Floats:
        """The logarithm of how likely each tag is for each piece, the rest of the sentence considered."""
        forward, backward = self._both_ways(emissions)
        sums = forward + backward
        shares: Floats = sums - _sum(sums, 1)[:, None]
        return shares

    def probabilities(self, emissions: Floats, spans: Sequence[tuple[int, int, str]]) -> list[float]:
        """How likely each (first piece, last piece, label) is exactly that: begun, gone on and ended there."""
        if not spans:
            return []
        size = len(emissions)
        forward, backward = self._both_ways(emissions)
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

    def _both_ways(self, emissions: Floats) -> tuple[Floats, Floats]:
        """Log sums over all paths up to each piece and tag, and over all paths after it."""
        size = len(emissions)
        forward, backward = np.empty_like(emissions), np.empty_like(emissions)
        forward[0] = self.first + emissions[0]
        for at in range(1, size):
            forward[at] = _sum(forward[at - 1][:, None] + self.steps, 0) + emissions[at]
        backward[-1] = self.last
        for at in range(size - 2, -1, -1):
            backward[at] = _sum(self.steps + (emissions[at + 1] + backward[at + 1])[None, :], 1)
        return forward, backward


def _sum(scores: Floats, axis: int) -> Floats:
    """log(sum(exp(scores))) along an axis."""
    peak = scores.max(axis, keepdims=True)
    return np.asarray(np.log(np.exp(scores - peak).sum(axis)) + peak.squeeze(axis), np.float32)
