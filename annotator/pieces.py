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
from operator import ge, gt, lt, not_
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
    """The pieces of a stretch, column by column; `texts` are what stands at their places."""

    starts: list[int]
    ends: list[int]
    tags: list[tuple[str, ...]]
    forms: list[tuple[str, ...]]
    texts: list[str]

    @classmethod
    def of(cls, pieces: Sequence[Piece], text: str) -> Row:
        """`text` is the one that the pieces lie in."""
        bounds = [piece.bounds for piece in pieces]
        return cls(
            [start for start, _ in bounds],
            [end for _, end in bounds],
            [piece.tags for piece in pieces],
            [piece.forms for piece in pieces],
            [text[start:end] for start, end in bounds],
        )

    def at(self, offset: int) -> Row:
        """The same pieces as a longer text has them, in which theirs begins at `offset`."""
        starts, ends = ([at + offset for at in column] for column in (self.starts, self.ends))
        return Row(starts, ends, self.tags, self.forms, self.texts)

    def pieces(self) -> list[Piece]:
        return list(map(_AS_PIECE, zip(self.starts, self.ends, self.tags, self.forms, strict=True)))


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
    starts, ends, tags, forms = _joined(start, end, tokens, offset)
    row = Row(starts, ends, tags, forms, [text[low:high] for low, high in zip(starts, ends, strict=True)])
    there = "".join(row.texts)
    others = [
        (at, at + 1, found.at(starts[at]))
        for at in _WHOLE.others(row.texts)
        if (found := _parts(row.texts[at], tags[at], forms[at])) is not None
    ]
    if others:
        row = _with(row, others)
    # Nearly always the tokens leave out blanks alone.
    if there != "".join(text[start:end].split()):
        gaps = [
            (at, at, Row.of([Piece(*bounds, ("UN",), (text[slice(*bounds)],)) for bounds in words(text, *gap)], text))
            for at, gap in enumerate(zip([start, *row.ends], [*row.starts, end], strict=True))
            if text[slice(*gap)].strip(" ")
        ]
        row = _with(row, gaps)
    return row


def _with(row: Row, changes: Sequence[tuple[int, int, Row]]) -> Row:
    """The row with others in place of its pieces from one number to another."""
    columns: list[Any] = [
        spliced(column, [(first, last, other[number]) for first, last, other in changes])
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


def _joined(
    start: int, end: int, tokens: Columns, offset: int
) -> tuple[list[int], list[int], list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The tokens within `[start, end)`, as columns: those that share characters are one, empty ones none."""
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
    if any(map(gt, ends, starts[1:])):
        # How far the tokens up to each reach: one that begins before that shares a character with them.
        reach = list(accumulate(ends, max)) if any(map(gt, ends, ends[1:])) else ends
        heads = [True, *map(ge, starts[1:], reach)]
        groups: list[list[int]] = []
        for at in compress(count(), map(not_, heads)):
            if groups and groups[-1][1] == at:
                groups[-1][1] = at + 1
            else:
                groups.append([at - 1, at + 1])
        for column in (tags, forms):
            for at, to in groups:
                together = column[at] + column[at + 1]
                column[at] = together if to == at + 2 else tuple(chain(together, *column[at + 2 : to]))
        tags, forms = (list(compress(column, heads)) for column in (tags, forms))
        starts, ends = list(compress(starts, heads)), list(compress(reach, [*heads[1:], True]))
    return starts, ends, tags, forms


class _Whole:
    """Words that are one piece whatever their tags are, as nearly all are: what has been seen is known again.

    News says the same words again and again.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: set[str] = set()

    def others(self, texts: Sequence[str]) -> list[int]:
        """The numbers of those that may be several pieces."""
        seen = self._seen
        others = [at for at, text in enumerate(texts) if text not in seen]
        fresh = {at: texts[at] for at in others if _parts(texts[at], _NAME, (texts[at],)) is None}
        if fresh:
            if len(seen) > self._most:
                self._seen = set()
            self._seen.update(fresh.values())
            others = [at for at in others if at not in fresh]
        return others


_NAME = ("NNP",)
_WHOLE = _Whole(1 << 16)


@lru_cache(maxsize=1 << 16)
def _parts(surface: str, tags: tuple[str, ...], forms: tuple[str, ...]) -> Row | None:
    """The pieces of a stretch, counted from its start; None for the one piece that it mostly is, just as it stands."""
    start, end = trim(surface, 0, len(surface))
    pieces: list[Piece] = [Piece(start, end, tags, forms)] if start < end else []
    if pieces and len(tags) == 1 and tags[0] in _NAMES:
        pieces = list(_split(surface[start:end], start, forms[0], tags[0]))
    return None if pieces == [(0, len(surface), tags, forms)] else Row.of(pieces, surface)


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
