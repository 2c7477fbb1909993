"""The article: a read-only text with its spans painted under it; gestures go to Pointer, keys to ArticleKeys."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.article import Segment
from annotator.project import Area, Changes
from annotator.span import Span
from annotator.ui import article_document
from annotator.ui.article_geometry import Geometry
from annotator.ui.article_keys import ArticleKeys
from annotator.ui.caret import Caret
from annotator.ui.finding import Finding
from annotator.ui.marking import Marking
from annotator.ui.pointer import Pointer
from annotator.ui.preferences import COLUMN, TEXT_SIZE
from annotator.ui.session import Session
from annotator.ui.span_painter import SpanPainter
from annotator.ui.suggesting import Suggesting
from annotator.ui.theme import Theme

_MARGIN = 40
_REST_MS = 200


class ArticleView(QTextEdit):
    """Shows the session's article and hands gestures on as code points."""

    context_menu = Signal(object, object, object)  # Span | None, code point | None, global position
    zoomed = Signal(int)  # Ctrl+wheel: one step larger or smaller

    def __init__(
        self,
        session: Session,
        marking: Marking,
        suggesting: Suggesting,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._marking = marking
        self._theme = theme
        self._painter = SpanPainter(theme, session.labels)
        self._geometry = Geometry(self.document(), "")
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._geometry.forget())
        self._anchor = 0
        self._selected: tuple[int, int] | None = None  # as last painted, like the next
        self._proposed: tuple[int, int] | None = None
        self._size: float = TEXT_SIZE
        self._column: int = COLUMN
        self._was_inactive = False
        self.caret = Caret(session, self)
        self.finding = Finding(session, self)
        self._suggesting = suggesting
        self._keys = ArticleKeys(session, marking, self.caret, suggesting)
        self._pointer = Pointer(session, marking, self.verticalScrollBar(), lambda: self.viewport().height())
        self._pointer.changed.connect(self._on_proposal)
        self._pointer.cursor.connect(self._set_cursor)
        self.caret.moved.connect(self._on_caret)
        self.finding.changed.connect(self.viewport().update)
        self.finding.reached.connect(self.bring_into_view)
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
        session.tokens_changed.connect(self._pointer.refresh)
        session.focus.connect(self.bring_into_view)
        marking.selection_changed.connect(self._on_selection)
        marking.label_changed.connect(self._on_label)
        marking.pending_changed.connect(self.viewport().update)
        suggesting.changed.connect(self.viewport().update)
        suggesting.current_changed.connect(self.viewport().update)
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
        self.verticalScrollBar().blockSignals(True)
        self._fill(text, segments)
        self.verticalScrollBar().blockSignals(False)
        self.scroll_to(position)
        self._scrolled.stop()
        self.viewport().update()

    def _fill(self, text: str, segments: Sequence[Segment]) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        article_document.fill(self.document(), text, segments, self._size, self._theme, self._frame())
        # Filling pushed the widget's own caret to the end, and the view goes where the caret is. Within the block of
        # edits: after it, all lines down to the last would have to be laid out first.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        cursor.endEditBlock()
        self._geometry = Geometry(self.document(), text)
        self._pointer.reset(self._geometry)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._on_labels()
        article = self._session.article
        if article is not None:
            article_document.dress(self.document(), article.text, article.segments, self._size, theme)
        self.viewport().update()

    def set_size(self, points: float, column: int) -> None:
        """The body's size in points and the widest column in ems; the line at the top stays there."""
        if (points, column) == (self._size, self._column):
            return
        self._anchor = self.top()
        resized = points != self._size
        self._size, self._column = points, column
        article = self._session.article
        if resized and article is not None:
            self.verticalScrollBar().blockSignals(True)
            self._fill(article.text, article.segments)
            self.verticalScrollBar().blockSignals(False)
        self._fit_column()
        self.scroll_to(self._anchor)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

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
        self._bring(rects[0].top() - 48, rects[-1].bottom() + 48)

    def _bring(self, top: float, bottom: float) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value():
            bar.setValue(round(top))
        elif bottom > bar.value() + height:
            bar.setValue(round(bottom - height))

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """Where `[start, end)` is drawn now, in viewport coordinates."""
        return [rect.translated(-self._offset()) for rect in self._geometry.rects(start, end)]

    def _fit_column(self) -> None:
        frame, form = self.document().rootFrame(), self._frame()
        if abs(frame.frameFormat().leftMargin() - form.leftMargin()) >= 0.5:
            frame.setFrameFormat(form)
            self._geometry.forget()

    def _frame(self) -> QTextFrameFormat:
        """The margins that leave a column which reads well."""
        form = QTextFrameFormat(self.document().rootFrame().frameFormat())
        em = self.fontMetrics().height() * self._size / self.font().pointSizeF() / 1.15
        side = max(_MARGIN, (self.viewport().width() - self._column * em) / 2)
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(_MARGIN)
        form.setBottomMargin(_MARGIN * 2)
        return form

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A QTextEdit shown for the first time goes to its caret.
        self.scroll_to(self._anchor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._geometry.forget()
        self._fit_column()
        if event.oldSize().width() != event.size().width():
            self.scroll_to(self._anchor)

    # -- painting

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        offset = self._offset()
        area = QRectF(event.rect()).translated(offset)
        blocks = list(self._geometry.blocks_between(area.top(), area.bottom()))
        # By block, for lanes of underlines are counted within one.
        spans = [group for block in blocks if (group := self._session.spans.within(*block))]
        selected = self._marking.selected_id
        with QPainter(self.viewport()) as painter:
            self._prepare(painter, offset)
            self._painter.fills(painter, self._geometry, [s for group in spans for s in group], selected)
            self._paint_found(painter, blocks)
            self._paint_suggestions(painter, blocks)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            self._prepare(painter, offset)
            for group in spans:
                self._painter.lines(painter, self._geometry, group, selected)
            proposal = self._pointer.proposal
            if proposal is not None:
                rects = self._geometry.rects(*proposal)
                self._painter.proposal(painter, rects, self._pointer.label, firm=self._pointer.dragging)
            self._painter.grips(painter, [rect for _, rect in self._pointer.grips()], self._marking.selected)
            self._paint_caret(painter)
            pending = self._marking.pending
            if pending is not None:
                self._painter.pending(painter, self._geometry.rects(pending.start, pending.end))

    def _paint_suggestions(self, painter: QPainter, blocks: Sequence[tuple[int, int]]) -> None:
        """The suggestions of some blocks, under the text as fills are."""
        for start, end in blocks:
            for each in self._suggesting.within(start, end):
                rects = self._geometry.rects(*each.bounds)
                self._painter.suggestion(painter, rects, each.label, current=each == self._suggesting.current)

    def _paint_caret(self, painter: QPainter) -> None:
        if self.caret.position is None:
            return
        chosen = self.caret.range
        if chosen is not None:
            self._painter.chosen(painter, self._geometry.rects(*chosen))
        self._painter.caret(painter, self._geometry.caret(self.caret.position))

    def _paint_found(self, painter: QPainter, blocks: Sequence[tuple[int, int]]) -> None:
        if self.finding.hits:
            for start, end in blocks:
                for hit in self.finding.within(start, end):
                    self._painter.found(painter, self._geometry.rects(*hit), current=hit == self.finding.here)

    @staticmethod
    def _prepare(painter: QPainter, offset: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-offset)

    # -- mouse

    def _point(self, event: QMouseEvent) -> QPointF:
        return event.position() + self._offset()

    def _set_cursor(self, shape: Qt.CursorShape) -> None:
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def event(self, event: QEvent) -> bool:
        # Of a window coming to the front its parts hear by these two, not by ActivationChange.
        if event.type() == QEvent.Type.WindowDeactivate:
            self._was_inactive = True
        elif event.type() == QEvent.Type.WindowActivate and self._was_inactive:
            self._was_inactive = False
            self._pointer.window_came_to_front()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.caret.drop()
            self._pointer.press(event, self._point(event))
        event.accept()

    # The second press of a double click is a press like any other.
    mouseDoubleClickEvent = mousePressEvent

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(self._point(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(self._point(event))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.leave()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = self.viewport().mapFrom(self, event.pos())
        hits = self.spans_at(point)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._marking.selected is not None:
            hits = [self._marking.selected]
        if hits and self._marking.selected not in hits:
            self._marking.select(hits[0].id)
        elif not hits:
            self._marking.select(None)
        position = self._geometry.character_at(QPointF(point) + self._offset())
        self.context_menu.emit(self._marking.selected, position, event.globalPos())

    def spans_at(self, point: QPoint) -> list[Span]:
        """The marks over the character at a point of the viewport, innermost first."""
        position = self._geometry.character_at(QPointF(point) + self._offset())
        segment = self._session.segment_at(position) if position is not None else None
        return self._session.spans.at(position, segment) if position is not None and segment is not None else []

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pointer.cancel():
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.caret.position is not None:
            self._move_line(-1 if event.key() == Qt.Key.Key_Up else 1, event)
        elif not self._keys.press(event, self.top()):
            super().keyPressEvent(event)

    def _move_line(self, direction: int, event: QKeyEvent) -> None:
        assert self.caret.position is not None
        rect = self._geometry.caret(self.caret.position)
        # A line and its lead; a blank line between paragraphs is stepped over.
        reach = rect.height() * 1.8
        point = QPointF(rect.x(), rect.center().y() + direction * reach)
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.caret.to(self._geometry.boundary_at(point), extend=extend)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from mark to mark; after the last one it leaves the article."""
        if self.hasFocus() and self._keys.walk(forward):
            return True
        return super().focusNextPrevChild(forward)

    def _on_caret(self) -> None:
        if self.caret.position is not None:
            rect = self._geometry.caret(self.caret.position)
            self._bring(rect.top() - 24, rect.bottom() + 24)
        self.viewport().update()

    # -- following

    def _on_labels(self) -> None:
        self._painter = SpanPainter(self._theme, self._session.labels)
        self.viewport().setPalette(self._paper())

    def _paper(self) -> QPalette:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.paper)
        return palette

    def _on_changes(self, changes: Changes) -> None:
        if Area.LABELS in changes.areas:
            self._on_labels()
        self._pointer.refresh()
        article, focus = self._session.article, changes.focus
        if len(changes.spans) == 1 and focus is not None and article is not None and focus[0] == article.id:
            self._repaint(focus[1:])
        else:
            self.viewport().update()

    def _on_selection(self) -> None:
        selected = self._marking.selected
        if selected is not None:
            self.bring_into_view(selected.start, selected.end)
        before, self._selected = self._selected, selected.bounds if selected is not None else None
        self._repaint(before, self._selected)

    def _on_label(self) -> None:
        self._pointer.refresh()
        self._repaint(self._pointer.proposal)  # the same outline, in another colour

    def _on_proposal(self) -> None:
        before, self._proposed = self._proposed, self._pointer.proposal
        self._repaint(before, self._proposed)

    def _repaint(self, *stretches: tuple[int, int] | None) -> None:
        """Paints the segments of some stretches anew, which no mark leaves: all of the view would be felt."""
        for stretch in stretches:
            if stretch is not None:
                area = self._geometry.area(*(self._session.segment_at(stretch[0]) or stretch))
                self.viewport().update(area.translated(-self._offset()).toAlignedRect())

    def _remember_place(self) -> None:
        self._scrolled.stop()
        self._anchor = self.top()
        self._session.remember(position=self._anchor)
