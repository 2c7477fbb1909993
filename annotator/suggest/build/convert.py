"""From konne's view of a sentence to KLUE's: what counts as a name, and where it ends, differs between the two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from annotator.pieces import Piece
from annotator.suggest.build.corpora import Mark, Sentence
from annotator.suggest.features import Observed, strings
from annotator.suggest.tagging import to_marks, to_tags


class Converter:
    """A CRF that reads a sentence together with konne's marks and writes KLUE's."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))

    @classmethod
    def train(
        cls,
        views: Sequence[tuple[Observed, Sequence[Piece], Sequence[Mark]]],
        gold: Sequence[Sentence],
        path: Path,
    ) -> Converter:
        """`views` are sentences with konne's marks, reconstructed as those to convert will be; `gold` KLUE's marks."""
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        trainer.set_params({"c1": 0.15, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True})
        for (seen, pieces, marks), sentence in zip(views, gold, strict=True):
            trainer.append(_features(seen, pieces, marks), to_tags(pieces, sentence.marks))
        trainer.train(str(path))
        return cls(path)

    def marks(self, seen: Observed, pieces: Sequence[Piece], marks: Sequence[Mark]) -> list[Mark]:
        return to_marks(pieces, self._tagger.tag(_features(seen, pieces, marks)))


def _features(seen: Observed, pieces: Sequence[Piece], marks: Sequence[Mark]) -> list[list[str]]:
    rows = strings(seen)
    own: list[list[str]] = [[] for _ in pieces]
    for depth, layer in enumerate(_layers(marks)):
        tags = to_tags(pieces, layer)
        for at, tag in enumerate(tags):
            ends = at + 1 == len(tags) or not tags[at + 1].startswith("I")
            family = tag[:2] + tag[2:].partition("_")[0]
            own[at] += [f"k{depth}={tag}", f"kf{depth}={family}", f"ke{depth}={family}{ends}"]
        if depth == 0:
            for at, tag in enumerate(tags):
                own[at].append(f"kw={tag} {seen.words[at]}")
                own[at].append(f"kx={tag} {tags[at - 1] if at else ''} {tags[at + 1] if at + 1 < len(tags) else ''}")
    for at, row in enumerate(rows):
        row += own[at]
        for step in (-2, -1, 1, 2):
            if 0 <= at + step < len(rows):
                row += [f"{step}{feature}" for feature in own[at + step][:3]]
    return rows


def _layers(marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """The outermost marks, and those right inside them."""
    outer: list[Mark] = []
    inner: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not outer or mark[0] >= outer[-1][1]:
            outer.append(mark)
        elif not inner or mark[0] >= inner[-1][1]:
            inner.append(mark)
    return outer, inner
