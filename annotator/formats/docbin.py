"""spaCy's DocBin: a folder with train/ and dev/ of .spacy files, and a config.cfg that `spacy train` takes as it is.

A Doc is an article of our own surface tokens, `doc.text` the article's text to the last blank: spaCy's Korean tokenizer
needs MeCab or splits at blanks, and a span that ends inside a token is lost there without a word. `doc.ents` are the
outermost spans (or the innermost), `doc.spans["sc"]` all. The config trains on these tokens, sentence by sentence
(`gold_preproc`); `make_doc` makes the same tokens of a new text.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError
from annotator.formats import surface
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import Mark, Reading, Record, said
from annotator.formats.jsonl_record import Place
from annotator.formats.needs import needed
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import Loss
from annotator.formats.selection import Item, flat
from annotator.formats.surface import Sentence
from annotator.paths import resource
from annotator.project import NewArticle

KEY = "sc"
FOLDERS = {"": "train", "train": "train", "validation": "dev", "test": "test"}
# A DocBin lies in memory until it is whole; spaCy reads a folder of them as one corpus.
_DOCS_A_FILE = 1_000
# What is in a file of a megabyte may take a thousand times as much.
_LARGEST = 512 * 1024 * 1024
_CHUNK = 1 << 20


def make_doc(vocab: Any, text: str) -> Any:
    """A spaCy Doc of `text` with the tokens that an export has: what a trained pipeline is given."""
    from annotator.morphemes import Morphemes
    from annotator.morphology import chunks, tokenize

    morphemes = Morphemes(text)
    for start, end in chunks(text):
        morphemes.add(start, end, tokenize([text[start:end]])[0])
    tokens = surface.of_morphemes(text, morphemes)
    return _doc(vocab, text, tokens.sentences(surface.split(text, tokens, ())))


def _doc(vocab: Any, text: str, sentences: Sequence[Sentence]) -> Any:
    """Words are the tokens; a single blank behind one is its `space`, any other gap a token of its own."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool] = []

    def gap(blank: str) -> None:
        if blank.startswith(" ") and words and not spaces[-1]:
            spaces[-1] = True
            blank = blank[1:]
        if blank:
            words.append(blank)
            spaces.append(False)
            starts.append(False)

    at = 0
    for sentence in sentences:
        for number, token in enumerate(sentence):
            gap(text[at : token.start])
            words.append(text[token.start : token.end])
            spaces.append(False)
            starts.append(number == 0)
            at = token.end
    gap(text[at:])
    if starts:
        starts[0] = True
    return needed("spacy.tokens", DocBin.NAME).Doc(vocab, words=words, spaces=spaces, sent_starts=starts)


class _Files(Sink):
    def __init__(self, job: Job, split: str) -> None:
        self._job = job
        self._folder = job.path / FOLDERS[split]
        self._tokens = needed("spacy.tokens", DocBin.NAME)
        self._vocab = needed("spacy", DocBin.NAME).blank("xx").vocab
        self._docs: list[Any] = []
        self._files = 0

    def write(self, item: Item) -> None:
        article = item.article
        doc = _doc(
            self._vocab,
            article.text,
            surface.sentences(self._job, article, item.spans),
        )
        starts = [token.idx for token in doc]

        def span(start: int, end: int, label: str) -> Any:
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            made = self._tokens.Span(doc, first, last, label=label)
            # spaCy would drop what it cannot align and not say so.
            if (made.start_char, made.end_char) != (start, end):
                raise AnnotatorError("docbin.misaligned", article=article.uid, start=start, end=end)
            return made

        outer = flat(article, item.spans, self._job.options.winner, self._job.losses, Loss.ENTITY)
        doc.ents = [span(each.start, each.end, each.label) for each in outer]
        doc.spans[KEY] = [span(each.start, each.end, each.label) for each in item.spans]
        doc.user_data = {"id": article.uid, "state": article.state, **said(article)}
        self._docs.append(doc)
        if len(self._docs) == _DOCS_A_FILE:
            self._flush()

    def _flush(self) -> None:
        attrs = ["ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE"]
        store = self._tokens.DocBin(attrs=attrs, store_user_data=True, docs=self._docs)
        store.to_disk(self._job.files.part(self._folder / f"{self._files:04}.spacy"))
        self._files += 1
        self._docs = []

    def finish(self) -> None:
        if self._docs or not self._files:
            self._flush()


class DocBin(Exchange):
    NAME = "spacy"
    SUFFIXES = (".spacy",)
    TRAINING = True
    LAYERED = True
    FOLDER = True
    LOSES = frozenset({Loss.NOTE, Loss.ANNOTATOR, Loss.ORIGIN, Loss.SEGMENTS, Loss.SUGGESTIONS})

    def sink(self, job: Job, split: str) -> Sink:
        return _Files(job, split)

    def needs(self) -> None:
        needed("spacy", self.NAME)

    def card_files(self, job: Job, split: str) -> str:
        return f"{FOLDERS[split]}/*.spacy"

    def beside(self, job: Job) -> None:
        config = resource("formats", "spacy.cfg").read_text(encoding="utf-8")
        dev = "dev" if len(job.splits) > 1 else "train"
        job.files.put(job.path / "config.cfg", config.replace("@DEV@", dev))

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        self.needs()
        reading = Reading(path, problem)
        store = needed("spacy.tokens", self.NAME).DocBin
        vocab = needed("spacy", self.NAME).blank("xx").vocab
        try:
            if _size(path) > _LARGEST:
                raise AnnotatorError("format.too_large", path=str(path), limit=_LARGEST >> 20)
            docs = store().from_disk(path).get_docs(vocab)
            for number, doc in enumerate(docs, 1):
                yield from reading.take(Place(path.name, number), _record, doc)
        except AnnotatorError:
            raise
        except Exception as error:
            # zlib, msgpack, numpy and spaCy each have errors of their own for a file that is none.
            raise AnnotatorError("format.unreadable", path=str(path), reason=str(error).split("\n")[0]) from error


def _size(path: Path) -> int:
    """How many bytes a file expands to; when that is too much, as many as had been seen by then."""
    expander = zlib.decompressobj()
    size = 0
    with path.open("rb") as file:
        while size <= _LARGEST and (chunk := expander.unconsumed_tail or file.read(_CHUNK)):
            size += len(expander.decompress(chunk, _CHUNK))
    return size


def _record(doc: Any) -> Record:
    # A SpanGroups is no dict: its get makes a group of what it is given.
    spans = list(doc.spans[KEY]) if KEY in doc.spans else list(doc.ents)
    marks = [Mark(span.start_char, span.end_char, span.label_, span.text) for span in spans]
    data = {name: value for name, value in doc.user_data.items() if isinstance(name, str) and isinstance(value, str)}
    record = Record(doc.text, marks, uid=data.get("id", ""), state="done" if data.get("state") == "done" else "open")
    return record.hear(data, "id", "state")
