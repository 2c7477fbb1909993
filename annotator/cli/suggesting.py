"""`annotator suggest`, `train` and `evaluate`: suggestions for projects and for files of records."""

from __future__ import annotations

import json as _json_text
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from annotator.cli.commands import _PATH, _json, _open, _project, group
from annotator.cli.output import as_json, bar, refuse, result, told
from annotator.errors import AnnotatorError
from annotator.sentences import say

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.suggest.bulk import Knowledge
    from annotator.suggest.evaluation import Evaluation

STREAM = Path("-")
# A rate without anything to tell it by. Not a dash: not every terminal can write one.
_NONE = "-"
# Bad lines told one by one; of a file that is something else altogether there would be thousands.
_TOLD = 20


@group.command()
@click.argument("path", metavar="PROJECT", required=False, type=_PATH)
@click.option("--jsonl", metavar="IN OUT", nargs=2, type=_PATH)
@_json
def suggest(path: Path | None, jsonl: tuple[Path, Path] | None, json: bool) -> int:
    if jsonl is not None:
        with _knowledge(path) as knowledge:
            return _records(*jsonl, knowledge)
    if path is None:
        raise click.BadParameter(say("cli.suggest_what"))
    from annotator.project import Project

    with _open(path) as reader:
        place = reader.path
    # For writing, so that how sure suggestions are of each article is kept; when somebody else has it, without.
    with Project.open(place) as project:
        return _project_suggestions(project, json)


@group.command()
@_project
@_json
def train(path: Path, json: bool) -> int:
    from annotator.assist import projects
    from annotator.suggest.evaluation import to_dict

    with _open(path, write=True) as project:
        with bar(projects.steps(project)) as progress:
            done = projects.train(project, progress=progress)
    if json:
        counts = {"articles": done.articles, "sentences": done.sentences}
        as_json(counts | {"held_out": {"base": to_dict(done.base), "learnt": to_dict(done.learnt)}})
        return 0
    result(say("cli.trained", articles=done.articles, sentences=done.sentences))
    if done.base.total.gold:
        result(say("cli.held_out"))
        for key, found in (("cli.as_shipped", done.base), ("cli.as_learnt", done.learnt)):
            result(say(key))
            _table(found)
    return 0


@group.command()
@click.argument("path", metavar="PROJECT|GOLD.jsonl", type=_PATH)
@_json
def evaluate(path: Path, json: bool) -> int:
    from annotator.assist import projects
    from annotator.suggest.bulk import Knowledge
    from annotator.suggest.evaluation import to_dict

    bad = _Bad()
    if path == STREAM or path.suffix.lower() in (".jsonl", ".ndjson"):
        with _reading(path) as (file, name), bar(None) as progress:
            count, found = projects.evaluate_records(file, name, Knowledge(), tell=bad, progress=progress)
    else:
        with _open(path) as project, bar(project.progress().done) as progress:
            count, found = projects.evaluate_project(project, progress=progress)
    bad.close()
    if json:
        as_json({"articles": count} | to_dict(found))
        return 1 if bad.count else 0
    result(say("cli.evaluated", count=count))
    _table(found)
    _confusion(found)
    return 1 if bad.count else 0


# -- suggest


def _project_suggestions(project: Project, json: bool) -> int:
    from annotator.assist import projects
    from annotator.project import listing

    rows = [row for row in project.article_rows() if row.state == "open"]
    counts: Counter[str] = Counter()
    if json:
        print(
            f'{{\n  "project": {_json_text.dumps(project.name, ensure_ascii=not _korean())},\n  "articles": [', end=""
        )
    with bar(sum(row.length for row in rows)) as progress:
        for number, (row, found, confidence) in enumerate(projects.suggestions(project, rows, progress=progress)):
            labels = Counter(each.label for each in found)
            counts += labels
            if json:
                article: dict[str, Any] = {"id": row.uid, "title": row.title, "confidence": round(confidence, 4)}
                article["spans"] = [
                    {"start": s.start, "end": s.end, "label": s.label, "text": s.text}
                    | {"score": round(s.score, 4), "source": s.said_by}
                    for s in found
                ]
                line = _json_text.dumps(article, ensure_ascii=not _korean())
                print(f"{',' if number else ''}\n    {line}", end="")
            else:
                title = listing.called(project, row) or say("cli.untitled")
                listed = ", ".join(f"{label} {count}" for label, count in sorted(labels.items()))
                said = say("cli.suggested_in", title=title, count=len(found), sure=confidence)
                result(f"{said} ({listed})" if listed else said)
    if json:
        print("\n  ]\n}" if rows else "]\n}")
    else:
        told(say("cli.suggested", articles=len(rows), spans=counts.total()))
    return 0


def _korean() -> bool:
    """Whether stdout can write Korean; where it cannot JSON is escaped."""
    try:
        "가".encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _records(source: Path, target: Path, knowledge: Knowledge) -> int:
    from annotator.assist import records
    from annotator.formats.output import replacing

    bad = _Bad()
    with _reading(source) as (file, name):
        length = source.stat().st_size if source != STREAM else None
        if target != STREAM and source != STREAM and target.exists() and target.samefile(source):
            raise AnnotatorError("cli.out_is_in", path=str(target))
        with bar(length) as progress, replacing(target) if target != STREAM else _stdout() as out:
            done = records.write(file, name, out, knowledge, tell=bad, progress=progress)
    bad.close()
    if done.replaced:
        told(say("cli.spans_replaced", count=done.replaced))
    (told if target == STREAM else result)(say("cli.suggested_to", count=done.records, spans=done.spans, path=target))
    return 1 if bad.count else 0


@contextmanager
def _knowledge(path: Path | None) -> Iterator[Knowledge]:
    """What ships, or what a project has taught besides."""
    from annotator.suggest.bulk import Knowledge

    if path is None:
        yield Knowledge()
        return
    with _open(path) as project:
        yield Knowledge.of(project)


@contextmanager
def _reading(path: Path) -> Iterator[tuple[BinaryIO, str]]:
    """An open file and the name it goes by; `-` is stdin."""
    if path == STREAM:
        yield sys.stdin.buffer, say("cli.stdin")
        return
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise AnnotatorError("intake.missing", path=str(path)) from error
    except OSError as error:
        raise AnnotatorError("jsonl.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    with file:
        yield file, path.name


@contextmanager
def _stdout() -> Iterator[Any]:
    """Stdout for records: UTF-8 with LF whatever the terminal's encoding is, as in a file."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    yield sys.stdout


class _Bad:
    """Told of records that cannot be read: says the first ones and counts all."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: AnnotatorError) -> None:
        self.count += 1
        if self.count <= _TOLD:
            refuse(error)

    def close(self) -> None:
        if self.count > _TOLD:
            told(say("cli.more_bad", count=self.count - _TOLD))


# -- tables


def _table(found: Evaluation) -> None:
    """By label: exact precision, recall and F1, the same by overlap, how many there are."""
    heads = [say("cli.column_precision"), say("cli.column_recall"), say("cli.column_f1")]
    result(f"  {'':<10}{_right(say('cli.column_exact'), 24)}{_right(say('cli.column_overlap'), 24)}")
    result("  " + " " * 10 + "".join(_right(head, 8) for head in heads * 2) + _right(say("cli.column_gold"), 9))
    rows = [(label, found.exact[label], found.overlapping[label]) for label in found.exact]
    rows.append((say("cli.all_labels"), found.total, found.total_overlapping))
    for label, exact, loose in rows:
        rates = [*exact.rates, *loose.rates]
        cells = (_right(_NONE if rate is None else f"{100 * rate:.1f}", 8) for rate in rates)
        result(f"  {_left(label, 10)}" + "".join(cells) + f"{exact.gold:9,}")
    if any(None in exact.rates for _, exact, _ in rows):
        result(say("cli.nothing_to_count", sign=_NONE))


def _confusion(found: Evaluation) -> None:
    """What was taken for what, where labels differ or one side has nothing."""
    wrong = [(count, gold, guess) for (gold, guess), count in found.confusion.items() if gold != guess]
    if wrong:
        result(say("cli.confusion"))
    for count, gold, guess in sorted(wrong, key=lambda row: (-row[0], row[1:])):
        nothing = say("cli.no_label")
        result(f"  {count:6,}  {gold or nothing} → {guess or nothing}")


def _width(text: str) -> int:
    """Columns of a terminal: a syllable takes two."""
    return sum(2 if "\u1100" <= char <= "\uffdc" else 1 for char in text)


def _right(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def _left(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
