"""Labels by the names that other programs call them: their keys, what they show, and whose label they are."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.formats.label_studio import config_path
from annotator.formats.naming import key_of
from annotator.labels import Label, LabelSet
from annotator.project import Project, operations

TEXT = "가온시는 은하제철과 손잡았다."


def write(path: Path, *labels: str) -> Path:
    record = {"id": "1", "text": TEXT, "label": [[5, 9, label] for label in labels[:1]]}
    record["label"] += [[0, 3, label] for label in labels[1:]]
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ORG", "ORG"),
        ("기관", "ORG"),
        ("행정기관", "HaengJeongGiGwan"),
        ("법령 이름", "BeobLyeong_ILeum"),
        ("기업·단체", "GiEob-DanChe"),
        ("12월", "L_12Wol"),
    ],
)
def test_a_key_is_the_name_in_latin_letters(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    "names", [("政策", "正策"), ("A!", "A?"), ("인명(사람)", "인명[사람]"), ("😀", "🎉"), ("!", "?")]
)
def test_names_with_the_same_letters_have_keys_of_their_own(names: tuple[str, str]) -> None:
    assert len({key_of(name) for name in names}) == 2


@given(st.text(min_size=1, max_size=80))
def test_every_name_has_a_key_that_a_label_may_have(name: str) -> None:
    Label(key_of(name), name, name, None, "#1d4ed8")
    assert key_of(name) == key_of(name)


def test_a_new_label_shows_the_name_and_is_told_once(empty: Project, tmp_path: Path) -> None:
    result = formats.import_file(empty, write(tmp_path / "a.jsonl", "행정기관", "행정기관"), name="doccano")
    told = [error.values for error in result.report if error.code == "format.label_renamed"]
    assert told == [{"file": "a.jsonl", "name": "행정기관", "key": "HaengJeongGiGwan"}]
    assert [(label.key, label.ko, label.en) for label in empty.labels()] == [
        ("HaengJeongGiGwan", "행정기관", "행정기관")
    ]


@pytest.mark.parametrize("name", ["doccano", "label-studio"])
def test_the_projects_own_label_of_that_name_is_taken(name: str, tmp_path: Path) -> None:
    own = Label("AGENCY", "행정기관", "Agency", 1, "#1d4ed8")
    with Project.create(tmp_path / "a.annotator", LabelSet((own,))) as project:
        path = write(tmp_path / "a.json", "행정기관", "새 이름")
        if name == "label-studio":
            value = {"start": 5, "end": 9, "labels": ["행정기관"]}
            task = {"data": {"text": TEXT}, "annotations": [{"result": [{"type": "labels", "value": value}]}]}
            path.write_text(json.dumps([task], ensure_ascii=False), encoding="utf-8")
            config = '<View><Labels name="l" toName="t"><Label value="행정기관" background="#ff0000"/></Labels></View>'
            config_path(path).write_text(config, encoding="utf-8")
        formats.import_file(project, path, name=name)
        assert [span.label for _, span in project.all_spans() if span.text == "은하제철"] == ["AGENCY"]
        assert project.labels()["AGENCY"] == replace(own, digit=1)
        assert "HaengJeongGiGwan" not in project.labels()
        operations.undo(project)
        assert project.labels() == LabelSet((own,))


def test_many_new_labels_share_their_colours_evenly(empty: Project, tmp_path: Path) -> None:
    record = {"text": TEXT, "label": [[at, at + 1, f"이름 {at}"] for at in range(14) if TEXT[at] not in " ."]}
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    formats.import_file(empty, tmp_path / "a.json", name="doccano")
    looks = [(label.colour, label.underline) for label in empty.labels()]
    assert len(looks) == len(record["label"]) == 12
    assert max(Counter(colour for colour, _ in looks).values()) == 2
    assert len(set(looks)) == 12
