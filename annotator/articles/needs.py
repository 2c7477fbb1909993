"""What a regular expression cannot do without, so that most lines need not be put to it at all.

Every match of `[▶▷] ?(재생|동영상)` begins with ▶ or ▷, and holds 재생 or 동영상, too. What is said here is exact: a
line that holds nothing of it has no match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

# How re itself reads an expression.
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# What stands in most lines of news pages, the commonest first: worth little.
_COMMON = (
    " 다이기.에는가지0은1을사고자로시2를,하의만리보전한나도서어43수장원면주아해일인대으내스들공구물년국천라니회문정했오"
    "연간마있과요제두명새게785부무터금려9며동6람상음모야그산방분세소달차반안진화-재조길비:단말저개민바결경글작것까당위통실올번"
)
_RANK = {char: rank for rank, char in enumerate(_COMMON)}
# A class of more characters than that tells nothing.
_MAX_CLASS = 40
_KINDS = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s"}
_OPENERS = {r"\d": "0", r"\s": " "}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)

# A part of an expression as re reads it: what it is, and its operands.
_Item = tuple[Any, Any]
# Strings, \d and \s; None for more than can be listed.
_Strings = frozenset[str] | None


def needed(pattern: re.Pattern[str]) -> frozenset[str]:
    """Strings one of which every match of `pattern` holds, as rare ones as can be; empty when none can be named."""
    return _rarest(_read(pattern)) or frozenset()


def telling(text: str) -> str:
    """The character of `text` that the fewest lines hold."""
    return min(text, key=_commonness)


def openers(pattern: re.Pattern[str]) -> frozenset[str]:
    """What every match of `pattern` begins with, one of these; empty when it can be anything.

    To be compared with the `opener` of a text.
    """
    return frozenset(_OPENERS.get(char) or opener(char) for char in _first(_read(pattern)) or ())


@lru_cache(maxsize=4096)
def opener(char: str) -> str:
    r"""What a text that begins with `char` is said to begin with: 0 for all that \d meets, a blank for all of \s."""
    return "0" if char.isdecimal() else " " if char.isspace() else char


def _read(pattern: re.Pattern[str]) -> Iterable[_Item]:
    # Where letter case does not count, a character stands for others that are not seen here.
    return () if pattern.flags & re.IGNORECASE else _parser.parse(pattern.pattern, pattern.flags)


def _first(items: Iterable[_Item]) -> _Strings:
    """What a sequence of items begins with; None, too, where it can be empty."""
    found: frozenset[str] = frozenset()
    for kind, value in items:
        if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            continue
        chars = _either(map(_first, value[1])) if kind is sre.BRANCH else _within(kind, value, _first)
        if chars is None:
            return None
        found |= chars
        if not (kind in _REPEATS and value[0] == 0):
            return found
    return None


def _rarest(items: Iterable[_Item]) -> _Strings:
    """Of the sets of strings that the items of a sequence need, the one the fewest lines hold one of."""
    return min(_sets(items), key=_cost, default=None)


def _cost(strings: frozenset[str]) -> float:
    return sum(_commonness(telling(text)) / len(text) for text in strings)


def _commonness(char: str) -> float:
    return 1.0 / (10 + _RANK[char]) if char in _RANK else 0.001


def _sets(items: Iterable[_Item]) -> Iterator[frozenset[str]]:
    run = ""
    for kind, value in items:
        if kind is sre.LITERAL:
            run += chr(value)
            continue
        if run:
            yield frozenset([run])
            run = ""
        if kind in _REPEATS and value[0] == 0:
            continue
        strings = _either(map(_rarest, value[1])) if kind is sre.BRANCH else _within(kind, value, _rarest)
        if strings and _OPENERS.keys().isdisjoint(strings):
            yield strings
    if run:
        yield frozenset([run])


def _within(kind: Any, value: Any, ask: Callable[[Iterable[_Item]], _Strings]) -> _Strings:
    """What is to be said of one item: of a group and of what is repeated what `ask` says of its inside."""
    if kind in _REPEATS:
        return ask(value[2])
    if kind is sre.ATOMIC_GROUP:
        return ask(value)
    if kind is sre.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else ask(value[3])
    if kind is sre.LITERAL:
        return frozenset(chr(value))
    return _class(value) if kind is sre.IN else None


def _either(ways: Iterable[_Strings]) -> _Strings:
    found: set[str] = set()
    for strings in ways:
        if strings is None:
            return None
        found |= strings
    return frozenset(found)


def _class(members: Iterable[_Item]) -> _Strings:
    found: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            found.add(chr(value))
        elif kind is sre.RANGE and value[1] - value[0] < _MAX_CLASS:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is sre.CATEGORY and value in _KINDS:
            found.add(_KINDS[value])
        else:
            return None
    return frozenset(found) if len(found) <= _MAX_CLASS else None
