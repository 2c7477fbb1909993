"""Files of annotated records: of which format they are, and their first record as it would come in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator import formats
from annotator.formats import Options, Peek, Unit, peek
from annotator.intake import AUTO, names, unlike_a_page
from annotator.labels import LabelSet
from annotator.project import NewArticle
from annotator.ui.colour import readable
from annotator.ui.format_names import format_name
from annotator.ui.tasks import Task, Tasks
from annotator.ui.wording import error as error_sentence

_SHOWN = 1_500  # code points of the first record


class ImportDialog(QDialog):
    """Choices above, the first file's first record below, its marks underlined; it follows every choice."""

    chosen = Signal(list, str, object)  # the files, the format's name, Options

    def __init__(self, files: Sequence[Path], labels: LabelSet, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._files = list(files)
        self._colours = {label.key: label.colour for label in labels}
        self._tasks = tasks
        self._task: Task | None = None
        self.setWindowTitle(self.tr("형식을 골라 가져오기"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = QComboBox(self)
        shown = {AUTO: self.tr("알아서 정하기"), "text": self.tr("기사 글 (정리해서)")}
        for name in names():
            self.form.addItem(shown.get(name) or format_name(name), name)
        self.unit = QComboBox(self)
        self.unit.addItem(self.tr("형식에 맞게"), None)
        for unit, text in (
            (Unit.CODEPOINT, self.tr("코드 포인트")),
            (Unit.UTF16, self.tr("UTF-16 단위")),
            (Unit.GRAPHEME, self.tr("보이는 글자")),
        ):
            self.unit.addItem(text, unit)
        self.found = QLabel(self)
        self.record = QTextEdit(self)
        self.record.setReadOnly(True)
        self.record.setAccessibleName(self.tr("첫 기사"))
        self.problems = QPlainTextEdit(self)
        self.problems.setReadOnly(True)
        self.problems.setAccessibleName(self.tr("알릴 것"))
        self._build()
        self.form.currentIndexChanged.connect(self._ask)
        self.unit.currentIndexChanged.connect(self._ask)
        self._ask()
        self.resize(720, 560)

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        for text, box in ((self.tr("형식"), self.form), (self.tr("위치를 세는 단위"), self.unit)):
            label = QLabel(text, self)
            label.setBuddy(box)
            box.setAccessibleName(text)
            box.setMinimumWidth(240)
            form.addRow(label, box)
        buttons = QDialogButtonBox(self)
        self.take = buttons.addButton(self.tr("가져오기"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        buttons.addButton(self.tr("취소"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(10)
        rows.addLayout(form)
        for title, shown, stretch in ((self.tr("첫 기사"), self.record, 3), (self.tr("알릴 것"), self.problems, 1)):
            head = QLabel(title, self)
            head.setObjectName("paneTitle")
            rows.addWidget(head)
            rows.addWidget(shown, stretch)
        rows.addWidget(self.found)
        rows.addWidget(buttons)

    @property
    def name(self) -> str:
        return str(self.form.currentData())

    def options(self) -> Options:
        # A box gives its enums back as bare strings.
        unit = self.unit.currentData()
        return Options(unit=Unit(unit) if unit else None)

    def _ask(self, *_: object) -> None:
        self._stop()
        file, name, options = self._files[0], self.name, self.options()
        if name == "text":
            self._show(Peek(""))
            return

        def work(_task: Task) -> tuple[Peek, bool]:
            found = peek(file, name, options)
            return found, not found.name and name == AUTO and unlike_a_page(file)

        self._task = self._tasks.run(
            work, done=lambda made: self._show(*made), failed=lambda error: self._show(Peek(""))
        )

    def _show(self, found: Peek, unknown: bool = False) -> None:
        """`unknown`: not even a page, so that it stays out."""
        self._task = None
        file, others = self._files[0].name, len(self._files) - 1
        if others:
            file = self.tr("{0} 외 {1}개 파일").format(file, f"{others:,}")
        self.record.setHtml(self._marked(found.article) if found.article else "")
        self.problems.setPlainText("\n".join(error_sentence(error) for error in found.problems))
        if unknown:
            text = self.tr("{0}: 어떤 형식인지 알 수 없습니다. 형식을 골라 주세요.").format(file)
        elif not found.name:
            text = self.tr("{0}: 기사 글로 보고 군더더기를 걷어 냅니다.").format(file)
            if self._files[0].suffix.lower() in formats.suffixes() and self.name == AUTO:
                text = self.tr("{0}: 어떤 형식인지 알 수 없으면 기사 글로 봅니다. 형식을 골라 주세요.").format(file)
        elif found.article is None:
            text = self.tr("{0}: {1} 형식으로는 가져올 기사가 없습니다.").format(file, format_name(found.name))
        else:
            spans = f"{len(found.article.spans):,}"
            text = self.tr("{0}: {1}, 첫 기사에 표시 {2}개").format(file, format_name(found.name), spans)
        self.found.setText(text)
        # Only the first one is looked into: others may be sound.
        self.take.setEnabled(bool(others) or (not unknown and (not found.name or found.article is not None)))

    def _marked(self, item: NewArticle) -> str:
        """The beginning of the text as HTML, outermost marks underlined in their labels' colours."""
        parts: list[str] = []
        text, at = item.article.text[:_SHOWN], 0
        paper = self.record.palette().color(QPalette.ColorRole.Base)
        for span in sorted(item.spans, key=lambda span: (span.start, -span.end)):
            if at <= span.start < len(text):
                colour = readable(QColor(self._colours.get(span.label, "#7a7f87")), paper).name()
                inner = escape(text[span.start : span.end])
                parts.append(escape(text[at : span.start]))
                parts.append(f'<u style="color: {colour}">{inner}</u><small> {escape(span.label)}</small>')
                at = span.end
        return "".join([*parts, escape(text[at:])]).replace("\n", "<br>")

    def _accept(self) -> None:
        self._stop()
        self.accept()
        self.chosen.emit(self._files, self.name, self.options())

    def _stop(self) -> None:
        if self._task is not None:
            self._task.blockSignals(True)
            self._task = None

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)
