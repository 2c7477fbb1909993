"""A project looked at and walked through: stats, check, undo, redo, history; and one that somebody else has."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from annotator.project import Project, operations, schema

Run = Callable[..., tuple[int, str, str]]


# -- stats, check


def test_stats_counts(run: Run, project: Path) -> None:
    code, out, err = run("stats", project)
    assert (code, err) == (0, "")
    first, *rows = out.splitlines()
    assert first == "‘연습’ 기사 1편, 완료 0편, 표시 1개"
    assert [row.split() for row in rows] == [
        ["ORG", "1", "기관"],
        ["POLICY", "0", "정책"],
        ["REGION", "0", "지역"],
        ["NUMBER", "0", "수치"],
    ]


def test_stats_for_a_script(run: Run, project: Path) -> None:
    code, out, _ = run("stats", project, "--json")
    assert code == 0
    counts = json.loads(out)
    (day,) = counts.pop("by_day")
    assert datetime.now(UTC) - datetime.fromisoformat(day).replace(tzinfo=UTC) < timedelta(days=2)
    assert counts == {
        "project": "연습",
        "articles": 1,
        "done": 0,
        "open": 1,
        "spans": 1,
        "by_label": {"ORG": 1, "POLICY": 0, "REGION": 0, "NUMBER": 0},
        "by_annotator": {"분석가 1": 1},
        "forms": [{"label": "ORG", "text": "소재", "count": 1}],
        "conflicts": [],
    }


def test_a_sound_project_passes(run: Run, project: Path) -> None:
    assert run("check", project) == (0, "파일과 모든 표시가 온전합니다.\n", "")
    assert json.loads(run("check", project, "--json")[1]) == {"ok": True, "faults": []}


def test_a_span_that_left_its_words_is_named_with_its_article(run: Run, project: Path) -> None:
    with sqlite3.connect(project) as db:
        db.execute('UPDATE spans SET "end" = "end" + 1')
    db.close()
    code, out, err = run("check", project)
    assert (code, out) == (1, "잘못된 곳이 1군데 있습니다.\n")
    with Project.open(project) as opened:
        assert err.startswith(f"기사 {opened.article(1).title}, 0–3 ")
    code, out, err = run("check", project, "--json")
    found = json.loads(out)
    assert (code, found["ok"], err) == (1, False, "")
    (fault,) = found["faults"]
    assert (fault["code"], fault["article"]) == ("check.span_text", 1)
    assert fault["message"].startswith("기사 ")


def test_damage_that_keeps_a_project_from_opening_is_a_finding(run: Run, project: Path) -> None:
    data = bytearray(project.read_bytes())
    data[4096:12288] = b"\xff" * 8192
    project.write_bytes(data)
    code, out, err = run("check", project, "--json")
    found = json.loads(out)
    assert (code, found["ok"], err) == (1, False, "")
    assert found["faults"]


# -- undo, redo, history


def test_undo_and_redo_name_what_they_did(run: Run, project: Path) -> None:
    with Project.open(project) as opened:
        text = opened.article(1).text[:2]
    assert run("undo", project) == (0, f"되돌렸습니다: 표시 1개 추가 ‘{text}’\n", "")
    assert json.loads(run("stats", project, "--json")[1])["spans"] == 0
    assert run("redo", project) == (0, f"다시 했습니다: 표시 1개 추가 ‘{text}’\n", "")
    assert json.loads(run("stats", project, "--json")[1])["spans"] == 1


def test_nothing_to_undo_is_no_success(run: Run) -> None:
    run("new", "새")
    assert run("undo", "새") == (1, "", "되돌릴 일이 없습니다.\n")
    assert run("redo", "새") == (1, "", "다시 할 일이 없습니다.\n")
    code, out, _ = run("undo", "새", "--json")
    assert (code, json.loads(out)) == (1, {"operation": None, "articles": [], "spans": [], "values": {}})


def test_undo_for_a_script(run: Run, project: Path) -> None:
    code, out, err = run("undo", project, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["operation"], found["articles"], found["spans"]) == ("add_spans", [1], [1])
    assert found["values"]["label"] == "ORG"


def test_history_shows_the_newest_first_and_what_was_undone(run: Run, project: Path) -> None:
    run("undo", project)
    code, out, err = run("history", project)
    assert (code, err) == (0, "")
    newest, oldest = out.splitlines()
    assert "(되돌림) 표시 1개 추가" in newest
    assert "기사 1편 가져오기" in oldest
    assert "(되돌림)" not in oldest
    (only,) = json.loads(run("history", project, "--limit", "1", "--json")[1])["history"]
    assert (only["operation"], only["applied"]) == ("add_spans", False)


def test_every_kind_of_operation_has_its_words(run: Run, project: Path) -> None:
    with Project.open(project, write="require") as opened:
        (span,) = opened.spans(1)
        assert span.id is not None
        operations.change_span(opened, span.id, label="REGION")
        operations.set_state(opened, 1, "done")
        operations.set_note(opened, 1, "확인함")
        operations.rename_project(opened, "새 이름")
        operations.remove_spans(opened, [span.id])
        operations.remove_articles(opened, [1])
    kinds = set()
    while (answer := run("undo", project))[0] == 0:
        kinds.add(answer[1].split(":")[1].split("‘")[0].strip())
    assert len(kinds) == 8
    assert len(run("history", project)[1].splitlines()) == 8


# -- somebody else


def test_a_project_held_elsewhere_is_read_but_not_written(run: Run, project: Path, here: Path) -> None:
    with Project.open(project, write="require"):
        for words in (["import", project, "a.txt"], ["undo", project], ["redo", project]):
            code, out, err = run(*words)
            assert (code, out) == (1, "")
            assert err.startswith("다른 곳에서 열려 있어 쓸 수 없습니다")
            assert "프로세스" in err
        assert run("stats", project)[0] == 0
        assert run("check", project)[0] == 0
        assert run("export", project, "out.jsonl")[0] == 0
    assert run("undo", project)[0] == 0


@pytest.mark.parametrize("words", [["stats", "--json"], ["undo", "--json"]], ids=["reading", "writing"])
def test_a_project_of_an_older_version_is_brought_up_to_date_with_a_word(
    words: list[str], run: Run, project: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = Migrations(schema.migrations.name)
    ahead._migrations = list(schema.migrations._migrations)

    @ahead()
    def next_version(db: Database) -> None:
        db.conn.execute("ALTER TABLE articles ADD COLUMN mood TEXT NOT NULL DEFAULT ''")

    monkeypatch.setattr(schema, "migrations", ahead)
    code, out, err = run(words[0], project, *words[1:])
    assert code == 0
    assert json.loads(out)
    kept = here / f"연습.v{schema.version() - 1}.annotator"
    assert kept.is_file()
    assert err == f"예전 판의 프로젝트를 새 판으로 바꾸었습니다: {project}. 예전 파일은 사본으로 두었습니다: {kept}\n"
    assert run("check", project) == (0, "파일과 모든 표시가 온전합니다.\n", "")
