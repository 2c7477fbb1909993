"""The table of regions: complete at the first two levels, and read with its kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.paths import resource
from annotator.pieces import Piece
from annotator.suggest.gazetteer import KINDS, Regions
from annotator.suggest.policy_words import words


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load(resource("gazetteers", "regions.toml"))


PROVINCES = sorted(
    words("""
    서울특별시 부산광역시 대구광역시 인천광역시 광주광역시 대전광역시 울산광역시 세종특별자치시 경기도
    강원특별자치도 충청북도 충청남도 전북특별자치도 전라남도 경상북도 경상남도 제주특별자치도
    """)
)


@pytest.mark.parametrize("name", PROVINCES)
def test_all_seventeen_provinces(regions: Regions, name: str) -> None:
    assert KINDS[0] in [KINDS[kind] for kind in regions.kinds(name)]
    assert regions.local(name)


@pytest.mark.parametrize("name", ["충남", "경남도", "전라북도", "강원도", "서울시", "제주"])
def test_short_and_older_forms_of_provinces(regions: Regions, name: str) -> None:
    assert regions.local(name)


@pytest.mark.parametrize("name", ["노원구", "봉화군", "천안시", "군위군", "수지구", "마산시", "울릉군"])
def test_districts_also_former_ones(regions: Regions, name: str) -> None:
    assert regions.local(name)


@pytest.mark.parametrize("name", ["천안", "봉화", "수원"])
def test_short_forms_of_cities_and_counties(regions: Regions, name: str) -> None:
    assert regions.local(name)


@pytest.mark.parametrize("name", ["중", "동", "서"])
def test_no_short_form_of_one_syllable(regions: Regions, name: str) -> None:
    assert not regions.local(name)


@pytest.mark.parametrize("name", ["수도권", "충청권", "미국", "美", "북한강"])
def test_nothing_else_is_local(regions: Regions, name: str) -> None:
    assert not regions.local(name)


@pytest.mark.parametrize(("name", "country"), [("미국", True), ("튀르키예", True), ("서울", False), ("가나다", False)])
def test_countries(regions: Regions, name: str, country: bool) -> None:
    assert regions.country(name) is country


@pytest.mark.parametrize("letter", ["美", "日", "中", "미", "한"])
def test_countries_of_one_letter(regions: Regions, letter: str) -> None:
    assert "letter" in [KINDS[kind] for kind in regions.kinds(letter)]


def test_matches_hold_names_of_several_pieces_but_no_blank(regions: Regions) -> None:
    text = "봉화군 봉화 군"
    pieces = [Piece(a, b, ("NNG",), (text[a:b],)) for a, b in ((0, 2), (2, 3), (4, 6), (7, 8))]
    found = {(first, last) for first, last, kind in regions.matches(text, pieces) if KINDS[kind] == "district"}
    assert found == {(0, 1)}


@pytest.mark.parametrize("content", ["", "[province", "province = 1", "[area]\nnames = 'x'"])
def test_a_broken_table_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "regions.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AnnotatorError) as refusal:
        Regions.load(path)
    assert refusal.value.code == "suggest.damaged"


def test_there_are_at_least_as_many_districts_as_the_law_has(regions: Regions) -> None:
    """226 self-governing 시군구 and two 행정시; names that several cities share (중구, 동구) count once."""
    districts = [name for name in regions._kinds if "district" in [KINDS[kind] for kind in regions.kinds(name)]]
    assert len(districts) > 200
