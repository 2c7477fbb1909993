"""How often a surface form was annotated as what, counted over public sentences: a soft gazetteer for the tagger.

For each form: how often it occurs in those sentences, and how often it carries each class. The file is UTF-8, gzipped,
one form a line: form, occurrences, then one count a class of `CLASSES`, separated by tabs.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from annotator.errors import AnnotatorError
from annotator.pieces import Piece

CLASSES = ("ORG", "REGION", "NUMBER", "PERSON", "DATE", "WORK", "ROLE", "OTHER")
_MOST_PIECES = 8
Counts = tuple[int, ...]


def reach(names: Iterable[str], head: int) -> dict[str, int]:
    """The length of the longest name by the first `head` characters of a name (all of a shorter one's)."""
    longest: dict[str, int] = {}
    for name in names:
        longest[name[:head]] = max(len(name), longest.get(name[:head], 0))
    return longest


class Forms:
    """Counts by surface form: `(occurrences, count of each class ...)`."""

    def __init__(self, counts: Mapping[str, Counts]) -> None:
        self.counts = counts
        self._rows = {form: row for row, form in enumerate(counts)}
        self._table = np.array(list(counts.values()), np.float64).reshape(-1, len(CLASSES) + 1)
        # How long a form with these first two characters can be: most of a text begins none.
        self._reach = reach(counts, 2)

    @classmethod
    def load(cls, path: Path) -> Forms:
        """Raises AnnotatorError("suggest.damaged") when the file is missing or no such table."""
        counts: dict[str, Counts] = {}
        try:
            for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
                form, *numbers = line.split("\t")
                counts[form] = tuple(map(int, numbers))
                if len(numbers) != len(CLASSES) + 1:
                    raise ValueError(form)
        except (OSError, EOFError, ValueError) as error:
            raise AnnotatorError("suggest.damaged", path=str(path), reason=str(error)) from error
        return cls(counts)

    def save(self, path: Path) -> None:
        rows = ("\t".join((form, *map(str, numbers))) for form, numbers in sorted(self.counts.items()))
        path.write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))

    def matches(self, text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
        """Every known form as (first piece, last piece, form), in order of the first, the shorter before the longer."""
        counts, reaches = self.counts, self._reach
        for at, first in enumerate(pieces):
            start = first.start
            furthest = start + (reaches.get(text[start : start + 2]) or reaches.get(text[start], 0))
            if furthest == start:
                continue
            for last in range(at, min(at + _MOST_PIECES, len(pieces))):
                end = pieces[last].end
                if end > furthest:
                    break
                form = text[start:end]
                if form in counts:
                    yield at, last, form

    def shares(
        self, found: Sequence[str], held: Mapping[str, Counts] | None = None
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
        """The smoothed share of each class among a form's occurrences (found x classes), and which forms have any.

        `held` is counted out: leaving out what a sentence itself contributed is what makes the feature honest in
        training.
        """
        counts = self._table[[self._rows[form] for form in found]]
        if held:
            counts -= np.array([held.get(form, (0,) * counts.shape[1]) for form in found])
            counts = np.maximum(counts, 0)
        occurrences = np.maximum(counts[:, 0], counts[:, 1:].sum(1))
        return (counts[:, 1:] / (occurrences + 0.5)[:, None]).astype(np.float32), occurrences > 0
