"""Files that appear whole or not at all, one or several together."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Self, TextIO, cast

from annotator.errors import AnnotatorError

_BUFFER = 1 << 20
# The report that stands in every exported folder: only a folder that has one is replaced.
REPORT = "report.ndjson"


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file (LF) written beside `path`, on the disk before it takes its place; an error leaves the old one.

    Raises format.unwritable.
    """
    with Outputs(path) as files:
        yield files.text(path)


class Outputs:
    """Files written beside their places, which they take together at the end of the `with`; an error leaves the old.

    With `folder`, `path` is a folder, which as a whole takes the place of an older export there.
    Raises format.unwritable, format.folder_taken.
    """

    def __init__(self, path: Path, *, folder: bool = False) -> None:
        self._path = path
        self._folder = path.with_name(f".{path.name}.{os.getpid()}.part") if folder else None
        self._open: dict[Path, IO[Any]] = {}
        self._parts: dict[Path, Path] = {}

    def text(self, path: Path, *, encoding: str = "utf-8") -> TextIO:
        """A text file with LF line ends, closed at the end."""
        return cast(TextIO, self._file(path, "w", encoding=encoding, newline="\n"))

    def binary(self, path: Path) -> BinaryIO:
        return cast(BinaryIO, self._file(path, "wb"))

    def put(self, path: Path, text: str) -> None:
        """A whole small file."""
        with self.part(path).open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)

    def part(self, path: Path) -> Path:
        """Where the file that will be `path` is written: for libraries that open it themselves."""
        if self._folder is not None:
            part = self._folder / path.relative_to(self._path)
            part.parent.mkdir(parents=True, exist_ok=True)
            return part
        return self._parts.setdefault(path, path.with_name(f".{path.name}.{os.getpid()}.part"))

    def _file(self, path: Path, mode: str, **how: Any) -> IO[Any]:
        self._open[path] = file = self.part(path).open(mode, buffering=_BUFFER, **how)
        return file

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files there will be, or the folder."""
        return (self._path,) if self._folder is not None else tuple(self._parts)

    def __enter__(self) -> Self:
        if self._folder is not None:
            with _told(self._path):
                taken = self._path.exists() and not (self._path.is_dir() and _replaceable(self._path))
                if taken:
                    raise AnnotatorError("format.folder_taken", path=str(self._path))
                self._folder.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with _told(self._path):
                if isinstance(error, OSError):
                    raise error
                if error is None:
                    self._commit()
        finally:
            for file in self._open.values():
                file.close()
            for part in self._parts.values():
                part.unlink(missing_ok=True)
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)

    def _commit(self) -> None:
        for file in self._open.values():
            if not file.closed:
                file.flush()
                os.fsync(file.fileno())
                file.close()
        for path, part in self._parts.items():
            os.replace(part, path)
        if self._folder is not None:
            old = self._folder.with_suffix(".old")
            if self._path.exists():
                os.replace(self._path, old)
            try:
                os.replace(self._folder, self._path)
            except OSError:
                if old.exists():
                    os.replace(old, self._path)
                raise
            shutil.rmtree(old, ignore_errors=True)


def _replaceable(folder: Path) -> bool:
    return (folder / REPORT).is_file() or not any(folder.iterdir())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AnnotatorError("format.unwritable", path=str(path), reason=error.strerror or str(error)) from error
