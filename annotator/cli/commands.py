"""The commands. Each returns its exit code; what it needs of the core is imported when it runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator import __version__
from annotator.cli.output import as_json, refuse, result, told
from annotator.cli.spoken import Count, Group
from annotator.errors import AnnotatorError
from annotator.sentences import explain, language, say

if TYPE_CHECKING:
    from annotator.project import Changes, Project


_PATH = click.Path(path_type=Path)
_project = click.argument("path", metavar="PROJECT", type=_PATH)
_json = click.option("--json", is_flag=True)


@click.group(name="annotator", cls=Group)
@click.version_option(__version__, message="annotator %(version)s")
def group() -> None:
    pass


@group.command()
@_project
def new(path: Path) -> int:
    from annotator.labels import load_preset
    from annotator.paths import resource
    from annotator.project import SUFFIX, Project

    path = path if path.suffix == SUFFIX or not path.name else path.with_name(path.name + SUFFIX)
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as project:
        labels = ", ".join(label.key for label in project.labels())
        result(say("cli.made", path=path, labels=labels))
    return 0


@group.command()
@click.argument("file", metavar="FILE", type=_PATH)
@click.option("--repair", is_flag=True)
@_json
def clean(file: Path, repair: bool, json: bool) -> int:
    from annotator import articles

    if not file.exists():
        raise AnnotatorError("intake.missing", path=str(file))
    source = articles.read_source(file)
    mended = articles.repair(source.text)
    if mended is not None and repair:
        source = replace(source, text=mended)
    elif mended is not None:
        told(say("cli.garbled", name=source.name, text=" ".join(mended.split())[:40]))
    article = articles.clean(source)
    if json:
        as_json(articles.to_dict(article))
    else:
        click.echo(article.text)
    if article.empty is not None:
        return refuse(AnnotatorError(article.empty.code, name=file.name))
    return 0


@group.command()
@_project
@_json
def stats(path: Path, json: bool) -> int:
    from annotator.project.statistics import statistics

    with _open(path) as project:
        progress, labels, name = project.progress(), project.labels(), project.name
        counts = statistics(project) if json else None
    by_label = {label.key: progress.by_label.get(label.key, 0) for label in labels}
    if counts is not None:
        as_json(
            {
                "project": name,
                "articles": progress.articles,
                "done": progress.done,
                "open": progress.articles - progress.done,
                "spans": progress.spans,
                "by_label": by_label,
                "by_day": dict(counts.by_day),
                "by_annotator": dict(counts.by_annotator),
                "forms": [{"label": label, "text": text, "count": uses} for label, text, uses in counts.forms],
                "conflicts": [{"text": text, "by_label": uses} for text, uses in counts.conflicts],
            }
        )
        return 0
    result(say("cli.stats", name=name, articles=progress.articles, done=progress.done, spans=progress.spans))
    for label in labels:
        result(f"  {label.key:<12}{by_label[label.key]:>9,}  {label.name(language())}")
    return 0


@group.command()
@_project
@_json
def check(path: Path, json: bool) -> int:
    from annotator.project import Fault

    try:
        with _open(path) as project:
            faults = project.check()
            said = [say(fault.code, **{"article": fault.article_id, **fault.values}) for fault in faults]
    except AnnotatorError as error:
        # Damage that keeps a project from opening is what this command is there to find.
        if error.code not in ("project.corrupted", "project.truncated"):
            raise
        faults, said = [Fault(error.code, values=error.values)], [explain(error)]
    if json:
        found = [
            {"code": fault.code, "article": fault.article_id, "span": fault.span_id, "message": sentence}
            for fault, sentence in zip(faults, said, strict=True)
        ]
        as_json({"ok": not faults, "faults": found})
    else:
        for sentence in said:
            told(sentence)
        result(say("cli.faults", count=len(faults)) if faults else say("cli.sound"))
    return 1 if faults else 0


@group.command()
@_project
@_json
def undo(path: Path, json: bool) -> int:
    from annotator.project import operations

    with _open(path, write=True) as project:
        return _moved(operations.undo(project), "undo", json)


@group.command()
@_project
@_json
def redo(path: Path, json: bool) -> int:
    from annotator.project import operations

    with _open(path, write=True) as project:
        return _moved(operations.redo(project), "redo", json)


@group.command()
@_project
@click.option("--limit", type=Count(), default=20)
@_json
def history(path: Path, limit: int, json: bool) -> int:
    with _open(path) as project:
        entries = project.history(limit)
    if json:
        steps = [
            {"id": e.id, "at": e.at, "annotator": e.annotator, "operation": str(e.kind), "applied": e.applied}
            | {"operations": e.count, "values": e.values}
            for e in entries
        ]
        as_json({"history": steps})
        return 0
    for entry in entries:
        what = _named(entry.kind, entry.values)
        result(f"{entry.id:>6}  {entry.at[:16]}Z  {what if entry.applied else say('cli.undone_step', what=what)}")
    return 0


# -- what several commands need


def _open(path: Path, *, write: bool = False) -> Project:
    """The project at `path`, which may leave out the suffix; `write` refuses one that somebody else holds.

    A project of an older version is brought to this one by any command, as by the window, and a copy kept.
    """
    from annotator.project import SUFFIX, Project

    if not path.is_file() and path.name:
        # A folder may have the project's name: that of an export, say.
        whole = path.with_name(path.name + SUFFIX)
        if path.suffix != SUFFIX and whole.exists():
            path = whole
        elif not path.exists():
            raise AnnotatorError("cli.no_project", path=str(path))
    try:
        project = Project.open(path, write="require" if write else False)
    except AnnotatorError as error:
        if error.code != "project.older":
            raise
        project = Project.open(path)
    if project.upgraded_from is not None:
        told(say("cli.upgraded", path=path, copy=project.upgraded_from))
    return project


def _moved(changes: Changes | None, direction: str, json: bool) -> int:
    if json:
        as_json(
            {
                "operation": str(changes.operation) if changes else None,
                "articles": sorted(changes.articles) if changes else [],
                "spans": sorted(changes.spans) if changes else [],
                "values": dict(changes.values) if changes else {},
            }
        )
    elif changes:
        result(say(f"cli.{direction}", what=_named(changes.operation, changes.values)))
    else:
        told(say(f"cli.no_{direction}"))
    return 0 if changes else 1


def _named(kind: str, values: Any) -> str:
    given = {"count": 1, "text": "", "name": "", "state": "", **values}
    return say(f"cli.kind_{kind}", **{**given, "title": given.get("title") or say("cli.untitled")})
