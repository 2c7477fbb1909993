"""Suggestions that the analyst refused at their place: they do not come back there, and they teach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.project import state
from annotator.project.changes import Change, Changes, Kind
from annotator.project.performing import perform

if TYPE_CHECKING:
    from annotator.project.project import Project

Mark = tuple[int, int, str]


def rejections(project: Project, article_id: int) -> list[Mark]:
    """What was refused in an article, `(start, end, label)` in code points of its current text, in order."""
    rows = project._rows(
        'SELECT start, "end", label FROM rejections WHERE article_id = ? ORDER BY start, "end" DESC, label',
        (article_id,),
    )
    return [(start, end, label) for start, end, label in rows]


def reject(project: Project, article_id: int, marks: Iterable[Mark], *, group: str | None = None) -> Changes:
    """Refuses suggestions; those refused already are passed over. Raises article.missing, span.range."""
    with project.transaction() as db:
        article = project.article(article_id)
        known = set(rejections(project, article_id))
        new = [mark for mark in dict.fromkeys(marks) if mark not in known]
        # An undone refusal may come back under its id, so no id is given twice.
        row = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'rejections'").fetchone()
        changes = []
        for number, (start, end, label) in enumerate(new, row[0] + 1 if row else 1):
            if not 0 <= start < end <= len(article.text):
                raise AnnotatorError("span.range", start=start, end=end, length=len(article.text))
            values = {"article_id": article_id, "start": start, "end": end, "label": label, "created_at": state.now()}
            changes.append(Change("rejections", (number,), None, values))
        said = {"count": len(new), "text": article.text[new[0][0] : new[0][1]] if new else ""}
        return perform(project, db, Kind.REJECT, changes, article_id=article_id, values=said, group=group)
