"""What import and export can be asked for: selections, splits, units, suggestions, each as the core has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.articles import Article, clean, source_from_text
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, State, operations
from annotator.span import Span

Run = Callable[..., tuple[int, str, str]]

TEXT = "🎉 두루시의회는 작은가게 살림법을 알렸다."
MARKS = (("두루시의회", "ORG"), ("두루시", "REGION"), ("작은가게 살림법", "POLICY"))


def article(uid: str, text: str, *marks: tuple[str, str], state: State = State.DONE) -> NewArticle:
    spans = [Span(text.index(word), text.index(word) + len(word), label, word) for word, label in marks]
    return NewArticle(None, Article(text, ()), spans, uid=uid, state=state)


@pytest.fixture
def marked(here: Path) -> Path:
    """Two finished articles, one with a nested mark after an emoji, and an open one."""
    path = here / "표시.annotator"
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as made:
        operations.add_articles(
            made,
            [
                article("done-1", TEXT, *MARKS),
                article("done-2", "은하제철이 3곳을 열었다.", ("은하제철", "ORG"), ("3곳", "NUMBER")),
                article("open", "새벽바이오만 보았다.", ("새벽바이오", "ORG"), state=State.OPEN),
            ],
        )
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_training_formats_leave_open_articles_out_and_say_so(run: Run, marked: Path, here: Path) -> None:
    code, out, err = run("export", marked, "a.iobc", "--format", "iob2-char")
    assert (code, out) == (0, "기사 2편, 표시 4개를 내보냈습니다: a.iobc\n")
    assert "끝내지 않은 기사 1건은 내보내지 않았습니다. 함께 내보내려면 --include-open을 쓰세요." in err
    assert "새" not in (here / "a.iobc").read_text(encoding="utf-8")
    code, out, err = run("export", marked, "a.iobc", "--format", "iob2-char", "--include-open")
    assert (code, out) == (0, "기사 3편, 표시 5개를 내보냈습니다: a.iobc\n")
    assert "끝내지 않은" not in err


def test_finished_articles_alone(run: Run, marked: Path, here: Path) -> None:
    code, out, _ = run("export", marked, "a.jsonl", "--done-only")
    assert (code, out) == (0, "기사 2편, 표시 5개를 내보냈습니다: a.jsonl\n")
    assert [record["id"] for record in lines(here / "a.jsonl")] == ["done-1", "done-2"]


def test_one_annotator_alone(run: Run, marked: Path, here: Path) -> None:
    with Project.open(marked) as project:
        operations.add_span(project, 2, 6, 7, "NUMBER", annotator="분석가 2")
    assert run("export", marked, "a.jsonl", "--annotator", "분석가 2")[0] == 0
    found = [(s["start"], s["end"], s["annotator"]) for record in lines(here / "a.jsonl") for s in record["spans"]]
    assert found == [(6, 7, "분석가 2")]


@pytest.mark.parametrize(("since", "count"), [("2001-01-01", 3), ("2999-01-01T09:00", 0)])
def test_since_a_date(since: str, count: int, run: Run, marked: Path, here: Path) -> None:
    assert run("export", marked, "a.jsonl", "--since", since)[0] == 0
    assert len(lines(here / "a.jsonl")) == count


def test_a_split_is_three_files_and_says_what_is_in_each(run: Run, marked: Path, here: Path) -> None:
    with Project.open(marked) as project:
        more = [article(f"n{n}", f"{n}번 글은 {n * 7}가지 다른 말로 쓴 {n * 13}째 소식이다.") for n in range(40)]
        operations.add_articles(project, more)
    code, out, _ = run("export", marked, "a.tsv", "--format", "klue", "--split", "60/20/20")
    assert code == 0
    whole, *splits = out.splitlines()
    assert whole == "기사 42편, 표시 4개를 내보냈습니다: a.tsv"
    assert [line.split(":")[0].strip() for line in splits] == ["train", "validation", "test"]
    assert sum(int(line.split("기사 ")[1].split("편")[0]) for line in splits) == 42
    assert {path.name for path in here.glob("a.*")} == {
        "a.train.tsv", "a.validation.tsv", "a.test.tsv", "a.tsv.README.md", "a.tsv.report.ndjson"
    }  # fmt: skip


def test_which_nested_mark_stays(run: Run, marked: Path, here: Path) -> None:
    run("export", marked, "a.tsv", "--format", "klue")
    assert "<두루시의회:ORG>" in (here / "a.tsv").read_text(encoding="utf-8")
    code, _, err = run("export", marked, "a.tsv", "--format", "klue", "--winner", "innermost")
    assert code == 0
    assert "<두루시:REGION>의회" in (here / "a.tsv").read_text(encoding="utf-8")
    assert "겹친 표시 1개" in err


def test_all_that_comes_in_can_be_declared_done(run: Run, marked: Path, here: Path) -> None:
    assert run("export", marked, "a.jsonl", "--format", "doccano")[0] == 0
    run("new", "다시")
    assert run("import", "다시", "a.jsonl", "--done")[:2] == (0, "기사 3편을 가져왔습니다.\n")
    with Project.open(here / "다시.annotator") as again:
        assert [row.state for row in again.article_rows()] == ["done"] * 3


@pytest.mark.parametrize(("unit", "start"), [(None, 3), ("utf16", 3), ("codepoint", 2), ("grapheme", 2)])
def test_the_unit_of_doccano_both_ways(unit: str | None, start: int, run: Run, marked: Path, here: Path) -> None:
    if unit == "grapheme":
        pytest.importorskip("regex")
    how = ["--offset-unit", unit] if unit else []
    assert run("export", marked, "a.jsonl", "--format", "doccano", *how)[0] == 0
    assert lines(here / "a.jsonl")[0]["label"][0] == [start, start + 5, "ORG"]
    run("new", "다시")
    code, out, _ = run("import", "다시", "a.jsonl", *how)
    assert (code, out) == (0, "기사 3편을 가져왔습니다.\n")
    with Project.open(here / "다시.annotator") as again, Project.open(marked) as first:
        assert [s.text for _, s in again.all_spans()] == [s.text for _, s in first.all_spans()]


def test_a_unit_has_no_meaning_elsewhere(run: Run, marked: Path, here: Path) -> None:
    code, out, err = run("export", marked, "a.conll", "--format", "conll", "--offset-unit", "utf16")
    assert (code, out) == (1, "")
    assert err == "conll: 위치를 세는 단위가 정해진 형식입니다. 단위를 고르지 말고 다시 해 주세요.\n"
    assert [path.name for path in here.iterdir()] == ["표시.annotator"]


def test_source_offsets_and_removed_lines(run: Run, marked: Path, here: Path) -> None:
    page = "가온시 소식\n글자크기\n" + "가온시는 은하제철과 손잡고 새 단지를 짓는다고 밝혔다. " * 6
    source = source_from_text(page, "쪽.txt")
    with Project.open(marked) as project:
        (number,) = operations.add_articles(project, [NewArticle(source=source, article=clean(source))]).added
        start = project.article(number).text.index("은하제철")
        operations.add_span(project, number, start, start + 4, "ORG")
    assert run("export", marked, "a.jsonl", "--source-offsets", "--removed")[0] == 0
    record = lines(here / "a.jsonl")[-1]
    (span,) = record["spans"]
    assert source.text[span["source_start"] : span["source_end"]] == span["text"] == "은하제철"
    assert [entry["text"] for entry in record["removed"]] == ["글자크기"]
    _, _, err = run("export", marked, "b.jsonl", "--format", "doccano", "--source-offsets", "--removed")
    assert "표시 7개의 원문 위치: 담지 않습니다." in err
    assert "기사 1건에서 걷어 낸 줄: 담지 않습니다." in err


def test_suggestions_stand_apart_from_the_marks(run: Run, marked: Path, here: Path) -> None:
    with Project.open(marked) as project:
        operations.add_articles(
            project,
            [article("fresh", "산업통상부는 부산시에 220억원을 지원한다.", ("부산시", "REGION"), state=State.OPEN)],
        )
    assert run("export", marked, "a.json", "--format", "label-studio", "--suggestions")[0] == 0
    tasks = json.loads((here / "a.json").read_text(encoding="utf-8"))
    assert [bool(task["predictions"]) for task in tasks[:2]] == [False, False]
    fresh = tasks[-1]
    found = {region["value"]["text"] for region in fresh["predictions"][0]["result"]}
    assert {"산업통상부", "220억원"} <= found
    assert "부산시" not in found
    assert [region["value"]["text"] for region in fresh["annotations"][0]["result"]] == ["부산시"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "a", "b", "--split", "80/10"], "‘80/10’: 나눌 비율로 읽을 수 없습니다. 80/10/10처럼 적어 주세요."),
        (["export", "a", "b", "--since", "어제"], "‘어제’: 날짜로 읽을 수 없습니다. 2026-11-01처럼 적어 주세요."),
        (
            ["export", "a", "b", "--winner", "both"],
            "‘both’: 쓸 수 없는 값입니다. 쓸 수 있는 값: outermost, innermost",
        ),
        (
            ["import", "a", "b", "--offset-unit", "byte"],
            "‘byte’: 쓸 수 없는 값입니다. 쓸 수 있는 값: codepoint, utf16, grapheme",
        ),
    ],
)
def test_values_that_are_none_are_wrong_usage(words: list[str], said: str, run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == said


@pytest.mark.parametrize("out", [".", "..", "/"])
@pytest.mark.parametrize("form", ["jsonl", "conll", "brat"])
def test_a_folder_that_is_here_is_no_place_for_an_export(out: str, form: str, run: Run, marked: Path) -> None:
    code, printed, said = run("export", str(marked), out, "--format", form)
    assert (code, printed) == (1, "")
    assert said.startswith(("파일을 쓸 수 없습니다", f"{out}: 다른 파일이 있는 폴더"))


def test_a_folder_may_have_the_name_of_the_project(run: Run, marked: Path) -> None:
    assert run("export", "표시", "표시", "--format", "brat")[0] == 0
    code, printed, _ = run("stats", "표시")
    assert (code, printed.split(",")[0]) == (0, "‘표시’ 기사 3편")


@pytest.mark.parametrize("path", [".", "/"])
def test_a_project_has_a_name(path: str, run: Run) -> None:
    for command in ("new", "stats"):
        code, _, said = run(command, path)
        assert code == 1
        assert "프로그램 오류" not in said
