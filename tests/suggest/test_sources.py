"""What each source says of a sentence, before what they say is brought together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.suggest.names import Names
from annotator.suggest.sources import LEARNT, Sources, repeated
from annotator.suggest.suggester import Suggester, as_marks
from annotator.suggest.suggestion import Reason, Source, Suggestion
from annotator.suggest.tagger import Guess
from annotator.tokens import Token

Tokens = Callable[[str], Sequence[Token]]
TEXT = "한빛시의회는 (사)누리에 25곳을 맡겼다."


def said(suggester: Suggester, tokens: Sequence[Token], **values: object) -> list[tuple[str, str, str]]:
    reading = suggester.read(TEXT, tokens)[0]
    sources = Sources(suggester.tagger.regions, values.pop("names", Names()), **values)  # type: ignore[arg-type]
    at = next(at for at, piece in enumerate(reading.pieces) if TEXT[piece.start : piece.end] == "25")
    guess = Guess(at, at + 1, "GIFT", 0.5)
    return [(one.text, one.label, str(one.source)) for one in sources.say(TEXT, reading, [guess])]


def test_rules_speak_beside_the_tagger(suggester: Suggester, tokens_of: Tokens) -> None:
    assert ("(사)누리", "ORG", str(Source.RULE)) in said(suggester, tokens_of(TEXT))


def test_a_label_the_base_does_not_know_is_said_by_what_was_learnt(suggester: Suggester, tokens_of: Tokens) -> None:
    assert ("25곳", "GIFT", str(Source.TAGGER)) in said(suggester, tokens_of(TEXT))
    assert ("25곳", "GIFT", str(LEARNT[0])) in said(suggester, tokens_of(TEXT), added={"GIFT"})


def test_names_of_the_project_speak_where_nobody_knows_better(suggester: Suggester, tokens_of: Tokens) -> None:
    names = Names()
    names.put("다른 기사", [("한빛시의회", "ORG"), ("누리", "POLICY")])
    assert ("한빛시의회", "ORG", str(Source.PROJECT)) in said(suggester, tokens_of(TEXT), names=names)
    # (사) makes the whole a body, of which the name is a part.
    assert ("누리", "POLICY", str(Source.PROJECT)) not in said(suggester, tokens_of(TEXT), names=names)


def test_a_name_repeats_but_not_inside_of_a_longer_one(suggester: Suggester, tokens_of: Tokens) -> None:
    text = "가람지검이 나섰다. 가람지검 강력부와 가람지검이다."
    known = [
        Suggestion(0, 4, "ORG", "가람지검", 0.95, Source.TAGGER, Reason.TAGGER),
        Suggestion(11, 19, "ORG", "가람지검 강력부", 0.6, Source.TAGGER, Reason.TAGGER),
    ]
    again = repeated(text, suggester.read(text, tokens_of(text)), known)
    assert as_marks(again) == [(0, 4, "ORG"), (21, 25, "ORG")]
