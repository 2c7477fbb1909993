"""What to export and how, with the first record as it will stand in the file and what the format does not carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import Loss, Options, Preview, Split, Unit, Winner, parse_since, preview
from annotator.jobs import Jobs
from annotator.project import Project
from annotator.project.listing import annotators
from annotator.ui.format_names import format_name, losses
from annotator.ui.tasks import Task, Tasks
from annotator.ui.theme import verbatim_font
from annotator.ui.wording import error as error_sentence

_WAIT_MS = 200


class ExportDialog(QDialog):
    """Choices on the left, the preview on the right; it follows every choice."""

    chosen = Signal(str, object, bool)  # the format's name, Options, whether suggestions go along

    def __init__(self, project: Project, tasks: Tasks, jobs: Jobs | None, suggests: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = tasks
        self._jobs = jobs
        self._suggests = suggests
        self._task: Task | None = None
        self.setWindowTitle(self.tr("내보내기"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_choices()
        self.record = QPlainTextEdit(self)
        self.record.setReadOnly(True)
        self.record.setFont(verbatim_font())
        self.record.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.record.setAccessibleName(self.tr("첫 기사"))
        self.counts = QLabel(self)
        self.lost = QPlainTextEdit(self)
        self.lost.setReadOnly(True)
        self.lost.setAccessibleName(self.tr("담지 않는 것"))
        self._build()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._ask)
        for box in (self.form, self.articles, self.annotator, self.winner, self.unit):
            box.currentIndexChanged.connect(self._on_choice)
        for check in (self.since_on, self.split_on, self.suggestions, self.source_offsets, self.removed):
            check.toggled.connect(self._on_choice)
        self.since.dateChanged.connect(self._on_choice)
        self.split.textChanged.connect(self._on_choice)
        self._on_choice()
        self.resize(980, 620)

    def _make_choices(self) -> None:
        self.form = self._box({name: format_name(name) for name in formats.names()})
        self.articles = self._box(
            {
                None: self.tr("형식에 맞게"),
                True: self.tr("모든 기사"),
                False: self.tr("완료한 기사만"),
            }
        )
        everybody = {"": self.tr("모두")}
        self.annotator = self._box(everybody | {name: name for name in annotators(self._project)})
        self.winner = self._box({Winner.OUTERMOST: self.tr("바깥 표시"), Winner.INNERMOST: self.tr("안쪽 표시")})
        self.unit = self._box(
            {
                None: self.tr("UTF-16 단위 (doccano 기본)"),
                Unit.CODEPOINT: self.tr("코드 포인트"),
                Unit.GRAPHEME: self.tr("보이는 글자"),
            }
        )
        self.since_on = QCheckBox(self.tr("이날부터 손댄 기사만"), self)
        self.split_on = QCheckBox(self.tr("나누기"), self)
        today = date.today()
        self.since = QDateEdit(QDate(today.year, today.month, today.day), self)
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.split = QLineEdit("80/10/10", self)
        self.split.setToolTip(self.tr("학습/검증/평가의 비율. 거의 같은 기사는 한쪽에 모입니다."))
        self.suggestions = QCheckBox(self.tr("제안을 따로"), self)
        self.source_offsets = QCheckBox(self.tr("원문에서의 위치"), self)
        self.removed = QCheckBox(self.tr("걷어 낸 줄"), self)

    def _box(self, choices: Mapping[Any, str]) -> QComboBox:
        box = QComboBox(self)
        for value, text in choices.items():
            box.addItem(text, value)
        return box

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        for text, widget in (
            (self.tr("형식"), self.form),
            (self.tr("기사"), self.articles),
            (self.tr("표시한 사람"), self.annotator),
            (self.tr("겹치면 남길 쪽"), self.winner),
            (self.tr("위치를 세는 단위"), self.unit),
        ):
            label = QLabel(text, self)
            label.setBuddy(widget)
            widget.setAccessibleName(text)
            widget.setMinimumWidth(220)
            form.addRow(label, widget)
        for check, field in ((self.since_on, self.since), (self.split_on, self.split)):
            field.setAccessibleName(check.text())
            # So that the two stand on one line.
            check.setMinimumHeight(field.sizeHint().height())
            form.addRow(check, field)
        for number, check in enumerate((self.suggestions, self.source_offsets, self.removed)):
            form.addRow(QLabel(self.tr("함께 담기"), self) if number == 0 else QLabel(self), check)
        right = QVBoxLayout()
        right.setSpacing(8)
        for title, shown, stretch in ((self.tr("첫 기사"), self.record, 3), (self.tr("담지 않는 것"), self.lost, 1)):
            head = QLabel(title, self)
            head.setObjectName("paneTitle")
            right.addWidget(head)
            right.addWidget(shown, stretch)
        right.addWidget(self.counts)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addLayout(form)
        columns.addLayout(right, 1)
        buttons = QDialogButtonBox(self)
        self.export = buttons.addButton(self.tr("내보내기…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setDefault(True)
        buttons.addButton(self.tr("취소"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(16)
        rows.addLayout(columns, 1)
        rows.addWidget(buttons)

    # -- what is chosen

    @property
    def name(self) -> str:
        return str(self.form.currentData())

    def options(self) -> Options:
        """The choices that have a meaning in the format chosen. Raises format.split, format.since."""
        form = formats.get(self.name)
        # A box gives its enums back as bare strings.
        unit = self.unit.currentData()
        return Options(
            include_open=self.articles.currentData(),
            annotator=self.annotator.currentData(),
            since=parse_since(self.since.date().toString("yyyy-MM-dd")) if self.since_on.isChecked() else "",
            split=Split.parse(self.split.text()) if self.split_on.isChecked() else None,
            winner=Winner(self.winner.currentData()),
            unit=Unit(unit) if unit and form.UNITS else None,
            source_offsets=self.source_offsets.isChecked() and self.source_offsets.isEnabled(),
            removed=self.removed.isChecked() and self.removed.isEnabled(),
        )

    def _on_choice(self, *_: object) -> None:
        form = formats.get(self.name)
        self.winner.setEnabled(form.FLAT or self.name == "spacy")
        self.unit.setEnabled(form.UNITS)
        self.since.setEnabled(self.since_on.isChecked())
        self.split.setEnabled(self.split_on.isChecked())
        self.suggestions.setEnabled(self._suggests and Loss.SUGGESTIONS not in form.LOSES)
        self.source_offsets.setEnabled(Loss.SOURCE_OFFSETS in form.EXTRAS)
        self.removed.setEnabled(Loss.REMOVED in form.EXTRAS)
        self._wait.start()

    def _accept(self) -> None:
        try:
            options = self.options()
        except AnnotatorError as error:
            self._refuse(error)
            return
        self._stop()
        suggests = self.suggestions.isChecked() and self.suggestions.isEnabled()
        self.accept()
        self.chosen.emit(self.name, options, suggests)

    # -- the preview

    def _ask(self) -> None:
        """Makes the preview in the background; the one before is of no interest any more."""
        self._stop()
        try:
            name, options = self.name, self.options()
        except AnnotatorError as error:
            self._refuse(error)
            return
        project, jobs = self._project, self._jobs
        self.counts.setText(self.tr("세는 중…"))

        def work(task: Task) -> Preview | None:
            with project.for_thread() as mine:
                asked = replace(options, tokenize=jobs.tokens) if jobs is not None else options
                return preview(mine, name, asked, cancelled=task.cancelled)

        self._task = self._tasks.run(work, done=self._show, failed=self._refuse)

    def _show(self, found: Preview | None) -> None:
        self._task = None
        if found is None:
            return
        binary = self.tr("사람이 읽을 수 없는 형식입니다.")
        self.record.setPlainText(found.record or (binary if found.report.articles else ""))
        self.lost.setPlainText("\n".join(losses(found.report)) or self.tr("없음"))
        some = found.report.articles > 0
        text = self.tr("기사 {0}건, 표시 {1}개를 내보냅니다.") if some else self.tr("내보낼 기사가 없습니다.")
        if not some and found.report.left_open:
            text = self.tr("완료한 기사가 없습니다. ‘모든 기사’를 고르면 완료하지 않은 것도 내보냅니다.")
        self.counts.setText(text.format(f"{found.report.articles:,}", f"{found.report.spans:,}"))
        self._warn(not some)
        self.export.setEnabled(some)

    def _refuse(self, error: Exception) -> None:
        self._task = None
        self.record.clear()
        self.lost.clear()
        self.counts.setText(error_sentence(error))
        self._warn(True)
        self.export.setEnabled(False)

    def _warn(self, warn: bool) -> None:
        self.counts.setObjectName("dialogMessage")
        self.counts.setProperty("warn", warn)
        self.counts.style().polish(self.counts)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.blockSignals(True)
            self._task.cancel()
            self._task = None

    def done(self, result: int) -> None:
        self._wait.stop()
        self._stop()
        super().done(result)
