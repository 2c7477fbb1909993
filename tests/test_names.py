"""Names: the run of nouns under a click, and which runs belong together over a blank."""

from __future__ import annotations

import pytest

from annotator.morphology import tokenize
from annotator.names import Reader
from annotator.pieces import index_at, merge


def _reader(text: str) -> Reader:
    return Reader(text, merge(text, 0, len(text), tokenize([text])[0], 0))


def _run(text: str, position: int) -> str | None:
    read = _reader(text)
    at = index_at(read.pieces, position)
    run = None if at is None else read.run(at)
    return None if run is None else read.string(run)


@pytest.mark.parametrize(
    ("text", "position", "run"),
    [
        ("산업진흥부가 왔다", 2, "산업진흥부"),
        ("(재)누리재단은", 0, "(재)누리재단"),
        ("(재)누리재단은", 1, "(재)누리재단"),
        ("(재)누리재단은", 2, "(재)누리재단"),
        ("(재)누리재단은", 4, "(재)누리재단"),
        ("㈜가람은", 0, "㈜가람"),
        ("누리전자(주)는", 6, "누리전자(주)"),
        ("누리재단(NR)은", 1, "누리재단"),
        ("누리재단(NR)은", 5, "NR"),
        ("K&G전자가", 1, "K&G전자"),
        ("톈산(天山)산맥을", 0, "톈산(天山)산맥"),
        ("시장님들은", 0, "시장"),
        ("누리전자 측은", 0, "누리전자"),
        ("달렸다", 0, None),
        ("‘가람’은", 1, "가람"),
        ("‘가람’은", 0, None),
    ],
)
def test_a_run_is_unbroken_nouns_and_what_belongs_to_a_name(text: str, position: int, run: str | None) -> None:
    assert _run(text, position) == run


def _joined(text: str, rule: str) -> str:
    """What the first word of `text` grows to under a rule."""
    read = _reader(text)
    run = read.run(0)
    assert run is not None
    return read.string(read.chain(run, getattr(read, rule)))


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("강원 춘천시 신북읍에서", "강원 춘천시 신북읍"),
        ("일본 후쿠오카에서", "일본 후쿠오카"),
        ("부산 국제공항에서", "부산 국제공항"),
        ("부산 가람신문이", "부산"),
        ("부산 일본 대사가", "부산"),
        ("부산, 대구에서", "부산"),
        ("부산에서 대구로", "부산"),
    ],
)
def test_an_address_is_one_chain(text: str, chain: str) -> None:
    assert _joined(text, "joins_places") == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("미국 상무부가", "미국 상무부"),
        ("일본 정부는", "일본 정부"),
        ("부산 동래경찰서는", "부산 동래경찰서"),
        ("부산지법 민사3부가", "부산지법 민사3부"),
        ("국회 정보위원회에서", "국회 정보위원회"),
        ("사단법인 누리회가", "사단법인 누리회"),
        ("한국 축구 대표팀이", "한국 축구 대표팀"),
        ("미국 누리전자가", "미국"),
        ("정부 일부가", "정부"),
        ("김가람 외교부 장관", "김가람"),
    ],
)
def test_a_body_goes_with_its_country_and_its_parent(text: str, chain: str) -> None:
    assert _joined(text, "joins_bodies") == chain


def test_a_region_in_a_run_ends_with_its_last_proper_name() -> None:
    read = _reader("부산영화제에서")
    run = read.run(0)
    assert run is not None
    assert read.string(read.place(run)) == "부산"
