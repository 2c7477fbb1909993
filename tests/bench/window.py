"""How fast the window is: its start, a click, a switch, the gap while Kiwi loads, memory; side by side in one run.

    python tests/bench/window.py [--rounds 3] [--clicks 300] [--articles 10000] [--shared DIR] [--json]

Every figure comes from a process of its own (`start.py`, `clicking.py`), without a screen unless QT_QPA_PLATFORM names
one. Of several rounds the best is given, which says what the program needs where other programs leave the machine
alone; all rounds are in --json. `computed` is the time the main thread itself was at work. The articles are made here;
--shared DIR adds the customer's article of DIR/seed. Modules are compiled beforehand, as an installation does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made_articles import made_article, made_articles

from annotator.article import Article, Role, Segment
from annotator.articles import clean, read_source
from annotator.labels import load_preset
from annotator.morphology import chunks, encode, tokenize, tokenizer_version
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations
from annotator.span import Origin, Span

HERE = Path(__file__).parent
Figures = dict[str, list[float]]


# -- what is measured on


def crowded(text: str, spans: list[Span], count: int) -> list[Span]:
    """`spans` and as many words besides that there are `count`, none over another."""
    taken = sorted(span.bounds for span in spans)
    free, at = [], 0
    for match in re.finditer("[가-힣]{2,}", text):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        if at == len(taken) or match.end() <= taken[at][0]:
            free.append(match.span())
    random.Random(1).shuffle(free)
    more = [Span(a, b, "ORG", text[a:b], "분석가 1", Origin.HUMAN) for a, b in free[: count - len(spans)]]
    return [*spans, *more]


def long_article(characters: int) -> tuple[Article, list[Span]]:
    """One text of made articles, in paragraphs of 200 to 2,000 characters, with their spans."""
    chance = random.Random(7)
    parts: list[str] = []
    spans: list[Span] = []
    segments: list[Segment] = []
    at, start, number, goal = 0, 0, 0, chance.randint(200, 2000)
    while at < characters:
        number += 1
        made = made_article(number)
        for segment in made.article.segments[1:]:
            piece = made.article.text[segment.start : segment.end]
            inside = (span for span in made.spans if segment.start <= span.start < segment.end)
            shift = at - segment.start
            spans += [Span(s.start + shift, s.end + shift, s.label, s.text, s.annotator, s.origin) for s in inside]
            at += len(piece)
            parts.append(piece)
            if at - start >= goal:
                segments.append(Segment(start, at, Role.BODY))
                parts.append("\n\n")
                at, goal = at + 2, chance.randint(200, 2000)
                start = at
            else:
                parts.append(" ")
                at += 1
    text = "".join(parts).rstrip()
    if start < len(text):
        segments.append(Segment(start, len(text), Role.BODY))
    return Article(text, tuple(segments), title="긴 글"), spans


def make(folder: Path, name: str, items: Iterator[NewArticle], *, tokens: int = 1_000) -> Path:
    """A project of `items`; the first `tokens` of them have their tokens, as after a visit."""
    path = folder / f"{name}.annotator"
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as project:
        result = operations.add_articles(project, items)
        if result.report:
            raise SystemExit(f"{name}: {result.report[0]}")
        for number in result.added[:tokens]:
            article = project.article(number)
            made = {(a, b): encode(tokenize([article.text[a:b]])[0]) for a, b in chunks(article.text)}
            project.put_tokens(number, article.revision, tokenizer_version(), made)
    return path


def records(count: int, *, characters: int = 2000, spans: int = 0) -> Iterator[NewArticle]:
    for made in made_articles(count, characters=characters):
        marks = crowded(made.article.text, made.spans, spans) if spans else made.spans
        yield NewArticle(None, made.article, marks, uid=made.uid, source_name=made.uid)


def long_records() -> Iterator[NewArticle]:
    yield from records(1)
    article, spans = long_article(1_000_000)
    yield NewArticle(None, article, crowded(article.text, spans, 20_000), uid="long", source_name="long")


# -- measuring


def child(folder: Path, *words: object) -> tuple[dict[str, Any], float]:
    """What a script of ours printed, and when it was started (the system's monotonic clock)."""
    home = {name: str(folder / "home") for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    home |= {name: str(folder / "home" / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    environment = os.environ | home | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, *map(str, words)], env=environment, capture_output=True, encoding="utf-8", timeout=1800
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1]), started


def start(folder: Path, project: Path) -> tuple[float, float]:
    """Seconds from making the process to the first picture with the article's text, and those it computed."""
    seen, started = child(folder, HERE / "start.py", project)
    return float(seen["painted"]) - started, float(seen["computed"])


def percentile(figures: list[float], share: int) -> float:
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, round(len(ordered) * share / 100))]


class Table:
    """The rows of the result: the best of several rounds, with all of them kept."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def add(self, name: str, unit: str, rounds: list[float | None], aim: float | None = None) -> None:
        known = [each for each in rounds if each is not None]
        best = min(known) if known else None
        self.rows.append({"name": name, "unit": unit, "best": best, "aim": aim, "rounds": rounds})

    def add_lists(self, name: str, rounds: list[Figures], keys: dict[str, float | None]) -> None:
        """p50 and p95 of each key; the aim holds for the p95."""
        for key, aim in keys.items():
            lists = [each[key] for each in rounds if each.get(key)]
            if lists:
                self.add(f"{name}: {key} p50", "ms", [percentile(each, 50) for each in lists])
                self.add(f"{name}: {key} p95", "ms", [percentile(each, 95) for each in lists], aim)

    def print(self) -> None:
        print(f"{'':<58}{'best':>10}{'median':>10}{'aim':>8}")
        for row in self.rows:
            best, aim = row["best"], row["aim"]
            if best is None:
                print(f"{row['name']:<58}{'n/a':>10}")
                continue
            digits = 2 if row["unit"] == "s" else 1
            median = statistics.median(each for each in row["rounds"] if each is not None)
            mark = "" if aim is None else f"{aim:>8g}" + ("" if best <= aim else "  missed")
            print(f"{row['name'] + ', ' + row['unit']:<58}{best:>10.{digits}f}{median:>10.{digits}f}{mark}")


def measure(folder: Path, options: argparse.Namespace) -> Table:
    table, rounds, clicks = Table(), range(options.rounds), options.clicks
    one = make(folder, "one", records(1))
    many = make(folder, "many", records(options.articles), tokens=1)
    start(folder, one)  # compiles the modules
    for project, count in ((one, 1), (many, options.articles)):
        starts = [start(folder, project) for _ in rounds for _ in range(3)]
        name = f"start, project of {count:,} article{'s' if count > 1 else ''}"
        table.add(name, "s", [took for took, _ in starts], 1.0)
        table.add(f"{name}: computed", "s", [computed for _, computed in starts])

    fresh = make(folder, "fresh", records(1), tokens=0)
    warm = []
    for number in rounds:
        copy = folder / f"fresh{number}.annotator"
        copy.write_bytes(fresh.read_bytes())
        warm.append(child(folder, HERE / "start.py", copy, "--warm")[0])
    table.add("longest gap while Kiwi loads", "ms", [seen["gap"] for seen in warm], 50)
    table.add("Kiwi loaded after the first picture", "s", [seen["loading"] for seen in warm])
    for process in ("window", "worker"):
        table.add(f"resident memory, {process}", "MiB", [seen[process] for seen in warm])

    def clicking(project: Path, *words: object) -> list[Figures]:
        return [child(folder, HERE / "clicking.py", project, *words)[0] for _ in rounds]

    keys: dict[str, float | None] = {"click": 16, "click_cpu": None, "commit": None, "undo": None, "hover": None}
    dense = make(folder, "dense", records(1, spans=60))
    table.add_lists("2,000 characters, 60 marks", clicking(dense, "--clicks", clicks), keys)
    found = clicking(many, "--clicks", min(clicks, 100), "--after", 10)
    table.add_lists(f"project of {options.articles:,} articles", found, {"click": 16, "click_cpu": None, "after": 50})
    long = make(folder, "long", long_records())
    found = clicking(long, "--article", 1, "--clicks", clicks)
    table.add("1,000,000 characters, 20,000 marks: first screen", "ms", [each["first"][0] for each in found], 1500)
    table.add_lists("1,000,000 characters, 20,000 marks", found, keys)
    for characters in (2_000, 20_000):
        several = make(folder, f"several{characters}", records(30, characters=characters))
        table.add_lists(
            f"switching, {characters:,} characters", clicking(several, "--switch"), {"switch": 50, "switch_cpu": None}
        )
    if options.shared:
        source = read_source(options.shared / "seed" / "article.raw.txt")
        customer = make(folder, "customer", iter([NewArticle(source=source, article=clean(source))]))
        table.add_lists("the customer's article", clicking(customer, "--clicks", clicks), {"click": 16})
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description="Start, clicks, switching, gaps and memory of the window.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clicks", type=int, default=300)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = measure(Path(folder), options)
    if options.json:
        print(json.dumps(table.rows, ensure_ascii=False, indent=1))
    else:
        table.print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
