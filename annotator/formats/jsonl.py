"""The project's own JSONL: one article a line, offsets in code points, end exclusive.

    {"id", "text", "spans": [{"start", "end", "label", "text", "annotator", "origin", "note"?}],
     "segments": [{"start", "end", "role"}], "state": "open" | "done", "meta": {"title", "subtitle", "published_at",
     "modified_at", "byline", "source", "source_sha256", "note"?, ...}, "offset_unit": "codepoint", "end": "exclusive",
     "text_sha256"}

Keys stand in this order, spans by (start, -end, label, annotator). The text is raw UTF-8; U+2028, U+2029 and U+0085 are
escaped, so that no reader takes them for a line's end. The labels stand in a second file, OUT.labels.json. Exported,
imported into an empty project and exported again, both files are the same bytes. What a foreign file lacks is filled
in: only `text` must be there (see `jsonl_record`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any, BinaryIO

from annotator.errors import AnnotatorError
from annotator.formats.jsonl_record import META, Place, to_article
from annotator.formats.output import replacing
from annotator.formats.report import ExportReport
from annotator.labels import Label, LabelSet, from_dict, to_dict
from annotator.project import NewArticle, Project, StoredArticle

NAME = "jsonl"
SUFFIXES = (".jsonl",)

# A longer line is not an article; reading it whole could take all the memory there is.
_LONGEST_LINE = 64 * 1024 * 1024
_ASKED_EVERY = 200

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are not JSON


_decode = json.JSONDecoder(parse_constant=_no_constant).decode


def sidecar(path: Path) -> Path:
    """Where the labels of an export at `path` stand."""
    return path.with_name(path.name + ".labels.json")


# -- out


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
        with project.snapshot() as still, replacing(sidecar(path)) as labels_file, replacing(path) as lines:
            tables = [to_dict(label) for label in still.labels()]
            json.dump({"labels": tables}, labels_file, ensure_ascii=False, indent=2)
            labels_file.write("\n")
            for article in still.iter_articles():
                found = still.span_rows(article.id)
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


def line(
    article: StoredArticle,
    spans: Sequence[tuple[Any, ...]],
    places: Iterable[tuple[int, int] | None] | None = None,
) -> str:
    """One article as its line, LF included; `spans` are SpanRows or as bare, in their order.

    `places` are their `(source_start, source_end)`, null where a span has none; left out they are not in the line.

    Put together from encoded strings: as much as `json.dumps` of the same record makes, in half the time (measured).
    """
    segments = ",".join([f'{{"start":{s.start},"end":{s.end},"role":{_quoted(s.role)}}}' for s in article.segments])
    placed = map(_placed, places) if places is not None else [""] * len(spans)
    marks = ",".join(
        [
            f'{{"start":{start},"end":{end},"label":{_quoted(label)},"text":{_quoted(quoted)},'
            f'"annotator":{_quoted(annotator)},"origin":{_quoted(origin)}{_noted(note)}{place}}}'
            for (start, end, label, quoted, annotator, origin, note, _), place in zip(spans, placed, strict=True)
        ]
    )
    text = (
        f'{{"id":{_quoted(article.uid)},"text":{_quoted(article.text)},"spans":[{marks}],'
        f'"segments":[{segments}],"state":{_quoted(article.state)},"meta":{_encode(_meta(article))},'
        f'"offset_unit":"codepoint","end":"exclusive","text_sha256":{_quoted(article.text_sha256)}}}\n'
    )
    return _whole(text)


def _noted(note: str) -> str:
    return f',"note":{_quoted(note)}' if note else ""


def _placed(place: tuple[int, int] | None) -> str:
    start, end = place or ("null", "null")
    return f',"source_start":{start},"source_end":{end}'


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
    tell = problem or _raise
    seen: set[str] = set()
    try:
        with path.open("rb") as file:
            for place, record in records(file, path.name, tell):
                try:
                    article = to_article(record, place, tell)
                except AnnotatorError as error:
                    tell(error)
                    continue
                for name in record.keys() - _KEYS - seen:
                    seen.add(name)
                    tell(place.error("jsonl.ignored", name))
                yield article
    except OSError as error:
        raise AnnotatorError("jsonl.unreadable", path=str(path), reason=error.strerror or str(error)) from error


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


def record_line(record: dict[str, Any]) -> str:
    """An object as its line, LF included; nothing in it ends a line for any reader."""
    return _whole(_encode(record) + "\n")


def _whole(text: str) -> str:
    # They can only stand inside strings. All else that ends a line somewhere is a control character, escaped already.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\u0085", "\\u0085")


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
    try:
        text = raw.decode("utf-8-sig" if place.line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise place.error("jsonl.encoding", column=error.start + 1) from error
    if not text.strip():
        return None
    try:
        record = _decode(text)
    except json.JSONDecodeError as error:
        raise place.error("jsonl.syntax", column=error.colno) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, brackets thousands deep.
        raise place.error("jsonl.syntax", column=1) from error
    if not isinstance(record, dict):
        raise place.error("jsonl.not_object")
    if "\\ud" in text or "\\uD" in text:
        _refuse_surrogates(record, place)
    return record


def _refuse_surrogates(record: dict[str, Any], place: Place) -> None:
    try:
        _encode(record).encode()
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


def _raise(error: AnnotatorError) -> None:
    raise error


class _Cancelled(Exception):
    """Leaves the files as they were."""
