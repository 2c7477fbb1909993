"""What the models see of a sentence: pieces, their shape, their place in the word, and what the tables say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.pieces import Piece
from annotator.suggest.forms import CLASSES, Counts, Forms, rates
from annotator.suggest.gazetteer import KINDS, Regions

# The numbers a piece gets from the tables: the class rates of the longest form over it, the best rate of any form over
# it, where it stands in the longest one, and the kinds of region that begin or go on here.
TABLE_SIZE = 2 * len(CLASSES) + 4 + 2 * len(KINDS)
_PARTICLE = ("J", "VCP")
_LONGEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Observed:
    """One sentence: per piece its surface, tags, shape, the particle its word ends in, and the table values."""

    words: list[str]
    first_tags: list[str]
    last_tags: list[str]
    shapes: list[str]
    particles: list[str]
    tables: list[list[float]]


def observe(
    text: str, pieces: Sequence[Piece], forms: Forms, regions: Regions, held: Mapping[str, Counts] | None = None
) -> Observed:
    """Looks at the pieces of one sentence; `held` are the counts that come from this very sentence."""
    words = [text[piece.start : piece.end] for piece in pieces]
    return Observed(
        words,
        [piece.tags[0] for piece in pieces],
        [piece.tags[-1] for piece in pieces],
        list(_shapes(words, pieces)),
        _particles(text, pieces),
        _tables(text, pieces, forms, regions, held or {}),
    )


def _shapes(words: Sequence[str], pieces: Sequence[Piece]) -> Iterator[str]:
    """The script, a capped length, and whether blanks or the sentence's ends touch the piece: 가2|_."""
    for at, (word, piece) in enumerate(zip(words, pieces, strict=True)):
        first = word[0]
        if "가" <= first <= "힣":
            script = "가"
        elif first.isdigit():
            script = "0"
        elif first.isascii():
            script = "A" if first.isalpha() else first
        else:
            script = "漢" if "\u3400" <= first <= "\u9fff" else "?"
        before = "_" if at == 0 or pieces[at - 1].end < piece.start else "|"
        after = "_" if at + 1 == len(pieces) or piece.end < pieces[at + 1].start else "|"
        yield f"{script}{min(len(word), 4)}{before}{after}"


def _particles(text: str, pieces: Sequence[Piece]) -> list[str]:
    """For each piece the particles its word (between blanks) ends in, "" without one."""
    found: list[str] = []
    word: list[Piece] = []
    for piece, following in pairwise([*pieces, None]):
        assert piece is not None
        word.append(piece)
        if following is None or piece.end < following.start:
            at = len(word)
            while at and word[at - 1].tag[0] == "S":
                at -= 1
            end = at
            while at > 1 and word[at - 1].tag.startswith(_PARTICLE):
                at -= 1
            ending = text[word[at].start : word[end - 1].end][:_LONGEST_WORD] if at < end else ""
            found += [ending] * len(word)
            word = []
    return found


def _tables(
    text: str, pieces: Sequence[Piece], forms: Forms, regions: Regions, held: Mapping[str, Counts]
) -> list[list[float]]:
    size = len(CLASSES)
    rows = [[0.0] * TABLE_SIZE for _ in pieces]
    longest = [0] * len(pieces)
    for first, last, form in forms.matches(text, pieces):
        found = rates(forms.counts[form], held.get(form))
        if found is None:
            continue
        length = last - first + 1
        for at in range(first, last + 1):
            row = rows[at]
            if length > longest[at]:
                longest[at] = length
                row[:size] = found
                row[2 * size : 2 * size + 4] = (1.0, float(at == first), float(at == last), float(length > 1))
            for index, rate in enumerate(found, size):
                if rate > row[index]:
                    row[index] = rate
    base = 2 * size + 4
    for first, last, kind in regions.matches(text, pieces):
        for at in range(first, last + 1):
            rows[at][base + 2 * kind + (at > first)] = 1.0
    return rows


def strings(seen: Observed) -> list[list[str]]:
    """The features of each piece as strings, for a linear model: itself, two neighbours each side, its word, tables."""
    size = len(seen.words)
    single = [_single(seen, at) for at in range(size)]
    rows = []
    for at in range(size):
        row = ["bias", *single[at]]
        for step in (-2, -1, 1, 2):
            other = at + step
            if 0 <= other < size:
                row += [f"{step}w={seen.words[other]}", f"{step}t={seen.first_tags[other]}"]
                if abs(step) == 1:
                    row += [f"{step}{feature}" for feature in single[other][4:]]
                    row.append(f"{step}s={seen.shapes[other]}")
            else:
                row.append(f"{step}edge")
        if at:
            row.append(f"-1w0w={seen.words[at - 1]} {seen.words[at]}")
        if at + 1 < size:
            row.append(f"0w1w={seen.words[at]} {seen.words[at + 1]}")
            row.append(f"0t1t={seen.last_tags[at]} {seen.first_tags[at + 1]}")
        rows.append(row)
    return rows


def _single(seen: Observed, at: int) -> list[str]:
    word, table = seen.words[at], seen.tables[at]
    row = [
        f"w={word}",
        f"s={seen.shapes[at]}",
        f"p={seen.particles[at]}",
        f"t={seen.first_tags[at]}",
        f"e={word[-1:]}",
        f"e2={word[-2:]}",
        f"b={word[:1]}",
        f"b2={word[:2]}",
    ]
    size = len(CLASSES)
    if table[2 * size]:
        place = f"{table[2 * size + 1]:.0f}{table[2 * size + 2]:.0f}"
        row += [f"g{name}{place}={value * 4:.0f}" for name, value in zip(CLASSES, table, strict=False) if value > 0.1]
    row += [f"m{name}={v * 4:.0f}" for name, v in zip(CLASSES, table[size:], strict=False) if v > 0.1]
    row += [f"r{index}" for index, value in enumerate(table[2 * size + 4 :]) if value]
    return row
