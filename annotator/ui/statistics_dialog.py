"""Progress at a glance: tables of what is done and marked, each of which can be saved as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.formats.cells import harmless
from annotator.formats.output import replacing
from annotator.project import learning
from annotator.project.learning import ALL, UNKNOWN, Measured
from annotator.project.statistics import Statistics, statistics
from annotator.ui.session import Notice, Session
from annotator.ui.tasks import Task, Tasks
from annotator.ui.wording import NONE, day, label_name, project_title

Cell = str | int | float | None  # None: nothing to count
_MARGIN = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Table = tuple[str, Sequence[str], list[list[Cell]]]


class StatisticsDialog(QDialog):
    """Counts in the background, then shows a tab a table."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tables: list[_Table] = []
        self.setWindowTitle(self.tr("통계"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.summary = QLabel(self)
        self.summary.setObjectName("emptyTitle")
        self._bar = QProgressBar(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        buttons = QDialogButtonBox(self)
        self.save = buttons.addButton(self.tr("CSV로 저장…"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.save, close):
            button.setAutoDefault(False)
        self.save.clicked.connect(self._ask_where)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_MARGIN, 20, _MARGIN, 16)
        rows.setSpacing(12)
        for widget in (self.summary, self._bar, self.tabs, buttons):
            rows.addWidget(widget)
        self.resize(620, 560)
        self._start(tasks)

    def _start(self, tasks: Tasks) -> None:
        project = self._session.project
        assert project is not None
        self._bar.setRange(0, 0)
        self.tabs.hide()
        self.save.setEnabled(False)

        def work(_task: Task) -> tuple[Statistics, list[Measured]]:
            with project.for_thread() as mine:
                return statistics(mine), learning.measured(mine)

        self._task: Task | None = tasks.run(work, done=lambda found: self.show_counts(*found), failed=self._on_failure)

    def reject(self) -> None:
        if self._task is not None:
            # Still counting: nobody is left to be shown the result.
            self._task.blockSignals(True)
        super().reject()

    def _on_failure(self, error: Exception) -> None:
        self._task = None
        self._session.told.emit(Notice("error", {"error": error}, warn=True))
        self.reject()

    def show_counts(self, counts: Statistics, measured: Sequence[Measured] = ()) -> None:
        """Fills the tables; `measured` is how good suggestions were, oldest first."""
        self._task = None
        names = {label.key: label_name(label) for label in self._session.labels}
        text = self.tr("기사 {0}건 가운데 {1}건 완료, 표시 {2}개")
        spans = sum(count for _, count in counts.by_label)
        self.summary.setText(text.format(f"{counts.articles:,}", f"{counts.done:,}", f"{spans:,}"))
        number = self.tr("표시")
        label, form = self.tr("라벨"), self.tr("표현")
        self._tables = [
            (
                self.tr("라벨별"),
                [label, self.tr("내보낼 이름"), number],
                [[names.get(key, key), key, count] for key, count in counts.by_label],
            ),
            (self.tr("날짜별"), [self.tr("날짜"), number], [[day, count] for day, count in counts.by_day]),
            (self.tr("분석가별"), [self.tr("분석가"), number], [[who, count] for who, count in counts.by_annotator]),
            (
                self.tr("자주 나온 표현"),
                [label, form, number],
                [[names.get(key, key), text, count] for key, text, count in counts.forms],
            ),
            (
                self.tr("라벨이 엇갈린 표현"),
                [form, label],
                [[text, self._spread(uses, names)] for text, uses in counts.conflicts],
            ),
        ]
        if measured:
            self._tables += [self._accuracy(measured[-1], names), self._growth(measured)]
        for title, columns, rows in self._tables:
            self.tabs.addTab(self._table(columns, rows), title)
        self._bar.hide()
        self.tabs.show()
        # Every table is in sight by its name.
        self.resize(max(self.width(), self.tabs.tabBar().sizeHint().width() + 2 * _MARGIN), self.height())
        self.save.setEnabled(True)

    def _accuracy(self, point: Measured, names: dict[str, str]) -> _Table:
        """By label, on finished articles kept aside while the others taught."""
        rows: list[list[Cell]] = []
        for key in sorted(point.learnt, key=lambda key: (key == ALL, list(names).index(key) if key in names else 0)):
            shipped = point.shipped.get(key, UNKNOWN)
            name = self.tr("모두") if key == ALL else names.get(key, key)
            rows.append([name, *map(_percent, point.learnt[key]), _percent(shipped[2])])
        columns = [self.tr("라벨"), self.tr("정밀도 %"), self.tr("재현율 %"), "F1 %", self.tr("기본 모델 F1 %")]
        return self.tr("제안의 정확도"), columns, rows

    def _growth(self, measured: Sequence[Measured]) -> _Table:
        """How the accuracy grew with the sentences taught, the newest first."""
        rows: list[list[Cell]] = []
        for point in reversed(measured):
            f1 = [_percent(rates.get(ALL, UNKNOWN)[2]) for rates in (point.learnt, point.shipped)]
            rows.append([day(point.at), point.articles, point.sentences, *f1])
        columns = [self.tr("날짜"), self.tr("기사"), self.tr("문장"), "F1 %", self.tr("기본 모델 F1 %")]
        return self.tr("학습 경과"), columns, rows

    @staticmethod
    def _spread(uses: dict[str, int], names: dict[str, str]) -> str:
        return ", ".join(f"{names.get(key, key)} {count:,}" for key, count in sorted(uses.items(), key=lambda u: -u[1]))

    def _table(self, columns: Sequence[str], rows: list[list[Cell]]) -> QTableView:
        model = QStandardItemModel(0, len(columns), self)
        model.setHorizontalHeaderLabels(list(columns))
        for row in rows:
            items = []
            for cell in row:
                item = QStandardItem(NONE if cell is None else cell if isinstance(cell, str) else f"{cell:,}")
                item.setEditable(False)
                if cell is None:
                    item.setToolTip(self.tr("견줄 예나 제안이 없음"))
                    item.setAccessibleText(item.toolTip())
                if not isinstance(cell, str):
                    item.setTextAlignment(_RIGHT)
                items.append(item)
            model.appendRow(items)
        words = [number for number in range(len(columns)) if not rows or isinstance(rows[0][number], str)]
        for number in set(range(len(columns))).difference(words):
            model.horizontalHeaderItem(number).setTextAlignment(_RIGHT)
        table = QTableView(self)
        table.setModel(model)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(words[-1], QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    # -- CSV

    def _ask_where(self) -> None:
        project = self._session.project
        if project is None:
            return
        title = self._tables[self.tabs.currentIndex()][0]
        start = Path(project.path).parent / f"{project_title(project)} {title}.csv"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("CSV로 저장"), str(start), "CSV (*.csv)")
        if name:
            self.save_csv(Path(name) if Path(name).suffix else Path(name + ".csv"))

    def save_csv(self, path: Path) -> None:
        """Writes the table shown for a spreadsheet: a byte-order mark, and no cell that could run."""
        _, columns, rows = self._tables[self.tabs.currentIndex()]
        try:
            with replacing(path) as file:
                file.write("\ufeff")
                writer = csv.writer(file)
                writer.writerow(columns)
                writer.writerows([harmless(cell) for cell in row] for row in rows)
        except AnnotatorError as error:
            self._session.told.emit(Notice("error", {"error": error}, warn=True))
        else:
            self._session.told.emit(Notice("table_saved", {"path": str(path)}))


def _percent(rate: float | None) -> float | None:
    return None if rate is None else round(100 * rate, 1)
