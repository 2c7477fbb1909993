"""One file, or one paste, as a `Source`; and which files of a folder are worth reading."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.articles.article import Source
from annotator.articles.decode import decode
from annotator.errors import AnnotatorError
from annotator.text import normalise

TEXT = (".txt", ".text", ".md")
CONTAINERS = (".jsonl", ".csv", ".tsv")
IMPORTABLE = TEXT + CONTAINERS

# Bounds of one article, not of a container of many. Both are far beyond any article: 20 MiB is some 7 million
# syllables, and they keep the time and memory of everything after them in bounds.
MAX_BYTES = 20 * 1024 * 1024
MAX_LINES = 200_000

_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"(\d+)")


def read_source(path: Path) -> Source:
    """The decoded, normalised text of one file.

    Raises `source.unreadable`, `source.too_large`, `source.too_many_lines`, `source.empty`, `source.binary` or
    `source.encoding`; each names the file.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise AnnotatorError("source.too_large", name=path.name, size=size >> 20, limit=MAX_BYTES >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise AnnotatorError("source.unreadable", name=path.name, reason=error.strerror or str(error)) from None
    return source_from_bytes(data, path.name)


def source_from_bytes(data: bytes, name: str) -> Source:
    """`data` as the source called `name`; the errors of `read_source`."""
    raw, encoding = decode(data, name)
    return _source(raw, name, hashlib.sha256(data).hexdigest(), encoding)


def source_from_text(text: str, name: str) -> Source:
    """Pasted text as a source; its SHA-256 is that of the text in UTF-8."""
    if _SURROGATE.search(text):
        raise AnnotatorError("source.encoding", name=name)
    if "\x00" in text:
        raise AnnotatorError("source.binary", name=name)
    data = text.encode()
    if len(data) > MAX_BYTES:
        raise AnnotatorError("source.too_large", name=name, size=len(data) >> 20, limit=MAX_BYTES >> 20)
    return _source(text, name, hashlib.sha256(data).hexdigest(), "utf-8")


def _source(raw: str, name: str, sha256: str, encoding: str) -> Source:
    text, _ = normalise(raw)
    if not text.strip(" \t\n\r\f\v\u00a0\u3000\u200b\ufeff"):
        raise AnnotatorError("source.empty", name=name)
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise AnnotatorError("source.too_many_lines", name=name, lines=lines, limit=MAX_LINES)
    return Source(name=name, sha256=sha256, text=text, encoding=encoding)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Files named stay as they are; folders give the importable files below them, in natural order (2 before 10).

    Hidden files and folders are passed over, links to folders are not followed, and no file is given twice.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else [path]:
            found.setdefault(file)
    return list(found)


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural)
        for name in sorted(names, key=natural):
            if not name.startswith(".") and Path(name).suffix.lower() in IMPORTABLE:
                yield Path(parent, name)


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key under which numbers inside a name count as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in _NUMBER.split(name)]
