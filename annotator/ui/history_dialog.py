"""The history of operations, undone branches included; going to one of them is undo and redo at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.project import Changes, Entry, operations, state
from annotator.ui.session import Session
from annotator.ui.wording import operation_name

ENTRY = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 1_000


class HistoryModel(QAbstractTableModel):
    """Newest first; an operation that is undone now is grey and says so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entries: list[Entry] = []
        self.reload()

    def reload(self) -> None:
        self.beginResetModel()
        project = self._session.project
        self._entries = project.history(_SHOWN) if project is not None else []
        self.endResetModel()

    @property
    def current_row(self) -> int:
        """The newest operation that the project has now."""
        return next((row for row, entry in enumerate(self._entries) if entry.applied), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("한 일"), self.tr("때"), self.tr("지금"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            name = operation_name(entry.kind, entry.values)
            return (name, state.local(entry.at), self._state(index.row()))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and not entry.applied:
            parent = self.parent()
            return parent.palette().color(QPalette.ColorRole.PlaceholderText) if isinstance(parent, QWidget) else None
        if role == Qt.ItemDataRole.FontRole and index.row() == self.current_row:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _state(self, row: int) -> str:
        if row == self.current_row:
            return self.tr("여기")
        return "" if self._entries[row].applied else self.tr("되돌려짐")


class HistoryDialog(QDialog):
    """Enter or a double click goes to an operation: the project becomes what it was right after it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("작업 기록"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = HistoryModel(session, self)
        self.table = _Table(self)
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.doubleClicked.connect(self.go)
        hint = QLabel(self.tr("두 번 누르거나 Enter를 누르면 그 일을 마친 때로 갑니다."), self)
        hint.setObjectName("paneHint")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("닫기"))
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(12)
        rows.addWidget(hint)
        rows.addWidget(self.table, 1)
        rows.addWidget(buttons)
        self.resize(620, 520)
        session.changed.connect(self._on_changes)
        self._show_current()

    def go(self, index: _Index) -> None:
        """Undoes and redoes up to an operation; the window follows."""
        entry: Entry = index.data(ENTRY)
        self._session.travel(lambda project: operations.go_to(project, entry.id))

    def _on_changes(self, _changes: Changes) -> None:
        self.model.reload()
        self._show_current()

    def _show_current(self) -> None:
        if self.model.current_row >= 0:
            self.table.selectRow(self.model.current_row)


class _Table(QTableView):
    def __init__(self, parent: HistoryDialog) -> None:
        super().__init__(parent)
        self._dialog = parent
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("작업 기록"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._dialog.go(self.currentIndex())
        else:
            super().keyPressEvent(event)
