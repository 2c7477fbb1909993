"""The card at the right: the mark just made or selected, in words; its note; what a second look at it finds."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.boundary import Check, Finding, unmarked_of
from annotator.everywhere import Occurrence
from annotator.span import Span
from annotator.ui.marking import Marking
from annotator.ui.second_look import SecondLook
from annotator.ui.session import Session
from annotator.ui.wording import finding_mend, finding_text, label_name, tip

_ROWS = 3
_MOMENT_S = 0.004
LINE = 22  # pixels, the height of a remark
# The project is asked about a form once the hand rests, not at every mark on its way.
_REST_MS = 150


class Remark(QWidget):
    """One quiet line, and a link that mends what it says. Keeps its height when there is nothing to say."""

    def __init__(self, parent: QWidget | None = None, style: str = "cardCheck") -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setObjectName(style)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.link = QToolButton(self)
        self.link.setObjectName("link")
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.link)
        self.setFixedHeight(LINE)

    def say(self, text: str, link: str = "", *, warn: bool = False) -> None:
        self.label.setText(text)
        self.label.setToolTip(tip(text))
        if self.label.property("warn") != warn:
            self.label.setProperty("warn", warn)
            self.label.style().polish(self.label)
        self.link.setText(link)
        self.link.setAccessibleName(f"{link}: {text}" if link else "")
        self.link.setVisible(bool(link))


class SpanCard(QFrame):
    """Text, label, place, note and findings. Keeps its height, so that nothing below it moves."""

    note_wanted = Signal(object)  # Span
    elsewhere_asked = Signal(str)  # a form: is it left unmarked in other articles?
    elsewhere_wanted = Signal()  # the places of the mark in hand in the whole project

    def __init__(
        self, session: Session, marking: Marking, second_look: SecondLook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._marking = marking
        self._second_look = second_look
        self._text = self._line("cardText")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._empty = self._line("cardEmpty")
        self._empty.setText(self.tr("낱말을 누르면 표시됩니다."))
        self._empty.setWordWrap(True)
        self.detail = Remark(self, "cardDetail")
        self.note = Remark(self)
        for remark in (self.detail, self.note):
            remark.link.clicked.connect(self._on_note)
        self.remarks = [Remark(self) for _ in range(_ROWS)]
        self._findings: list[Finding] = []
        self._shown: list[Finding | None] = []  # what each line is about; None: that the ends stand well
        for row, remark in enumerate(self.remarks):
            remark.link.clicked.connect(lambda _checked=False, row=row: self._mend(row))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(3)
        for line in (self._empty, self._text, self.detail, self.note, *self.remarks):
            column.addWidget(line)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look_elsewhere)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._look_on)
        self._places: Iterator[Occurrence] = iter(())
        self._seen: list[Occurrence] = []
        marking.selection_changed.connect(self.refresh)
        session.tokens_changed.connect(self.refresh)
        self.refresh()

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
        self._more.stop()
        self._findings = []
        self._empty.setVisible(span is None)
        self._text.setVisible(span is not None)
        if span is None:
            self._rest.stop()
            self._text.clear()
            self._fit()
            for remark in (self.detail, self.note, *self.remarks):
                remark.say("")
            return
        label = self._session.labels.get(span.label)
        metrics = self._text.fontMetrics()
        width = max(self.width() - 34, 120)
        self._text.setText(metrics.elidedText(span.text, Qt.TextElideMode.ElideMiddle, 2 * width - 40))
        self._text.setToolTip(tip(span.text))
        self._fit()
        place = f"{label_name(label) if label else span.label} · {span.start:,}–{span.end:,}"
        self.detail.say(place, "" if span.note or not self._second_look.may_mend else self.tr("메모 달기"))
        self.note.setVisible(bool(span.note))
        self.note.say(span.note.partition("\n")[0], self.tr("고치기"))
        self.note.label.setToolTip(tip(span.note))
        ends = self._second_look.ends(span)
        self._findings = [ends] if ends is not None else []
        self._show_findings(span)
        self._rest.start()

    def _fit(self) -> None:
        """One or two lines of text, as it needs; room for two, the note and all findings always."""
        self._text.ensurePolished()
        margins, metrics = self._column.contentsMargins(), self._text.fontMetrics()
        two = 2 * metrics.lineSpacing() + 4
        room = QRect(0, 0, max(self.width() - margins.left() - margins.right(), 1), two)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._text.text()).height() + 4
        self._text.setFixedHeight(min(needed, two))
        lines = 2 + len(self.remarks)
        rows = lines * (LINE + self._column.spacing())
        self.setFixedHeight(margins.top() + two + rows + margins.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refresh()

    # -- the second look

    def _look_elsewhere(self) -> None:
        span = self._marking.in_hand
        if span is not None:
            other = self._second_look.other_label(span)
            self._findings += [other] if other is not None else []
            self._show_findings(span)
            self._places, self._seen = self._second_look.places(span), []
            self._look_on()

    def _look_on(self) -> None:
        """Goes through the places of the form, a moment at a time; the hand never waits for it."""
        self._more.stop()
        span, until = self._marking.in_hand, time.perf_counter() + _MOMENT_S
        while time.perf_counter() < until:
            place = next(self._places, None)
            if place is None:
                unmarked = unmarked_of(self._seen)
                if span is not None and unmarked is not None:
                    self._findings.append(unmarked)
                    self._show_findings(span)
                if span is not None:
                    self.elsewhere_asked.emit(span.text)
                return
            self._seen.append(place)
        self._more.start()

    def take_elsewhere(self, form: str, count: int, more: bool) -> None:
        """How often a form stands unmarked in other articles, as it was asked for."""
        span = self._marking.in_hand
        if span is not None and span.text == form and count and not self.looking:
            self._findings = [each for each in self._findings if each.check is not Check.ELSEWHERE]
            self._findings.append(Finding(Check.ELSEWHERE, count=count, more=more))
            self._show_findings(span)

    @property
    def looking(self) -> bool:
        """Whether more may be found yet."""
        return self._rest.isActive() or self._more.isActive()

    def _show_findings(self, span: Span) -> None:
        fine = None if any(each.check.at_ends for each in self._findings) else self._fine(span)
        self._shown = [None, *self._findings] if fine is not None else list(self._findings)
        for row, remark in enumerate(self.remarks):
            finding = self._shown[row] if row < len(self._shown) else None
            if finding is None:
                remark.say(fine or "" if row == 0 else "")
            else:
                link = finding_mend(finding, self._session.labels) if self._second_look.may_mend else ""
                remark.say(finding_text(finding, self._session.labels), link, warn=finding.check.at_ends)

    def _fine(self, span: Span) -> str:
        morphemes = self._session.morphemes
        known = morphemes is not None and morphemes.ready(span.start) and morphemes.ready(span.end - 1)
        return self.tr("형태소 경계에 맞음 · 조사 없음") if known else ""

    def _mend(self, row: int) -> None:
        span, finding = self._marking.in_hand, self._shown[row]
        if finding is not None and finding.check is Check.ELSEWHERE:
            self.elsewhere_wanted.emit()
        elif span is not None and finding is not None:
            self._second_look.mend(span, finding)

    def _on_note(self) -> None:
        if self._marking.in_hand is not None:
            self.note_wanted.emit(self._marking.in_hand)
