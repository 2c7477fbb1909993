"""Under the article: what a search of the whole project has found, to be read, opened and marked."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.labels import Label
from annotator.project.search import Hit
from annotator.ui.marking import Marking
from annotator.ui.search_results import HIT, ResultDelegate, ResultModel
from annotator.ui.searching import Mode, Searching
from annotator.ui.session import Session
from annotator.ui.theme import Theme
from annotator.ui.typing import LineField
from annotator.ui.wording import label_name, quoted


class ResultList(QListView):
    """Rows to be chosen, one or many; digits and Enter mark them, a row chosen alone is shown in its article."""

    marked = Signal(object)  # Label | None: the active one
    revealed = Signal(object)  # Hit
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("찾은 곳"))

    @property
    def chosen(self) -> list[Hit]:
        return [index.data(HIT) for index in sorted(self.selectedIndexes())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            label = self._session.labels.by_digit(key - Qt.Key.Key_0)
            if label is not None:
                self.marked.emit(label)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.marked.emit(None)
        elif plain and key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        indexes = self.selectedIndexes()
        if len(indexes) == 1 and self.hasFocus():
            self.revealed.emit(indexes[0].data(HIT))


class SearchPanel(QWidget):
    """The field, how much was found, the hits, and what can be done with them. Esc closes it."""

    closed = Signal()
    pointed = Signal(int, int)  # a hit of the article shown now

    def __init__(
        self, session: Session, marking: Marking, searching: Searching, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._marking = marking
        self._searching = searching
        self._label: Label | None = None  # of the mark that is looked for everywhere
        self.model = ResultModel(session, self)
        self.list = ResultList(session, self)
        self.list.setModel(self.model)
        self._delegate = ResultDelegate(session, theme, self)
        self.list.setItemDelegate(self._delegate)
        self._build()
        self.list.marked.connect(self._mark_chosen)
        self.list.revealed.connect(self._reveal)
        self.list.left.connect(self.close_panel)
        searching.began.connect(self._on_began)
        searching.found.connect(self._on_found)
        searching.ended.connect(self._refresh)
        searching.prepared.connect(self._refresh)
        marking.label_changed.connect(self._refresh)
        session.changed.connect(self._refresh)
        self.hide()

    def _build(self) -> None:
        self.field = LineField(self)
        self.field.setPlaceholderText(self.tr("프로젝트에서 찾기 (형태소, “구”는 따옴표로)"))
        self.field.setAccessibleName(self.tr("프로젝트에서 찾기"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(300)
        self.field.setMaximumWidth(340)
        self.field.returnPressed.connect(self._look)
        self.letters = QToolButton(self)
        self.letters.setText(self.tr("글자 그대로"))
        self.letters.setToolTip(self.tr("형태소로 찾지 않고 쓴 글자 그대로 찾습니다"))
        self.letters.setObjectName("letters")
        self.letters.setCheckable(True)
        self.letters.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.letters.clicked.connect(self._look)
        self.count = QLabel(self)
        self.count.setObjectName("paneHint")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.mark_all = QPushButton(self)
        self.mark_all.clicked.connect(self._mark_all)
        self.more = QPushButton(self.tr("더 보기"), self)
        self.more.clicked.connect(self._searching.go_on)
        close = QToolButton(self)
        close.setText("✕")
        close.setToolTip(self.tr("닫기 (Esc)"))
        close.setAccessibleName(close.toolTip())
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.close_panel)
        self.hint = QLabel(self)
        self.hint.setObjectName("searchHint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 12, 6)
        row.setSpacing(8)
        for widget in (self.field, self.letters, self.count):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.more, self.mark_all, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint, 1)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    # -- opening and closing

    def open_panel(self, text: str = "") -> None:
        """Shows the panel with the field ready; with `text`, looks for it at once."""
        self.show()
        if text:
            self.field.setText(text)
            self.letters.setChecked(False)
            self._look()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._searching.prepare()

    def open_everywhere(self, form: str, label: Label | None) -> None:
        """Shows every place of `form` in the project, to be marked with `label`."""
        self.show()
        self.field.setText(form)
        self._label = label
        self._searching.everywhere(form)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        if self.isVisible():
            self._searching.stop()
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self._choose_first()
        else:
            super().keyPressEvent(event)

    # -- what is found

    def _look(self) -> None:
        self._label = None
        self._searching.search(self.field.text(), letters=self.letters.isChecked())

    def _on_began(self) -> None:
        self.model.clear()
        self._refresh()

    def _on_found(self, hits: list[Hit]) -> None:
        first = not self.model.rowCount()
        self.model.add(hits)
        if first and self.list.hasFocus():
            self._choose_first()
        self._refresh()

    def _choose_first(self) -> None:
        if not self.list.selectedIndexes():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(0), flag)

    def _reveal(self, hit: Hit) -> None:
        """Opens the article of a hit, with the hit in view."""
        session = self._session
        if hit.article_id not in session.order:
            return
        if session.article is None or session.article.id != hit.article_id:
            session.show(hit.article_id)
        self.pointed.emit(hit.start, hit.end)

    # -- marking

    @property
    def label(self) -> Label | None:
        """What Enter marks with: the label of the mark looked for everywhere, else the active one."""
        return self._label or self._marking.active

    def _mark_chosen(self, label: Label | None) -> None:
        label = label or self.label
        if label is not None:
            self._searching.mark(self.list.chosen, label.key)

    def _mark_all(self) -> None:
        if self.label is not None:
            self._searching.mark(self.model.markable, self.label.key)

    # -- words

    def _refresh(self, *_: object) -> None:
        searching, count = self._searching, self.model.rowCount()
        self.count.setText(self._counted(count))
        self.more.setVisible(searching.more)
        self.more.setEnabled(not searching.running)
        markable = len(self.model.markable) if self.label is not None else 0
        project = self._session.project
        self.mark_all.setEnabled(bool(markable) and project is not None and not project.read_only)
        if self.label is not None:
            text = self.tr("{0}곳 모두 표시: {1}")
            self.mark_all.setText(text.format(f"{markable:,}", label_name(self.label)))
        self.mark_all.setVisible(bool(markable))  # "mark all 0" would be a riddle
        self.list.setVisible(bool(count))
        self.hint.setVisible(not count)
        self.hint.setText(self._hint())

    def _counted(self, count: int) -> str:
        searching = self._searching
        parts = []
        if count:
            text = self.tr("{0}곳 이상") if searching.more else self.tr("{0}곳")
            parts.append(text.format(f"{count:,}"))
        if searching.running:
            parts.append(self.tr("찾는 중…"))
        morphemes = searching.wanted is None or searching.wanted.mode is Mode.MORPHEMES
        if searching.missing and morphemes:
            parts.append(self.tr("아직 찾을 수 없는 기사 {0}건 (준비 중)").format(f"{searching.missing:,}"))
        return " · ".join(parts)

    def _hint(self) -> str:
        wanted = self._searching.wanted
        if self._searching.running:
            return ""
        if wanted is None or not wanted.text.strip():
            return self.tr(
                "‘개편하다’로 찾으면 ‘개편한’, ‘개편했다’도 나옵니다.\n"
                "여러 낱말은 모두 든 기사를, 따옴표 안의 말은 그 차례로 찾습니다.\n"
                "찾은 곳을 누르면 기사에서 보이고, 숫자나 Enter로 바로 표시합니다."
            )
        text = self.tr("{0}: 찾은 곳이 없습니다.").format(quoted(wanted.text))
        if wanted.mode is Mode.MORPHEMES:
            text += "\n" + self.tr("‘글자 그대로’를 켜면 낱말의 일부도 찾습니다.")
        return text
