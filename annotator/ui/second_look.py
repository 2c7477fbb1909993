"""The boundary check in the window: what is seen at a mark of the article shown, and mending it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QObject

from annotator import boundary
from annotator.boundary import Check, Finding
from annotator.everywhere import Occurrence, occurrences
from annotator.project import operations
from annotator.project.forms import label_counts
from annotator.span import Span
from annotator.ui.marking import Marking
from annotator.ui.session import Session

_KEPT = 4096  # marks whose ends have been looked at


class SecondLook(QObject):
    """Looks at spans of the session; mending is one undoable operation."""

    def __init__(self, session: Session, marking: Marking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._marking = marking
        self._ends = lru_cache(_KEPT)(self._look_at_ends)
        session.article_changed.connect(self._ends.cache_clear)
        session.tokens_changed.connect(self._ends.cache_clear)

    @property
    def may_mend(self) -> bool:
        return self._session.project is not None and not self._session.project.read_only

    def ends(self, span: Span) -> Finding | None:
        """What is wrong with the mark's ends; kept, for every row of the table asks for it each time it is drawn."""
        return self._ends(span)

    def _look_at_ends(self, span: Span) -> Finding | None:
        article = self._session.article
        return boundary.ends(article.text, self._session.morphemes, span) if article is not None else None

    def other_label(self, span: Span) -> Finding | None:
        """Whether the mark's form stands under another label in the project."""
        project = self._session.project
        return boundary.other_label(span, label_counts(project, span.text)) if project is not None else None

    def places(self, span: Span) -> Iterator[Occurrence]:
        """The places of the mark's form in the article, one after the other: a long text may hold thousands."""
        session = self._session
        if session.article is None or session.morphemes is None or not session.morphemes.complete:
            return iter(())
        return occurrences(session.article.text, span.text, session.morphemes, session.spans)

    def mend(self, span: Span, finding: Finding) -> None:
        if finding.check is Check.UNMARKED:
            self._marking.adjusting.everywhere(span)
        elif finding.check is Check.OTHER_LABEL:
            self._session.do(operations.change_span, span.id, label=finding.label)
        else:
            start, end = finding.bounds or span.bounds
            self._session.do(operations.change_span, span.id, start=start, end=end, boundary_check=False)
