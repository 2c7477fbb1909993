"""A sentence as the numbers that the neural tagger reads.

`Vocabulary` names the rows of its embedding tables; row 0 of each is "unknown". Kiwi's morpheme vectors (Apache-2.0)
come as one projected row a (form, tag); pieces that the tokenizer's model does not know get the zero row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.pieces import Piece
from annotator.suggest.features import Observed

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

CHARACTERS = 8
UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of one or more sentences, one after another.

    News says the same words again and again. What a piece is wherever it stands is given once, by its kind: word, first
    and last tag (`words`, kinds x 3), characters (kinds x 8, from the end backwards) and the row of the morpheme vector
    of its first and last token (`morphemes`, kinds x 2). Per piece: its kind (`kinds`, n), shape and particle
    (`places`, n x 2) and the table values (`tables`, n x TABLE_SIZE).
    """

    words: Ints
    characters: Ints
    morphemes: Ints
    kinds: Ints
    places: Ints
    tables: Floats

    def __len__(self) -> int:
        return len(self.kinds)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Row numbers of words, tags, shapes, particles, characters and of (form/tag) morphemes."""

    words: Mapping[str, int]
    tags: Mapping[str, int]
    shapes: Mapping[str, int]
    particles: Mapping[str, int]
    characters: Mapping[str, int]
    morphemes: Mapping[str, int]

    @classmethod
    def build(cls, sentences: Sequence[Observed], morphemes: Mapping[str, int]) -> Vocabulary:
        """Counts what occurs often enough to learn a row for."""

        def rows(items: Iterable[str], least: int) -> dict[str, int]:
            counts = Counter(items)
            common = sorted(item for item, number in counts.items() if number >= least)
            return {item: row for row, item in enumerate(common, UNKNOWN + 1)}

        return cls(
            rows((word for seen in sentences for word in seen.words), 4),
            rows((tag for seen in sentences for tags in (seen.first_tags, seen.last_tags) for tag in tags), 2),
            rows((shape for seen in sentences for shape in seen.shapes), 5),
            rows((particle for seen in sentences for particle in seen.particles), 10),
            rows((char for seen in sentences for word in seen.words for char in word), 5),
            morphemes,
        )

    def encode(self, sentences: Iterable[tuple[Observed, Sequence[Piece]]]) -> Encoded:
        """Sentences as they were seen, with their pieces, in rows; at least one piece."""
        rows: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
        kinds: list[int] = []
        places: list[tuple[int, int]] = []
        tables: list[Floats] = []
        shape, particle = self.shapes.get, self.particles.get
        for seen, pieces in sentences:
            kinds += [
                rows.setdefault((word, piece.tags, piece.forms), len(rows))
                for word, piece in zip(seen.words, pieces, strict=True)
            ]
            places += [(shape(s, 0), particle(p, 0)) for s, p in zip(seen.shapes, seen.particles, strict=True)]
            tables.append(seen.tables)
        word, tag, char, row = self.words.get, self.tags.get, self.characters.get, self.morphemes.get
        padding = (0,) * CHARACTERS
        return Encoded(
            np.array([(word(w, 0), tag(tags[0], 0), tag(tags[-1], 0)) for w, tags, _ in rows], np.int32),
            np.array(
                [(*(char(c, 0) for c in w[: -CHARACTERS - 1 : -1]), *padding)[:CHARACTERS] for w, _, _ in rows],
                np.int32,
            ),
            np.array(
                [(row(f"{forms[0]}/{tags[0]}", 0), row(f"{forms[-1]}/{tags[-1]}", 0)) for _, tags, forms in rows],
                np.int32,
            ),
            np.array(kinds, np.int32),
            np.array(places, np.int32),
            np.concatenate(tables),
        )
