"""Moving one end of a span: by pieces or by characters, inside its segment, never onto a blank."""

from __future__ import annotations

from enum import StrEnum

from annotator.morphemes import Morphemes
from annotator.pieces import Bounds


class Edge(StrEnum):
    START = "start"
    END = "end"


def moved(
    text: str, morphemes: Morphemes | None, segment: Bounds, bounds: Bounds, edge: Edge, step: int, *, exact: bool
) -> Bounds | None:
    """`bounds` with one edge a piece (`exact`: a character) to the left (`step` -1) or right (+1).

    Blanks are passed over. None when the edge cannot move: at the segment's end, or where nothing would be left.
    """
    position = bounds[0] if edge is Edge.START else bounds[1]
    while True:
        position = _next(morphemes, position, step, exact)
        if not segment[0] <= position <= segment[1]:
            return None
        new = (position, bounds[1]) if edge is Edge.START else (bounds[0], position)
        if new[0] >= new[1]:
            return None
        if _stands(text, new, edge):
            return new


def nearest(
    text: str, morphemes: Morphemes | None, segment: Bounds, bounds: Bounds, edge: Edge, to: int, *, exact: bool
) -> Bounds | None:
    """`bounds` with one edge at the place nearest to the boundary `to` where it may stand; None when there is none."""
    other = bounds[1] if edge is Edge.START else bounds[0]
    low, high = (segment[0], other - 1) if edge is Edge.START else (other + 1, segment[1])
    to = min(max(to, low), high)
    places = [to] if exact or morphemes is None else [morphemes.previous_edge(to + 1), morphemes.next_edge(to - 1)]
    for place in sorted(set(places), key=lambda place: abs(place - to)):
        new = (place, other) if edge is Edge.START else (other, place)
        if low <= place <= high and _stands(text, new, edge):
            return new
    return None


def _next(morphemes: Morphemes | None, position: int, step: int, exact: bool) -> int:
    if exact or morphemes is None:
        return position + step
    new = morphemes.next_edge(position) if step > 0 else morphemes.previous_edge(position)
    # Where the edges end the morphemes answer with the text's own: past every segment is past.
    return new if new != position else position + step


def _stands(text: str, bounds: Bounds, edge: Edge) -> bool:
    char = text[bounds[0]] if edge is Edge.START else text[bounds[1] - 1]
    return not char.isspace()
