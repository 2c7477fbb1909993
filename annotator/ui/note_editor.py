"""A small field over the article for the note of a mark or of the article: leaving it saves, Esc does not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from annotator.project import Changes, operations
from annotator.span import Span
from annotator.ui.article_view import ArticleView
from annotator.ui.marking import Marking
from annotator.ui.session import Session
from annotator.ui.typing import TextField
from annotator.ui.wording import quoted

_WIDTH, _LINES = 340, 4
_GAP = 10  # pixels between the mark's underlines and the field


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose note is being written: a span's, or with `span` None the article's."""

    article: int
    span: int | None
    note: str


class _Field(TextField):
    left = Signal()  # the focus went elsewhere
    dismissed = Signal()  # Esc
    accepted = Signal()  # Enter

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class NoteEditor(QFrame):
    """Lies over the view, under the mark it belongs to, and goes along when the view scrolls."""

    def __init__(self, session: Session, marking: Marking, view: ArticleView) -> None:
        super().__init__(view)
        self.setObjectName("note")
        self._session = session
        self._marking = marking
        self._view = view
        self._place: _Place | None = None
        self._title = QLabel(self)
        self._title.setObjectName("noteTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.field = _Field(self)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_LINES * self.field.fontMetrics().lineSpacing() + 18)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 12)
        rows.setSpacing(6)
        rows.addWidget(self._title)
        rows.addWidget(self.field)
        self.field.left.connect(self.close_saving)
        self.field.accepted.connect(self.close_saving)
        self.field.dismissed.connect(self._close)
        session.leaving.connect(self.close_saving)
        session.changed.connect(self._on_changes)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._move())
        self.hide()

    def open(self) -> None:
        """Ctrl+M: the note of the mark in hand, else of the article."""
        if self._marking.in_hand is not None:
            self.open_span(self._marking.in_hand)
        else:
            self.open_article()

    def open_span(self, span: Span) -> None:
        if self._session.article is not None:
            self._view.bring_into_view(span.start, span.end)
            self._show(_Place(self._session.article.id, span.id, span.note), quoted(span.text))

    def open_article(self) -> None:
        article = self._session.article
        if article is not None:
            self._show(_Place(article.id, None, article.note), self.tr("이 기사"))

    def _show(self, place: _Place, whose: str) -> None:
        if self._place is not None:
            if (self._place.article, self._place.span) == (place.article, place.span):
                self.field.setFocus()
                return
            self.close_saving()
        read_only = self._session.project is None or self._session.project.read_only
        self._place = place
        self._title.setText(
            self.tr("{0} 메모").format(whose)
            if read_only
            else self.tr("{0} 메모 · Enter 저장, Shift+Enter 줄 바꿈, Esc 그만두기").format(whose)
        )
        self._title.setToolTip(self._title.text())
        self.field.setAccessibleName(self.tr("{0} 메모").format(whose))
        self.field.setReadOnly(read_only)
        self.field.setPlainText(place.note)
        self.field.selectAll()
        self._move()
        self.show()
        self.raise_()
        self.field.setFocus()

    def _move(self) -> None:
        """Under the mark, or above it where there is no room below; the article's at the top."""
        if self._place is None:
            return
        span = self._session.spans.get(self._place.span)
        area = self._view.viewport().geometry()
        width = min(max(_WIDTH, self._title.sizeHint().width() + 26), area.width() - 24)
        self.resize(width, self.sizeHint().height())
        rects = self._view.rects_of(span.start, span.end) if span is not None else []
        if not rects:
            self.move(area.center().x() - self.width() // 2, area.top() + 12)
            return
        first, last = rects[0].toRect(), rects[-1].toRect()
        below = last.bottom() + _GAP
        y = below if below + self.height() <= area.height() else first.top() - self.height() - _GAP
        place = QRect(QPoint(last.left(), y), self.size())
        place.moveLeft(max(12, min(place.left(), area.width() - place.width() - 12)))
        self.move(place.topLeft())

    def close_saving(self) -> None:
        """Keeps what was typed, as one operation if it is something else than before."""
        place = self._place
        if place is None:
            return
        self.field.take_held()
        note = self.field.toPlainText().strip()
        changed = note != place.note.strip() and not self.field.isReadOnly()
        self._close()
        if not changed:
            return
        if place.span is None:
            self._session.do(operations.set_note, place.article, note)
        else:
            self._session.do(operations.change_span, place.span, note=note)

    def _close(self) -> None:
        had_focus = self.field.hasFocus()
        # First, because hiding takes the focus away, which would save.
        self._place = None
        self.hide()
        if had_focus:
            self._view.setFocus()

    def _on_changes(self, _changes: Changes) -> None:
        place = self._place
        if place is not None and place.span is not None and self._session.spans.get(place.span) is None:
            self._close()
