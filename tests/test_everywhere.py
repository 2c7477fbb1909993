"""Other places of a marked form: which can be marked at once, which are only listed."""

from __future__ import annotations

import pytest

from annotator.everywhere import Doubt, occurrences
from annotator.morphemes import Morphemes
from annotator.morphology import tokenize
from annotator.span import Span, SpanIndex

TEXT = "두루공사는 오늘 문을 열었다. 시민들은 두루공사에서 일한다. 두루공사서비스는 따로다. ‘두루공사 혁신안’이 나왔다."


@pytest.fixture(scope="module")
def morphemes() -> Morphemes:
    made = Morphemes(TEXT)
    made.add(0, len(TEXT), tokenize([TEXT])[0])
    return made


def found(morphemes: Morphemes, *spans: Span) -> list[tuple[int, Doubt]]:
    return [(each.start, each.doubt) for each in occurrences(TEXT, "두루공사", morphemes, SpanIndex(spans))]


def span(start: int, end: int, label: str = "ORG", number: int = 1) -> Span:
    return Span(start, end, label, TEXT[start:end], id=number)


def test_particles_do_not_matter_but_longer_words_do(morphemes: Morphemes) -> None:
    doubts = [doubt for _, doubt in found(morphemes)]
    assert doubts == [Doubt.NONE, Doubt.NONE, Doubt.LONGER_WORD, Doubt.NONE]


def test_an_occurrence_with_a_mark_of_its_own_is_marked_already(morphemes: Morphemes) -> None:
    assert found(morphemes, span(0, 4, "REGION"))[0] == (0, Doubt.MARKED)


def test_an_occurrence_inside_a_mark_is_listed(morphemes: Morphemes) -> None:
    start = TEXT.index("두루공사 혁신안")
    assert found(morphemes, span(start, start + 8, "POLICY"))[3] == (start, Doubt.INSIDE_MARK)


def test_an_occurrence_that_crosses_a_mark_is_listed(morphemes: Morphemes) -> None:
    start = TEXT.index("두루공사에서")
    crossing = span(start + 2, start + 6)
    assert found(morphemes, crossing)[1] == (start, Doubt.CROSSES)


def test_nothing_is_found_of_nothing(morphemes: Morphemes) -> None:
    assert list(occurrences(TEXT, "", morphemes, SpanIndex())) == []
