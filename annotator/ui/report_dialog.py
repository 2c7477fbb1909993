"""What an import has to say: what stayed out, and what came in but should be looked at, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.errors import AnnotatorError
from annotator.ui.wording import error as error_sentence


class ReportDialog(QDialog):
    """One list under each heading; everything can be copied, to be mended where the files come from."""

    def __init__(
        self, refused: Sequence[AnnotatorError], remarks: Sequence[AnnotatorError], came: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("가져오기 결과"))
        rest = self.tr("나머지는 들어왔습니다.") if came else self.tr("새로 들어온 것은 없습니다.")
        out = self.tr("가져오지 못한 것이 {0}개 있습니다.").format(f"{len(refused):,}")
        mind = self.tr("가져온 것 가운데 확인할 것이 {0}가지 있습니다.").format(f"{len(remarks):,}")
        self._parts = [
            (title, [error_sentence(each) for each in errors])
            for title, errors in ((f"{out} {rest}", refused), (mind, remarks))
            if errors
        ]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(10)
        for title, sentences in self._parts:
            head = QLabel(title, self)
            head.setWordWrap(True)
            rows.addWidget(head)
            listed = QPlainTextEdit("\n".join(f"• {sentence}" for sentence in sentences), self)
            listed.setReadOnly(True)
            listed.setTabChangesFocus(True)
            listed.setAccessibleName(title)
            rows.addWidget(listed, len(sentences))
        buttons = QDialogButtonBox(self)
        self.copy = buttons.addButton(self.tr("모두 복사"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        shut = buttons.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        shut.setDefault(True)
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)
        self.resize(640, 420 if len(self._parts) > 1 else 320)
        shut.setFocus()

    @property
    def headings(self) -> list[str]:
        return [title for title, _ in self._parts]

    def text(self) -> str:
        """All of it, as it is copied."""
        return "\n\n".join("\n".join([title, *sentences]) for title, sentences in self._parts) + "\n"

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()
