"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from annotator.errors import AnnotatorError

_BUFFER = 1 << 20


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file (LF) written beside `path`, on the disk before it takes its place; an error leaves the old one.

    Raises format.unwritable.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n", buffering=_BUFFER) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        raise AnnotatorError("format.unwritable", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
