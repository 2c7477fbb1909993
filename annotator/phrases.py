"""What one click marks: from the pieces under it to the bounds of a name or a number.

The rules are those of the annotation guideline: no particle or copula at the end, brackets and quotation marks
outside, a legal-form mark inside, a number with its unit. Everything here is a pure function of the text, the pieces
of one stretch of it, a position and the active label's export name; code points, end exclusive. Only the four labels of
the shipped preset shape the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator import lexicon
from annotator.names import Indices, Reader
from annotator.numerals import number_at
from annotator.pieces import Bounds, Piece, index_at

_OPENING = "‘“「『《〈<\"'"
_CLOSING = "’”」』》〉>\"'"
# A subject, a topic, a predicate: what holds one of these is said, not named.
_SENTENCE = frozenset(["JKS", "JX", "JKQ", "EC", "EF", "SF"])
# In code points; what is longer between quotation marks is somebody's words.
_LONGEST_NAME = 60


def phrase_at(text: str, pieces: Sequence[Piece], position: int, label: str | None = None) -> Bounds | None:
    """What a click at `position` marks; a click on a particle means the word it belongs to."""
    at = index_at(pieces, position)
    if at is None:
        return None
    found = _phrase(Reader(text, pieces), at, label)
    if found is None and at and pieces[at].tag.startswith(("J", "VCP")) and pieces[at - 1].end == pieces[at].start:
        found = _phrase(Reader(text, pieces), at - 1, label)
    return None if found is None else (pieces[found[0]].start, pieces[found[1]].end)


def _phrase(read: Reader, at: int, label: str | None) -> Indices | None:
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
    return number if number and (run is None or _is_number(read, number, run)) else run


def _is_number(read: Reader, number: Indices, run: Indices) -> bool:
    """Whether a noun run is a number and at most a tail (30㎝가량), not a name with a number in it (119상황실)."""
    if number[0] > run[0]:
        return False
    return run[1] <= number[1] or read.string((number[1] + 1, run[1])) in lexicon.NUMBER_TAILS


def _quotation(read: Reader, at: int) -> Indices | None:
    """The pieces between the quotation marks around `at`, when they can be a name: short, and no sentence."""
    enclosed = _enclosed(read, at, at, _OPENING, _CLOSING)
    if enclosed is None:
        return None
    first, last = enclosed
    inside = read.pieces[first : last + 1]
    if inside[-1].end - inside[0].start > _LONGEST_NAME or not read.nominal(last) or inside[-1].tag == "NNB":
        return None
    return None if any(tag in _SENTENCE for piece in inside for tag in piece.tags) else enclosed


def _enclosed(read: Reader, first: int, last: int, opening: str, closing: str) -> Indices | None:
    """What stands between the nearest opening mark before `first` and the nearest closing one after `last`."""
    marks = opening + closing
    before = next((at for at in range(first - 1, -1, -1) if read.form(at) in marks), None)
    after = next((at for at in range(last + 1, len(read.pieces)) if read.form(at) in marks), None)
    if before is None or after is None or read.form(before) not in opening or read.form(after) not in closing:
        return None
    return before + 1, after - 1


def inner_phrase_at(
    text: str, pieces: Sequence[Piece], position: int, within: Bounds, label: str | None = None
) -> Bounds | None:
    """The largest phrase at `position` inside `within` and smaller; the piece when there is none."""
    at = index_at(pieces, position)
    if at is None:
        return None
    read = Reader(text, pieces)
    run = read.run(at)
    found = [_phrase(read, at, label), run, read.place(run) if run and label != "NUMBER" else None, (at, at)]
    bounds = [(pieces[first].start, pieces[last].end) for first, last in filter(None, found)]
    inside = [each for each in bounds if within[0] <= each[0] and each[1] <= within[1] and each != within]
    return max(inside, key=lambda each: (each[0] <= position < each[1], each[1] - each[0]), default=None)


def widening(text: str, pieces: Sequence[Piece], position: int, label: str | None = None) -> list[Bounds]:
    """The widening cycle, each step containing the one before.

    The phrase; with the noun run after it (before it when there is none after: of a body or place with all before it);
    with both; all noun runs in a row; what stands between the nearest quotation marks or brackets.
    """
    phrase = phrase_at(text, pieces, position, label)
    if phrase is None:
        return []
    read = Reader(text, pieces)
    first, last = index_at(pieces, phrase[0]), index_at(pieces, phrase[1] - 1)
    assert first is not None
    assert last is not None
    right, left = read.beyond(last, 1), read.beyond(first, -1)
    rightmost, leftmost = read.farthest(last, 1), read.farthest(first, -1)
    # The last word of a body's or a place's name is its head, and all that leads to it belongs to it.
    back = leftmost if label in ("ORG", "REGION") else left
    steps = [
        (first, last),
        (first, right) if right != last else (back, last),
        (left, right),
        (leftmost, rightmost),
    ]
    if enclosed := _enclosed(read, first, last, _OPENING + "([", _CLOSING + ")]"):
        steps.append(enclosed)
    kept: list[Bounds] = []
    for one, other in steps:
        bounds = pieces[one].start, pieces[other].end
        if not kept or (bounds != kept[-1] and bounds[0] <= kept[-1][0] and kept[-1][1] <= bounds[1]):
            kept.append(bounds)
    return kept


def word_in(text: str, pieces: Sequence[Piece], position: int, phrase: Bounds) -> Bounds | None:
    """The noun run at `position` alone, when `phrase` is that run and others joined to it over a blank; else None."""
    at = index_at(pieces, min(max(position, phrase[0]), phrase[1] - 1))
    run = Reader(text, pieces).run(at) if at is not None else None
    if run is None:
        return None
    word = pieces[run[0]].start, pieces[run[1]].end
    inside = phrase[0] <= word[0] and word[1] <= phrase[1] and word != phrase
    return word if inside and any(char.isspace() for char in text[slice(*phrase)]) else None


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
