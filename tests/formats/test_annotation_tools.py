"""doccano, Label Studio, Prodigy and brat: out, back, and as each tool would read it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import Loss, Options, Suggested, Unit
from annotator.formats.units import counter
from annotator.project import Project

OPEN = Options(include_open=True)
DONE = Options(include_open=False)
EVERY = ["doccano", "doccano-relation", "label-studio", "prodigy", "brat"]
KEEPS_NOTES = {"label-studio", "brat"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def target(name: str, folder: Path) -> Path:
    return folder / ("brat" if name == "brat" else f"out{formats.get(name).SUFFIXES[0]}")


def readable(name: str, out: Path) -> list[Path]:
    return sorted(out.glob("*.txt")) if name == "brat" else [out]


@pytest.mark.parametrize("name", EVERY)
def test_the_hard_article_comes_back_as_it_was(
    name: str, hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    out = target(name, tmp_path)
    report = formats.get(name).write(hard, out, options=OPEN)
    assert (report.articles, report.spans) == (2, 11)
    for file in readable(name, out):
        result = formats.import_file(empty, file, name=name)
        assert [error for error in result.report if error.code != "doccano.unit"] == []
    number = empty.article_by_uid("hard")
    assert number is not None
    assert empty.article(number).text == made.HARD
    assert made.spans_in(empty, "hard") == made.spans_in(hard, "hard")
    notes = [span.note for span in empty.spans(number)]
    assert notes == [span.note if name in KEEPS_NOTES else "" for span in made.hard_spans()]
    if name != "brat":
        assert [row.state for row in empty.article_rows()] == ["done", "open"]
        assert empty.article(number).title == hard.article(1).title


@pytest.mark.parametrize("name", EVERY)
def test_a_second_export_is_the_same_bytes(
    name: str, hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    first, second = target(name, tmp_path), target(name, tmp_path / "again")
    second.parent.mkdir()
    formats.get(name).write(hard, first, options=OPEN)
    for file in readable(name, first):
        formats.import_file(empty, file, name=name)
    made.cache_tokens(empty)
    formats.get(name).write(empty, second, options=OPEN)
    for a, b in zip(readable(name, first), readable(name, second), strict=True):
        for one, other in ((a, b), (a.with_suffix(".ann"), b.with_suffix(".ann"))):
            if one.exists():
                assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("name", ["doccano", "label-studio", "prodigy", "brat"])
def test_a_file_is_known_by_its_first_bytes(name: str, hard: Project, tmp_path: Path) -> None:
    out = target(name, tmp_path)
    formats.get(name).write(hard, out)
    for file in readable(name, out):
        found = formats.for_path(file)
        assert found is not None
        assert name == found.NAME


def test_our_own_lines_and_plain_text_are_not_taken_for_another_format(hard: Project, tmp_path: Path) -> None:
    formats.get("jsonl").write(hard, tmp_path / "a.jsonl")
    found = formats.for_path(tmp_path / "a.jsonl")
    assert found is not None
    assert found.NAME == "jsonl"
    (tmp_path / "a.txt").write_text("글", encoding="utf-8")
    assert formats.for_path(tmp_path / "a.txt") is None


# -- doccano


def test_doccano_counts_as_a_browser_does(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("doccano").write(hard, tmp_path / "a.jsonl", options=DONE)
    (record,) = lines(tmp_path / "a.jsonl")
    units = record["text"].encode("utf-16-le")
    found = [(units[2 * start : 2 * end].decode("utf-16-le"), label) for start, end, label in record["label"]]
    assert found == [(span.text, span.label) for span in made.hard_spans()]


@pytest.mark.parametrize("unit", list(Unit))
def test_doccano_comes_back_in_every_unit(
    unit: Unit, hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    options = Options(unit=unit)
    formats.get("doccano").write(hard, tmp_path / "a.jsonl", options=options)
    formats.import_file(empty, tmp_path / "a.jsonl", name="doccano", options=options)
    assert made.spans_in(empty, "hard") == made.spans_in(hard, "hard")


def test_doccano_graphemes_count_a_family_as_one(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("doccano").write(hard, tmp_path / "a.jsonl", options=Options(unit=Unit.GRAPHEME, include_open=False))
    (record,) = lines(tmp_path / "a.jsonl")
    family = made.HARD.index("👨")
    assert record["label"][1][0] == made.hard_spans()[1].start - 4
    assert family < made.hard_spans()[1].start


def test_doccano_says_that_a_file_with_emoji_does_not_name_its_unit(empty: Project, tmp_path: Path) -> None:
    record = {"id": 3, "text": "🎉 가온시", "label": [[3, 6, "지역"]]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    result = formats.import_file(empty, tmp_path / "a.jsonl", name="doccano")
    assert {error.code for error in result.report} == {"doccano.unit", "format.label_renamed"}
    (article,) = list(empty.iter_articles())
    assert [(span.text, span.label) for span in empty.spans(article.id)] == [("가온시", "REGION")]
    assert article.uid != "3"


def test_doccano_offsets_inside_a_pair_of_units_are_refused(empty: Project, tmp_path: Path) -> None:
    record = {"text": "🎉가온시", "label": [[1, 3, "ORG"], [2, 5, "ORG"]]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    result = formats.import_file(empty, tmp_path / "a.jsonl", name="doccano")
    assert "format.span_range" in {error.code for error in result.report}
    assert [span.text for _, span in empty.all_spans()] == ["가온시"]


@pytest.mark.parametrize("field", ["label", "labels"])
def test_doccano_of_older_versions_is_read(field: str, empty: Project, tmp_path: Path) -> None:
    record = {"data": "가온시 소식", field: [[0, 3, "REGION"]], "publisher": "두루"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    formats.import_file(empty, tmp_path / "a.jsonl", name="doccano")
    (article,) = list(empty.iter_articles())
    assert article.meta == {"publisher": "두루"}
    assert [span.text for span in empty.spans(article.id)] == ["가온시"]


def test_doccano_records_have_its_schema(hard: Project, tmp_path: Path) -> None:
    """What doccano's own importer asks of a record: text a string, label a list of [int, int, str] in bounds."""
    formats.get("doccano").write(hard, tmp_path / "a.jsonl", options=OPEN)
    for record in lines(tmp_path / "a.jsonl"):
        assert isinstance(record["text"], str)
        length = len(record["text"].encode("utf-16-le")) // 2
        for start, end, label in record["label"]:
            assert type(start) is type(end) is int
            assert 0 <= start < end <= length
            assert isinstance(label, str)
    formats.get("doccano-relation").write(hard, tmp_path / "b.jsonl", options=OPEN)
    ids = []
    for record in lines(tmp_path / "b.jsonl"):
        assert record["relations"] == []
        for entity in record["entities"]:
            assert entity.keys() == {"id", "start_offset", "end_offset", "label"}
            ids.append(entity["id"])
    assert len(set(ids)) == len(ids) == 11


@given(text=st.text(max_size=60), unit=st.sampled_from(list(Unit)))
def test_units_go_both_ways(text: str, unit: Unit) -> None:
    units = counter(text, unit)
    for position in range(len(text) + 1):
        there = units.from_codepoint(position)
        assert there is None if unit is Unit.GRAPHEME and there is None else units.to_codepoint(there) == position
        if unit is Unit.UTF16:
            assert there == len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


# -- Label Studio


def test_label_studio_keeps_suggestions_out_of_the_annotations(hard: Project, tmp_path: Path) -> None:
    def suggest(article: Any) -> list[Suggested]:
        return [Suggested(0, 1, "ORG", 0.5, "learnt")]

    formats.get("label-studio").write(
        hard, tmp_path / "a.json", options=Options(suggestions=suggest, include_open=False)
    )
    (task,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    ((prediction,), (annotation,)) = task["predictions"], task["annotations"]
    assert prediction["model_version"] == "learnt"
    assert prediction["result"][0]["value"] == {"start": 0, "end": 1, "text": "🎉", "labels": ["ORG"]}
    assert len(annotation["result"]) == 10


def test_label_studio_suggestions_come_back_as_nothing(hard: Project, empty: Project, tmp_path: Path) -> None:
    options = Options(suggestions=lambda article: [Suggested(0, 1, "ORG", 0.5, "learnt")], include_open=False)
    formats.get("label-studio").write(hard, tmp_path / "a.json", options=options)
    result = formats.import_file(empty, tmp_path / "a.json")
    assert [error.code for error in result.report] == ["label_studio.predictions"]
    assert len(list(empty.all_spans())) == 10


def test_label_studio_regions_quote_their_text(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("label-studio").write(hard, tmp_path / "a.json", options=DONE)
    (task,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    values = [region["value"] for region in task["annotations"][0]["result"]]
    assert all(task["data"]["text"][v["start"] : v["end"]] == v["text"] for v in values)
    assert len({region["id"] for region in task["annotations"][0]["result"]}) == len(values) == 10


def test_label_studio_has_its_config_beside_it(hard: Project, empty: Project, tmp_path: Path) -> None:
    formats.get("label-studio").write(hard, tmp_path / "a.json")
    root = ElementTree.fromstring((tmp_path / "a.json.config.xml").read_text(encoding="utf-8"))
    labels = root.find("Labels")
    text = root.find("Text")
    assert labels is not None
    assert text is not None
    assert (labels.get("name"), labels.get("toName"), text.get("value")) == ("label", "text", "$text")
    assert [label.get("value") for label in labels] == [label.key for label in hard.labels()]
    formats.import_file(empty, tmp_path / "a.json")
    assert [(each.key, each.colour, each.digit) for each in empty.labels()] == [
        (each.key, each.colour, each.digit) for each in hard.labels()
    ]


def test_the_label_studio_sdk_reads_it(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("label_studio_sdk")
    from label_studio_sdk._extensions.label_studio_tools.core.label_config import parse_config
    from label_studio_sdk.converter import Converter

    formats.get("label-studio").write(hard, tmp_path / "a.json", options=DONE)
    config = (tmp_path / "a.json.config.xml").read_text(encoding="utf-8")
    assert parse_config(config)["label"]["labels"] == [label.key for label in hard.labels()]
    converter = Converter(config, project_dir=str(tmp_path))
    converter.convert_to_json(str(tmp_path / "a.json"), str(tmp_path / "converted"), is_dir=False)
    (task,) = json.loads((tmp_path / "converted" / "result.json").read_text(encoding="utf-8"))
    found = [(region["value"]["text"], region["value"]["labels"]) for region in task["annotations"][0]["result"]]
    assert found == [(span.text, [span.label]) for span in made.hard_spans()]


@pytest.mark.parametrize(
    ("cut", "code"), [(-40, "format.not_list"), (10, "format.not_list")], ids=["near the end", "at the start"]
)
def test_a_list_that_is_cut_short_says_from_where(
    cut: int, code: str, hard: Project, empty: Project, tmp_path: Path
) -> None:
    formats.get("label-studio").write(hard, tmp_path / "a.json")
    whole = (tmp_path / "a.json").read_text(encoding="utf-8")
    (tmp_path / "a.json").write_text(whole[:cut], encoding="utf-8")
    with pytest.raises(AnnotatorError) as caught:
        formats.import_file(empty, tmp_path / "a.json", name="label-studio")
    assert caught.value.code == code
    assert list(empty.iter_articles()) == []


def test_a_long_list_is_read_record_by_record(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    articles = [made.plain_article(f"a{n}", f"{n}번 가온시 " + "글 " * 20_000, ("가온시", "REGION")) for n in range(60)]
    project = make(*articles)
    formats.get("label-studio").write(project, tmp_path / "a.json")
    assert (tmp_path / "a.json").stat().st_size > 4 * 2**20
    found = list(formats.get("label-studio").read(tmp_path / "a.json"))
    assert [article.uid for article in found] == [f"a{n}" for n in range(60)]


# -- Prodigy


def test_prodigy_tokens_and_spans_agree(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("prodigy").write(hard, tmp_path / "a.jsonl", options=OPEN)
    first, second = lines(tmp_path / "a.jsonl")
    for record in (first, second):
        text, tokens = record["text"], record["tokens"]
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        assert all(text[token["start"] : token["end"]] == token["text"] for token in tokens)
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            assert token["ws"] == (following is not None and following["start"] > token["end"])
        for span in record["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
    found = [(first["text"][span["start"] : span["end"]], span["label"]) for span in first["spans"]]
    assert found == [(span.text, span.label) for span in made.hard_spans()]


def test_prodigy_accepts_finished_articles_only(hard: Project, tmp_path: Path) -> None:
    formats.get("prodigy").write(hard, tmp_path / "a.jsonl", options=OPEN)
    assert [record.get("answer") for record in lines(tmp_path / "a.jsonl")] == ["accept", None]
    assert all(not name.startswith("_") for record in lines(tmp_path / "a.jsonl") for name in record)


def test_prodigy_rejected_answers_bring_no_spans(empty: Project, tmp_path: Path) -> None:
    record = {"text": "가온시", "spans": [{"start": 0, "end": 3, "label": "REGION"}], "answer": "reject"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    formats.import_file(empty, tmp_path / "a.jsonl", name="prodigy")
    assert [(row.state, row.span_count) for row in empty.article_rows()] == [("open", 0)]


# -- brat

ANN = re.compile(r"(T[1-9]\d*\t[^\s]+ \d+ \d+\t[^\n\t]+|#[1-9]\d*\tAnnotatorNotes T[1-9]\d*\t[^\n]+)")


def test_brat_lines_have_its_grammar(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("brat").write(hard, tmp_path / "brat")
    text = (tmp_path / "brat" / "hard.txt").read_bytes().decode("utf-8")
    assert text == made.HARD
    found = []
    # brat's server splits as Python does, at U+2028 as well.
    for line in (tmp_path / "brat" / "hard.ann").read_text(encoding="utf-8").splitlines():
        assert ANN.fullmatch(line), line
        if line.startswith("T"):
            _, (label, start, end), covered = (
                line.split("\t")[0], line.split("\t")[1].split(" "), line.split("\t")[2]
            )  # fmt: skip
            assert text[int(start) : int(end)] == covered
            found.append((covered, label))
    assert found == [(span.text, span.label) for span in made.hard_spans()]
    conf = (tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8")
    assert re.findall(r"^\[(\w+)\]$", conf, re.MULTILINE) == ["entities", "relations", "events", "attributes"]
    assert conf.partition("[relations]")[0].split()[1:] == [label.key for label in hard.labels()]


def test_brat_with_windows_line_ends_keeps_its_spans(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("가온시\r\n은하제철".encode())
    (tmp_path / "a.ann").write_text("T1\tORG 5 9\t은하제철\n", encoding="utf-8")
    formats.import_file(empty, tmp_path / "a.ann")
    assert [(span.start, span.text) for _, span in empty.all_spans()] == [(4, "은하제철")]


def test_brat_offsets_beyond_all_bounds_are_told(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("가온시", encoding="utf-8")
    (tmp_path / "a.ann").write_text(f"T1\tORG 0 {'9' * 5000}\t가온시\nT2\tORG 1 99\t온시\n", encoding="utf-8")
    result = formats.import_file(empty, tmp_path / "a.ann")
    assert [error.code for error in result.report] == ["brat.line", "format.span_range"]


def test_brat_spans_in_pieces_are_told(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("가온시와 두루시", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tORG 0 2;5 7\t가온 두루\nR1\tX Arg1:T1 Arg2:T1\n", encoding="utf-8")
    result = formats.import_file(empty, tmp_path / "a.ann")
    assert [error.code for error in result.report] == ["brat.pieces", "brat.others"]


def test_brat_never_replaces_a_folder_of_other_files(hard: Project, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("편지", encoding="utf-8")
    with pytest.raises(AnnotatorError) as caught:
        formats.get("brat").write(hard, tmp_path / "mine")
    assert caught.value.code == "format.folder_taken"
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert not list(tmp_path.glob(".*.part"))


def test_brat_replaces_an_older_export(hard: Project, tmp_path: Path) -> None:
    formats.get("brat").write(hard, tmp_path / "brat", options=OPEN)
    formats.get("brat").write(hard, tmp_path / "brat", options=DONE)
    assert {path.name for path in (tmp_path / "brat").glob("*.txt")} == {"hard.txt"}
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"brat"}


def test_what_is_lost_is_counted(hard: Project, tmp_path: Path) -> None:
    losses = formats.get("doccano").write(hard, tmp_path / "a.jsonl", options=OPEN).losses
    assert losses == {Loss.NOTE: 2, Loss.ANNOTATOR: 11, Loss.ORIGIN: 11, Loss.SEGMENTS: 1}
