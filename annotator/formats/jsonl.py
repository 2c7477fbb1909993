"""The project's own JSONL: one article a line, offsets in code points, end exclusive.

    {"id", "text", "spans": [{"start", "end", "label", "text", "annotator", "origin", "note"?}],
     "segments": [{"start", "end", "role"}], "state": "open" | "done", "meta": {"title", "subtitle", "published_at",
     "modified_at", "byline", "source", "source_sha256", "note"?, ...}, "offset_unit": "codepoint", "end": "exclusive",
     "text_sha256"}

Keys stand in this order, spans by (start, -end, label, annotator). The text is raw UTF-8; U+2028, U+2029 and U+0085 are
escaped, so that no reader takes them for a line's end. The labels stand in a second file, OUT.labels.json. Exported,
imported into an empty project and exported again, both files are the same bytes. What a foreign file lacks is filled
in: only `text` must be there (see `jsonl_record`). A span whose quoted words stand elsewhere, once nearby, is moved.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from annotator.errors import AnnotatorError, refuse
from annotator.formats import encoding
from annotator.formats.collecting import seldom_collected
from annotator.formats.incoming import anchor
from annotator.formats.jsonl_record import BESIDE, META, Place, as_written, to_article
from annotator.formats.output import Outputs
from annotator.formats.report import ExportReport
from annotator.labels import Label, LabelSet, from_dict, to_dict
from annotator.project import NewArticle, Project, SpanRow, StoredArticle
from annotator.project.marked import with_spans
from annotator.project.rows import rows_of

NAME = "jsonl"
SUFFIXES = (".jsonl",)

# A longer line is not an article; reading it whole could take all the memory there is.
_LONGEST_LINE = 64 * 1024 * 1024
_ASKED_EVERY = 200
_SURROGATE = re.compile(rb"\\u[dD]")


def sidecar(path: Path) -> Path:
    """Where the labels of an export at `path` stand."""
    return path.with_name(path.name + ".labels.json")


# -- out


@seldom_collected()
def write(
    project: Project,
    path: Path,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Exports every article, with its state and spans, as the project is now. Raises format.unwritable."""
    articles = spans = 0
    try:
        with project.snapshot() as still, Outputs(path) as files:
            tables = [to_dict(label) for label in still.labels()]
            files.put(sidecar(path), json.dumps({"labels": tables}, ensure_ascii=False, indent=2) + "\n")
            lines = files.binary(path)
            for article, found in with_spans(still, still.iter_articles()):
                lines.write(line(article, found))
                articles += 1
                spans += len(found)
                if articles % _ASKED_EVERY == 0:
                    if progress is not None:
                        progress(articles)
                    if cancelled is not None and cancelled():
                        raise _Cancelled
    except _Cancelled:
        return ExportReport((), cancelled=True)
    return ExportReport((path, sidecar(path)), articles, spans)


def line(article: StoredArticle, spans: Iterable[SpanRow]) -> bytes:
    """One article as its line, LF included; its spans in their order."""
    return encoding.line(record(article, spans))


def record(
    article: StoredArticle, spans: Iterable[SpanRow], places: Iterable[tuple[int, int] | None] | None = None
) -> dict[str, Any]:
    """One article as the object of its line; its spans in their order.

    `places` are their `(source_start, source_end)`, null where a span has none; left out they are not in the record.
    """
    marks = []
    for start, end, label, text, annotator, origin, note, _ in spans:
        mark = {"start": start, "end": end, "label": label, "text": text, "annotator": annotator, "origin": origin}
        if note:
            mark["note"] = note
        marks.append(mark)
    for mark, place in zip(marks, places or (), strict=False):
        mark["source_start"], mark["source_end"] = place or (None, None)
    return {
        "id": article.uid,
        "text": article.text,
        "spans": marks,
        "segments": [{"start": start, "end": end, "role": role} for start, end, role in article.segments],
        "state": article.state,
        "meta": _meta(article),
        "offset_unit": "codepoint",
        "end": "exclusive",
        "text_sha256": article.text_sha256,
    }


def _meta(article: StoredArticle) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "title": article.title,
        "subtitle": article.subtitle,
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "byline": article.byline,
        "source": article.source_name,
        "source_sha256": article.source_sha256,
    }
    if article.note:
        meta["note"] = article.note
    return meta | {name: value for name, value in article.meta.items() if name not in META}


# -- in


def read(path: Path, *, problem: Callable[[AnnotatorError], None] | None = None) -> Iterator[NewArticle]:
    """The articles of a file, one at a time; a bad line is told to `problem` (raised without one), and passed over."""
    tell = problem or refuse
    seen: set[str] = set()
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(_lines(file), 1):
                place = Place(path.name, number)
                article = as_written(raw, place) if raw is not None else None
                if article is not None:
                    yield _anchored(article, place, tell)
                    continue
                try:
                    record = _parse(raw, place)
                    if record is None:
                        continue
                    article = to_article(record, place, tell)
                except AnnotatorError as error:
                    tell(error)
                    continue
                for name in record.keys() - _KEYS - seen:
                    if name in BESIDE and isinstance(record[name], str):
                        continue
                    seen.add(name)
                    tell(place.error("jsonl.ignored", name))
                yield _anchored(article, place, tell)
    except OSError as error:
        raise AnnotatorError("jsonl.unreadable", path=str(path), reason=error.strerror or str(error)) from error


def _anchored(new: NewArticle, place: Place, tell: Callable[[AnnotatorError], None]) -> NewArticle:
    """The article with its spans on their words: one that quotes what stands once nearby is moved there, and told.

    One whose words are nowhere stays as it is: the import sets it aside.
    """
    text = new.article.text
    if all(text[span.start : span.end] == span.text for span in new.spans):
        return new
    spans = rows_of(new.spans)
    for number, (start, end, _, quoted, *_) in enumerate(spans):
        found = anchor(text, start, end, quoted) if 0 <= start <= end and text[start:end] != quoted else None
        if found is not None:
            tell(place.error("format.span_moved", start=start, end=end, text=quoted, to=found))
            spans[number] = spans[number]._replace(start=found, end=found + len(quoted))
    return replace(new, spans=spans)


def records(
    file: BinaryIO, name: str, tell: Callable[[AnnotatorError], None]
) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The objects of an open JSONL file, each with its place; a line that is none is told and passed over."""
    for number, raw in enumerate(_lines(file), 1):
        place = Place(name, number)
        try:
            record = _parse(raw, place)
        except AnnotatorError as error:
            tell(error)
            continue
        if record is not None:
            yield place, record


_KEYS = {"id", "text", "spans", "segments", "state", "meta", "offset_unit", "end", "text_sha256"}


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines at LF; None for one that is too long."""
    while raw := file.readline(_LONGEST_LINE):
        if len(raw) < _LONGEST_LINE or raw.endswith(b"\n"):
            yield raw
            continue
        while (more := file.readline(_LONGEST_LINE)) and not more.endswith(b"\n"):
            pass
        yield None


def _parse(raw: bytes | None, place: Place) -> dict[str, Any] | None:
    """The object on a line; None for a blank line."""
    if raw is None:
        raise place.error("jsonl.too_long", limit=_LONGEST_LINE // 1024 // 1024)
    if place.line == 1:
        raw = raw.removeprefix(BOM_UTF8)
    if not raw or raw.isspace():
        return None
    try:
        record = encoding.decoded(raw)
    except UnicodeDecodeError as error:
        raise place.error("jsonl.encoding", column=error.start + 1) from error
    except json.JSONDecodeError as error:
        raise place.error("jsonl.syntax", column=error.colno) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, brackets thousands deep.
        raise place.error("jsonl.syntax", column=1) from error
    if not isinstance(record, dict):
        raise place.error("jsonl.not_object")
    if _SURROGATE.search(raw):
        _refuse_surrogates(record, place)
    return record


def _refuse_surrogates(record: dict[str, Any], place: Place) -> None:
    try:
        encoding.encoded(record)
    except UnicodeEncodeError as error:
        raise place.error("jsonl.surrogate") from error


def labels(path: Path) -> list[Label]:
    """The labels beside an export, in their order; none when there is no such file. Raises jsonl.sidecar, labels.*."""
    beside = sidecar(path)
    if not beside.exists():
        return []
    try:
        tables = json.loads(beside.read_text(encoding="utf-8"))["labels"]
        found = [from_dict(table, number) for number, table in enumerate(tables, 1)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise AnnotatorError("jsonl.sidecar", path=str(beside), reason=str(error)) from error
    return list(LabelSet(tuple(found)))


class _Cancelled(Exception):
    """Leaves the files as they were."""
