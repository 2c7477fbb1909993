"""File names that say the id of an article again."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import normalize

# What no file system takes; percent-encoded, so that unquoting the name gives the id.
_UNSAFE = re.compile(r'[<>:"/\\|?*%\x00-\x1f]|^[.~]|[. ]$|^(?=(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)).')
_LONGEST = 150


def encoded(uid: str) -> str:
    """The id as a file name; `urllib.parse.unquote` reads it back."""
    return _UNSAFE.sub(lambda match: f"%{ord(match.group()):02X}", uid)


class FileNames:
    """The names given so far in one folder; they differ in more than case, or in how Hangul is composed."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, uid: str) -> tuple[str, bool]:
        """A name for an id, and whether it says the id: one that is too long or taken keeps only its beginning."""
        name = encoded(uid)
        kept = bool(name) and len(name.encode()) <= _LONGEST and _folded(name) not in self._taken
        if not kept:
            name = f"{name[:40]}-{sha256(uid.encode()).hexdigest()[:16]}"
        self._taken.add(_folded(name))
        return name, kept


def _folded(name: str) -> str:
    """The same for names that are one to some file system."""
    return normalize("NFC", name).casefold()
