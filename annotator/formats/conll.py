"""CoNLL-2003 and IOB2: a token a line with its tag, a blank line after a sentence.

    conll       token, tags of its morphemes, place in its word (B-EOJ, I-EOJ), entity tag; separated by one space,
                the four columns of CoNLL-2003
    iob2        token and entity tag, separated by a tab
    iob2-char   the same with characters as tokens; a blank is the token ▁ (U+2581)

The line -DOCSTART- -X- O O stands before each article, in two columns too: any other is a token to spaCy. Tokens are
surface pieces of morphemes (`surface`). Read back, words come from the third column, ▁, or else every token is a word
of its own; what a line break was is not known. Without -DOCSTART- every sentence is an article. Any number of columns
is read; the tag is the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, TextIO

from annotator.errors import AnnotatorError
from annotator.formats import surface
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.incoming import Mark, Reading, Record
from annotator.formats.jsonl_record import Place
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.formats.surface import Sentence
from annotator.formats.text_lines import text_lines
from annotator.pieces import Piece
from annotator.project import NewArticle
from annotator.text import paragraphs

DOCUMENT = "-DOCSTART- -X- O O"
BLANK = "▁"

_SENTENCE_END = re.compile(r"(?<=[.!?。…])[\"'”’」』)\]]*\s+")
_TAG = re.compile(r"O|[BIESULM]-.+")


class _Lines(Sink):
    def __init__(self, form: Conll, job: Job, split: str) -> None:
        self._form = form
        self._job = job
        self._file: TextIO = job.files.text(job.file(split))
        self._separator = " " if form.COLUMNS == 4 else "\t"

    def write(self, item: Item) -> None:
        self._file.write(f"{DOCUMENT}\n\n")
        text = item.article.text
        if self._form.CHARACTERS:
            sentences = list(_characters(text, item))
        else:
            sentences = surface.sentences(self._job, item.article, item.spans)
        tags = iter(surface.iob2([token.start for sentence in sentences for token in sentence], item.spans))
        parts: list[str] = []
        for sentence in sentences:
            before = -1
            for token in sentence:
                word = text[token.start : token.end]
                if self._form.COLUMNS == 4:
                    eojeol = "I-EOJ" if token.start == before else "B-EOJ"
                    parts.append(f"{word} {'+'.join(token.tags)} {eojeol} {next(tags)}\n")
                    before = token.end
                else:
                    parts.append(f"{BLANK if word.isspace() else word}\t{next(tags)}\n")
            parts.append("\n")
        self._file.write("".join(parts))


def _characters(text: str, item: Item) -> Iterator[Sentence]:
    inner = {position for span in item.spans for position in range(span.start + 1, span.end)}
    for start, end in paragraphs(text):
        cuts = [match.end() for match in _SENTENCE_END.finditer(text, start, end) if match.end() not in inner]
        for stop in (*cuts, end):
            # The blank before a cut is the sentences' border.
            stretch = text[start:stop].rstrip()
            if stretch:
                yield [Piece(at, at + 1, (), ()) for at in range(start, start + len(stretch))]
            start = stop


class Conll(Exchange):
    """Four columns; its kin have two."""

    NAME = "conll"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".conll", ".txt", ".tsv")
    TRAINING = True
    FLAT = True
    LOSES = frozenset(set(Loss) - {Loss.NESTED, Loss.CROSSING, Loss.TWICE, Loss.TOKEN, Loss.GRAPHEME})
    COLUMNS: ClassVar[int] = 4
    CHARACTERS: ClassVar[bool] = False

    def sink(self, job: Job, split: str) -> Sink:
        return _Lines(self, job, split)

    def recognises(self, sample: Sample) -> bool:
        return sample.suffix == ".conll" or bool(sample.tokens)

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        reading = Reading(path, problem)
        document: list[list[list[str]]] = []
        documents = False
        first = 1

        def done() -> Iterator[NewArticle]:
            if any(document):
                yield from reading.take(Place(path.name, first), self._record, [each for each in document if each])

        for number, line in text_lines(path, reading.tell):
            if line.startswith("-DOCSTART-"):
                yield from done()
                document, documents, first = [], True, number
            elif not line.strip():
                if not documents:
                    yield from done()
                    document, first = [], number + 1
                document.append([])
            else:
                row = line.split("\t") if "\t" in line else line.split()
                if len(row) < 2 or not _TAG.fullmatch(row[-1].strip()):
                    reading.tell(Place(path.name, number).error("conll.row", row=line[:40]))
                    continue
                if not document:
                    document.append([])
                document[-1].append([row[0] if self.CHARACTERS else row[0].strip(), *map(str.strip, row[1:])])
        yield from done()

    def _record(self, sentences: list[list[list[str]]]) -> Record:
        parts: list[str] = []
        marks: list[Mark] = []
        at = 0
        for number, sentence in enumerate(sentences):
            if number:
                parts.append("\n")
                at += 1
            bounds = []
            for index, row in enumerate(sentence):
                if index and not self.CHARACTERS and not (len(row) == 4 and row[2] == "I-EOJ"):
                    parts.append(" ")
                    at += 1
                word = " " if self.CHARACTERS and row[0] in (BLANK, "") else row[0]
                parts.append(word)
                bounds.append((at, at + len(word)))
                at += len(word)
            marks += [
                Mark(bounds[start][0], bounds[end - 1][1], label)
                for start, end, label in surface.spans_of([row[-1] for row in sentence])
            ]
        return Record("".join(parts), marks)


class Iob2(Conll):
    """Two columns."""

    NAME = "iob2"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".iob2", ".iob", ".bio")
    COLUMNS = 2

    def recognises(self, sample: Sample) -> bool:
        return True


class Iob2Characters(Iob2):
    """Two columns, characters as tokens."""

    NAME = "iob2-char"
    SUFFIXES = (".iobc", ".iob2", ".iob", ".bio", ".conll", ".txt", ".tsv")
    CHARACTERS = True

    def recognises(self, sample: Sample) -> bool:
        return sample.suffix == ".iobc" or (bool(sample.tokens) and all(len(token) == 1 for token in sample.tokens))
