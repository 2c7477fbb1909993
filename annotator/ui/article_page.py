"""The page of the article: fills the document, fits the column to the window, scrolls to where the user was."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QTextCursor, QTextFrameFormat, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.article import Segment
from annotator.ui import article_document
from annotator.ui.article_geometry import Geometry
from annotator.ui.preferences import COLUMN, TEXT_SIZE
from annotator.ui.session import Session
from annotator.ui.theme import Theme

_MARGIN = 40
_REST_MS = 200


class ArticlePage(QTextEdit):
    """The session's article as text to be read; nothing of it can be typed into or selected."""

    laid_out = Signal(object)  # the Geometry of a text just filled in
    zoomed = Signal(int)  # Ctrl+wheel: one step larger or smaller

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._geometry = Geometry(self.document(), "")
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._geometry.forget())
        self._anchor = 0
        self._size: float = TEXT_SIZE
        self._column: int = COLUMN
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the column never jumps sideways when an article grows past the window.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
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
        self.laid_out.emit(self._geometry)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
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

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _remember_place(self) -> None:
        self._scrolled.stop()
        self._anchor = self.top()
        self._session.remember(position=self._anchor)
