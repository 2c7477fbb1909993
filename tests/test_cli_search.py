"""`annotator search`: words by their morphemes, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import cli
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import Project, operations, search


@pytest.fixture
def path(tmp_path: Path) -> Path:
    texts = tmp_path / "texts.jsonl"
    records = [
        {"id": "a", "text": "두물군은 조직을 개편했다.", "meta": {"title": "두물군 소식"}},
        {"id": "b", "text": "노선을 개편한 뒤 승객이 늘었다.", "meta": {"title": "노선 이야기"}},
    ]
    texts.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    made = tmp_path / "숲길.annotator"
    Project.create(made, load_preset(resource("labels", "news.toml"))).close()
    assert cli.run(["import", str(made), str(texts)]) == 0
    return made


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.run([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def test_hits_stand_in_their_sentence(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "search", path, "개편하다")
    assert code == 0
    assert out.splitlines() == [
        "두물군 소식: 두물군은 조직을 [개편했다].",
        "노선 이야기: 노선을 [개편한] 뒤 승객이 늘었다.",
    ]
    assert err == "2곳을 찾았습니다.\n"


def test_as_json_with_offsets(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", path, "개편하다 노선", "--json")
    answer = json.loads(out)
    assert code == 0
    assert [(hit["id"], hit["start"], hit["end"], hit["text"]) for hit in answer["hits"]] == [
        ("b", 0, 2, "노선"),
        ("b", 4, 7, "개편한"),
    ]
    assert (answer["more"], answer["not_searched"]) == (False, 0)


def test_the_limit_says_that_there_is_more(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = run(capsys, "search", path, "개편하다", "--limit", "1")
    assert len(out.splitlines()) == 1
    assert "--limit" in err


def test_nothing_found_is_no_failure(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "search", path, "없는말") == (0, "", "0곳을 찾았습니다.\n")


def test_a_project_somebody_has_open_is_searched_as_far_as_it_is_indexed(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Project.open(path, write="require"):
        code, out, err = run(capsys, "search", path, "개편하다")
    assert (code, out) == (0, "")
    assert "기사 2편은 아직" in err


def test_what_was_made_searchable_stays_so_and_is_no_step_of_the_history(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "search", path, "개편하다")
    with Project.open(path) as project:
        assert search.missing(project) == 0
        assert len(project.history()) == 1
        operations.undo(project)
        assert project.article_rows() == []


def test_a_project_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "search", tmp_path / "none", "개편하다")
    assert code == 1
    assert "none" in err
