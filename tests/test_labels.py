"""Labels: what a preset may say, and the one sentence for each thing it may not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet, Underline, from_dict, load_preset, save_preset, to_dict
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


def test_names_by_language_then_the_other_one_then_the_key() -> None:
    assert (ORG.name(), ORG.name("en")) == ("기관", "Organisation")
    assert Label("X", "행사", "", None, "#000000").name("en") == "행사"
    assert Label("X", "", "Event", None, "#000000").name() == "Event"
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


# -- writing a preset

# Quotes, backslashes, line ends and control characters are what a TOML string must not hold as they are.
TEXTS = st.text(st.sampled_from('가a"\\\n\r\t\0\x7f\x1f#\u2028\x85🎉') | st.characters(codec="utf-8"), max_size=30)
LABELS = st.builds(
    Label,
    key=st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,8}", fullmatch=True),
    ko=TEXTS,
    en=TEXTS,
    digit=st.none(),
    colour=st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True),
    underline=st.sampled_from(Underline),
    guideline=TEXTS.map(str.strip),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(labels=st.lists(LABELS, max_size=5, unique_by=lambda label: label.key))
def test_a_preset_comes_back_as_it_was_written(labels: list[Label], tmp_path: Path) -> None:
    save_preset(tmp_path / "preset.toml", LabelSet(tuple(labels)))
    assert load_preset(tmp_path / "preset.toml") == LabelSet(tuple(labels))


def test_the_shipped_preset_comes_back(tmp_path: Path) -> None:
    labels = load_preset(resource("labels", "news.toml"))
    save_preset(tmp_path / "preset.toml", labels)
    assert load_preset(tmp_path / "preset.toml") == labels


def test_a_written_preset_is_for_people_too(tmp_path: Path) -> None:
    save_preset(tmp_path / "preset.toml", LabelSet((REGION, Label("X", "", "", None, "#000000", guideline='"가"\n나'))))
    assert (tmp_path / "preset.toml").read_text(encoding="utf-8") == (
        '[[label]]\nkey = "REGION"\nko = "지역"\nen = "Region"\ndigit = 3\ncolour = "#15803d"\n'
        'underline = "dotted"\nguideline = "시·군 이름"\n'
        '\n[[label]]\nkey = "X"\ncolour = "#000000"\nunderline = "solid"\n'
        'guideline = """\n\\"가\\"\n나"""\n'
    )


def test_a_preset_that_cannot_be_written_leaves_the_older_one(tmp_path: Path) -> None:
    path = tmp_path / "preset.toml"
    save_preset(path, LabelSet((ORG,)))
    with pytest.raises(AnnotatorError) as caught:
        save_preset(path, LabelSet((Label("X", "\ud800", "", None, "#000000"),)))
    assert caught.value.code == "labels.unwritable"
    assert load_preset(path) == LabelSet((ORG,))
    with refused("labels.unwritable"):
        save_preset(tmp_path / "none" / "preset.toml", LabelSet((ORG,)))
    assert os.listdir(tmp_path) == ["preset.toml"]
