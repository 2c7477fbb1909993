"""Records into a project: new articles come in, spans for an article that is already there go to that article.

An article is there already when it has the record's id; a record without an id is known by its text, letter for letter
or but for its blanks (formats of tokens know none), and so is one whose loose id (see NewArticle) no article has; what
is loosely called ID-3 may be paragraph 3 of the article ID. Its spans are held against the text there, moved where
their words stand once nearby, and set aside where they cannot be placed, cross or contradict a span of the same
annotator. A span that is there already is left as it is.
"""

from __future__ import annotations

import pickle
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO

from annotator.errors import AnnotatorError
from annotator.formats.collecting import seldom_collected
from annotator.formats.incoming import anchor
from annotator.formats.naming import Naming
from annotator.labels import UNCOLOURED, Label
from annotator.project import Changes, ImportResult, Kind, NewArticle, Project, SpanRow, operations
from annotator.project.new_labels import looking
from annotator.project.placing import Ground, against
from annotator.project.rows import rows_of
from annotator.span import Origin, Span, SpanIndex
from annotator.text import paragraphs

_TOLD_EVERY = 50
_PARAGRAPH = re.compile(r"(.+)-(\d{1,9})", re.DOTALL)


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
    naming = Naming(project.labels())
    items = naming.items(items)
    met, read = _Met(), 0

    def tell(done: int) -> None:
        nonlocal read
        read = done
        if progress is not None:
            progress(done)

    result = operations.add_articles(
        project,
        items if known is None else _new(items, known, met),
        force=force,
        labels=naming.offered(labels),
        progress=tell,
        cancelled=cancelled,
        group=group,
    )
    merged: dict[int, int] = {}
    skipped, report = list(result.skipped), [*naming.told, *result.report]
    changes = [result.changes] if result.changes is not None else []
    if not result.cancelled:
        if labels is not None:
            changes += _add_labels(project, met.labels, group)
        keys = {label.key for label in project.labels()}
        for number, (spot, item) in enumerate(met, 1):
            # What has come in by now stays, as one step that undo takes back.
            if cancelled is not None and cancelled():
                break
            done, count, refused = _merge(project, spot, item, keys, group)
            changes += done
            report += refused
            if count:
                merged[spot.article] = merged.get(spot.article, 0) + count
            elif not refused:
                skipped.append((item.name, project.article_row(spot.article).title))
            if number % _TOLD_EVERY == 0:
                tell(read + _TOLD_EVERY)
    return Merged(_together(changes), result.added, skipped, report, result.cancelled, merged)


def _add_labels(project: Project, names: Mapping[str, str], group: str) -> list[Changes]:
    """Adds the labels of spans for articles that are there, key -> name: as a new article brings its own."""
    present = project.labels()
    fresh = []
    for key in sorted(names.keys() - {label.key for label in present}):
        with suppress(AnnotatorError):  # what is no key is refused span by span
            fresh.append(Label(key, names[key], names[key], None, UNCOLOURED))
    added = looking([*present, *fresh])[len(present) :]
    return [operations.add_label(project, label, group=group) for label in added]


@dataclass(frozen=True, slots=True)
class _Spot:
    """An article that is there, or the stretch of it that a record brings; `end` None: to its end."""

    article: int
    start: int = 0
    end: int | None = None


@dataclass(slots=True)
class _Known:
    """The articles of a project; by their texts only once a record without an id asks."""

    project: Project
    texts: dict[str, int] | None = None

    @classmethod
    def of(cls, project: Project) -> _Known | None:
        return cls(project) if next(project.iter_articles(), None) is not None else None

    def find(self, item: NewArticle) -> _Spot | None:
        if item.source is not None or not (item.spans or item.loose):
            return None
        if item.uid:
            there = self.project.article_by_uid(item.uid)
            if there is not None:
                return _Spot(there)
            if not item.loose:
                return None
            if (part := self._paragraph(item)) is not None:
                return part
        there = self._same_text(item)
        return None if there is None else _Spot(there)

    def _paragraph(self, item: NewArticle) -> _Spot | None:
        """The paragraph that the id names, when it has the text of the record."""
        named = _PARAGRAPH.fullmatch(item.uid)
        there = self.project.article_by_uid(named[1]) if named else None
        if named is None or there is None:
            return None
        text = self.project.article(there).text
        found = list(paragraphs(text))[int(named[2]) :][:1]
        words = item.article.text.split()
        return next((_Spot(there, start, end) for start, end in found if text[start:end].split() == words), None)

    def _same_text(self, item: NewArticle) -> int | None:
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


class _Met:
    """Records for articles that are there, on the disk until all have been read: as many as there are articles."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115  closed once all have been gone through
        self.labels: dict[str, str] = {}  # of their spans, by key, with what they are called

    def append(self, spot: _Spot, item: NewArticle) -> None:
        self.labels |= {span.label: item.names.get(span.label, span.label) for span in item.spans}
        pickle.dump((spot, item), self._file, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[tuple[_Spot, NewArticle]]:
        with self._file as file:
            file.seek(0)
            while True:
                try:
                    yield pickle.load(file)
                except EOFError:
                    return


def _new(items: Iterable[NewArticle], known: _Known, met: _Met) -> Iterator[NewArticle]:
    for item in items:
        there = known.find(item)
        if there is None:
            yield item
        else:
            met.append(there, item)


def _merge(
    project: Project, spot: _Spot, item: NewArticle, keys: set[str], group: str
) -> tuple[list[Changes], int, list[AnnotatorError]]:
    """Adds what can be added of a record's spans: what was done, how many spans it was, what was refused."""
    article_id = spot.article
    article = project.article(article_id)
    ground = Ground(article.text, article.segments)
    starts = [segment.start for segment in article.segments]
    place = _placer(article.text, spot, item.article.text)
    there = _There(project.spans(article_id), project.annotator)
    refused: list[AnnotatorError] = []
    plain: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    changes: list[Changes] = []
    count = 0
    for span in rows_of(item.spans):
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


def _placer(whole: str, spot: _Spot, text: str) -> Callable[[SpanRow], tuple[int, int] | None]:
    """How a span of the record's `text` finds its place in the article's, `whole`."""
    at = spot.start
    there = whole[at : spot.end]
    if text == there:
        return lambda span: (span.start + at, span.end + at)
    letters = [number for number, char in enumerate(there, at) if not char.isspace()]
    if "".join(text.split()) == "".join(there.split()):
        # The same letters: the n-th of one text is the n-th of the other.
        numbers, number = [], 0
        for char in text:
            numbers.append(number)
            number += not char.isspace()
        return lambda span: (letters[numbers[span.start]], letters[numbers[span.end - 1]] + 1)

    def nearby(span: SpanRow) -> tuple[int, int] | None:
        if whole[span.start : span.end] == span.text:
            return span.start, span.end
        found = anchor(whole, span.start, span.end, span.text)
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
