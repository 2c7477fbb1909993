"""KLUE-NER's TSV: a sentence's header, then a character a line with its tag; a blank is a row, too.

    ## id<TAB>inline text with <name:TAG> (not escaped: only the rows are read)
    은<TAB>B-ORG
     <TAB>O

Each paragraph of an article is a sentence; its id is the article's, with a number where there are several: read back,
it is an article, or goes to the paragraph of the article that is there. Rows count
characters, so every blank inside a paragraph stays as it is; what ends a line for some reader (U+2028) becomes a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from annotator.errors import AnnotatorError
from annotator.formats import surface
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import Mark, Reading, Record
from annotator.formats.jsonl_record import Place
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.formats.text_lines import text_lines
from annotator.project import NewArticle, SpanRow
from annotator.text import paragraphs

# What ends a line for some reader, and the tab that ends a column.
_ENDS = re.compile("[\t\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"O|[BI]-\S+")


class _Lines(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._file: TextIO = job.files.text(job.file(split))
        self._losses = job.losses

    def write(self, item: Item) -> None:
        uid = _BLANKS.sub("_", item.article.uid)
        whole = item.article.text
        text = _ENDS.sub(" ", whole)
        self._losses.count(Loss.BLANKS, text != whole)
        parts: list[str] = []
        spans = iter(item.spans)
        span = next(spans, None)
        found = list(paragraphs(text))
        for number, (start, end) in enumerate(found):
            name = uid if len(found) == 1 else f"{uid}-{number}"
            inside: list[SpanRow] = []
            while span is not None and span.start < end:
                inside.append(span)
                span = next(spans, None)
            tags = surface.iob2(range(start, end), inside)
            parts.append(f"## {name}\t{_inline(text, start, end, inside)}\n")
            parts += [f"{char}\t{tag}\n" for char, tag in zip(text[start:end], tags, strict=True)]
            parts.append("\n")
        self._file.write("".join(parts))


def _inline(text: str, start: int, end: int, spans: list[SpanRow]) -> str:
    parts, at = [], start
    for span in spans:
        parts.append(f"{text[at : span.start]}<{text[span.start : span.end]}:{span.label}>")
        at = span.end
    return "".join([*parts, text[at:end]])


class Klue(Exchange):
    NAME = "klue"
    SUFFIXES = (".tsv",)
    TRAINING = True
    FLAT = True
    LOSES = frozenset(
        {Loss.NOTE, Loss.ANNOTATOR, Loss.ORIGIN, Loss.STATE, Loss.META, Loss.SEGMENTS, Loss.ARTICLE_NOTE}
        | {Loss.SUGGESTIONS, Loss.ID}
    )

    def sink(self, job: Job, split: str) -> Sink:
        return _Lines(job, split)

    def recognises(self, sample: Sample) -> bool:
        return sample.head.startswith(b"## ")

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        reading = Reading(path, problem)
        name, first = "", 1
        rows: list[tuple[str, str]] = []

        def done() -> Iterator[NewArticle]:
            if rows:
                taken = reading.take(Place(path.name, first), _record, name, rows)
                yield from (replace(new, loose=True) for new in taken)

        for number, line in text_lines(path, reading.tell):
            # A row of the character # has a tab right behind it, and only the header has two.
            if line.startswith("## "):
                yield from done()
                name, first, rows = line[3:].partition("\t")[0], number, []
                continue
            char, tab, tag = line.partition("\t")
            if tab and len(char) == 1 and _TAG.fullmatch(tag):
                rows.append((char, tag))
            elif line:
                reading.tell(Place(path.name, number).error("conll.row", row=line[:40]))
        yield from done()


def _record(name: str, rows: list[tuple[str, str]]) -> Record:
    marks = [Mark(*found) for found in surface.spans_of([tag for _, tag in rows])]
    return Record("".join(char for char, _ in rows), marks, uid=name)
