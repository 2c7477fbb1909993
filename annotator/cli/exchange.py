"""`annotator import` and `annotator export`: articles and marks in and out, in every exchange format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.commands import _PATH, _open, _project, group
from annotator.cli.output import counted, refuse, result, told
from annotator.cli.spoken import OneOf, Parsed
from annotator.errors import AnnotatorError
from annotator.sentences import say

if TYPE_CHECKING:
    from annotator.formats import Options

# Said of a page, whose article is there all the same.
_OF_PAGES = frozenset(("article.photo", "article.list", "article.login", "article.no_text"))


def _import_names() -> list[str]:
    from annotator import intake

    return intake.names()


def _export_names() -> list[str]:
    from annotator import formats

    return formats.names()


def _units() -> list[str]:
    from annotator.formats import Unit

    return [str(unit) for unit in Unit]


def _winners() -> list[str]:
    from annotator.formats import Winner

    return [str(winner) for winner in Winner]


def _split(value: str) -> Any:
    from annotator.formats import Split

    return Split.parse(value)


def _since(value: str) -> str:
    from annotator.formats import parse_since

    return parse_since(value)


_offset_unit = click.option("--offset-unit", type=OneOf(_units, "format.value"))


@group.command("import")
@_project
@click.argument("files", metavar="PATH...", nargs=-1, required=True, type=_PATH)
@click.option("--force", is_flag=True)
@click.option("--format", "read_as", type=OneOf(_import_names, "format.unknown"), default="auto")
@click.option("--text-column", metavar="NAME", default="")
@click.option("--done", "as_done", is_flag=True)
@_offset_unit
def import_(
    path: Path,
    files: tuple[Path, ...],
    force: bool,
    read_as: str,
    text_column: str,
    as_done: bool,
    offset_unit: str | None,
) -> int:
    from annotator import intake
    from annotator.formats import REMARKS, Options, Unit
    from annotator.project import State, operations

    with _open(path, write=True) as project, counted() as progress:
        columns = {"text": text_column} if text_column else None
        options = Options(unit=Unit(offset_unit) if offset_unit else None)
        done = intake.take_in(
            project, files, form=read_as, force=force, columns=columns, options=options, progress=progress
        )
        if as_done:
            operations.set_states(project, [*done.result.added, *done.merged], State.DONE)
    result(say("cli.imported", count=len(done.result.added)))
    if done.merged:
        result(say("cli.merged", count=len(done.merged), spans=sum(done.merged.values())))
    for name, title in done.result.skipped:
        told(say("cli.skipped", name=name, title=title))
    said = [*done.refused, *done.result.report]
    for error in said:
        refuse(error)
    return 1 if any(error.code not in REMARKS | _OF_PAGES for error in said) else 0


@group.command()
@_project
@click.argument("out", metavar="OUT", type=_PATH)
@click.option("--format", "write_as", type=OneOf(_export_names, "format.unknown"), default="jsonl")
@click.option("--include-open/--done-only", default=None)
@click.option("--annotator", metavar="NAME", default="")
@click.option("--since", type=Parsed("date", _since), default=None)
@click.option("--split", type=Parsed("a/b/c", _split), default=None)
@click.option("--winner", type=OneOf(_winners, "format.value"), default="outermost")
@_offset_unit
@click.option("--suggestions", is_flag=True)
@click.option("--source-offsets", is_flag=True)
@click.option("--removed", is_flag=True)
def export(path: Path, out: Path, write_as: str, suggestions: bool, **asked: Any) -> int:
    from annotator import formats
    from annotator.project import SUFFIX

    with _open(path) as project, counted() as progress:
        if out.suffix == SUFFIX or (out.exists() and out.samefile(project.path)):
            raise AnnotatorError("cli.out_is_project", path=str(out))
        options = _options(**asked)
        if suggestions:
            from annotator.proposing import with_suggestions

            options = with_suggestions(options, project)
        report = formats.get(write_as).write(project, out, options=options, progress=progress)
    for error in (*report.told(), *report.remarks):
        refuse(error)
    result(say("cli.exported", count=report.articles, spans=report.spans, path=out))
    for name, (articles, spans) in report.splits.items():
        result("  " + say("cli.exported_split", name=name, count=articles, spans=spans))
    return 1 if report.remarks else 0


def _options(
    *,
    include_open: bool | None,
    annotator: str,
    since: str | None,
    split: Any,
    winner: str,
    offset_unit: str | None,
    source_offsets: bool,
    removed: bool,
) -> Options:
    from annotator.formats import Options, Unit, Winner

    return Options(
        include_open=include_open,
        annotator=annotator,
        since=since or "",
        split=split,
        unit=Unit(offset_unit) if offset_unit else None,
        winner=Winner(winner),
        source_offsets=source_offsets,
        removed=removed,
    )
