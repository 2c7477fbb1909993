"""Tables of spans: what Excel, the csv module and openpyxl see."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats, intake
from annotator.formats import Options
from annotator.formats.spreadsheet import COLUMNS, harmless
from annotator.project import Project

DONE = Options(include_open=False)


def table(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_each_span_is_a_row(name: str, delimiter: str, hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get(name).write(hard, tmp_path / "a.csv", options=DONE)
    rows = table(tmp_path / "a.csv", delimiter)
    assert tuple(rows[0]) == COLUMNS
    found = [(int(row["start"]), int(row["end"]), row["label"], row["text"]) for row in rows]
    assert found == [(s.start, s.end, s.label, s.text) for s in made.hard_spans()]
    assert rows[0]["label_name"] == "지역"
    assert rows[9]["text"] == "1+1"


def test_excel_is_told_the_encoding(hard: Project, tmp_path: Path) -> None:
    formats.get("csv").write(hard, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,title")


def test_notes_that_look_like_formulas_cannot_run(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("csv").write(hard, tmp_path / "a.csv", options=DONE)
    notes = [row["note"] for row in table(tmp_path / "a.csv", ",")]
    assert made.hard_spans()[6].note == "=위험"
    assert notes[6] == "'=위험"


@given(st.text(max_size=8))
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    shown = str(harmless(cell))
    assert shown.lstrip()[:1] not in set("=+-@＝＋－＠") or not shown.lstrip()
    assert shown in (cell, "'" + cell)


def test_an_article_without_spans_has_a_row(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    formats.get("csv").write(make(made.plain_article("a", "빈 글")), tmp_path / "a.csv")
    (row,) = table(tmp_path / "a.csv", ",")
    assert (row["id"], row["text"], row["start"]) == ("a", "", "")


def test_a_workbook_holds_the_same_cells(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    formats.get("xlsx").write(hard, tmp_path / "a.xlsx", options=DONE)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    head, *rows = sheet.iter_rows()
    assert tuple(cell.value for cell in head) == COLUMNS
    found = [(row[5].value, row[6].value, row[7].value, row[9].value) for row in rows]
    assert found == [(s.start, s.end, s.label, s.text) for s in made.hard_spans()]
    assert [row[12].value for row in rows][6] == "=위험"
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "inlineStr"}


def test_a_table_cannot_be_read_back(tmp_path: Path) -> None:
    assert not {"csv", "tsv", "xlsx"} & set(formats.readable())
    (tmp_path / "a.csv").write_text("a,b", encoding="utf-8")
    assert formats.for_path(tmp_path / "a.csv") is None


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_table_of_ours_is_not_taken_for_one_of_articles(
    name: str, hard: Project, empty: Project, tmp_path: Path
) -> None:
    file = tmp_path / f"a.{name}"
    formats.get(name).write(hard, file, options=Options(source_offsets=True))
    done = intake.take_in(empty, [file])
    assert [(error.code, error.values["path"]) for error in done.refused] == [("format.own_table", str(file))]
    assert list(empty.iter_articles()) == []
    # Told which column to take, it is a table like any other.
    assert intake.take_in(empty, [file], columns={"text": "before"}).result.added
