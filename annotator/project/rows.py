"""The values a project hands out and takes in, and how they lie in its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from annotator.article import Article, Line, Role, Segment, Source
from annotator.errors import AnnotatorError
from annotator.project import state
from annotator.project.changes import Changes
from annotator.span import Origin, Span, order
from annotator.text import paragraphs


class State(StrEnum):
    """Whether an article is finished: in an open one unmarked text is unknown, not unmarked."""

    OPEN = "open"
    DONE = "done"


class ArticleRow(NamedTuple):
    """What the article list shows; `length` in code points."""

    id: int
    uid: str
    title: str
    published_at: str
    state: str
    source_name: str
    length: int
    span_count: int


class StoredArticle(msgspec.Struct, frozen=True):
    """One article at its current text revision. `removed_characters` of its source are not in the text.

    Segments and lines are those of `annotator.article`; `meta` holds what a record brought along besides. A Struct is
    made in a fifteenth of a dataclass's time (measured), which an export of thousands is glad of.
    """

    id: int
    uid: str
    revision: int
    text: str
    segments: tuple[Segment, ...]
    lines: tuple[Line, ...]
    title: str
    subtitle: str
    published_at: str
    modified_at: str
    byline: str
    state: str
    note: str
    source_name: str
    source_sha256: str
    text_sha256: str
    encoding: str
    kind: str
    meta: Mapping[str, Any]
    removed_characters: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: live articles, finished ones, spans in all and by label key."""

    articles: int
    done: int
    spans: int
    by_label: dict[str, int]


class SpanRow(NamedTuple):
    """A span on its way in or out, as its columns lie; a sixth of a Span's cost, for bulk work.

    A bare one has its ends and label alone.
    """

    start: int
    end: int
    label: str
    text: str = ""
    annotator: str = ""
    origin: str = ""
    note: str = ""
    boundary_check: int = 0


def span_rows(tuples: Iterable[tuple[Any, ...]]) -> list[SpanRow]:
    """Rows from tuples of their eight columns, in a half of the time that `SpanRow._make` takes."""
    return list(map(_AS_SPAN_ROW, tuples))


def row_of(span: Span) -> SpanRow:
    return SpanRow(
        span.start, span.end, span.label, span.text,
        span.annotator, span.origin.value, span.note, int(span.boundary_check),
    )  # fmt: skip


def rows_of(spans: Iterable[Span | SpanRow]) -> list[SpanRow]:
    """Spans as rows; those that are rows as they are."""
    return [span if isinstance(span, SpanRow) else row_of(span) for span in spans]


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into a project.

    With a `uid` it is a record that knows who it is: only an article of that uid is the same one. Without, an article
    from the same bytes or with the same cleaned text is. A `loose` uid is where it stood, a file's name or the number
    of a paragraph: the article that its marks are for may be known by its text, too. `source_name` and `source_sha256`
    are for a record that comes without its source; `text_sha256` is the text's where it is known. `place` says where
    it stood (file, line), for reports. `names` are what labels of its spans are called where they come from, by key.
    """

    source: Source | None
    article: Article
    spans: Sequence[Span | SpanRow] = ()
    uid: str = ""
    state: str = State.OPEN
    note: str = ""
    source_name: str = ""
    source_sha256: str = ""
    text_sha256: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    loose: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a report calls it."""
        return self.place or self.source_name or (self.source.name if self.source else "") or self.article.title


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import: `changes` is None when nothing came in; `skipped` are `(name, title already there)`;
    `report` what was left out, one refusal each (not raised)."""

    changes: Changes | None
    added: list[int] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    report: list[AnnotatorError] = field(default_factory=list)
    cancelled: bool = False


SPAN_COLUMNS = 'id, start, "end", label, text, annotator, origin, note, boundary_check, created_at, updated_at'


def span_from(row: Sequence[Any]) -> Span:
    """A span from SPAN_COLUMNS."""
    number, start, end, label, text, annotator, origin, note, boundary_check, created_at, updated_at = row
    if origin not in _ORIGINS:
        raise AnnotatorError("project.damaged_row", table="spans", id=number)
    return Span(
        start, end, label, text, annotator, _ORIGINS[origin], note,
        boundary_check=bool(boundary_check), id=number, created_at=created_at, updated_at=updated_at,
    )  # fmt: skip


_ORIGINS = {str(origin): origin for origin in Origin}


_AS_SPAN_ROW = partial(tuple.__new__, SpanRow)
_segments = msgspec.json.Decoder(tuple[Segment, ...])
_lines = msgspec.json.Decoder(tuple[Line, ...])
_meta = msgspec.json.Decoder(dict[str, Any])
_spans = msgspec.json.Decoder(list[SpanRow])
_START = attrgetter("start")


def unpack_spans(packed: Iterable[str], article_id: int) -> list[SpanRow]:
    """Spans from JSON arrays of their columns, in their order."""
    try:
        found = sorted(chain.from_iterable(map(_spans.decode, packed)))
    except ValueError as error:
        raise AnnotatorError("project.damaged_row", table="spans", id=article_id) from error
    if len(set(map(_START, found))) < len(found):
        found.sort(key=order)
    return found


def pack_segments(segments: Sequence[Segment]) -> str:
    return msgspec.json.encode(segments).decode()


def unpack_segments(text: str) -> tuple[Segment, ...]:
    return _segments.decode(text)


def pack_lines(lines: Iterable[Line]) -> str:
    packed = []
    for line in lines:
        row: list[Any] = list(line)
        while not row[-1] and row[-1] != 0:
            row.pop()
        packed.append(row)
    return state.dump(packed)


def unpack_lines(text: str) -> tuple[Line, ...]:
    return _lines.decode(text)


def removed_characters(source: Source | None, lines: Iterable[Line]) -> int:
    """How many code points of the source were taken for chrome, line breaks apart."""
    chrome = [line for line in lines if line.role is Role.CHROME]
    if source is None or not chrome:
        return 0
    source_lines = source.text.split("\n")
    return sum(
        len(source_lines[line.number - 1]) if line.start is None or line.end is None else line.end - line.start
        for line in chrome
        if 0 < line.number <= len(source_lines)
    )


def segments_of(article: Article) -> tuple[Segment, ...]:
    """The article's segments; a text that came without any is body, paragraph by paragraph."""
    return article.segments or tuple(Segment(start, end, Role.BODY) for start, end in paragraphs(article.text))


def article_from(row: Sequence[Any]) -> StoredArticle:
    """An article from the columns of StoredArticle, in their order."""
    values = list(row)
    try:
        values[4] = unpack_segments(values[4])
        values[5] = unpack_lines(values[5])
        values[18] = _meta.decode(values[18]) if values[18] else {}
    except (ValueError, RecursionError) as error:
        raise AnnotatorError("project.damaged_row", table="texts", id=values[0]) from error
    return StoredArticle(*values)
