"""Says to screen readers what the eye sees: a mark made, changed, removed, taken back; every notice."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotator.project import Changes, Direction, Kind
from annotator.ui.session import Notice, Session
from annotator.ui.wording import change, label_name, notice

_MARKS = (Kind.ADD_SPANS, Kind.CHANGE_SPAN, Kind.REMOVE_SPANS)


class Announcer(QObject):
    """Listens to the session and announces on `widget`; does nothing while no screen reader listens."""

    def __init__(self, session: Session, widget: QWidget) -> None:
        super().__init__(widget)
        self._session = session
        self._widget = widget
        session.changed.connect(self._on_changes)
        session.told.connect(self._on_notice)

    def _on_changes(self, changes: Changes) -> None:
        if changes.direction is Direction.DO and changes.operation in _MARKS:
            self.say(self._sentence(changes))

    def _sentence(self, changes: Changes) -> str:
        label = self._session.labels.get(str(changes.values.get("label", "")))
        said = change(changes)
        return f"{said}, {label_name(label)}" if label is not None else said

    def _on_notice(self, told: Notice) -> None:
        self.say(notice(told), urgent=told.warn)

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Announces one sentence; an urgent one interrupts what is being read."""
        if not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(self._widget, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
