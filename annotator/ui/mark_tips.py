"""The tooltip over a mark in the article: its note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from annotator.ui.article_view import ArticleView
from annotator.ui.wording import tip


class MarkTips(QObject):
    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            noted = [span for span in self._view.spans_at(event.pos()) if span.note]
            if noted:
                QToolTip.showText(event.globalPos(), tip(noted[0].note), self._view.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().eventFilter(watched, event)
