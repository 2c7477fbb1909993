"""A JSONL file with suggestions: `spans` of every record are what is suggested, all other keys stay as they were."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, TextIO

from annotator.assist.crew import spread
from annotator.errors import AnnotatorError
from annotator.formats import encoding
from annotator.formats.jsonl import records
from annotator.formats.jsonl_record import Place
from annotator.suggest.bulk import Knowledge, Unit, suggest
from annotator.suggest.readings import Bounds, Mark, Reading
from annotator.suggest.suggestion import Suggestion
from annotator.text import normalise

# Code points of one unit of work: some seconds of it.
UNIT = 20_000


@dataclass(slots=True)
class Written:
    """How many records and spans went out, and how many records had `spans`, which are not in OUT."""

    records: int = 0
    spans: int = 0
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One object of the file, and its text as it is read: normalised, `raw` beside it when that changed it."""

    values: dict[str, Any]
    reading: Reading
    raw: list[int] | None

    def span(self, suggestion: Suggestion) -> dict[str, Any]:
        """A suggestion in code points of the text as it stands in the file."""
        start, end = suggestion.bounds
        if self.raw is not None:
            start, end = bisect_left(self.raw, start), bisect_left(self.raw, end)
        score = round(suggestion.score, 4)
        return {"start": start, "end": end, "label": suggestion.label, "score": score, "source": suggestion.said_by}

    def gold(self, place: Place) -> list[Mark]:
        """The record's own `spans`, in code points of the reading. Raises jsonl.field."""
        given = self.values.get("spans", [])
        if not isinstance(given, list):
            raise place.error("jsonl.field", "spans")
        moved = normalise(self.values["text"])[1]
        found = set()
        for number, entry in enumerate(given):
            start, end, label = (
                entry.get(key) if isinstance(entry, dict) else None for key in ("start", "end", "label")
            )
            if type(start) is not int or type(end) is not int or not isinstance(label, str):
                raise place.error("jsonl.field", f"spans[{number}]")
            if not 0 <= start < end <= len(self.values["text"]):
                raise place.error("jsonl.field", f"spans[{number}]")
            found.add((*moved.span(start, end), label))
        return sorted(found)


def write(
    file: BinaryIO,
    name: str,
    out: TextIO,
    knowledge: Knowledge,
    *,
    tell: Callable[[AnnotatorError], None],
    progress: Callable[[int], None] = lambda size: None,
) -> Written:
    """Reads records from `file` and writes them to `out` with suggestions, in order, on all cores.

    A record that cannot be read is told with its line and left out. `progress` is told the code points done since.
    """
    done = Written()
    waiting: deque[list[Record]] = deque()

    def units() -> Iterator[Unit]:
        for batch in _batches(_records(file, name, tell)):
            waiting.append(batch)
            yield Unit(knowledge, knowledge.digest, [record.reading for record in batch])

    for answers in spread(suggest, units()):
        batch = waiting.popleft()
        for record, found in zip(batch, answers, strict=True):
            spans = [record.span(each) for each in found.suggestions]
            done.replaced += bool(record.values.get("spans"))
            done.records += 1
            done.spans += len(spans)
            out.write(encoding.line(record.values | {"spans": spans}).decode())
        progress(sum(len(record.reading.text) for record in batch))
    return done


def read(file: BinaryIO, name: str, tell: Callable[[AnnotatorError], None]) -> Iterator[tuple[Place, Record]]:
    """The records of a file that have a `text`, with `segments` if they name some. Bad ones are told."""
    for place, values in records(file, name, tell):
        try:
            yield place, _record(values, place)
        except AnnotatorError as error:
            tell(error)


def _records(file: BinaryIO, name: str, tell: Callable[[AnnotatorError], None]) -> Iterator[Record]:
    return (record for _, record in read(file, name, tell))


def _batches(found: Iterator[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in found:
        batch.append(record)
        size += len(record.reading.text)
        if size >= UNIT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _record(values: dict[str, Any], place: Place) -> Record:
    for name, ours in (("offset_unit", "codepoint"), ("end", "exclusive")):
        if values.get(name, ours) != ours:
            raise place.error("jsonl.unit", name, value=values[name])
    raw = values.get("text")
    if not isinstance(raw, str):
        raise place.error("jsonl.field", "text")
    segments = _segments(values.get("segments"), len(raw), place)
    text, moved = normalise(raw)
    if text == raw:
        return Record(values, Reading(str(place), text, segments=segments), None)
    if segments is not None:
        segments = [moved.span(*bounds) for bounds in segments]
    return Record(values, Reading(str(place), text, segments=segments), [moved(at) for at in range(len(raw) + 1)])


def _segments(found: Any, length: int, place: Place) -> list[Bounds] | None:
    """The stretches a record names, in order; None, for the paragraphs, when it names none."""
    if not found:
        return None
    try:
        segments = sorted((entry["start"], entry["end"]) for entry in found)
    except (TypeError, KeyError) as error:
        raise place.error("jsonl.field", "segments") from error
    at = 0
    for start, end in segments:
        if type(start) is not int or type(end) is not int or not at <= start <= end <= length:
            raise place.error("jsonl.field", "segments")
        at = end
    return segments
