"""JSONL and CSV files of many articles."""

import json
from pathlib import Path

import pytest

from annotator.articles.records import Record, is_container, records
from annotator.errors import AnnotatorError

TEXT = "새봄시는 12일 물길을 되살리겠다고 밝혔다.\n사업에는 120억 원이 든다."


def jsonl(path: Path, *rows: object) -> list[Record]:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return list(records(path))


@pytest.mark.parametrize(
    "row",
    [
        {"title": "물길 되살린다", "text": TEXT, "date": "2025-03-12 18:05", "source": "새봄일보"},
        {"기사제목": "물길 되살린다", "본문": TEXT, "입력일시": "2025.03.12 18:05", "언론사": "새봄일보"},
        {
            "headline": "물길 되살린다",
            "Article_Body": TEXT,
            "published_at": "2025-03-12T09:05:00Z",
            "press": "새봄일보",
        },
    ],
)
def test_columns_are_known_by_their_names(tmp_path: Path, row: dict[str, str]) -> None:
    (record,) = jsonl(tmp_path / "a.jsonl", row)
    article = record.article()
    assert record.outlet == "새봄일보"
    assert article.title == "물길 되살린다"
    assert article.published_at == "2025-03-12T18:05:00+09:00"
    assert TEXT in article.text


@pytest.mark.parametrize("title", ["포토뉴스", "주요 뉴스", "댓글 3", "물길 되살린다 "])
def test_what_a_record_calls_its_title_is_one(tmp_path: Path, title: str) -> None:
    (record,) = jsonl(tmp_path / "a.jsonl", {"title": title, "text": TEXT})
    assert record.article().title == title.strip()


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("cp949", ","), ("utf-8", "\t"), ("cp949", ";")]
)
def test_tables_in_each_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        delimiter.join(["번호", "제목", "내용"]) + f'\n1{delimiter}물길{delimiter}"{TEXT}"\n', encoding=encoding
    )
    (record,) = records(path)
    assert (record.number, record.article().title) == (2, "물길")
    assert TEXT in record.source.text


def test_without_a_column_of_text_it_asks_and_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as caught:
        jsonl(tmp_path / "a.jsonl", {"a": 1, "b": TEXT})
    assert (caught.value.code, caught.value.values["columns"]) == ("source.columns", "a, b")
    assert caught.value.values["longest"] == "b"
    (record,) = records(tmp_path / "a.jsonl", {"text": "b"})
    assert record.source.text == TEXT


def test_an_annotated_record_is_never_cleaned_and_its_spans_stay_on_their_characters(tmp_path: Path) -> None:
    text = "공유하기\r\n\u1100\u1161\u11a8시는 \U0001f389 말했다.\r\n저작권자 ⓒ 새봄일보 무단전재 금지"
    start = text.index("\U0001f389")
    row = {
        "text": text,
        "spans": [{"start": 6, "end": 9, "label": "ORG"}, {"start": start, "end": start + 1, "label": "X"}],
    }
    (record,) = jsonl(tmp_path / "a.jsonl", row)
    assert record.annotated
    assert record.source.text == "공유하기\n각시는 \U0001f389 말했다.\n저작권자 ⓒ 새봄일보 무단전재 금지"
    assert [span.text for span in record.spans] == ["각", "\U0001f389"]
    assert all(record.source.text[span.start : span.end] == span.text for span in record.spans)
    assert record.article().text == record.source.text


def test_an_empty_list_of_spans_is_annotated_too(tmp_path: Path) -> None:
    (record,) = jsonl(tmp_path / "a.jsonl", {"text": "공유하기\n" + TEXT, "spans": []})
    assert record.article().text == "공유하기\n" + TEXT


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{bad", "source.line"),
        ("[1]", "source.line"),
        ('{"text": 3}', "source.field"),
        ('{"text": "abc", "spans": [{"start": 2, "end": 9, "label": "X"}]}', "source.span"),
        ('{"text": "abc", "spans": [5]}', "source.span"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "가"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(AnnotatorError) as caught:
        list(records(path))
    assert (caught.value.code, caught.value.values["line"]) == (code, 3)


def test_a_bad_row_is_told_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'제목,본문\n물길,"{TEXT}"\n빈 줄\n숲길,"{TEXT}"\n', encoding="utf-8")
    told: list[AnnotatorError] = []
    assert [record.number for record in records(path, problem=told.append)] == [2, 4]
    assert [(error.code, error.values["line"]) for error in told] == [("source.field", 3)]


def test_containers_are_known_by_their_suffix() -> None:
    assert [is_container(Path(name)) for name in ("a.JSONL", "b.csv", "c.tsv", "d.txt")] == [True, True, True, False]
