"""Prodigy's JSONL: code points, tokens with `ws` for the blank behind them, `token_end` inclusive.

    {"text", "meta": {"id", ...}, "tokens": [{"text", "start", "end", "id", "ws"}],
     "spans": [{"start", "end", "token_start", "token_end", "label"}], "answer": "accept"}

`answer` stands on finished articles only. Hashes are Prodigy's own to make. Read back, `reject` and `ignore` bring the
text without spans.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import count
from operator import lt
from pathlib import Path
from typing import Any, BinaryIO, Literal

import msgspec

from annotator.errors import AnnotatorError
from annotator.formats import encoding, surface
from annotator.formats.encoding import Name, fitting
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import Mark, Reading, Record, Tell, marks_of, said
from annotator.formats.json_records import json_records
from annotator.formats.jsonl_record import Place
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.project import NewArticle, State

_ANSWERS = ("accept", "reject", "ignore")
# What only Prodigy's records, and their tokens and spans, say.
_HASHES = frozenset(("_input_hash", "_task_hash"))
_INSIDE = frozenset(("token_start", "token_end", "ws"))


class _Token(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A token as a record names it; of the thousands of an article each takes half of what a dict would."""

    text: str
    start: int
    end: int
    id: int
    ws: bool


class _Lines(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._job = job
        self._file: BinaryIO = job.files.binary(job.file(split))

    def write(self, item: Item) -> None:
        article, text = item.article, item.article.text
        starts, ends, _, texts, _ = surface.cut(self._job, article, item.spans)
        blanks = map(lt, ends, [*starts[1:], 0])
        record = {
            "text": text,
            "meta": {"id": article.uid, **said(article)},
            "tokens": list(map(_Token, texts, starts, ends, count(), blanks)),
            "spans": [
                {
                    "start": span.start,
                    "end": span.end,
                    "token_start": bisect_left(starts, span.start),
                    "token_end": bisect_left(starts, span.end) - 1,
                    "label": span.label,
                }
                for span in item.spans
            ],
        }
        if article.state == State.DONE:
            record["answer"] = "accept"
        self._file.write(encoding.line(record))


class Prodigy(Exchange):
    NAME = "prodigy"
    SUFFIXES = (".jsonl", ".json")
    TRAINING = True
    LOSES = frozenset({Loss.NOTE, Loss.ANNOTATOR, Loss.ORIGIN, Loss.SEGMENTS, Loss.SUGGESTIONS})

    def sink(self, job: Job, split: str) -> Sink:
        return _Lines(job, split)

    def recognises(self, sample: Sample) -> bool:
        record = sample.record
        if not isinstance(record.get("text"), str) or "offset_unit" in record:
            return False
        if record.get("answer") in _ANSWERS or not _HASHES.isdisjoint(record):
            return True
        lists = (record.get(name) for name in ("tokens", "spans"))
        first = [entries[0] for entries in lists if isinstance(entries, list) and entries]
        return any(isinstance(entry, dict) and not _INSIDE.isdisjoint(entry) for entry in first)

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        reading = Reading(path, problem)
        for place, found in json_records(path, reading.tell, _task):
            yield from reading.take(place, _record, found, place, reading.tell)


def _record(found: dict[str, Any], place: Place, tell: Tell) -> Record:
    text, spans, meta = found.get("text"), found.get("spans") or [], found.get("meta") or {}
    if not isinstance(text, str):
        raise place.error("format.field", "text")
    if not isinstance(spans, list):
        raise place.error("format.field", "spans")
    if not isinstance(meta, dict):
        raise place.error("format.field", "meta")
    answer = found.get("answer")
    if answer not in (None, "accept"):
        spans = []
    fits = spans if isinstance(spans, _Spans) else fitting(spans, list[_Span])
    if fits is not None:
        marks = marks_of((span.start, span.end, span.label, span.text, "", "") for span in fits)
    else:
        marks = list(_marks(spans, place, tell))
    uid = meta.get("id", "")
    record = Record(
        text, marks, uid=uid if isinstance(uid, str) else "", state="done" if answer == "accept" else "open"
    )
    return record.hear(meta, "id")


class _Span(msgspec.Struct):
    """A span as it should be: what `_mark` says, for all of a record in one go."""

    start: int
    end: int
    label: Name
    text: str | None = None


class _Placed(_Span, forbid_unknown_fields=True):
    token_start: int = 0
    token_end: int = 0


class _Task(msgspec.Struct, forbid_unknown_fields=True):
    """A record as Prodigy and we write it. Its tokens, of which nothing is kept, need only be JSON."""

    text: str
    spans: list[_Placed]
    tokens: msgspec.Raw = msgspec.Raw(b"[]")
    meta: dict[str, Any] = {}
    answer: Literal["accept"] | None = None
    input_hash: int = msgspec.field(name="_input_hash", default=0)
    task_hash: int = msgspec.field(name="_task_hash", default=0)
    view_id: str = msgspec.field(name="_view_id", default="")
    session_id: str | None = msgspec.field(name="_session_id", default=None)
    annotator_id: str | None = msgspec.field(name="_annotator_id", default=None)
    timestamp: int = msgspec.field(name="_timestamp", default=0)


class _Spans(list[_Placed]):
    """Spans that are known to be as they should."""


_tasks = msgspec.json.Decoder(_Task)


def _task(line: bytes) -> dict[str, Any] | None:
    """The record on a line, as far as it is read and its spans as they should be; None when they are not."""
    try:
        task = _tasks.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return {"text": task.text, "spans": _Spans(task.spans), "meta": task.meta, "answer": task.answer}


def _marks(spans: list[Any], place: Place, tell: Tell) -> Iterator[Mark]:
    for entry in spans:
        mark = _mark(entry)
        if mark is None:
            tell(place.error("format.field", "spans"))
        else:
            yield mark


def _mark(entry: Any) -> Mark | None:
    if not isinstance(entry, dict):
        return None
    start, end, label, quoted = (entry.get(name) for name in ("start", "end", "label", "text"))
    if type(start) is not int or type(end) is not int or not isinstance(label, str) or not label:
        return None
    return Mark(start, end, label, quoted if isinstance(quoted, str) else None)
