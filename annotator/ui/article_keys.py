"""The keys of the article: the first state that applies wins (a mark selected, a range, neither)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.edges import Edge
from annotator.span import Span
from annotator.suggest.suggestion import Suggestion
from annotator.ui.caret import Caret
from annotator.ui.marking import Marking
from annotator.ui.session import Session
from annotator.ui.suggesting import Suggesting

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier
# Shift turns the comma and the full stop into these on most layouts.
_SMALLER = (_Key.Key_Comma, _Key.Key_Less)
_LARGER = (_Key.Key_Period, _Key.Key_Greater)
_SIDEWAYS = {_Key.Key_Left: -1, _Key.Key_Right: 1}


class ArticleKeys:
    """Handles a key press of the article, or leaves it to the view."""

    def __init__(self, session: Session, marking: Marking, caret: Caret, suggesting: Suggesting) -> None:
        self._session = session
        self._suggesting = suggesting
        self._marking = marking
        self._caret = caret

    def press(self, event: QKeyEvent, top: int) -> bool:
        """Whether the key meant something; `top` is the code point at the top of the view, where a caret begins."""
        key, modifiers = _Key(event.key()), event.modifiers() & ~_Modifier.KeypadModifier
        plain = modifiers == _Modifier.NoModifier
        if self._suggesting.current is not None and self._answer(key, modifiers):
            return True
        if plain and _Key.Key_1 <= key <= _Key.Key_9:
            self._digit(key - _Key.Key_0)
        elif plain and key in (_Key.Key_Delete, _Key.Key_Backspace):
            self._marking.remove()
        elif plain and key in (_Key.Key_Return, _Key.Key_Enter):
            self._enter()
        elif plain and key == _Key.Key_Escape:
            self._escape()
        elif key in _SMALLER + _LARGER and not event.modifiers() & _Modifier.KeypadModifier:
            return self._move_edge(1 if key in _LARGER else -1, modifiers)
        elif key in _SIDEWAYS:
            self._sideways(_SIDEWAYS[key], modifiers, top)
        else:
            return False
        return True

    def _answer(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """What the keys mean while a suggestion is current."""
        plain = modifiers == _Modifier.NoModifier
        if plain and _Key.Key_1 <= key <= _Key.Key_9:
            label = self._session.labels.by_digit(key - _Key.Key_0)
            if label is not None:
                self._suggesting.accept_current(label)
        elif plain and key in (_Key.Key_Return, _Key.Key_Enter):
            self._suggesting.accept_current()
        elif plain and key in (_Key.Key_Delete, _Key.Key_Backspace):
            self._suggesting.reject_current()
        elif plain and key == _Key.Key_Escape:
            self._suggesting.choose(None)
        elif key in _SMALLER + _LARGER and not modifiers & (_Modifier.AltModifier | _Modifier.MetaModifier):
            edge = Edge.START if modifiers & _Modifier.ShiftModifier else Edge.END
            exact = bool(modifiers & _Modifier.ControlModifier)
            self._suggesting.move(edge, 1 if key in _LARGER else -1, exact=exact)
        else:
            return False
        return True

    def walk(self, forward: bool) -> bool:
        """Tab: the next suggestion or mark after the one in hand; False after the last."""
        places: list[tuple[int, int, Suggestion | Span]] = [
            *((span.start, -span.end, span) for span in self._session.spans),
            *((each.start, -each.end, each) for each in self._suggesting.suggestions),
        ]
        places.sort(key=lambda place: place[:2])
        here = self._suggesting.current or self._marking.in_hand
        at = next((n for n, (_, _, each) in enumerate(places) if each == here), None)
        step = (0 if forward else len(places) - 1) if at is None else at + (1 if forward else -1)
        if not 0 <= step < len(places):
            self._suggesting.choose(None)
            return False
        chosen = places[step][2]
        if isinstance(chosen, Span):
            self._suggesting.choose(None)
            self._marking.select(chosen.id)
        else:
            self._marking.select(None)
            self._suggesting.choose(chosen)
        return True

    def _digit(self, digit: int) -> None:
        chosen = self._caret.range
        label = self._session.labels.by_digit(digit)
        if self._marking.selected is None and chosen is not None and label is not None:
            self._marking.mark_range(chosen, label)
            self._caret.drop_range()
        else:
            self._marking.digit(digit)

    def _enter(self) -> None:
        chosen = self._caret.range
        if self._marking.selected is None and chosen is not None and self._marking.mark_range(chosen):
            self._caret.drop_range()

    def _escape(self) -> None:
        if self._marking.pending is None and self._marking.selected is None and self._caret.position is not None:
            if self._caret.range is not None:
                self._caret.drop_range()
            else:
                self._caret.drop()
        else:
            self._marking.escape()

    def _move_edge(self, step: int, modifiers: Qt.KeyboardModifier) -> bool:
        span = self._marking.selected
        if span is None or modifiers & (_Modifier.AltModifier | _Modifier.MetaModifier):
            return False
        edge = Edge.START if modifiers & _Modifier.ShiftModifier else Edge.END
        exact = bool(modifiers & _Modifier.ControlModifier)
        self._marking.adjusting.move(span, edge, step, exact=exact)
        return True

    def _sideways(self, direction: int, modifiers: Qt.KeyboardModifier, top: int) -> None:
        unit = "morpheme"
        if modifiers & _Modifier.ControlModifier:
            unit = "phrase"
        elif modifiers & _Modifier.AltModifier:
            unit = "character"
        in_hand = self._suggesting.current or self._marking.in_hand
        start = (in_hand.end if direction > 0 else in_hand.start) if in_hand is not None else top
        extend = bool(modifiers & _Modifier.ShiftModifier)
        self._marking.select(None)
        if extend:
            # The next digit is for the range.
            self._suggesting.choose(None)
        self._caret.step(direction, unit, extend=extend, start=start)
