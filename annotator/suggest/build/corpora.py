"""The public corpora a base model is built from, as the files of their publishers have them.

- KLUE-NER: one character and its BIO tag a line, a `##` line with id and sentence before each sentence.
- konne: one JSON object a line, `label` a list of `[start, end, tag]`, nested, code points, end exclusive.
- konne's table of forms: how often each surface form carries each fine tag in konne's training part.
- The sentences of KLUE-NER's training part: id and sentence, without labels.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError

KLUE_SHARE = "klue-ner.dev.share.tsv"
KONNE_SHARE = "konne.dev.share.jsonl"
KONNE_FORMS = "konne.train.form-label.tsv"
RAW_SENTENCES = "klue-ner.train.raw-sentences.tsv"

# KLUE's six tags as this program calls them; the three that no label covers stay in as contrast for training.
KLUE_LABELS = {"OG": "ORG", "LC": "REGION", "QT": "NUMBER", "PS": "PERSON", "DT": "DATE", "TI": "TIME"}
_FILM = "nsmc"

Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its flat or nested marks (start, end, tag), in order of their start."""

    id: str
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def film(self) -> bool:
        """Whether it comes from film reviews; the others are news."""
        return self.id.endswith(_FILM)


def read_klue(path: Path) -> list[Sentence]:
    """Sentences with the labels ORG, REGION, NUMBER, PERSON, DATE, TIME."""
    sentences = []
    name, rows = "", list[tuple[str, str]]()
    for line in [*_lines(path), "##"]:
        if line.startswith("##"):
            if rows:
                sentences.append(Sentence(name, "".join(char for char, _ in rows), tuple(_from_bio(rows))))
            name, rows = line[2:].strip().partition("\t")[0], []
        elif line:
            char, tab, tag = line.rpartition("\t")
            if not tab or len(char) != 1:
                raise AnnotatorError("suggest.corpus", path=str(path), line=line[:40])
            rows.append((char, tag))
    return sentences


def _from_bio(rows: list[tuple[str, str]]) -> Iterator[Mark]:
    start, label = 0, ""
    for at, tag in enumerate([*(tag for _, tag in rows), "O"]):
        if label and not (tag.startswith("I-") and tag[2:] == label):
            yield start, at, KLUE_LABELS[label]
            label = ""
        if tag != "O" and not label:
            start, label = at, tag[2:]


def read_konne(path: Path) -> list[Sentence]:
    """Sentences with konne's nested fine tags, under KLUE's ids."""
    return [
        Sentence(row["klue_id"], row["text"], tuple(sorted((s, e, tag) for s, e, tag in row["label"])))
        for row in map(json.loads, _lines(path))
    ]


def read_forms(path: Path) -> dict[str, Counter[str]]:
    """For each surface form how often it carries each fine tag."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows = csv.reader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)
    next(rows)
    for form, tag, count in rows:
        forms[form][tag] += int(count)
    return dict(forms)


def read_raw(path: Path) -> list[Sentence]:
    """Sentences without marks."""
    return [Sentence(name, text) for name, _, text in (line.partition("\t") for line in _lines(path)) if text]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotatorError("suggest.corpus", path=str(path), line=str(error)) from error
