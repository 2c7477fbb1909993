"""Records of foreign JSON files, one at a time: lines of JSON, or a list too long to be read whole."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from annotator.errors import AnnotatorError
from annotator.formats.encoding import decoded, decoded_line, standard
from annotator.formats.incoming import Tell
from annotator.formats.jsonl_record import Place

Usual = Callable[[bytes], dict[str, Any] | None]

# A longer record is not an article; reading it whole could take all the memory there is.
_LONGEST = 64 * 1024 * 1024
_CHUNK = 1 << 20


def json_lines(path: Path, tell: Tell, usual: Usual | None = None) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The object on each line with its place; what is none is told and passed over. Raises format.unreadable.

    `usual` may know a line with a record of the usual kind, and bring it sooner; None of any other.
    """
    try:
        with path.open("rb", buffering=_CHUNK) as file:
            number, name = 0, path.name
            while raw := file.readline(_LONGEST):
                number += 1
                place = Place(name, number)
                if len(raw) == _LONGEST and not raw.endswith(b"\n"):
                    while (more := file.readline(_LONGEST)) and not more.endswith(b"\n"):
                        pass
                    tell(place.error("format.line_too_long"))
                    continue
                if number == 1:
                    raw = raw.removeprefix(BOM_UTF8)
                if not raw or raw.isspace():
                    continue
                if usual is not None and (known := usual(raw)) is not None:
                    yield place, known
                    continue
                try:
                    record = decoded(raw)
                except UnicodeDecodeError as error:
                    tell(place.error("format.line_encoding", column=error.start + 1))
                    continue
                except (ValueError, RecursionError):
                    tell(place.error("format.not_json"))
                    continue
                if isinstance(record, dict):
                    yield place, record
                else:
                    tell(place.error("format.not_json"))
    except OSError as error:
        raise AnnotatorError("format.unreadable", path=str(path), reason=error.strerror or str(error)) from error


def json_records(path: Path, tell: Tell, usual: Usual | None = None) -> Iterator[tuple[Place, dict[str, Any]]]:
    """`json_list` for a list and in a .json file, where an object may go over many lines; else `json_lines`.

    Raises format.unreadable, format.not_list.
    """
    try:
        with path.open("rb") as file:
            listed = file.read(_CHUNK).removeprefix(BOM_UTF8).lstrip()[:1] == b"["
    except OSError as error:
        raise AnnotatorError("format.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    return json_list(path, tell, usual) if listed or path.suffix.lower() == ".json" else json_lines(path, tell, usual)


def json_list(path: Path, tell: Tell, usual: Usual | None = None) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The objects of a list, of one object alone, or of lines of objects; the place's line is the record's number.

    `usual` as for `json_lines`. Raises format.unreadable, format.not_list.
    """
    try:
        with path.open("rb", buffering=_CHUNK) as file:
            for number, record in enumerate(_items(file, path, usual), 1):
                place = Place(path.name, number)
                if isinstance(record, dict):
                    yield place, record
                else:
                    tell(place.error("format.not_json"))
    except UnicodeDecodeError as error:
        raise AnnotatorError("format.unreadable", path=str(path), reason="UTF-8") from error
    except OSError as error:
        raise AnnotatorError("format.unreadable", path=str(path), reason=error.strerror or str(error)) from error


_LINE = 1 << 18
_BLANKS = b" \t\r\n"
_SPACE = " \t\r\n"


def _items(file: BinaryIO, path: Path, usual: Usual | None) -> Iterator[Any]:
    """What stands between the outer brackets; or one value after the other, without any."""
    at = len(BOM_UTF8) if file.read(len(BOM_UTF8)) == BOM_UTF8 else 0
    file.seek(at)
    while (sign := file.read(1)) and sign in _BLANKS:
        at += 1
    listed = sign == b"["
    at += listed
    file.seek(at)
    # Mostly a record has a line of its own, which is soonest read as such.
    number = 0
    while line := file.readline(_LINE):
        if line.strip(_BLANKS + b","):
            value = usual(line.rstrip(_BLANKS + b",")) if usual is not None else None
            if value is None and (value := decoded_line(line)) is None:
                break
            number += 1
            yield value
        at += len(line)
    file.seek(at)
    yield from _others(TextIOWrapper(file, encoding="utf-8", newline=""), path, listed, number)


def _others(file: TextIO, path: Path, listed: bool, number: int) -> Iterator[Any]:
    """The items from the first on that is not a line of its own; `number` came before it."""
    buffer, at, ended = "", 0, False

    def more(least: int = 1) -> None:
        nonlocal buffer, at, ended
        read = file.read(max(_CHUNK, least))
        ended = not read
        buffer, at = buffer[at:] + read, 0

    def skip(signs: str) -> str:
        nonlocal at
        while True:
            while at < len(buffer) and buffer[at] in signs:
                at += 1
            if at < len(buffer):
                return buffer[at]
            if ended:
                return ""
            more()

    while (sign := skip(_SPACE + ",")) and not (listed and sign == "]"):
        number += 1
        end = buffer.find("\n", at, at + _LINE)
        if end >= 0 and (value := decoded_line(buffer[at:end].encode())) is not None:
            at = end
            yield value
            continue
        while True:
            try:
                value, end = standard.raw_decode(buffer, at)
                break
            except (ValueError, RecursionError) as error:
                # Perhaps only cut off; twice as much each time, so that a long record costs no more than twice.
                if ended or len(buffer) - at > _LONGEST or isinstance(error, RecursionError):
                    raise AnnotatorError("format.not_list", path=path.name, number=number) from error
                more(len(buffer) - at)
        at = end
        yield value
    if listed and not sign:
        raise AnnotatorError("format.not_list", path=path.name, number=number + 1)
