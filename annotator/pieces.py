"""From tokens to pieces: the smallest parts of a text that a mark may begin or end at.

Tokens are not a partition of the text: two may share a character (했 is 하 + 었) and one may hold two names (한·미,
충남TP). Pieces are: tokens that share characters are one piece, a token of two scripts or two names is several.
All positions are code points of the article's text, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
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
    group: list[Token] = []
    low = high = start

    def close() -> None:
        bounds = trim(text, low, high)
        if group and bounds[0] < bounds[1]:
            if len(group) == 1 and group[0].tag not in _NAMES:
                pieces.append(Piece(*bounds, (group[0].tag,), (group[0].form,)))
            else:
                pieces.extend(_split(text, bounds, group))
        group.clear()

    for token in tokens:
        token_start, token_end = max(token.start + offset, start), min(token.end + offset, end)
        if token_end <= token_start:
            continue
        if token_start >= high:
            close()
            low = token_start
        group.append(token)
        high = max(high, token_end)
    close()
    edges = [start, *(edge for piece in pieces for edge in piece.bounds), end]
    for gap_start, gap_end in list(pairwise(edges))[::2]:
        if gap_start == gap_end or text[gap_start:gap_end] == " ":
            continue
        pieces.extend(Piece(*bounds, ("UN",), (text[slice(*bounds)],)) for bounds in words(text, gap_start, gap_end))
    return sorted(pieces)


def _split(text: str, bounds: Bounds, tokens: Sequence[Token]) -> Iterator[Piece]:
    """One piece of `tokens`, or the parts of a noun that is two names or two scripts."""
    surface = text[slice(*bounds)]
    if len(tokens) == 1 and tokens[0].tag in _NAMES and tokens[0].form == surface and len(surface) > 1:
        parts = list(surface) if surface in lexicon.TOGETHER else _PARTS.findall(surface)
        if len(parts) == 1 and (found := lexicon.PROVINCE.match(surface)):
            body = surface[found.end() :]
            # 서울대 is one name, 서울시청 holds another.
            parts = [found.group(), body] if len(body) > 1 or body == "청" else parts
        if len(parts) > 1 and all(trim(part, 0, len(part)) == (0, len(part)) for part in parts):
            at = bounds[0]
            for part in parts:
                yield Piece(at, at + len(part), (_tag(part, tokens[0].tag),), (part,))
                at += len(part)
            return
    yield Piece(*bounds, tuple(token.tag for token in tokens), tuple(token.form for token in tokens))


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
