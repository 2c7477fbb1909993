"""From what a foreign file says of a text to a new article: units, normalised text, spans on their quoted words.

Every span that quotes its text is held against it. One that stands elsewhere is moved when the quoted text is found
once nearby, and set aside when not; blanks at its ends are cut off. Whatever is done is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from operator import attrgetter, contains
from pathlib import Path
from typing import Any, NamedTuple

from annotator.article import Article, Segment
from annotator.errors import AnnotatorError, refuse
from annotator.formats import encoding
from annotator.formats.jsonl_record import Place
from annotator.formats.naming import key_of, names_of
from annotator.formats.options import Unit
from annotator.formats.units import SAME, Counter, counter
from annotator.project import NewArticle, SpanRow, State, StoredArticle
from annotator.project.rows import span_rows
from annotator.span import Origin, have_blank_edges, trim
from annotator.text import OffsetMap, normalise

Tell = Callable[[AnnotatorError], None]

# Said of a file of which nothing is missing afterwards.
REMARKS = frozenset(
    (
        "brat.others",
        "cas.unlabelled",
        "doccano.unit",
        "format.label_renamed",
        "format.span_moved",
        "format.span_trimmed",
        "format.span_turned",
        "jsonl.ignored",
        "label_studio.predictions",
    )
)

# How far from its place a quoted text is looked for, in code points.
NEARBY = 200

_ORIGIN = Origin.IMPORT.value
_LABEL = attrgetter("label")


class Mark(NamedTuple):
    """A span as a file gives it: offsets in the file's unit, `text` when the file quotes it."""

    start: int
    end: int
    label: str
    text: str | None = None
    annotator: str = ""
    note: str = ""


_AS_MARK = partial(tuple.__new__, Mark)
# What a mark of no more than start, end and label has besides.
UNQUOTED = (None, "", "")


def marks_of(tuples: Iterable[tuple[int, int, str, str | None, str, str]]) -> list[Mark]:
    """Marks from tuples of their fields, in a half of the time that `Mark` takes."""
    return list(map(_AS_MARK, tuples))


# What formats with a place for it say of an article besides its text, under these names.
SAID = ("title", "subtitle", "published_at", "byline", "source", "note")
_SAID = attrgetter(*SAID)
_STORED = attrgetter(*("source_name" if name == "source" else name for name in SAID))


def said(article: StoredArticle) -> dict[str, str]:
    """What there is to say of an article besides its text."""
    return {name: value for name, value in zip(SAID, _STORED(article), strict=True) if value}


@dataclass(slots=True)
class Record:
    """An article as a file gives it; `text` may have any line ends."""

    text: str
    marks: list[Mark] = field(default_factory=list)
    uid: str = ""
    unit: Unit = Unit.CODEPOINT
    state: str = State.OPEN
    title: str = ""
    subtitle: str = ""
    published_at: str = ""
    byline: str = ""
    note: str = ""
    source: str = ""
    segments: tuple[Segment, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)

    def hear(self, table: Mapping[str, Any], *known: str) -> Record:
        """Takes title, dates and the like from a table; what is neither that nor `known` is kept as meta."""
        for name in SAID:
            if isinstance(value := table.get(name), str):
                setattr(self, name, value)
        self.meta = {name: value for name, value in table.items() if name not in SAID and name not in known}
        return self


def _refuse_surrogates(record: Record, place: Place) -> None:
    """Half a surrogate pair, which JSON can write and nothing here could keep, is refused wherever it stands."""
    try:
        encoding.encoded((record.text, record.uid, *_SAID(record), record.meta, record.marks))
    except UnicodeEncodeError as error:
        raise place.error("format.surrogate") from error


def article(record: Record, place: Place, tell: Tell) -> NewArticle:
    """The new article of a record; spans that cannot be placed are told and left out."""
    digest = hashlib.sha256(record.text.encode()).hexdigest()
    units = counter(record.text, record.unit)
    text, moved = normalise(record.text)
    # The case of nearly every record: its marks lie just where they say.
    spans = _rows(record.marks, text) if units is SAME and not moved else None
    if spans is None:
        spans = _rows(list(_settled(record, units, text, moved, place, tell)), text)
        assert spans is not None  # that is what settling is for
    made = Article(
        text=text,
        segments=tuple(Segment(*moved.span(s.start, s.end), s.role) for s in record.segments),
        title=record.title,
        subtitle=record.subtitle,
        published_at=record.published_at,
        byline=record.byline,
    )
    return NewArticle(
        None,
        made,
        spans,
        uid=record.uid,
        state=State(record.state),
        note=record.note,
        source_name=record.source,
        text_sha256=digest if text == record.text else "",
        meta=record.meta,
        place=str(place),
        names=names_of(dict.fromkeys(map(_LABEL, record.marks))),
    )


def _rows(marks: Sequence[Mark], text: str) -> list[SpanRow] | None:
    """Marks of a text as spans, with the text of their places; None when one may not lie there or quotes another."""
    if not marks:
        return []
    size = len(text)
    starts, ends, labels, quotes, annotators, notes = zip(*marks, strict=True)
    # What is no place reads as a blank, which no span is.
    texts = [text[start:end] if 0 <= start < end <= size else " " for start, end in zip(starts, ends, strict=True)]
    if have_blank_edges(texts) or not all(map(contains, zip(texts, repeat(None)), quotes)):
        return None
    keys = map(key_of, labels)
    return span_rows(zip(starts, ends, keys, texts, annotators, repeat(_ORIGIN), notes, repeat(0), strict=False))


def _settled(record: Record, units: Counter, text: str, moved: OffsetMap, place: Place, tell: Tell) -> Iterator[Mark]:
    """The marks of a record one by one, each where it can be placed in `text`, which its text has become."""
    for mark in record.marks:
        # Some tools write a selection dragged from its end to its start as it was dragged.
        start, end = map(units.to_codepoint, sorted((mark.start, mark.end)))
        if start is None or end is None or not 0 <= start <= end <= len(record.text):
            tell(place.error("format.span_range", start=mark.start, end=mark.end, label=mark.label))
            continue
        if mark.start > mark.end:
            tell(place.error("format.span_turned", start=mark.start, end=mark.end, label=mark.label))
        quoted = None if mark.text is None else normalise(mark.text)[0]
        bounds = settle(text, *moved.span(start, end), quoted, mark.label, place, tell)
        if bounds is not None:
            yield mark._replace(start=bounds[0], end=bounds[1], text=None)


def settle(
    text: str, start: int, end: int, quoted: str | None, label: str, place: Place, tell: Tell
) -> tuple[int, int] | None:
    """Where a span of `text` lies that is said to be `quoted`; None when it cannot be told, and the reason is told."""
    if quoted is not None and text[start:end] != quoted:
        found = anchor(text, start, end, quoted)
        if found is None:
            tell(place.error("format.span_lost", start=start, end=end, text=quoted, label=label))
            return None
        tell(place.error("format.span_moved", start=start, end=end, text=quoted, to=found))
        start, end = found, found + len(quoted)
    trimmed = trim(text, start, end)
    if trimmed[0] >= trimmed[1]:
        tell(place.error("format.span_range", start=start, end=end, label=label))
        return None
    if trimmed != (start, end):
        tell(place.error("format.span_trimmed", start=start, end=end, text=text[slice(*trimmed)]))
    return trimmed


def anchor(text: str, start: int, end: int, quoted: str) -> int | None:
    """Where `quoted` begins, if it stands once within NEARBY of `start`..`end`; None when nowhere or more than once."""
    if not quoted:
        return None
    low, high = max(start - NEARBY, 0), end + NEARBY + len(quoted)
    first = text.find(quoted, low, high)
    if first < 0 or text.find(quoted, first + 1, high) >= 0:
        return None
    return first


class Reading:
    """One file being read, and what it tells."""

    def __init__(self, path: Path, problem: Tell | None) -> None:
        self.file = path.name
        self.tell = problem or refuse

    def take(self, place: Place, make: Callable[..., Record], *given: Any) -> Iterator[NewArticle]:
        """The article of the record `make(*given)`; none when either is refused, and the reason is told."""
        try:
            found = make(*given)
            _refuse_surrogates(found, place)
            new = article(found, place, self.tell)
        except AnnotatorError as error:
            self.tell(error)
            return
        yield new
