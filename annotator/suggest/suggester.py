"""Suggestions for one article: tagger or learnt model, rules, tables and the project's own names, brought together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.paths import resource
from annotator.pieces import Bounds, Piece, merge
from annotator.span import contains, overlap
from annotator.suggest import bodies, plugins, policy, rules
from annotator.suggest.evaluation import FOLDS, HeldOut, Mark, Way
from annotator.suggest.gazetteer import Regions
from annotator.suggest.learner import LEAST, Learner
from annotator.suggest.names import Names
from annotator.suggest.plugins import Loaded
from annotator.suggest.sieve import Candidate, candidates
from annotator.suggest.suggestion import Reason, Source, Suggestion
from annotator.suggest.suggestion import merge as together
from annotator.suggest.tagger import Guess, Reading, Tagger
from annotator.suggest.tagging import sentences
from annotator.text import paragraphs
from annotator.tokens import Token

# The labels whose meaning the shipped tagger and the rules know; a project may have others, which are only learnt.
KNOWN = ("ORG", "POLICY", "REGION", "NUMBER")
# Names that stand for the same thing throughout an article once they are this sure somewhere in it.
_REPEATED = frozenset(["ORG", "POLICY"])
_SURE, _AGAIN = 0.85, 0.7
_SURE_PLACE = 0.9
_LIKELY = 0.5
# How often a rule's finds were right in text marked by the guideline (tests/bench/suggest.py); the tagger's own
# confidence is calibrated by itself.
_QUOTED_POLICY, _POLICY_HEAD, _NUMBER_RULE, _LEGAL_FORM, _NESTED = 0.85, 0.75, 0.6, 0.9, 0.8
# A letter or digit that is no jamo by itself.
_SPOKEN = re.compile("[^\\W_\u1100-\u11ff\u3131-\u318e]")
_TAGGER, _LEARNT = (Source.TAGGER, Reason.TAGGER), (Source.LEARNT, Reason.LEARNT)


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
        said_by = _LEARNT if learnt else _TAGGER
        found = self._found(text, readings, guesses, said_by, guided, self.names)
        return self._together([*found, *others], refused), _mean(guess.score for own in guesses for guess in own)

    def _found(
        self,
        text: str,
        readings: Sequence[Reading],
        guesses: Sequence[Sequence[Guess]],
        said_by: tuple[Source, Reason],
        guided: bool,
        names: Names,
    ) -> list[Suggestion]:
        """What each suggester says of a text."""
        found = [
            one
            for reading, own in zip(readings, guesses, strict=True)
            for one in self._candidates(text, reading, own, said_by, guided, names)
        ]
        return found + list(self._repeated(text, readings, found))

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
        given = self._together([*self._found(text, readings, guesses, _TAGGER, True, names), *others], refused)
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

    def _repeated(self, text: str, readings: Sequence[Reading], found: Sequence[Suggestion]) -> Iterator[Suggestion]:
        """Where names that are clear in one place of the article, and organisations' short forms, stand in others."""
        names = Names()
        names.put("sure", [(one.text, one.label) for one in found if one.score >= _SURE and one.label in _REPEATED])
        bodies_at = {(one.start, one.end): one for one in found if one.label == "ORG"}
        ends = {end: one for (_, end), one in bodies_at.items()}
        for reading in readings:
            for last, piece in enumerate(reading.pieces):
                if piece.end in ends and (short := bodies.abbreviation(text, reading.pieces, last)):
                    surface = text[reading.pieces[short[0]].start : reading.pieces[short[1]].end]
                    names.put(surface, [(surface, "ORG")])
        for reading in readings:
            for first, last, label, _ in names.matches(text, reading.pieces):
                start, end = reading.pieces[first].start, reading.pieces[last].end
                surface = text[start:end]
                # A body with its unit (가람지검 강력부) stays whole.
                if (start, end) not in bodies_at and any(contains(bounds, (start, end)) for bounds in bodies_at):
                    continue
                yield Suggestion(start, end, label, surface, _AGAIN, Source.RULE, Reason.REPEATED, surface)

    def _candidates(
        self,
        text: str,
        reading: Reading,
        guesses: Sequence[Guess],
        said_by: tuple[Source, Reason],
        guided: bool,
        names: Names,
    ) -> list[Suggestion]:
        """What each suggester says of a sentence; `guided` by the guideline's rules of where spans end."""
        pieces, regions = reading.pieces, self.tagger.regions

        def made(
            first: int, last: int, label: str, score: float, source: Source, reason: Reason, evidence: str = ""
        ) -> Suggestion:
            start, end = pieces[first].start, pieces[last].end
            return Suggestion(start, end, label, text[start:end], round(score, 4), source, reason, evidence)

        found: list[Suggestion] = []
        named_here: list[Suggestion] = []
        for guess in guesses:
            first, last = guess.first, guess.last
            if guess.label == "NUMBER" and guided:
                ends = rules.number_ends(text, pieces, first, last)
                if ends is None:
                    continue
                first, last = ends
            settled = [(first, last, guess.label)]
            if guided:
                settled = bodies.settle(text, pieces, settled[0], regions, guess.score >= _SURE_PLACE)
            said = _LEARNT if guess.label in self.learner.added else said_by
            found += [made(*part, guess.score, *said) for part in settled]
        for first, last, form in bodies.legal_forms(text, pieces):
            one = made(first, last, "ORG", _LEGAL_FORM, Source.RULE, Reason.ENDING, form)
            # What the tagger reads on is the whole name: (주)영화사 봄.
            if not any(other.label == "ORG" and contains(other.bounds, one.bounds) for other in found):
                found.append(one)
        busy = {at for guess in guesses for at in range(guess.first, guess.last + 1)}
        times = {at for g in reading.guesses if g.label in ("DATE", "TIME") for at in range(g.first, g.last + 1)}
        if guided:
            taken = busy | times
            for first, last in rules.numbers(text, pieces, taken):
                if taken.isdisjoint(range(first, last + 1)):
                    found.append(made(first, last, "NUMBER", _NUMBER_RULE, Source.RULE, Reason.NUMBER))
        for name in policy.policies(text, pieces):
            score, why = (_QUOTED_POLICY, Reason.QUOTED) if name.quoted else (_POLICY_HEAD, Reason.HEAD)
            found.append(made(name.first, name.last, "POLICY", score, Source.RULE, why, name.head))
        for first, last, label, count in names.matches(text, pieces):
            surface = text[pieces[first].start : pieces[last].end]
            here = made(first, last, label, 1.0 - 0.4 / (1 + count), Source.PROJECT, Reason.CONFIRMED, surface)
            if not any(self._knows_better(one, here) for one in found):
                named_here.append(here)
        found += named_here
        sure = [one for one in found if one.label == "ORG" and one.score >= _SURE]
        # 미국 연방준비제도 is a body, whatever it ends in.
        found = [
            one for one in found if one.reason != Reason.HEAD or not any(contains(b.bounds, one.bounds) for b in sure)
        ]
        named = [one for one in found if one.label == "POLICY"]
        found = [one for one in found if not any(_swallows(name, one) for name in named)]
        nested = []
        for outer in found:
            if outer.label in ("ORG", "POLICY"):
                first = bisect_left(pieces, outer.start, key=lambda piece: piece.start)
                last = bisect_left(pieces, outer.end, key=lambda piece: piece.start) - 1
                for begin, end in rules.nested_regions(text, pieces, first, last, regions):
                    score = min(outer.score, _NESTED)
                    nested.append(made(begin, end, "REGION", score, Source.TABLE, Reason.NESTED, outer.text))
        return found + nested

    def _knows_better(self, one: Suggestion, name: Suggestion) -> bool:
        """Whether what is suggested at a place is more than that a name confirmed elsewhere stands there: the name is a
        part of a longer one, or a place, which is a body in one sentence and a region in the next."""
        if not overlap(one.bounds, name.bounds):
            return False
        longer = contains(one.bounds, name.bounds) and one.bounds != name.bounds and one.score >= _LIKELY
        return longer or name.text in self.tagger.regions


def _swallows(name: Suggestion, other: Suggestion) -> bool:
    """Whether another label's span is a part of a policy's name: 제2차 of a plan, the body a law is named after."""
    return other.label != "POLICY" and contains(name.bounds, other.bounds) and name.bounds != other.bounds


def _mean(scores: Iterable[float]) -> float:
    values = list(scores)
    return sum(values) / len(values) if values else 1.0


def as_marks(suggestions: Iterable[Suggestion]) -> list[Mark]:
    """The spans (start, end, label) of suggestions, for evaluation and for learning."""
    return [(one.start, one.end, one.label) for one in suggestions]


def by_label(suggestions: Iterable[Suggestion], least: Mapping[str, float]) -> list[Suggestion]:
    """Those at or above the confidence asked for their label; labels that are not named are left out."""
    return [one for one in suggestions if one.label in least and one.score >= least[one.label]]
