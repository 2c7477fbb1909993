"""Labels edited in the window: what each field and button does at once, what the rest of the window shows, undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.labels import Underline, load_preset, save_preset
from annotator.ui.colour import AA_TEXT
from annotator.ui.colour_field import HUES, worst_contrast
from annotator.ui.label_dialog import LabelDialog
from annotator.ui.theme import DARK, LIGHT

TEXT = "가람시는 다온군과 함께 새길연구원을 세웠다."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(article: Callable[..., Any]) -> Any:
    start = TEXT.index("새길연구원")
    driver = article(TEXT, spans=[[(0, 3, "REGION"), (start, start + 5, "ORG")]])
    driver.window.actions_.labels.trigger()
    dialog = driver.window.findChild(LabelDialog)
    assert QTest.qWaitForWindowActive(dialog)
    return driver, dialog


def keys(driver: Any) -> list[str]:
    return [label.key for label in driver.session.project.labels()]


def retype(line: Any, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text.isascii() else line.insert(text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_the_editor_shows_the_labels_and_the_first_one(opened: Any) -> None:
    driver, dialog = opened
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["기관", "정책", "지역", "수치"]
    form = dialog.form
    assert (form.ko.text(), form.en.text(), form.key.text()) == ("기관", "Organisation", "ORG")
    assert form.guideline.toPlainText() == driver.session.labels["ORG"].guideline
    assert form.digit.currentData() == 1


def test_a_name_is_saved_when_it_is_left_and_the_window_follows(opened: Any) -> None:
    driver, dialog = opened
    retype(dialog.form.ko, "단체")
    assert driver.session.project.labels()["ORG"].ko == "단체"
    assert driver.window.labels.pills[0].text() == "단체"
    table = driver.window.spans.table.model()
    assert table.index(1, 1).data() == "단체"
    QTest.keyClick(dialog, Qt.Key.Key_Z, CONTROL)
    assert driver.session.project.labels()["ORG"].ko == "기관"
    assert dialog.form.ko.text() == "기관"
    assert driver.window.labels.pills[0].text() == "기관"


def test_undo_in_a_field_takes_back_typing_first(opened: Any) -> None:
    driver, dialog = opened
    dialog.form.en.setFocus()
    QTest.keyClicks(dialog.form.en, "x")
    QTest.keyClick(dialog.form.en, Qt.Key.Key_Z, CONTROL)
    assert dialog.form.en.text() == "Organisation"
    retype(dialog.form.en, "Body")
    assert driver.session.labels["ORG"].en == "Body"
    QTest.keyClick(dialog.form.en, Qt.Key.Key_Z, CONTROL)
    assert driver.session.labels["ORG"].en == "Organisation"


def test_another_export_name_takes_the_marks_along_and_stays_active(opened: Any) -> None:
    driver, dialog = opened
    assert driver.active == "ORG"
    retype(dialog.form.key, "BODY")
    assert driver.bounds()[1][2] == "BODY"
    assert driver.saved() == driver.bounds()
    assert driver.active == "BODY"
    assert dialog.current.key == "BODY"
    QTest.keyClick(dialog, Qt.Key.Key_Z, CONTROL)
    assert driver.bounds()[1][2] == driver.active == "ORG"


def test_a_name_that_no_trainer_could_read_is_refused_in_a_sentence(opened: Any) -> None:
    driver, dialog = opened
    retype(dialog.form.key, "9x")
    assert "9x" in dialog.message.text()
    assert keys(driver)[0] == "ORG"
    retype(dialog.form.key, "REGION")
    assert "REGION" in dialog.message.text()
    assert dialog.form.key.text() == "ORG"
    assert keys(driver) == ["ORG", "POLICY", "REGION", "NUMBER"]


def test_a_taken_digit_is_swapped(opened: Any) -> None:
    driver, dialog = opened
    box = dialog.form.digit
    row = box.findData(3)
    assert "지역" in box.itemText(row)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert [label.digit for label in driver.session.labels] == [3, 2, 1, 4]


def test_the_underline_is_chosen(opened: Any) -> None:
    driver, dialog = opened
    box = dialog.form.underline
    row = box.findData(Underline.DOTTED)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert driver.session.labels["ORG"].underline is Underline.DOTTED


def test_the_guideline_is_saved_when_it_is_left(opened: Any) -> None:
    driver, dialog = opened
    dialog.form.guideline.setFocus()
    dialog.form.guideline.setPlainText("이름이 있는 단체.")
    dialog.list.setFocus()
    assert driver.session.project.labels()["ORG"].guideline == "이름이 있는 단체."
    assert "이름이 있는 단체." in driver.window.labels.pills[0].toolTip()


def test_closing_the_editor_saves_what_is_being_typed(opened: Any) -> None:
    driver, dialog = opened
    dialog.form.ko.setFocus()
    dialog.form.ko.setText("모임")
    QTest.keyClick(dialog.form.ko, Qt.Key.Key_Escape)
    assert driver.session.project.labels()["ORG"].ko == "모임"
    assert not dialog.isVisible()


def test_looking_at_every_label_changes_nothing(opened: Any) -> None:
    driver, dialog = opened
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
    dialog.close()
    assert driver.session.project.undoable().kind == "add_articles"


# -- colour


def test_a_swatch_and_a_code_set_the_colour(opened: Any) -> None:
    driver, dialog = opened
    field = dialog.form.colour
    QTest.mouseClick(field.swatches[3], Qt.MouseButton.LeftButton)
    assert driver.session.labels["ORG"].colour == HUES[3]
    assert [swatch.isChecked() for swatch in field.swatches].index(True) == 3
    retype(field.code, "0AF")
    assert driver.session.labels["ORG"].colour == HUES[3]
    assert "0AF" in dialog.message.text()
    retype(field.code, "00AAFF")
    assert driver.session.labels["ORG"].colour == "#00aaff"


def test_the_contrast_is_shown_for_both_themes(opened: Any) -> None:
    _driver, dialog = opened
    light, dark = (preview.text for preview in dialog.form.colour.previews)
    assert f"{worst_contrast('#1d4ed8', LIGHT):.1f}" in light
    assert f"{worst_contrast('#1d4ed8', DARK):.1f}" in dark


@pytest.mark.parametrize("colour", [*HUES, "#ffffff", "#000000", "#ffff00", "#00ff00", "#0000ff", "#ff0000", "#808080"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_hue_is_readable_in_both_themes(colour: str, theme: Any) -> None:
    assert worst_contrast(colour, theme) >= AA_TEXT


# -- the list


def test_a_new_label_has_a_free_key_digit_and_colour_and_is_ready_to_be_named(opened: Any) -> None:
    driver, dialog = opened
    dialog.add.click()
    label = dialog.current
    assert (label.key, label.digit) == ("LABEL1", 5)
    assert label.colour not in {each.colour for each in driver.session.labels if each.key != label.key}
    assert dialog.form.ko.hasFocus()
    assert dialog.form.ko.selectedText() == label.ko
    QTest.keyClick(driver.view, Qt.Key.Key_5)
    assert driver.active == "LABEL1"
    dialog.remove.click()
    assert "LABEL1" not in keys(driver)
    assert driver.active == "ORG"


def test_a_label_in_use_is_not_taken_out_but_merged(opened: Any) -> None:
    driver, dialog = opened
    dialog.remove.click()
    assert "기관" in dialog.message.text()
    assert "ORG" in keys(driver)
    menu = dialog.merge.menu()
    menu.aboutToShow.emit()
    entry = next(action for action in menu.actions() if action.text().endswith("지역"))
    assert "1" in entry.text()
    entry.trigger()
    assert {label for _, _, label in driver.bounds()} == {"REGION"}
    assert keys(driver) == ["POLICY", "REGION", "NUMBER"]
    assert dialog.current.key == "REGION"
    QTest.keyClick(dialog, Qt.Key.Key_Z, CONTROL)
    assert keys(driver) == ["ORG", "POLICY", "REGION", "NUMBER"]
    assert driver.bounds()[1][2] == "ORG"


def test_labels_move_up_and_down(opened: Any) -> None:
    driver, dialog = opened
    assert not dialog.up.isEnabled()
    dialog.down.click()
    assert keys(driver) == ["POLICY", "ORG", "REGION", "NUMBER"]
    assert dialog.current.key == "ORG"
    dialog.up.click()
    assert keys(driver) == ["ORG", "POLICY", "REGION", "NUMBER"]
    assert [pill.label.key for pill in driver.window.labels.pills] == keys(driver)


def test_presets_are_saved_and_loaded(opened: Any, tmp_path: Path) -> None:
    driver, dialog = opened
    path = tmp_path / "labels.toml"
    dialog.save(path)
    assert load_preset(path) == driver.session.labels
    retype(dialog.form.ko, "단체")
    dialog.load(path)
    assert driver.session.labels["ORG"].ko == "기관"
    dialog.save(tmp_path / "none" / "labels.toml")
    assert str(tmp_path / "none") in dialog.message.text()
    (tmp_path / "bad.toml").write_text("[[label]]\nkey = 1\n", encoding="utf-8")
    dialog.load(tmp_path / "bad.toml")
    assert "key" in dialog.message.text()


def test_a_right_click_on_a_label_edits_it(article: Callable[..., Any]) -> None:
    driver = article(TEXT)
    pill = driver.window.labels.pills[2]
    pill.customContextMenuRequested.emit(pill.rect().center())
    dialog = driver.window.findChild(LabelDialog)
    assert dialog.current.key == "REGION"
    driver.window.open_labels("POLICY")
    assert driver.window.findChildren(LabelDialog) == [dialog]
    assert dialog.current.key == "POLICY"


def test_a_project_open_for_reading_shows_its_labels_but_changes_none(
    article: Callable[..., Any], start: Callable[..., Any]
) -> None:
    writer = article(TEXT)
    reader = start(writer.session.project.path)
    assert reader.session.project.read_only
    reader.window.open_labels()
    dialog = reader.window.findChild(LabelDialog)
    assert not dialog.form.isEnabled()
    assert not any(each.isEnabled() for each in (dialog.add, dialog.remove, dialog.merge, dialog.presets, dialog.down))


def test_a_written_preset_with_another_set_replaces_unused_labels(opened: Any, tmp_path: Path) -> None:
    driver, dialog = opened
    news = driver.session.labels
    save_preset(tmp_path / "two.toml", type(news)(tuple(news)[2:]))
    dialog.load(tmp_path / "two.toml")
    assert keys(driver) == ["REGION", "NUMBER", "ORG"]
