"""Files as other tools write them, imported without a word about their format: what comes in, and what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator import formats, intake
from annotator.errors import AnnotatorError
from annotator.formats import Options, Unit
from annotator.project import Project
from annotator.sentences import explain

TEXT = "🎉 가온시와 은하제철이 손잡았다."


def put(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records), encoding="utf-8")
    return path


def take(project: Project, *paths: Path, options: Options = formats.DEFAULTS) -> list[str]:
    """The codes of all that is said; every one can be said in both languages."""
    done = intake.take_in(project, paths, options=options)
    said = [*done.refused, *done.result.report]
    assert all(explain(error, "ko") and explain(error, "en") for error in said)
    return [error.code for error in said]


def marks(project: Project) -> list[tuple[str, str]]:
    return [(span.text, span.label) for _, span in project.all_spans()]


# -- doccano


@pytest.mark.parametrize("field", ["label", "labels"])
@pytest.mark.parametrize("text", ["text", "data"])
@pytest.mark.parametrize("name", ["all.jsonl", "admin.json", "file.json1"])
def test_doccano_old_and_new(field: str, text: str, name: str, empty: Project, tmp_path: Path) -> None:
    first = {"id": 7, text: TEXT, field: [[3, 6, "REGION"], [8, 12, "ORG"]], "출처": "두루", "Comments": []}
    second = {"id": 8, text: "메뉴\n글자크기\n표시 없는 글도 적힌 그대로다.", field: []}
    assert take(empty, put(tmp_path / name, first, second)) == ["doccano.unit"]
    assert marks(empty) == [("가온시", "REGION"), ("은하제철", "ORG")]
    texts = [article.text for article in empty.iter_articles()]
    assert texts == [TEXT, second[text]]  # annotated records are never cleaned
    assert next(empty.iter_articles()).meta == {"출처": "두루"}


def test_doccano_of_the_oldest_version(empty: Project, tmp_path: Path) -> None:
    entry = {"label": 4, "start_offset": 0, "end_offset": 3, "user": 1}
    said = take(empty, put(tmp_path / "a.jsonl", {"id": 1, "text": "가온시 소식", "annotations": [entry], "meta": {}}))
    assert said == ["format.label_renamed"]
    assert [text for text, _ in marks(empty)] == ["가온시"]


def test_doccano_relations(empty: Project, tmp_path: Path) -> None:
    entities = [{"id": 5, "start_offset": 3, "end_offset": 6, "label": "REGION"}]
    relations = [{"id": 1, "from_id": 5, "to_id": 5, "type": "x"}]
    take(empty, put(tmp_path / "a.jsonl", {"id": 7, "text": TEXT, "entities": entities, "relations": relations}))
    assert marks(empty) == [("가온시", "REGION")]


def test_doccano_whose_text_is_long_before_its_marks(empty: Project, tmp_path: Path) -> None:
    text = "은하제철 소식. " + "긴 글이다. " * 20_000
    path = put(tmp_path / "a.jsonl", {"id": 7, "text": text, "label": [[0, 4, "ORG"]]})
    assert path.stat().st_size > 1 << 17
    assert take(empty, path) == []
    assert marks(empty) == [("은하제철", "ORG")]


# -- Label Studio


def region(start: int, end: int, label: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label], "text": TEXT[min(start, end) : max(start, end)]}
    return {"id": "x1", "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def task(*annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 12, "data": {"article": TEXT}, "annotations": list(annotations), "predictions": [], **more}


def by(number: int, *regions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": number, "completed_by": {"id": number, "email": f"{number}@x"}, "result": list(regions), **more}


def test_label_studio_with_several_annotations(empty: Project, tmp_path: Path) -> None:
    tasks = [
        task(
            by(1, region(2, 5, "REGION")), by(2, region(2, 5, "ORG")), by(3, region(7, 11, "ORG"), was_cancelled=True)
        ),
        {"id": 13, "data": {"article": "표시할 것이 없는 글"}, "annotations": [by(1)], "predictions": []},
        {"id": 14, "data": {"article": "아무도 안 본 글"}, "annotations": [], "predictions": []},
    ]
    (tmp_path / "a.json").write_text(json.dumps(tasks, indent=2), encoding="utf-8")
    assert take(empty, tmp_path / "a.json") == []
    found = [(span.text, span.label, span.annotator) for _, span in empty.all_spans()]
    assert sorted(found) == [("가온시", "ORG", "2@x"), ("가온시", "REGION", "1@x")]
    assert [row.state for row in empty.article_rows()] == ["done", "done", "open"]


def test_label_studio_with_what_is_no_mark(empty: Project, tmp_path: Path) -> None:
    others = [
        {"from_id": "x1", "to_id": "x2", "type": "relation", "direction": "right"},
        {"type": "choices", "from_name": "c", "to_name": "text", "value": {"choices": ["a"]}},
    ]
    (tmp_path / "a.json").write_text(json.dumps([task(by(1, region(11, 7, "ORG"), *others))]), encoding="utf-8")
    assert take(empty, tmp_path / "a.json") == ["label_studio.region"] * 2 + ["format.span_turned"]
    assert marks(empty) == [("은하제철", "ORG")]


def test_label_studio_in_the_lean_form(empty: Project, tmp_path: Path) -> None:
    lean = {"id": 3, "article": TEXT, "label": [region(2, 5, "REGION")["value"]], "annotator": 1, "annotation_id": 9}
    (tmp_path / "a.json").write_text(json.dumps([lean]), encoding="utf-8")
    assert take(empty, tmp_path / "a.json") == []
    assert marks(empty) == [("가온시", "REGION")]


def test_label_studio_of_the_time_when_it_counted_utf16(empty: Project, tmp_path: Path) -> None:
    old = region(3, 6, "REGION")
    old["value"]["text"] = "가온시"
    (tmp_path / "a.json").write_text(json.dumps([task(by(1, old))]), encoding="utf-8")
    assert take(empty, tmp_path / "a.json", options=Options(unit=Unit.UTF16)) == []
    assert marks(empty) == [("가온시", "REGION")]


def test_label_studio_pages_count_beside_their_elements(empty: Project, tmp_path: Path) -> None:
    value = {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 2, "endOffset": 5, "text": "가온시"}
    value |= {"globalOffsets": {"start": 2, "end": 5}, "hypertextlabels": ["REGION"]}
    page = region(0, 0, "x") | {"type": "hypertextlabels", "value": value}
    (tmp_path / "a.json").write_text(json.dumps([task(by(1, page))]), encoding="utf-8")
    assert take(empty, tmp_path / "a.json") == []
    assert marks(empty) == [("가온시", "REGION")]


# -- Prodigy


def test_prodigy_answers(empty: Project, tmp_path: Path) -> None:
    span = {"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "REGION"}
    records = [
        {"text": TEXT + str(number), "_input_hash": 1, "_task_hash": 2, "spans": [span], "answer": answer}
        for number, answer in enumerate(["accept", "reject", "ignore"])
    ]
    assert take(empty, put(tmp_path / "a.jsonl", *records)) == []
    assert [(row.state, row.span_count) for row in empty.article_rows()] == [("done", 1), ("open", 0), ("open", 0)]


# -- tables of tokens

ROWS = [("가온시", "B-REGION"), ("와", "O"), ("은하", "B-ORG"), ("제철", "I-ORG")]


@pytest.mark.parametrize("suffix", [".conll", ".txt", ".tsv", ".bio"])
@pytest.mark.parametrize("separator", [" ", "\t"])
@pytest.mark.parametrize("columns", [2, 4])
def test_conll_of_any_name(suffix: str, separator: str, columns: int, empty: Project, tmp_path: Path) -> None:
    middle = ["NNP", "O"][: columns - 2]
    head = "-DOCSTART- -X- O O\n\n" if columns == 4 else ""
    path = tmp_path / f"train{suffix}"
    path.write_text(head + "".join(separator.join([w, *middle, t]) + "\r\n" for w, t in ROWS), encoding="utf-8")
    assert take(empty, path) == []
    assert marks(empty) == [("가온시", "REGION"), ("은하 제철", "ORG")]


def test_characters_with_their_tags(empty: Project, tmp_path: Path) -> None:
    rows = [("가", "B-REGION"), ("온", "I-REGION"), ("시", "I-REGION"), (" ", "O"), ("글", "O")]
    (tmp_path / "a.txt").write_text("".join(f"{c}\t{t}\n" for c, t in rows), encoding="utf-8")
    assert take(empty, tmp_path / "a.txt") == []
    assert next(empty.iter_articles()).text == "가온시 글"


def test_klue_with_a_byte_order_mark_and_signs_in_its_header(empty: Project, tmp_path: Path) -> None:
    rows = "".join(f"{c}\t{t}\n" for c, t in [("<", "O"), ("가", "B-LC"), (":", "O"), ("#", "O"), (">", "O")])
    (tmp_path / "a.tsv").write_text(f"\ufeff## x-1\t<<가:LC>:#>\n{rows}\n", encoding="utf-8")
    assert take(empty, tmp_path / "a.tsv") == []
    assert marks(empty) == [("가", "LC")]


@pytest.mark.parametrize(
    "text",
    ["가온시는 은하제철과 손잡았다.\n두 곳은 O 자로 만났다.\n끝 O\n", "a\tb\n1\t2\n3\t4\n", "O O\nO O\nO O\n", ""],
)
def test_other_texts_are_not_taken_for_tables_of_tokens(text: str, tmp_path: Path) -> None:
    for suffix in (".txt", ".tsv"):
        (tmp_path / f"a{suffix}").write_text(text, encoding="utf-8")
        assert formats.for_path(tmp_path / f"a{suffix}") is None


# -- brat


def test_a_brat_folder_with_all_that_brat_has(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "annotation.conf").write_text("[entities]\nORG\nREGION\n[relations]\nX Arg1:ORG, Arg2:REGION\n")
    (tmp_path / "b" / "doc.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        "T1\tREGION 2 5\t가온시",
        "T2\tORG 7 9;10 11\t은하 철",
        "R1\tX Arg1:T1 Arg2:T2",
        "A1\tSure T1",
        "*\tEquiv T1 T2",
    ]
    lines += ["E1\tJoin:T1", "N1\tReference T1 Wiki:1\t가온", "#1\tAnnotatorNotes T1\t메모", "T3\tORG 7 11\t은하제철"]
    (tmp_path / "b" / "doc.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert take(empty, tmp_path / "b") == ["brat.pieces", "brat.others"]
    assert marks(empty) == [("가온시", "REGION"), ("은하제철", "ORG")]
    assert [span.note for _, span in empty.all_spans()] == ["메모", ""]
    assert [article.uid for article in empty.iter_articles()] == ["doc"]


# -- UIMA CAS


@pytest.mark.parametrize("suffix", [".json", ".xmi"])
def test_inception_layers_of_ones_own(suffix: str, empty: Project, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    types = cassis.TypeSystem()
    layer = types.create_type("webanno.custom.Policy", supertypeName="uima.tcas.Annotation")
    types.create_feature(layer, "grade", "uima.cas.String")
    types.create_feature(layer, "label", "uima.cas.String")
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = TEXT, "text/plain"
    cas.add_all(
        [layer(begin=2, end=5, label="REGION", grade="1"), layer(begin=7, end=11), layer(begin=7, end=11, grade="ORG")]
    )
    (tmp_path / "p").mkdir()
    path = tmp_path / "p" / f"admin{suffix}"
    if suffix == ".json":
        cas.to_json(path)
    else:
        cas.to_xmi(path)
        types.to_xml(tmp_path / "p" / "TypeSystem.xml")
    assert take(empty, tmp_path / "p") == ["cas.unlabelled"]
    assert marks(empty) == [("가온시", "REGION"), ("은하제철", "ORG")]


# -- whole exports of ours, and files that are none


@pytest.mark.parametrize("name", [name for name in formats.readable() if name not in ("spacy", "cas-json", "cas-xmi")])
def test_the_folder_of_an_export_comes_in_once(name: str, hard: Project, empty: Project, tmp_path: Path) -> None:
    form = formats.get(name)
    out = tmp_path / "to" / ("out" if form.FOLDER else f"out{form.SUFFIXES[0]}")
    out.parent.mkdir()
    report = form.write(hard, out, options=Options(include_open=True))
    assert take(empty, tmp_path / "to") == (["doccano.unit"] if name.startswith("doccano") else [])
    assert len(list(empty.all_spans())) == report.spans


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b'{"no": "format"}'),
        ("a.json", b"[1, 2, 3]"),
        ("a.json", b"[" * 100_000),
        ("a.json", b""),
        ("a.parquet", b"PAR1" + b"\x00" * 40),
        ("a.conll", b"\xff\xfe\x00\x01"),
        ("a.xmi", b"<x>"),
        ("a.spacy", b"\x00"),
        ("a.ann", b"T1\tORG 0 1\tx\n"),
        ("a.jsonl", b'{"text": "x", "label": [[0, 1, "ORG"], 3, [1], {"start_offset": true}]}'),
        ("a.jsonl", b'{"data": {"text": "x"}, "annotations": 5}'),
        ("a.jsonl", b'{"tokens": ["x"], "tags": [[]]}'),
        ("a.jsonl", b'{"text": "x", "answer": "accept", "spans": {"a": 1}}'),
    ],
)
def test_what_is_broken_gets_its_sentence_and_nothing_comes_in_by_halves(
    name: str, content: bytes, empty: Project, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    for library in {"a.parquet": ["pyarrow"], "a.xmi": ["cassis"], "a.spacy": ["spacy"]}.get(name, []):
        pytest.importorskip(library)
    assert take(empty, tmp_path / name)
    assert {text for text, _ in marks(empty)} <= {"x"}


def test_a_unit_that_a_file_never_counts_in_is_refused(empty: Project, tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", {"text": TEXT, "spans": [], "offset_unit": "codepoint"})
    assert take(empty, path, options=Options(unit=Unit.UTF16)) == ["format.unit"]
    assert list(empty.iter_articles()) == []


def test_a_missing_file_is_said_by_its_reader(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError):
        list(formats.get("label-studio").read(tmp_path / "none.json"))
