"""Files of many articles: JSONL and CSV with a column of text, and what their other columns say.

A record that already carries spans is annotated text, not a page: it is never cleaned, and its spans move with the
only change that reading makes, normalisation.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.article import Article, Hints, Line, Role, Source
from annotator.articles.clean import clean
from annotator.articles.compose import AS_IS, build
from annotator.articles.dates import iso
from annotator.articles.decode import decode
from annotator.articles.source import CONTAINERS, MAX_BYTES
from annotator.errors import AnnotatorError, refuse
from annotator.span import Origin, Span
from annotator.text import normalise

# How columns are called, the likeliest first; compared without case, blanks, hyphens and underscores.
_NAMES = {
    "text": "text 본문 기사본문 기사내용 내용 기사 원문 텍스트 뉴스본문 content contents body article articlebody "
    "newscontent document",
    "title": "title 제목 기사제목 뉴스제목 headline newstitle 표제 subject",
    "date": "date 일자 날짜 발행일 작성일 입력일 등록일 게재일 기사일자 보도일 발행일시 입력일시 publishedat published "
    "publishdate pubdate datetime createdat",
    "source": "source 언론사 매체 매체명 출처 신문사 언론사명 press publisher media provider",
}
_MAX_LINE = 4 * MAX_BYTES


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a container: its text as a source, what its columns say, and the spans it came with.

    `number` is the line of a JSONL file or the row of a CSV file, the header counting as 1. `annotated` records are
    not to be cleaned; `spans` are in code points of `source.text`. `uid` is what a JSONL record says it is: the id of a
    table's row tends to be its number. `data` is the row as it stands.
    """

    number: int
    source: Source
    outlet: str = ""
    annotated: bool = False
    spans: tuple[Span, ...] = ()
    uid: str = ""
    data: Mapping[str, Any] | None = None

    def article(self) -> Article:
        """The record cleaned, or as it stands when it is annotated."""
        if not self.annotated:
            return clean(self.source)
        hints = self.source.hints or Hints()
        lines = [
            Line(number, Role.BODY, rule=AS_IS)
            for number, line in enumerate(self.source.text.split("\n"), 1)
            if line.strip()
        ]
        article = build(self.source.text, lines, published_at=hints.published_at, modified_at=hints.modified_at)
        return replace(article, title=hints.title)


def is_container(path: Path) -> bool:
    """Whether a file holds many articles, by its suffix."""
    return path.suffix.lower() in CONTAINERS


def records(
    path: Path, columns: Mapping[str, str] | None = None, *, problem: Callable[[AnnotatorError], None] | None = None
) -> Iterator[Record]:
    """The articles of a JSONL, CSV or TSV file, one at a time.

    `columns` names the file's columns for text, title, date and source where their names do not tell. A row that
    cannot be read (`source.line`, `source.field`, `source.span`) is told to `problem` (raised without one), and passed
    over. Raises `source.columns` (with the columns there are, and the one that says most) when no column of text is
    found, and what reading any file raises.
    """
    tell = problem or refuse
    rows = _json_rows(path, tell) if path.suffix.lower() == ".jsonl" else _table_rows(path)
    chosen: dict[str, str] | None = None
    for number, row in rows:
        if chosen is None or chosen["text"] not in row:
            chosen = _columns(row, columns or {}) or chosen
        if chosen is None:
            longest = max(row, key=lambda name: len(str(row[name])), default="")
            raise AnnotatorError("source.columns", name=path.name, columns=", ".join(map(str, row)), longest=longest)
        try:
            record = _record(path, number, row, chosen)
        except AnnotatorError as error:
            tell(error)
        else:
            yield record


def says_more_than_text(row: Mapping[str, Any]) -> bool:
    """Whether a row has a column for the title, date or source of its text, by their names."""
    found = _by_name(row)
    return any(found[thing] for thing in _NAMES if thing != "text")


def _columns(row: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, str] | None:
    """The file's column for each thing we know, by name and by what is given; None without one of text."""
    chosen = _by_name(row) | {thing: name for thing, name in given.items() if name in row}
    return chosen if chosen["text"] else None


def _by_name(row: Mapping[str, Any]) -> dict[str, str]:
    """The column for each thing we know by what it is called; "" where none is called so."""
    by_name = {_bare(name): name for name in row}
    return {thing: next((by_name[n] for n in names.split() if n in by_name), "") for thing, names in _NAMES.items()}


def _bare(name: object) -> str:
    return str(name).strip().lower().replace(" ", "").replace("_", "").replace("-", "").lstrip("\ufeff")


def _record(path: Path, number: int, row: Mapping[str, Any], columns: Mapping[str, str]) -> Record:
    raw = row.get(columns["text"])
    if not isinstance(raw, str):
        raise AnnotatorError("source.field", name=path.name, line=number, field=columns["text"])
    said = {thing: _said(row, columns[thing]) for thing in ("title", "date", "source")}
    hints = Hints(title=said["title"], published_at=iso(said["date"]) if said["date"] else "")
    text, moved = normalise(raw)
    spans = tuple(_spans(row, raw, text, moved, path.name, number)) if _annotated(row) else ()
    title = normalise(said["title"])[0]
    if not _annotated(row) and title and text.lstrip().split("\n", 1)[0].strip() != title:
        text = f"{title}\n\n{text}"
    source = Source(
        name=f"{path.stem}-{number}{path.suffix}",
        sha256=hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        kind="record",
        hints=hints,
    )
    uid = _said(row, "id") if path.suffix.lower() == ".jsonl" else ""
    return Record(number, source, said["source"], _annotated(row), spans, uid, row)


def _said(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column) if column else None
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _annotated(row: Mapping[str, Any]) -> bool:
    return isinstance(row.get("spans"), list)


def _spans(row: Mapping[str, Any], raw: str, text: str, moved: Any, name: str, number: int) -> Iterator[Span]:
    for entry in row["spans"]:
        try:
            start, end, label = entry["start"], entry["end"], str(entry["label"])
        except (KeyError, TypeError):
            raise AnnotatorError("source.span", name=name, line=number, span=str(entry)[:80]) from None
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(raw)):
            raise AnnotatorError("source.span", name=name, line=number, span=str(entry)[:80])
        start, end = moved.span(start, end)
        yield Span(start, end, label, text[start:end], origin=Origin.IMPORT)


def _json_rows(path: Path, tell: Callable[[AnnotatorError], None]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if isinstance(row, dict):
                yield number, row
            else:
                tell(AnnotatorError("source.line", name=path.name, line=number))


def _lines(path: Path) -> Iterator[str]:
    """Lines of a file that may be far larger than memory, UTF-8 with or without BOM, each of a bounded length."""
    try:
        with path.open("rb") as file:
            first = True
            while line := file.readline(_MAX_LINE):
                if len(line) == _MAX_LINE:
                    raise AnnotatorError(
                        "source.too_large", name=path.name, size=_MAX_LINE >> 20, limit=MAX_BYTES >> 20
                    )
                line, first = line.removeprefix(b"\xef\xbb\xbf") if first else line, False
                yield decode(line, path.name)[0] if line.strip() else ""
    except OSError as error:
        raise AnnotatorError("source.unreadable", name=path.name, reason=error.strerror or str(error)) from None


def _table_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a CSV or TSV file with a header; UTF-8, CP949 or UTF-16, comma, semicolon or tab."""
    encoding = _encoding(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            head = file.readline(_MAX_LINE)
            file.seek(0)
            delimiter = max("\t,;|", key=head.count) if head else ","
            csv.field_size_limit(MAX_BYTES)
            reader = csv.DictReader(file, delimiter=delimiter)
            for number, row in enumerate(reader, 2):
                yield number, {key: value for key, value in row.items() if key is not None}
    except OSError as error:
        raise AnnotatorError("source.unreadable", name=path.name, reason=error.strerror or str(error)) from None
    except (csv.Error, UnicodeError) as error:
        raise AnnotatorError("source.table", name=path.name, reason=str(error)) from None


def _encoding(path: Path) -> str:
    """What the whole file can be read as; read in pieces, for it may be large."""
    for encoding in ("utf-8-sig", "cp949", "utf-16"):
        try:
            with path.open(encoding=encoding, newline="") as file:
                while file.read(1 << 20):
                    pass
            return encoding
        except UnicodeError:
            continue
        except OSError as error:
            raise AnnotatorError("source.unreadable", name=path.name, reason=error.strerror or str(error)) from None
    raise AnnotatorError("source.encoding", name=path.name)
