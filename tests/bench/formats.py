"""Export and import of 10,000 articles in every format, beside their floors, with the memory each takes.

The articles are made here (`made_articles`), with tokens of two characters in the cache in place of a tokenizer's: as
many as it makes, ending where spans do as often as its do, and none of its time. Floors: for JSON formats the same
records through bare `json.dumps`, and through bare pyarrow where there is Parquet, too; for every import the same rows
through bare `sqlite3`, one transaction, once into plain tables and once into the project's own, which have keys,
indexes and foreign keys to keep. `loads` is the file through bare `json.loads`, which none of these floors holds. Each
figure is the best of some rounds, each round in a process of its own, in seconds of that process's processor time: what
else the machine does must not count. A format whose library is not installed is left out.

    python tests/bench/formats.py [--articles 10000] [--rounds 1] [--formats doccano,brat] [--folder DIR] [--json]
"""

from __future__ import annotations

import argparse
import gc
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from made_articles import made_articles

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import Options, Split
from annotator.labels import LabelSet, load_preset
from annotator.morphology import chunks, tokenizer_version
from annotator.paths import resource as own_file
from annotator.project import NewArticle, Project, State, operations
from annotator.tokens import Token, encode

_JSON = ("jsonl", "doccano", "doccano-relation", "label-studio", "prodigy", "huggingface")
_TABLES = ("articles", "sources", "texts", "spans")


def make(folder: Path, count: int) -> dict[str, int]:
    """The project that everything else starts from: finished articles with their tokens."""
    with Project.create(folder / "made.annotator", load_preset(own_file("labels", "news.toml"))) as project:
        made = (
            NewArticle(None, m.article, m.spans, uid=m.uid, state=State.DONE, source_name=f"{m.uid}.txt")
            for m in made_articles(count)
        )
        operations.add_articles(project, made)
        for article in list(project.iter_articles()):
            # Of fifty spans one ends within a token.
            edges = {
                edge for number, span in enumerate(project.spans(article.id)) if number % 50 for edge in span.bounds
            }
            found = {bounds: encode(_tokens(article.text, *bounds, edges)) for bounds in chunks(article.text)}
            project.put_tokens(article.id, article.revision, tokenizer_version(), found)
        progress = project.progress()
    return {"articles": progress.articles, "spans": progress.spans}


def _tokens(text: str, start: int, end: int, edges: set[int]) -> list[Token]:
    tokens: list[Token] = []
    at = start
    while at < end:
        together = at + 1 < end and at + 1 not in edges and all(map(str.isalpha, text[at : at + 2]))
        length = 2 if together else 1
        form = text[at : at + length]
        if not form.isspace():
            tokens.append(Token(at - start, at - start + length, form, "SF" if form.endswith(".") else "NNG"))
        at += length
    return tokens


def export(folder: Path, name: str, *, split: bool = False) -> float:
    """Seconds for an export; with `split` into three, near-duplicates looked for."""
    name = _alone(name)
    options = Options(split=Split(80, 10, 10)) if split else Options()
    with Project.open(folder / "made.annotator", write=False) as project:
        start = time.process_time()
        report = formats.get(name).write(project, _target(folder, name), options=options)
        took = time.process_time() - start
    assert report.articles
    return took


def _target(folder: Path, name: str) -> Path:
    form = formats.get(name)
    return folder / f"out-{name}" if form.FOLDER else folder / f"out-{name}{form.SUFFIXES[0]}"


def _alone(name: str) -> str:
    """The format's name; one "without Parquet" is written as if there were no pyarrow."""
    name, _, without = name.partition(" ")
    if without:
        sys.modules["pyarrow.parquet"] = None  # type: ignore[assignment]
    return name


def dumps(folder: Path, name: str) -> float:
    """Seconds for bare `json.dumps` of the records that the export wrote, and bare pyarrow where that was used."""
    path = _target(folder, _alone(name))
    tables = list(path.glob("data/*.parquet"))
    records = _records(path)
    gc.freeze()  # the records are not what is measured
    schema = _schema(tables[0]) if tables else None
    start = time.process_time()
    with (folder / "floor").open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    if tables:
        import pyarrow
        import pyarrow.parquet

        with pyarrow.parquet.ParquetWriter(str(folder / "floor.parquet"), schema) as writer:
            for at in range(0, len(records), 2_000):
                writer.write_table(pyarrow.Table.from_pylist(records[at : at + 2_000], schema=schema))
    return time.process_time() - start


def _records(path: Path) -> list[Any]:
    path = path / "train.jsonl" if path.is_dir() else path
    with path.open(encoding="utf-8") as file:
        if file.read(1) == "[":
            file.seek(0)
            return json.load(file)  # type: ignore[no-any-return]
        file.seek(0)
        return list(map(json.loads, file))


def _schema(table: Path) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.read_schema(table)


def loads(folder: Path, name: str) -> float:
    """Seconds for bare `json.loads` of the file that the export wrote."""
    start = time.process_time()
    assert _records(_target(folder, _alone(name)))
    return time.process_time() - start


def read(folder: Path, name: str) -> float:
    """Seconds for the import of what the export wrote, into a project of its own."""
    target = _target(folder, name)
    files = [target] if target.is_file() else _files(target, name)
    with Project.create(folder / "new.annotator", LabelSet(())) as project:
        labels = formats.get(name).labels(files[0])
        start = time.process_time()
        items = (item for file in files for item in formats.get(name).read(file, problem=lambda error: None))
        result = formats.take_in(project, items, labels=labels)
        took = time.process_time() - start
    assert result.added
    return took


def _files(folder: Path, name: str) -> list[Path]:
    pattern = {"brat": "*.txt", "huggingface": "train.jsonl", "spacy": "train/*.spacy"}.get(name, "*")
    known = formats.get(name).SUFFIXES
    return [path for path in sorted(folder.glob(pattern)) if path.suffix in known]


def plain_tables(folder: Path, name: str) -> float:
    """Seconds for the rows of the project through bare sqlite3, into tables without keys and indexes."""
    with closing(_bare(folder / "new.db")) as new, closing(sqlite3.connect(folder / "made.annotator")) as made:
        new.execute("PRAGMA journal_mode = WAL")
        for table in _TABLES:
            columns = made.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
            new.execute(f"CREATE TABLE {table} ({', '.join(f'{column!r} {kind}' for column, kind in columns)})")
        return _insert(made, new)


def own_tables(folder: Path, name: str) -> float:
    """The same into the tables of a new project."""
    Project.create(folder / "new.annotator", load_preset(own_file("labels", "news.toml"))).close()
    with closing(_bare(folder / "new.annotator")) as new, closing(sqlite3.connect(folder / "made.annotator")) as made:
        new.execute("PRAGMA foreign_keys = ON")
        return _insert(made, new)


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _insert(made: sqlite3.Connection, new: sqlite3.Connection) -> float:
    rows = {table: made.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
    gc.freeze()
    start = time.process_time()
    new.execute("BEGIN")
    for table, found in rows.items():
        new.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)
    new.execute("COMMIT")
    return time.process_time() - start


def run(folder: Path, phase: str, name: str, rounds: int) -> tuple[float, int]:
    """Seconds of the best round, and the most memory that a round's process took (MiB)."""
    found = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--folder", str(folder), "--phase", phase, "--formats", name]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout))
        for left in folder.glob("new.*"):
            left.unlink()
    return min(each["seconds"] for each in found), max(each["mib"] for each in found)


def peak() -> int:
    """The most memory this process had, in MiB. Linux says it; `ru_maxrss` would count the parent's before exec."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


_PHASES = {"export": export, "dumps": dumps, "loads": loads, "read": read, "plain": plain_tables, "own": own_tables}


def measure(folder: Path, names: list[str], rounds: int) -> dict[str, dict[str, float]]:
    """Format -> figure: seconds, ratios to the floors, and MiB."""
    plain, own = (run(folder, floor, "", rounds)[0] for floor in ("plain", "own"))
    table: dict[str, dict[str, float]] = {"(plain tables)": {"import s": plain}, "(own tables)": {"import s": own}}
    for name in [*names, *(["huggingface without Parquet"] if "huggingface" in names else [])]:
        try:
            formats.get(name.partition(" ")[0]).needs()
        except AnnotatorError:
            continue
        row: dict[str, float] = {}
        row["export s"], row["export MiB"] = run(folder, "export", name, rounds)
        if name.partition(" ")[0] in _JSON:
            row["dumps s"], _ = run(folder, "dumps", name, rounds)
            row["export / dumps"] = row["export s"] / row["dumps s"]
            row["loads s"], _ = run(folder, "loads", name, rounds)
        if name in formats.names() and formats.get(name).READS:
            row["import s"], row["import MiB"] = run(folder, "read", name, rounds)
            row["import / plain"], row["import / own"] = row["import s"] / plain, row["import s"] / own
        table[name] = row
    if "klue" in names:
        table["klue, split"] = dict(zip(("export s", "export MiB"), run(folder, "split", "klue", rounds), strict=True))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--formats", default=",".join(formats.names()))
    parser.add_argument("--folder", type=Path, help="where the files are made; a temporary folder by default")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--phase", choices=[*_PHASES, "split"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.phase:
        if options.phase == "split":
            seconds = export(options.folder, options.formats, split=True)
        else:
            seconds = _PHASES[options.phase](options.folder, options.formats)
        print(json.dumps({"seconds": seconds, "mib": peak()}))
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        size = make(Path(name), options.articles)
        table = measure(Path(name), options.formats.split(","), options.rounds)
    rounded = {form: {what: round(value, 2) for what, value in row.items()} for form, row in table.items()}
    if options.json:
        print(json.dumps({**size, "rounds": options.rounds, "formats": rounded}, ensure_ascii=False))
        return
    columns = ["export s", "dumps s", "export / dumps", "export MiB", "import s"]
    columns += ["import / plain", "import / own", "loads s", "import MiB"]
    print(f"{size['articles']:,} articles, {size['spans']:,} spans; best of {options.rounds}")
    print(f"{'':<28}" + "".join(f"{column:>15}" for column in columns))
    for form, row in rounded.items():
        print(f"{form:<28}" + "".join(f"{row.get(column, ''):>15}" for column in columns))


if __name__ == "__main__":
    main()
