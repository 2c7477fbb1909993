"""The one contiguous stretch of a page that holds its article."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.articles.rows import Row

# A list of other articles, a copyright line or the comments end an article; sentences after them need a good deal of
# weight to be taken for more of it.
_ENDINGS = {"copyright": 14.0, "comment_ui": 6.0, "related": 6.0, "ticker": 5.0, "footer": 6.0, "ai_summary": 5.0}


def score(row: Row) -> float:
    """How much a line speaks for the article (positive) or against it; needs no wording of any one site."""
    length = len(row.text)
    if row.match is not None:
        cost = _ENDINGS.get(row.match.chrome_class, 2.0)
        return -cost if row.match.heading or row.match.chrome_class in ("copyright", "footer") else -min(cost, 2.0)
    if row.date_line:
        return -1.5
    if row.byline:
        return -0.3
    if row.sentence or row.inner:
        return 2.0 + min(length, 160) / 40 + (1.0 if row.inner > 1 else 0.0)
    if row.caption:
        return -0.2
    if length >= 80:
        return 1.0
    if length >= 40 and row.particles >= 3:
        return 0.5
    return -1.0 if row.bullet else -0.7


def zone(rows: Sequence[Row]) -> tuple[int, int]:
    """The stretch `rows[start:end]` of the greatest total score; (0, 0) when no line speaks for an article."""
    best, best_bounds = 0.0, (0, 0)
    total, start = 0.0, 0
    for index, row in enumerate(rows):
        row.score = score(row)
        if total <= 0:
            total, start = 0.0, index
        total += row.score
        if total > best:
            best, best_bounds = total, (start, index + 1)
    start, end = best_bounds
    while start < end and rows[start].score <= 0:
        start += 1
    return start, end
