"""The label set, edited: a list at the left, the chosen label's parts at the right. Nothing to save, all to undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.labels import Label, Underline, load_preset, save_preset
from annotator.paths import resource, user_documents
from annotator.project import Area, Changes, operations
from annotator.ui.actions import Actions
from annotator.ui.colour_field import HUES
from annotator.ui.label_form import LabelForm
from annotator.ui.label_rows import LABEL, LabelDelegate
from annotator.ui.session import Notice, Session
from annotator.ui.theme import Theme
from annotator.ui.wording import label_name, notice


class LabelDialog(QDialog):
    """Stays beside the window: what is changed shows there at once, and Ctrl+Z is the window's."""

    def __init__(self, session: Session, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("라벨 편집"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in (actions.undo, actions.redo):
            self.addAction(action)
        self.list = QListWidget(self)
        self.list.setObjectName("labelList")
        self.list.setAccessibleName(self.tr("라벨"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._delegate = LabelDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setFixedWidth(250)
        self.form = LabelForm(self)
        self.message = QLabel(self)
        self.message.setObjectName("dialogMessage")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self._build(actions)
        self.list.currentRowChanged.connect(self._on_row)
        self.form.edited.connect(self._on_edited)
        self.form.refused.connect(lambda error: self._say(Notice("error", {"error": error}, warn=True)))
        session.changed.connect(self._on_changes)
        session.told.connect(self._say)
        session.project_changed.connect(self.reload)
        self.resize(820, 600)
        self.reload()

    def _build(self, actions: Actions) -> None:
        self.add = self._button(self.tr("추가"), self.add_label)
        self.up = self._button("↑", lambda: self._move(-1), self.tr("위로"))
        self.down = self._button("↓", lambda: self._move(1), self.tr("아래로"))
        self.merge = self._button(self.tr("합치기"), None, self.tr("표시를 모두 다른 라벨로 옮기고 이 라벨을 뺍니다"))
        self.remove = self._button(self.tr("빼기"), self.remove_label, self.tr("표시가 없는 라벨을 뺍니다"))
        self.presets = self._button(self.tr("프리셋"), None)
        self._merge_menu, preset_menu = QMenu(self), QMenu(self)
        self._merge_menu.aboutToShow.connect(self._fill_merge_menu)
        self.merge.setMenu(self._merge_menu)
        preset_menu.addAction(self.tr("뉴스 라벨 네 개로"), lambda: self.load(resource("labels", "news.toml")))
        preset_menu.addAction(self.tr("파일에서 불러오기…"), self._ask_preset)
        preset_menu.addSeparator()
        preset_menu.addAction(self.tr("파일로 저장…"), self._ask_where)
        self.presets.setMenu(preset_menu)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((first, (self.add, self.up, self.down)), (second, (self.merge, self.remove))):
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button, 0 if button in (self.up, self.down) else 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addLayout(first)
        left.addLayout(second)
        undo = QToolButton(self)
        undo.setDefaultAction(actions.undo)
        undo.setObjectName("plain")
        close = self._button(self.tr("닫기"), self.close)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.presets)
        foot.addWidget(undo)
        foot.addWidget(self.message, 1)
        foot.addWidget(close)
        right = QVBoxLayout()
        right.addWidget(self.form, 1)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(16)
        rows.addLayout(middle, 1)
        rows.addLayout(foot)

    def _button(self, text: str, act: Callable[[], object] | None, tip: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        if tip:
            button.setToolTip(tip)
            button.setAccessibleName(tip if len(text) == 1 else text)
        if len(text) == 1:
            button.setFixedWidth(40)
        if act is not None:
            button.clicked.connect(lambda _checked=False: act())
        return button

    # -- showing

    @property
    def current(self) -> Label | None:
        item = self.list.currentItem()
        label: Label | None = item.data(LABEL) if item is not None else None
        return label

    def choose(self, key: str | None) -> None:
        """Shows the label of that key, if there is one."""
        for row in range(self.list.count()):
            if self.list.item(row).data(LABEL).key == key:
                self.list.setCurrentRow(row)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def reload(self, chosen: str | None = None) -> None:
        """The labels as they are, with `chosen` or the one before still chosen."""
        row, before = self.list.currentRow(), self.current
        key = chosen or (before.key if before else None)
        self.list.blockSignals(True)
        self.list.clear()
        for label in self._session.labels:
            item = QListWidgetItem(label_name(label))
            item.setData(LABEL, label)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label_name(label)}, {label.key}, {label.digit or ''}")
            item.setSizeHint(QSize(0, 44))
            self.list.addItem(item)
        keys = [label.key for label in self._session.labels]
        # A renamed label keeps its place.
        self.list.setCurrentRow(keys.index(key) if key in keys else min(max(row, 0), len(keys) - 1))
        self.list.blockSignals(False)
        self._show_current()

    def _show_current(self) -> None:
        project, label, row = self._session.project, self.current, self.list.currentRow()
        writable = project is not None and not project.read_only
        self.form.show_label(label, self._session.labels)
        self.form.setEnabled(writable and label is not None)
        for button in (self.add, self.presets):
            button.setEnabled(writable)
        self.remove.setEnabled(writable and label is not None)
        self.merge.setEnabled(writable and self.list.count() > 1)
        self.up.setEnabled(writable and row > 0)
        self.down.setEnabled(writable and 0 <= row < self.list.count() - 1)

    def _on_row(self, _row: int) -> None:
        self._show_current()

    def _on_changes(self, changes: Changes) -> None:
        if Area.LABELS in changes.areas:
            self.reload()

    def _say(self, told: Notice) -> None:
        self.message.setText(notice(told) if self.isActiveWindow() or told.warn else "")
        self.message.setProperty("warn", told.warn)
        self.message.style().polish(self.message)

    def done(self, result: int) -> None:
        self.form.commit()
        super().done(result)

    # -- writing

    def _on_edited(self, label: Label) -> None:
        current = self.current
        if current is not None:
            self.message.clear()
            if self._session.do(operations.change_label, current.key, label) is None:
                self.form.reset()
                self._show_current()

    def add_label(self) -> None:
        """A new label with a free key, digit and colour, ready to be named."""
        self.form.commit()
        labels = self._session.labels
        key = next(key for n in range(1, len(labels) + 2) if (key := f"LABEL{n}") not in labels)
        used = {label.colour.lower() for label in labels}
        colour = next((hue for hue in HUES if hue not in used), HUES[len(labels) % len(HUES)])
        digit = next((digit for digit in range(1, 10) if labels.by_digit(digit) is None), None)
        style = list(Underline)[len(labels) % len(Underline)]
        new = Label(key, self.tr("새 라벨"), "", digit, colour, style)
        if self._session.do(operations.add_label, new) is not None:
            self.choose(key)
            self.form.ko.setFocus()
            self.form.ko.selectAll()

    def remove_label(self) -> None:
        if self.current is not None:
            self._session.do(operations.remove_label, self.current.key)

    def merge_into(self, other: Label) -> None:
        label = self.current
        if label is None:
            return
        changes = self._session.do(operations.merge_labels, label.key, other.key)
        if changes is not None:
            values = {"count": changes.values["count"], "name": label_name(other)}
            self._say(Notice("labels_merged", values))
            self.choose(other.key)

    def _fill_merge_menu(self) -> None:
        self._merge_menu.clear()
        project = self._session.project
        counts = project.progress().by_label if project is not None else {}
        for other in self._session.labels:
            if self.current is not None and other.key != self.current.key:
                count = counts.get(self.current.key, 0)
                text = self.tr("표시 {0}개를 → {1}").format(f"{count:,}", label_name(other))
                self._merge_menu.addAction(text, partial(self.merge_into, other))

    def _move(self, by: int) -> None:
        keys = [label.key for label in self._session.labels]
        row = self.list.currentRow()
        keys[row], keys[row + by] = keys[row + by], keys[row]
        self._session.do(operations.order_labels, keys)

    def load(self, path: Path) -> None:
        """Makes the labels be those of a preset; labels in use stay."""
        try:
            preset = load_preset(path)
        except AnnotatorError as error:
            self._session.told.emit(Notice("error", {"error": error}, warn=True))
            return
        self._session.do(operations.load_labels, preset)

    def save(self, path: Path) -> None:
        try:
            save_preset(path, self._session.labels)
        except AnnotatorError as error:
            self._session.told.emit(Notice("error", {"error": error}, warn=True))
            return
        self._say(Notice("preset_saved", {"path": path}))

    def _ask_preset(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("라벨 불러오기"), str(user_documents()), self.tr("라벨 프리셋 (*.toml)")
        )
        if name:
            self.load(Path(name))

    def _ask_where(self) -> None:
        start = str(user_documents() / self.tr("라벨.toml"))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("라벨 저장"), start, self.tr("라벨 프리셋 (*.toml)"))
        if name:
            self.save(Path(name) if Path(name).suffix else Path(name + ".toml"))
