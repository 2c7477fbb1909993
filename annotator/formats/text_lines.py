"""Lines of foreign text files: UTF-8, bounded, with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.jsonl_record import Place

# No line of a table of tokens is longer; reading it whole could take all the memory there is.
_LONGEST = 1 << 20


def text_lines(path: Path, tell: Callable[[AnnotatorError], None]) -> Iterator[tuple[int, str]]:
    """`(number, line)` without line ends (LF, CRLF); a line that is not UTF-8 or too long is told and passed over.

    Raises format.unreadable.
    """
    try:
        with path.open("rb") as file:
            number, name = 0, path.name
            while raw := file.readline(_LONGEST):
                number += 1
                if len(raw) == _LONGEST and not raw.endswith(b"\n"):
                    while (more := file.readline(_LONGEST)) and not more.endswith(b"\n"):
                        pass
                    tell(Place(name, number).error("format.line_too_long"))
                    continue
                try:
                    line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    tell(Place(name, number).error("format.line_encoding", column=error.start + 1))
                    continue
                yield number, line.removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise AnnotatorError("format.unreadable", path=str(path), reason=error.strerror or str(error)) from error
