"""From tokens to pieces: the smallest parts of a text that a mark may begin or end at.

Tokens are not a partition of the text: two may share a character (했 is 하 + 었) and one may hold two names (한·미,
충남TP). Pieces are: tokens that share characters are one piece, a token of two scripts or two names is several.
All positions are code points of the article's text, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain, compress, count
from operator import ge, lt, not_
from typing import Any, NamedTuple, TypeVar

from annotator import lexicon
from annotator.span import trim
from annotator.tokens import Columns, Token

Bounds = tuple[int, int]
T = TypeVar("T")

_PARTS = re.compile(r"[가-힣ㄱ-ㅣ]+|[A-Za-zÀ-ɏ]+|[0-9]+(?:[.,][0-9]+)*|[\u3400-\u9fff\uf900-\ufaff]+|.", re.DOTALL)
_NAMES = frozenset(["NNG", "NNP"])


class Piece(NamedTuple):
    """`text[start:end]` with the tags and dictionary forms of its tokens, at least one of each."""

    start: int
    end: int
    tags: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def bounds(self) -> Bounds:
        return self.start, self.end

    @property
    def tag(self) -> str:
        """The first tag, less Kiwi's mark for irregular verbs."""
        return self.tags[0].partition("-")[0]


_AS_PIECE = partial(tuple.__new__, Piece)


class Row(NamedTuple):
    """The pieces of a stretch, column by column."""

    starts: list[int]
    ends: list[int]
    tags: list[tuple[str, ...]]
    forms: list[tuple[str, ...]]

    def pieces(self) -> list[Piece]:
        return list(map(_AS_PIECE, zip(*self, strict=True)))


def index_at(pieces: Sequence[Piece], position: int) -> int | None:
    """Which piece lies over the character at `position`."""
    at = bisect_right(pieces, position, key=lambda piece: piece.start) - 1
    return at if at >= 0 and position < pieces[at].end else None


def words(text: str, start: int, end: int) -> Iterator[Bounds]:
    """The stretches between blanks of `text[start:end]`."""
    for match in re.compile(r"\S+").finditer(text, start, end):
        bounds = trim(text, *match.span())
        if bounds[0] < bounds[1]:
            yield bounds


def merge(text: str, start: int, end: int, tokens: Sequence[Token], offset: int) -> list[Piece]:
    """The pieces of `text[start:end]`; `tokens`, ordered by start, begin at `offset`.

    Every character that is not blank lies in exactly one piece, whatever the tokens are: what they leave out is filled
    with words tagged UN, what they have outside of the stretch is cut off.
    """
    return merged(text, start, end, Columns.of(tokens), offset).pieces()


def merged(text: str, start: int, end: int, tokens: Columns, offset: int) -> Row:
    """As `merge`, column by column."""
    row = _joined(start, end, tokens, offset)
    surfaces = [text[low:high] for low, high in zip(row.starts, row.ends, strict=True)]
    others = [
        (at, at + 1, [Piece(row.starts[at] + inner, row.starts[at] + outer, *rest) for inner, outer, *rest in found])
        for at, found in enumerate(map(_parts, surfaces, row.tags, row.forms))
        if found is not None
    ]
    if others:
        row = _with(row, others)
    # Nearly always the tokens leave out blanks alone.
    if "".join(surfaces) != "".join(text[start:end].split()):
        gaps = [
            (at, at, [Piece(*bounds, ("UN",), (text[slice(*bounds)],)) for bounds in words(text, low, high)])
            for at, (low, high) in enumerate(zip([start, *row.ends], [*row.starts, end], strict=True))
            if text[low:high].strip(" ")
        ]
        row = _with(row, gaps)
    return row


def _with(row: Row, changes: Sequence[tuple[int, int, Sequence[Piece]]]) -> Row:
    """The row with other pieces in place of those from one number to another."""
    columns: list[Any] = [
        spliced(column, [(first, last, [piece[number] for piece in pieces]) for first, last, pieces in changes])
        for number, column in enumerate[Any](row)
    ]
    return Row(*columns)


def spliced(column: Sequence[T], changes: Iterable[tuple[int, int, Sequence[T]]]) -> list[T]:
    """`column` with values in place of those from one number to another, exclusive; `changes` in order.

    All in one pass: a paragraph may have a hundred thousand pieces, which no change of its own should move.
    """
    found: list[T] = []
    done = 0
    for first, last, values in changes:
        found += column[done:first]
        found += values
        done = last
    found += column[done:]
    return found


def _joined(start: int, end: int, tokens: Columns, offset: int) -> Row:
    """The tokens within `[start, end)`: those that share characters are one, empty ones none."""
    starts, ends = list(tokens.starts), list(tokens.ends)
    if offset:
        starts, ends = [at + offset for at in starts], [at + offset for at in ends]
    forms: list[tuple[str, ...]] = list(zip(tokens.forms, strict=True))
    tags: list[tuple[str, ...]] = list(zip(tokens.tags, strict=True))
    if starts and starts[0] < start:
        starts = [at if at > start else start for at in starts]
    if starts and max(ends) > end:
        ends = [at if at < end else end for at in ends]
    if any(map(ge, starts, ends)):
        there = list(map(lt, starts, ends))
        starts, ends = (list(compress(column, there)) for column in (starts, ends))
        tags, forms = (list(compress(column, there)) for column in (tags, forms))
    # How far the tokens up to each reach: one that begins before that shares a character with them.
    reach = list(accumulate(ends, max))
    heads = [True, *map(ge, starts[1:], reach)][: len(starts)]
    if not all(heads):
        groups, last = [], 0
        for at in reversed(list(compress(count(), map(not_, heads)))):
            last = last or at + 1
            if heads[at - 1]:
                groups.append((at - 1, last))
                last = 0
        groups.reverse()
        starts, ends = list(compress(starts, heads)), list(compress(reach, [*heads[1:], True]))
        tags, forms = (
            spliced(column, [(at, to, [tuple(chain.from_iterable(column[at:to]))]) for at, to in groups])
            for column in (tags, forms)
        )
    return Row(starts, ends, tags, forms)


@lru_cache(maxsize=1 << 16)
def _parts(surface: str, tags: tuple[str, ...], forms: tuple[str, ...]) -> tuple[Piece, ...] | None:
    """The pieces of a stretch, counted from its start; None for the one piece that it mostly is, just as it stands.

    News says the same words again and again.
    """
    start, end = trim(surface, 0, len(surface))
    if start >= end:
        return ()
    pieces: tuple[Piece, ...] = (Piece(start, end, tags, forms),)
    if len(tags) == 1 and tags[0] in _NAMES:
        pieces = tuple(_split(surface[start:end], start, forms[0], tags[0]))
    return None if pieces == ((0, len(surface), tags, forms),) else pieces


def _split(surface: str, at: int, form: str, tag: str) -> Iterator[Piece]:
    """One piece, or the parts of a noun that is two names or two scripts; `surface` begins at `at`."""
    if form == surface and len(surface) > 1:
        parts = list(surface) if surface in lexicon.TOGETHER else _PARTS.findall(surface)
        if len(parts) == 1 and (found := lexicon.PROVINCE.match(surface)):
            body = surface[found.end() :]
            # 서울대 is one name, 서울시청 holds another.
            parts = [found.group(), body] if len(body) > 1 or body == "청" else parts
        if len(parts) > 1 and all(trim(part, 0, len(part)) == (0, len(part)) for part in parts):
            for part in parts:
                yield Piece(at, at + len(part), (_tag(part, tag),), (part,))
                at += len(part)
            return
    yield Piece(at, at + len(surface), (tag,), (form,))


def _tag(part: str, tag: str) -> str:
    if part[0].isdigit():
        return "SN"
    if not part[0].isalpha() or part in "ㆍᆞ":
        return "SP"
    if "\u3400" <= part[0] <= "\u9fff" or "\uf900" <= part[0] <= "\ufaff":
        return "SH"
    if not "ㄱ" <= part[0] <= "힣":
        return "SL"
    return "NNP" if lexicon.PROVINCE.fullmatch(part) else tag
