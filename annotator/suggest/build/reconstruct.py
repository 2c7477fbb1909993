"""Where konne's annotations lie in sentences of which only the counts are published.

The table of forms counts the annotations of exactly these sentences, so a form that occurs n times and is counted n
times under one tag is marked everywhere. The ambiguous rest is ordered by a ranker (a maximum-entropy model trained on
sentences whose annotations are known) and cut at the counts. Longer forms are placed first, so that a shorter one
knows what it lies in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from annotator.pieces import Piece
from annotator.span import contains, cross
from annotator.suggest.build.corpora import Mark, Sentence

NOTHING = "O"
_POLICY = frozenset(["CV_POLICY", "CV_LAW", "CV_TAX", "CV_FUNDS", "TMI_PROJECT"])
_MOST_PIECES = 14

Forms = Mapping[str, Counter[str]]


def group(tag: str) -> str:
    """The family of a fine tag, as fine as the ranker can tell them apart."""
    return "POLICY" if tag in _POLICY else tag.partition("_")[0]


class Place(NamedTuple):
    """An occurrence of a form: which sentence, and its bounds there."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences with their pieces; `edges[i]` maps the bounds of sentence i's pieces to their indices."""

    sentences: Sequence[Sentence]
    pieces: Sequence[Sequence[Piece]]

    def occurrences(self, forms: Forms) -> dict[str, list[Place]]:
        """Every place of every form; off the edges of pieces only where the form is counted more often than on them."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        longest = max(map(len, forms), default=0)
        for index, (sentence, pieces) in enumerate(zip(self.sentences, self.pieces, strict=True)):
            for at, first in enumerate(pieces):
                for last in pieces[at : at + _MOST_PIECES]:
                    if last.end - first.start > longest:
                        break
                    form = sentence.text[first.start : last.end]
                    if form in forms:
                        found[form].append(Place(index, first.start, last.end))
        short = {form for form, counts in forms.items() if len(found[form]) < counts.total()}
        for form in short:
            known = set(found[form])
            found[form] += [place for place in self._anywhere(form) if place not in known]
        return found

    def _anywhere(self, form: str) -> Iterator[Place]:
        for index, sentence in enumerate(self.sentences):
            start = sentence.text.find(form)
            while start >= 0:
                yield Place(index, start, start + len(form))
                start = sentence.text.find(form, start + 1)


class Ranker:
    """How likely an occurrence of a form carries a tag family, from its neighbours, its shape and the counts."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._labels = self._tagger.labels()

    @classmethod
    def train(cls, corpus: Corpus, path: Path) -> Ranker:
        """Learns from a corpus whose sentences carry all their marks."""
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        trainer.set_params({"c1": 0.1, "c2": 0.3, "max_iterations": 120})
        forms = count(corpus.sentences)
        gold = [{(s, e): group(tag) for s, e, tag in sentence.marks} for sentence in corpus.sentences]
        placed = [list(sentence.marks) for sentence in corpus.sentences]
        for form, places in corpus.occurrences(forms).items():
            share = _share(forms[form], len(places))
            for place in places:
                label = gold[place.sentence].get(place[1:], NOTHING)
                outer = [mark for mark in placed[place.sentence] if mark[1] - mark[0] > len(form)]
                trainer.append([_features(corpus, form, place, share, outer)], [label])
        trainer.train(str(path))
        return cls(path)

    def scores(self, features: list[str]) -> dict[str, float]:
        self._tagger.set([features])
        return {label: self._tagger.marginal(label, 0) for label in self._labels}


def count(sentences: Sequence[Sentence]) -> dict[str, Counter[str]]:
    """The table of forms of sentences whose marks are known."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for start, end, tag in sentence.marks:
            forms[sentence.text[start:end]][tag] += 1
    return dict(forms)


def reconstruct(corpus: Corpus, forms: Forms, ranker: Ranker) -> list[list[Mark]]:
    """For each sentence its marks (start, end, fine tag), nested; each form exactly as often as it is counted."""
    marks: list[list[Mark]] = [[] for _ in corpus.sentences]
    occurrences = corpus.occurrences(forms)
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        counts, places = forms[form], occurrences[form]
        if len(places) <= counts.total() and len(counts) == 1:
            tag = next(iter(counts))
            for place in places:
                marks[place.sentence].append((*place[1:], tag))
            continue
        share = _share(counts, len(places))
        ranked = []
        for place in places:
            outer = [mark for mark in marks[place.sentence] if mark[1] - mark[0] > len(form)]
            scores = ranker.scores(_features(corpus, form, place, share, outer))
            ranked += [(scores.get(family, 0.0), place, family) for family in {group(tag) for tag in counts}]
        left, taken = Counter(counts), set[Place]()
        for _, place, family in sorted(ranked, key=lambda row: -row[0]):
            tag = max((tag for tag in left if group(tag) == family), key=left.__getitem__, default="")
            if place not in taken and tag and left[tag] > 0:
                left[tag] -= 1
                taken.add(place)
                marks[place.sentence].append((*place[1:], tag))
    return [sorted(found, key=lambda mark: (mark[0], -mark[1])) for found in marks]


def _share(counts: Counter[str], occurrences: int) -> list[str]:
    """The counts of a form as features: which part of its occurrences each family takes."""
    families: Counter[str] = Counter()
    for tag, number in counts.items():
        families[group(tag)] += number
    total = max(occurrences, families.total())
    return [f"c:{family}={round(8 * number / total)}" for family, number in families.items()] + [
        f"c:O={round(8 * (1 - families.total() / total))}"
    ]


def _features(corpus: Corpus, form: str, place: Place, share: list[str], outer: Sequence[Mark]) -> list[str]:
    index, start, end = place
    text, pieces = corpus.sentences[index].text, corpus.pieces[index]
    before = [piece for piece in pieces if piece.end <= start][-2:]
    after = [piece for piece in pieces if piece.start >= end][:2]
    inside = [piece for piece in pieces if start <= piece.start and piece.end <= end]
    features = ["bias", *share, f"length={min(len(form), 6)}", f"pieces={min(len(inside), 4)}"]
    features += [f"f={form}", f"blank={text[start - 1 : start] in ('', ' ')}{text[end : end + 1] in ('', ' ')}"]
    for at, piece in enumerate(reversed(before)):
        features += [f"b{at}={text[piece.start : piece.end]}", f"bt{at}={piece.tags[-1]}"]
    for at, piece in enumerate(after):
        features += [f"a{at}={text[piece.start : piece.end]}", f"at{at}={piece.tag}"]
    if inside:
        features += [f"first={inside[0].tag}", f"last={inside[-1].tag}", f"sl={form[-1]}", f"sf={form[:1]}"]
    else:
        features.append("unaligned")
    if after and after[0].start == end:
        features.append(f"next={after[0].tag}")
    for a, b, tag in outer:
        if contains((a, b), (start, end)):
            features += [f"in={group(tag)}", f"in={tag}", f"in={group(tag)},{a == start},{b == end}"]
        elif cross((a, b), (start, end)):
            features.append("crosses")
    return features
