"""The source as it came, line by line: what was kept and as what, what was removed and why; a click changes either."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.article import Line, Role
from annotator.errors import AnnotatorError
from annotator.project import Changes, operations, revisions
from annotator.ui.session import Notice, Session
from annotator.ui.theme import Theme
from annotator.ui.wording import line_reason, role_name, tip

LINE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_IN_TEXT = (Role.TITLE, Role.SUBTITLE, Role.BODY, Role.SUBHEAD, Role.PULLQUOTE, Role.CAPTION)
_CHOICES = (Role.TITLE, Role.SUBTITLE, Role.BODY, Role.SUBHEAD, Role.CAPTION, Role.CHROME)
_MARGIN = 76  # pixels for the role at the left
_REASON = 190  # and for the reason at the right
_MOST_LINES = 8
_LONGEST_SHOWN = 2_000  # code points of a line that are laid out; the rest is in the file


class SourceModel(QAbstractListModel):
    """One row for each non-blank line of the source, or part of one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: tuple[Line, ...] = ()
        self._source: list[str] = []

    def reload(self) -> None:
        """Reads the source of the session's article; one that came without any has no rows."""
        self.beginResetModel()
        project, article = self._session.project, self._session.article
        self._lines = article.lines if article is not None else ()
        text = project.source_text(article.id) if project is not None and article is not None else ""
        self._source = text.split("\n") if text else []
        self._lines = tuple(line for line in self._lines if line.number <= len(self._source))
        self.endResetModel()

    def text(self, line: Line) -> str:
        return self._source[line.number - 1][line.start : line.end].strip()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line)[:_LONGEST_SHOWN]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{role_name(line.role)}, {line_reason(line)}, {self.text(line)[:_LONGEST_SHOWN]}"
        if role == Qt.ItemDataRole.ToolTipRole and line.role is Role.CHROME:
            return tip(line_reason(line))
        return None


class SourceDelegate(QStyledItemDelegate):
    """Role, line, reason; a removed line is grey and struck through, so that colour does not say it alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def _room(self, option: QStyleOptionViewItem) -> int:
        widget = option.widget
        width = widget.viewport().width() if isinstance(widget, QAbstractItemView) else option.rect.width()
        return max(width - _MARGIN - _REASON - 24, 120)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        layout = _laid_out(str(index.data()), option.font, self._room(option))
        lines = min(layout.lineCount(), _MOST_LINES)
        return QSize(_MARGIN + _REASON + 120, round(lines * _leading(option.font)) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(LINE)
        removed = line.role is Role.CHROME
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(self.theme.accent)
            painter.setBrush(self.theme.panel)
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 5, 5)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.theme.panel)
        rect = option.rect.adjusted(12, 6, -12, -6)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.85)
        font = QFont(option.font)
        font.setStrikeOut(removed)
        font.setBold(line.role in (Role.TITLE, Role.SUBHEAD))
        painter.setFont(small)
        painter.setPen(self.theme.muted if removed else self.theme.accent)
        top = int(Qt.AlignmentFlag.AlignTop)
        painter.drawText(QRect(rect.left(), rect.top() + 1, _MARGIN - 12, rect.height()), top, role_name(line.role))
        painter.setFont(font)
        painter.setPen(self.theme.muted if removed or line.role not in _IN_TEXT else self.theme.text)
        room = self._room(option)
        layout = _laid_out(str(index.data()), font, room)
        for number in range(min(layout.lineCount(), _MOST_LINES)):
            layout.lineAt(number).draw(painter, QPointF(rect.left() + _MARGIN, rect.top()))
        if removed:
            painter.setFont(small)
            painter.setPen(self.theme.muted)
            reason = painter.fontMetrics().elidedText(line_reason(line), Qt.TextElideMode.ElideRight, _REASON - 12)
            right = QRect(rect.left() + _MARGIN + room + 12, rect.top() + 1, _REASON - 12, rect.height())
            painter.drawText(right, top | int(Qt.AlignmentFlag.AlignRight), reason)
        painter.restore()


def _leading(font: QFont) -> float:
    return QFontMetrics(font).height() * 1.3


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """`text` broken into lines of `width` pixels with room between them."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid() and layout.lineCount() <= _MOST_LINES:
        line.setLineWidth(width)
        line.setPosition(QPointF(0, (layout.lineCount() - 1) * _leading(font)))
        line = layout.createLine()
    layout.endLayout()
    return layout


class SourceView(QWidget):
    """The list, over it what it is and what a click does."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._stale = True
        self.model = SourceModel(session, self)
        self.list = _SourceList(self)
        self.setFocusProxy(self.list)
        self.list.setModel(self.model)
        self._delegate = SourceDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("기사 원문"))
        self.list.toggled.connect(self.toggle)
        self.list.asked.connect(self._menu)
        self._title = QLabel(self)
        self._title.setObjectName("emptyTitle")
        self._hint = QLabel(self)
        self._hint.setObjectName("emptyText")
        self._hint.setWordWrap(True)
        self.again = QPushButton(self.tr("다시 정리"), self)
        self.again.setToolTip(self.tr("지금 규칙으로 다시 정리합니다"))
        self.again.clicked.connect(self.clean_again)
        self._warned: tuple[Line, ...] | None = None
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 20, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addWidget(self.list, 1)
        session.article_changed.connect(self.refresh)
        session.changed.connect(self._on_changes)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.viewport().update()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if self._session.article is not None and self._session.article.id in changes.articles:
            self.refresh()

    def refresh(self) -> None:
        """The lines as they are now, at the place where the list was; nothing while it is hidden."""
        self._warned = None
        self._stale = not self.isVisible()
        if self._stale:
            return
        row, place = self.list.currentIndex().row(), self.list.verticalScrollBar().value()
        self.model.reload()
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))
        self.list.doItemsLayout()
        self.list.verticalScrollBar().setValue(place)
        article = self._session.article
        empty = article is not None and not article.text.strip()
        self.again.setEnabled(bool(self.model.rowCount()))
        self._title.setText(self.tr("본문을 찾지 못했습니다") if empty else self.tr("원문"))
        if self.model.rowCount():
            hint = self.tr("흐린 줄은 기사에서 뺀 줄입니다. 누르면 되살아나고, 남은 줄을 누르면 빠집니다.")
        else:
            hint = self.tr("이 기사는 원문 없이 들어왔습니다.")
        self._hint.setText(hint)

    def toggle(self, index: _Index) -> None:
        """Restores a line that is not in the text, removes one that is."""
        line: Line = index.data(LINE)
        self.choose(line, Role.CHROME if line.role in _IN_TEXT else Role.BODY)

    def choose(self, line: Line, role: Role) -> None:
        """Takes a line of the source for `role`; the marks follow, and what went with it is said."""
        if self._session.article is None or role is line.role:
            return
        changes = self._session.do(operations.set_lines, self._session.article.id, {line.number: role})
        if changes is None:
            return
        lost = changes.values.get("lost", 0)
        if lost:
            self._session.told.emit(Notice("line_removed_lost", {"lost": lost}))
        elif role is Role.CHROME:
            self._session.told.emit(Notice("line_removed"))
        else:
            self._session.told.emit(Notice("line_restored", {"role": role_name(role)}))

    def clean_again(self) -> None:
        """Cleans the source by the rules of now; marks that would go are named first, a second press takes them."""
        project, article = self._session.project, self._session.article
        if project is None or article is None:
            return
        try:
            lines = revisions.cleaned_again(project, article.id)
            planned = revisions.plan(project, article.id, lines)
        except AnnotatorError as error:
            self._session.told.emit(Notice("error", {"error": error}, warn=True))
            return
        if lines == article.lines:
            self._session.told.emit(Notice("clean_as_it_is"))
        elif planned.lost and self._warned != lines:
            self._warned = lines
            self._session.told.emit(Notice("clean_would_lose", {"lost": len(planned.lost)}, warn=True))
        else:
            changed = len(set(lines) ^ set(article.lines)) // 2 or 1
            if self._session.do(operations.revise, article.id, lines) is not None:
                self._session.told.emit(Notice("cleaned_again", {"lines": changed}))

    def _menu(self, index: _Index, at: QPoint) -> None:
        line: Line = index.data(LINE)
        menu = QMenu(self)
        for role in _CHOICES:
            entry = menu.addAction(role_name(role))
            entry.setCheckable(True)
            entry.setChecked(role is line.role)
            entry.triggered.connect(lambda _checked=False, role=role: self.choose(line, role))
        menu.popup(at)


class _SourceList(QListView):
    """A click or Enter means the line, the right button asks what it should be."""

    toggled = Signal(object)
    asked = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(400)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.toggled.emit(index)

    def contextMenuEvent(self, event: Any) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.asked.emit(index, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()
