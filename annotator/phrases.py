"""What one click marks: from the pieces under it to the bounds of a name or a number.

The rules are those of the annotation guideline: no particle or copula at the end, brackets and quotation marks
outside, a legal-form mark inside, a number with its unit. Everything here is a pure function of the text, the pieces
of one stretch of it, a position and the active label's export name; code points, end exclusive. Only the four labels of
the shipped preset shape the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator import lexicon
from annotator.names import Reader
from annotator.numerals import number_at
from annotator.pieces import Bounds, Piece, index_at

_OPENING = "‘“「『《〈<\"'"
_CLOSING = "’”」』》〉>\"'"
_LONGEST_QUOTATION = 60


def phrase_at(text: str, pieces: Sequence[Piece], position: int, label: str | None = None) -> Bounds | None:
    """What a click at `position` marks; a click on a particle means the word it belongs to."""
    at = index_at(pieces, position)
    if at is None:
        return None
    found = _phrase(Reader(text, pieces), at, label)
    if found is None and at and pieces[at].tag.startswith(("J", "VCP")) and pieces[at - 1].end == pieces[at].start:
        found = _phrase(Reader(text, pieces), at - 1, label)
    return None if found is None else (pieces[found[0]].start, pieces[found[1]].end)


def _phrase(read: Reader, at: int, label: str | None) -> tuple[int, int] | None:
    number = number_at(read.text, read.pieces, at)
    run = read.run(at)
    if label == "NUMBER":
        return number or run
    if label == "POLICY" and (quoted := _quotation(read, at)):
        return quoted
    if run is not None:
        if label in ("ORG", "REGION") and read.among_countries(at):
            return at, at
        longer = run
        if label == "REGION":
            place = read.place(run)
            longer = read.chain(place, read.joins_places) if place == run else (place if at <= place[1] else run)
        elif label == "ORG":
            longer = read.chain(run, read.joins_bodies)
        elif label == "POLICY":
            longer = read.policy(run)
        if longer != run:
            return longer
    if number and (run is None or (number[0] <= run[0] and run[1] <= number[1]) or _only_tail(read, number, run)):
        return number
    return run


def _only_tail(read: Reader, number: tuple[int, int], run: tuple[int, int]) -> bool:
    return number[0] <= run[0] and read.string((number[1] + 1, run[1])) in lexicon.NUMBER_TAILS


def _quotation(read: Reader, at: int) -> tuple[int, int] | None:
    """The pieces between the quotation marks around `at`, when they can be a name."""
    first = at
    while first >= 0 and read.form(first) not in _OPENING and read.form(first) not in _CLOSING:
        first -= 1
    last = at
    while last < len(read.pieces) and read.form(last) not in _CLOSING and read.form(last) not in _OPENING:
        last += 1
    if first < 0 or last >= len(read.pieces) or last - first < 2:
        return None
    if read.form(first) not in _OPENING or read.form(last) not in _CLOSING:
        return None
    inside = read.pieces[first + 1 : last]
    if inside[-1].end - inside[0].start > _LONGEST_QUOTATION or not read.nominal(last - 1):
        return None
    if any(tag in ("EF", "SF") for piece in inside for tag in piece.tags):
        return None
    return first + 1, last - 1


def inner_phrase_at(text: str, pieces: Sequence[Piece], position: int, within: Bounds) -> Bounds | None:
    """The largest phrase at `position` that is smaller than `within` and inside it."""
    candidates = [phrase_at(text, pieces, position, label) for label in (None, "REGION", "NUMBER")]
    at = index_at(pieces, position)
    if at is not None:
        candidates.append(pieces[at].bounds)
    fitting = [
        bounds
        for bounds in candidates
        if bounds and within[0] <= bounds[0] and bounds[1] <= within[1] and bounds != within
    ]
    return max(fitting, key=lambda bounds: bounds[1] - bounds[0], default=None)


def widening(text: str, pieces: Sequence[Piece], position: int, label: str | None = None) -> list[Bounds]:
    """The widening cycle: the phrase, wider phrases, the quotation around it; each contains the one before."""
    phrase = phrase_at(text, pieces, position, label)
    return [phrase] if phrase else []


def without_particle(pieces: Sequence[Piece], start: int, end: int) -> Bounds | None:
    """The bounds less the particle or copula at the end; None when there is none, or nothing else."""
    at = index_at(pieces, end - 1)
    new = end
    while at is not None and at >= 0 and pieces[at].end == new and pieces[at].start > start:
        if not pieces[at].tag.startswith("J") and pieces[at].tag != "VCP":
            break
        new = pieces[at].start
        at -= 1
    return None if new == end else (start, new)
