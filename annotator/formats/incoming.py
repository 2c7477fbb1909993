"""From what a foreign file says of a text to a new article: units, normalised text, spans on their quoted words.

Every span that quotes its text is held against it. One that stands elsewhere is moved when the quoted text is found
once nearby, and set aside when not; blanks at its ends are cut off. Whatever is done is told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from annotator.article import Article, Role, Segment
from annotator.errors import AnnotatorError
from annotator.formats.jsonl_record import Place
from annotator.formats.options import Unit
from annotator.formats.units import SAME, Counter, counter
from annotator.project import NewArticle, SpanRow, State, StoredArticle
from annotator.project.placing import Ground
from annotator.span import Origin, trim
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
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_NO_KEY = re.compile(r"[^A-Za-z0-9_-]+")
# The labels of the shipped preset by the names that other tools show.
_SHOWN = {"기관": "ORG", "정책": "POLICY", "지역": "REGION", "수치": "NUMBER"}


class Mark(NamedTuple):
    """A span as a file gives it: offsets in the file's unit, `text` when the file quotes it."""

    start: int
    end: int
    label: str
    text: str | None = None
    annotator: str = ""
    note: str = ""


# What formats with a place for it say of an article besides its text, under these names.
SAID = ("title", "subtitle", "published_at", "byline", "source", "note")
_SAID = attrgetter("title", "subtitle", "published_at", "byline", "source_name", "note")


def said(article: StoredArticle) -> dict[str, str]:
    """What there is to say of an article besides its text."""
    return {name: value for name, value in zip(SAID, _SAID(article), strict=True) if value}


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


def article(record: Record, place: Place, tell: Tell) -> NewArticle:
    """The new article of a record; spans that cannot be placed are told and left out. Raises format.surrogate."""
    if _lone_surrogate(record.text):
        raise place.error("format.surrogate")
    units = counter(record.text, record.unit)
    text, moved = normalise(record.text)
    spans = _rows(record.marks, text)
    # The case of nearly every record: its marks lie just where they say.
    if units is not SAME or moved or not Ground(text, (Segment(0, len(text), Role.BODY),)).holds(spans):
        spans = _rows(_settled(record, units, text, moved, place, tell), text)
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
        meta=record.meta,
        place=str(place),
    )


def _rows(marks: Iterable[Mark], text: str) -> list[SpanRow]:
    """Marks of a text as spans; one that quotes nothing has the text of its place."""
    return [
        SpanRow(
            start, end, key_of(label), text[start:end] if quoted is None else quoted, annotator, _ORIGIN, note, 0
        )
        for start, end, label, quoted, annotator, note in marks
    ]  # fmt: skip


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


@lru_cache(maxsize=1024)
def key_of(name: str) -> str:
    """The export name of a label that another program calls `name`; the same name gives the same key."""
    if _KEY.fullmatch(name):
        return name
    if name in _SHOWN:
        return _SHOWN[name]
    slug = _NO_KEY.sub("_", name).strip("_-")[:48]
    if slug and slug[0].isalpha() and len(slug) * 2 > len(name):
        return slug
    return "L_" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


def _lone_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


class Reading:
    """One file being read: what it tells, and which of its labels went by another name."""

    def __init__(self, path: Path, problem: Tell | None) -> None:
        self.file = path.name
        self.tell = problem or _raise
        self._names: set[str] = set()

    def take(self, place: Place, make: Callable[..., Record], *given: Any) -> Iterator[NewArticle]:
        """The article of the record `make(*given)`; none when either is refused, and the reason is told."""
        try:
            found = make(*given)
            for name in dict.fromkeys(mark.label for mark in found.marks):
                if name not in self._names and key_of(name) != name:
                    self.tell(AnnotatorError("format.label_renamed", file=self.file, name=name, key=key_of(name)))
                self._names.add(name)
            new = article(found, place, self.tell)
        except AnnotatorError as error:
            self.tell(error)
            return
        yield new


def _raise(error: AnnotatorError) -> None:
    raise error
