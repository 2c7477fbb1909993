"""Files and folders into a project, whatever is in them: pages are read and cleaned, annotated records are restored.

`articles` is imported where a file is read: the window, which starts with this module, has no need of its rules before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats.jsonl import NAME as OWN
from annotator.formats.output import REPORT
from annotator.labels import Label
from annotator.project import ImportResult, NewArticle, Project

AUTO = "auto"
TEXT = "text"

# What only an annotated record has; a record without them is a page in another wrapping.
_ANNOTATED = ("spans", "offset_unit")
# What only our own form has around a text; else what stands beside it are the columns of a table.
_AROUND = ("meta", "segments", "state")
_LONGEST_PEEK = 1 << 26


@dataclass(slots=True)
class Intake:
    """What came of an import: the project's result, and the files that stayed out with the reason (not raised)."""

    result: ImportResult | formats.Merged
    refused: list[AnnotatorError] = field(default_factory=list)

    @property
    def merged(self) -> dict[int, int]:
        """The articles that were there and got spans, with how many."""
        return self.result.merged if isinstance(self.result, formats.Merged) else {}


def names() -> list[str]:
    """What `form` may be."""
    return [AUTO, TEXT, *formats.readable()]


def take_in(
    project: Project,
    paths: Iterable[Path],
    *,
    form: str = AUTO,
    force: bool = False,
    columns: Mapping[str, str] | None = None,
    options: formats.Options = formats.DEFAULTS,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Intake:
    """Imports files, and the importable files below folders, as one step for undo; a bad one among them stays out.

    `form` is auto (a format by its suffix, else a page), text (pages all) or the name of a format. `columns` names the
    columns of tables where their names do not tell (see `articles.records`). `options.unit`: what offsets count in
    files that do not say it. `progress` is told the articles read so far. Raises intake.nothing when there is no file
    at all, and what `formats.take_in` raises.
    """
    files = found(paths)
    if not files:
        raise AnnotatorError("intake.nothing")
    formed = _once([(file, _format_of(file, form)) for file in files])
    refused: list[AnnotatorError] = []
    labels, unlabelled = _labels(formed, refused)
    result = formats.take_in(
        project,
        _articles([each for each in formed if each[0] not in unlabelled], form, columns or {}, options, refused),
        force=force,
        labels=labels if any(each for _, each in formed) else None,
        progress=progress,
        cancelled=cancelled,
    )
    return Intake(result, refused)


def found(paths: Iterable[Path]) -> list[Path]:
    """The files named, and of folders what is a page or of a known format: an export's card and labels are neither."""
    from annotator.articles import IMPORTABLE, find_files

    given = list(paths)
    named = {path for path in given if not path.is_dir()}
    own = formats.suffixes() - set(IMPORTABLE)
    return [
        file
        for file in find_files(given, IMPORTABLE + tuple(own))
        if file in named or (not _card(file) and (file.suffix.lower() not in own or formats.for_path(file)))
    ]


def unlike_a_page(file: Path) -> bool:
    """Whether its suffix is only a format's: what is of no format that is known is no page either."""
    from annotator.articles import IMPORTABLE

    return file.suffix.lower() in formats.suffixes() - set(IMPORTABLE)


def _card(file: Path) -> bool:
    """The data card beside a training export, or in its folder."""
    beside = file.with_name(file.name.removesuffix("README.md") + REPORT)
    return file.name.endswith("README.md") and beside.is_file()


def _once(formed: list[tuple[Path, formats.Format | None]]) -> list[tuple[Path, formats.Format | None]]:
    """Without the files for which another one of them stands."""
    there = {file for file, _ in formed}
    return [(file, form) for file, form in formed if form is None or (w := form.whole(file)) == file or w not in there]


def _format_of(file: Path, form: str) -> formats.Format | None:
    if form == TEXT:
        return None
    return formats.for_path(file) if form == AUTO else formats.get(form)


def _labels(
    formed: list[tuple[Path, formats.Format | None]], refused: list[AnnotatorError]
) -> tuple[list[Label], set[Path]]:
    """The labels that all the files define, and the files whose labels cannot be read. A digit stays with the first."""
    found: dict[str, Label] = {}
    bad: set[Path] = set()
    for file, reader in formed:
        try:
            offered = reader.labels(file) if reader else []
        except AnnotatorError as error:
            refused.append(error)
            bad.add(file)
            continue
        for label in offered:
            taken = {each.digit for each in found.values()}
            found.setdefault(label.key, replace(label, digit=None) if label.digit in taken else label)
    return list(found.values()), bad


def _articles(
    formed: list[tuple[Path, formats.Format | None]],
    form: str,
    columns: Mapping[str, str],
    options: formats.Options,
    refused: list[AnnotatorError],
) -> Iterator[NewArticle]:
    from annotator.articles import clean, is_container, read_source, says_more_than_text

    for file, reader in formed:
        try:
            if not os.path.exists(file):
                raise AnnotatorError("intake.missing", path=str(file))
            if reader is None and is_container(file):
                if not columns and formats.only_written(file):
                    raise AnnotatorError("format.own_table", path=str(file))
                yield from _records(file, columns, refused)
            elif reader is None and form == AUTO and unlike_a_page(file):
                raise AnnotatorError("format.suffix", path=str(file), known=", ".join(formats.readable()))
            elif reader is None:
                source = read_source(file)
                article = clean(source)
                if article.empty is not None:
                    # It comes in with its source, where lines can be restored; that nothing was found is said.
                    refused.append(AnnotatorError(article.empty.code, name=source.name))
                yield NewArticle(source=source, article=article)
            elif form == AUTO and (first := _page(file, reader)) is not None:
                ours = any(name in first for name in _AROUND) or not says_more_than_text(first)
                if "text" in first and "text" not in columns and ours:
                    yield from _cleaned(reader.read(file, options=options, problem=refused.append), refused)
                else:
                    yield from _records(file, columns, refused)
            else:
                reader.counts_in(options, reading=True)
                yield from reader.read(file, options=options, problem=refused.append)
        except AnnotatorError as error:
            refused.append(error)


def _page(file: Path, reader: formats.Format) -> dict[str, Any] | None:
    """The first record of a file of JSON lines that are pages, not annotated records; else None.

    None, too, where there is no record to be had: the format says what is wrong.
    """
    if reader.NAME != OWN:
        return None
    try:
        with file.open("rb") as lines:
            first = next((line for line in iter(lambda: lines.readline(_LONGEST_PEEK), b"") if line.strip()), b"")
        record = json.loads(first)
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and not any(name in record for name in _ANNOTATED) else None


def _records(file: Path, columns: Mapping[str, str], refused: list[AnnotatorError]) -> Iterator[NewArticle]:
    """The articles of a table, or of JSON lines with columns beside their text, cleaned one by one."""
    from annotator.articles import records

    for record in records(file, columns, problem=refused.append):
        article, place = record.article(), f"{file.name}:{record.number}"
        yield NewArticle(source=record.source, article=article, spans=record.spans, uid=record.uid, place=place)


def _cleaned(items: Iterable[NewArticle], refused: list[AnnotatorError]) -> Iterator[NewArticle]:
    """Records that only bring a text, cleaned as pages; what a record says of its title and date stands."""
    from annotator.articles import clean, source_from_text

    for item in items:
        if item.spans:
            yield item
            continue
        try:
            source = source_from_text(item.article.text, item.source_name or item.place)
        except AnnotatorError as error:
            refused.append(error)
            continue
        article = clean(source)
        said = {
            name: getattr(item.article, name)
            for name in ("title", "subtitle", "published_at", "modified_at", "byline")
            if getattr(item.article, name)
        }
        yield replace(item, source=source, article=replace(article, **said))
