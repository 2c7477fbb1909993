"""A mark whose ends are not right is selected and its ends moved by the comma and full-stop keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from annotator.edges import Edge, moved

if TYPE_CHECKING:
    from effort import Hand

Bounds = tuple[int, int]
SELECT = 1
# Farther than that nobody counts keys.
_MOST = 6


class Press(NamedTuple):
    """One key, so many times."""

    edge: Edge
    step: int
    exact: bool
    times: int


def presses(hand: Hand, bounds: Bounds, goal: Bounds) -> list[Press] | None:
    """The fewest keys that bring the ends of a mark to `goal`; None when they are far."""
    segment, morphemes = hand.session.segment_at(bounds[0]), hand.session.morphemes
    found = []
    for edge, at in ((Edge.START, 0), (Edge.END, 1)):
        if bounds[at] == goal[at]:
            continue
        step = 1 if goal[at] > bounds[at] else -1
        ways = []
        for exact in (False, True):
            now: Bounds | None = bounds
            for times in range(1, _MOST + 1):
                now = segment and now and moved(hand.text, morphemes, segment, now, edge, step, exact=exact)
                if now and now[at] == goal[at]:
                    ways.append(Press(edge, step, exact, times))
                    break
        if not ways:
            return None
        found.append(min(ways, key=lambda press: press.times))
        bounds = (goal[0], bounds[1]) if edge is Edge.START else (bounds[0], goal[1])
    return found


def cost(found: list[Press] | None) -> int | None:
    """Actions: the click that selects the mark, and the keys."""
    return None if found is None else SELECT + sum(press.times for press in found)


def mend(hand: Hand, span_id: int, found: list[Press]) -> None:
    """Selects a mark and presses the keys."""
    hand.marking.select(span_id)
    for press in found:
        modifier = Qt.KeyboardModifier.NoModifier
        if press.edge is Edge.START:
            modifier |= Qt.KeyboardModifier.ShiftModifier
        if press.exact:
            modifier |= Qt.KeyboardModifier.ControlModifier
        hand.key(Qt.Key.Key_Period if press.step > 0 else Qt.Key.Key_Comma, modifier, times=press.times)
    hand.marking.select(None)
