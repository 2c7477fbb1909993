"""The right pane: the card of the mark in hand, and the table of all marks of the article."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.ui.marking import Marking
from annotator.ui.second_look import SecondLook
from annotator.ui.session import Session
from annotator.ui.span_card import Remark, SpanCard
from annotator.ui.span_table import SpanTable
from annotator.ui.suggesting import Suggesting
from annotator.ui.suggestion_list import SuggestionList
from annotator.ui.theme import Theme
from annotator.ui.wording import tip


class SpanPane(QWidget):
    def __init__(
        self,
        session: Session,
        marking: Marking,
        suggesting: Suggesting,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("spanPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        second_look = SecondLook(session, marking, self)
        self.table = SpanTable(session, marking, second_look, theme, self)
        self.suggestions = SuggestionList(session, suggesting, theme, self)
        self.card = SpanCard(session, marking, second_look, self)
        self.article_note = Remark(self)
        self._card_title = QLabel(self)
        self._table_title = QLabel(self)
        self._hint = QLabel(self)
        self._hint.setText(
            self.tr("표시한 것이 차례대로 여기에 모입니다.\n누르면 글에서 보이고, 숫자로 라벨을 바꿉니다.")
        )
        self._hint.setObjectName("paneHint")
        self._hint.setWordWrap(True)
        for title in (self._card_title, self._table_title):
            title.setObjectName("paneTitle")
        # In the table, which is empty when it is seen: the first mark moves nothing.
        inside = QVBoxLayout(self.table.viewport())
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._hint, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 12, 10)
        column.setSpacing(7)
        column.addWidget(self._card_title)
        column.addWidget(self.card)
        column.addSpacing(8)
        # Both lists keep their share of the height: nothing moves under the hand when suggestions come and go.
        column.addWidget(self.suggestions, 3)
        column.addSpacing(8)
        column.addWidget(self._table_title)
        column.addWidget(self.table, 3)
        column.addWidget(self.article_note)
        session.article_changed.connect(self._refresh)
        marking.selection_changed.connect(self._refresh)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)
        self.suggestions.set_theme(theme)

    def _refresh(self) -> None:
        self._show_article_note()
        self._card_title.setText(self.card.title)
        count = len(self._session.spans)
        self._hint.setVisible(self._session.article is not None and not count)
        text = self.tr("이 기사의 표시 {0}개").format(f"{count:,}") if count else self.tr("이 기사의 표시")
        keys = self.tr("숫자: 라벨 · Del: 지우기") if count else ""
        self._table_title.setText(f"{text}   {keys}" if keys else text)

    def _show_article_note(self) -> None:
        article = self._session.article
        if article is None:
            self.article_note.say("")
            return
        first_line = article.note.partition("\n")[0]
        self.article_note.say(
            self.tr("기사 메모: {0}").format(first_line) if article.note else "",
            self.tr("고치기") if article.note else self.tr("기사 메모 달기"),
        )
        self.article_note.label.setToolTip(tip(article.note))
