"""How far annotators agree on what an export holds: exact spans, pair by pair, in articles that both have marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, combinations

from annotator.project import SpanRow


class Agreement:
    """F1 of spans with the same ends and label, each annotator held against each other; nothing else counts as agreed.

    An annotator without a span in an article is taken not to have read it.
    """

    def __init__(self) -> None:
        self.articles = 0
        self.annotators: set[str] = set()
        self._marked: Counter[str] = Counter()
        self._agreed: Counter[str] = Counter()

    def add(self, spans: Iterable[SpanRow]) -> None:
        """Takes in the spans of one article; those of one annotator alone say nothing."""
        found: dict[str, set[tuple[int, int, str]]] = {}
        for span in spans:
            found.setdefault(span.annotator, set()).add((span.start, span.end, span.label))
        if len(found) < 2:
            return
        self.articles += 1
        self.annotators |= found.keys()
        for one, other in combinations(found.values(), 2):
            self._marked.update(label for _, _, label in chain(one, other))
            self._agreed.update(label for _, _, label in one & other)

    def f1(self, label: str | None = None) -> float | None:
        """Of one label, or of all; None when no two annotators met over it."""
        marked = self._marked.total() if label is None else self._marked[label]
        agreed = self._agreed.total() if label is None else self._agreed[label]
        return 2 * agreed / marked if marked else None
