"""How the work stands: finished articles, spans by label, day and annotator, frequent forms, forms in conflict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.project.project import Project

# Spans of articles taken out do not count. There are few of them, so they are looked up and left out.
_LIVE = "article_id NOT IN (SELECT id FROM articles WHERE live <> 1)"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over live articles. Days are those of UTC, newest first; forms the texts of spans, frequent first.

    `conflicts` are forms that stand under more than one label: form -> label -> count.
    """

    articles: int
    done: int
    by_label: list[tuple[str, int]]
    by_day: list[tuple[str, int]]
    by_annotator: list[tuple[str, int]]
    forms: list[tuple[str, str, int]]  # label, form, count
    conflicts: list[tuple[str, dict[str, int]]]


def statistics(project: Project, *, limit: int = 50) -> Statistics:
    """Reads every span of the project once; at most `limit` forms a label, and as many conflicts."""
    progress = project.progress()
    labels = [label.key for label in project.labels()]
    return Statistics(
        articles=progress.articles,
        done=progress.done,
        by_label=[(key, progress.by_label.get(key, 0)) for key in labels],
        by_day=_counts(project, "substr(created_at, 1, 10)", "1 DESC"),
        by_annotator=_counts(project, "annotator", "2 DESC, 1"),
        forms=_forms(project, limit),
        conflicts=_conflicts(project, limit),
    )


def _counts(project: Project, what: str, order: str) -> list[tuple[str, int]]:
    rows = project._rows(f"SELECT {what}, count(*) FROM spans WHERE {_LIVE} GROUP BY 1 ORDER BY {order}")
    return [(str(value), count) for value, count in rows]


def _forms(project: Project, limit: int) -> list[tuple[str, str, int]]:
    rows = project._rows(
        f"""
        SELECT label, text, uses FROM (
          SELECT s.label, s.text, count(*) AS uses,
                 row_number() OVER (PARTITION BY s.label ORDER BY count(*) DESC, s.text) AS place
          FROM spans s WHERE {_LIVE} GROUP BY s.label, s.text
        ) JOIN labels ON labels.key = label
        WHERE place <= ? ORDER BY labels.position, labels.id, uses DESC, text
        """,
        (limit,),
    )
    return [(label, form, uses) for label, form, uses in rows]


def _conflicts(project: Project, limit: int) -> list[tuple[str, dict[str, int]]]:
    rows = project._rows(
        f"""
        SELECT text, label, count(*) FROM spans WHERE {_LIVE} AND text IN (
          SELECT text FROM spans WHERE {_LIVE} GROUP BY text HAVING count(DISTINCT label) > 1
          ORDER BY count(*) DESC, text LIMIT ?
        ) GROUP BY text, label
        """,
        (limit,),
    )
    found: dict[str, dict[str, int]] = {}
    for form, label, uses in rows:
        found.setdefault(form, {})[label] = uses
    return sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0]))
