"""Articles with their spans, for exports.

The spans of some articles are asked for together, those of each come as one JSON value. One article at a time would
take a third more time, and rows one by one twice as much (measured).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from annotator.project import rows
from annotator.project.portions import portions
from annotator.project.rows import SpanRow, StoredArticle

if TYPE_CHECKING:
    from annotator.project.project import Project

_MOST_ARTICLES = 20
_MOST_CHARACTERS = 200_000

_WHOLE = "json_array({})".format(", ".join(f'"{name}"' for name in SpanRow._fields))
_SPANS = f"SELECT article_id, json_group_array({_WHOLE}) FROM spans WHERE article_id IN ({{}}) GROUP BY article_id"
_BARE_SPANS = f"""
    SELECT article_id,
           json_group_array(json_array(start, "end", label)) FILTER (WHERE note = ''),
           json_group_array({_WHOLE}) FILTER (WHERE note <> '')
    FROM spans WHERE article_id IN ({{}}) GROUP BY article_id
"""


def with_spans(
    project: Project, articles: Iterable[StoredArticle], *, bare: bool = False
) -> Iterator[tuple[StoredArticle, list[SpanRow]]]:
    """`articles` in their order, each with its spans in theirs (`annotator.span.order`); some are read ahead.

    A `bare` span without a note has its ends and label alone: a third of the time.
    """
    for some in portions(articles, lambda article: len(article.text), most=_MOST_ARTICLES, characters=_MOST_CHARACTERS):
        statement = (_BARE_SPANS if bare else _SPANS).format(", ".join("?" * len(some)))
        packed = {number: spans for number, *spans in project._rows(statement, tuple(each.id for each in some))}
        for article in some:
            yield article, rows.unpack_spans(packed.get(article.id, ()), article.id)
