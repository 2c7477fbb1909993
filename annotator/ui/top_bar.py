"""The bar over everything: project, open and import; the labels; undo, export, done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QCursor, QKeySequence, QMoveEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.ui.actions import Actions
from annotator.ui.label_bar import LabelBar
from annotator.ui.wording import tip

_HEIGHT, _UNDER = 46, 8
_MARGINS = (10, 0, 14, 0)


class TopBar(QWidget):
    """Three groups; the labels stay in the middle of the window as long as there is room, else they go below."""

    def __init__(self, actions: Actions, labels: LabelBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._full_name = ""
        self._name = QLabel(self)
        self._name.setObjectName("projectName")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setContentsMargins(2, 0, 10, 0)
        self._done = QPushButton(self)
        self._done.setObjectName("done")
        self._done_action = actions.done
        self._done.clicked.connect(actions.done.trigger)
        actions.done.changed.connect(self._mirror_done)
        self._mirror_done()
        menu = self._button(self.tr("메뉴"), self._menu(actions))
        self._left = left = self._group(menu, self._name, self._tool(actions.open), self._tool(actions.import_files))
        left.addStretch(1)
        self._right = right = self._group(
            self._tool(actions.undo), self._tool(actions.redo), self._tool(actions.source)
        )
        right.addWidget(self._tool(actions.export))
        right.addWidget(self._done)
        right.insertStretch(0, 1)
        self._row = QHBoxLayout()
        self._row.addStrut(_HEIGHT - 1)  # and the line below
        self._row.addLayout(left, 1)
        self._row.addLayout(right, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*_MARGINS)
        self._column.setSpacing(0)
        self._column.addLayout(self._row)
        self._labels = labels
        self._below: bool | None = None
        labels.rebuilt.connect(self._place_labels)
        self._place_labels()

    def set_project(self, name: str, path: str) -> None:
        self._full_name = name
        self._name.setToolTip(tip(path))
        self._fit_name()

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_name()

    def _place_labels(self) -> None:
        labels, wide = self._labels, self.width() - _MARGINS[0] - _MARGINS[2]
        for side in (self._left, self._right):
            side.invalidate()  # a name that has changed is not in what they remember
        sides = self._left.minimumSize().width() + self._right.minimumSize().width() + 2 * self._row.spacing()
        below = labels.length > wide - sides
        if below != self._below:
            self._below = below
            self._row.removeWidget(labels)
            self._column.removeWidget(labels)
            if below:
                self._column.addWidget(labels, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            else:
                self._row.insertWidget(2, labels)  # after the strut and the left group
        labels.spread(wide if below else labels.length)
        self.setFixedHeight(_HEIGHT + (labels.height() + _UNDER if below else 0))

    def _fit_name(self) -> None:
        most = max(60, self.width() // 7)
        self._name.setText(self._name.fontMetrics().elidedText(self._full_name, Qt.TextElideMode.ElideRight, most))
        self._place_labels()

    def _mirror_done(self) -> None:
        keys = self._done_action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._done.setText(f"{self._done_action.text()}  {keys}")
        self._done.setToolTip(self._done_action.toolTip())
        self._done.setEnabled(self._done_action.isEnabled())

    def _group(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in widgets:
            row.addWidget(widget)
        return row

    def _tool(self, action: QAction) -> QToolButton:
        button = _Button(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _button(self, text: str, menu: QMenu) -> QToolButton:
        button = _Button(self)
        button.setText(text)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setShortcut(QKeySequence("F10"))
        return button

    def _menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self)
        a = actions
        imports = [a.import_files, a.import_folder, a.import_as, a.paste]
        files = [a.new, a.open, None, *imports, None, a.export, a.save_copy, None]
        groups = (
            (self.tr("파일"), [*files, a.sample, None, a.quit]),
            (
                self.tr("편집"),
                [
                    *(a.undo, a.redo, None, a.copy, a.everywhere, a.everywhere_project, a.note, a.remove, None),
                    *(a.accept_all, None),
                    *(a.find, a.search, None, a.labels, None, a.remove_article),
                ],
            ),
            (self.tr("기사"), [a.previous, a.next, None, a.source, a.article_note, None, a.done, a.reopen]),
            (self.tr("보기"), [a.larger, a.smaller, a.usual_size, None, a.statistics, a.history, None, a.preferences]),
            (self.tr("도움말"), [a.keys, a.about]),
        )
        for title, entries in groups:
            part = menu.addMenu(title)
            for entry in entries:
                part.addSeparator() if entry is None else part.addAction(entry)
        return menu


class _Button(QToolButton):
    """Lets go of the pointer when the project's name pushes it from beneath: Qt alone would leave it lit."""

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.underMouse() and not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            QApplication.sendEvent(self, QEvent(QEvent.Type.Leave))
