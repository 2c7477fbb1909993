"""Which lane each nested or overlapping span is drawn in, so that every underline can be seen."""

from __future__ import annotations

from collections.abc import Sequence


def lanes(bounds: Sequence[tuple[int, int]]) -> list[int]:
    """The lane of each `(start, end)`, 0 nearest to the text; stretches that share a character never share a lane.

    The innermost lies nearest to the text and what surrounds it further out, whatever the order given: a mark drawn
    does not jump when an unrelated one is added.
    """
    result = [0] * len(bounds)
    placed: list[list[tuple[int, int]]] = []
    for index in sorted(range(len(bounds)), key=lambda i: (bounds[i][1] - bounds[i][0], bounds[i])):
        start, end = bounds[index]
        # Above everything it covers: a gap below an outer span would make it look like the inner one.
        lane = 0
        for number, taken in enumerate(placed):
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                lane = number + 1
        if lane == len(placed):
            placed.append([])
        placed[lane].append((start, end))
        result[index] = lane
    return result
