"""What a second look at a mark finds, and what would mend it. Sentences and names are made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import boundary
from annotator.boundary import Check, Finding
from annotator.morphemes import Morphemes
from annotator.morphology import chunks, tokenize
from annotator.span import Span, SpanIndex, trim


def read(text: str) -> Morphemes:
    morphemes = Morphemes(text)
    for start, end in chunks(text):
        morphemes.add(start, end, tokenize([text[start:end]])[0])
    return morphemes


def mark(text: str, words: str, label: str = "ORG", **values: object) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), label, words, id=start + 1, **values)  # type: ignore[arg-type]


def mended(text: str, words: str, **values: object) -> tuple[Check | None, str]:
    """The finding at a mark of `words`, and the words it would be mended to."""
    finding = boundary.ends(text, read(text), mark(text, words, **values))
    if finding is None:
        return None, words
    return finding.check, text[slice(*finding.bounds)] if finding.bounds else words


TEXT = "누리부가 ‘새길 대책’을 내고 (재)가람재단, 다온군에서 3.5% 늘린다고 밝혔다."


@pytest.mark.parametrize("words", ["누리부", "새길 대책", "(재)가람재단", "다온군", "3.5%"])
def test_ends_that_stand_well_are_passed_over(words: str) -> None:
    assert mended(TEXT, words) == (None, words)


@pytest.mark.parametrize(
    ("words", "check", "better"),
    [
        ("누리부가", Check.PARTICLE, "누리부"),
        ("다온군에서", Check.PARTICLE, "다온군"),
        ("‘새길 대책’", Check.PUNCTUATION, "새길 대책"),
        ("‘새길 대책", Check.PUNCTUATION, "새길 대책"),
        ("(재)가람재단,", Check.PUNCTUATION, "(재)가람재단"),
        ("재)가람재단, ", Check.PUNCTUATION, "재)가람재단"),
    ],
)
def test_what_is_found_at_the_ends_and_what_mends_it(words: str, check: Check, better: str) -> None:
    assert mended(TEXT, words) == (check, better)


def test_a_cut_morpheme_is_made_whole() -> None:
    assert mended(TEXT, "가람재") == (Check.CUT, "가람재단")


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("-3.5%", "-3.5%"),
        ("(가람)", "가람"),
        ("((가람))", "가람"),
        ("“가람", "가람"),
        ("가람”.", "가람"),
        ("가람(누리)", "가람(누리)"),
        ("(가) 나(다)", "(가) 나(다)"),
        ("U.S.", "U.S."),
        ("Garam Corp.", "Garam Corp."),
        ("가람.", "가람"),
        ("·가람·", "가람"),
        ("\xa0가람\ufeff", "가람"),
        ("'가람'의 '누리'", "'가람'의 '누리'"),
        ("㈜가람", "㈜가람"),
        ("…", "…"),
        ("()", "()"),
    ],
)
def test_punctuation_around_a_name_goes_and_inside_it_stays(text: str, better: str) -> None:
    assert text[slice(*boundary.stripped(text, 0, len(text)))] == better


@pytest.mark.parametrize(
    ("text", "words", "better"),
    [
        ("시의 ‘새길 대책’ 사업", "새길 대책’ 사업", "새길 대책"),
        ("시의 '새길 대책' 사업", "새길 대책' 사업", "새길 대책"),
        ("시의 ‘새길 대책’ 사업", "시의 ‘새길 대책", "새길 대책"),
        ("시의 '새길 대책' 사업", "시의 '새길 대책", "새길 대책"),
        ("‘누리’·‘가람’을", "누리’·‘가람", "누리"),
        ("누리재단(가람)은", "누리재단(가람", "누리재단"),
        ("(재)누리재단은", "재)누리재단", "(재)누리재단"),
        ("1) 누리재단은", "1) 누리재단", "1) 누리재단"),
        ("시의 ‘새길 대책’ 사업", "시의 ‘새길 대책’ 사업", "시의 ‘새길 대책’ 사업"),
        ("시의 '새길' '대책'", "시의 '새길' '대책'", "시의 '새길' '대책'"),
        ("Nuri's 재단", "Nuri's 재단", "Nuri's 재단"),
        ("전국 '26년 예산", "전국 '26년 예산", "전국 '26년 예산"),
    ],
)
def test_half_a_pair_leaves_what_the_pair_encloses(text: str, words: str, better: str) -> None:
    start = text.index(words)
    assert text[slice(*boundary.whole_pairs(text, start, start + len(words)))] == better


def test_half_a_pair_inside_is_seen() -> None:
    assert mended(TEXT, "새길 대책’을 내고") == (Check.UNPAIRED, "새길 대책")


@given(st.text(st.sampled_from("가나(){}“”‘’\"'.,-%·3aS \u200b\U00020000"), max_size=12), st.data())
def test_stripped_bounds_lie_inside_and_strip_no_further(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = boundary.stripped(text, start, end)
    assert start <= low <= high <= end
    assert boundary.stripped(text, low, high) == (low, high)
    if (low, high) != (start, end):
        assert trim(text, low, high) == (low, high)


@given(st.text(st.sampled_from("가나()[‘’“”'\" 3aS·"), max_size=12), st.data())
def test_whole_pairs_come_to_rest_on_a_lawful_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    bounds, seen = (start, end), set()
    while bounds not in seen:
        seen.add(bounds)
        bounds = boundary.whole_pairs(text, *bounds)
        assert 0 <= bounds[0] <= bounds[1] <= len(text)
        if bounds != (start, end):
            assert trim(text, *bounds) == bounds
    assert boundary.whole_pairs(text, *bounds) == bounds


def test_without_tokens_only_punctuation_is_seen() -> None:
    assert boundary.ends(TEXT, None, mark(TEXT, "누리부가")) is None
    assert boundary.ends(TEXT, Morphemes(TEXT), mark(TEXT, "누리부가")) is None
    assert boundary.ends(TEXT, None, mark(TEXT, "대책’")) == Finding(Check.PUNCTUATION, mark(TEXT, "대책").bounds)


def test_a_guessed_mark_says_so_and_knows_better_ends_if_there_are_any() -> None:
    assert mended(TEXT, "누리부", boundary_check=True) == (Check.GUESSED, "누리부")
    assert mended(TEXT, "누리부가", boundary_check=True) == (Check.GUESSED, "누리부")
    finding = boundary.ends(TEXT, None, mark(TEXT, "누리부가", boundary_check=True))
    assert finding == Finding(Check.GUESSED)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_mends_the_ends_is_a_lawful_mark_and_mending_comes_to_rest(data: st.DataObject) -> None:
    morphemes = read(TEXT)
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    bounds = trim(TEXT, start, end)
    seen = set()
    while bounds[0] < bounds[1] and bounds not in seen:
        seen.add(bounds)
        finding = boundary.ends(TEXT, morphemes, Span(*bounds, "ORG", TEXT[slice(*bounds)]))
        if finding is None:
            break
        assert finding.bounds is not None
        assert trim(TEXT, *finding.bounds) == finding.bounds
        assert finding.bounds[0] < finding.bounds[1]
        assert finding.bounds != bounds
        bounds = finding.bounds
    else:
        assert bounds[0] >= bounds[1], "mending goes round in circles"


# -- the form elsewhere


@pytest.mark.parametrize(
    ("counts", "finding"),
    [
        ({"ORG": 1}, None),
        ({"ORG": 5}, None),
        ({}, None),
        ({"ORG": 1, "REGION": 1}, Finding(Check.OTHER_LABEL, label="REGION", count=1)),
        ({"ORG": 2, "REGION": 1}, Finding(Check.OTHER_LABEL, label="REGION", count=1)),
        ({"ORG": 4, "REGION": 2}, None),
        ({"ORG": 4, "REGION": 3}, Finding(Check.OTHER_LABEL, label="REGION", count=3)),
        ({"ORG": 1, "REGION": 2, "POLICY": 7}, Finding(Check.OTHER_LABEL, label="POLICY", count=7)),
    ],
)
def test_another_label_is_told_when_the_form_has_it_as_often(counts: dict[str, int], finding: Finding | None) -> None:
    assert boundary.other_label(mark(TEXT, "다온군"), counts) == finding


def test_places_where_the_form_stands_alone_and_unmarked_are_counted() -> None:
    text = "다온군은 넓다. 다온군에 비가 왔다. 다온군청은 크다. 다온군도 젖었다."
    first = mark(text, "다온군")
    last = Span(text.rindex("다온군"), text.rindex("다온군") + 3, "REGION", "다온군", id=99)
    morphemes = read(text)
    both = boundary.unmarked(text, morphemes, SpanIndex([first]), first)
    assert both == Finding(Check.UNMARKED, count=2)
    places = boundary.unmarked_places(text, morphemes, SpanIndex([first, last]), first)
    assert [each.start for each in places] == [text.index("다온군에")]
    alone = mark(TEXT, "누리부")
    assert boundary.unmarked(TEXT, read(TEXT), SpanIndex([alone]), alone) is None
