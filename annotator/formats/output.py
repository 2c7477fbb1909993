"""Files that appear whole or not at all, one or several together."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Self, TextIO, cast

from annotator.errors import AnnotatorError
from annotator.project.lock import WriteLock

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

    With `folder`, `path` is a folder, which as a whole takes the place of an older export there; else every file lies
    beside `path`. Until then they lie in the hidden folder .NAME.part, an older export that is being replaced in
    .NAME.old: what a process that was killed has left there, the next export to the same place puts right.
    Raises format.unwritable, format.folder_taken, format.busy.
    """

    def __init__(self, path: Path, *, folder: bool = False) -> None:
        if not path.name:
            # No file can take the place of `.` or `/`.
            raise AnnotatorError("format.unwritable", path=str(path), reason=os.strerror(errno.EISDIR))
        self._path = path
        self._folder = folder
        self._part = path.with_name(f".{path.name}.part")
        self._old = path.with_name(f".{path.name}.old")
        self._lock = WriteLock(self._part)
        self._open: list[IO[Any]] = []
        self._places: dict[Path, Path] = {}

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
        part = self._part / path.relative_to(self._path if self._folder else self._path.parent)
        part.parent.mkdir(parents=True, exist_ok=True)
        self._places[path] = part
        return part

    def _file(self, path: Path, mode: str, **how: Any) -> IO[Any]:
        file: IO[Any] = self.part(path).open(mode, buffering=_BUFFER, **how)
        self._open.append(file)
        return file

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files there will be, or the folder."""
        return (self._path,) if self._folder else tuple(self._places)

    def __enter__(self) -> Self:
        with _told(self._path):
            if self._folder:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._locked():
                raise AnnotatorError("format.busy", path=str(self._path))
            try:
                self._recover()
                if self._folder and self._path.exists() and not _replaceable(self._path):
                    raise AnnotatorError("format.folder_taken", path=str(self._path))
                self._part.mkdir()
            except BaseException:
                self._lock.release()
                raise
        return self

    def _locked(self) -> bool:
        """False while another export is at work at the same place."""
        os.stat(self._path.parent)  # the lock would make the folder
        try:
            return self._lock.acquire()
        except AnnotatorError:
            return True  # a file system that knows no locks

    def _recover(self) -> None:
        """Puts right what an export that was killed has left."""
        if self._part.exists():
            shutil.rmtree(self._part)
        if self._old.exists() and not (self._path / REPORT).is_file():
            # Killed before the new folder had taken the place of the old.
            if self._path.is_dir():
                self._path.rmdir()
            os.replace(self._old, self._path)
        elif self._old.exists():
            shutil.rmtree(self._old)

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
            for file in self._open:
                file.close()
            shutil.rmtree(self._part, ignore_errors=True)
            self._lock.release()

    def _commit(self) -> None:
        for file in self._open:
            file.close()
        for part in self._places.values():
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        if not self._folder:
            # None takes its place where another could not.
            if any(path.is_dir() for path in self._places):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            for path, part in self._places.items():
                os.replace(part, path)
            return
        if self._path.exists():
            os.replace(self._path, self._old)
        try:
            os.replace(self._part, self._path)
        except OSError:
            if self._old.exists():
                os.replace(self._old, self._path)
            raise
        shutil.rmtree(self._old, ignore_errors=True)


def _replaceable(path: Path) -> bool:
    return path.is_dir() and ((path / REPORT).is_file() or not any(path.iterdir()))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AnnotatorError("format.unwritable", path=str(path), reason=error.strerror or str(error)) from error
