"""The keyboard's place in the article: a caret, and a range when Shift extends it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.span import trim
from annotator.ui.session import Session


class Caret(QObject):
    """Code points of the article shown; None until an arrow key is pressed."""

    moved = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.position: int | None = None
        self._anchor: int | None = None
        session.article_changed.connect(self.drop)

    @property
    def range(self) -> tuple[int, int] | None:
        """What Shift and arrows have chosen, blanks at its ends left out; None when that is nothing."""
        if self.position is None or self._anchor is None or self._session.article is None:
            return None
        start, end = sorted((self._anchor, self.position))
        start, end = trim(self._session.article.text, start, end)
        return (start, end) if start < end else None

    def drop(self) -> None:
        """Esc, a click, another article: caret and range go."""
        if self.position is not None:
            self.position = self._anchor = None
            self.moved.emit()

    def drop_range(self) -> None:
        self._anchor = None
        self.moved.emit()

    def to(self, position: int, *, extend: bool) -> None:
        """Puts the caret at a boundary; `extend` keeps the other end of the range where it is, in its segment."""
        if self._session.article is None:
            return
        length = len(self._session.article.text)
        if extend and self._anchor is None:
            self._anchor = self.position if self.position is not None else position
        elif not extend:
            self._anchor = None
        position = min(max(position, 0), length)
        if self._anchor is not None:
            segment = self._session.segment_at(min(self._anchor, length - 1)) or self._session.segment_at(
                max(self._anchor - 1, 0)
            )
            if segment is not None:
                position = min(max(position, segment[0]), segment[1])
        self.position = position
        self.moved.emit()

    def step(self, direction: int, unit: str, *, extend: bool, start: int = 0) -> None:
        """One `unit` (morpheme, phrase or character) on; the first step starts at `start`."""
        if self.position is None:
            self.to(start, extend=False)
            if not extend:
                return
        assert self.position is not None
        self.to(self._next(self.position, direction, unit), extend=extend)

    def _next(self, position: int, direction: int, unit: str) -> int:
        morphemes = self._session.morphemes
        if unit == "character" or morphemes is None:
            return position + direction
        if unit == "phrase":
            return self._phrase_edge(position, direction)
        return morphemes.next_edge(position) if direction > 0 else morphemes.previous_edge(position)

    def _phrase_edge(self, position: int, direction: int) -> int:
        """The end of the phrase (to the left: the start) at or after the caret; the rest is passed piece by piece."""
        morphemes, article = self._session.morphemes, self._session.article
        assert morphemes is not None
        assert article is not None
        edge = position
        while 0 <= edge <= len(article.text):
            under = edge if direction > 0 else edge - 1
            phrase = morphemes.phrase_at(under) if 0 <= under < len(article.text) else None
            if phrase is not None:
                reached = phrase[1] if direction > 0 else phrase[0]
                if (reached - position) * direction > 0:
                    return reached
            new = morphemes.next_edge(edge) if direction > 0 else morphemes.previous_edge(edge)
            if new == edge:
                break
            edge = new
        return edge
