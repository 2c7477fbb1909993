"""`annotator suggest`, `train` and `evaluate`: files of records in and out, and projects that teach."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.project import Project, State, learning, operations

Run = Callable[..., tuple[int, str, str]]
ITEM = {"start", "end", "label", "score", "source"}
TEXT = "한빛시는 서울에서 직원 12명을 뽑아 3% 늘렸다."


def lines(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def surfaces(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [(record["text"][s["start"] : s["end"]], s["label"]) for s in record["spans"]]


# -- suggest, files


def test_every_line_keeps_its_keys_and_gets_spans(run: Run, here: Path) -> None:
    first = {"id": 7, "text": TEXT, "meta": {"a": [1.5, None]}, "쪽": True}
    source = lines(here / "in.jsonl", first, {"text": "바람이 분다."})
    code, out, err = run("suggest", "--jsonl", source, "out.jsonl")
    assert (code, err) == (0, "")
    assert out == "2줄에 제안 4개를 적었습니다: out.jsonl\n"
    one, other = read(here / "out.jsonl")
    assert {key: one[key] for key in first} == first
    assert list(one)[:4] == list(first)
    assert surfaces(one) == [("한빛시", "ORG"), ("서울", "REGION"), ("12명", "NUMBER"), ("3%", "NUMBER")]
    assert all(set(span) == ITEM and 0 < span["score"] <= 1 and span["source"] for span in one["spans"])
    assert other["spans"] == []


def test_segments_are_respected(run: Run, here: Path) -> None:
    text = "서울에서 3명\n부산에서 5명"
    segments = [{"start": 0, "end": 5, "role": "body"}, {"start": 8, "end": 15}]
    source = lines(here / "in.jsonl", {"text": text, "segments": segments})
    assert run("suggest", "--jsonl", source, "out.jsonl")[0] == 0
    (record,) = read(here / "out.jsonl")
    assert record["segments"] == segments
    assert surfaces(record) == [("서울", "REGION"), ("부산", "REGION"), ("5명", "NUMBER")]


def test_offsets_are_those_of_the_text_as_it_stands(run: Run, here: Path) -> None:
    # Conjoining jamo and CRLF are read as what they stand for, an emoji is one code point.
    text = "😀 \u1112\u1161\u11ab\u1100\u116e\u11a8은행\u110b\u1173\u11ab 3%를\r\n서울에서 5명을 뽑았다."
    source = lines(here / "in.jsonl", {"text": text})
    assert run("suggest", "--jsonl", source, "out.jsonl")[0] == 0
    (record,) = read(here / "out.jsonl")
    assert record["text"] == text
    assert surfaces(record)[-3:] == [("3%", "NUMBER"), ("서울", "REGION"), ("5명", "NUMBER")]
    assert surfaces(record)[0] == ("\u1112\u1161\u11ab\u1100\u116e\u11a8은행", "ORG")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "in.jsonl 2번째 줄"),
        ('{"id": 1}', "text"),
        ('{"text": 3}', "text"),
        ('{"text": "가", "segments": [{"start": 0, "end": 9}]}', "segments"),
        ('{"text": "가", "offset_unit": "utf16"}', "utf16"),
        ("[1]", "2번째 줄"),
    ],
)
def test_a_bad_line_is_one_sentence_and_the_others_go_on(run: Run, here: Path, bad: str, said: str) -> None:
    good = json.dumps({"text": "서울"})
    (here / "in.jsonl").write_text(f"{good}\n{bad}\n{good}\n", encoding="utf-8")
    code, _, err = run("suggest", "--jsonl", "in.jsonl", "out.jsonl")
    assert code == 1
    (sentence,) = err.splitlines()
    assert "2번째 줄" in sentence
    assert said in sentence
    assert len(read(here / "out.jsonl")) == 2


def test_a_file_that_is_something_else_says_so_at_length_but_not_forever(run: Run, here: Path) -> None:
    (here / "in.jsonl").write_text("x\n" * 300, encoding="utf-8")
    code, _, err = run("suggest", "--jsonl", "in.jsonl", "out.jsonl")
    assert code == 1
    assert len(err.splitlines()) == 21
    assert err.splitlines()[-1] == "그 밖에 건너뛴 줄이 280개 있습니다."


def test_stdin_to_stdout(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps({"text": "서울에서 3명", "n": 1}).encode() + b"\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    code, out, err = run("suggest", "--jsonl", "-", "-")
    assert code == 0
    assert surfaces(json.loads(out)) == [("서울", "REGION"), ("3명", "NUMBER")]
    assert err == "1줄에 제안 2개를 적었습니다: -\n"


def test_marks_of_a_line_do_not_pass_for_suggestions(run: Run, here: Path) -> None:
    source = lines(here / "in.jsonl", {"text": TEXT, "spans": [{"start": 0, "end": 9, "label": "POLICY"}]})
    code, _, err = run("suggest", "--jsonl", source, "out.jsonl")
    assert code == 0
    assert err == "1줄에 있던 spans 대신 제안을 적었습니다.\n"
    assert "POLICY" not in {label for _, label in surfaces(read(here / "out.jsonl")[0])}


@pytest.mark.parametrize("target", ["in.jsonl", "nowhere/out.jsonl"])
def test_a_target_that_cannot_be_is_refused_and_nothing_is_left(run: Run, here: Path, target: str) -> None:
    source = lines(here / "in.jsonl", {"text": TEXT})
    before = source.read_bytes()
    code, _, err = run("suggest", "--jsonl", source, target)
    assert code == 1
    assert len(err.splitlines()) == 1
    assert source.read_bytes() == before
    assert sorted(path.name for path in here.iterdir()) == ["in.jsonl"]


def test_a_missing_file_and_missing_words(run: Run) -> None:
    assert run("suggest", "--jsonl", "no.jsonl", "out.jsonl")[::2] == (
        1,
        "그런 파일이 없습니다: no.jsonl\n",
    )
    assert run("suggest")[0] == 2


# -- projects


@pytest.fixture
def village(here: Path, run: Run) -> Path:
    """A project whose twelve finished articles call every made-up 마당 an organisation; one more is open."""
    records = []
    for number in range(12):
        text, spans = "", []
        for part in range(6):
            name = "가나다라마바사아자차카타"[(number + part) % 12] + "온누리마루해솔"[part] + "마당"
            spans.append({"start": len(text) + 4, "end": len(text) + 8, "label": "ORG"})
            text += f"이번에 {name}이 회의를 열었다.\n"
        records.append({"id": f"a{number}", "text": text.rstrip("\n"), "spans": spans, "state": "done"})
    records.append({"id": "open", "text": TEXT, "meta": {"title": "새 소식"}})
    run("new", "마을")
    assert run("import", "마을", lines(here / "village.jsonl", *records))[0] == 0
    return here / "마을.annotator"


def test_a_projects_open_articles_and_how_sure_of_them(run: Run, village: Path) -> None:
    code, out, err = run("suggest", village)
    assert code == 0
    assert out.startswith("새 소식: 제안 4개, 확신 0.")
    assert out.rstrip().endswith("(NUMBER 2, ORG 1, REGION 1)")
    assert err == "열린 기사 1편에 제안 4개가 있습니다.\n"
    with Project.open(village) as project:
        assert [0 < value < 1 for value in learning.confidences(project).values()] == [True]
        assert list(project.spans(13)) == []


def test_the_same_for_a_script(run: Run, village: Path) -> None:
    code, out, _ = run("suggest", village, "--json")
    assert code == 0
    (article,) = json.loads(out)["articles"]
    assert (article["id"], article["title"]) == ("open", "새 소식")
    assert [(span["text"], span["label"]) for span in article["spans"]][1:3] == [("서울", "REGION"), ("12명", "NUMBER")]
    assert set(article["spans"][0]) == ITEM | {"text"}


def test_a_project_without_open_articles_is_an_empty_list(run: Run, project: Path) -> None:
    with Project.open(project) as opened:
        operations.set_state(opened, 1, State.DONE)
    assert json.loads(run("suggest", project, "--json")[1])["articles"] == []


def test_what_is_marked_or_refused_is_suggested_no_more(run: Run, village: Path) -> None:
    with Project.open(village) as project:
        operations.add_span(project, 13, 5, 7, "REGION")
        operations.reject(project, 13, [(13, 16, "NUMBER")])
    (article,) = json.loads(run("suggest", village, "--json")[1])["articles"]
    assert {span["text"] for span in article["spans"]} == {"한빛시", "3%"}


def test_training_is_kept_and_used(run: Run, village: Path, here: Path) -> None:
    code, out, err = run("train", village, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["articles"], told["sentences"]) == (12, 72)
    base, learnt = (told["held_out"][which]["labels"]["ORG"]["exact"] for which in ("base", "learnt"))
    assert learnt["f1"] > base["f1"]
    with Project.open(village) as project:
        data, about = learning.learnt(project)
        assert len(data) > 1000
        assert [point["sentences"] for point in about["measured"]] == [72]
    source = lines(here / "in.jsonl", {"text": "이번에 하윤마당이 회의를 열었다."})
    run("suggest", village, "--jsonl", source, "out.jsonl")
    assert ("하윤마당", "ORG") in surfaces(read(here / "out.jsonl")[0])


def test_training_tells_what_it_brought(run: Run, village: Path) -> None:
    code, out, _ = run("train", village)
    assert code == 0
    assert out.startswith("기사 12편, 문장 72개로 학습했습니다.\n")
    assert out.count("  ORG ") == 2


def test_too_little_to_train_on_is_one_sentence(run: Run, project: Path) -> None:
    code, out, err = run("train", project)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "50" in err
    with Project.open(project) as opened:
        assert learning.learnt(opened) == (b"", {})


def test_a_project_somebody_holds_is_not_trained(run: Run, village: Path) -> None:
    with Project.open(village):
        code, _, err = run("train", village)
    assert code == 1
    assert len(err.splitlines()) == 1


def test_a_project_is_evaluated_by_its_finished_articles(run: Run, village: Path, project: Path) -> None:
    code, out, _ = run("evaluate", village)
    assert code == 0
    assert out.startswith("기사 12편의 표시와 견준 제안의 정확도(%)\n")
    assert run("evaluate", project)[0] == 1


def test_a_gold_file_is_measured_exactly_by_overlap_and_in_its_confusion(run: Run, here: Path) -> None:
    spans = [
        {"start": 0, "end": 3, "label": "ORG"},  # found
        {"start": 5, "end": 9, "label": "REGION"},  # 서울에서: found by overlap
        {"start": 13, "end": 16, "label": "ORG"},  # 12명: taken for a number
    ]
    gold = lines(here / "gold.jsonl", {"text": TEXT, "spans": spans})
    code, out, err = run("evaluate", gold, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["articles"] == 1
    assert found["labels"]["ORG"]["exact"] == {"correct": 1, "precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert found["labels"]["REGION"]["exact"]["correct"] == 0
    assert found["labels"]["REGION"]["overlap"]["correct"] == 1
    assert {"gold": "ORG", "predicted": "NUMBER", "count": 1} in found["confusion"]
    assert {"gold": None, "predicted": "NUMBER", "count": 1} in found["confusion"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("ko", "-: 견줄 예나 제안이 없습니다."), ("en", "-: no example or no suggestion to tell it by.")],
)
def test_a_label_without_examples_is_not_one_that_is_never_right(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    gold = lines(here / "gold.jsonl", {"text": TEXT, "spans": [{"start": 0, "end": 3, "label": "ORG"}]})
    code, out, _ = run("evaluate", gold)
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line.startswith("  ")}
    assert code == 0
    assert rows["ORG"] == ["100.0"] * 6 + ["1"]
    assert rows["NUMBER"] == ["0.0", "-", "-"] * 2 + ["0"]
    assert said in out.splitlines()
    assert len({len(line) for line in out.splitlines() if line.startswith(("  ORG", "  NUMBER"))}) == 1


@pytest.mark.parametrize("spans", [3, [{"start": 0}], [{"start": 0, "end": 99, "label": "ORG"}], [[0, 1, "ORG"]]])
def test_gold_that_is_none_is_told_with_its_line(run: Run, here: Path, spans: Any) -> None:
    gold = lines(here / "gold.jsonl", {"text": TEXT, "spans": []}, {"text": TEXT, "spans": spans})
    code, _, err = run("evaluate", gold)
    assert code == 1
    assert "2번째 줄" in err
    assert len(err.splitlines()) == 1
