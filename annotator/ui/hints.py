"""Three hints over the sample article at the first start, one after the other, shown once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.marking import Marking
from annotator.ui.preferences import Preferences

_ABOVE_NOTICES = 76  # pixels at the foot where a notice of one line has its place


class Hints(QFrame):
    """Sits at the foot of the article; goes on by itself when the hand has done what the hint says."""

    def __init__(self, parent: QWidget, marking: Marking, preferences: Preferences) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("hints")
        self._preferences = preferences
        self._at = 0
        self._title = QLabel(self)
        self._title.setObjectName("cardText")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._step = QLabel(self)
        self._step.setObjectName("paneHint")
        self._next = QPushButton(self)
        self._close = QPushButton(self.tr("그만 보기"), self)
        self._next.clicked.connect(self._advance)
        self._close.clicked.connect(self._finish)
        foot = QHBoxLayout()
        foot.addWidget(self._step)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(foot)
        marking.marked.connect(lambda _span: self._done(0))
        marking.label_changed.connect(lambda: self._done(1))
        parent.installEventFilter(self)
        self.hide()

    def _hints(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("낱말을 한 번 누르세요"),
                self.tr("조사를 뺀 이름이 바로 표시되고 저장됩니다. 여러 낱말은 끌어서 표시합니다."),
            ),
            (
                self.tr("1–4로 라벨을 고르세요"),
                self.tr("기관 1, 정책 2, 지역 3, 수치 4. 표시를 골라 둔 때에는 그 표시의 라벨이 바뀝니다."),
            ),
            (
                self.tr("내 기사를 끌어다 놓으세요"),
                self.tr(
                    "파일이나 폴더를 이 창에 놓으면 본문만 남겨 보여 줍니다. 잘못한 것은 Ctrl+Z로 모두 되돌립니다."
                ),
            ),
        ]

    def show_first(self) -> None:
        self._at = 0
        self._show()

    def _show(self) -> None:
        hints = self._hints()
        title, text = hints[self._at]
        self._title.setText(title)
        self._text.setText(text)
        self._step.setText(f"{self._at + 1} / {len(hints)}")
        self._next.setText(self.tr("다음") if self._at + 1 < len(hints) else self.tr("시작하기"))
        self._place()
        self.show()
        self.raise_()

    def _done(self, step: int) -> None:
        if self.isVisible() and self._at == step:
            self._advance()

    def _advance(self) -> None:
        self._at += 1
        if self._at < len(self._hints()):
            self._show()
        else:
            self._finish()

    def _finish(self) -> None:
        self._preferences.hints_seen = True
        # Back to the article: hiding the focused button would hand the keys to whatever is next.
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._over.setFocus()
        self.hide()

    def _place(self) -> None:
        parent = self._over
        width = min(460, parent.width() - 48)
        self._text.setFixedWidth(width - 40)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((parent.width() - width) // 2, parent.height() - self.height() - _ABOVE_NOTICES)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
