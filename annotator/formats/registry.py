"""The exchange formats by name; each is a module with the members of `Format`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol, cast

from annotator.errors import AnnotatorError
from annotator.formats import jsonl
from annotator.formats.report import ExportReport
from annotator.labels import Label
from annotator.project import ImportResult, NewArticle, Project, operations


class Format(Protocol):
    """What a format's module has. `SUFFIXES` are lower case, with the dot, the usual one first."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def write(
        self,
        project: Project,
        path: Path,
        *,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ExportReport:
        """Exports; streams, and replaces `path` only when all is written. `progress` is told articles written."""

    def read(self, path: Path, *, problem: Callable[[AnnotatorError], None] | None = None) -> Iterator[NewArticle]:
        """The articles of a file, one at a time. What cannot be read is told to `problem`, or raised without one."""

    def labels(self, path: Path) -> list[Label]:
        """The labels that the file, or one beside it, defines; labels it only uses need not be among them."""


_FORMATS: dict[str, Format] = {module.NAME: cast(Format, module) for module in (jsonl,)}


def names() -> list[str]:
    """The formats there are, the default first."""
    return list(_FORMATS)


def get(name: str) -> Format:
    """A format by its name. Raises format.unknown."""
    if name not in _FORMATS:
        raise AnnotatorError("format.unknown", name=name, known=", ".join(_FORMATS))
    return _FORMATS[name]


def for_path(path: Path) -> Format | None:
    """The format that a file's suffix speaks for, or None: then it is a page to clean."""
    return next((each for each in _FORMATS.values() if path.suffix.lower() in each.SUFFIXES), None)


def import_file(
    project: Project,
    path: Path,
    *,
    name: str = "auto",
    force: bool = False,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    group: str | None = None,
) -> ImportResult:
    """Imports one file of annotated records as one operation; bad records and spans stay out and are in the report."""
    form = for_path(path) if name == "auto" else get(name)
    if form is None:
        raise AnnotatorError("format.suffix", path=str(path), known=", ".join(_FORMATS))
    problems: list[AnnotatorError] = []
    result = operations.add_articles(
        project,
        form.read(path, problem=problems.append),
        force=force,
        labels=form.labels(path),
        progress=progress,
        cancelled=cancelled,
        group=group,
    )
    return replace(result, report=[*problems, *result.report])
