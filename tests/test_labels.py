"""Labels: what a preset may say, and the one sentence for each thing it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet, Underline, from_dict, load_preset, to_dict
from annotator.paths import resource

ORG = Label("ORG", "기관", "Organisation", 1, "#1d4ed8")
REGION = Label("REGION", "지역", "Region", 3, "#15803d", Underline.DOTTED, "시·군 이름")


def refused(code: str) -> Any:
    return pytest.raises(AnnotatorError, match=code.replace(".", r"\."))


def test_the_news_preset_has_the_four_labels_on_the_keys_1_to_4() -> None:
    labels = load_preset(resource("labels", "news.toml"))
    assert [(label.digit, label.key) for label in labels] == [(1, "ORG"), (2, "POLICY"), (3, "REGION"), (4, "NUMBER")]
    assert len({label.colour for label in labels}) == len({label.underline for label in labels}) == 4
    assert all(label.ko and label.en and label.guideline for label in labels)


@pytest.mark.parametrize("key", ["", "1ORG", "기관", "OR G", "-ORG", "A" * 65, "ORG\n"])
def test_a_key_that_no_trainer_could_read_is_refused(key: str) -> None:
    with refused("labels.key"):
        Label(key, "", "", None, "#000000")


@pytest.mark.parametrize("key", ["A", "org", "ORG_2-a", "A" * 64])
def test_keys_that_may_be(key: str) -> None:
    assert Label(key, "", "", None, "#000000").key == key


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#1234567", "123456", "#12345g", "#123456\n"])
def test_a_colour_is_six_hexadecimal_digits(colour: str) -> None:
    with refused("labels.colour"):
        Label("ORG", "", "", None, colour)


@pytest.mark.parametrize("digit", [0, 10, -1])
def test_a_digit_is_one_of_1_to_9(digit: int) -> None:
    with refused("labels.digit"):
        Label("ORG", "", "", digit, "#000000")


def test_names_by_language_and_the_key_when_there_is_none() -> None:
    assert (ORG.name(), ORG.name("en")) == ("기관", "Organisation")
    assert Label("X", "", "", None, "#000000").name() == "X"


def test_keys_and_digits_are_unique() -> None:
    with refused("labels.key_twice"):
        LabelSet((ORG, Label("ORG", "", "", 2, "#000000")))
    with refused("labels.digit_twice"):
        LabelSet((ORG, Label("X", "", "", 1, "#000000")))
    assert len(LabelSet((Label("X", "", "", None, "#000000"), Label("Y", "", "", None, "#000000")))) == 2


def test_look_up() -> None:
    labels = LabelSet((REGION, ORG))
    assert list(labels) == [REGION, ORG]
    assert "ORG" in labels
    assert "기관" not in labels
    assert labels["ORG"] is ORG
    assert labels.get("ORG") is ORG
    assert labels.get("X") is labels.get(None) is None
    assert labels.by_digit(3) is REGION
    assert labels.by_digit(2) is None
    with pytest.raises(KeyError):
        labels["X"]


def test_the_first_label_is_the_one_with_the_lowest_digit() -> None:
    without = Label("X", "", "", None, "#000000")
    assert LabelSet((without, REGION, ORG)).first is ORG
    assert LabelSet((without,)).first is without
    assert LabelSet(()).first is None


@pytest.mark.parametrize("label", [ORG, REGION], ids=["plain", "full"])
def test_a_label_comes_back_from_its_plain_values(label: Label) -> None:
    assert from_dict(to_dict(label), 1) == label


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("ORG", "label"),
        ({"colour": "#000000"}, "key"),
        ({"key": "ORG"}, "colour"),
        ({"key": 1, "colour": "#000000"}, "key"),
        ({"key": "ORG", "colour": "#000000", "ko": 1}, "ko"),
        ({"key": "ORG", "colour": "#000000", "digit": "1"}, "digit"),
        ({"key": "ORG", "colour": "#000000", "digit": True}, "digit"),
        ({"key": "ORG", "colour": "#000000", "underline": "wavy"}, "underline"),
        ({"key": "ORG", "colour": "#000000", "guideline": ["a"]}, "guideline"),
    ],
)
def test_a_field_at_fault_is_named_with_the_number_of_its_label(table: object, field: str) -> None:
    with pytest.raises(AnnotatorError) as caught:
        from_dict(table, 7)
    assert caught.value.code == "labels.field"
    assert caught.value.values == {"number": 7, "field": field}


@pytest.mark.parametrize("content", [b"label = 3", b"[[label]\nkey", b"\xff\xfe", None, b"[label]\nkey = 'ORG'"])
def test_a_preset_that_cannot_be_read_names_its_file(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "preset.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AnnotatorError) as caught:
        load_preset(path)
    assert caught.value.code == "labels.unreadable"
    assert caught.value.values["path"] == str(path)


def test_an_empty_preset_has_no_labels(tmp_path: Path) -> None:
    path = tmp_path / "preset.toml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert len(load_preset(path)) == 0
