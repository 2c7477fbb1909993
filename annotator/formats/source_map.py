"""From places in the cleaned text to places in the decoded source it was made of."""

from __future__ import annotations

from bisect import bisect_right

from annotator.project import StoredArticle
from annotator.text import paragraphs


class SourceMap:
    """Where the paragraphs of an article stand in its source.

    Cleaning takes lines of the source as they are, so each paragraph is looked for as it is: after the one before it,
    and from the start when it is not there (a title may follow the date it stands above). One that cleaning put
    together from pieces has no place.
    """

    def __init__(self, source: str, article: StoredArticle) -> None:
        self._starts: list[int] = []
        self._rows: list[tuple[int, int | None]] = []
        after = 0
        for start, end in paragraphs(article.text):
            paragraph = article.text[start:end]
            found = source.find(paragraph, after)
            if found < 0:
                found = source.find(paragraph)
            if found >= 0:
                after = found + len(paragraph)
            self._starts.append(start)
            self._rows.append((end, found if found >= 0 else None))

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """`(source_start, source_end)` of a stretch of the text; None when it has no place in the source."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        last, place = self._rows[index]
        if place is None or end > last:
            return None
        shift = place - self._starts[index]
        return start + shift, end + shift
