"""From what a model says of itself to how often it is right: one rising map a label, fitted on text kept aside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

Knots = Sequence[tuple[float, float]]
_LEAST = 40


class Calibration:
    """Maps by label; a label without a map keeps its scores."""

    def __init__(self, maps: Mapping[str, Knots]) -> None:
        self.maps = {label: [(float(x), float(y)) for x, y in knots] for label, knots in maps.items()}

    def __call__(self, label: str, score: float) -> float:
        """The share of suggestions with this score that were right, by straight lines between the knots."""
        knots = self.maps.get(label)
        if not knots:
            return score
        at = bisect_right(knots, score, key=lambda knot: knot[0])
        if at == 0:
            return knots[0][1]
        if at == len(knots):
            return knots[-1][1]
        (x0, y0), (x1, y1) = knots[at - 1], knots[at]
        return y0 + (y1 - y0) * (score - x0) / (x1 - x0)


def fit(scored: Sequence[tuple[float, bool]], least: int = _LEAST) -> list[tuple[float, float]]:
    """Knots of a rising map from (score, was right) pairs: pool-adjacent-violators over bins of at least `least`.

    Empty when there are too few pairs for two bins.
    """
    ordered = sorted(scored)
    blocks: list[list[float]] = []
    for start in range(0, len(ordered) - least + 1, least):
        part = ordered[start:] if start + 2 * least > len(ordered) else ordered[start : start + least]
        blocks.append([sum(s for s, _ in part), sum(right for _, right in part), len(part)])
    if len(blocks) < 2:
        return []
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(list(block))
        while len(merged) > 1 and merged[-2][1] * merged[-1][2] >= merged[-1][1] * merged[-2][2]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    # Half a case each way keeps a run of right ones from promising certainty.
    return [(scores / size, (right + 0.5) / (size + 1)) for scores, right, size in merged]
