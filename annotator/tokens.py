"""One morpheme with its place in the text, and the compact form in which a project keeps many.

Tags are those of the Sejong corpus as Kiwi writes them (NNG, JKS, SN ...); what each group of them means for the ends
of a span is decided in `annotator.phrases`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import partial
from itertools import accumulate, pairwise
from operator import add
from typing import Annotated, Any, NamedTuple

import msgspec

from annotator.errors import AnnotatorError

_FORMAT = b"T1"
# A stored run of tokens unpacks to at most this much; the longest chunk a tokenizer gets is far below it.
_MOST_BYTES = 256 * 2**20


_Offset = Annotated[int, msgspec.Meta(ge=0)]
_Stored = tuple[list[_Offset], list[_Offset], list[str], list[str]]
_decoder = msgspec.json.Decoder(_Stored)


class Token(NamedTuple):
    """`text[start:end]` (code points of the text that was given) is the morpheme `form` with the tag `tag`.

    `form` is the dictionary form (하 for the first half of 했), so it may differ from the text. Two tokens may share
    characters, and one may be empty.
    """

    start: int
    end: int
    form: str
    tag: str


_AS_TOKEN = partial(tuple.__new__, Token)  # in half the time


class Columns(NamedTuple):
    """Tokens column by column: what goes through thousands of them needs no Token for each."""

    starts: Sequence[int]
    ends: Sequence[int]
    forms: Sequence[str]
    tags: Sequence[str]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Columns:
        return cls(*zip(*tokens, strict=True)) if tokens else cls((), (), (), ())

    def part(self, first: int, last: int) -> Columns:
        """The tokens from number `first` to `last`, exclusive."""
        starts, ends, forms, tags = self
        return Columns(starts[first:last], ends[first:last], forms[first:last], tags[first:last])


def encode(tokens: Sequence[Token]) -> bytes:
    """Tokens, ordered by start, as bytes for the project's cache; `decode` reads them back."""
    starts = [0, *(token.start for token in tokens)]
    columns = [
        [after - before for before, after in pairwise(starts)],
        [token.end - token.start for token in tokens],
        [token.form for token in tokens],
        [token.tag for token in tokens],
    ]
    return _FORMAT + zlib.compress(_plain(columns), 4)


def decode(data: bytes) -> list[Token]:
    """The tokens that `encode` wrote. Raises AnnotatorError("tokens.damaged") on anything else."""
    return list(map(_AS_TOKEN, zip(*columns(data), strict=True)))


def columns(data: bytes) -> Columns:
    """The tokens that `encode` wrote, column by column. Raises as `decode`."""
    try:
        if not data.startswith(_FORMAT):
            raise ValueError("another format")
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(data[len(_FORMAT) :], _MOST_BYTES)
        if not unpacker.eof:
            raise ValueError("cut short or too long")
        steps, lengths, forms, tags = _stored(plain)
        if not len(steps) == len(lengths) == len(forms) == len(tags):
            raise ValueError("columns of several lengths")
    except (ValueError, RecursionError, zlib.error) as error:
        raise AnnotatorError("tokens.damaged", reason=str(error)) from error
    starts = list(accumulate(steps))
    return Columns(starts, list(map(add, starts, lengths)), forms, tags)


def _plain(columns: list[Any]) -> bytes:
    try:
        return msgspec.json.encode(columns)
    except UnicodeEncodeError:
        # Half a surrogate pair, which a tokenizer may give as a form, can only be written as an escape.
        return json.dumps(columns, separators=(",", ":")).encode("ascii")


def _stored(plain: bytes) -> Any:
    try:
        return _decoder.decode(plain)
    except msgspec.DecodeError:
        # And only the standard library reads that escape.
        return msgspec.convert(json.loads(plain), _Stored)
