"""What all formats but the project's own have in common: one pass over the project into one or several files.

A format is an `Exchange` that makes a sink for each split and writes one article at a time into it. Selecting,
splitting, counting what is lost, the report and the data card are done here, the same for all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import ClassVar

from annotator import __version__
from annotator.article import Role
from annotator.errors import AnnotatorError
from annotator.formats import card
from annotator.formats.agreement import Agreement
from annotator.formats.collecting import seldom_collected
from annotator.formats.options import DEFAULTS, Options, Split
from annotator.formats.output import REPORT, Outputs
from annotator.formats.report import ExportReport, Loss, Losses
from annotator.formats.sample import Sample
from annotator.formats.selection import Item, flat, listed, select
from annotator.formats.splits import Splitter
from annotator.labels import Label, LabelSet
from annotator.project import NewArticle, Project, State
from annotator.project.listing import annotators

_ASKED_EVERY = 50


class Sink(ABC):
    """Where the articles of one split go."""

    @abstractmethod
    def write(self, item: Item) -> None: ...

    def finish(self) -> None:  # noqa: B027
        """Writes what comes after the last article."""


@dataclass(slots=True)
class Job:
    """One export under way: what a sink may need."""

    project: Project
    path: Path
    options: Options
    labels: LabelSet
    files: Outputs
    losses: Losses
    splits: tuple[str, ...] = ("",)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    agreement: Agreement = field(default_factory=Agreement)

    def file(self, split: str, suffix: str = "") -> Path:
        """The file of a split beside the others: corpus.conll -> corpus.train.conll; `suffix` replaces the last one."""
        return _part(self.path, split, suffix)


def _part(path: Path, split: str, suffix: str = "") -> Path:
    return path.with_name(".".join([path.stem, *([split] if split else [])]) + (suffix or path.suffix))


class Exchange(ABC):
    """One format. `SUFFIXES` are lower case, with the dot, the usual one first; empty where a folder is written.

    `TRAINING`: finished articles only, and a data card, unless told otherwise. `FLAT`: spans must not share a
    character, `LAYERED`: nor must they in one of its layers. `BARE`: of a span without a note it needs no more than
    ends and label. `LOSES`: what the format has no place for, whatever the articles; `CARRIES`: what of an article
    besides its text, unless META is lost. `UNITS`: offsets count what `Options.unit` says, `UNITS_READ`: in some files
    at least; `EXTRAS`: what is carried when it is asked for. `BEFORE`: what the article begins with in a file that
    tells of other things first.
    """

    NAME: ClassVar[str]
    SUFFIXES: ClassVar[tuple[str, ...]] = ()
    TRAINING: ClassVar[bool] = False
    FLAT: ClassVar[bool] = False
    LAYERED: ClassVar[bool] = False
    BARE: ClassVar[bool] = False
    FOLDER: ClassVar[bool] = False
    READS: ClassVar[bool] = True
    LOSES: ClassVar[frozenset[Loss]] = frozenset()
    CARRIES: ClassVar[frozenset[str]] = frozenset(("title", "subtitle", "published_at", "byline", "source_name"))
    UNITS: ClassVar[bool] = False
    UNITS_READ: ClassVar[bool] = False
    EXTRAS: ClassVar[frozenset[Loss]] = frozenset()
    BEFORE: ClassVar[str] = ""

    @abstractmethod
    def sink(self, job: Job, split: str) -> Sink:
        """Where the articles of `split` ("" without splits) go; opens its files through `job.files`."""

    def beside(self, job: Job) -> None:  # noqa: B027
        """Writes what belongs to the whole export: a labelling config, a list of labels."""

    def files(self, path: Path, options: Options = DEFAULTS) -> list[Path]:
        """The files with articles that an export to `path` makes or replaces; the folder where it makes one."""
        splits = Split.NAMES if options.split and not self.FOLDER else ("",)
        return [_part(path, split) for split in splits]

    def card_files(self, job: Job, split: str) -> str:
        """The file of a split as the data card names it, relative to the card."""
        return job.file(split).name

    def card_head(self, job: Job) -> list[str]:
        """More lines for the head of the data card."""
        return []

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        """The articles of a file, one at a time. What cannot be read is told to `problem`, or raised without one."""
        raise AnnotatorError("format.write_only", name=self.NAME)

    def labels(self, path: Path) -> list[Label]:
        """The labels that the file, or one beside it, defines; labels it only uses need not be among them."""
        return []

    def recognises(self, sample: Sample) -> bool:
        """Whether a file with one of our suffixes is of this format."""
        return True

    def whole(self, path: Path) -> Path:
        """The file that brings what `path` would: one of a pair, or one of several forms, stands for the others."""
        return path

    def needs(self) -> None:  # noqa: B027
        """Raises format.needs when a library that this format stands on is not installed."""

    def counts_in(self, options: Options, *, reading: bool = False) -> None:
        """Raises format.unit when a unit is asked for that offsets of this format never count."""
        if options.unit is not None and not (self.UNITS or (reading and self.UNITS_READ)):
            raise AnnotatorError("format.unit", name=self.NAME)

    @seldom_collected()
    def write(
        self,
        project: Project,
        path: Path,
        *,
        options: Options = DEFAULTS,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ExportReport:
        """Exports; streams, and replaces what is at `path` only when all is written.

        Raises format.unwritable, format.folder_taken, format.busy, format.needs, format.unit, format.annotator.
        """
        self.needs()
        self.counts_in(options)
        if options.annotator and options.annotator not in (known := annotators(project)):
            raise AnnotatorError("format.annotator", name=options.annotator, known=", ".join(known))
        try:
            with project.snapshot() as still, Outputs(path, folder=self.FOLDER) as files:
                return self._write(still, path, options, files, progress, cancelled)
        except _Cancelled:
            return ExportReport((), cancelled=True)

    def survey(
        self, project: Project, options: Options = DEFAULTS, *, cancelled: Callable[[], bool] | None = None
    ) -> ExportReport:
        """What an export would hold and lose, without writing it; which tokens it would cut is not looked at."""
        self.counts_in(options)
        losses = Losses()
        articles = spans = 0
        with project.snapshot() as still:
            for item in select(still, options, training=self.TRAINING, losses=losses, bare=self.BARE):
                if cancelled is not None and cancelled():
                    return ExportReport((), cancelled=True)
                if self.FLAT:
                    item.spans = flat(item.article, item.spans, options.winner, losses)
                self._lose(item, options, losses)
                articles += 1
                spans += len(item.spans)
        self._lose_all(articles, spans, options, losses)
        return ExportReport(
            (),
            articles,
            spans,
            losses=losses.counts,
            left_open=losses.left_open,
            left_others=losses.left_others,
        )

    def _write(
        self,
        project: Project,
        path: Path,
        options: Options,
        files: Outputs,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> ExportReport:
        report_path = path / REPORT if self.FOLDER else path.with_name(f"{path.name}.{REPORT}")
        winner = {"winner": str(options.winner)} if self.FLAT or self.LAYERED else {}
        losses = Losses(files.text(report_path), export=self.NAME, program=f"annotator {__version__}", **winner)
        splitter = Splitter(project, options.split, cancelled=lambda: _ask(cancelled)) if options.split else None
        splits = Split.NAMES if splitter else ("",)
        job = Job(project, path, options, project.labels(), files, losses, splits)
        sinks = {split: self.sink(job, split) for split in splits}
        job.counts = {split: Counter() for split in splits}
        articles: Counter[str] = Counter()
        spans: Counter[str] = Counter()
        chosen = select(project, options, training=self.TRAINING, losses=losses, bare=self.BARE)
        for number, item in enumerate(chosen, 1):
            split = splitter.split_of(item.article) if splitter else ""
            if self.TRAINING and item.article.state == State.DONE:
                job.agreement.add(item.spans)
            if self.FLAT:
                item.spans = flat(item.article, item.spans, options.winner, losses)
            self._lose(item, options, losses)
            sinks[split].write(item)
            articles[split] += 1
            spans[split] += len(item.spans)
            if self.TRAINING:
                job.counts[split].update(map(_LABEL, item.spans))
            if number % _ASKED_EVERY == 0:
                if progress is not None:
                    progress(number)
                _ask(cancelled)
        for sink in sinks.values():
            sink.finish()
        self.beside(job)
        by_split = {split: (articles[split], spans[split]) for split in splits if split}
        self._lose_all(articles.total(), spans.total(), options, losses)
        if self.TRAINING:
            names = {split: self.card_files(job, split) for split in splits}
            place = path / "README.md" if self.FOLDER else path.with_name(path.name + ".README.md")
            files.put(place, card.text(job, self, names, articles, splitter))
        losses.close(articles=articles.total(), spans=spans.total())
        return ExportReport(
            files.paths,
            articles.total(),
            spans.total(),
            losses=losses.counts,
            left_open=losses.left_open,
            left_others=losses.left_others,
            splits=by_split,
        )

    def _lose(self, item: Item, options: Options, losses: Losses) -> None:
        """Counts what an article has that this format does not carry."""
        loses, article = self.LOSES, item.article
        noted = list(filter(_NOTE, item.spans))
        if noted and Loss.NOTE in loses:
            for span in noted:
                losses.name(Loss.NOTE, article.uid, **listed(article, span), note=span.note)
        if item.suggestions and Loss.SUGGESTIONS in loses:
            losses.count(Loss.SUGGESTIONS, len(item.suggestions))
        if options.removed and Loss.REMOVED not in self.EXTRAS:
            losses.count(Loss.REMOVED, any(line.role is Role.CHROME for line in article.lines))
        if article.note and Loss.ARTICLE_NOTE in loses:
            losses.count(Loss.ARTICLE_NOTE)
        if any(getattr(article, name) for name in FACTS if name not in self.CARRIES or Loss.META in loses):
            losses.count(Loss.META)
        if Loss.SEGMENTS in loses and any(segment.role is not Role.BODY for segment in article.segments):
            losses.count(Loss.SEGMENTS)

    def _lose_all(self, articles: int, spans: int, options: Options, losses: Losses) -> None:
        """Counts what every article, and every span, has that this format does not carry."""
        for loss in self.LOSES:
            losses.count(loss, articles * (loss in _OF_ARTICLES) + spans * (loss in _OF_SPANS))
        if options.source_offsets and Loss.SOURCE_OFFSETS not in self.EXTRAS:
            losses.count(Loss.SOURCE_OFFSETS, spans)


# What is known of an article besides its text.
FACTS = ("title", "subtitle", "published_at", "modified_at", "byline", "source_name", "meta")
_LABEL, _NOTE = attrgetter("label"), attrgetter("note")
_OF_SPANS = frozenset({Loss.ANNOTATOR, Loss.ORIGIN, Loss.OFFSETS})
_OF_ARTICLES = frozenset({Loss.ID, Loss.STATE})


class _Cancelled(Exception):
    """Leaves the files as they were."""


def _ask(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise _Cancelled
