"""One object of a JSONL file as a new article: our own restored as it was, a foreign one as far as it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import msgspec

from annotator.article import Article, Role, Segment
from annotator.errors import AnnotatorError
from annotator.formats.encoding import fitting
from annotator.project import NewArticle, SpanRow, State
from annotator.project.rows import span_rows
from annotator.span import Origin
from annotator.text import OffsetMap, normalise

_ORIGINS = {origin.value for origin in Origin}
_ROLES = {role.value: role for role in Role if role is not Role.CHROME}
META = ("title", "subtitle", "published_at", "modified_at", "byline", "source", "source_sha256", "note")
# What foreign records say of an article beside its text, not in `meta`.
BESIDE = frozenset(META) - {"source_sha256"}
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Place:
    """A line (1-based) of a file, by the file's name."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def error(self, code: str, field: str = "", **values: Any) -> AnnotatorError:
        return AnnotatorError(code, file=self.file, line=self.line, field=field, **values)


def to_article(record: dict[str, Any], place: Place, tell: Callable[[AnnotatorError], None]) -> NewArticle:
    """The article of a record. A bad span is told and left out; anything else that is bad is raised.

    What `meta` does not say of BESIDE is taken from the record itself.

    Raises jsonl.field, jsonl.unit, jsonl.checksum, each with file, line and field.
    """
    for name, ours in (("offset_unit", "codepoint"), ("end", "exclusive")):
        if record.get(name, ours) != ours:
            raise place.error("jsonl.unit", name, value=record[name])
    raw = _string(record, "text", place, default=_MISSING)
    digest = sha256(raw.encode()).hexdigest()
    if record.get("text_sha256") not in (None, digest):
        raise place.error("jsonl.checksum", "text_sha256")
    text, moved = normalise(raw)
    meta = record.get("meta", {})
    if not isinstance(meta, dict):
        raise place.error("jsonl.field", "meta")
    for name in META:
        _string(meta, name, place, within="meta.")
    meta = {name: value for name in META if name in BESIDE and isinstance(value := record.get(name), str)} | meta
    state = record.get("state", "open")
    if state not in ("open", "done"):
        raise place.error("jsonl.field", "state")
    return _article(
        text,
        digest if text == raw else "",
        _segments(record.get("segments", ()), place, moved),
        _spans(record.get("spans", ()), place, tell, raw, text, moved),
        uid=_identity(record, place),
        state=state,
        meta=meta,
        place=place,
    )


def as_written(line: bytes, place: Place) -> NewArticle | None:
    """The article of a line as we write them, in a third of the time; None for any other, which may be good or bad."""
    try:
        line.decode()  # what the types leave out is passed over, whatever its bytes
        # Refuses half a surrogate pair, too.
        record = _written.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    text, moved = normalise(record.text)
    digest = sha256(text.encode()).hexdigest()
    meta = record.meta
    if moved or text != record.text or record.text_sha256 != digest:
        return None
    if not all(isinstance(meta.get(name, ""), str) for name in META) or any(
        s.role is Role.CHROME for s in record.segments
    ):
        return None
    segments = tuple(map(Segment._make, map(msgspec.structs.astuple, record.segments)))
    spans = _rows(record.spans, text)
    return _article(text, digest, segments, spans, uid=record.id, state=record.state, meta=meta, place=place)


def _article(
    text: str,
    digest: str,
    segments: tuple[Segment, ...],
    spans: list[SpanRow],
    *,
    uid: str,
    state: str,
    meta: dict[str, Any],
    place: Place,
) -> NewArticle:
    said = meta.get
    article = Article(
        text=text,
        segments=segments,
        title=said("title", ""),
        subtitle=said("subtitle", ""),
        published_at=said("published_at", ""),
        modified_at=said("modified_at", ""),
        byline=said("byline", ""),
    )
    return NewArticle(
        source=None,
        article=article,
        spans=spans,
        uid=uid,
        state=State(state),
        note=said("note", ""),
        source_name=said("source", ""),
        source_sha256=said("source_sha256", ""),
        text_sha256=digest,
        meta={name: value for name, value in meta.items() if name not in META},
        place=str(place),
    )


def _string(table: dict[str, Any], name: str, place: Place, *, default: Any = "", within: str = "") -> str:
    value = table.get(name, default)
    if not isinstance(value, str):
        raise place.error("jsonl.field", within + name)
    return value


def _identity(record: dict[str, Any], place: Place) -> str:
    value = record.get("id", "")
    if type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise place.error("jsonl.field", "id")
    return value


def _segments(found: Any, place: Place, moved: OffsetMap) -> tuple[Segment, ...]:
    try:
        segments = [(entry["start"], entry["end"], _ROLES[entry["role"]]) for entry in found]
    except (TypeError, KeyError) as error:
        raise place.error("jsonl.field", "segments") from error
    if not all(type(start) is int and type(end) is int for start, end, _ in segments):
        raise place.error("jsonl.field", "segments")
    if moved:
        segments = [(*moved.span(start, end), role) for start, end, role in segments]
    return tuple(Segment(*each) for each in segments)


class _Mark(msgspec.Struct, gc=False):
    """A span as it should be, with the fields of SpanRow: what `_span` says, for all of a record in one go."""

    start: int
    end: int
    label: str
    text: str | None = None
    annotator: str = ""
    origin: Literal["human", "suggestion", "import"] = "import"
    note: str = ""
    boundary_check: Literal[0] = 0


class _Part(msgspec.Struct, gc=False):
    """A segment as it should be."""

    start: int
    end: int
    role: Role


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    """A record as we write it."""

    id: str
    text: str
    spans: list[_Mark]
    segments: list[_Part]
    state: Literal["open", "done"]
    meta: dict[str, Any]
    offset_unit: Literal["codepoint"]
    end: Literal["exclusive"]
    text_sha256: str


_written = msgspec.json.Decoder(_Written)


class _Bad(Exception):
    """A span that cannot be read, for the field it names."""


def _spans(
    found: Any, place: Place, tell: Callable[[AnnotatorError], None], raw: str, text: str, moved: OffsetMap
) -> list[SpanRow]:
    if not isinstance(found, (list, tuple)):
        raise place.error("jsonl.field", "spans")
    marks = None if moved else fitting(found, list[_Mark])
    if marks is not None:
        return _rows(marks, text)
    spans = []
    for number, entry in enumerate(found):
        try:
            spans.append(_span(entry, raw, text, moved))
        except _Bad as bad:
            tell(place.error("jsonl.span", f"spans[{number}]{bad}"))
    return spans


def _rows(marks: list[_Mark], text: str) -> list[SpanRow]:
    """Marks of a text as spans; one that quotes nothing has the text of its place."""
    for mark in marks:
        if mark.text is None:
            mark.text = text[mark.start : mark.end]
    return span_rows(map(msgspec.structs.astuple, marks))


def _span(entry: Any, raw: str, text: str, moved: OffsetMap) -> SpanRow:
    if not isinstance(entry, dict):
        raise _Bad
    get = entry.get
    start, end, label, quoted = get("start"), get("end"), get("label"), get("text")
    annotator, note = get("annotator", ""), get("note", "")
    # Not isinstance: True is no offset.
    if type(start) is not int:
        raise _Bad(".start")
    if type(end) is not int:
        raise _Bad(".end")
    if not isinstance(label, str):
        raise _Bad(".label")
    if quoted is not None and not isinstance(quoted, str):
        raise _Bad(".text")
    if not isinstance(annotator, str):
        raise _Bad(".annotator")
    if not isinstance(note, str):
        raise _Bad(".note")
    origin = get("origin", "import")
    if not isinstance(origin, str) or origin not in _ORIGINS:
        raise _Bad(".origin")
    if quoted is None or moved:
        # Said of the text as it came; one that quotes what is not there keeps its words, and is refused for them.
        true = quoted is None or raw[start:end] == quoted
        if moved:
            start, end = moved.span(start, end)
        quoted = text[start:end] if quoted is None or true else quoted
    return SpanRow(start, end, label, quoted, annotator, origin, note, 0)
