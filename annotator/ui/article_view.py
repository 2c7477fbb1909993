"""The article: a read-only text with its spans painted under it; the mouse and the keys become calls of Marking."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from annotator.span import Span
from annotator.ui import article_document
from annotator.ui.article_geometry import Geometry
from annotator.ui.marking import Marking
from annotator.ui.session import Session
from annotator.ui.span_painter import SpanPainter
from annotator.ui.theme import Theme

SIZE = 12.5  # points of the body text
_COLUMN_EMS = 38  # widest column of text, in ems of the body
_MARGIN = 40
# A press that arrives this soon after the window came to the front is the one that brought it there.
_ACTIVATION_MS = 120
_AUTOSCROLL_MS = 40
_REST_MS = 200


@dataclass(slots=True)
class _Press:
    """A left press on the character `position`; `point` in document coordinates."""

    point: QPointF
    position: int | None
    segment: tuple[int, int] | None
    exact: bool
    touch: bool
    dragging: bool = False
    last: QPointF | None = None


class ArticleView(QTextEdit):
    """Shows the session's article and hands gestures on as code points."""

    context_menu = Signal(object, object)  # Span | None, global position

    def __init__(self, session: Session, marking: Marking, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._marking = marking
        self._theme = theme
        self._painter = SpanPainter(theme, session.labels)
        self._geometry = Geometry(self.document(), "")
        self._press: _Press | None = None
        self._hover: int | None = None
        self._proposal: tuple[int, int] | None = None
        self._anchor = 0
        self._was_inactive = False
        self._activated = QElapsedTimer()
        self._autoscroll = QTimer(self, interval=_AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_while_dragging)
        self.setObjectName("article")
        self.setAccessibleName(self.tr("기사 본문"))
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the column never jumps sideways when an article grows past the window.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.viewport().setMouseTracking(True)
        session.project_changed.connect(self._on_labels)
        session.article_changed.connect(self.show_article)
        session.changed.connect(self._on_changes)
        session.tokens_changed.connect(self._refresh_proposal)
        session.focus.connect(self.bring_into_view)
        marking.selection_changed.connect(self._on_selection)
        marking.label_changed.connect(self._refresh_proposal)
        marking.pending_changed.connect(self.viewport().update)
        # Laying out moves the bar through places where nobody was: only where it comes to rest counts.
        self._scrolled = QTimer(self, singleShot=True, interval=_REST_MS)
        self._scrolled.timeout.connect(self._remember_place)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled.start())
        session.leaving.connect(self._remember_place)

    # -- content

    def show_article(self) -> None:
        """Lays the session's article out and scrolls to where the user was."""
        article = self._session.article
        text, segments = (article.text, article.segments) if article else ("", ())
        position = self._session.position if article else 0
        self._press = self._hover = self._proposal = None
        self.verticalScrollBar().blockSignals(True)
        article_document.fill(self.document(), text, segments, SIZE, self._theme)
        self._geometry = Geometry(self.document(), text)
        self._fit_column()
        # Filling pushed the widget's own caret to the end, and the view goes where the caret is.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().blockSignals(False)
        self.scroll_to(position)
        self._scrolled.stop()
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._on_labels()
        article = self._session.article
        if article is not None:
            article_document.dress(self.document(), article.text, article.segments, SIZE, theme)
        self.viewport().update()

    def top(self) -> int:
        """The code point that begins the line at the top of the view; 0 at the article's very top."""
        value = self.verticalScrollBar().value()
        return self._geometry.top_position(float(value)) if value else 0

    def scroll_to(self, position: int) -> None:
        """Puts the line of `position` at the top of the view, and keeps it there when the window changes its width."""
        self._anchor = position
        if position:
            # A document is laid out when it is next painted; without lines there is nowhere to scroll to.
            self.document().setTextWidth(self.viewport().width())
            self.document().size()
        self.verticalScrollBar().setValue(ceil(self._geometry.y_of(position)) if position else 0)

    def bring_into_view(self, start: int, end: int) -> None:
        """Scrolls as little as shows `[start, end)` with a line of room; not at all when it is in view."""
        rects = self._geometry.rects(start, end) or [QRectF(0, self._geometry.y_of(start), 1, 1)]
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = rects[0].top() - 48, rects[-1].bottom() + 48
        if top < bar.value():
            bar.setValue(round(top))
        elif bottom > bar.value() + height:
            bar.setValue(round(bottom - height))

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """Where `[start, end)` is drawn now, in viewport coordinates."""
        return [rect.translated(-self._offset()) for rect in self._geometry.rects(start, end)]

    def _fit_column(self) -> None:
        frame = self.document().rootFrame()
        form = QTextFrameFormat(frame.frameFormat())
        em = self.fontMetrics().height() * SIZE / self.font().pointSizeF() / 1.15
        side = max(_MARGIN, (self.viewport().width() - _COLUMN_EMS * em) / 2)
        if abs(form.leftMargin() - side) < 0.5 and form.topMargin() == _MARGIN:
            return
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(_MARGIN)
        form.setBottomMargin(_MARGIN * 2)
        frame.setFrameFormat(form)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A QTextEdit shown for the first time goes to its caret.
        self.scroll_to(self._anchor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_column()
        if event.oldSize().width() != event.size().width():
            self.scroll_to(self._anchor)

    # -- painting

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        offset = self._offset()
        spans = self._visible_spans(QRectF(event.rect()).translated(offset))
        selected = self._marking.selected_id
        with QPainter(self.viewport()) as painter:
            self._prepare(painter, offset)
            self._painter.fills(painter, self._geometry, [s for group in spans for s in group], selected)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            self._prepare(painter, offset)
            for group in spans:
                self._painter.lines(painter, self._geometry, group, selected)
            if self._proposal is not None:
                label = self._marking.active.key if self._marking.active else None
                firm = self._press is not None and self._press.dragging
                self._painter.proposal(painter, self._geometry.rects(*self._proposal), label, firm=firm)
            pending = self._marking.pending
            if pending is not None:
                self._painter.pending(painter, self._geometry.rects(pending.start, pending.end))

    @staticmethod
    def _prepare(painter: QPainter, offset: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-offset)

    def _visible_spans(self, area: QRectF) -> list[list[Span]]:
        """The spans of each block that meets `area`: lanes are counted within a block."""
        groups = (
            self._session.spans.within(start, end)
            for start, end in self._geometry.blocks_between(area.top(), area.bottom())
        )
        return [group for group in groups if group]

    # -- mouse

    def _point(self, event: QMouseEvent) -> QPointF:
        return event.position() + self._offset()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow() and self._was_inactive:
                self._activated.start()
            self._was_inactive = not self.isActiveWindow()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.accept()
            return
        brought_to_front = self._activated.isValid() and self._activated.elapsed() < _ACTIVATION_MS
        self._activated.invalidate()
        if brought_to_front:
            return
        point = self._point(event)
        position = self._geometry.character_at(point)
        segment = self._session.segment_at(position) if position is not None else None
        exact = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        touch = event.device().type() == QInputDevice.DeviceType.TouchScreen
        self._press = _Press(point, position if segment else None, segment, exact, touch, last=point)

    # The second press of a double click is a press like any other.
    mouseDoubleClickEvent = mousePressEvent

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._point(event)
        if self._press is None:
            self._hover_over(self._geometry.character_at(point))
            return
        press = self._press
        if not press.dragging:
            moved = (point - press.point).manhattanLength()
            press.dragging = moved >= QApplication.startDragDistance()
        if not press.dragging:
            return
        if press.touch:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() - (point.y() - press.point.y())))
            return
        press.last = point
        self._autoscroll.start()
        self._propose_drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._press is None:
            event.accept()
            return
        press, self._press = self._press, None
        self._autoscroll.stop()
        self._proposal = None
        self.viewport().update()
        if press.dragging:
            bounds = self._dragged(press)
            if bounds is not None and not press.touch:
                self._marking.drag(*bounds, exact=press.exact)
        elif press.position is None:
            self._marking.click_nothing()
        elif press.exact:
            self._marking.nested_click(press.position)
        else:
            self._marking.click(press.position)
        self._hover_over(self._geometry.character_at(self._point(event)))

    def leaveEvent(self, event: QEvent) -> None:
        if self._press is None:
            self._hover_over(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = QPointF(self.viewport().mapFrom(self, event.pos())) + self._offset()
        position = self._geometry.character_at(point)
        segment = self._session.segment_at(position) if position is not None else None
        hits = self._session.spans.at(position, segment) if position is not None and segment else []
        if hits and self._marking.selected not in hits:
            self._marking.select(hits[0].id)
        self.context_menu.emit(self._marking.selected, event.globalPos())

    def _dragged(self, press: _Press) -> tuple[int, int] | None:
        """The code points a drag covers, clipped to the segment it began in."""
        if press.position is None or press.segment is None or press.last is None:
            return None
        boundary = self._geometry.boundary_at(press.last)
        # The character under the press belongs to the drag whichever way it goes.
        start, end = min(press.position, boundary), max(press.position + 1, boundary)
        start, end = max(start, press.segment[0]), min(end, press.segment[1])
        return (start, end) if start < end else None

    def _propose_drag(self) -> None:
        bounds = self._dragged(self._press) if self._press else None
        proposal = None
        if bounds is not None and self._press is not None and self._marking.active is not None:
            proposal = self._marking.preview_drag(*bounds, exact=self._press.exact)
        self._propose(proposal)

    def _scroll_while_dragging(self) -> None:
        if self._press is None or self._press.last is None:
            self._autoscroll.stop()
            return
        bar, y = self.verticalScrollBar(), self._press.last.y() - self.verticalScrollBar().value()
        step = min(y, 0) + max(y - self.viewport().height(), 0)
        if step:
            before = bar.value()
            bar.setValue(before + round(step / 2 or step))
            self._press.last += QPointF(0, bar.value() - before)
            self._propose_drag()

    def _hover_over(self, position: int | None) -> None:
        self._hover = position
        cursor = Qt.CursorShape.ArrowCursor if position is None else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != cursor:
            self.viewport().setCursor(cursor)
        self._refresh_proposal()

    def _refresh_proposal(self) -> None:
        if self._press is None:
            self._propose(self._marking.preview(self._hover) if self._hover is not None else None)

    def _propose(self, bounds: tuple[int, int] | None) -> None:
        if bounds != self._proposal:
            self._proposal = bounds
            self.viewport().update()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.NoModifier:
            if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                self._marking.digit(key - Qt.Key.Key_0)
                return
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._marking.remove()
                return
            if key == Qt.Key.Key_Escape:
                self._escape()
                return
        super().keyPressEvent(event)

    def _escape(self) -> None:
        if self._press is not None and self._press.dragging:
            self._press = None
            self._autoscroll.stop()
            self._propose(None)
        else:
            self._marking.escape()

    # -- following

    def _on_labels(self) -> None:
        self._painter = SpanPainter(self._theme, self._session.labels)
        self.viewport().setPalette(self._paper())

    def _paper(self) -> QPalette:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.paper)
        return palette

    def _on_changes(self) -> None:
        self._refresh_proposal()
        self.viewport().update()

    def _on_selection(self) -> None:
        selected = self._marking.selected
        if selected is not None:
            self.bring_into_view(selected.start, selected.end)
        self.viewport().update()

    def _remember_place(self) -> None:
        self._scrolled.stop()
        self._anchor = self.top()
        self._session.remember(position=self._anchor)
