"""Suggestions for one article: tagger or learnt model, rules, tables and the project's own names, brought together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.paths import resource
from annotator.pieces import Bounds, Piece, merge
from annotator.suggest import plugins
from annotator.suggest.evaluation import FOLDS, HeldOut, Mark, Way
from annotator.suggest.gazetteer import Regions
from annotator.suggest.learner import LEAST, Learner
from annotator.suggest.names import Names
from annotator.suggest.plugins import Loaded
from annotator.suggest.sieve import Candidate, candidates
from annotator.suggest.sources import LEARNT, TAGGER, Sources, repeated
from annotator.suggest.suggestion import Reason, Source, Suggestion
from annotator.suggest.suggestion import merge as together
from annotator.suggest.tagger import Guess, Reading, Tagger
from annotator.suggest.tagging import sentences
from annotator.text import paragraphs
from annotator.tokens import Token

# The labels whose meaning the shipped tagger and the rules know; a project may have others, which are only learnt.
KNOWN = ("ORG", "POLICY", "REGION", "NUMBER")
# A letter or digit that is no jamo by itself.
_SPOKEN = re.compile("[^\\W_\u1100-\u11ff\u3131-\u318e]")


@dataclass(frozen=True, slots=True)
class Example:
    """An article the analyst has worked on. `tokens`, `marks` and `rejected` are in code points of `text`.

    `finished` says that unmarked text means "no name"; in an open article it means nothing.
    """

    key: str
    text: str
    tokens: Sequence[Token]
    marks: Sequence[Mark]
    rejected: Sequence[Mark] = ()
    segments: Sequence[Bounds] | None = None
    finished: bool = True


@dataclass(frozen=True, slots=True)
class _Taught:
    """An article that teaches, how the tagger read it, and what would have been suggested in it."""

    example: Example
    readings: list[Reading]
    asked: list[Candidate]


@dataclass(slots=True)
class Suggester:
    """Suggests and learns. One a project; belongs to one thread of a worker process, which may keep it."""

    tagger: Tagger
    labels: tuple[str, ...] = KNOWN
    names: Names = field(default_factory=Names)
    way: Way = Way.SIFTED
    plugins: list[Loaded] = field(default_factory=list)
    learner: Learner = field(init=False)
    _taught: dict[str, _Taught] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.learner = Learner(self.tagger, self.labels)

    @classmethod
    def load(cls, folder: Path | None = None, labels: Iterable[str] = KNOWN) -> Suggester:
        """The shipped model and tables, and the suggesters of other packages (see `plugins`).

        Raises AnnotatorError("suggest.damaged") when a file is missing or broken.
        """
        regions = Regions.load(resource("gazetteers", "regions.toml"))
        return cls(Tagger.load(folder or resource("models", "base"), regions), tuple(labels), plugins=plugins.load())

    def suggest(
        self,
        text: str,
        tokens: Sequence[Token],
        segments: Sequence[Bounds] | None = None,
        *,
        rejected: Collection[Mark] = (),
    ) -> list[Suggestion]:
        """Suggestions for a text in order; no two cross, none runs over a segment, none is `rejected` at its place.

        `tokens` are ordered by start and in code points of `text`; `segments` are by default the paragraphs.
        """
        return self.look(text, tokens, segments, rejected)[0]

    def look(
        self,
        text: str,
        tokens: Sequence[Token],
        segments: Sequence[Bounds] | None = None,
        rejected: Collection[Mark] = (),
    ) -> tuple[list[Suggestion], float]:
        """The suggestions of a text, and how sure the models are of it on the whole, 0 to 1.

        The article they are least sure of teaches most.
        """
        parts = list(paragraphs(text)) if segments is None else segments
        others = [one for plugin in self.plugins for one in plugin.suggest(text, parts, self.labels)]
        return self._look(text, self.read(text, tokens, parts), rejected, others)

    def _look(
        self,
        text: str,
        readings: Sequence[Reading],
        rejected: Collection[Mark] = (),
        others: Iterable[Suggestion] = (),
    ) -> tuple[list[Suggestion], float]:
        refused, learner = set(rejected), self.learner
        learnt = learner.ready and self.way is not Way.BASE
        if learnt and self.way is Way.SIFTED:
            asked = self._asked(text, readings, self._with_added(readings), self.names, refused, others)
            found = self._together(learner.sieve.standing(asked), refused)
            return found, _mean(one.score for one in found)
        guesses = learner.guesses(readings) if learnt else [reading.guesses for reading in readings]
        guided = not (learnt and self.way is Way.PLAIN)
        found = self._found(text, readings, guesses, self._sources(LEARNT if learnt else TAGGER, self.names, guided))
        return self._together([*found, *others], refused), _mean(guess.score for own in guesses for guess in own)

    def _sources(self, said_by: tuple[Source, Reason], names: Names, guided: bool = True) -> Sources:
        return Sources(self.tagger.regions, names, said_by, self.learner.added, guided)

    def _found(
        self, text: str, readings: Sequence[Reading], guesses: Sequence[Sequence[Guess]], sources: Sources
    ) -> list[Suggestion]:
        """What each source says of a text."""
        found = [one for reading, own in zip(readings, guesses, strict=True) for one in sources.say(text, reading, own)]
        return found + list(repeated(text, readings, found))

    def _asked(
        self,
        text: str,
        readings: Sequence[Reading],
        guesses: Sequence[Sequence[Guess]],
        names: Names,
        refused: Collection[Mark] = (),
        others: Iterable[Suggestion] = (),
    ) -> list[Candidate]:
        """What the sieve is asked about: what ships would suggest, and what the tagger thought of besides."""
        given = self._together([*self._found(text, readings, guesses, self._sources(TAGGER, names)), *others], refused)
        return candidates(text, readings, given, self.tagger.likely(readings, self.labels))

    def _with_added(self, readings: Sequence[Reading]) -> list[list[Guess]]:
        """The base tagger's guesses, and the learnt model's of the labels the base does not know."""
        added = self.learner.added
        if not added:
            return [reading.guesses for reading in readings]
        learnt = self.learner.guesses(readings)
        return [
            reading.guesses + [guess for guess in own if guess.label in added]
            for reading, own in zip(readings, learnt, strict=True)
        ]

    def _together(self, found: Iterable[Suggestion], refused: Collection[Mark] = ()) -> list[Suggestion]:
        """Those of the project's labels that are no refused ones and stand together."""
        kept = (
            one
            for one in found
            if one.label in self.labels
            and (one.start, one.end, one.label) not in refused
            and _SPOKEN.search(one.text)  # no emoji and no ㅋㅋㅋ is a name, whatever stands around it
        )
        return together(kept, self.tagger.regions.local)

    def read(self, text: str, tokens: Sequence[Token], segments: Sequence[Bounds] | None = None) -> list[Reading]:
        """What the base tagger sees, sentence by sentence."""
        parts: list[Sequence[Piece]] = []
        for start, end in paragraphs(text) if segments is None else segments:
            low = bisect_left(tokens, start, key=lambda token: token.start)
            high = bisect_left(tokens, end, key=lambda token: token.start)
            parts += sentences(text, merge(text, start, end, tokens[low:high], 0))
        return self.tagger.read(text, parts)

    def learn(self, examples: Iterable[Example], *, train: bool = True) -> bool:
        """Takes in what the analyst did in some articles, each replacing what was known of it, and trains.

        Names count at once; the model changes when there are enough sentences (True). Without `train` it stays as it
        is: more is to come, or it was restored and has seen them.
        """
        for example in examples:
            for start, end, label in (*example.marks, *example.rejected):
                if not (0 <= start < end <= len(example.text)) or not label:
                    raise AnnotatorError("suggest.example", key=example.key, start=start, end=end, label=label)
            readings = self.read(example.text, example.tokens, example.segments)
            guesses = [reading.guesses for reading in readings]
            asked = self._asked(example.text, readings, guesses, Names())
            taught = self._taught[example.key] = _Taught(example, readings, asked)
            self._teach(taught)
        self._taught = {key: one for key, one in self._taught.items() if key in self.learner.lessons}
        return train and self.learner.train()

    def _teach(self, one: _Taught) -> None:
        said, learner = one.example, self.learner
        self.names.put(said.key, [(said.text[start:end], label) for start, end, label in said.marks])
        learner.teach(said.key, one.readings, said.marks, finished=said.finished, rejected=said.rejected)
        learner.sieve.teach(said.key, one.asked, said.marks, finished=said.finished, rejected=said.rejected)

    def forget(self, keys: Iterable[str]) -> None:
        """Articles that are gone or undone teach no longer; the model follows when it next trains."""
        for key in keys:
            self.names.put(key, [])
            self.learner.drop(key)
            self._taught.pop(key, None)

    def held_out(self, fold: int) -> HeldOut:
        """What is suggested in every fifth finished article, `fold` 0 to 4, as shipped and by a model and names learnt
        from all the others: over the five folds, how good suggestions are on this project's own articles."""
        finished = [one for one in self._taught.values() if one.example.finished]
        found = HeldOut()
        aside = finished[fold::FOLDS] if len(finished) > 1 else []
        if aside:
            kept = {one.example.key for one in aside}
            shipped, learnt = Suggester(self.tagger, self.labels), Suggester(self.tagger, self.labels)
            for one in self._taught.values():
                if one.example.key not in kept:
                    learnt._teach(one)
            # So many as are left when a fold of the least is kept aside.
            learnt.learner.train(LEAST * (FOLDS - 1) // FOLDS)
            for one in aside:
                found.gold.append(list(one.example.marks))
                found.shipped.append(as_marks(shipped._look(one.example.text, one.readings)[0]))
                for way, marks in found.ways.items():
                    learnt.way = way
                    marks.append(as_marks(learnt._look(one.example.text, one.readings)[0]))
        return found


def _mean(scores: Iterable[float]) -> float:
    values = list(scores)
    return sum(values) / len(values) if values else 1.0


def as_marks(suggestions: Iterable[Suggestion]) -> list[Mark]:
    """The spans (start, end, label) of suggestions, for evaluation and for learning."""
    return [(one.start, one.end, one.label) for one in suggestions]


def by_label(suggestions: Iterable[Suggestion], least: Mapping[str, float]) -> list[Suggestion]:
    """Those at or above the confidence asked for their label; labels that are not named are left out."""
    return [one for one in suggestions if one.label in least and one.score >= least[one.label]]
