"""One file, or one paste, as a `Source`; and which files of a folder are worth reading."""

from __future__ import annotations

import email
import email.policy
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.article import Source
from annotator.articles.decode import decode, decode_page
from annotator.articles.page import declared_encoding, flatten
from annotator.errors import AnnotatorError
from annotator.text import normalise

TEXT = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
ARCHIVES = (".mhtml", ".mht")
CONTAINERS = (".jsonl", ".csv", ".tsv")
IMPORTABLE = TEXT + PAGES + ARCHIVES + CONTAINERS

# Bounds of one article, not of a container of many; a larger file is refused before it is read. They are far beyond
# any article: 20 MiB is some 7 million syllables. Cleaning is linear in length, so that they bound time and memory,
# too. Measured on one core at the limit: prose 7 s and 170 MiB, one line of it 4 s, a page of HTML 9 s and 230 MiB,
# elements nested three million deep 2 s, the worst we could write (nothing but labelled dates) 32 s and 400 MiB.
MAX_BYTES = 20 * 1024 * 1024
MAX_LINES = 200_000

_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"(\d+)")
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html[\s>])", re.I | re.S
)


def read_source(path: Path) -> Source:
    """The decoded, normalised text of one file; of an HTML page the text of its lines.

    Raises `source.unreadable`, `source.too_large`, `source.too_many_lines`, `source.empty`, `source.binary`,
    `source.encoding`, `source.no_text` (a page built by a script), `source.no_page` or `source.container` (a file
    of many articles: see `records`); each names the file.
    """
    if path.suffix.lower() in CONTAINERS:
        raise AnnotatorError("source.container", name=path.name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise AnnotatorError("source.too_large", name=path.name, size=size >> 20, limit=MAX_BYTES >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise AnnotatorError("source.unreadable", name=path.name, reason=error.strerror or str(error)) from None
    return source_from_bytes(data, path.name)


def source_from_bytes(data: bytes, name: str) -> Source:
    """`data` as the source called `name`; the errors of `read_source`. The name's suffix says what it is."""
    sha256 = hashlib.sha256(data).hexdigest()
    suffix = Path(name).suffix.lower()
    declared = ""
    if suffix in ARCHIVES:
        data, declared = _page_of_archive(data, name)
    if suffix in PAGES + ARCHIVES or _PAGE_START.match(data[:1024]):
        raw, encoding = decode_page(data, name, declared or declared_encoding(data))
        return _page(raw, name, sha256, encoding)
    raw, encoding = decode(data, name)
    return _source(raw, name, sha256, encoding)


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


def _page_of_archive(data: bytes, name: str) -> tuple[bytes, str]:
    """The page inside an MHTML file, and the charset its part declares."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, str(part.get_content_charset() or "")
    raise AnnotatorError("source.no_page", name=name)


def _page(raw: str, name: str, sha256: str, encoding: str) -> Source:
    text, hints = flatten(raw)
    # Every line is one of the page's already; composing jamo keeps their number.
    text, _ = normalise(text)
    if not text:
        raise AnnotatorError("source.no_text", name=name)
    _check(text, name)
    return Source(name=name, sha256=sha256, text=text, encoding=encoding, kind="html", hints=hints)


def _source(raw: str, name: str, sha256: str, encoding: str) -> Source:
    text, _ = normalise(raw)
    _check(text, name)
    return Source(name=name, sha256=sha256, text=text, encoding=encoding)


def _check(text: str, name: str) -> None:
    if not text.strip(" \t\n\r\f\v\u00a0\u3000\u200b\ufeff"):
        raise AnnotatorError("source.empty", name=name)
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise AnnotatorError("source.too_many_lines", name=name, lines=lines, limit=MAX_LINES)


def find_files(paths: Iterable[Path], suffixes: tuple[str, ...] = IMPORTABLE) -> list[Path]:
    """Files named stay as they are; folders give the files below them that have one of `suffixes`.

    Those come in natural order (2 before 10). Hidden files and folders are passed over, links to folders are not
    followed, and no file is given twice.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _walk(path, suffixes) if path.is_dir() else [path]:
            found.setdefault(file)
    return list(found)


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural)
        for name in sorted(names, key=natural):
            if not name.startswith(".") and Path(name).suffix.lower() in suffixes:
                yield Path(parent, name)


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key under which numbers inside a name count as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in _NUMBER.split(name)]
