"""Where a number begins and ends: the numeral, its unit and its range, as the annotation guideline wants them.

Inside: the sign (영하, -), 제, 여 and 대, the unit, a whole range (3~5%, 1 대 0), 5분의 3, 40조 2항. Outside: 약, 총,
만, 가량, 쯤, 이상, 당, 씩.

Each piece is written as one letter for what it can be in a number, a blank between two pieces as a blank; what a number
is then reads as a regular expression over the letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator import lexicon
from annotator.pieces import Piece

Indices = tuple[int, int]

# No number is longer than this many pieces, to either side of a click.
_REACH = 16

# Letters: d digits (q: 2 or 3, which may be an exponent), n 만 억 수십, m 두 세, h 한 (also "a certain"), y 여, t 째,
# u unit, k clause of a law, b 분, e 의, D 대, s short noun, c other noun, l Latin unit, % sign that is a unit,
# C currency, p 포인트, S 영하 제, ~ - + / ( , as they are, | an edge, . anything else.
_FORMS = {"여": "y", "째": "t", "대": "D", "분": "b", "포인트": "p", "한": "h"}
_SIGNS = {**dict.fromkeys("~∼〜～", "~"), **dict.fromkeys("-–—―−", "-"), **dict.fromkeys("+±", "+"), "/": "/"}

_FIGURE = r"[dqn](?:[dqny]|(?<=n) (?=[dqn])|(?<=[dq]),(?=[dq]))*"
_TAIL = r"(?:t|D|y|/[^ |]q?)*"
# A bare figure before a blank counts only with a unit; after 만 or 여 any noun is what is counted (900만 관객).
_UNIT = rf"(?:(?: ?[ukb]| ?D(?! ?[dqnm])|s|l[qd]?|%p|%l?|C|(?<=[ny]) ?[scl]){_TAIL})"
_COUNT = rf"(?:{_FIGURE}{_UNIT}?|mm? ?n?[ukbDscl]{_TAIL}|h ?[ukbDl]{_TAIL})"
_SCORE = rf"{_FIGURE} ?D ?[dqnm]{_UNIT}?"
_FRACTION = rf"{_FIGURE}be ?{_FIGURE}"
_RANGE = rf"{_COUNT}(?:[~-]{_COUNT}|(?<=k) {_FIGURE}k)*"
_NUMBER = re.compile(rf"(?:S ?|C|(?<![^ |(,])[-+])?(?:{_SCORE}|{_FRACTION}|{_RANGE})")


def number_at(text: str, pieces: Sequence[Piece], at: int) -> Indices | None:
    """The first and last piece of the number that piece `at` belongs to: as numeral, unit, sign or joint."""
    low, high = max(at - _REACH, 0), min(at + _REACH + 1, len(pieces))
    letters, owners = "", []
    for index in range(low, high):
        gap = text[pieces[index - 1].end : pieces[index].start] if index > low else ""
        if gap:
            letters += " " if len(gap) == 1 else "|"
            owners.append(-1)
        letters += _letter(text, pieces[index])
        owners.append(index)
    for match in _NUMBER.finditer(letters):
        first, last = owners[match.start()], owners[match.end() - 1]
        if first <= at <= last:
            return first, last
    return None


def _letter(text: str, piece: Piece) -> str:
    form, tag = text[piece.start : piece.end], piece.tag
    if form in _SIGNS:
        return _SIGNS[form]
    if tag in ("SSO", "SP"):
        return "(" if tag == "SSO" else ","
    if len(piece.tags) > 1 and set(piece.tags) != {tag}:
        return "."
    if tag in ("SN", "W_SERIAL"):
        return "q" if form in "23" else "d"
    if tag in ("MM", "NR") and form in lexicon.DETERMINERS:
        return "h" if form == "한" else "m"
    if tag == "NR":
        return "n"
    if tag == "JKG" and form == "의":
        return "e"
    if form in lexicon.SIGNS:
        return "S"
    if form in _FORMS:
        return _FORMS[form]
    if form in lexicon.NO_UNITS:
        return "."
    if form in lexicon.CLAUSES:
        return "k"
    # 도 of 하나도 is a particle, that of 3도 a unit.
    if tag == "NNB" or (form in lexicon.UNIT_NOUNS and tag[0] != "J"):
        return "u"
    if tag == "SL":
        return "l" if lexicon.LATIN_UNIT.fullmatch(form) else "."
    if tag == "SW":
        return "C" if form in lexicon.CURRENCIES else "%" if lexicon.SIGN_UNIT.fullmatch(form) else "."
    return ("s" if len(form) <= 2 else "c") if tag == "NNG" else "."
