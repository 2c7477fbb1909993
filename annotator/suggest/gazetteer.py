"""Regions that ship with the program: 시도, 시군구, wider regions, countries and their one-character forms."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.pieces import Piece
from annotator.suggest.forms import reach

# What a name in the table is: 시도, 시군구 by its full name, 시군 by its short one, a country, a wider region, a city
# elsewhere, a one-character country.
KINDS = ("province", "district", "short", "country", "area", "city", "letter")
_PROVINCE, _DISTRICT, _SHORT, _COUNTRY, _AREA, _CITY, _LETTER = range(len(KINDS))
_MOST_PIECES = 5
_SHORTEST = 2


class Regions:
    """Names of regions by what they are; a name may be several things (광주 is a city twice)."""

    def __init__(self, kinds: dict[str, frozenset[int]]) -> None:
        self._kinds = kinds
        self._reach = reach(kinds, 2)

    @classmethod
    def load(cls, path: Path) -> Regions:
        """Raises AnnotatorError("suggest.damaged") when the file is missing or no table of regions."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls(_kinds(table))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
            raise AnnotatorError("suggest.damaged", path=str(path), reason=str(error)) from error

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def local(self, name: str) -> bool:
        """Whether the name is a 시도 or 시군구, the only regions that are marked inside an organisation or policy."""
        return not self._kinds.get(name, frozenset()).isdisjoint((_PROVINCE, _DISTRICT, _SHORT))

    def country(self, name: str) -> bool:
        return _COUNTRY in self._kinds.get(name, frozenset())

    def kinds(self, name: str) -> frozenset[int]:
        """Indices into `KINDS`; empty for a name that is not in the table."""
        return self._kinds.get(name, frozenset())

    def matches(self, text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, int]]:
        """Every name in the table as (first piece, last piece, kind); names do not cross a blank."""
        kinds, reaches = self._kinds, self._reach
        for at, first in enumerate(pieces):
            start = end = first.start
            furthest = start + (reaches.get(text[start : start + 2]) or reaches.get(text[start], 0))
            if furthest == start:
                continue
            for last in range(at, min(at + _MOST_PIECES, len(pieces))):
                if pieces[last].start > end or pieces[last].end > furthest:
                    break
                end = pieces[last].end
                for kind in kinds.get(text[start:end], ()):
                    yield at, last, kind


def _kinds(table: dict[str, dict[str, dict[str, object]]]) -> dict[str, frozenset[int]]:
    kinds: defaultdict[str, set[int]] = defaultdict(set)

    def add(kind: int, names: object) -> None:
        for name in names.split() if isinstance(names, str) else names:  # type: ignore[attr-defined]
            kinds[name].add(kind)

    for name, province in table["province"].items():
        add(_PROVINCE, [name])
        add(_PROVINCE, province["short"])
        districts = [*str(province["districts"]).split(), *(n for n in province["former"] if n[-1] in "시군")]  # type: ignore[attr-defined]
        add(_DISTRICT, districts)
        add(_PROVINCE, [n for n in province["former"] if n not in districts])  # type: ignore[attr-defined]
        add(_SHORT, [n[:-1] for n in districts if n[-1] in "시군" and len(n) > _SHORTEST])
    add(_AREA, table["area"]["names"])
    add(_CITY, table["city"]["names"])
    add(_COUNTRY, table["country"]["names"])
    add(_LETTER, table["country"]["hanja"])
    add(_LETTER, table["country"]["syllables"])
    return {name: frozenset(found) for name, found in kinds.items()}
