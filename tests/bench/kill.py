"""`kill -9` at random moments of a labelling run: is a mark lost whose saving was confirmed, is the file sound?

A subprocess opens the project and marks, relabels and removes without a pause, with the small writes of a window
between (where the user is, tokens, a checkpoint). It says each operation before and after. It is killed at a random
moment, some rounds while it is still opening; then the project is opened again, checked, and held against what was
confirmed: an operation that was under way may have been saved or not, nothing else. All rounds use the same file.

    python tests/bench/kill.py [--rounds 200] [--seed 1] [--folder DIR] [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from made_articles import made_articles

from annotator.errors import AnnotatorError
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations

_ARTICLES = 20
_LONGEST = 0.4  # seconds that a run lasts after it has opened the project
_MOST_MARKS = 400

Marks = dict[int, tuple[int, int, int, str]]  # span id -> article, start, end, label


# -- the process that is killed


def label_without_end(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Project.open(path, write="require") as project:
        articles = [row.id for row in project.article_rows()]
        texts = {number: project.article(number).text for number in articles}
        marks: Marks = {s.id: (a, s.start, s.end, s.label) for a, s in project.all_spans() if s.id is not None}
        _say("ready")
        while True:
            _one_operation(project, chance, texts, marks)
            number = chance.choice(articles)
            if chance.random() < 0.1:
                project.save_view({"article": number, "position": chance.randrange(2000)})
            if chance.random() < 0.1:
                project.put_tokens(number, 1, "none", {(0, 100): chance.randbytes(4000)})
            if chance.random() < 0.02:
                project.checkpoint()


def _one_operation(project: Project, chance: random.Random, texts: dict[int, str], marks: Marks) -> None:
    what = chance.choices(("mark", "relabel", "remove"), (6, 1, 1 if len(marks) < _MOST_MARKS else 20))[0]
    label = chance.choice(("ORG", "POLICY", "REGION", "NUMBER"))
    if what == "mark" or not marks:
        article = chance.choice(list(texts))
        start = chance.randrange(len(texts[article]) - 8)
        end = start + chance.randint(1, 8)
        _say("mark?", article, start, end, label)
        try:
            (made,) = operations.add_span(project, article, start, end, label).spans
        except AnnotatorError:
            _say("nothing!")
            return
        marks[made] = (article, start, end, label)
        _say("mark!", made)
        return
    span = chance.choice(list(marks))
    if what == "relabel":
        _say("relabel?", span, label)
        operations.change_span(project, span, label=label)
        marks[span] = (*marks[span][:3], label)
        _say("relabel!")
    else:
        _say("remove?", span)
        operations.remove_spans(project, [span])
        del marks[span]
        _say("remove!")


def _say(*words: object) -> None:
    print(json.dumps(words), flush=True)


# -- the one that kills


@dataclass(slots=True)
class Tally:
    """What came of all rounds."""

    rounds: int = 0
    while_opening: int = 0
    confirmed: int = 0
    marks_confirmed: int = 0
    under_way: int = 0
    under_way_saved: int = 0
    marks_lost: int = 0
    other_differences: int = 0
    files_with_faults: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not (self.marks_lost or self.other_differences or self.files_with_faults)


def one_round(path: Path, marks: Marks, chance: random.Random, tally: Tally) -> Marks:
    """Runs, kills and looks; the marks that are there afterwards."""
    asked = _run_and_kill(path, chance, marks, tally)
    tally.rounds += 1
    with Project.open(path, write="require") as project:
        faults = project.check()
        there: Marks = {s.id: (a, s.start, s.end, s.label) for a, s in project.all_spans() if s.id is not None}
    if faults:
        tally.files_with_faults += 1
        tally.failures.append(f"round {tally.rounds}: {faults[:3]}")
    if there == marks:
        return there
    if asked is not None and there == _done(asked, marks, there):
        tally.under_way_saved += 1
        return there
    lost = [number for number in marks if number not in there]
    tally.marks_lost += len(lost)
    tally.other_differences += 0 if lost else 1
    tally.failures.append(f"round {tally.rounds}: lost {lost}, under way {asked}")
    return there


def _run_and_kill(path: Path, chance: random.Random, marks: Marks, tally: Tally) -> list[Any] | None:
    """Keeps `marks` as confirmed; the operation under way when the kill came, or None."""
    command = [sys.executable, __file__, "--label", str(path), "--seed", str(chance.randrange(1 << 30))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    early = chance.random() < 0.15
    killer = Timer(chance.uniform(0.0, 0.6) if early else 30.0, process.kill)
    killer.start()
    asked: list[Any] | None = None
    ready = False
    for line in process.stdout:
        if not line.endswith("\n"):
            break  # cut off by the kill
        word, *values = json.loads(line)
        if word == "ready":
            ready = True
            if not early:
                killer.cancel()
                killer = Timer(chance.uniform(0.0, _LONGEST), process.kill)
                killer.start()
        elif word.endswith("?"):
            asked = [word, *values]
        else:
            assert asked is not None
            _confirm(word, values, asked, marks, tally)
            asked = None
    process.wait()
    killer.cancel()
    process.stdout.close()
    tally.while_opening += not ready
    tally.under_way += asked is not None
    return asked


def _confirm(word: str, values: list[Any], asked: list[Any], marks: Marks, tally: Tally) -> None:
    if word == "nothing!":
        return
    tally.confirmed += 1
    if word == "mark!":
        tally.marks_confirmed += 1
        marks[values[0]] = tuple(asked[1:])  # type: ignore[assignment]
    elif word == "relabel!":
        marks[asked[1]] = (*marks[asked[1]][:3], asked[2])
    else:
        del marks[asked[1]]


def _done(asked: list[Any], marks: Marks, there: Marks) -> Marks:
    """The marks as they are when the operation under way was saved."""
    word, *values = asked
    if word == "mark?":
        new = set(there) - set(marks)
        return marks | dict.fromkeys(new, tuple(values)) if len(new) == 1 else marks  # type: ignore[return-value]
    if word == "relabel?":
        return marks | {values[0]: (*marks[values[0]][:3], values[1])}
    return {number: mark for number, mark in marks.items() if number != values[0]}


def run(folder: Path, rounds: int, seed: int) -> Tally:
    path = folder / "killed.annotator"
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as project:
        operations.add_articles(project, (NewArticle(None, m.article, uid=m.uid) for m in made_articles(_ARTICLES)))
    chance = random.Random(seed)
    tally = Tally()
    marks: Marks = {}
    for number in range(rounds):
        marks = one_round(path, marks, chance, tally)
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{rounds}", end="", file=sys.stderr)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the project is made; a temporary folder by default")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--label", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.label:
        label_without_end(options.label, options.seed)
        return
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        tally = run(Path(name), options.rounds, options.seed)
    found = {name: getattr(tally, name) for name in Tally.__slots__} | {
        "seconds": round(time.perf_counter() - start, 1)
    }
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name.replace('_', ' '):<20}{value}")
    sys.exit(0 if tally.good else 1)


if __name__ == "__main__":
    main()
