"""What the models see of a sentence: pieces, their shape, their place in the word, and what the tables say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from annotator.pieces import Piece
from annotator.suggest.forms import CLASSES, Counts, Forms
from annotator.suggest.gazetteer import KINDS, Regions

# The numbers a piece gets from the tables: the class rates of the longest form over it, the best rate of any form over
# it, where it stands in the longest one, and the kinds of region that begin or go on here.
TABLE_SIZE = 2 * len(CLASSES) + 4 + 2 * len(KINDS)
_PARTICLE = ("J", "VCP")
_LONGEST_WORD = 3
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Observed:
    """One sentence: per piece its surface, tags, shape, the particle its word ends in, and TABLE_SIZE table values."""

    words: list[str]
    first_tags: list[str]
    last_tags: list[str]
    shapes: list[str]
    particles: list[str]
    tables: Floats


def observe(
    text: str,
    sentences: Sequence[Sequence[Piece]],
    forms: Forms,
    regions: Regions,
    held: Mapping[str, Counts] | None = None,
) -> list[Observed]:
    """Looks at the pieces of sentences; `held` are the counts that come from these very sentences."""
    tables = _tables(text, sentences, forms, regions, held)
    found, start = [], 0
    for pieces in sentences:
        words = [text[piece.start : piece.end] for piece in pieces]
        end = start + len(pieces)
        found.append(
            Observed(
                words,
                [piece.tags[0] for piece in pieces],
                [piece.tags[-1] for piece in pieces],
                list(_shapes(words, pieces)),
                _particles(text, pieces),
                tables[start:end],
            )
        )
        start = end
    return found


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
    text: str,
    sentences: Sequence[Sequence[Piece]],
    forms: Forms,
    regions: Regions,
    held: Mapping[str, Counts] | None,
) -> Floats:
    """The table values of all pieces, one sentence after another."""
    size, base = len(CLASSES), 2 * len(CLASSES) + 4
    rows = np.zeros((sum(map(len, sentences)), TABLE_SIZE), np.float32)
    spans: list[tuple[int, int]] = []
    known: list[str] = []
    cells: list[int] = []
    start = 0
    for pieces in sentences:
        for first, last, form in forms.matches(text, pieces):
            spans.append((start + first, last - first + 1))
            known.append(form)
        for first, last, kind in regions.matches(text, pieces):
            cells.append((start + first) * TABLE_SIZE + base + 2 * kind)
            cells += [(start + at) * TABLE_SIZE + base + 2 * kind + 1 for at in range(first + 1, last + 1)]
        start += len(pieces)
    rows.reshape(-1)[cells] = 1.0
    if not known:
        return rows
    shares, left = forms.shares(known, held)
    shares, (firsts, lengths) = shares[left], np.array(spans)[left].T
    if not len(shares):
        return rows
    # One entry for each piece under each form; those of a piece together, the longest form first.
    entry = np.repeat(np.arange(len(shares)), lengths)
    place = np.arange(len(entry)) - (np.cumsum(lengths) - lengths)[entry]
    piece = firsts[entry] + place
    order = np.lexsort((-lengths[entry], piece))
    entry, place, piece = entry[order], place[order], piece[order]
    begins = np.flatnonzero(np.diff(piece, prepend=-1))
    at, longest, place = piece[begins], entry[begins], place[begins]
    rows[at, :size] = shares[longest]
    rows[at, size : 2 * size] = np.maximum.reduceat(shares[entry], begins)
    length = lengths[longest]
    rows[at, 2 * size : base] = np.stack([np.ones_like(at), place == 0, place == length - 1, length > 1], 1)
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
