"""Importing whatever is in files and folders: pages, annotated records, records that are pages, and what is none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator import intake
from annotator.errors import AnnotatorError
from annotator.formats import jsonl
from annotator.labels import Label, LabelSet
from annotator.paths import resource
from annotator.project import Project
from annotator.span import Origin

TEXT = "한빛시는 물관리 계획을 발표했다."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.annotator", LabelSet((Label("ORG", "기관", "", 1, "#1d4ed8"),))) as made:
        yield made


def write(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def page(folder: Path, name: str = "news.txt") -> Path:
    return Path(shutil.copy(resource("samples", name), folder / name))


def annotated(**more: Any) -> dict[str, Any]:
    return {"text": TEXT, "spans": [{"start": 0, "end": 3, "label": "ORG", "text": "한빛시"}], **more}


def codes(errors: list[AnnotatorError]) -> list[str]:
    return [error.code for error in errors]


def test_a_page_is_cleaned(project: Project, tmp_path: Path) -> None:
    done = intake.take_in(project, [page(tmp_path)])
    (article_id,) = done.result.added
    expected = json.loads(resource("samples", "news.expected.json").read_text(encoding="utf-8"))
    assert project.article(article_id).text == expected["text"]
    assert "조회" in project.source_text(article_id) or project.article(article_id).removed_characters > 0
    assert done.refused == done.result.report == []


def test_an_annotated_record_is_restored_as_it_is(project: Project, tmp_path: Path) -> None:
    text = f"홈 > 경제 > 지역\n{TEXT}\n공유하기"
    record = {"text": text, "spans": [{"start": 13, "end": 16, "label": "ORG", "text": "한빛시"}]}
    record["spans"][0]["start"] = text.index("한빛시")
    record["spans"][0]["end"] = text.index("한빛시") + 3
    done = intake.take_in(project, [write(tmp_path / "a.jsonl", record)])
    (article_id,) = done.result.added
    assert project.article(article_id).text == text
    (span,) = project.spans(article_id)
    assert (span.text, span.origin) == ("한빛시", Origin.IMPORT)


def test_an_annotated_record_without_a_mark_is_not_cleaned_either(project: Project, tmp_path: Path) -> None:
    text = f"홈 > 경제 > 지역\n{TEXT}\n공유하기"
    done = intake.take_in(project, [write(tmp_path / "a.jsonl", {"text": text, "spans": []})])
    assert project.article(done.result.added[0]).text == text


def test_a_record_that_only_brings_a_text_is_cleaned_as_a_page(project: Project, tmp_path: Path) -> None:
    raw = resource("samples", "news.txt").read_text(encoding="utf-8")
    expected = json.loads(resource("samples", "news.expected.json").read_text(encoding="utf-8"))
    records = [{"id": "a-1", "text": raw}, {"id": "a-2", "text": raw, "meta": {"title": "따로 준 제목"}}]
    done = intake.take_in(project, [write(tmp_path / "raw.jsonl", *records)])
    first, second = (project.article(article_id) for article_id in done.result.added)
    assert (first.text, first.title, first.uid) == (expected["text"], expected["title"], "a-1")
    assert (second.title, second.published_at) == ("따로 준 제목", expected["published_at"])


def test_everything_at_once_is_one_operation_in_the_order_given(project: Project, tmp_path: Path) -> None:
    files = [page(tmp_path), write(tmp_path / "a.jsonl", annotated(id="r1")), page(tmp_path, "local.txt")]
    done = intake.take_in(project, files)
    assert done.merged == {}
    rows = project.article_rows()
    assert [row.source_name for row in rows if row.uid != "r1"] == ["news.txt", "local.txt"]
    assert rows[1].uid == "r1"
    assert len(project.history()) == 1
    assert done.result.changes is not None


def test_spans_for_an_article_that_is_there_go_to_it(project: Project, tmp_path: Path) -> None:
    intake.take_in(project, [write(tmp_path / "a.jsonl", annotated(id="r1"))])
    more = annotated(id="r1")
    more["spans"].append({"start": 5, "end": 11, "label": "ORG", "text": "물관리 계획"})
    done = intake.take_in(project, [write(tmp_path / "b.jsonl", more)])
    assert done.result.added == []
    assert done.merged == {1: 1}
    assert [span.text for span in project.spans(1)] == ["한빛시", "물관리 계획"]


def test_a_folder_is_walked_in_natural_order(project: Project, tmp_path: Path) -> None:
    for number in (10, 2, 1):
        (tmp_path / f"기사 {number}.txt").write_text(f"{number}번째 기사입니다. {TEXT}", encoding="utf-8")
    intake.take_in(project, [tmp_path])
    assert [row.source_name for row in project.article_rows()] == ["기사 1.txt", "기사 2.txt", "기사 10.txt"]


def test_bad_files_stay_out_with_a_reason_each(project: Project, tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty.txt", tmp_path / "binary.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 8)
    done = intake.take_in(project, [empty, page(tmp_path), binary, tmp_path / "missing.txt"])
    assert len(done.result.added) == 1
    assert codes(done.refused) == ["source.empty", "source.binary", "intake.missing"]


def test_bad_lines_stay_out_and_good_ones_go_in(project: Project, tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", annotated(id="1"))
    with file.open("a", encoding="utf-8") as lines:
        lines.write("{not json\n")
        lines.write(json.dumps(annotated(id="2")) + "\n")
    done = intake.take_in(project, [file])
    assert [project.article(article_id).uid for article_id in done.result.added] == ["1", "2"]
    assert [(error.code, error.values["line"]) for error in done.refused] == [("jsonl.syntax", 2)]


def test_a_record_to_clean_that_holds_no_text_is_refused(project: Project, tmp_path: Path) -> None:
    done = intake.take_in(project, [write(tmp_path / "a.jsonl", {"text": " \n"}, {"text": TEXT})])
    assert len(done.result.added) == 1
    assert codes(done.refused) == ["source.empty"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[]\n", b"", b"\n\n", b"[" * 100_000])
def test_jsonl_that_is_none_is_refused_not_cleaned(content: bytes, project: Project, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(content)
    done = intake.take_in(project, [file])
    assert done.result.added == []
    assert all(code.startswith("jsonl.") for code in codes(done.refused))
    assert bool(done.refused) == bool(content.strip())


def test_unreadable_labels_keep_only_their_file_out(project: Project, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.jsonl", annotated(id="bad"))
    jsonl.sidecar(bad).write_text("{", encoding="utf-8")
    good = write(tmp_path / "good.jsonl", annotated(id="good"))
    done = intake.take_in(project, [bad, good])
    assert [project.article(article_id).uid for article_id in done.result.added] == ["good"]
    assert codes(done.refused) == ["jsonl.sidecar"]


def test_labels_of_several_files_come_together_and_share_no_digit(project: Project, tmp_path: Path) -> None:
    files = []
    for key in ("EVENT", "PERSON"):
        record = {"text": TEXT, "spans": [{"start": 0, "end": 3, "label": key, "text": "한빛시"}]}
        file = write(tmp_path / f"{key}.jsonl", record | {"id": key})
        table = {"key": key, "ko": key, "en": key, "digit": 7, "colour": "#123456"}
        jsonl.sidecar(file).write_text(json.dumps({"labels": [table]}), encoding="utf-8")
        files.append(file)
    done = intake.take_in(project, files)
    assert done.refused == done.result.report == []
    labels = project.labels()
    assert {"EVENT", "PERSON"} <= {label.key for label in labels}
    assert [labels[key].digit for key in ("EVENT", "PERSON")] == [7, None]


def test_the_format_can_be_named(project: Project, tmp_path: Path) -> None:
    records = write(tmp_path / "records.txt", annotated(id="1"))
    done = intake.take_in(project, [records], form="jsonl")
    assert project.article(done.result.added[0]).text == TEXT
    done = intake.take_in(project, [records], form="text")
    assert project.article(done.result.added[0]).text.startswith("{")


def test_the_names_are_auto_text_and_the_formats() -> None:
    assert intake.names()[:2] == ["auto", "text"]
    assert "jsonl" in intake.names()


def test_nothing_at_all_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(AnnotatorError, match=r"intake\.nothing"):
        intake.take_in(project, [tmp_path / "folder"])


def test_a_cancelled_import_leaves_nothing(project: Project, tmp_path: Path) -> None:
    done = intake.take_in(project, [page(tmp_path)], cancelled=lambda: True)
    assert done.result.cancelled
    assert project.article_rows() == []
    assert project.undoable() is None


def test_progress_counts_articles(project: Project, tmp_path: Path) -> None:
    told: list[int] = []
    intake.take_in(project, [page(tmp_path), page(tmp_path, "local.txt")], progress=told.append)
    assert told == [2]


def test_a_table_of_articles_is_cleaned_row_by_row(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "뉴스.csv"
    table.write_text(
        "기사제목,본문,발행일\n"
        '가람시 소식,"가람시는 4일 골목가게 120여곳에 임대료를 보태는 사업을 시작한다고 밝혔다.",2021-03-04\n'
        '다온군 소식,"다온군은 5일 숲길 30km를 새로 열었다고 밝혔다. 주민들이 반겼다.",2021-03-05\n',
        encoding="cp949",
    )
    done = intake.take_in(project, [table])
    articles = [project.article(number) for number in done.result.added]
    assert [article.title for article in articles] == ["가람시 소식", "다온군 소식"]
    assert articles[0].published_at.startswith("2021-03-04")
    assert done.refused == []


def test_json_lines_with_columns_of_their_own_are_pages(project: Project, tmp_path: Path) -> None:
    lines = write(tmp_path / "a.jsonl", {"제목": "가람시", "내용": "가람시는 4일 골목가게를 돕는다고 밝혔다."})
    (number,) = intake.take_in(project, [lines]).result.added
    assert "골목가게" in project.article(number).text


def test_json_lines_with_a_title_beside_their_text_keep_it_and_their_id(project: Project, tmp_path: Path) -> None:
    record = {"id": 7, "title": "가람시, 골목가게 돕는다", "date": "2021-03-04", "text": "가람시가 그렇게 밝혔다."}
    done = intake.take_in(project, [write(tmp_path / "a.jsonl", record)])
    article = project.article(done.result.added[0])
    assert (article.title, article.uid, article.published_at[:10]) == ("가람시, 골목가게 돕는다", "7", "2021-03-04")
    assert article.text.startswith("가람시, 골목가게 돕는다\n")
    assert done.refused == []


def test_a_bad_row_among_good_ones_stays_out_alone(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("제목,본문\n첫 소식,가람시는 문을 연다.\n빈 소식\n끝 소식,다온군도 연다.\n", encoding="utf-8")
    lines = write(tmp_path / "a.jsonl", {"title": "딴 소식", "text": "새봄시는 연다."}, [1], {"title": "빈 소식"})
    done = intake.take_in(project, [table, lines])
    assert [row.title for row in project.article_rows()] == ["첫 소식", "끝 소식", "딴 소식"]
    assert codes(done.refused) == ["source.field", "source.line", "source.field"]
    assert [error.values["line"] for error in done.refused] == [3, 2, 3]


def test_a_table_without_a_column_of_text_is_refused_with_its_columns(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("가,나\n1,2\n", encoding="utf-8")
    done = intake.take_in(project, [table])
    assert codes(done.refused) == ["source.columns"]
    assert "가, 나" in done.refused[0].values["columns"]


LOGIN = "로그인\n회원가입\n아이디\n비밀번호\n아이디 저장\n아이디 찾기\n비밀번호 찾기\n"


def test_a_page_without_an_article_comes_in_with_its_source_and_says_so(project: Project, tmp_path: Path) -> None:
    for name, more in (("a.txt", ""), ("b.txt", "자동 로그인\n")):
        (tmp_path / name).write_text(LOGIN + more, encoding="utf-8")
    done = intake.take_in(project, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert len(done.result.added) == 2
    assert codes(done.refused) == ["article.login", "article.login"]
    assert project.article(done.result.added[0]).text == ""
    assert project.source_text(done.result.added[0]).startswith("로그인")
    assert project.check() == []


def test_an_article_without_text_comes_back_from_an_export(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LOGIN, encoding="utf-8")
    intake.take_in(project, [tmp_path / "a.txt"])
    jsonl.write(project, tmp_path / "out.jsonl")
    with Project.create(tmp_path / "other.annotator", LabelSet(())) as other:
        assert len(intake.take_in(other, [tmp_path / "out.jsonl"]).result.added) == 1
        jsonl.write(other, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


def test_the_column_of_the_text_can_be_told(project: Project, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("번호,글월\n1,가람시는 4일 골목가게를 돕는 사업을 시작한다고 밝혔다.\n", encoding="utf-8")
    assert codes(intake.take_in(project, [table]).refused) == ["source.columns"]
    done = intake.take_in(project, [table], columns={"text": "글월"})
    assert project.article(done.result.added[0]).text.startswith("가람시는")
