"""The article with its spans painted under the text; gestures go to Pointer, keys to ArticleKeys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QWidget

from annotator.project import Area, Changes
from annotator.span import Span
from annotator.ui.article_keys import ArticleKeys
from annotator.ui.article_page import ArticlePage
from annotator.ui.caret import Caret
from annotator.ui.finding import Finding
from annotator.ui.marking import Marking
from annotator.ui.pointer import Pointer
from annotator.ui.session import Session
from annotator.ui.span_painter import SpanPainter
from annotator.ui.suggesting import Suggesting
from annotator.ui.theme import Theme


class ArticleView(ArticlePage):
    """Paints the spans of the session's article and hands gestures on as code points."""

    context_menu = Signal(object, object, object)  # Span | None, code point | None, global position

    def __init__(
        self,
        session: Session,
        marking: Marking,
        suggesting: Suggesting,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, theme, parent)
        self._marking = marking
        self._painter = SpanPainter(theme, session.labels)
        self._selected: tuple[int, int] | None = None  # as last painted, like the next
        self._proposed: tuple[int, int] | None = None
        self._was_inactive = False
        self.caret = Caret(session, self)
        self.finding = Finding(session, self)
        self._suggesting = suggesting
        self._keys = ArticleKeys(session, marking, self.caret, suggesting)
        self._pointer = Pointer(session, marking, self.verticalScrollBar(), lambda: self.viewport().height())
        self.laid_out.connect(self._pointer.reset)
        self._pointer.changed.connect(self._on_proposal)
        self._pointer.cursor.connect(self._set_cursor)
        self.caret.moved.connect(self._on_caret)
        self.finding.changed.connect(self.viewport().update)
        self.finding.reached.connect(self.bring_into_view)
        self.setObjectName("article")
        self.setAccessibleName(self.tr("기사 본문"))
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

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._on_labels()

    # -- painting

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
