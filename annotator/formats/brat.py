"""brat standoff: a folder with NAME.txt and NAME.ann for each article, and annotation.conf.

    T1<TAB>ORG 0 4<TAB>text          a span, code points
    #1<TAB>AnnotatorNotes T1<TAB>note

NAME is the article's id, what file names forbid percent-encoded. With splits, each has a folder of its own. Read are
NAME.txt or NAME.ann, each with the other beside it; a span in several pieces is told and left out, relations, events
and attributes are counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from annotator.errors import AnnotatorError
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.file_names import FileNames
from annotator.formats.incoming import Mark, Reading, Record
from annotator.formats.jsonl_record import Place
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.formats.text_lines import text_lines
from annotator.labels import UNCOLOURED, Label, LabelSet
from annotator.project import NewArticle

_LARGEST = 64 * 1024 * 1024
# Python's splitlines, which brat's server uses, ends a line at each of these.
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\t]")
_SPAN = re.compile(r"(T\S+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)\t(.*)", re.DOTALL)
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (\S+)\t(.*)", re.DOTALL)


class _Folder(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._job = job
        self._folder = job.path / split if split else job.path
        self._names = FileNames()

    def write(self, item: Item) -> None:
        name, kept = self._names.of(item.article.uid)
        self._job.losses.count(Loss.ID, not kept)
        lines = []
        for number, span in enumerate(item.spans, 1):
            lines.append(f"T{number}\t{span.label} {span.start} {span.end}\t{_LINE_ENDS.sub(' ', span.text)}\n")
            if span.note:
                lines.append(f"#{number}\tAnnotatorNotes T{number}\t{_LINE_ENDS.sub(' ', span.note)}\n")
        self._job.files.put(self._folder / f"{name}.txt", item.article.text)
        self._job.files.put(self._folder / f"{name}.ann", "".join(lines))


def conf(labels: LabelSet) -> str:
    """annotation.conf: the labels as entities that may nest; no relations, events or attributes."""
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    keys = [label.key for label in labels]
    return "\n".join(["[entities]", *keys, "", "[relations]", overlap, "", "[events]", "", "[attributes]", ""])


def visual(labels: LabelSet) -> str:
    """visual.conf: names and colours."""
    names = [f"{label.key} | {label.ko or label.key}" for label in labels]
    return "\n".join(
        ["[labels]", *names, "", "[drawing]", *(f"{label.key}\tbgColor:{label.colour}" for label in labels), ""]
    )


class Brat(Exchange):
    NAME = "brat"
    SUFFIXES = (".ann", ".txt")
    FOLDER = True
    LOSES = frozenset(
        {Loss.ANNOTATOR, Loss.ORIGIN, Loss.STATE, Loss.META, Loss.SEGMENTS, Loss.ARTICLE_NOTE, Loss.SUGGESTIONS}
    )

    def sink(self, job: Job, split: str) -> Sink:
        return _Folder(job, split)

    def beside(self, job: Job) -> None:
        job.files.put(job.path / "annotation.conf", conf(job.labels))
        job.files.put(job.path / "visual.conf", visual(job.labels))

    def recognises(self, sample: Sample) -> bool:
        return sample.suffix == ".ann" or sample.path.with_suffix(".ann").is_file()

    def whole(self, path: Path) -> Path:
        return text if (text := path.with_suffix(".txt")).is_file() else path

    def labels(self, path: Path) -> list[Label]:
        """The entities of the annotation.conf in the file's folder or the one above."""
        found: dict[str, Label] = {}
        places = (path.parent / "annotation.conf", path.parent.parent / "annotation.conf")
        beside = next((place for place in places if place.is_file()), None)
        section = ""
        for _, line in text_lines(beside, lambda error: None) if beside else ():
            if line.startswith("["):
                section = line.strip()
            elif section == "[entities]" and re.fullmatch(r"[A-Za-z][\w-]{0,63}", word := line.strip(), re.ASCII):
                found.setdefault(word, Label(word, word, word, None, UNCOLOURED))
        return list(found.values())

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        reading = Reading(path, problem)
        text_path, ann = path.with_suffix(".txt"), path.with_suffix(".ann")
        try:
            if text_path.stat().st_size > _LARGEST:
                raise AnnotatorError("format.too_large", path=str(text_path), limit=_LARGEST >> 20)
            # Offsets count the characters of the file as they are: no line end is touched before they are moved.
            text = text_path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise AnnotatorError("format.unreadable", path=str(text_path), reason="UTF-8") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise AnnotatorError("format.unreadable", path=str(text_path), reason=reason) from error
        marks: dict[str, Mark] = {}
        notes: dict[str, str] = {}
        others = 0
        for number, line in text_lines(ann, reading.tell) if ann.is_file() else ():
            place = Place(ann.name, number)
            if found := _SPAN.fullmatch(line):
                name, label, bounds, quoted = found.groups()
                if ";" in bounds:
                    reading.tell(place.error("brat.pieces", text=quoted, label=label))
                    continue
                start, end = map(int, bounds.split())
                # brat writes a line end inside a span as a blank: held against the text as brat saw it.
                seen = _LINE_ENDS.sub(" ", text[start:end])
                marks[name] = Mark(start, end, label, text[start:end] if seen == quoted else quoted)
            elif found := _NOTE.fullmatch(line):
                notes[found[1]] = found[2]
            elif line.startswith("T"):
                reading.tell(place.error("brat.line", row=line[:40]))
            else:
                others += bool(line.strip())
        if others:
            reading.tell(AnnotatorError("brat.others", file=ann.name, count=others))
        noted = [
            Mark(mark.start, mark.end, mark.label, mark.text, note=notes.get(name, "")) for name, mark in marks.items()
        ]
        for new in reading.take(Place(path.name, 1), Record, text, noted, unquote(path.stem)):
            yield replace(new, loose=True)
