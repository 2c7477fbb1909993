"""From tokens to pieces: the smallest parts of a text that a mark may begin or end at.

Tokens are not a partition of the text: two may share a character (했 is 하 + 었) and one may hold two names (한·미,
충남TP). Pieces are: tokens that share characters are one piece, a token of two scripts or two names is several.
All positions are code points of the article's text, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from annotator import lexicon
from annotator.span import trim
from annotator.tokens import Token

Bounds = tuple[int, int]

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
    pieces: list[Piece] = []
    low = high = start
    alone: Token | None = None  # the token at [low, high), while no other shares a character with it
    group: list[Token] = []  # those that do
    for token in tokens:
        token_start, token_end, _, _ = token
        token_start += offset
        token_end += offset
        if token_start < start:
            token_start = start
        if token_end > end:
            token_end = end
        if token_end <= token_start:
            continue
        if token_start < high:
            if alone is not None:
                group, alone = [alone], None
            group.append(token)
            if token_end > high:
                high = token_end
            continue
        # A hundred thousand tokens come this way: in place, and each piece as the tuple it is.
        if alone is not None:
            _, _, form, tag = alone
            for inner, outer, tags, forms in _parts(text[low:high], form, tag):
                pieces.append(_AS_PIECE((low + inner, low + outer, tags, forms)))
        elif group:
            pieces += _joined(text, low, high, group)
        alone = token
        low, high = token_start, token_end
    if alone is not None:
        pieces += [
            Piece(low + inner, low + outer, tags, forms)
            for inner, outer, tags, forms in _parts(text[low:high], alone.form, alone.tag)
        ]
    elif group:
        pieces += _joined(text, low, high, group)
    gaps: list[Piece] = []
    at = start
    for piece_start, piece_end, _, _ in chain(pieces, [(end, end, (), ())]):
        if at < piece_start and text[at:piece_start] != " ":
            gaps += [Piece(*bounds, ("UN",), (text[slice(*bounds)],)) for bounds in words(text, at, piece_start)]
        at = piece_end
    return sorted(pieces + gaps) if gaps else pieces


def _joined(text: str, low: int, high: int, group: Sequence[Token]) -> Iterator[Piece]:
    """The one piece of tokens that share characters; none of blanks alone."""
    bounds = trim(text, low, high)
    if bounds[0] < bounds[1]:
        yield Piece(*bounds, tuple([token.tag for token in group]), tuple([token.form for token in group]))


@lru_cache(maxsize=1 << 16)
def _parts(surface: str, form: str, tag: str) -> tuple[Piece, ...]:
    """The pieces of a stretch that is one token, counted from its start. News says the same words again and again."""
    start, end = trim(surface, 0, len(surface))
    if start >= end:
        return ()
    if tag not in _NAMES:
        return (Piece(start, end, (tag,), (form,)),)
    return tuple(_split(surface[start:end], start, form, tag))


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
