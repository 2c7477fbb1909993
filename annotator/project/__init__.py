"""A project: one SQLite file that holds articles, spans, labels and the history of all that was done to them.

Reading is `Project`, writing is `operations`; what a write changed comes back as `Changes`.
"""

from annotator.project import lean  # noqa: F401  # isort: skip  -- before anything imports sqlite-utils

from annotator.project import operations
from annotator.project.changes import Area, Changes, Direction, Kind
from annotator.project.checking import Fault
from annotator.project.history import Entry
from annotator.project.lock import Holder
from annotator.project.opening import ReadOnlyReason
from annotator.project.project import Project
from annotator.project.rows import ArticleRow, ImportResult, NewArticle, Progress, SpanRow, State, StoredArticle
from annotator.project.schema import SUFFIX

__all__ = [
    "SUFFIX",
    "Area",
    "ArticleRow",
    "Changes",
    "Direction",
    "Entry",
    "Fault",
    "Holder",
    "ImportResult",
    "Kind",
    "NewArticle",
    "Progress",
    "Project",
    "ReadOnlyReason",
    "SpanRow",
    "State",
    "StoredArticle",
    "operations",
]
