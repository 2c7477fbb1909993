"""What suggestions keep in a project: the model learnt from it, how good it was, how sure they are of each article.

None of it is an operation: it follows from the marks and can be made anew. In a read-only project nothing is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.errors import AnnotatorError
from annotator.project import state

if TYPE_CHECKING:
    from annotator.project.project import Project


# None where there was nothing to tell a rate by.
Rates = tuple[float | None, float | None, float | None]
UNKNOWN: Rates = (None, None, None)
# The key of all labels together.
ALL = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """How good suggestions were at a time (UTC): precision, recall and F1 (0 to 1) by label and for `ALL`.

    Of what ships and of what was learnt, on finished articles kept aside while the others taught. None: a label had no
    example there, or nothing was suggested under it.
    """

    at: str
    articles: int
    sentences: int
    shipped: dict[str, Rates]
    learnt: dict[str, Rates]


def measured(project: Project) -> list[Measured]:
    """The measurements kept, oldest first; what is none of them in the file is passed over."""
    points = learnt(project)[1].get("measured", [])
    found = []
    for point in points if isinstance(points, list) else []:
        try:
            shipped, taught = (
                {key: _rates(*rates) for key, rates in point[name].items()} for name in ("shipped", "learnt")
            )
            found.append(Measured(str(point["at"]), int(point["articles"]), int(point["sentences"]), shipped, taught))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return found


def _rates(precision: float | None, recall: float | None, f1: float | None) -> Rates:
    return _rate(precision), _rate(recall), _rate(f1)


def _rate(value: float | None) -> float | None:
    return None if value is None else float(value)


def learnt(project: Project) -> tuple[bytes, dict[str, Any]]:
    """The model as it was kept, and what was said about it; (b"", {}) when there is none."""
    row = project._row("SELECT data, about FROM learnt WHERE id = 1")
    if row is None:
        return b"", {}
    try:
        about = json.loads(row[1])
    except (ValueError, RecursionError) as error:
        raise AnnotatorError("project.damaged_row", table="learnt", id=1) from error
    return row[0], about if isinstance(about, dict) else {}


def keep_learnt(project: Project, data: bytes, about: Mapping[str, Any]) -> None:
    """Keeps a model in the place of the one before; `about` is plain JSON."""
    if not project.read_only:
        with project.transaction() as db:
            db.conn.execute(
                "INSERT OR REPLACE INTO learnt (id, data, about) VALUES (1, ?, ?)", (data, state.dump(about))
            )


def confidences(project: Project) -> dict[int, float]:
    """How sure suggestions are of an article, 0 to 1, where that is known of its present text."""
    return dict(
        project._rows(
            "SELECT c.article_id, c.value FROM confidences c JOIN articles a ON a.id = c.article_id "
            "AND a.revision = c.revision WHERE a.live = 1"
        )
    )


def keep_confidences(project: Project, values: Mapping[tuple[int, int], float]) -> None:
    """Keeps `(article, revision) -> value`, in the place of what was said of the article before."""
    if values and not project.read_only:
        with project.transaction() as db:
            db.conn.executemany(
                "INSERT OR REPLACE INTO confidences (article_id, revision, value) "
                "SELECT id, ?, ? FROM articles WHERE id = ?",
                [(revision, value, article_id) for (article_id, revision), value in values.items()],
            )


def names(project: Project, articles: Iterable[int] | None = None) -> dict[str, list[tuple[str, str]]]:
    """What is marked in live articles, all or those given, by uid: (surface, label) for every mark.

    One that several people made counts once.
    Of the articles given those without marks are there too, and those that are gone.
    """
    # A row an article: of a row a mark each would ask for the interpreter's lock, and a window with many would feel it.
    marked = (
        "SELECT a.uid, (SELECT json_group_array(json_array(text, label)) FROM "
        "(SELECT DISTINCT start, text, label FROM spans WHERE article_id = a.id ORDER BY start)) "
        "FROM articles a WHERE a.live = 1 AND a.span_count > 0"
    )
    found: dict[str, list[tuple[str, str]]] = {}
    if articles is None:
        rows = project._rows(marked)
    else:
        among, ids = "a.id IN (SELECT value FROM json_each(?))", (json.dumps(list(articles)),)
        found |= {uid: [] for (uid,) in project._rows(f"SELECT a.uid FROM articles a WHERE {among}", ids)}
        rows = project._rows(f"{marked} AND {among}", ids)
    return found | {uid: [(text, label) for text, label in json.loads(made)] for uid, made in rows}
