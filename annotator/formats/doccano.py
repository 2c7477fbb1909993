"""doccano's JSONL, for sequence labelling: offsets in UTF-16 units, or what the doccano project counts in.

    doccano             {"id", "text", "label": [[start, end, "ORG"], ...], "state", "title", ...}
    doccano-relation    {"id", "text", "entities": [{"id", "start_offset", "end_offset", "label"}], "relations": []}

doccano counts as its browser does, unless the project counts grapheme clusters; a file does not say which, so the
unit is an option both ways. What else a record says of its article stands flat beside the text, as doccano has it,
and in every record: for what one of a thousand lacks, doccano's importer puts a NaN, which its database refuses.
Read are `label`, `labels`, `entities` and the oldest versions' `annotations`; `data` for `text` in files of older ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

from annotator.errors import AnnotatorError
from annotator.formats import encoding
from annotator.formats.encoding import Name, fitting
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import SAID, UNQUOTED, Mark, Reading, Record, Tell, marks_of, said
from annotator.formats.json_records import json_records
from annotator.formats.jsonl_record import Place
from annotator.formats.options import DEFAULTS, Options, Unit
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item, listed
from annotator.formats.units import SAME, Counter, counter
from annotator.project import NewArticle
from annotator.text import has_astral

# Where versions of doccano have the marks.
_MARKS = ("label", "labels", "entities", "annotations")
_BOUNDS = itemgetter(0, 1, 2)  # start, end, label
_NOTHING_SAID = dict.fromkeys(SAID, "")
_OWN = ("id", "text", "data", *_MARKS, "relations", "Comments", "comments", "state")


class _Lines(Sink):
    def __init__(self, job: Job, split: str, *, relation: bool) -> None:
        self._job = job
        self._file: BinaryIO = job.files.binary(job.file(split))
        self._relation = relation
        self._unit = job.options.unit or Unit.UTF16
        self._number = 0

    def write(self, item: Item) -> None:
        article = item.article
        units = counter(article.text, self._unit)
        bounds = list(map(_BOUNDS, item.spans))
        if units is not SAME:
            bounds = list(self._counted(item, units))
        marks: dict[str, Any] = {"label": bounds}
        if self._relation:
            marks = {"entities": [self._entity(*each) for each in bounds], "relations": []}
        record = {"id": article.uid, "text": article.text, **marks, "state": article.state}
        record |= _NOTHING_SAID | said(article)
        self._file.write(encoding.line(record))

    def _counted(self, item: Item, units: Counter) -> Iterator[tuple[int, int, str]]:
        """The marks in another unit; one that it cannot say is told."""
        for span in item.spans:
            start, end = units.from_codepoint(span.start), units.from_codepoint(span.end)
            if start is None or end is None:
                self._job.losses.name(Loss.GRAPHEME, item.article.uid, **listed(item.article, span))
            else:
                yield start, end, span.label

    def _entity(self, start: int, end: int, label: str) -> dict[str, Any]:
        self._number += 1
        return {"id": self._number, "start_offset": start, "end_offset": end, "label": label}


class Doccano(Exchange):
    NAME = "doccano"
    SUFFIXES = (".jsonl", ".json", ".json1")
    LOSES = frozenset({Loss.NOTE, Loss.ANNOTATOR, Loss.ORIGIN, Loss.SEGMENTS, Loss.SUGGESTIONS})
    BARE = True
    UNITS = True
    RELATION = False

    def sink(self, job: Job, split: str) -> Sink:
        return _Lines(job, split, relation=self.RELATION)

    def recognises(self, sample: Sample) -> bool:
        marks = next((sample.record[name] for name in _MARKS if name in sample.record), None)
        text = sample.record.get("text", sample.record.get("data"))
        return (
            isinstance(text, str) and isinstance(marks, list) and all(_mark(entry) is not None for entry in marks[:1])
        )

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        reading = Reading(path, problem)
        unit = options.unit or Unit.UTF16
        astral = 0
        for place, found in json_records(path, reading.tell):
            for new in reading.take(place, _record, found, place, unit, reading.tell):
                astral += bool(new.spans) and has_astral(new.article.text)
                yield new
        if astral:
            reading.tell(AnnotatorError("doccano.unit", file=path.name, count=astral, unit=str(unit)))


class DoccanoRelation(Doccano):
    """The variant of projects with relations."""

    NAME = "doccano-relation"
    RELATION = True

    def recognises(self, sample: Sample) -> bool:
        return False  # Doccano reads it as well


def _record(found: dict[str, Any], place: Place, unit: Unit, tell: Tell) -> Record:
    text = found.get("text", found.get("data"))
    if not isinstance(text, str):
        raise place.error("format.field", "text")
    given: Any = next((found[name] for name in _MARKS if found.get(name) is not None), [])
    if not isinstance(given, list):
        raise place.error("format.field", "label")
    fits = fitting(given, list[tuple[int, int, Name]])
    marks = marks_of([(*entry, *UNQUOTED) for entry in fits]) if fits is not None else list(_marks(given, place, tell))
    uid = found.get("id", "")
    record = Record(
        text,
        marks,
        # doccano numbers what had no id: a number says nothing of who the article is.
        uid=uid if isinstance(uid, str) else "",
        unit=unit,
        state="done" if found.get("state") == "done" else "open",
    )
    return record.hear(found, *_OWN)


def _marks(given: list[Any], place: Place, tell: Tell) -> Iterator[Mark]:
    for entry in given:
        mark = _mark(entry)
        if mark is None:
            tell(place.error("format.field", "label"))
        else:
            yield mark


def _mark(entry: Any) -> Mark | None:
    if isinstance(entry, dict):
        entry = [entry.get("start_offset"), entry.get("end_offset"), entry.get("label")]
    if not isinstance(entry, list) or len(entry) != 3:
        return None
    start, end, label = entry
    # The oldest files give a label's number for its name.
    name = str(label) if type(label) in (str, int) else ""
    return Mark(start, end, name) if type(start) is int and type(end) is int and name else None
