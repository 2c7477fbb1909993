"""Records into a project: new articles come in, spans for an article that is already there go to that article.

An article is there already when it has the record's id; a record without an id is known by its text, letter for letter
or but for its blanks (formats of tokens know none). Its spans are held against the text that is there, moved where
their words stand once nearby, and set aside where they cannot be placed, cross or contradict a span of the same
annotator. A span that is there already is left as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from annotator.errors import AnnotatorError
from annotator.formats.collecting import seldom_collected
from annotator.formats.incoming import anchor
from annotator.labels import Label
from annotator.project import Changes, ImportResult, Kind, NewArticle, Project, SpanRow, StoredArticle, operations
from annotator.project.placing import Ground, against
from annotator.project.rows import row_of
from annotator.span import Origin, Span, SpanIndex


@dataclass(frozen=True, slots=True)
class Merged(ImportResult):
    """`merged` are the articles that were there and got spans, with how many."""

    merged: dict[int, int] = field(default_factory=dict)


@seldom_collected()
def take_in(
    project: Project,
    items: Iterable[NewArticle],
    *,
    force: bool = False,
    labels: Iterable[Label] | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    group: str | None = None,
) -> Merged:
    """`operations.add_articles`, and the spans of articles that are there; one step for undo.

    With `force`, and into a project without articles, every record is an article of its own. Articles that come with
    their source are pages, which are never merged.
    """
    group = group or operations.new_group()
    known = None if force else _Known.of(project)
    met: list[tuple[int, NewArticle]] = []
    result = operations.add_articles(
        project,
        items if known is None else _new(items, known, met),
        force=force,
        labels=labels,
        progress=progress,
        cancelled=cancelled,
        group=group,
    )
    merged: dict[int, int] = {}
    skipped, report = list(result.skipped), list(result.report)
    changes = [result.changes] if result.changes is not None else []
    if not result.cancelled:
        keys = {label.key for label in project.labels()}
        for article_id, item in met:
            done, count, refused = _merge(project, article_id, item, keys, group)
            changes += done
            report += refused
            if count:
                merged[article_id] = merged.get(article_id, 0) + count
            elif not refused:
                skipped.append((item.name, project.article_row(article_id).title))
    return Merged(_together(changes), result.added, skipped, report, result.cancelled, merged)


@dataclass(slots=True)
class _Known:
    """The articles of a project; by their texts only once a record without an id asks."""

    project: Project
    texts: dict[str, int] | None = None

    @classmethod
    def of(cls, project: Project) -> _Known | None:
        return cls(project) if next(project.iter_articles(), None) is not None else None

    def find(self, item: NewArticle) -> int | None:
        if item.source is not None or not item.spans:
            return None
        if item.uid:
            return self.project.article_by_uid(item.uid)
        if self.texts is None:
            self.texts = {}
            for article in self.project.iter_articles():
                for digest in _digests(article.text):
                    self.texts.setdefault(digest, article.id)
        return next((self.texts[digest] for digest in _digests(item.article.text) if digest in self.texts), None)


def _digests(text: str) -> tuple[str, str]:
    """Of the text as it is, and without its blanks."""
    exact = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return exact, "letters " + sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _new(items: Iterable[NewArticle], known: _Known, met: list[tuple[int, NewArticle]]) -> Iterator[NewArticle]:
    for item in items:
        there = known.find(item)
        if there is None:
            yield item
        else:
            met.append((there, item))


def _merge(
    project: Project, article_id: int, item: NewArticle, keys: set[str], group: str
) -> tuple[list[Changes], int, list[AnnotatorError]]:
    """Adds what can be added of a record's spans: what was done, how many spans it was, what was refused."""
    article = project.article(article_id)
    ground = Ground(article.text, article.segments)
    starts = [segment.start for segment in article.segments]
    place = _placer(article, item.article.text)
    there = _There(project.spans(article_id), project.annotator)
    refused: list[AnnotatorError] = []
    plain: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    changes: list[Changes] = []
    count = 0
    for given in item.spans:
        span = given if isinstance(given, SpanRow) else row_of(given)
        where = {"article": item.name, "start": span.start, "end": span.end, "text": span.text, "label": span.label}
        bounds = place(span)
        fault = "text" if bounds is None else ground.fault(*bounds)
        if fault is None and span.label not in keys:
            fault = "label"
        if bounds is None or fault is not None:
            refused.append(AnnotatorError(f"import.{fault}", **where))
            continue
        span = span._replace(start=bounds[0], end=bounds[1], annotator=span.annotator or project.annotator)
        answer = there.take(span, _segment(starts, bounds[0]))
        if answer is None:
            continue
        if isinstance(answer, tuple):
            refused.append(AnnotatorError(f"import.{answer[0]}", **where, other=answer[1]))
            continue
        count += 1
        origin = Origin(span.origin)
        if span.note:
            made = operations.add_span(
                project,
                article_id,
                *bounds,
                span.label,
                origin=origin,
                annotator=span.annotator,
                note=span.note,
                group=group,
            )
            changes.append(made)
        else:
            plain.setdefault((span.annotator, str(origin)), []).append((*bounds, span.label))
    for (annotator, origin_value), found in plain.items():
        origin = Origin(origin_value)
        changes.append(
            operations.add_spans(project, article_id, found, origin=origin, annotator=annotator, group=group)
        )
    return changes, count, refused


def _segment(starts: list[int], position: int) -> int:
    return starts[max(bisect_right(starts, position) - 1, 0)] if starts else 0


def _placer(article: StoredArticle, text: str) -> Callable[[SpanRow], tuple[int, int] | None]:
    """How a span of the record's `text` finds its place in the article's."""
    if text == article.text:
        return lambda span: (span.start, span.end)
    letters = [at for at, char in enumerate(article.text) if not char.isspace()]
    if "".join(text.split()) == "".join(article.text.split()):
        # The same letters: the n-th of one text is the n-th of the other.
        numbers, number = [], 0
        for char in text:
            numbers.append(number)
            number += not char.isspace()
        return lambda span: (letters[numbers[span.start]], letters[numbers[span.end - 1]] + 1)

    def nearby(span: SpanRow) -> tuple[int, int] | None:
        if article.text[span.start : span.end] == span.text:
            return span.start, span.end
        found = anchor(article.text, span.start, span.end, span.text)
        return None if found is None else (found, found + len(span.text))

    return nearby


class _There:
    """The spans of an article by annotator, those just taken among them."""

    def __init__(self, spans: Iterable[Span], annotator: str) -> None:
        self._default = annotator
        self._by_annotator: dict[str, SpanIndex] = {}
        self._number = 0
        for span in spans:
            self._put(span)

    def _put(self, span: Span) -> None:
        self._number -= 1
        self._by_annotator.setdefault(span.annotator, SpanIndex()).put(replace(span, id=self._number))

    def take(self, row: SpanRow, segment: int) -> bool | tuple[str, Span] | None:
        """True when the span may come; None when it is there already; else why not, and because of which.

        `segment` is where the segment of the span begins, which no other span leaves.
        """
        index = self._by_annotator.get(row.annotator, SpanIndex())
        span = Span(row.start, row.end, row.label, row.text, row.annotator)
        found = against(span, index.within(segment, row.end))
        if found is not None:
            code, other = found
            return None if code == "exists" and other.label == span.label else found
        self._put(span)
        return True


def _together(changes: list[Changes]) -> Changes | None:
    """One for all; of an import of articles when there is one."""
    if not changes:
        return None
    kinds = [change for change in changes if change.operation is Kind.ADD_ARTICLES]
    first = (kinds or changes)[0]
    return replace(
        first,
        articles=frozenset().union(*(change.articles for change in changes)),
        spans=frozenset().union(*(change.spans for change in changes)),
        areas=frozenset().union(*(change.areas for change in changes)),
    )
