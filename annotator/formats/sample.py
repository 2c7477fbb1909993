"""The beginning of a file, as far as its format can be told from it."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError
from annotator.formats.json_records import json_records

_HEAD = 1 << 16
_TAGGED = re.compile(r"(\S+|[ \u3000])[ \t]+(?:\S+[ \t]+)*(O|[BIESULM]-\S+)\s*")
_FEWEST_ROWS = 3


class Sample:
    """What is looked at is read when it is first asked for; a file that cannot be read is empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.suffix = path.suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first bytes, a byte-order mark left off."""
        try:
            with self.path.open("rb") as file:
                return file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
        except OSError:
            return b""

    @cached_property
    def record(self) -> dict[str, Any]:
        """The first object of a file of JSON, whether lines, a list or one alone; {} when there is none."""
        if self.head.lstrip()[:1] not in (b"{", b"["):
            return {}
        try:
            return next((record for _, record in json_records(self.path, lambda error: None)), {})
        except AnnotatorError:
            return {}

    @cached_property
    def tokens(self) -> list[str]:
        """The first column of a table of tokens whose last column has tags; [] when it is none."""
        lines = self.head.decode("utf-8", "replace").replace("\r", "").split("\n")
        lines = lines[:-1] if len(self.head) == _HEAD else lines
        rows = [line for line in lines if line.strip() and not line.startswith("-DOCSTART-")]
        found = [_TAGGED.fullmatch(line) for line in rows]
        if len(rows) < _FEWEST_ROWS or not all(found) or all(match is None or match[2] == "O" for match in found):
            return []
        return [match[1] for match in found if match is not None]
