"""The parts of one label as fields; each is told as soon as it is left, so there is nothing to save."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet, Underline
from annotator.ui.colour_field import ColourField
from annotator.ui.typing import LineField, TextField
from annotator.ui.wording import label_name, underline_name


class _Line(LineField):
    """Ctrl+Z takes back typing as long as there is some, then it is the window's."""

    def event(self, event: QEvent) -> bool:
        if _is_undo(event) and not self.isUndoAvailable():
            event.ignore()
            return False
        return super().event(event)


class _Guideline(TextField):
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if _is_undo(event) and not self.document().isUndoAvailable():
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def _is_undo(event: QEvent) -> bool:
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class LabelForm(QWidget):
    """Shows a label; `edited` says what it should become, `refused` why it cannot. The session's label is the truth: it
    comes back by `show_label`."""

    edited = Signal(object)  # Label
    refused = Signal(object)  # AnnotatorError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label: Label | None = None
        self.ko, self.en, self.key = _Line(self), _Line(self), _Line(self)
        self.digit = QComboBox(self)
        self.colour = ColourField(self)
        self.underline = QComboBox(self)
        for style in Underline:
            self.underline.addItem(underline_name(style), style)
        self.guideline = _Guideline(self)
        self.guideline.setTabChangesFocus(True)
        self.guideline.setMinimumHeight(84)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("이름"), self.ko)
        form.addRow(self.tr("영어 이름"), self.en)
        form.addRow(self.tr("내보낼 이름"), self.key)
        form.addRow(self.tr("숫자 키"), self.digit)
        form.addRow(self.tr("색"), self.colour)
        form.addRow(self.tr("밑줄"), self.underline)
        form.addRow(self.tr("지침"), self.guideline)
        self._lines = {"ko": self.ko, "en": self.en, "key": self.key}
        for field, line in self._lines.items():
            line.editingFinished.connect(lambda line=line, field=field: self._change(**{field: line.text().strip()}))
        self.digit.activated.connect(lambda _row: self._change(digit=self.digit.currentData()))
        self.underline.activated.connect(lambda _row: self._change(underline=self.underline.currentData()))
        self.colour.chosen.connect(lambda colour: self._change(colour=colour))
        self.guideline.left.connect(self._on_guideline)

    def show_label(self, label: Label | None, labels: LabelSet) -> None:
        """Fills the fields; one that somebody is typing in is left alone unless its label has changed."""
        self.setEnabled(label is not None)
        before, self._label = self._label, label
        if label is None:
            for line in self._lines.values():
                line.clear()
            self.guideline.clear()
            return
        for field, line in self._lines.items():
            if before is None or getattr(before, field) != getattr(label, field) or not line.hasFocus():
                line.setText(getattr(label, field))
        same = before is not None and before.key == label.key and before.guideline == label.guideline
        if not same or not self.guideline.hasFocus():
            self.guideline.setPlainText(label.guideline)
        self.colour.show_label(label)
        self.underline.setCurrentIndex(self.underline.findData(label.underline))
        self.digit.clear()
        self.digit.addItem(self.tr("없음"), None)
        for digit in range(1, 10):
            holder = labels.by_digit(digit)
            taken = holder is not None and holder.key != label.key
            # Choosing one that is taken swaps the two.
            self.digit.addItem(f"{digit}   ↔ {label_name(holder)}" if holder and taken else str(digit), digit)
        self.digit.setCurrentIndex(self.digit.findData(label.digit) if label.digit else 0)

    def reset(self) -> None:
        """Takes back what was typed and could not be: the label's own texts again."""
        if self._label is not None:
            for field, line in self._lines.items():
                line.setText(getattr(self._label, field))
            self.colour.show_label(self._label)

    def commit(self) -> None:
        """Tells what is being typed, before the form goes away or shows another label."""
        if self.isEnabled():
            for field, line in self._lines.items():
                self._change(**{field: line.text().strip()})
            self._on_guideline()

    def _on_guideline(self) -> None:
        self._change(guideline=self.guideline.toPlainText().strip())

    def _change(self, **fields: object) -> None:
        if self._label is None:
            return
        # Blanks around what was typed are no change.
        fields = {
            name: value
            for name, value in fields.items()
            if not isinstance(value, str) or value != getattr(self._label, name).strip()
        }
        try:
            label = replace(self._label, **fields)  # type: ignore[arg-type]
        except AnnotatorError as error:
            self.refused.emit(error)
            self.reset()
            return
        if label != self._label:
            self.edited.emit(label)
