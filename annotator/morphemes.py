"""An article's morphemes by position: what a click, a drag and the arrow keys find under them.

Tokens arrive chunk by chunk from another process; what has not come yet answers None (`word_at` of
`annotator.morphology` is the way out then). All positions are code points of the article's text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from annotator import phrases
from annotator.pieces import Bounds, Piece, Row, index_at, merged, words
from annotator.text import paragraphs
from annotator.tokens import Columns, Token


class Morphemes:
    """The tokens of one text, asked by position.

    A stretch is a part of a paragraph that no span may leave: `segments` cut at line ends, the paragraphs when there
    are none. Within a stretch tokens that share characters are merged into pieces, since tokens are not a partition of
    the text (했 is 하 + 었); pieces cover every character that is not blank. Pieces are built when first asked for, so
    that opening an article costs next to nothing.
    """

    def __init__(self, text: str, segments: Sequence[Bounds] | None = None) -> None:
        self._text = text
        self._stretches = _stretches(text, segments)
        self._starts = [start for start, _ in self._stretches]
        self._tokens: dict[int, tuple[int, Columns]] = {}
        self._pieces: dict[int, list[Piece]] = {}

    def add(self, start: int, end: int, tokens: Sequence[Token] | Columns) -> None:
        """Tokens of `text[start:end]`, whole paragraphs, with offsets relative to `start`, ordered by start."""
        columns = tokens if isinstance(tokens, Columns) else Columns.of(tokens)
        first = bisect_left(self._starts, start)
        for index in range(first, bisect_left(self._starts, end)):
            if self._stretches[index][1] <= end:
                self._tokens[index] = (start, columns)
                self._pieces.pop(index, None)

    def ready(self, position: int) -> bool:
        """Whether the tokens around `position` have come."""
        index = self._stretch(position)
        return index is not None and index in self._tokens

    @property
    def complete(self) -> bool:
        """Whether all tokens have come."""
        return len(self._tokens) == len(self._stretches)

    @property
    def stretches(self) -> Sequence[Bounds]:
        """The parts of paragraphs that no span leaves, in order."""
        return self._stretches

    def pieces(self, position: int) -> list[Piece]:
        """The pieces of the stretch that holds `position`, in order; empty while its tokens have not come."""
        index = self._stretch(position)
        if index is None or index not in self._tokens:
            return []
        if index not in self._pieces:
            self._pieces[index] = self._row(index, index).pieces()
        return self._pieces[index]

    def rows(self) -> Iterator[tuple[Row, list[int]]]:
        """The pieces, column by column, with the numbers of those that begin a stretch; as many at once as their
        tokens came. Nothing is kept of them."""
        for _, run in groupby(sorted(self._tokens), key=lambda index: id(self._tokens[index][1])):
            stretches = list(run)
            row = self._row(stretches[0], stretches[-1])
            firsts = self._firsts(row, stretches)
            if firsts is not None:
                yield row, firsts
            else:
                yield from ((self._row(index, index), [0]) for index in stretches)

    def _firsts(self, row: Row, stretches: Sequence[int]) -> list[int] | None:
        """Which pieces begin a stretch; None where a token goes on into another stretch, or stands in none."""
        offset, tokens = self._tokens[stretches[0]]
        firsts = [0]
        for before, after in pairwise(stretches):
            end, start = self._stretches[before][1], self._stretches[after][0]
            first, token = bisect_left(row.starts, start), bisect_left(tokens.starts, start - offset)
            while token and tokens.ends[token - 1] <= tokens.starts[token - 1]:
                token -= 1
            # A piece goes on where several tokens make it, a token also where it is several pieces.
            on = (first and row.ends[first - 1] > end) or (token and tokens.ends[token - 1] + offset > end)
            if on or self._text[end:start].strip():
                return None
            firsts.append(first)
        return firsts

    def _row(self, first: int, last: int) -> Row:
        """The pieces of stretches whose tokens came together, as if they were one."""
        offset, tokens = self._tokens[first]
        start, end = self._stretches[first][0], self._stretches[last][1]
        low = bisect_left(tokens.starts, start - offset)
        # A token that began before the stretch may reach into it.
        while low and tokens.ends[low - 1] > start - offset:
            low -= 1
        high = bisect_left(tokens.starts, end - offset)
        return merged(self._text, start, end, tokens.part(low, high), offset)

    def piece_at(self, position: int) -> Bounds | None:
        """The piece over the character at `position`; None on a blank and while tokens are missing."""
        pieces = self.pieces(position)
        at = index_at(pieces, position)
        return None if at is None else pieces[at].bounds

    def phrase_at(self, position: int, label: str | None = None) -> Bounds | None:
        """What one click on the character at `position` marks: the name or number there, without its particle.

        `label` is the export name of the active label; the four of the shipped preset shape the answer, others do not.
        """
        return phrases.phrase_at(self._text, self.pieces(position), position, label)

    def inner_phrase_at(self, position: int, within: Bounds, label: str | None = None) -> Bounds | None:
        """What Ctrl+click marks inside the mark `within`: the largest phrase there that is smaller than it."""
        return phrases.inner_phrase_at(self._text, self.pieces(position), position, within, label)

    def wider(self, start: int, end: int, position: int, label: str | None = None) -> list[Bounds]:
        """What contains the phrase at `position`: phrase, wider phrase, quotation; each larger than the last.

        `start`, `end` are the mark as it is now; when it is none of the steps, the steps that contain it are left.
        """
        steps = phrases.widening(self._text, self.pieces(position), position, label)
        if (start, end) in steps:
            return steps
        return [step for step in steps if step[0] <= start and end <= step[1]] or steps[:1]

    def cycle(self, start: int, end: int, position: int, label: str | None = None) -> list[Bounds]:
        """What repeated clicks at `position` go through: as `wider`, but after a phrase that was joined over a blank
        comes the clicked word alone (of an address chain its one place): that is wanted more often than more words,
        except of a policy's name.
        """
        steps = phrases.widening(self._text, self.pieces(position), position, label)
        alone = bool(steps) and label != "POLICY"
        word = phrases.word_in(self._text, self.pieces(position), position, steps[0]) if alone else None
        if word is not None and (start, end) in [word, *steps]:
            return [steps[0], word, *steps[1:]]
        return self.wider(start, end, position, label)

    def widened(self, start: int, end: int, position: int, label: str | None = None) -> Bounds | None:
        """What the next click of the cycle makes of the mark `start`, `end`; None when nothing changes."""
        steps = self.cycle(start, end, position, label)
        if not steps:
            return None
        step = steps[(steps.index((start, end)) + 1) % len(steps)] if (start, end) in steps else steps[0]
        return None if step == (start, end) else step

    def snap(self, start: int, end: int) -> Bounds | None:
        """What a drag from `start` to `end` marks: all pieces it touched, within the stretch where it began.

        A drag to the left has `end` before `start`. None when it touched blanks only or tokens are missing.
        """
        pieces = self.pieces(min(start, max(start - 1, 0)) if end < start else start)
        low, high = min(start, end), max(start, end)
        touched = [piece for piece in pieces if piece.start < high and low < piece.end]
        return (touched[0].start, touched[-1].end) if touched else None

    def stretch_to(self, start: int, end: int, position: int) -> Bounds | None:
        """What Shift+click at `position` makes of a mark: its nearer end moves to the clicked piece, which is inside.

        None on a blank, in another stretch, and where nothing would change.
        """
        piece = self.piece_at(position)
        if piece is None or self._stretch(position) != self._stretch(start):
            return None
        if position < start or (position < end and position - start < end - 1 - position):
            new = (piece[0], max(end, piece[1]))
        else:
            new = (min(start, piece[0]), piece[1])
        return None if new == (start, end) else new

    def previous_edge(self, position: int) -> int:
        """The last edge of a piece before `position`, 0 when there is none; the caret's way left."""
        index = bisect_left(self._starts, position) - 1
        while index >= 0:
            before = bisect_left(edges := self._edges(index), position)
            if before:
                return edges[before - 1]
            index -= 1
        return 0

    def next_edge(self, position: int) -> int:
        """The first edge of a piece after `position`, the text's end when there is none; the caret's way right."""
        index = max(bisect_right(self._starts, position) - 1, 0)
        while index < len(self._stretches):
            after = bisect_right(edges := self._edges(index), position)
            if after < len(edges):
                return edges[after]
            index += 1
        return len(self._text)

    def particle_at_end(self, start: int, end: int) -> Bounds | None:
        """The bounds of a mark less the particle or copula it ends in; None when it ends in none."""
        return phrases.without_particle(self.pieces(start), start, end)

    def _stretch(self, position: int) -> int | None:
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position < self._stretches[index][1] else None

    def _edges(self, index: int) -> list[int]:
        """The edges of a stretch in order; of its words between blanks while its tokens have not come."""
        start, end = self._stretches[index]
        bounds: Iterable[Bounds] = (piece.bounds for piece in self.pieces(start))
        if index not in self._tokens:
            bounds = words(self._text, start, end)
        return sorted({edge for pair in bounds for edge in pair})


def _stretches(text: str, segments: Sequence[Bounds] | None) -> list[Bounds]:
    lines = list(paragraphs(text))
    if segments is None:
        return lines
    starts = [start for start, _ in lines]
    cut: set[Bounds] = set()
    for start, end in segments:
        for index in range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)):
            low, high = max(start, lines[index][0]), min(end, lines[index][1])
            if low < high:
                cut.add((low, high))
    return sorted(cut)
