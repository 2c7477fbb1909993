"""What stands where the article would be when there is none: what to do, with the buttons to do it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.actions import Actions


class EmptyState(QWidget):
    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        title = QLabel(self.tr("아직 기사가 없습니다"), self)
        title.setObjectName("emptyTitle")
        text = QLabel(self.tr("기사 파일이나 폴더를 이 창에 끌어다 놓거나, 복사한 글을 붙여넣으세요."), self)
        text.setObjectName("emptyText")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for action in (actions.import_files, actions.open, actions.sample):
            buttons.addWidget(self._button(action))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(8)
        column.addWidget(text, 0)
        column.addSpacing(18)
        column.addLayout(buttons)
        column.addStretch(3)

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text(), self)
        button.clicked.connect(action.trigger)
        return button
