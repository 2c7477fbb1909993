"""What each source says of a sentence: the tagger or the learnt model, rules, tables, the project's own names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotator.span import contains, overlap
from annotator.suggest import bodies, policy, rules
from annotator.suggest.gazetteer import Regions
from annotator.suggest.names import Names
from annotator.suggest.suggestion import Reason, Source, Suggestion
from annotator.suggest.tagger import Guess, Reading

# Names that stand for the same thing throughout an article once they are this sure somewhere in it.
_REPEATED = frozenset(["ORG", "POLICY"])
_SURE, _AGAIN = 0.85, 0.7
_SURE_PLACE = 0.9
_LIKELY = 0.5
# How often a rule's finds were right in text marked by the guideline (tests/bench/suggest.py); the tagger's own
# confidence is calibrated by itself.
_QUOTED_POLICY, _POLICY_HEAD, _NUMBER_RULE, _LEGAL_FORM, _NESTED = 0.85, 0.75, 0.6, 0.9, 0.8
TAGGER, LEARNT = (Source.TAGGER, Reason.TAGGER), (Source.LEARNT, Reason.LEARNT)


@dataclass(frozen=True, slots=True)
class Sources:
    """`said_by` is who guesses, but of the labels `added` to those the tagger knows; `names` are the project's.

    `guided`: by the guideline's rules of where spans end.
    """

    regions: Regions
    names: Names
    said_by: tuple[Source, Reason] = TAGGER
    added: Collection[str] = ()
    guided: bool = True

    def say(self, text: str, reading: Reading, guesses: Sequence[Guess]) -> list[Suggestion]:
        """What each says of a sentence; `guesses` are the tagger's or the learnt model's."""
        pieces, regions, guided = reading.pieces, self.regions, self.guided

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
            said = LEARNT if guess.label in self.added else self.said_by
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
        for first, last, label, count in self.names.matches(text, pieces):
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
        return longer or name.text in self.regions


def repeated(text: str, readings: Sequence[Reading], found: Sequence[Suggestion]) -> Iterator[Suggestion]:
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


def _swallows(name: Suggestion, other: Suggestion) -> bool:
    """Whether another label's span is a part of a policy's name: 제2차 of a plan, the body a law is named after."""
    return other.label != "POLICY" and contains(name.bounds, other.bounds) and name.bounds != other.bounds
