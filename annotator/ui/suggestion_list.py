"""The suggestions of the article, with how sure each is: the list beside the dashed outlines in the text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.project.learning import ALL, UNKNOWN
from annotator.suggest.suggestion import Suggestion
from annotator.ui.actions import ACCEPT_ALL
from annotator.ui.session import Session
from annotator.ui.suggesting import Suggesting
from annotator.ui.theme import Theme
from annotator.ui.wording import label_name, percent, suggestion_reason, tip

SUGGESTION = Qt.ItemDataRole.UserRole
_ROW = 34  # pixels
_Index = QModelIndex | QPersistentModelIndex
# The least confidences that can be accepted at once: surely right, likely, rather right than wrong. Three, for the menu
# is short and the key that accepts as the last time fits the next article, too: tests/bench/effort.py counts fewer
# actions than with six.
SURE = (0.9, 0.7, 0.5)


class SuggestionModel(QAbstractListModel):
    def __init__(self, suggesting: Suggesting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggesting = suggesting
        self._rows: list[Suggestion] = []
        suggesting.changed.connect(self.reload)

    def reload(self) -> None:
        if self._rows != self._suggesting.suggestions:
            self.beginResetModel()
            self._rows = list(self._suggesting.suggestions)
            self.endResetModel()

    def place(self, suggestion: Suggestion | None) -> int | None:
        return self._rows.index(suggestion) if suggestion in self._rows else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        suggestion = self._rows[index.row()]
        if role == SUGGESTION:
            return suggestion
        if role == Qt.ItemDataRole.DisplayRole:
            return suggestion.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{suggestion.text}\n{suggestion_reason(suggestion)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{suggestion.text}, {suggestion.label}, {suggestion.score:.2f}"
        return None


class SuggestionDelegate(QStyledItemDelegate):
    """A box a suggestion: a dot in its label's colour, the text, the confidence."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        suggestion: Suggestion = index.data(SUGGESTION)
        label = self._session.labels.get(suggestion.label)
        ink = self.theme.label(label).ink if label else self.theme.muted
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(1, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.raised)
        painter.setPen(QPen(ink if selected else self.theme.border, 1.6 if selected else 1))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QRectF(box.left() + 11, box.center().y() - 4, 9, 9))
        score = f"{suggestion.score:.2f}"
        width = painter.fontMetrics().horizontalAdvance(score) + 12
        inner = box.adjusted(28, 0, -width - 8, 0)
        painter.setPen(self.theme.text)
        text = painter.fontMetrics().elidedText(suggestion.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.setPen(self.theme.muted)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box.adjusted(0, 0, -12, 0), right, score)
        painter.restore()


class SuggestionList(QWidget):
    """Title with the keys, the list, and a menu to accept all of a label above a confidence."""

    def __init__(self, session: Session, suggesting: Suggesting, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._suggesting = suggesting
        self._following = False
        self.model = SuggestionModel(suggesting, self)
        self.list = _List(suggesting, self)
        self.list.setModel(self.model)
        self._delegate = SuggestionDelegate(session, theme, self)
        self.list.setItemDelegate(self._delegate)
        self._title = QLabel(self)
        self._title.setObjectName("paneTitle")
        self.more = QToolButton(self)
        self.more.setObjectName("quiet")
        self.more.setText(self.tr("모두 수락…"))
        self.more.setAccessibleName(self.tr("확신이 높은 제안 모두 수락"))
        self.more.clicked.connect(self._offer_all)
        self.accuracy = QLabel(self)
        self.accuracy.setObjectName("paneHint")
        self.accuracy.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.more)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(head)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.accuracy)
        suggesting.changed.connect(self._refresh)
        suggesting.current_changed.connect(self._follow)
        self.list.selectionModel().currentChanged.connect(self._on_row)
        suggesting.learning.measured.connect(self._show_accuracy)
        self.setVisible(suggesting.available)
        self._show_accuracy()
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def _refresh(self) -> None:
        count = len(self._suggesting.suggestions)
        keys = self.tr("Enter 수락 · Delete 거절")
        self._title.setText(self.tr("제안 {0}건").format(f"{count:,}") + (f"   {keys}" if count else ""))
        self.more.setEnabled(bool(count))
        self._follow()

    def _show_accuracy(self) -> None:
        """How good suggestions are on this project's own articles, from the first measurement on."""
        scores = self._suggesting.learning.scores
        if not scores:
            # The line keeps its place: nothing moves when the first figures come.
            self.accuracy.setText(self.tr("완료한 기사에서 배웁니다"))
            self.accuracy.setToolTip("")
            return
        last = scores[-1]
        now, shipped = (percent(rates.get(ALL, UNKNOWN)[2]) for rates in (last.learnt, last.shipped))
        text = self.tr("문장 {0}개를 배움 · F1 {1} (기본 {2})")
        self.accuracy.setText(text.format(f"{last.sentences:,}", now, shipped))
        row = self.tr("{0}: 정밀도 {1} · 재현율 {2} · F1 {3}")
        lines = [
            row.format(label_name(label), *map(percent, last.learnt[label.key]))
            for label in self._session.labels
            if label.key in last.learnt
        ]
        about = self.tr("완료한 기사를 따로 떼어 잰 값(%). 메뉴의 통계에 경과가 있습니다.")
        self.accuracy.setToolTip(tip("\n".join([*lines, about])))

    def _follow(self) -> None:
        place = self.model.place(self._suggesting.current)
        self._following = True
        bar = self.list.verticalScrollBar()
        top = bar.value()
        self.list.setCurrentIndex(self.model.index(place) if place is not None else QModelIndex())
        if place is None:
            bar.setValue(top)
        self._following = False

    def _on_row(self, current: _Index) -> None:
        if current.isValid() and not self._following:
            self._suggesting.choose(current.data(SUGGESTION))

    def offers(self) -> list[tuple[str, str | None, float]]:
        """What the menu can accept at once, all labels first: (text, label, least confidence).

        A lower confidence is offered where it takes more.
        """
        found = []
        for label in (None, *self._session.labels):
            key, before = label.key if label else None, 0
            for least in SURE:
                count = len(self._suggesting.at_least(key, least))
                if count > before:
                    before = count
                    name = label_name(label) if label else self.tr("모든 라벨")
                    found.append((self.tr("{0} · {1} 이상 {2}개").format(name, f"{least:.2f}", count), key, least))
        return found

    def _offer_all(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        above: str | None = None
        for text, key, least in self.offers():
            if key is not None and above is None:
                menu.addSeparator()
            above = key
            key_again = QKeySequence(ACCEPT_ALL[0]).toString(QKeySequence.SequenceFormat.NativeText)
            entry = menu.addAction(f"{text}\t{key_again}" if (key, least) == self._suggesting.usual else text)
            entry.triggered.connect(
                lambda _checked=False, key=key, least=least: self._suggesting.accept_all(key, least)
            )
        if menu.isEmpty():
            menu.addAction(self.tr("확신이 {0} 이상인 제안이 없습니다").format(f"{SURE[-1]:.2f}")).setEnabled(False)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class _List(QListView):
    """Enter accepts, Delete refuses, as in the article; a double click accepts."""

    def __init__(self, suggesting: Suggesting, parent: QWidget) -> None:
        super().__init__(parent)
        self._suggesting = suggesting
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("제안"))
        self.doubleClicked.connect(lambda _index: self._suggesting.accept_current())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            # It ends with a whole row; a list of less than one row shows what it can.
            inside = self.height() - 2 * self.frameWidth()
            self.setViewportMargins(0, 0, 0, inside % _ROW if inside > _ROW else 0)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._suggesting.accept_current()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._suggesting.reject_current()
        else:
            super().keyPressEvent(event)
