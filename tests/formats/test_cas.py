"""UIMA CAS: out, back, through dkpro-cassis; and files that mean harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import Options
from annotator.project import Project

OPEN = Options(include_open=True)


@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
def test_cas_covers_the_same_texts(name: str, hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    formats.get(name).write(hard, tmp_path / "cas", options=OPEN)
    if name == "cas-json":
        with (tmp_path / "cas" / "hard.json").open("rb") as file:
            cas = cassis.load_cas_from_json(file)
    else:
        with (tmp_path / "cas" / "TypeSystem.xml").open("rb") as file:
            types = cassis.load_typesystem(file)
        with (tmp_path / "cas" / "hard.xmi").open("rb") as file:
            cas = cassis.load_cas_from_xmi(file, typesystem=types)
    assert cas.sofa_string == made.HARD
    entities = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    found = sorted((each.begin, -each.end, each.value, each.get_covered_text()) for each in entities)
    assert found == sorted((s.start, -s.end, s.label, s.text) for s in made.hard_spans())


@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
def test_cas_files_count_utf16_units(name: str, hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    formats.get(name).write(hard, tmp_path / "cas", options=OPEN)
    span = made.hard_spans()[1]
    begin = len(made.HARD[: span.start].encode("utf-16-le")) // 2
    assert begin > span.start
    (file,) = (tmp_path / "cas").glob("hard.*")
    raw = file.read_text(encoding="utf-8")
    assert f'"begin" : {begin}' in raw or f'"begin": {begin}' in raw or f'begin="{begin}"' in raw


@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
def test_cas_comes_back(name: str, hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    formats.get(name).write(hard, tmp_path / "cas", options=OPEN)
    (file,) = (tmp_path / "cas").glob("hard.*")
    found = formats.for_path(file)
    assert found is not None
    assert name == found.NAME
    result = formats.import_file(empty, file)
    assert result.report == []
    assert made.spans_in(empty, "hard") == made.spans_in(hard, "hard")


@pytest.mark.parametrize("before", ["", f"<!-- {'x' * (1 << 20)} -->"], ids=["at once", "late"])
@pytest.mark.parametrize("file", ["hard.xmi", "TypeSystem.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_cas_xml_with_entities_of_its_own_is_refused(
    before: str, file: str, encoding: str, hard: Project, empty: Project, tmp_path: Path
) -> None:
    pytest.importorskip("cassis")
    formats.get("cas-xmi").write(hard, tmp_path / "cas")
    path = tmp_path / "cas" / file
    head, _, xml = path.read_text(encoding="utf-8").partition("?>")
    given = f'{head}?>{before}<!DOCTYPE x [<!ENTITY a "b">]>{xml}'.replace("UTF-8", encoding.upper())
    path.write_bytes(given.encode(encoding))
    with pytest.raises(AnnotatorError, match="DOCTYPE") as caught:
        formats.import_file(empty, tmp_path / "cas" / "hard.xmi")
    assert caught.value.code == "format.unreadable"


@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
def test_cas_of_an_article_about_xml_comes_back(
    name: str, make: Callable[..., Project], made: SimpleNamespace, empty: Project, tmp_path: Path
) -> None:
    pytest.importorskip("cassis")
    text = "가온시는 <!DOCTYPE html> 한 줄을 고쳤다."
    formats.get(name).write(make(made.plain_article("a", text, ("가온시", "REGION"))), tmp_path / "cas")
    (file,) = (tmp_path / "cas").glob("a.*")
    assert formats.import_file(empty, file).report == []
    assert [(article.text, empty.spans(article.id)[0].text) for article in empty.iter_articles()] == [(text, "가온시")]


@pytest.mark.parametrize("end", [None, "끝", 3.5])
def test_cas_bounds_that_are_no_numbers_get_one_sentence(
    end: Any, hard: Project, empty: Project, tmp_path: Path
) -> None:
    pytest.importorskip("cassis")
    formats.get("cas-json").write(hard, tmp_path / "cas")
    given = json.loads((tmp_path / "cas" / "hard.json").read_text(encoding="utf-8"))
    entity = next(each for each in given["%FEATURE_STRUCTURES"] if each["%TYPE"].endswith(".NamedEntity"))
    entity["end"] = end
    (tmp_path / "a.json").write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(AnnotatorError) as caught:
        formats.import_file(empty, tmp_path / "a.json")
    assert caught.value.code == "format.unreadable"
