"""Articles in and out: new, import, clean, export."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import cli
from annotator.articles import clean, read_source, to_dict
from annotator.paths import resource
from annotator.project import Project

Run = Callable[..., tuple[int, str, str]]
ROLES = {"title", "subtitle", "date", "byline", "body", "subhead", "pullquote", "caption", "chrome"}
SAMPLES = ("news.txt", "local.txt", "briefing.txt")


# -- new


def test_new_makes_an_empty_project_with_the_four_labels(run: Run, here: Path) -> None:
    code, out, err = run("new", "새.annotator")
    assert (code, err) == (0, "")
    assert out == "프로젝트를 만들었습니다: 새.annotator (라벨 ORG, POLICY, REGION, NUMBER)\n"
    with Project.open(here / "새.annotator") as made:
        assert made.name == "새"
        assert made.progress().articles == 0


def test_new_adds_the_suffix_that_the_window_knows_projects_by(run: Run, here: Path) -> None:
    assert run("new", "v1.2")[0] == 0
    assert [path.name for path in here.iterdir()] == ["v1.2.annotator"]
    assert run("stats", "v1.2")[0] == 0


def test_new_touches_nothing_that_is_there(run: Run, project: Path) -> None:
    before = project.read_bytes()
    code, out, err = run("new", project)
    assert (code, out) == (1, "")
    assert err == f"이미 있는 파일입니다: {project}. 다른 이름을 고르거나 그 프로젝트를 여세요.\n"
    assert project.read_bytes() == before


# -- import


def test_import_takes_a_folder(run: Run, folder: Path, here: Path) -> None:
    run("new", "새")
    assert run("import", "새", folder) == (0, "기사 3편을 가져왔습니다.\n", "")
    with Project.open(here / "새.annotator") as opened:
        rows = opened.article_rows()
        assert sorted(row.source_name for row in rows) == sorted(SAMPLES)
        expected = json.loads(resource("samples", "local.expected.json").read_text(encoding="utf-8"))
        local = next(opened.article(row.id) for row in rows if row.source_name == "local.txt")
        assert (local.text, local.title) == (expected["text"], expected["title"])


def test_an_import_is_one_operation(run: Run, folder: Path) -> None:
    run("new", "새")
    run("import", "새", folder)
    assert run("undo", "새")[0] == 0
    assert json.loads(run("stats", "새", "--json")[1])["articles"] == 0


def test_the_same_article_is_skipped_with_a_word(run: Run, folder: Path) -> None:
    run("new", "새")
    run("import", "새", folder / "news.txt")
    code, out, err = run("import", "새", folder / "news.txt")
    assert (code, out) == (0, "기사 0편을 가져왔습니다.\n")
    assert err.startswith("news.txt: 이미 있는 기사라서 건너뛰었습니다 ‘")
    assert "--force" in err


def test_force_takes_it_again(run: Run, folder: Path) -> None:
    run("new", "새")
    run("import", "새", folder / "news.txt")
    assert run("import", "새", folder / "news.txt", "--force") == (0, "기사 1편을 가져왔습니다.\n", "")
    assert json.loads(run("stats", "새", "--json")[1])["articles"] == 2


def test_marks_for_an_article_that_is_there_are_added_to_it(run: Run, project: Path, here: Path) -> None:
    run("export", project, "out.jsonl")
    record = json.loads((here / "out.jsonl").read_text(encoding="utf-8"))
    record["spans"].append({"start": 3, "end": 5, "label": "ORG", "text": record["text"][3:5]})
    (here / "more.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    code, out, err = run("import", project, "more.jsonl")
    assert (code, err) == (0, "")
    assert out.splitlines() == ["기사 0편을 가져왔습니다.", "이미 있던 기사 1편에 표시 1개를 더했습니다."]


def test_a_bad_file_is_told_and_the_good_ones_go_in(run: Run, folder: Path) -> None:
    (folder / "그림.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20)
    (folder / "빈 글.txt").write_bytes(b"")
    run("new", "새")
    code, out, err = run("import", "새", folder, "없는 글.txt")
    assert (code, out) == (1, "기사 3편을 가져왔습니다.\n")
    assert sorted(err.splitlines()) == [
        "그런 파일이 없습니다: 없는 글.txt",
        "그림.txt: 글이 아닌 파일입니다. 텍스트로 저장해 다시 가져와 주세요.",
        "빈 글.txt: 내용이 비어 있습니다.",
    ]


def test_a_folder_without_articles_is_told(run: Run, here: Path) -> None:
    (here / "빈 폴더").mkdir()
    run("new", "새")
    code, out, err = run("import", "새", "빈 폴더")
    assert (code, out) == (1, "")
    assert err.startswith("가져올 파일이 없습니다.")


@pytest.mark.parametrize("command", [["import", "없음", "a.txt"], ["stats", "없음"], ["undo", "없음.annotator"]])
def test_a_project_that_is_not_there_names_the_command_that_makes_one(command: list[str], run: Run) -> None:
    code, out, err = run(*command)
    assert (code, out) == (1, "")
    assert err == f"프로젝트가 없습니다: {command[1]}. annotator new 명령으로 먼저 만들어 주세요.\n"


def test_a_file_that_is_no_project_is_refused_and_kept(run: Run, here: Path) -> None:
    (here / "글.annotator").write_text("그냥 글입니다.", encoding="utf-8")
    code, _, err = run("import", "글", "a.txt")
    assert code == 1
    assert err.startswith("annotator 프로젝트가 아닙니다")
    assert (here / "글.annotator").read_text(encoding="utf-8") == "그냥 글입니다."


# -- clean


def test_clean_prints_the_text(run: Run) -> None:
    expected = json.loads(resource("samples", "news.expected.json").read_text(encoding="utf-8"))
    assert run("clean", resource("samples", "news.txt")) == (0, expected["text"] + "\n", "")


@pytest.mark.parametrize("name", SAMPLES)
def test_clean_prints_one_object_that_accounts_for_every_line(name: str, run: Run) -> None:
    path = resource("samples", name)
    code, out, err = run("clean", path, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found == to_dict(clean(read_source(path)))
    assert list(found) == [
        "title", "subtitle", "published_at", "modified_at", "byline", "text", "segments", "lines",
    ]  # fmt: skip
    lines = read_source(path).text.split("\n")
    numbers = [entry["line"] for entry in found["lines"]]
    assert sorted(set(numbers)) == [number for number, line in enumerate(lines, 1) if line.strip()]
    kept = {"line", "role"}
    for entry in found["lines"]:
        expected = kept | {"class", "rule"} if entry["role"] == "chrome" else kept
        assert set(entry) - {"start", "end"} == expected
        assert entry["role"] in ROLES
    for segment in found["segments"]:
        assert list(segment) == ["start", "end", "role"]
        assert 0 <= segment["start"] < segment["end"] <= len(found["text"])


def test_clean_of_a_file_that_is_not_there(run: Run) -> None:
    assert run("clean", "없는 글.txt", "--json") == (1, "", "그런 파일이 없습니다: 없는 글.txt\n")


def test_json_is_written_as_it_is_read(run: Run) -> None:
    _, out, _ = run("clean", resource("samples", "news.txt"), "--json")
    assert "\\u" not in out


def test_json_stays_json_where_stdout_cannot_write_korean(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    bytes_out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_out, encoding="ascii"))
    assert cli.run(["stats", str(project), "--json"]) == 0
    assert json.loads(bytes_out.getvalue())["project"] == "연습"


# -- export


def test_export_writes_jsonl_that_a_script_reads(run: Run, project: Path, here: Path) -> None:
    code, out, err = run("export", project, "out.jsonl")
    assert (code, out, err) == (0, "기사 1편, 표시 1개를 내보냈습니다: out.jsonl\n", "")
    (line,) = (here / "out.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    (span,) = record["spans"]
    assert record["text"][span["start"] : span["end"]] == span["text"]
    assert (span["label"], record["offset_unit"], record["end"]) == ("ORG", "codepoint", "exclusive")


def test_what_was_exported_comes_back_byte_for_byte(run: Run, project: Path, here: Path) -> None:
    run("export", project, "out.jsonl")
    run("new", "다시")
    assert run("import", "다시", "out.jsonl") == (0, "기사 1편을 가져왔습니다.\n", "")
    run("export", "다시", "again.jsonl")
    for suffix in (".jsonl", ".jsonl.labels.json"):
        assert (here / f"again{suffix}").read_bytes() == (here / f"out{suffix}").read_bytes()


def test_an_export_never_replaces_a_project(run: Run, project: Path, here: Path) -> None:
    before = project.read_bytes()
    shutil.copy(project, here / "다른.annotator")
    (here / "link.jsonl").symlink_to(project)
    for out in (project, "다른.annotator", "link.jsonl"):
        code, _, err = run("export", project, out)
        assert code == 1
        assert err.startswith("프로젝트 파일 위에 내보낼 수 없습니다")
    assert project.read_bytes() == (here / "다른.annotator").read_bytes() == before


def test_an_export_that_cannot_be_written_leaves_what_was_there(run: Run, project: Path, here: Path) -> None:
    (here / "out.jsonl").mkdir()
    (here / "out.jsonl" / "kept").write_text("", encoding="utf-8")
    code, out, err = run("export", project, "out.jsonl")
    assert (code, out) == (1, "")
    assert err.startswith("파일을 쓸 수 없습니다: ")
    assert len(err.splitlines()) == 1
    assert sorted(path.name for path in here.iterdir()) == ["out.jsonl", "연습.annotator"]
