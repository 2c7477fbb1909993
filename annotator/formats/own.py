"""The project's own JSONL behind the interface of all formats: whole as `jsonl` writes it, or a selection of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from annotator.article import Role
from annotator.errors import AnnotatorError
from annotator.formats import encoding, jsonl
from annotator.formats.exchange import FACTS, Exchange, Job, Sink
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import ExportReport, Loss
from annotator.formats.selection import Item
from annotator.formats.source_map import SourceMap
from annotator.labels import Label, to_dict
from annotator.project import NewArticle, Project


class _Lines(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._job = job
        self._file: BinaryIO = job.files.binary(job.file(split))

    def write(self, item: Item) -> None:
        options, article = self._job.options, item.article
        source = self._job.project.source_text(article.id) if options.source_offsets or options.removed else ""
        places = None
        if options.source_offsets:
            source_map = SourceMap(source, article)
            places = [source_map.span(span.start, span.end) for span in item.spans]
        # What is asked for besides comes last: it never changes what stands there without it.
        self._file.write(encoding.line(jsonl.record(article, item.spans, places) | self._extra(item, source)))

    def _extra(self, item: Item, source: str) -> dict[str, Any]:
        options, extra = self._job.options, dict[str, Any]()
        if options.suggestions is not None:
            extra["suggestions"] = [suggested._asdict() for suggested in item.suggestions]
        if options.removed:
            lines = source.split("\n")
            extra["removed"] = [
                {"line": line.number, "class": line.chrome_class, "text": lines[line.number - 1][line.start : line.end]}
                for line in item.article.lines
                if line.role is Role.CHROME and line.number <= len(lines)
            ]
        return extra


class Own(Exchange):
    """With the defaults, byte for byte what `jsonl.write` makes; nothing is lost, and there is no report."""

    NAME = jsonl.NAME
    SUFFIXES = jsonl.SUFFIXES
    CARRIES = frozenset(FACTS)
    EXTRAS = frozenset({Loss.SOURCE_OFFSETS, Loss.REMOVED})

    def sink(self, job: Job, split: str) -> Sink:
        return _Lines(job, split)

    def beside(self, job: Job) -> None:
        tables = [to_dict(label) for label in job.labels]
        for split in job.splits:
            file = job.files.text(jsonl.sidecar(job.file(split)))
            json.dump({"labels": tables}, file, ensure_ascii=False, indent=2)
            file.write("\n")

    def write(
        self,
        project: Project,
        path: Path,
        *,
        options: Options = DEFAULTS,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ExportReport:
        self.counts_in(options)
        if replace(options, tokenize=None) == DEFAULTS:
            return jsonl.write(project, path, progress=progress, cancelled=cancelled)
        return super().write(project, path, options=options, progress=progress, cancelled=cancelled)

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        return jsonl.read(path, problem=problem)

    def labels(self, path: Path) -> list[Label]:
        return jsonl.labels(path)
