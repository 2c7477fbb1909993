"""Which articles the list shows and in what order: a value, and the function that does it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from annotator.project import ArticleRow, State


class Show(Enum):
    ALL = auto()
    OPEN = auto()
    DONE = auto()


class Sort(Enum):
    IMPORT = auto()
    NEWEST = auto()
    OLDEST = auto()
    TITLE = auto()
    MOST_SPANS = auto()
    FEWEST_SPANS = auto()
    LEAST_SURE = auto()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A filter and an order. `labelled` are the articles with the label asked for, `matches` those whose text has
    `text` by the search; a title that holds `text` is enough too. `sure` is how sure suggestions are of an article."""

    show: Show = Show.ALL
    sort: Sort = Sort.IMPORT
    text: str = ""
    matches: frozenset[int] = frozenset()
    labelled: frozenset[int] | None = None
    sure: Mapping[int, float] = field(default_factory=dict)

    @property
    def filters(self) -> bool:
        return self.show is not Show.ALL or bool(self.text) or self.labelled is not None

    def takes(self, row: ArticleRow) -> bool:
        """Whether the list shows this article."""
        if self.show is not Show.ALL and (row.state == State.DONE) is not (self.show is Show.DONE):
            return False
        if self.labelled is not None and row.id not in self.labelled:
            return False
        if not self.text or row.id in self.matches:
            return True
        typed = self.text.casefold()
        return typed in row.title.casefold() or (not row.title and typed in row.source_name.casefold())


# An article without a date comes after those that have one, whichever end is first.
_KEYS: dict[Sort, tuple[Callable[[ArticleRow], Any], bool]] = {
    Sort.NEWEST: (lambda row: row.published_at, True),
    Sort.OLDEST: (lambda row: (not row.published_at, row.published_at), False),
    Sort.TITLE: (lambda row: (row.title or row.source_name).casefold(), False),
    Sort.MOST_SPANS: (lambda row: row.span_count, True),
    Sort.FEWEST_SPANS: (lambda row: row.span_count, False),
}


def arrange(rows: Sequence[ArticleRow], arrangement: Arrangement) -> list[int]:
    """The places in `rows` (in the order of import) that are shown, in the order they are shown; equals stay so."""
    places = range(len(rows))
    shown = [n for n in places if arrangement.takes(rows[n])] if arrangement.filters else list(places)
    if arrangement.sort in _KEYS:
        key, reverse = _KEYS[arrangement.sort]
        shown.sort(key=lambda n: key(rows[n]), reverse=reverse)
    elif arrangement.sort is Sort.LEAST_SURE:
        shown.sort(key=lambda n: _teaches(rows[n], arrangement.sure))
    return shown


def _teaches(row: ArticleRow, sure: Mapping[int, float]) -> tuple[bool, bool, float]:
    """Open articles first, of those the ones that suggestions are least sure of: they teach most."""
    return row.state == State.DONE, row.id not in sure, sure.get(row.id, 0.0)
