"""JSON as the formats write it and read it.

msgspec does both as the standard library would (but for 1e-7, not 1e-07), in a fraction of the time. What it refuses,
such as an integer of more than 64 bits on its way out, goes to the standard library, whose word counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from math import isfinite
from typing import Annotated, Any, TypeVar

import msgspec

T = TypeVar("T")
Name = Annotated[str, msgspec.Meta(min_length=1)]

_SEPARATOR = re.compile(b"\xe2\x80[\xa8\xa9]")  # U+2028, U+2029
_NEXT_LINE = "\u0085".encode()
_FIRST = (0xE2, 0xC2)  # the bytes that these begin with; most texts have none of them
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


def encoded(value: Any) -> bytes:
    """A value as compact JSON, raw UTF-8."""
    try:
        return _encoder.encode(value)
    except (TypeError, OverflowError):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def line(value: Any) -> bytes:
    """A value as one line, LF included, for every reader: what else ends lines somewhere is escaped."""
    return _escaped(encoded(value)) + b"\n"


def lines(values: Sequence[Any]) -> bytes:
    """Values as `line` writes each of them."""
    try:
        return _escaped(_encoder.encode_lines(values))
    except (TypeError, OverflowError):
        return b"".join(map(line, values))


def _escaped(data: bytes) -> bytes:
    # They can only stand inside strings; control characters are escaped already.
    if _FIRST[0] in data and _SEPARATOR.search(data):
        data = _SEPARATOR.sub(lambda found: rb"\u2028" if found[0].endswith(b"\xa8") else rb"\u2029", data)
    if _FIRST[1] in data:
        data = data.replace(_NEXT_LINE, rb"\u0085")
    return data


def decoded(data: bytes) -> Any:
    """The value of a JSON text in UTF-8. Raises UnicodeDecodeError, JSONDecodeError, ValueError, RecursionError."""
    try:
        return _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return standard.decode(data.decode())


def decoded_line(line: bytes) -> Any:
    """The value that a line of a list holds; None when the line does not hold one whole value."""
    try:
        return _decoder.decode(line.rstrip(b" \t\r\n,"))
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def fitting(value: Any, kind: type[T]) -> T | None:
    """A decoded value as one of a declared type, checked down to its last part; None when it does not fit."""
    try:
        return msgspec.convert(value, kind)
    except (msgspec.ValidationError, UnicodeEncodeError):
        return None  # the latter of a key with half a surrogate pair


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are not JSON


def _finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(number)  # 1e999 would go out as Infinity
    return value


# The standard library's, as strict: also for values that stand among others.
standard = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)
