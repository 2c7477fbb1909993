"""The mouse over the article: which press, drag and release means what, in code points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollBar

from annotator.edges import Edge
from annotator.span import Span
from annotator.ui.article_geometry import Geometry
from annotator.ui.marking import Marking
from annotator.ui.session import Session

# A press that arrives this soon after the window came to the front is the one that brought it there.
_ACTIVATION_MS = 120
_AUTOSCROLL_MS = 40
_GRIP = 6.0  # pixels around an end of the selected mark that take hold of it


class _What(Enum):
    MARK = "mark"
    EXACT = "exact"
    STRETCH = "stretch"
    SCROLL = "scroll"  # a finger


@dataclass(slots=True)
class _Press:
    """A left press on the character `position`; points in document coordinates."""

    point: QPointF
    position: int | None
    segment: tuple[int, int] | None
    what: _What
    edge: Edge | None = None  # the handle it took hold of
    dragging: bool = False
    last: QPointF | None = None


class Pointer(QObject):
    """Turns mouse events of the view into calls of Marking; `proposal` is what would be marked now."""

    changed = Signal()  # the proposal: paint again
    cursor = Signal(Qt.CursorShape)

    def __init__(self, session: Session, marking: Marking, bar: QScrollBar, height: Callable[[], int]) -> None:
        super().__init__(bar)
        self._session = session
        self._marking = marking
        self._bar = bar
        self._height = height
        self._geometry: Geometry | None = None
        self._press: _Press | None = None
        self._hover: int | None = None
        self._activated = QElapsedTimer()
        self._autoscroll = QTimer(self, interval=_AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_while_dragging)
        self.proposal: tuple[int, int] | None = None

    @property
    def dragging(self) -> bool:
        return self._press is not None and self._press.dragging

    @property
    def label(self) -> str | None:
        """Whose colour the proposal has: the held mark's, else the active label's."""
        if self._press is not None and self._press.edge is not None and self._marking.selected is not None:
            return self._marking.selected.label
        return self._marking.active.key if self._marking.active else None

    def reset(self, geometry: Geometry) -> None:
        """Another text: nothing is held or pointed at."""
        self._geometry = geometry
        self._press = self._hover = self.proposal = None
        self._autoscroll.stop()

    def window_came_to_front(self) -> None:
        self._activated.start()

    def cancel(self) -> bool:
        """Esc: gives a drag up; False when there is none."""
        if not self.dragging:
            return False
        self._press = None
        self._autoscroll.stop()
        self._propose(None)
        return True

    # -- events; `point` in document coordinates

    def press(self, event: QMouseEvent, point: QPointF) -> None:
        brought_to_front = self._activated.isValid() and self._activated.elapsed() < _ACTIVATION_MS
        self._activated.invalidate()
        if brought_to_front or self._geometry is None:
            return
        position = self._geometry.character_at(point)
        segment = self._session.segment_at(position) if position is not None else None
        press = _Press(point, position if segment else None, segment, self._what(event), last=point)
        press.edge = self._grip(point) if press.what in (_What.MARK, _What.EXACT) else None
        self._press = press

    def _what(self, event: QMouseEvent) -> _What:
        if event.device().type() == QInputDevice.DeviceType.TouchScreen:
            return _What.SCROLL
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return _What.EXACT
        return _What.STRETCH if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _What.MARK

    def move(self, point: QPointF) -> None:
        press = self._press
        if press is None:
            self._hover_over(point)
            return
        if not press.dragging:
            press.dragging = (point - press.point).manhattanLength() >= QApplication.startDragDistance()
        if not press.dragging:
            return
        if press.what is _What.SCROLL:
            self._bar.setValue(round(self._bar.value() - (point.y() - press.point.y())))
            return
        press.last = point
        self._autoscroll.start()
        self._propose_drag()

    def release(self, point: QPointF) -> None:
        press, self._press = self._press, None
        self._autoscroll.stop()
        if press is None:
            return
        self._propose(None)
        if press.dragging:
            self._drop(press)
        elif press.position is None:
            self._marking.click_nothing()
        elif press.what is _What.STRETCH:
            self._marking.stretch_click(press.position)
        elif press.what is _What.EXACT:
            self._marking.nested_click(press.position)
        else:
            self._marking.click(press.position)
        self._hover_over(point)

    def leave(self) -> None:
        if self._press is None:
            self._hover = None
            self._propose(None)

    def refresh(self) -> None:
        """Label, tokens or marks have changed: what a click would make may be something else."""
        if self._press is None:
            self._propose(self._marking.preview(self._hover) if self._hover is not None else None)

    # -- dragging

    def _drop(self, press: _Press) -> None:
        exact = press.what is _What.EXACT
        held = self._marking.selected
        if press.edge is not None and held is not None:
            bounds = self._held_bounds(press, held)
            if bounds is not None:
                self._marking.adjusting.place(held, bounds)
            return
        bounds = self._dragged(press)
        if bounds is not None and press.what is not _What.SCROLL:
            self._marking.drag(*bounds, exact=exact)

    def _dragged(self, press: _Press) -> tuple[int, int] | None:
        """The code points a drag covers, clipped to the segment it began in."""
        if press.position is None or press.segment is None or press.last is None or self._geometry is None:
            return None
        boundary = self._geometry.boundary_at(press.last)
        # The character under the press belongs to the drag whichever way it goes.
        start, end = min(press.position, boundary), max(press.position + 1, boundary)
        start, end = max(start, press.segment[0]), min(end, press.segment[1])
        return (start, end) if start < end else None

    def _held_bounds(self, press: _Press, held: Span) -> tuple[int, int] | None:
        if press.edge is None or press.last is None or self._geometry is None:
            return None
        boundary = self._geometry.boundary_at(press.last)
        return self._marking.adjusting.handle(held, press.edge, boundary, exact=press.what is _What.EXACT)

    def _propose_drag(self) -> None:
        press, held = self._press, self._marking.selected
        if press is None:
            return
        if press.edge is not None and held is not None:
            self._propose(self._held_bounds(press, held))
            return
        bounds = self._dragged(press)
        if bounds is None or self._marking.active is None:
            self._propose(None)
        else:
            self._propose(self._marking.preview_drag(*bounds, exact=press.what is _What.EXACT))

    def _scroll_while_dragging(self) -> None:
        if self._press is None or self._press.last is None:
            self._autoscroll.stop()
            return
        y = self._press.last.y() - self._bar.value()
        step = min(y, 0) + max(y - self._height(), 0)
        if step:
            before = self._bar.value()
            self._bar.setValue(before + round(step / 2 or step))
            self._press.last += QPointF(0, self._bar.value() - before)
            self._propose_drag()

    # -- hovering

    def grips(self) -> list[tuple[Edge, QRectF]]:
        """The two handles of the selected mark, in document coordinates."""
        span = self._marking.selected
        rects = self._geometry.rects(span.start, span.end) if span is not None and self._geometry else []
        if not rects:
            return []
        first, last = rects[0], rects[-1]
        return [
            (Edge.START, QRectF(first.left() - _GRIP, first.top(), 2 * _GRIP, first.height() + 4)),
            (Edge.END, QRectF(last.right() - _GRIP, last.top(), 2 * _GRIP, last.height() + 4)),
        ]

    def _grip(self, point: QPointF) -> Edge | None:
        # Of a mark so short that its handles meet, the nearer end.
        under = [(abs(rect.center().x() - point.x()), edge) for edge, rect in self.grips() if rect.contains(point)]
        return min(under)[1] if under else None

    def _hover_over(self, point: QPointF) -> None:
        self._hover = self._geometry.character_at(point) if self._geometry else None
        if self._grip(point) is not None:
            self.cursor.emit(Qt.CursorShape.SizeHorCursor)
        else:
            self.cursor.emit(Qt.CursorShape.ArrowCursor if self._hover is None else Qt.CursorShape.IBeamCursor)
        self.refresh()

    def _propose(self, bounds: tuple[int, int] | None) -> None:
        if bounds != self.proposal:
            self.proposal = bounds
            self.changed.emit()
