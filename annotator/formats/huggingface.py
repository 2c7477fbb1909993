"""A folder that Hugging Face's `datasets` loads: token classification, a sentence a row.

    {"id": "ARTICLE-NUMBER", "article", "text", "tokens": [...], "offsets": [[start, end], ...], "ner_tags": [0, 1...]}

`offsets` are code points of `text`; the texts of an article's rows, joined, are the article, to the last blank.
`ner_tags` are numbers of ClassLabel names (O, B-ORG, I-ORG ...), which stand in features.json and in the card. JSONL is
always written; Parquet, with the features inside, where pyarrow is installed. Read back are both; tokens without text
and offsets are joined by blanks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from annotator.errors import AnnotatorError
from annotator.formats import encoding, surface
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import Mark, Reading, Record, Tell
from annotator.formats.json_records import json_records
from annotator.formats.jsonl_record import Place
from annotator.formats.needs import needed
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.labels import LabelSet
from annotator.project import NewArticle

FEATURES = "features.json"
_ROWS_A_BATCH = 2_000
_BYTES_A_GROUP = 1 << 22

Row = dict[str, Any]


def tag_names(labels: LabelSet) -> list[str]:
    """The ClassLabel names, in the order of their numbers."""
    return ["O", *(f"{kind}-{label.key}" for label in labels for kind in "BI")]


def features(names: list[str]) -> dict[str, Any]:
    """The features as `datasets` writes them."""

    def value(dtype: str) -> dict[str, str]:
        return {"dtype": dtype, "_type": "Value"}

    return {
        "id": value("string"),
        "article": value("string"),
        "text": value("string"),
        "tokens": {"feature": value("string"), "_type": "Sequence"},
        "offsets": {"feature": {"feature": value("int64"), "_type": "Sequence"}, "_type": "Sequence"},
        "ner_tags": {"feature": {"names": names, "_type": "ClassLabel"}, "_type": "Sequence"},
    }


class _Written(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """A row as we write it; `offsets` of `text`, a tag's number for each token."""

    id: str
    article: str
    text: str
    tokens: list[str]
    offsets: list[tuple[int, int]]
    ner_tags: list[int]


class _Rows(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._job = job
        names = tag_names(job.labels)
        self._numbers = {
            label.key: (names.index(f"B-{label.key}"), names.index(f"I-{label.key}")) for label in job.labels
        }
        self._file: BinaryIO = job.files.binary(job.path / f"{split or 'train'}.jsonl")
        self._parquet = _Parquet(job, split or "train", names) if _has_parquet() else None

    def write(self, item: Item) -> None:
        lines = encoding.lines(list(self._rows(item)))
        self._file.write(lines)
        if self._parquet is not None:
            self._parquet.add(lines)

    def _rows(self, item: Item) -> Iterator[_Written]:
        article, text = item.article, item.article.text
        tokens = surface.cut(self._job, article, item.spans)
        starts, ends, _, words, _ = tokens
        numbers = [0] * len(starts)
        for first, last, label in surface.marked(starts, item.spans):
            begins, goes_on = self._numbers[label]
            numbers[first:last] = [begins, *[goes_on] * (last - first - 1)]
        sentences = list(surface.split(text, tokens, item.spans)) or [(0, 0)]
        # A row's text goes on to the next row's first token: joined, they are the article.
        borders = [0, *(starts[first] for first, _ in sentences[1:]), len(text)]
        for number, ((first, last), (at, to)) in enumerate(zip(sentences, pairwise(borders), strict=True)):
            places = [(start - at, end - at) for start, end in zip(starts[first:last], ends[first:last], strict=True)]
            name = f"{article.uid}-{number}"
            yield _Written(name, article.uid, text[at:to], words[first:last], places, numbers[first:last])

    def finish(self) -> None:
        if self._parquet is not None:
            self._parquet.close()


def _has_parquet() -> bool:
    try:
        needed("pyarrow.parquet", HuggingFace.NAME)
    except AnnotatorError:
        return False
    return True


class _Parquet:
    """One Parquet file, made from the same lines of JSON by Arrow's own reader, a row group at a time."""

    def __init__(self, job: Job, split: str, names: list[str]) -> None:
        self._arrow = arrow = needed("pyarrow", HuggingFace.NAME)
        self._json = needed("pyarrow.json", HuggingFace.NAME)
        integers = arrow.list_(arrow.int64())
        self._schema = arrow.schema(
            {
                "id": arrow.string(),
                "article": arrow.string(),
                "text": arrow.string(),
                "tokens": arrow.list_(arrow.string()),
                "offsets": arrow.list_(integers),
                "ner_tags": integers,
            },
            metadata={"huggingface": json.dumps({"info": {"features": features(names)}}, ensure_ascii=False)},
        )
        path = job.files.part(job.path / "data" / f"{split}-00000-of-00001.parquet")
        self._writer = needed("pyarrow.parquet", HuggingFace.NAME).ParquetWriter(str(path), self._schema)
        self._waiting: list[bytes] = []
        self._bytes = 0

    def add(self, lines: bytes) -> None:
        self._waiting.append(lines)
        self._bytes += len(lines)
        if self._bytes >= _BYTES_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        lines, self._waiting = b"".join(self._waiting), []
        self._bytes = 0
        if lines:
            # In one block: no line, however long, lies in two.
            options = self._json.ReadOptions(use_threads=False, block_size=len(lines))
            parsing = self._json.ParseOptions(explicit_schema=self._schema)
            self._writer.write_table(self._json.read_json(self._arrow.BufferReader(lines), options, parsing))

    def close(self) -> None:
        self._flush()
        self._writer.close()


class HuggingFace(Exchange):
    NAME = "huggingface"
    SUFFIXES = (".jsonl", ".json", ".parquet")
    TRAINING = True
    FLAT = True
    FOLDER = True
    LOSES = frozenset(
        {Loss.NOTE, Loss.ANNOTATOR, Loss.ORIGIN, Loss.STATE, Loss.META, Loss.SEGMENTS, Loss.ARTICLE_NOTE}
        | {Loss.SUGGESTIONS}
    )

    def sink(self, job: Job, split: str) -> Sink:
        return _Rows(job, split)

    def beside(self, job: Job) -> None:
        table = {"features": features(tag_names(job.labels))}
        job.files.put(job.path / FEATURES, json.dumps(table, ensure_ascii=False, indent=2) + "\n")

    def card_files(self, job: Job, split: str) -> str:
        name = split or "train"
        return f"data/{name}-*.parquet" if _has_parquet() else f"{name}.jsonl"

    def card_head(self, job: Job) -> list[str]:
        """The features, so that JSONL loads with label names, too."""
        lines = ["dataset_info:", "  features:"]
        lines += [line for name in ("id", "article", "text") for line in (f"  - name: {name}", "    dtype: string")]
        lines += ["  - name: tokens", "    sequence: string", "  - name: offsets", "    sequence:"]
        lines += [
            "      sequence: int64",
            "  - name: ner_tags",
            "    sequence:",
            "      class_label:",
            "        names:",
        ]
        return lines + [f"          '{number}': {name}" for number, name in enumerate(tag_names(job.labels))]

    def recognises(self, sample: Sample) -> bool:
        record = sample.record
        return sample.head.startswith(b"PAR1") or (
            _strings(record.get("tokens")) and any(isinstance(record.get(name), list) for name in _TAGS)
        )

    def whole(self, path: Path) -> Path:
        """The JSONL of a split of ours, for its Parquet file."""
        lines = path.parent.parent / f"{path.name.partition('-')[0]}.jsonl"
        return lines if path.suffix.lower() == ".parquet" and path.parent.name == "data" and lines.is_file() else path

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        reading = Reading(path, problem)
        names = _names(path)
        if path.suffix.lower() == ".parquet":
            rows = _parquet_rows(path, names)
        else:
            rows = json_records(path, reading.tell, _Usual(names))
        # Rows of one article follow each other; a row that names none is an article of its own.
        for _, group in groupby(rows, key=lambda found: found[1].get("article") or f"\0{found[0].line}"):
            found = list(group)
            yield from reading.take(found[0][0], _record, found, names, reading.tell)


_TAGS = ("ner_tags", "tags", "labels")


def _names(path: Path) -> list[str]:
    """The names in the features.json beside a file, or in the folder above it; none when there is no such file."""
    for folder in (path.parent, path.parent.parent):
        try:
            table = json.loads((folder / FEATURES).read_text(encoding="utf-8"))
            return [str(name) for name in table["features"]["ner_tags"]["feature"]["names"]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return []


def _parquet_rows(path: Path, names: list[str]) -> Iterator[tuple[Place, Row]]:
    parquet = needed("pyarrow.parquet", HuggingFace.NAME, "pyarrow")
    arrow = needed("pyarrow", HuggingFace.NAME)
    try:
        with parquet.ParquetFile(str(path)) as file:
            if not names:
                held = json.loads((file.schema_arrow.metadata or {}).get(b"huggingface", b"{}"))
                tags = held.get("info", {}).get("features", {}).get("ner_tags", {})
                names += [str(name) for name in tags.get("feature", {}).get("names", [])]
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS_A_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield Place(path.name, number), row
    except (OSError, ValueError, AttributeError, arrow.ArrowException) as error:
        raise AnnotatorError("format.unreadable", path=str(path), reason=str(error).split("\n")[0]) from error


def _record(rows: list[tuple[Place, Row]], names: list[str], tell: Tell) -> Record:
    parts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for place, row in rows:
        text, bounds, tags = row["parts"] if isinstance(row, _Right) else _parts(row, names, place)
        parts.append(text)
        for first, last, label in surface.spans_of(tags) if tags else ():
            start, end = bounds[first][0], bounds[last - 1][1]
            marks.append(Mark(at + start, at + end, label, text[start:end]))
        at += len(text)
    uid = rows[0][1].get("article") or rows[0][1].get("id") or ""
    return Record("".join(parts), marks, uid=uid if isinstance(uid, str) else "")


def _parts(row: Row, names: list[str], place: Place) -> tuple[str, list[list[int]], list[str]]:
    """The text of a row, the bounds of its tokens and their tags by name."""
    tokens, tags = row.get("tokens"), next((row[n] for n in _TAGS if n in row), None)
    if not _strings(tokens) or not isinstance(tags, list) or len(tags) != len(tokens or ()):
        raise place.error("format.field", "tokens, ner_tags")
    assert isinstance(tokens, list)
    return *_text(row, tokens, place), [_tag(tag, names, place) for tag in tags]


class _Right(Row):
    """A row that is known to be as it should, with its `parts`; of its tags there are none where all are O."""


_written = msgspec.json.Decoder(_Written)


class _Usual:
    """Lines just as we write them, told by their types; `names` are those of the tags' numbers."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._known = frozenset(range(len(names)))
        self._outside = frozenset(number for number, name in enumerate(names) if name == "O")

    def __call__(self, line: bytes) -> Row | None:
        """The row on a line, as far as it is read; None when it is not of this kind."""
        try:
            row = _written.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        text, offsets, numbers = row.text, row.offsets, row.ner_tags
        if [text[start:end] for start, end in offsets] != row.tokens or len(numbers) != len(offsets):
            return None
        kinds = frozenset(numbers)
        if not kinds <= self._known:
            return None
        tags = [] if kinds <= self._outside else [self._names[number] for number in numbers]
        return _Right(id=row.id, article=row.article, parts=(text, offsets, tags))


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _text(row: Row, tokens: list[str], place: Place) -> tuple[str, list[list[int]]]:
    text, offsets = row.get("text"), row.get("offsets")
    if not isinstance(text, str) or not isinstance(offsets, list):
        ends = list(accumulate(len(token) + 1 for token in tokens))
        return " ".join(tokens), [[end - 1 - len(token), end - 1] for end, token in zip(ends, tokens, strict=True)]
    for pair, token in zip(offsets, tokens, strict=False):
        if not isinstance(pair, list) or [type(each) for each in pair] != [int, int] or text[slice(*pair)] != token:
            raise place.error("format.field", "offsets")
    if len(offsets) != len(tokens):
        raise place.error("format.field", "offsets")
    return text, offsets


def _tag(tag: Any, names: list[str], place: Place) -> str:
    if isinstance(tag, str):
        return tag
    if type(tag) is not int or not 0 <= tag < len(names):
        raise place.error("huggingface.names", value=tag)
    return names[tag]
