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
    """Per piece: word, first tag, last tag, shape and particle (n x 5), characters (n x 8, from the end backwards),

    the morpheme vector's row for its first and last token (n x 2), and the table values (n x TABLE_SIZE).
    """

    columns: Ints
    characters: Ints
    morphemes: Ints
    tables: Floats

    def __len__(self) -> int:
        return len(self.columns)


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

    def encode(self, seen: Observed, pieces: Sequence[Piece]) -> Encoded:
        word, tag, shape, particle = self.words.get, self.tags.get, self.shapes.get, self.particles.get
        columns = [
            (word(w, 0), tag(f, 0), tag(t, 0), shape(s, 0), particle(p, 0))
            for w, f, t, s, p in zip(
                seen.words, seen.first_tags, seen.last_tags, seen.shapes, seen.particles, strict=True
            )
        ]
        char = self.characters.get
        padding = (0,) * CHARACTERS
        characters = [(*(char(c, 0) for c in w[: -CHARACTERS - 1 : -1]), *padding)[:CHARACTERS] for w in seen.words]
        row = self.morphemes.get
        morphemes = [
            (row(f"{piece.forms[0]}/{piece.tags[0]}", 0), row(f"{piece.forms[-1]}/{piece.tags[-1]}", 0))
            for piece in pieces
        ]
        return Encoded(
            np.array(columns, np.int32),
            np.array(characters, np.int32),
            np.array(morphemes, np.int32),
            np.array(seen.tables, np.float32),
        )
