"""One writer: the operating system's lock on a hidden file beside the project, freed by the kernel with its process.

The lock file says nothing; who holds the project is written inside the project (state `holder`), for readers to find.
"""

from __future__ import annotations

import getpass
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from annotator.errors import AnnotatorError


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open for writing: the user's name, the process and its machine, since when (UTC)."""

    name: str
    pid: int
    host: str
    since: str


def myself(now: str) -> Holder:
    """This process as a holder."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "?"
    return Holder(name, os.getpid(), socket.gethostname(), now)


class WriteLock:
    """The right to write one project, or one export. Two in one process exclude each other as two processes do."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.file = path.with_name(f".{path.name}.lock")
        self._lock = FileLock(self.file, thread_local=False)

    def acquire(self) -> bool:
        """Takes the lock without waiting; False when somebody else has it."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            reason = error.strerror or str(error)
            raise AnnotatorError("project.unlockable", path=str(self._path), reason=reason) from error
        return True

    def release(self) -> None:
        if not self._lock.is_locked:
            return
        # filelock leaves the file on POSIX. Removed while it is still held it fools nobody: who waits for it sees, once
        # it has the lock, that its file has no name any more, and starts over.
        if sys.platform != "win32":
            with suppress(OSError):
                self.file.unlink()
        self._lock.release()
