"""Import and export of annotated JSONL beside their floor, without cleaning and tokenising.

The articles are made here (`made_articles`). Floors: the same bytes through bare `json`; the same rows through bare
`sqlite3`, one transaction, once into plain tables without an index, once into the project's own tables. Each figure is
the best of some rounds, each round in a process of its own.

    python tests/bench/bulk.py [--articles 10000] [--rounds 3] [--folder DIR] [--json]
"""

from __future__ import annotations

import argparse
import filecmp
import gc
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from made_articles import made_articles

from annotator import formats
from annotator.labels import LabelSet, load_preset
from annotator.paths import resource as own_file
from annotator.project import NewArticle, Project, operations

_TABLES = ("articles", "sources", "texts", "spans")


@dataclass(slots=True)
class Clock:
    """Seconds on the wall, and of this process's CPU: on a busy machine only the second says much."""

    wall: float = 0.0
    cpu: float = 0.0

    def __enter__(self) -> Self:
        self.wall, self.cpu = -time.perf_counter(), -time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


def make(folder: Path, count: int) -> None:
    """The project and the file that everything else starts from."""
    with Project.create(folder / "made.annotator", load_preset(own_file("labels", "news.toml"))) as project:
        made = (
            NewArticle(None, m.article, m.spans, uid=m.uid, source_name=f"{m.uid}.txt") for m in made_articles(count)
        )
        operations.add_articles(project, made)
        report = formats.get("jsonl").write(project, folder / "made.jsonl")
    print(json.dumps({"articles": report.articles, "spans": report.spans, "bytes": report.files[0].stat().st_size}))


def import_ours(folder: Path) -> Clock:
    with Project.create(folder / "new.annotator", LabelSet(())) as project:
        with Clock() as took:
            result = formats.import_file(project, folder / "made.jsonl")
    assert result.added
    assert not result.report
    return took


def export_ours(folder: Path) -> Clock:
    with Project.open(folder / "made.annotator", write=False) as project:
        with Clock() as took:
            formats.get("jsonl").write(project, folder / "new.jsonl")
    assert filecmp.cmp(folder / "new.jsonl", folder / "made.jsonl", shallow=False)
    return took


def json_in(folder: Path) -> Clock:
    with Clock() as took, (folder / "made.jsonl").open(encoding="utf-8") as file:
        for line in file:
            json.loads(line)
    return took


def json_out(folder: Path) -> Clock:
    with (folder / "made.jsonl").open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    gc.freeze()  # the records are not what is measured
    with Clock() as took, (folder / "new.jsonl").open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    return took


def sqlite_plain(folder: Path) -> Clock:
    return _sqlite_in(folder, indexed=False)


def sqlite_own_tables(folder: Path) -> Clock:
    return _sqlite_in(folder, indexed=True)


def _sqlite_in(folder: Path, *, indexed: bool) -> Clock:
    made = sqlite3.connect(folder / "made.annotator")
    rows = {table: made.execute(f"SELECT * FROM {table}").fetchall() for table in ("labels", *_TABLES)}
    gc.freeze()
    new = sqlite3.connect(folder / "new.db", isolation_level=None)
    new.execute("PRAGMA journal_mode = WAL")
    new.execute("PRAGMA synchronous = FULL")
    if indexed:
        for statement, table in made.execute(
            "SELECT sql, tbl_name FROM sqlite_master WHERE sql IS NOT NULL"
        ).fetchall():
            if table in rows:
                new.execute(statement)
        _insert(new, "labels", rows["labels"])
    else:
        for table in _TABLES:
            columns = made.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
            new.execute(f"CREATE TABLE {table} ({', '.join(f'{name!r} {kind}' for name, kind in columns)})")
    with Clock() as took:
        new.execute("BEGIN")
        for table in _TABLES:
            _insert(new, table, rows[table])
        new.execute("COMMIT")
    return took


def _insert(db: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


PHASES: dict[str, Callable[[Path], Clock]] = {
    "import": import_ours,
    "export": export_ours,
    "json in": json_in,
    "json out": json_out,
    "sqlite plain": sqlite_plain,
    "sqlite own tables": sqlite_own_tables,
}


def measure(folder: Path, phase: str, rounds: int) -> dict[str, float]:
    """Seconds of the best round, and the most memory that a round's process took (MiB)."""
    command = [sys.executable, __file__, "--folder", str(folder), "--phase", phase]
    found = []
    for _ in range(rounds):
        out = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(out.stdout))
        for left in folder.glob("new.*"):
            left.unlink()
    best = {name: round(min(each[name] for each in found), 3) for name in ("wall", "cpu")}
    return best | {"mib": max(each["mib"] for each in found)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the files are made; a temporary folder by default")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--phase", choices=[*PHASES, "make"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.phase == "make":
        make(options.folder, options.articles)
        return
    if options.phase:
        took = PHASES[options.phase](options.folder)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # Linux counts in KiB
        print(json.dumps({"wall": took.wall, "cpu": took.cpu, "mib": most}))
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        report(Path(name), options.articles, options.rounds, as_json=options.json)


def report(folder: Path, count: int, rounds: int, *, as_json: bool) -> None:
    command = [sys.executable, __file__, "--folder", str(folder), "--articles", str(count), "--phase", "make"]
    size = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = {phase: measure(folder, phase, rounds) for phase in PHASES}
    ratios = {clock: _ratios({phase: each[clock] for phase, each in found.items()}) for clock in ("wall", "cpu")}
    if as_json:
        print(json.dumps({**size, "rounds": rounds, "seconds": found, "ratios": ratios}))
        return
    print(f"{size['articles']:,} articles, {size['spans']:,} spans, {size['bytes'] / 1e6:.1f} MB; best of {rounds}")
    print(f"  {'':<42}{'wall':>8}{'CPU':>8}{'memory':>10}")
    for phase, each in found.items():
        print(f"  {phase:<42}{each['wall']:7.2f}s{each['cpu']:7.2f}s{each['mib']:6.0f} MiB")
    for name in ratios["wall"]:
        print(f"  {name:<42}{ratios['wall'][name]:8.2f}{ratios['cpu'][name]:8.2f}")


def _ratios(seconds: dict[str, float]) -> dict[str, float]:
    floors = {
        "import / (json in + sqlite plain)": seconds["json in"] + seconds["sqlite plain"],
        "import / (json in + sqlite own tables)": seconds["json in"] + seconds["sqlite own tables"],
        "import / sqlite own tables": seconds["sqlite own tables"],
        "export / json out": seconds["json out"],
    }
    return {name: round(seconds[name.split()[0]] / floor, 2) for name, floor in floors.items()}


if __name__ == "__main__":
    main()
