"""How a form is labelled in the whole project: what a boundary check asks about one mark, many times a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.project.project import Project

# Spans of articles taken out do not count. There are few, so they are looked up and left out; joining every span of a
# frequent form with its article would cost twenty times as much.
_COUNTS = """
    SELECT label, count(*) FROM spans
    WHERE text = ? AND article_id NOT IN (SELECT id FROM articles WHERE live <> 1) GROUP BY label
"""


def label_counts(project: Project, form: str) -> dict[str, int]:
    """How many spans of live articles read exactly `form`, by label key."""
    return dict(project._rows(_COUNTS, (form,)))
