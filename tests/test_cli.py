"""The command line, command by command: what it prints, what it answers, and what it refuses."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database, Migrations

from annotator import __version__, cli, formats
from annotator.articles import clean, read_source, to_dict
from annotator.errors import AnnotatorError
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations, schema

ROLES = {"title", "subtitle", "date", "byline", "body", "subhead", "pullquote", "caption", "chrome"}
SAMPLES = ("news.txt", "local.txt", "briefing.txt")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder(here: Path) -> Path:
    """A folder with the three samples."""
    target = here / "기사"
    target.mkdir()
    for name in SAMPLES:
        shutil.copy(resource("samples", name), target / name)
    return target


@pytest.fixture
def project(here: Path) -> Path:
    """A project with one article and one span."""
    path = here / "연습.annotator"
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as made:
        source = read_source(resource("samples", "news.txt"))
        added = operations.add_articles(made, [NewArticle(source=source, article=clean(source))]).added
        operations.add_span(made, added[0], 0, 2, "ORG")
    return path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; its exit code, stdout and stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def as_json(out: str) -> Any:
    """Exactly one JSON value, and nothing else."""
    return json.loads(out)


# -- what is there


def test_the_commands_have_their_names() -> None:
    assert set(cli.names()) == {
        "new",
        "import",
        "clean",
        "export",
        "stats",
        "check",
        "undo",
        "redo",
        "history",
        "search",
    }


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"annotator {__version__}\n", "")


def test_help_is_korean_first(run: Run) -> None:
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert out.startswith("사용법: annotator ")
    for name in cli.names():
        assert f"\n  {name} " in out
    assert "Show this message" not in out


def test_help_is_english_where_the_locale_is(run: Run, english: None) -> None:
    _, out, _ = run("import", "--help")
    assert out.startswith("Usage: annotator import [OPTIONS] PROJECT PATH...\n")
    assert "--format NAME" in out
    assert not any("가" <= char <= "힣" for char in out)


@pytest.mark.parametrize("name", cli.names())
def test_every_command_and_option_says_what_it_is_for(name: str, run: Run) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0
    usage, explained, *_ = out.split("\n\n")
    assert usage.startswith(f"사용법: annotator {name} ")
    assert explained.strip().endswith(".")
    for line in out.partition("옵션:\n")[2].splitlines():
        assert any("가" <= char <= "힣" for char in line), line


# -- asked wrongly


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new"], "PROJECT: 적어 주세요. 꼭 있어야 합니다."),
        (["import", "a.annotator"], "PATH...: 적어 주세요. 꼭 있어야 합니다."),
        (["stats", "a.annotator", "b.annotator"], "명령을 쓰는 법이 다릅니다."),
        (["stats", "a.annotator", "--nonsense"], "--nonsense: 없는 옵션입니다."),
        (
            ["export", "a.annotator", "out", "--format", "xml"],
            "‘xml’: 없는 형식입니다. 쓸 수 있는 형식: " + ", ".join(formats.names()),
        ),
        (["import", "a", "b", "--format"], "--format: 옵션 뒤에 값을 적어 주세요."),
        (["history", "a.annotator", "--limit", "0"], "‘0’: 1보다 크거나 같은 정수를 적어 주세요."),
        (["history", "a.annotator", "--limit", "²"], "‘²’: 1보다 크거나 같은 정수를 적어 주세요."),
    ],
)
def test_wrong_usage_is_two_with_a_sentence_and_the_right_one(words: list[str], said: str, run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    first, usage, more = err.splitlines()
    assert first == said
    assert usage.startswith(f"사용법: annotator {words[0]} ")
    assert more == f"자세히 보기: annotator {words[0]} --help"


def test_an_unknown_command_is_wrong_usage(run: Run) -> None:
    code, out, err = run("nonsense")
    assert (code, out) == (2, "")
    assert err.startswith("명령을 쓰는 법이 다릅니다.\n")


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
    assert as_json(run("stats", "새", "--json")[1])["articles"] == 0


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
    assert as_json(run("stats", "새", "--json")[1])["articles"] == 2


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
    found = as_json(out)
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
    counts = as_json(out)
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
    assert as_json(run("check", project, "--json")[1]) == {"ok": True, "faults": []}


def test_a_span_that_left_its_words_is_named_with_its_article(run: Run, project: Path) -> None:
    with sqlite3.connect(project) as db:
        db.execute('UPDATE spans SET "end" = "end" + 1')
    db.close()
    code, out, err = run("check", project)
    assert (code, out) == (1, "잘못된 곳이 1군데 있습니다.\n")
    with Project.open(project) as opened:
        assert err.startswith(f"기사 {opened.article(1).title}, 0–3 ")
    code, out, err = run("check", project, "--json")
    found = as_json(out)
    assert (code, found["ok"], err) == (1, False, "")
    (fault,) = found["faults"]
    assert (fault["code"], fault["article"]) == ("check.span_text", 1)
    assert fault["message"].startswith("기사 ")


def test_damage_that_keeps_a_project_from_opening_is_a_finding(run: Run, project: Path) -> None:
    data = bytearray(project.read_bytes())
    data[4096:12288] = b"\xff" * 8192
    project.write_bytes(data)
    code, out, err = run("check", project, "--json")
    found = as_json(out)
    assert (code, found["ok"], err) == (1, False, "")
    assert found["faults"]


# -- undo, redo, history


def test_undo_and_redo_name_what_they_did(run: Run, project: Path) -> None:
    with Project.open(project) as opened:
        text = opened.article(1).text[:2]
    assert run("undo", project) == (0, f"되돌렸습니다: 표시 1개 추가 ‘{text}’\n", "")
    assert as_json(run("stats", project, "--json")[1])["spans"] == 0
    assert run("redo", project) == (0, f"다시 했습니다: 표시 1개 추가 ‘{text}’\n", "")
    assert as_json(run("stats", project, "--json")[1])["spans"] == 1


def test_nothing_to_undo_is_no_success(run: Run) -> None:
    run("new", "새")
    assert run("undo", "새") == (1, "", "되돌릴 일이 없습니다.\n")
    assert run("redo", "새") == (1, "", "다시 할 일이 없습니다.\n")
    code, out, _ = run("undo", "새", "--json")
    assert (code, as_json(out)) == (1, {"operation": None, "articles": [], "spans": [], "values": {}})


def test_undo_for_a_script(run: Run, project: Path) -> None:
    code, out, err = run("undo", project, "--json")
    found = as_json(out)
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
    (only,) = as_json(run("history", project, "--limit", "1", "--json")[1])["history"]
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
    assert as_json(out)
    kept = here / f"연습.v{schema.version() - 1}.annotator"
    assert kept.is_file()
    assert err == f"예전 판의 프로젝트를 새 판으로 바꾸었습니다: {project}. 예전 파일은 사본으로 두었습니다: {kept}\n"
    assert run("check", project) == (0, "파일과 모든 표시가 온전합니다.\n", "")


# -- never a traceback


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (AnnotatorError("labels.digit_twice", value=3), 1, "숫자 키 3"),
        (OSError(28, "No space left on device"), 1, "시스템이 거절했습니다"),
        (RuntimeError("무언가"), 1, "프로그램 오류로 멈추었습니다: RuntimeError: 무언가"),
        (KeyboardInterrupt(), 130, "중간에 멈추었습니다."),
    ],
    ids=["refusal", "system", "fault", "interrupt"],
)
def test_whatever_happens_is_one_sentence(
    error: BaseException, code: int, said: str, run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Project, "progress", fail)
    found, out, err = run("stats", project)
    assert (found, out) == (code, "")
    assert err.strip().startswith(said)
    assert len(err.strip().splitlines()) == 1


def test_names_from_files_do_not_steer_the_terminal(run: Run, here: Path) -> None:
    (here / "a\x1b[2Jb\nc.txt").write_bytes(b"")
    run("new", "새")
    code, _, err = run("import", "새", "a\x1b[2Jb\nc.txt")
    assert code == 1
    assert err == "a [2Jb c.txt: 내용이 비어 있습니다.\n"


def test_progress_shows_only_to_somebody_who_looks(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "새")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    code, out, err = run("import", "새", folder)
    assert (code, out) == (0, "기사 3편을 가져왔습니다.\n")
    assert err == "\r3\r\x1b[K"
