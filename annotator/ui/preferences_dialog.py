"""Preferences: every choice takes effect at once; there is nothing to confirm."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.ui.preferences import LanguageChoice, Preferences, ThemeChoice
from annotator.ui.session import Notice, Session
from annotator.ui.typing import LineField


class PreferencesDialog(QDialog):
    def __init__(self, preferences: Preferences, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._session = session
        self.setWindowTitle(self.tr("환경설정"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.language = QComboBox(self)
        for language, name in (
            (LanguageChoice.SYSTEM, self.tr("시스템 언어")),
            (LanguageChoice.KOREAN, "한국어"),
            (LanguageChoice.ENGLISH, "English"),
        ):
            self.language.addItem(name, language)
        self.theme = QComboBox(self)
        for theme, name in (
            (ThemeChoice.SYSTEM, self.tr("시스템 설정")),
            (ThemeChoice.LIGHT, self.tr("밝게")),
            (ThemeChoice.DARK, self.tr("어둡게")),
        ):
            self.theme.addItem(name, theme)
        self.text_size = QDoubleSpinBox(self)
        self.text_size.setRange(8, 28)
        self.text_size.setSingleStep(0.5)
        self.text_size.setDecimals(1)
        self.column = QSpinBox(self)
        self.column.setRange(24, 80)
        self.text_size.setSuffix(" pt")
        self.column.setSuffix(self.tr("자"))
        for box in (self.text_size, self.column):
            # The style sheet's padding does not reach the field inside a spin box.
            box.lineEdit().setTextMargins(6, 0, 0, 0)
        self.annotator = LineField(self)
        self._read()
        self._build()
        self.language.currentIndexChanged.connect(lambda _: self._set("language", self.language.currentData()))
        self.theme.currentIndexChanged.connect(lambda _: self._set("theme", self.theme.currentData()))
        self.text_size.valueChanged.connect(lambda value: self._set("text_size", value))
        self.column.valueChanged.connect(lambda value: self._set("column", value))
        self.annotator.editingFinished.connect(self._rename)
        preferences.changed.connect(self._read)

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        for text, widget in (
            (self.tr("분석가 이름"), self.annotator),
            (self.tr("화면 밝기"), self.theme),
            (self.tr("본문 글자 크기"), self.text_size),
            (self.tr("본문 너비"), self.column),
            (self.tr("언어"), self.language),
        ):
            label = QLabel(text, self)
            label.setBuddy(widget)
            widget.setMinimumWidth(200)
            widget.setAccessibleName(text)
            form.addRow(label, widget)
        note = QLabel(self.tr("언어는 다음에 시작할 때 바뀝니다."), self)
        note.setObjectName("paneHint")
        form.addRow("", note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("닫기"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(20)
        column.addLayout(form)
        column.addWidget(buttons)
        # In the order of the rows, not of their making.
        for before, after in pairwise((self.annotator, self.theme, self.text_size, self.column, self.language)):
            self.setTabOrder(before, after)
        self.annotator.setFocus()

    def _read(self) -> None:
        """Shows what is set, also when it was set elsewhere (zoom)."""
        for widget in (self.language, self.theme, self.text_size, self.column):
            widget.blockSignals(True)
        self.language.setCurrentIndex(self.language.findData(self._preferences.language))
        self.theme.setCurrentIndex(self.theme.findData(self._preferences.theme))
        self.text_size.setValue(self._preferences.text_size)
        self.column.setValue(self._preferences.column)
        for widget in (self.language, self.theme, self.text_size, self.column):
            widget.blockSignals(False)
        project = self._session.project
        self.annotator.setText(project.annotator if project is not None else "")
        self.annotator.setEnabled(project is not None and not project.read_only)

    def _set(self, name: str, value: object) -> None:
        setattr(self._preferences, name, value)

    def _rename(self) -> None:
        project = self._session.project
        name = self.annotator.text().strip()
        if project is None or name == project.annotator:
            return
        try:
            project.set_annotator(name)
        except AnnotatorError as error:
            self._session.told.emit(Notice("error", {"error": error}, warn=True))
            self.annotator.setText(project.annotator)
        self._session.annotator_changed.emit()
