"""The right-click menu of the article: what can be done with the mark there, or with the place."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from annotator.project import operations
from annotator.span import Span
from annotator.text import sentence_at
from annotator.ui.actions import Actions
from annotator.ui.adjusting import Cycle
from annotator.ui.marking import Marking
from annotator.ui.session import Notice, Session
from annotator.ui.wording import label_name, quoted


class MarkMenu(QMenu):
    """Made anew for each click; goes when it closes."""

    def __init__(
        self,
        session: Session,
        marking: Marking,
        actions: Actions,
        span: Span | None,
        position: int | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._marking = marking
        self._actions = actions
        self._writable = session.project is not None and not session.project.read_only
        if span is not None:
            self._for_span(span)
        self._copying(span.start if span is not None else position, span)
        if span is not None:
            self.addSeparator()
            self.addAction(actions.remove)
        else:
            self._for_article()
        self.aboutToHide.connect(self.deleteLater)

    def _for_span(self, span: Span) -> None:
        for label in self._session.labels:
            text = label_name(label).replace("&", "&&")
            entry = self.addAction(f"{text}\t{label.digit}" if label.digit else text)
            entry.setCheckable(True)
            entry.setChecked(label.key == span.label)
            entry.setEnabled(self._writable)
            entry.triggered.connect(lambda _checked=False, label=label: self._marking.relabel(label))
        self.addSeparator()
        self.addAction(self.tr("넓히기"), partial(self._widen, span)).setEnabled(self._writable)
        self.addAction(self._actions.everywhere)
        self.addAction(self._actions.everywhere_project)
        self.addAction(self._actions.note)
        self.addSeparator()

    def _for_article(self) -> None:
        self.addSeparator()
        self.addAction(self._actions.article_note)
        self.addSeparator()
        for action in (self._actions.undo, self._actions.redo, self._actions.paste, self._actions.remove_article):
            self.addAction(action)

    def _copying(self, position: int | None, span: Span | None) -> None:
        article = self._session.article
        if article is None:
            return
        if span is not None:
            self.addAction(self._actions.copy)
        bounds = sentence_at(article.text, position) if position is not None else None
        if bounds is not None:
            self.addAction(self.tr("문장 복사"), partial(self._copy, article.text[slice(*bounds)]))
        self.addAction(self.tr("기사 전체 복사"), partial(self._copy, article.text))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._session.told.emit(Notice("copied", {"text": quoted(text)}))

    def _widen(self, span: Span) -> None:
        assert span.id is not None
        self._marking.adjusting.widen(span, Cycle(span.id, span.start, operations.new_group()))
