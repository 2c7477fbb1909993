"""Draws spans: fills under the text, underlines in lanes below it, outlines for what is selected or would be made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.labels import LabelSet, Underline
from annotator.lanes import lanes
from annotator.span import Span
from annotator.ui.article_geometry import Geometry
from annotator.ui.theme import Theme

_RADIUS = 3.0
_LANE = 4.5  # pixels from one lane of underlines to the next
_DOT, _DOTS = 2.6, 4.4  # a dotted underline: a dot's width, and from one dot to the next
_BELOW = 2.0  # pixels from the letters' descent to the first lane


class SpanPainter:
    """Paints onto a painter whose coordinates are the document's."""

    def __init__(self, theme: Theme, labels: LabelSet) -> None:
        self._theme = theme
        self._labels = labels
        self._shades = {label.key: theme.label(label) for label in labels}

    def fills(self, painter: QPainter, geometry: Geometry, spans: Sequence[Span], selected: int | None) -> None:
        """The grounds of `spans`, the longest first so that a nested one stays visible."""
        painter.setPen(Qt.PenStyle.NoPen)
        for span in sorted(spans, key=len, reverse=True):
            shades = self._shades.get(span.label)
            if shades is None:
                continue
            painter.setBrush(shades.fill_selected if span.id == selected else shades.fill)
            for rect in geometry.rects(span.start, span.end):
                painter.drawRoundedRect(rect.adjusted(-0.5, 0, 0.5, 1), _RADIUS, _RADIUS)

    def lines(self, painter: QPainter, geometry: Geometry, spans: Sequence[Span], selected: int | None) -> None:
        """The underlines of `spans` and the outline of the selected one, over the text."""
        for span, lane in zip(spans, lanes([span.bounds for span in spans]), strict=True):
            if span.label not in self._labels:
                continue
            ink = self._shades[span.label].ink
            rects = geometry.rects(span.start, span.end)
            for rect in rects:
                y = rect.bottom() + _BELOW + lane * _LANE
                underline(painter, self._labels[span.label].underline, ink, rect.left(), rect.right(), y)
            if span.note and rects:
                _note_sign(painter, ink, rects[-1].topRight())
            if span.id == selected:
                _outline(painter, rects, QPen(ink, 1.6))

    def suggestion(self, painter: QPainter, rects: Sequence[QRectF], label: str, *, current: bool) -> None:
        """A suggestion: a dashed outline, with a ground when it is the current one."""
        if label not in self._shades:
            return
        shades = self._shades[label]
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades.fill)
            for rect in rects:
                painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 1), _RADIUS, _RADIUS)
        _outline(painter, rects, QPen(shades.ink, 1.7 if current else 1.2, Qt.PenStyle.DashLine))

    def proposal(self, painter: QPainter, rects: Sequence[QRectF], label: str | None, *, firm: bool) -> None:
        """What a click (faint) or letting a drag go (firm) would mark."""
        ink = QColor(self._shades[label].ink if label in self._shades else self._theme.muted)
        if not firm:
            ink.setAlphaF(0.65)
        _outline(painter, rects, QPen(ink, 1.2 if not firm else 1.6))

    def grips(self, painter: QPainter, grips: Sequence[QRectF], span: Span | None) -> None:
        """The two handles of the selected span: a bar with a knob, like a text selection's on a touch screen."""
        if span is None or span.label not in self._shades:
            return
        ink = self._shades[span.label].ink
        for number, grip in enumerate(grips):
            x = grip.center().x() + (2 if number else -2)
            painter.setPen(QPen(ink, 2.4))
            painter.drawLine(QPointF(x, grip.top() - 2), QPointF(x, grip.bottom()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(x, grip.bottom() + 2 if number else grip.top() - 4), 3.6, 3.6)

    def caret(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, self._theme.text)

    def chosen(self, painter: QPainter, rects: Sequence[QRectF]) -> None:
        """The range that the keyboard has chosen."""
        colour = QColor(self._theme.accent)
        colour.setAlphaF(0.25)
        for rect in rects:
            painter.fillRect(rect.adjusted(0, -1, 0, 2), colour)

    def found(self, painter: QPainter, rects: Sequence[QRectF], *, current: bool) -> None:
        """A hit of the find bar; the current one has an outline, so that colour does not say it alone."""
        painter.setPen(QPen(self._theme.text, 1.6) if current else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.found)
        for rect in rects:
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 2), _RADIUS, _RADIUS)

    def pending(self, painter: QPainter, rects: Sequence[QRectF]) -> None:
        """A click that waits for its tokens."""
        _outline(painter, rects, QPen(self._theme.muted, 1.4, Qt.PenStyle.DotLine))


def _outline(painter: QPainter, rects: Sequence[QRectF], pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        # No wider than the letters: the quotation mark, comma or particle beside them must stay legible.
        painter.drawRoundedRect(rect.adjusted(-0.5, -1, 0.5, 2), _RADIUS, _RADIUS)


def underline(painter: QPainter, style: Underline, ink: QColor, left: float, right: float, y: float) -> None:
    if style is Underline.DOTTED:
        pen = QPen(ink, _DOT)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, _DOTS / _DOT])
        painter.setPen(pen)
        painter.drawLine(QPointF(left + _DOT / 2, y), QPointF(right - _DOT / 2, y))
        return
    width = {Underline.SOLID: 1.6, Underline.DOUBLE: 1.1, Underline.THICK: 3.2}[style]
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    for offset in (-1.2, 1.4) if style is Underline.DOUBLE else (0.0,):
        painter.drawLine(QPointF(left, y + offset), QPointF(right, y + offset))


def _note_sign(painter: QPainter, ink: QColor, corner: QPointF) -> None:
    """A folded corner at the end of the mark: there is a note."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    x, y = corner.x() + 1, corner.y() - 1
    painter.drawPolygon([QPointF(x - 7, y), QPointF(x, y), QPointF(x, y + 7)])
