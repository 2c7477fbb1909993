"""The second look at a mark: widening it, moving its ends, marking it everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from annotator.edges import Edge, moved, nearest
from annotator.everywhere import Doubt, Occurrence, occurrences
from annotator.morphemes import Morphemes
from annotator.project import operations
from annotator.span import Span, cross
from annotator.ui.session import Notice, Session


@dataclass(slots=True)
class Cycle:
    """A mark that further clicks on it widen, as long as nothing comes in between; all under one group."""

    span_id: int
    position: int
    group: str


class Adjusting(QObject):
    """Works on a span of the session; positions are code points."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    # -- ends

    def stretch(self, span: Span, position: int) -> None:
        """Shift+click: the mark reaches to the clicked morpheme."""
        morphemes = self._session.morphemes
        bounds = morphemes.stretch_to(span.start, span.end, position) if morphemes else None
        if bounds is not None:
            self._change(span, bounds)

    def move(self, span: Span, edge: Edge, step: int, *, exact: bool) -> None:
        """The comma and full-stop keys."""
        segment = self._session.segment_at(span.start)
        if segment is None or self._session.article is None:
            return
        text = self._session.article.text
        bounds = moved(text, self._morphemes_at(span), segment, span.bounds, edge, step, exact=exact)
        if bounds is not None:
            self._change(span, bounds)

    def handle(self, span: Span, edge: Edge, boundary: int, *, exact: bool) -> tuple[int, int] | None:
        """Where a handle dragged to `boundary` would put the mark."""
        segment = self._session.segment_at(span.start)
        if segment is None or self._session.article is None:
            return None
        text = self._session.article.text
        return nearest(text, self._morphemes_at(span), segment, span.bounds, edge, boundary, exact=exact)

    def place(self, span: Span, bounds: tuple[int, int]) -> None:
        """Letting a handle go."""
        if bounds != span.bounds:
            self._change(span, bounds)

    def _morphemes_at(self, span: Span) -> Morphemes | None:
        morphemes = self._session.morphemes
        return morphemes if morphemes is not None and morphemes.ready(span.start) else None

    def _change(self, span: Span, bounds: tuple[int, int], group: str | None = None) -> bool:
        changes = self._session.do(operations.change_span, span.id, start=bounds[0], end=bounds[1], group=group)
        return changes is not None

    # -- widening

    def widen(self, span: Span, cycle: Cycle) -> None:
        """The next step of the cycle: phrase, its clicked word alone, wider phrase, quotation, phrase.

        Other marks are not crossed.
        """
        morphemes = self._session.morphemes
        segment = self._session.segment_at(span.start)
        if morphemes is None or segment is None:
            return
        steps = morphemes.cycle(span.start, span.end, cycle.position, span.label)
        others = [other for other in self._session.spans.within(*segment) if other.id != span.id]
        steps = [step for step in steps if not any(cross(step, each.bounds) or step == each.bounds for each in others)]
        at = steps.index(span.bounds) if span.bounds in steps else -1
        step = steps[(at + 1) % len(steps)] if steps else span.bounds
        if step == span.bounds:
            self._session.told.emit(Notice("nothing_wider"))
        else:
            self._change(span, step, cycle.group)

    # -- everywhere

    def others(self, span: Span) -> list[Occurrence]:
        """The other places of the mark's form in this article."""
        session = self._session
        if session.article is None or session.morphemes is None:
            return []
        found = occurrences(session.article.text, span.text, session.morphemes, session.spans)
        return [each for each in found if (each.start, each.end) != span.bounds]

    def everywhere(self, span: Span) -> None:
        """Marks every occurrence that stands alone, as one operation; says what it left and why."""
        session = self._session
        if session.article is None or session.morphemes is None:
            return
        if not session.morphemes.complete:
            session.told.emit(Notice("not_ready", warn=True))
            return
        found = self.others(span)
        clean = [each for each in found if each.doubt is Doubt.NONE]
        conflicts = sum(1 for each in found if each.other is not None and each.other.label != span.label)
        listed = sum(1 for each in found if each.doubt in (Doubt.LONGER_WORD, Doubt.INSIDE_MARK, Doubt.CROSSES))
        if clean:
            marks = [(each.start, each.end, span.label) for each in clean]
            if session.do(operations.add_spans, session.article.id, marks) is None:
                return
        if not clean and not listed and not conflicts:
            session.told.emit(Notice("everywhere_none"))
            return
        code = "everywhere_conflicts" if conflicts else ("everywhere_left" if listed else "everywhere")
        session.told.emit(Notice(code, {"made": len(clean), "left": listed, "conflicts": conflicts}))
