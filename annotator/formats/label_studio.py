"""Label Studio's JSON: a list of tasks, offsets in code points, and the labelling config beside it.

    {"id", "data": {"text", "id", "state", ...}, "annotations": [{"result": [{"id", "from_name": "label", "to_name":
     "text", "type": "labels", "value": {"start", "end", "text", "labels": ["ORG"]}, "meta"?}]}], "predictions": [...]}

One annotation an annotator; their names stand in `data`. A span's note is the region's meta text. Suggestions go into
`predictions`, never into annotations. Read back, predictions stay out. The config is FILE.config.xml; a file of the
same tasks without it can be read too, and the lean form (JSON_MIN). A cancelled annotation brings nothing; a task that
was annotated is finished, whether it has spans or not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Literal
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import msgspec

from annotator.errors import AnnotatorError
from annotator.formats import encoding
from annotator.formats.encoding import fitting
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import Mark, Reading, Record, Tell, marks_of, said
from annotator.formats.json_records import json_records
from annotator.formats.jsonl_record import Place
from annotator.formats.naming import key_of
from annotator.formats.options import DEFAULTS, Options, Suggested, Unit
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.labels import UNCOLOURED, Label, LabelSet
from annotator.project import NewArticle, SpanRow

_LARGEST_CONFIG = 1 << 20
# What every region says of where it is shown.
_SHOWN = {"from_name": "label", "to_name": "text", "type": "labels"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def config_path(path: Path) -> Path:
    """Where the labelling config of an export at `path` stands."""
    return path.with_name(path.name + ".config.xml")


class _List(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._file: BinaryIO = job.files.binary(job.file(split))
        self._file.write(b"[")
        self._number = 0

    def write(self, item: Item) -> None:
        article = item.article
        self._number += 1
        by_annotator: dict[str, list[SpanRow]] = {}
        for span in item.spans:
            by_annotator.setdefault(span.annotator, []).append(span)
        # A finished article without spans was annotated, too.
        groups = list(by_annotator.values()) or ([[]] if article.state == "done" else [])
        data = {"text": article.text, "id": article.uid, "state": article.state, "annotators": list(by_annotator)}
        task = {
            "id": self._number,
            "data": data | said(article),
            "annotations": [{"result": list(map(_region, count(), spans))} for spans in groups],
            "predictions": [_prediction(article.text, item.suggestions)] if item.suggestions else [],
        }
        self._file.write((b",\n" if self._number > 1 else b"\n") + encoding.encoded(task))

    def finish(self) -> None:
        self._file.write(b"\n]\n")


def _region(number: int, span: SpanRow) -> dict[str, Any]:
    region = {
        "id": f"r{number}",
        **_SHOWN,
        "origin": "prediction" if span.origin == "suggestion" else "manual",
        "value": {"start": span.start, "end": span.end, "text": span.text, "labels": [span.label]},
    }
    if span.note:
        region["meta"] = {"text": [span.note]}
    return region


def _prediction(text: str, suggestions: Sequence[Suggested]) -> dict[str, Any]:
    result = [
        {
            "id": f"s{number}",
            **_SHOWN,
            "score": round(score, 4),
            "value": {"start": start, "end": end, "text": text[start:end], "labels": [label]},
        }
        for number, (start, end, label, score, _) in enumerate(suggestions)
    ]
    return {"model_version": suggestions[0].model, "result": result}


def config(labels: LabelSet) -> str:
    """The labelling config that the tasks are shown with."""
    rows = []
    for label in labels:
        hotkey = f' hotkey="{label.digit}"' if label.digit else ""
        rows.append(f'    <Label value={quoteattr(label.key)} background="{label.colour}"{hotkey}/>')
    return "\n".join(
        [
            "<View>",
            '  <Labels name="label" toName="text">',
            *rows,
            "  </Labels>",
            '  <Text name="text" value="$text"/>',
            "</View>",
            "",
        ]
    )


class LabelStudio(Exchange):
    NAME = "label-studio"
    SUFFIXES = (".json", ".jsonl")
    LOSES = frozenset({Loss.ORIGIN, Loss.SEGMENTS})
    UNITS_READ = True

    def sink(self, job: Job, split: str) -> Sink:
        return _List(job, split)

    def beside(self, job: Job) -> None:
        job.files.put(config_path(job.path), config(job.labels))

    def recognises(self, sample: Sample) -> bool:
        data = sample.record.get("data")
        return isinstance(data, dict) or bool(_lean(sample.record))

    def labels(self, path: Path) -> list[Label]:
        """The labels of the config beside the file; a config that cannot be read names none."""
        beside = config_path(path)
        try:
            if not beside.is_file() or beside.stat().st_size > _LARGEST_CONFIG:
                return []
            tree = ElementTree.fromstring(beside.read_text(encoding="utf-8"))
        except (OSError, ValueError, ElementTree.ParseError):
            return []
        found: dict[str, Label] = {}
        for node in tree.iter("Label"):
            name, colour, hotkey = node.get("value", ""), node.get("background", ""), node.get("hotkey", "")
            digit = int(hotkey) if hotkey in tuple("123456789") else None
            if digit in {label.digit for label in found.values()}:
                digit = None
            if name:
                key = key_of(name)
                found.setdefault(
                    key, Label(key, name, name, digit, colour if _COLOUR.fullmatch(colour) else UNCOLOURED)
                )
        return list(found.values())

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        reading = Reading(path, problem)
        predictions = 0
        for place, found in json_records(path, reading.tell, _task):
            predictions += bool(found.get("predictions"))
            yield from reading.take(place, _record, found, place, options.unit or Unit.CODEPOINT, reading.tell)
        if predictions:
            reading.tell(AnnotatorError("label_studio.predictions", file=path.name, count=predictions))


def _lean(found: dict[str, Any]) -> list[Any]:
    """The values of the regions of a task in the lean form (JSON_MIN), which stand beside the text; [] in any other."""
    if isinstance(found.get("data"), dict):
        return []
    lists = [value for value in found.values() if isinstance(value, list)]
    return next(
        (each for each in lists if each and isinstance(each[0], dict) and {"start", "labels"} <= set(each[0])), []
    )


def _record(found: dict[str, Any], place: Place, unit: Unit, tell: Tell) -> Record:
    if values := _lean(found):
        kept = {name: value for name, value in found.items() if isinstance(value, str)}
        found = {"data": kept, "annotations": [{"result": [{"value": value} for value in values]}]}
    data = found.get("data")
    if not isinstance(data, dict):
        raise place.error("format.field", "data")
    # The key is the config's to choose; a task with one text needs no config to tell.
    texts = [value for value in data.values() if isinstance(value, str) and not _LINK.fullmatch(value)]
    text = data.get("text", texts[0] if len(texts) == 1 else None)
    if not isinstance(text, str):
        raise place.error("format.field", "data.text")
    annotations = found.get("annotations", found.get("completions", []))
    if not isinstance(annotations, list) or not all(isinstance(each, dict) for each in annotations):
        raise place.error("format.field", "annotations")
    annotations = [each for each in annotations if not each.get("was_cancelled")]
    names = data.get("annotators")
    marks: list[Mark] = []
    for number, annotation in enumerate(annotations):
        if isinstance(names, list) and number < len(names):
            annotator = str(names[number])
        else:
            annotator = _annotator(annotation, number) if len(annotations) > 1 else ""
        regions = annotation.get("result", [])
        fits = regions if isinstance(regions, _Regions) else fitting(regions, list[_Region])
        if fits is not None:
            marks += marks_of(
                (value.start, value.end, label, value.text, annotator, _note(region.meta) if region.meta else "")
                for region in fits
                for value in (region.value,)
                for label in value.labels
            )
            continue
        for region in regions if isinstance(regions, list) else []:
            marks += _marks(region, annotator, place, tell)
    state = data.get("state", "done" if annotations else "open")
    uid = data.get("id", "")
    record = Record(
        text, marks, uid=uid if isinstance(uid, str) else "", unit=unit, state="done" if state == "done" else "open"
    )
    key = next(name for name, value in data.items() if value is text)
    return record.hear(data, "id", "state", "annotators", key)


def _annotator(annotation: dict[str, Any], number: int) -> str:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return str(by) if isinstance(by, (str, int)) and by else f"Label Studio {number + 1}"


# Where an image or a sound lies: a task about one has no text.
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]*:/|/data/)\S+", re.IGNORECASE)


class _Value(msgspec.Struct, gc=False):
    start: int
    end: int
    labels: list[str]
    text: str | None = None
    globalOffsets: msgspec.UnsetType = msgspec.UNSET


class _Region(msgspec.Struct):
    """A region of a plain text as it should be: what `_marks` says, for all of an annotation in one go."""

    value: _Value
    type: Literal["labels"] = "labels"
    meta: Any = None


class _Annotation(msgspec.Struct):
    result: list[_Region]
    was_cancelled: Any = None
    completed_by: Any = None


class _Task(msgspec.Struct):
    """A task as it should be, as far as it is read."""

    data: dict[str, Any]
    annotations: list[_Annotation]
    predictions: Any = None


class _Regions(list[_Region]):
    """Regions that are known to be as they should."""


_tasks = msgspec.json.Decoder(_Task)


def _task(line: bytes) -> dict[str, Any] | None:
    """The task on a line, its regions as they should be; None when they are not."""
    try:
        line.decode()  # what the types leave out is passed over, whatever its bytes
        task = _tasks.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    annotations = [
        {"result": _Regions(each.result), "was_cancelled": each.was_cancelled, "completed_by": each.completed_by}
        for each in task.annotations
    ]
    return {"data": task.data, "annotations": annotations, "predictions": task.predictions}


def _marks(region: Any, annotator: str, place: Place, tell: Tell) -> list[Mark]:
    value = region.get("value") if isinstance(region, dict) else None
    if not isinstance(value, dict) or region.get("type", "labels") not in ("labels", "hypertextlabels"):
        kind = str(region.get("type", "")) if isinstance(region, dict) else ""
        tell(place.error("label_studio.region", kind=kind))
        return []
    # In a page (HyperText) start and end name elements; what counts characters stands beside them.
    place_of = value.get("globalOffsets", value)
    start, end = (place_of.get(name) if isinstance(place_of, dict) else None for name in ("start", "end"))
    labels, text = value.get("labels", value.get("hypertextlabels")), value.get("text")
    if type(start) is not int or type(end) is not int or not isinstance(labels, list):
        tell(place.error("format.field", "annotations.result.value"))
        return []
    quoted = text if isinstance(text, str) else None
    return [Mark(start, end, str(label), quoted, annotator, _note(region.get("meta"))) for label in labels]


def _note(meta: Any) -> str:
    note = meta.get("text") if isinstance(meta, dict) else None
    return " ".join(str(part) for part in note) if isinstance(note, list) else ""
