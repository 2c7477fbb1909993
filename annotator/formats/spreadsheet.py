"""Tables of spans for people: CSV (for Excel, with a byte-order mark), TSV and XLSX; one span a row. Out only.

A cell that begins as a formula could run when the table is opened: in CSV and TSV it gets an apostrophe before it; in
XLSX every cell of text is stored as text, without what no sheet can hold. Cells that are not as they were are counted.
An article without spans has one row without a span.
"""

from __future__ import annotations

import csv
import re
from typing import Any, ClassVar

from annotator.formats.cells import harmless
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.needs import needed
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.formats.source_map import SourceMap
from annotator.project import Project, SpanRow

COLUMNS = (
    "id", "title", "published_at", "source", "state", "start", "end", "label", "label_name", "text",
    "annotator", "origin", "note", "before", "after",
)  # fmt: skip
_SOURCE = ("source_start", "source_end")

_CONTEXT = 20
# What no XML file may hold, and the most rows and characters a sheet can.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767

Row = list[str | int]


class _Rows:
    """The rows of an article."""

    def __init__(self, job: Job) -> None:
        self._names = {label.key: label.ko or label.key for label in job.labels}
        self._project: Project | None = job.project if job.options.source_offsets else None
        self.columns = COLUMNS + (_SOURCE if self._project else ())

    def of(self, item: Item) -> list[Row]:
        article = item.article
        head = [article.uid, article.title, article.published_at, article.source_name, article.state]
        if not item.spans:
            return [[*head, *[""] * (len(self.columns) - len(head))]]
        source_map = SourceMap(self._project.source_text(article.id), article) if self._project else None
        rows: list[Row] = []
        for span in item.spans:
            row: Row = [*head, *self._span(article.text, span)]
            if source_map is not None:
                row += source_map.span(span.start, span.end) or ("", "")
            rows.append(row)
        return rows

    def _span(self, text: str, span: SpanRow) -> Row:
        before = text[max(span.start - _CONTEXT, 0) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + _CONTEXT].partition("\n")[0]
        name = self._names.get(span.label, span.label)
        said = [span.label, name, span.text, span.annotator, span.origin, span.note, before, after]
        return [span.start, span.end, *said]


class _Csv(Sink):
    def __init__(self, job: Job, split: str, delimiter: str) -> None:
        self._rows = _Rows(job)
        self._losses = job.losses
        self._file = job.files.text(job.file(split), encoding="utf-8-sig")
        self._writer = csv.writer(self._file, delimiter=delimiter, lineterminator="\r\n")
        self._writer.writerow(self._rows.columns)

    def write(self, item: Item) -> None:
        rows = self._rows.of(item)
        shown = [[harmless(cell) for cell in row] for row in rows]
        self._writer.writerows(shown)
        changed = sum(a != b for row, cells in zip(rows, shown, strict=True) for a, b in zip(row, cells, strict=True))
        self._losses.count(Loss.CELL, changed)


class _Xlsx(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._rows = _Rows(job)
        self._losses = job.losses
        self._path = job.files.part(job.file(split))
        openpyxl = needed("openpyxl", Xlsx.NAME)
        self._cell = needed("openpyxl.cell", Xlsx.NAME).WriteOnlyCell
        # Write-only: rows go to the disk as they come.
        self._book = openpyxl.Workbook(write_only=True)
        self._number = 0
        self._new_sheet()

    def _new_sheet(self) -> None:
        self._sheet = self._book.create_sheet(f"spans {len(self._book.worksheets) + 1}")
        self._sheet.freeze_panes = "A2"
        self._sheet.append([self._text(name) for name in self._rows.columns])
        self._number = 1

    def write(self, item: Item) -> None:
        for row in self._rows.of(item):
            if self._number == _MOST_ROWS:
                self._new_sheet()
            self._sheet.append([self._text(cell) if isinstance(cell, str) else cell for cell in row])
            self._number += 1

    def _text(self, value: str) -> Any:
        shown = _UNPRINTABLE.sub("\ufffd", value)[:_LONGEST_CELL]
        self._losses.count(Loss.CELL, shown != value)
        cell = self._cell(self._sheet, shown)
        cell.data_type = "s"  # not "f", which openpyxl makes of what begins with =
        return cell

    def finish(self) -> None:
        self._book.save(self._path)


class Csv(Exchange):
    """Comma-separated, in the way Excel opens without asking."""

    NAME = "csv"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".csv",)
    READS = False
    LOSES = frozenset({Loss.SEGMENTS, Loss.ARTICLE_NOTE, Loss.SUGGESTIONS})
    CARRIES = frozenset({"title", "published_at", "source_name"})
    EXTRAS = frozenset({Loss.SOURCE_OFFSETS})
    DELIMITER: ClassVar[str] = ","

    def sink(self, job: Job, split: str) -> Sink:
        return _Csv(job, split, self.DELIMITER)

    def recognises(self, sample: Sample) -> bool:
        """Whether it is a table of ours, which would be read as one of articles."""
        return sample.head.startswith(self.DELIMITER.join(COLUMNS).encode())


class Tsv(Csv):
    """Separated by tabs."""

    NAME = "tsv"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".tsv",)
    DELIMITER = "\t"


class Xlsx(Csv):
    """A workbook, through openpyxl."""

    NAME = "xlsx"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".xlsx",)

    def sink(self, job: Job, split: str) -> Sink:
        return _Xlsx(job, split)

    def needs(self) -> None:
        needed("openpyxl", self.NAME)
