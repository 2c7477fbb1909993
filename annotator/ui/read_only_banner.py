"""Says why nothing can be changed, and opens the project once more when whoever else had it has let go."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.banner import Banner
from annotator.ui.session import Session
from annotator.ui.wording import read_only


class ReadOnlyBanner(Banner):
    """Over the articles of a project that is open for reading only; hidden over those of every other one."""

    again = Signal(object)  # Path of the project

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("ReadOnlyBanner", "다시 열기"), self._open_again, parent)
        self._session = session
        session.project_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        project = self._session.project
        shown = project is not None and project.read_only
        if project is not None and shown:
            self.text.setText(read_only(project))
            # What the file system forbids it forbids the next time, too.
            self.button.setVisible(project.holder is not None)
        self.setVisible(shown)

    def _open_again(self) -> None:
        if self._session.project is not None:
            self.again.emit(self._session.project.path)
