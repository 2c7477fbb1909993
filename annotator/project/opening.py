"""Making a project file, and opening one by the way that its state, its folder and its other users leave open."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.labels import LabelSet
from annotator.project import header, label_rows, schema, state, store
from annotator.project.lock import Holder, WriteLock, myself


class ReadOnlyReason(StrEnum):
    """Why a project is open for reading only."""

    ASKED = "asked"
    HELD = "held"
    FILE = "file"


@dataclass(slots=True)
class Opened:
    """A project file as it could be opened; `lock` is None when it is read only, for `reason`."""

    path: Path
    db: Database
    lock: WriteLock | None = None
    reason: ReadOnlyReason | None = None
    holder: Holder | None = None
    upgraded_from: Path | None = None


def create(path: Path, labels: LabelSet, *, annotator: str, name: str) -> None:
    """Makes a project file, which appears only when it is whole. Raises project.exists, project.unwritable."""
    path = _resolved(path)
    if path.exists():
        raise AnnotatorError("project.exists", path=str(path))
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch(exist_ok=False)
        _fill(part, labels, annotator=annotator, name=name)
        # A hard link refuses a name that was taken meanwhile; where there are none, a rename has to do.
        try:
            os.link(part, path)
        except FileExistsError as error:
            raise AnnotatorError("project.exists", path=str(path)) from error
        except OSError:
            part.rename(path)
    except OSError as error:
        raise AnnotatorError("project.unwritable", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _fill(path: Path, labels: LabelSet, *, annotator: str, name: str) -> None:
    with store.translated(path):
        db = store.connect(path)
        try:
            db.conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            schema.migrate(db)
            with store.transaction(db, path):
                label_rows.insert(db, labels)
                state.put(db, "name", name)
                state.put(db, "annotator", annotator)
        finally:
            db.close()


def open_file(path: Path, *, write: bool | str) -> Opened:
    """Opens a project file; see `Project.open`. What is refused is left as it was, with nothing beside it."""
    path = _resolved(path)
    version = header.inspect(path)
    store.verify(path)
    if not write:
        return _reader(path, version, ReadOnlyReason.ASKED)
    if not store.writable(path):
        if write == "require":
            raise AnnotatorError("project.read_only", path=str(path))
        return _reader(path, version, ReadOnlyReason.FILE)
    lock = WriteLock(path)
    if lock.acquire():
        try:
            return _writer(path, lock)
        except BaseException:
            lock.release()
            raise
    opened = _reader(path, version, ReadOnlyReason.HELD)
    if write == "require":
        opened.db.close()
        raise locked(path, opened.holder)
    return opened


def locked(path: Path, holder: Holder | None) -> AnnotatorError:
    """The refusal that names who has the project open."""
    name, pid, host, since = (holder.name, holder.pid, holder.host, holder.since) if holder else ("?", "?", "?", "?")
    return AnnotatorError("project.locked", path=str(path), name=name, pid=pid, host=host, since=state.local(since))


def _writer(path: Path, lock: WriteLock) -> Opened:
    with store.translated(path):
        db = store.connect(path)
        try:
            # What the header says may be older than what lies in the log.
            (version,) = db.conn.execute("PRAGMA user_version").fetchone()
            if version > schema.version():
                raise AnnotatorError("project.newer", path=str(path), version=version, known=schema.version())
            kept = store.upgrade(db, path, version)
            store.turn_on_wal(db)
            with store.transaction(db, path):
                db.conn.execute("DELETE FROM articles WHERE live = -1")
                state.put(db, "holder", _holder_values(myself(state.now())))
        except BaseException:
            db.close()
            raise
    return Opened(path, db, lock=lock, upgraded_from=kept)


def _reader(path: Path, version: int, reason: ReadOnlyReason) -> Opened:
    if version < schema.version():
        raise AnnotatorError("project.older", path=str(path), version=version)
    with store.translated(path):
        db = store.connect_reader(path)
        try:
            holder = read_holder(db) if reason is ReadOnlyReason.HELD else None
        except BaseException:
            db.close()
            raise
    return Opened(path, db, reason=reason, holder=holder)


def read_holder(db: Database) -> Holder | None:
    """Who opened the project for writing last and has not closed it."""
    values = state.get(db, "holder")
    try:
        return Holder(**values) if values else None
    except TypeError:
        return None


def _holder_values(holder: Holder) -> dict[str, str | int]:
    return {"name": holder.name, "pid": holder.pid, "host": holder.host, "since": holder.since}


def _resolved(path: Path) -> Path:
    # One project has one lock, whatever link leads to it.
    return Path(os.path.realpath(path))
