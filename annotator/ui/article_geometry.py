"""Where characters of the article lie in the view, and which character lies under a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from annotator.text import Utf16Map

_AROUND = 24.0  # pixels that outlines and lanes of underlines reach beyond a paragraph's letters, at most
_KEPT = 4096  # stretches whose rectangles are remembered: more than a screen shows
_UNDERLINES = 8.0  # pixels below a paragraph's last line that still belong to it: its underlines are drawn there


class Geometry:
    """Code points of `text` to rectangles of its laid-out document and back.

    Points and rectangles are in document coordinates; positions pass through the UTF-16 map at once. Rectangles of
    stretches are kept, for each is painted again and again: whoever lays the document out anew calls `forget`.
    """

    def __init__(self, document: QTextDocument, text: str) -> None:
        self._document = document
        self._layout = document.documentLayout()
        self._utf16 = Utf16Map(text)
        self._length = len(text)
        self._rects = lru_cache(_KEPT)(self._laid)

    def character_at(self, point: QPointF) -> int | None:
        """The code point of the character whose cell holds `point`; None beside the text and on blank lines."""
        found = self._line_at(point)
        if found is None:
            return None
        block, line, x = found
        left, right = line.x(), line.x() + line.naturalTextWidth()
        if not left <= x < right:
            return None
        index = line.xToCursor(x)
        while index > line.textStart() and _x(line, index) > x:
            index -= 1
        # Of characters without a width and the one drawn after them, the one that is drawn.
        last = line.textStart() + line.textLength() - 1
        while index < last and _x(line, index + 1) <= x:
            index += 1
        position = self._utf16.to_codepoint(block.position() + index)
        return position if index < line.textStart() + line.textLength() and position < self._length else None

    def boundary_at(self, point: QPointF) -> int:
        """The boundary between characters nearest to `point`, wherever the point lies."""
        utf16 = self._layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        return min(self._utf16.to_codepoint(max(utf16, 0)), self._length)

    def forget(self) -> None:
        """The document has been laid out anew."""
        self._rects.cache_clear()

    def rects(self, start: int, end: int) -> Sequence[QRectF]:
        """One rectangle a line for `[start, end)`: its top and bottom are those of the letters, not of the line."""
        return self._rects(start, end)

    def _laid(self, start: int, end: int) -> tuple[QRectF, ...]:
        result = []
        first, last = self._utf16.to_utf16(start), self._utf16.to_utf16(end)
        block = self._document.findBlock(first)
        while block.isValid() and block.position() < last:
            origin = self._layout.blockBoundingRect(block).topLeft()
            for line in _lines(block, max(first - block.position(), 0)):
                line_start = block.position() + line.textStart()
                if line_start >= last:
                    break
                a, b = max(first, line_start), min(last, line_start + line.textLength())
                if a < b:
                    left, right = _x(line, a - block.position()), _x(line, b - block.position())
                    if b == line_start + line.textLength():
                        # A blank at the line's end hangs outside; the mark ends with the last letter.
                        right = min(right, line.x() + line.naturalTextWidth())
                    top = line.y() + line.ascent() - line.ascent() * 0.98
                    rect = QRectF(QPointF(left, top), QPointF(right, line.y() + line.ascent() + line.descent()))
                    result.append(rect.translated(origin).normalized())
            block = block.next()
        return tuple(result)

    def area(self, start: int, end: int) -> QRectF:
        """The paragraphs that hold `[start, end)`, with room for what is drawn around and under their letters."""
        block = self._document.findBlock(self._utf16.to_utf16(start))
        last = self._utf16.to_utf16(end)
        area = QRectF()
        while block.isValid() and block.position() <= last:
            area = area.united(self._layout.blockBoundingRect(block))
            block = block.next()
        bottom = area.bottom() + _AROUND
        if block.isValid():
            bottom = max(bottom, self._layout.blockBoundingRect(block).top())
        area.setBottom(bottom)
        return area.adjusted(-_AROUND, -_AROUND, _AROUND, 0)

    def caret(self, position: int) -> QRectF:
        """A thin upright rectangle at the boundary before `position`."""
        utf16 = self._utf16.to_utf16(position)
        block = self._document.findBlock(utf16)
        if not block.isValid():
            return QRectF()
        origin = self._layout.blockBoundingRect(block).topLeft()
        line = block.layout().lineForTextPosition(utf16 - block.position())
        if not line.isValid():
            return QRectF(origin.x(), origin.y(), 1.5, 16)
        x = _x(line, utf16 - block.position())
        return QRectF(origin.x() + x - 0.75, origin.y() + line.y(), 1.5, line.ascent() + line.descent())

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[int, int]]:
        """The code point bounds of the blocks that meet the horizontal stripe from `top` to `bottom`."""
        at = self._layout.hitTest(QPointF(0, max(top, 0)), Qt.HitTestAccuracy.FuzzyHit)
        block = self._document.findBlock(max(at, 0))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid() and self._layout.blockBoundingRect(block).top() <= bottom:
            start = block.position()
            yield self._utf16.to_codepoint(start), self._utf16.to_codepoint(start + block.length() - 1)
            block = block.next()

    def top_position(self, y: float) -> int:
        """The first character of the line at height `y`, or of the first line below it."""
        block = self._document.findBlock(max(self._layout.hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit), 0))
        while block.isValid():
            top = self._layout.blockBoundingRect(block).top()
            after = block.next()
            # The rectangle of a block with a fixed line height reaches into the next one: that one's top is the end.
            end = self._layout.blockBoundingRect(after).top() if after.isValid() else float("inf")
            for line in _lines(block):
                if min(top + line.y() + line.height(), end) > y:
                    return self._utf16.to_codepoint(block.position() + line.textStart())
            block = block.next()
        return self._length

    def y_of(self, position: int) -> float:
        """The height of the line that holds `position`."""
        rects = self.rects(position, min(position + 1, self._length))
        if rects:
            return rects[0].top()
        block = self._document.findBlock(self._utf16.to_utf16(position))
        return float(self._layout.blockBoundingRect(block).top()) if block.isValid() else 0.0

    def _line_at(self, point: QPointF) -> tuple[QTextBlock, QTextLine, float] | None:
        utf16 = self._layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        block = self._document.findBlock(max(utf16, 0))
        if not block.isValid():
            return None
        rect = self._layout.blockBoundingRect(block)
        if point.y() < rect.top() and block.previous().isValid():
            # Between two blocks Qt settles for the lower one; the underlines of the upper one are there.
            block = block.previous()
            rect = self._layout.blockBoundingRect(block)
        inside = point - rect.topLeft()
        lines = list(_lines(block))
        for number, line in enumerate(lines):
            bottom = lines[number + 1].y() if number + 1 < len(lines) else rect.height() + _UNDERLINES
            if line.y() <= inside.y() < bottom:
                return block, line, inside.x()
        return None


def _lines(block: QTextBlock, position: int = 0) -> Iterator[QTextLine]:
    """The lines of a block from the one that holds `position` (UTF-16, in the block) on."""
    layout = block.layout()
    first = layout.lineForTextPosition(position).lineNumber() if position else 0
    for number in range(max(first, 0), layout.lineCount()):
        yield layout.lineAt(number)


def _x(line: QTextLine, index: int) -> float:
    """Where a cursor before character `index` of the block stands; Qt gives the place and the index it settled on."""
    x = line.cursorToX(index)
    return float(x[0]) if isinstance(x, (tuple, list)) else float(x)  # type: ignore[arg-type]
