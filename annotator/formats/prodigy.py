"""Prodigy's JSONL: code points, tokens with `ws` for the blank behind them, `token_end` inclusive.

    {"text", "meta": {"id", ...}, "tokens": [{"text", "start", "end", "id", "ws"}],
     "spans": [{"start", "end", "token_start", "token_end", "label"}], "answer": "accept"}

`answer` stands on finished articles only. Hashes are Prodigy's own to make. Read back, `reject` and `ignore` bring the
text without spans.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any, TextIO

from annotator.errors import AnnotatorError
from annotator.formats import surface
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import Mark, Reading, Record, Tell, said
from annotator.formats.json_records import json_records, line_safe
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


class _Lines(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._job = job
        self._file: TextIO = job.files.text(job.file(split))

    def write(self, item: Item) -> None:
        article, text = item.article, item.article.text
        sentences = surface.sentences(self._job, article, item.spans)
        tokens = [token for sentence in sentences for token in sentence]
        starts = [token.start for token in tokens]
        last = len(tokens) - 1
        listed = ",".join(
            [
                f'{{"text":{_quoted(text[start:end])},"start":{start},"end":{end},"id":{number},'
                f'"ws":{"true" if number < last and starts[number + 1] > end else "false"}}}'
                for number, (start, end, _) in enumerate(tokens)
            ]
        )
        spans = ",".join(
            [
                f'{{"start":{span.start},"end":{span.end},"token_start":{bisect_left(starts, span.start)},'
                f'"token_end":{bisect_left(starts, span.end) - 1},"label":{_quoted(span.label)}}}'
                for span in item.spans
            ]
        )
        meta = json.dumps({"id": article.uid} | said(article), ensure_ascii=False, separators=(",", ":"))
        answer = ',"answer":"accept"' if article.state == State.DONE else ""
        line = f'{{"text":{_quoted(text)},"meta":{meta},"tokens":[{listed}],"spans":[{spans}]{answer}}}'
        self._file.write(line_safe(line))


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
        for place, found in json_records(path, reading.tell):
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
    marks = []
    for entry in spans if answer in (None, "accept") else []:
        mark = _mark(entry)
        if mark is None:
            tell(place.error("format.field", "spans"))
        else:
            marks.append(mark)
    uid = meta.get("id", "")
    record = Record(
        text, marks, uid=uid if isinstance(uid, str) else "", state="done" if answer == "accept" else "open"
    )
    return record.hear(meta, "id")


def _mark(entry: Any) -> Mark | None:
    if not isinstance(entry, dict):
        return None
    start, end, label, quoted = (entry.get(name) for name in ("start", "end", "label", "text"))
    if type(start) is not int or type(end) is not int or not isinstance(label, str) or not label:
        return None
    return Mark(start, end, label, quoted if isinstance(quoted, str) else None)
