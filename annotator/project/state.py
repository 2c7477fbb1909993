"""The table `state`: small values of the project under a key, kept as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from annotator.errors import AnnotatorError


def get(db: Database, key: str, default: Any = None) -> Any:
    row = db.conn.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    try:
        return default if row is None else json.loads(row[0])
    except (ValueError, RecursionError) as error:
        raise AnnotatorError("project.damaged_row", table="state", id=key) from error


def put(db: Database, key: str, value: Any) -> None:
    db.conn.execute(
        "INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, dump(value)),
    )


def remove(db: Database, key: str) -> None:
    db.conn.execute("DELETE FROM state WHERE key = ?", (key,))


def dump(value: Any) -> str:
    """JSON as the project's own columns hold it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def now() -> str:
    """UTC, ISO 8601, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def local(at: str) -> str:
    """A stored time as the user's clock says it, to the second; anything else as it is."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return at


def storable(text: str) -> str:
    """`text` without what UTF-8 cannot hold: an unpaired surrogate becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
