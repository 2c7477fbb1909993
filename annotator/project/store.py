"""Connections to a project file, its transactions and copies, and SQLite's errors in the program's own words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.project import header, schema

_BUSY_SECONDS = 5
_CACHE_KIB = 32 * 1024
# Written back after this many pages (16 MB) when nobody does so in an idle moment.
_CHECKPOINT_PAGES = 4000
# Up to this size a file is read whole at opening, to find damage before anything is written to it (some 50 ms).
_VERIFY_WHOLE = 16 * 1024 * 1024

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors about the file become AnnotatorError; errors of this program stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        reason = str(error)
        if code in _FULL:
            raise AnnotatorError("project.disk_full", path=str(path), reason=reason) from error
        if code in _BUSY:
            raise AnnotatorError("project.busy", path=str(path)) from error
        if code in _DAMAGED:
            raise AnnotatorError("project.corrupted", path=str(path), reason=reason) from error
        if code == sqlite3.SQLITE_READONLY:
            raise AnnotatorError("project.read_only", path=str(path)) from error
        if code == sqlite3.SQLITE_CANTOPEN:
            raise AnnotatorError("project.unreadable", path=str(path), reason=reason) from error
        raise


def connect(path: Path, *, write: bool = True, immutable: bool = False) -> Database:
    """A connection with the project's settings; without `write` no statement can change the file.

    `immutable` reads the file as it lies there, leaving nothing beside it; only for a file that nobody is writing.
    """
    query = "immutable=1" if immutable else "mode=rw"
    # No implicit BEGIN: every transaction is begun by `transaction`. Threads take turns by the project's own lock.
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{query}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA trusted_schema = OFF")
        if write:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        else:
            connection.execute("PRAGMA query_only = ON")
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def connect_reader(path: Path) -> Database:
    """A connection that only reads, by whatever way the file's and folder's permissions leave open."""
    if writable(path):
        return connect(path, write=False)
    if not header.wal(path).exists():
        return connect(path, write=False, immutable=True)
    try:
        db = connect(path, write=False)
        db.conn.execute("SELECT 1 FROM state").fetchone()
    except sqlite3.OperationalError as error:
        raise AnnotatorError("project.log_beside", path=str(path), log=header.wal(path).name) from error
    return db


def writable(path: Path) -> bool:
    """Whether the file can be changed and its folder take the log beside it."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(each, os.W_OK, effective_ids=effective) for each in (path, path.parent))


@contextmanager
def transaction(db: Database, path: Path) -> Iterator[None]:
    """All or nothing. Begins IMMEDIATE: a transaction that first reads and then writes cannot be refused midway because
    another connection wrote in between. Inside another one it is a savepoint."""
    with translated(path):
        if db.conn.in_transaction:
            with db.atomic():
                yield
            return
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.commit()
        except BaseException:
            # The first error is the one to tell, even when the disk refuses the way back too.
            with suppress(sqlite3.Error):
                db.rollback()
            raise


@contextmanager
def unsynced(db: Database) -> Iterator[None]:
    """Transactions in here are whole, but reach the disk only with the next one outside: for rows that nobody was told
    of yet. With write-ahead logging only; a rollback journal needs every sync to stay sound."""
    if db.conn.in_transaction or db.conn.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        yield
        return
    db.conn.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        db.conn.execute("PRAGMA synchronous = FULL")


def verify(path: Path) -> None:
    """Refuses a damaged file before it is opened for writing; leaves no trace. Small files are read whole."""
    if header.wal(path).exists():
        return  # only SQLite itself can read file and log together, and that writes
    with translated(path):
        db = connect(path, write=False, immutable=True)
        try:
            tables = set(db.table_names())
            if path.stat().st_size <= _VERIFY_WHOLE:
                (answer,) = db.conn.execute("PRAGMA quick_check(1)").fetchone()
                if answer != "ok":
                    raise AnnotatorError("project.corrupted", path=str(path), reason=answer)
        finally:
            db.close()
    if not {"articles", "spans", "operations", "state"} <= tables:
        raise AnnotatorError("project.corrupted", path=str(path), reason="a table is missing")


def turn_on_wal(db: Database) -> None:
    """Write-ahead logging, where the file system lets it; elsewhere SQLite keeps its rollback journal."""
    with suppress(sqlite3.OperationalError):
        db.enable_wal()


def backup(db: Database, target: Path) -> None:
    """A whole copy of an open database, log included, at `target`, which appears only when it is whole.

    SQLite's backup API: a plain copy of a file in WAL mode misses what is still in the log.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with translated(target):
            copy = sqlite3.connect(part, isolation_level=None)
            try:
                db.conn.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                copy.execute("DELETE FROM state WHERE key = 'holder'")
            finally:
                copy.close()
        os.replace(part, target)
    except OSError as error:
        raise AnnotatorError("project.copy_failed", path=str(target), reason=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def upgrade(db: Database, path: Path, version: int) -> Path | None:
    """Brings an older file to this program's version; the copy made before, or None when nothing was to do."""
    if version == schema.version():
        return None
    kept = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    backup(db, kept)
    with translated(path):
        schema.migrate(db)
    return kept
