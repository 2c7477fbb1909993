"""Everything the recipe needs of the public corpora, read and tokenised once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator import morphology
from annotator.paths import resource
from annotator.pieces import Piece, merge
from annotator.suggest.build import corpora
from annotator.suggest.build.corpora import Mark, Sentence
from annotator.suggest.build.reconstruct import Corpus
from annotator.suggest.build.reconstruct import Forms as FineForms
from annotator.suggest.features import Observed, observe
from annotator.suggest.forms import CLASSES, Counts, Forms
from annotator.suggest.gazetteer import Regions

# Which class of the shipped table each family of konne's tags counts for; the others count as OTHER.
_CLASS = {
    "OGG": "ORG", "LCP": "REGION", "LCG": "REGION", "LC": "REGION", "QT": "NUMBER", "PS": "PERSON", "DT": "DATE",
    "TI": "DATE", "AFA": "WORK", "AF": "WORK", "AFW": "WORK", "EV": "WORK", "CV": "ROLE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence of the shared part: KLUE's marks and konne's, and what the models see of it."""

    klue: Sentence
    konne: Sentence
    pieces: Sequence[Piece]
    seen: Observed


@dataclass(frozen=True, slots=True)
class Material:
    """The shared sentences whose labels are known, those of which only counts are, and the tables."""

    known: list[Known]
    raw: Corpus
    counts: FineForms
    forms: Forms
    regions: Regions

    @property
    def news(self) -> list[Known]:
        return [one for one in self.known if not one.klue.film]


def pieces_of(sentences: Sequence[Sentence]) -> list[list[Piece]]:
    texts = [sentence.text for sentence in sentences]
    tokens = morphology.tokenize(texts)
    return [merge(text, 0, len(text), found, 0) for text, found in zip(texts, tokens, strict=True)]


def read(folder: Path) -> Material:
    """Reads and tokenises the four files of `folder`; a minute. Raises AnnotatorError("suggest.corpus")."""
    regions = Regions.load(resource("gazetteers", "regions.toml"))
    klue = corpora.read_klue(folder / corpora.KLUE_SHARE)
    konne = {sentence.id: sentence for sentence in corpora.read_konne(folder / corpora.KONNE_SHARE)}
    counts = corpora.read_forms(folder / corpora.KONNE_FORMS)
    raw_sentences = corpora.read_raw(folder / corpora.RAW_SENTENCES)
    raw = Corpus(raw_sentences, pieces_of(raw_sentences))
    forms = table(raw, counts)
    # konne writes jamo (ㅋㅋ) as letters of their own; where that changed lengths, offsets mean other places.
    pairs = [
        (replace(one, text=konne[one.id].text), konne[one.id])
        for one in klue
        if one.id in konne and len(one.text) == len(konne[one.id].text)
    ]
    pieces = pieces_of([one for one, _ in pairs])
    known = [
        Known(one, other, own, observe(one.text, [own], forms, regions)[0])
        for (one, other), own in zip(pairs, pieces, strict=True)
    ]
    return Material(known, raw, counts, forms, regions)


def table(raw: Corpus, counts: FineForms) -> Forms:
    """The table that ships: how often each form occurs, and how often in each class."""
    places = raw.occurrences(counts)
    rows: dict[str, Counts] = {}
    for form, tags in counts.items():
        row = [max(len(places[form]), tags.total()), *([0] * len(CLASSES))]
        for tag, number in tags.items():
            row[1 + _class(tag)] += number
        rows[form] = tuple(row)
    return Forms(rows)


def own_counts(sentence: Sentence, pieces: Sequence[Piece], marks: Sequence[Mark], forms: Forms) -> dict[str, Counts]:
    """What one sentence with its marks contributed to the table, to be left out when it is trained on."""
    held: dict[str, list[int]] = {}
    for _, _, form in forms.matches(sentence.text, pieces):
        held.setdefault(form, [0] * (1 + len(CLASSES)))[0] += 1
    for start, end, tag in marks:
        held.setdefault(sentence.text[start:end], [0] * (1 + len(CLASSES)))[1 + _class(tag)] += 1
    return {form: tuple(row) for form, row in held.items()}


def _class(tag: str) -> int:
    return CLASSES.index(_CLASS.get(tag.partition("_")[0], "OTHER"))
