"""The card at the right: the mark just made or selected, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.project import Changes
from annotator.span import Span
from annotator.ui.marking import Marking
from annotator.ui.session import Session
from annotator.ui.wording import label_name, tip


class SpanCard(QFrame):
    """Text, label, place and whether its ends sit on morphemes. Keeps its height, so that nothing below it moves."""

    def __init__(self, session: Session, marking: Marking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._marking = marking
        self._text = self._line("cardText")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._detail = self._line("cardDetail")
        self._check = self._line("cardCheck")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for line in (self._text, self._detail, self._check):
            column.addWidget(line)
        self._text.setFixedHeight(2 * self._text.fontMetrics().lineSpacing() + 14)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        marking.selection_changed.connect(self.refresh)
        session.tokens_changed.connect(self.refresh)
        session.changed.connect(self._on_changes)

    def _line(self, name: str) -> QLabel:
        line = QLabel(self)
        line.setObjectName(name)
        line.setTextFormat(Qt.TextFormat.PlainText)
        return line

    @property
    def title(self) -> str:
        """What stands over the card."""
        return self.tr("선택한 표시") if self._marking.selected else self.tr("방금 만든 표시")

    def refresh(self) -> None:
        span = self._marking.in_hand
        if span is None:
            self._say(self.tr("낱말을 누르면 표시됩니다."), empty=True)
            self._detail.clear()
            self._check.clear()
            return
        label = self._session.labels.get(span.label)
        metrics = self._text.fontMetrics()
        width = max(self.width() - 34, 120)
        self._say(metrics.elidedText(span.text, Qt.TextElideMode.ElideMiddle, 2 * width - 40), empty=False)
        self._text.setToolTip(tip(span.text))
        self._detail.setText(f"{label_name(label) if label else span.label} · {span.start:,}–{span.end:,}")
        text, warn = self._boundary(span)
        self._check.setText(text)
        self._check.setProperty("warn", warn)
        self._check.style().polish(self._check)

    def _say(self, text: str, *, empty: bool) -> None:
        self._text.setText(text)
        self._text.setProperty("empty", empty)
        self._text.style().polish(self._text)

    def _on_changes(self, _changes: Changes) -> None:
        self.refresh()

    def _boundary(self, span: Span) -> tuple[str, bool]:
        if span.boundary_check:
            return self.tr("끝을 확인하세요: 형태소 없이 표시했습니다"), True
        morphemes = self._session.morphemes
        if morphemes is None or not (morphemes.ready(span.start) and morphemes.ready(span.end - 1)):
            return "", False
        if morphemes.snap(span.start, span.end) != span.bounds:
            return self.tr("글자 단위 · 형태소 경계와 다름"), False
        if morphemes.particle_at_end(span.start, span.end) is not None:
            return self.tr("끝에 조사가 있습니다"), True
        return self.tr("형태소 경계에 맞음 · 조사 없음"), False
