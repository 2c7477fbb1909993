"""The one contiguous stretch of a page that holds its article."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.articles import credits
from annotator.articles.rows import Row

_LONG = 60
# A line of links alone.
LINKED = 0.8
# A byline with an address stands at an article's end.
_SIGNED = 2.0
_MARKS = "▲△◇◆○▷■□▣●◈▶☞-"
# Regions of a page that hold no article, by its structure.
_OUTSIDE = {"nav", "footer", "aside", "button", "header", "title"}


def score(row: Row) -> float:
    """How much a line speaks for the article (positive) or against it; needs no wording of any one site."""
    if row.match is not None:
        return -row.match.weight
    value = _unmatched(row)
    if row.hint is None:
        return value
    if row.hint.region in _OUTSIDE:
        return value - 4.0
    if row.hint.linked > LINKED:
        # Known to be chrome, so it may well stand inside an article; but it speaks for none.
        return -1.0 if row.prose else -0.6
    if row.content is not None:
        value += (2.0 if value > 0 else 0.5) if row.content else -2.0
    return value


def _unmatched(row: Row) -> float:
    length = len(row.text)
    if row.date_line:
        return -1.5
    if row.byline:
        return -_SIGNED if "@" in row.text else -0.3
    if row.sentence or row.inner:
        if row.text[-1] == "…" or row.text[-3:] == "...":
            return 0.5
        return 2.0 + min(length, 160) / 40 + (1.0 if row.inner > 1 else 0.0)
    if row.caption:
        return -0.2
    if length >= 80:
        return 1.5
    if length >= 25 and row.text[0] in _MARKS:
        return 0.3
    if length >= 40 and row.particles >= 3:
        return 0.5
    return -1.2 if row.bullet else -0.8


def zone(rows: Sequence[Row]) -> tuple[int, int]:
    """The stretch `rows[start:end]` of the greatest total score; (0, 0) when no line speaks for an article.

    No stretch reaches over a copyright notice: what follows one is another article or the page's foot.
    """
    best, bounds = 0.0, (0, 0)
    total, start = 0.0, 0
    for index, row in enumerate(rows):
        row.score = score(row)
        if row.match is not None and row.match.chrome_class == "copyright":
            total, start = 0.0, index + 1
            continue
        if total <= 0:
            total, start = 0.0, index
        total += row.score
        if total > best + 1e-9:
            best, bounds = total, (start, index + 1)
    return _trimmed(rows, *bounds)


def _trimmed(rows: Sequence[Row], start: int, end: int) -> tuple[int, int]:
    """Without lines at its ends that speak against it; with a last paragraph that ends in no full stop."""
    while start < end and not _opens(rows[start]):
        start += 1
    if 0 < start < end and _heads(rows[start - 1], rows[start]):
        start -= 1
    while end < len(rows) and start < end and _continues(rows[end]):
        end += 1
    return start, end


def _heads(row: Row, first: Row) -> bool:
    """Whether the line above belongs to the body: who speaks, or what an enumeration is about (◇ 승진)."""
    enumeration = first.text[0] in _MARKS and not first.sentence
    return credits.speaker_mark(row.text) or (enumeration and row.match is None and row.text[0] in _MARKS)


def _opens(row: Row) -> bool:
    """Whether an article's body can begin here: short lines and captions before its first sentence are its head's."""
    return row.score > 0 and (row.prose or len(row.text) >= _LONG or row.text[0] in _MARKS)


def _continues(row: Row) -> bool:
    return (
        row.match is None
        and not (row.date_line or row.byline or row.caption or row.bullet)
        and row.content is not False
        and (len(row.text) >= 60 or (row.text[0] in "△◇◆○▷■□“\"'‘" and len(row.text) >= 25))
        and row.particles >= 1
    )
