"""Where a number begins and ends: the numeral, its unit and its range, as the annotation guideline wants them.

Inside: the sign (영하, -), 제, 여 and 대, the unit, a whole range (3~5%, 1 대 0), 5분의 3, 40조 2항. Outside: 약, 총,
만, 가량, 쯤, 이상, 당, 씩. Functions take the pieces of one stretch and give indices of the first and last piece.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator import lexicon
from annotator.pieces import Piece

_NUMERALS = frozenset(["SN", "NR", "W_SERIAL"])
_RANGE = frozenset("~∼〜～-–—―")
_MINUS = frozenset("-–−+±")

Indices = tuple[int, int]


class _Reader:
    """Reads along the pieces; `text` is the article's."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self.pieces = pieces

    def form(self, at: int) -> str:
        piece = self.pieces[at]
        return self.text[piece.start : piece.end]

    def joined(self, left: int, *, blank: bool = True) -> bool:
        """Whether piece `left` and the one after it touch, or have one blank between them when that may be."""
        if not 0 <= left < len(self.pieces) - 1:
            return False
        gap = self.text[self.pieces[left].end : self.pieces[left + 1].start]
        return not gap or (blank and len(gap) == 1)

    def numeral(self, at: int) -> bool:
        if not 0 <= at < len(self.pieces):
            return False
        tag = self.pieces[at].tag
        return (tag in _NUMERALS and tag == self.pieces[at].tags[-1]) or (
            tag in ("MM", "NR") and self.form(at) in lexicon.DETERMINERS
        )

    def figure(self, at: int) -> bool:
        """A numeral of digits or of 만, 억: it can go on after a blank (1억 2천만)."""
        return self.numeral(at) and self.pieces[at].tag != "MM"

    def unit(self, at: int, *, blank: bool) -> bool:
        piece, form = self.pieces[at], self.form(at)
        if form in lexicon.NO_UNITS or len(set(piece.tags)) > 1:
            return False
        if piece.tag == "NNB" or form in lexicon.UNIT_NOUNS:
            return True
        if piece.tag == "SL":
            return lexicon.LATIN_UNIT.fullmatch(form) is not None
        if piece.tag == "SW":
            return lexicon.SIGN_UNIT.fullmatch(form) is not None
        return piece.tag in ("NNG", "NR") and not blank and len(form) <= 2


def number_at(text: str, pieces: Sequence[Piece], at: int) -> Indices | None:
    """The number that piece `at` belongs to: as numeral, unit, sign or what joins two numerals."""
    read = _Reader(text, pieces)
    for back in range(7):
        start = at - back
        if start < 0 or (back and not read.joined(start)):
            return None
        found = _from(read, start)
        if found and found[1] >= at:
            return _leftmost(read, start, at) or found
    return None


def _leftmost(read: _Reader, start: int, at: int) -> Indices | None:
    """The longest number over `at`: one that begins further left and reaches it."""
    best = None
    for first in range(start, max(start - 12, -1), -1):
        if first < start and not read.joined(first):
            break
        found = _from(read, first)
        if found and found[1] >= at:
            best = found
    return best


def _from(read: _Reader, first: int) -> Indices | None:
    """The number that begins with piece `first`, a sign, 제 or a numeral."""
    at = first
    if read.form(at) in _MINUS and read.numeral(at + 1) and read.joined(at, blank=False):
        before = at and read.joined(at - 1, blank=False) and read.pieces[at - 1].tag not in ("SSO", "SP")
        if before:
            return None
        at += 1
    elif read.form(at) in lexicon.SIGNS and read.numeral(at + 1) and read.joined(at):
        at += 1
    if not read.numeral(at):
        return None
    last = _quantity(read, at)
    while (further := _continued(read, last)) is not None:
        last = further
    return None if read.pieces[last].tag == "MM" else (first, last)


def _quantity(read: _Reader, at: int) -> int:
    """The last piece of numeral and unit, beginning at a numeral."""
    last = at
    while True:
        if (
            (read.numeral(last + 1) and read.joined(last, blank=False))
            or (
                read.figure(last)
                and read.figure(last + 1)
                and read.joined(last)
                and read.pieces[last].tag == "NR"
                and read.pieces[last + 1].tag != "W_SERIAL"
            )
            or (last + 1 < len(read.pieces) and read.form(last + 1) == "여" and read.joined(last, blank=False))
        ):
            last += 1
        else:
            break
    return _units(read, last)


def _units(read: _Reader, last: int) -> int:
    if not read.joined(last):
        return last
    at = last + 1
    if _versus(read, last):
        return last
    blank = not read.joined(last, blank=False)
    determiner = read.pieces[last].tag == "MM"
    counts = read.unit(at, blank=blank and not determiner)
    # 두 회사, 900만 관객: what is counted stands for the unit; a bare figure before a blank counts nothing (2018 평창).
    if not counts and read.pieces[at].tag == "NNG" and read.form(at) not in lexicon.NO_UNITS:
        counts = (determiner and read.form(last) != "한") or read.pieces[last].tag == "NR" or read.form(last) == "여"
    if not counts:
        return last
    if blank and read.pieces[last].tag in ("SN", "W_SERIAL") and read.pieces[at].tag == "SL":
        return last
    last = at
    while read.joined(last, blank=False):
        form = read.form(last + 1)
        if form in ("째", "대", "여") or (form == "포인트" and read.form(last) == "%"):
            last += 1
        elif form == "/" and last + 2 < len(read.pieces) and read.joined(last + 1, blank=False):
            last += 2
        elif (read.pieces[last].tag == "SL" and form in ("2", "3", "²", "³")) or (
            read.pieces[last].tag == "SW" and read.pieces[last + 1].tag == "SL" and read.unit(last + 1, blank=False)
        ):
            last += 1
        else:
            break
    return last


def _versus(read: _Reader, last: int) -> bool:
    """Whether a score goes on after its first numeral: 1 대 0."""
    return (
        read.joined(last)
        and read.form(last + 1) == "대"
        and read.numeral(last)
        and read.joined(last + 1)
        and read.numeral(last + 2)
    )


def _continued(read: _Reader, last: int) -> int | None:
    """The last piece of a number that goes on after `last`: a range, a score, a fraction, a clause of a law."""
    if not read.joined(last):
        return None
    at = last + 1
    form = read.form(at)
    tight = read.joined(last, blank=False)
    if tight and form in _RANGE and read.joined(at, blank=False) and read.numeral(at + 1):
        return _quantity(read, at + 1)
    if _versus(read, last):
        return _quantity(read, at + 1)
    if tight and form == "분" and read.joined(at, blank=False) and read.form(at + 1) == "의" and read.numeral(at + 2):
        return _quantity(read, at + 2)
    if tight and form == "의" and read.form(last) == "분" and read.joined(at) and read.numeral(at + 1):
        return _quantity(read, at + 1)
    if read.form(last) in lexicon.CLAUSES and read.numeral(at):
        end = _quantity(read, at)
        return end if read.form(end) in lexicon.CLAUSES else None
    return None
