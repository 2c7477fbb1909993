"""What is looked for in the article shown, letter by letter as typed, and where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtCore import QObject, Signal

from annotator.ui.session import Session


class Finding(QObject):
    """The hits of one text in the session's article, and which of them is the current one. Positions are code points.

    Upper and lower case are the same. Hits are there only while the find bar is open.
    """

    changed = Signal()
    reached = Signal(int, int)  # a hit to bring into view

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.text = ""
        self.active = False
        self.hits: list[tuple[int, int]] = []
        self.current: int | None = None
        session.article_changed.connect(self._on_article)

    def look(self, text: str, *, near: int = 0) -> None:
        """Finds `text` and makes the first hit from `near` on the current one, else the first of all."""
        self.text = text
        self.active = True
        self._collect()
        if self.hits:
            at = bisect_left(self.hits, (near, 0))
            self.current = at if at < len(self.hits) else 0
            self._reach()
        self.changed.emit()

    def step(self, by: int) -> None:
        """The next hit or the one before; from the last to the first."""
        if self.hits:
            self.current = 0 if self.current is None else (self.current + by) % len(self.hits)
            self._reach()
            self.changed.emit()

    def point(self, start: int, end: int) -> None:
        """Shows one place that was found elsewhere, as long as nothing is looked for here."""
        if not self.active:
            self.hits, self.current = [(start, end)], 0
            self.changed.emit()
        self.reached.emit(start, end)

    def stop(self) -> None:
        """Shows no hits any more; `text` stays for the next time."""
        self.active = False
        self.hits, self.current = [], None
        self.changed.emit()

    def forget(self) -> None:
        """Shows a place found elsewhere no more."""
        if not self.active:
            self.stop()

    @property
    def here(self) -> tuple[int, int] | None:
        """The current hit."""
        return None if self.current is None else self.hits[self.current]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The hits that begin in `[start, end)`."""
        return self.hits[bisect_left(self.hits, (start, 0)) : bisect_left(self.hits, (end, 0))]

    def _collect(self) -> None:
        text = self._session.article.text if self._session.article else ""
        pattern = re.escape(self.text) if self.text.strip() else None
        self.hits = [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []
        self.current = None

    def _reach(self) -> None:
        if self.here is not None:
            self.reached.emit(*self.here)

    def _on_article(self) -> None:
        if self.active:
            # The new article opens where the user was in it; the hits show, none is gone to.
            self._collect()
        else:
            self.hits, self.current = [], None
        self.changed.emit()
