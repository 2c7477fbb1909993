"""What a file is, told from its first 100 bytes: nothing is opened, locked or written.

The SQLite file format puts its magic at byte 0, page size at 16, page count at 28, user_version at 60, the
version-valid-for number at 92 and application_id at 68, all big endian (sqlite.org/fileformat2.html).
"""

from __future__ import annotations

from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.project import schema

_MAGIC = b"SQLite format 3\x00"
_SIZE = 100


def wal(path: Path) -> Path:
    """The write-ahead log that lies beside an open (or crashed) project."""
    return path.with_name(path.name + "-wal")


def inspect(path: Path) -> int:
    """The schema version of the project at `path`, at least 1 and at most ours.

    Raises AnnotatorError: project.missing, project.unreadable, project.not_ours, project.newer, project.truncated.
    """
    if not path.exists():
        raise AnnotatorError("project.missing", path=str(path))
    if not path.is_file():
        raise AnnotatorError("project.not_ours", path=str(path))
    try:
        with path.open("rb") as file:
            head = file.read(_SIZE)
        size = path.stat().st_size
    except OSError as error:
        raise AnnotatorError("project.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    if size < _SIZE and _MAGIC.startswith(head[:16]):
        raise AnnotatorError("project.truncated", path=str(path))
    if not head.startswith(_MAGIC) or _number(head, 68) != schema.APPLICATION_ID:
        raise AnnotatorError("project.not_ours", path=str(path))
    version = _number(head, 60)
    if version > schema.version():
        raise AnnotatorError("project.newer", path=str(path), version=version, known=schema.version())
    if version < 1:
        raise AnnotatorError("project.corrupted", path=str(path), reason="user_version 0")
    # With a log beside it the file may rightly be shorter than its header says.
    if size < _expected_size(head) and not wal(path).exists():
        raise AnnotatorError("project.truncated", path=str(path))
    return version


def _number(head: bytes, at: int, length: int = 4) -> int:
    return int.from_bytes(head[at : at + length], "big")


def _expected_size(head: bytes) -> int:
    page_size = _number(head, 16, 2)
    # The page count only holds when it was written by the last change.
    return (65536 if page_size == 1 else page_size) * _number(head, 28) if _number(head, 24) == _number(head, 92) else 0
