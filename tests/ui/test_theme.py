"""Light and dark: every text of the window readable, and both applied to every widget."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QImage, QPalette, QPixmap, QTextLayout
from PySide6.QtWidgets import QCheckBox, QCompleter, QDialog, QPushButton, QStyle, QStyleOptionButton

from annotator.ui import theme as themes
from annotator.ui.colour import AA_GRAPHIC, AA_TEXT, contrast
from annotator.ui.preferences import ThemeChoice
from annotator.ui.theme import DARK, LIGHT, Theme

BOTH = pytest.mark.parametrize("theme", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
GROUNDS = ("paper", "panel", "raised")


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", ["text", "muted", "good", "warn", "accent"])
def test_every_text_colour_reads_on_every_ground(theme: Theme, colour: str, ground: str) -> None:
    assert contrast(getattr(theme, colour), getattr(theme, ground)) >= AA_TEXT


@BOTH
def test_the_text_of_a_button_and_a_notice_reads(theme: Theme) -> None:
    assert contrast(theme.on_button, theme.button) >= AA_TEXT


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_ring_around_what_has_the_focus_is_seen(theme: Theme, ground: str) -> None:
    assert contrast(theme.accent, getattr(theme, ground)) >= AA_GRAPHIC


def _rules(theme: Theme) -> list[tuple[str, dict[str, str]]]:
    sheet = re.sub(r"/\*.*?\*/", "", themes.style_sheet(theme), flags=re.S)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        pairs = (each.split(":", 1) for each in body.split(";") if ":" in each)
        found.append((selector.strip(), {name.strip(): value.strip() for name, value in pairs}))
    return found


@BOTH
def test_every_rule_of_the_style_sheet_that_sets_both_colours_reads(theme: Theme) -> None:
    checked = 0
    for selector, values in _rules(theme):
        ground, text = values.get("background", ""), values.get("color", "")
        if QColor.isValidColorName(ground) and QColor.isValidColorName(text) and "disabled" not in selector:
            if "transparent" in (ground, text):
                continue
            assert contrast(QColor(text), QColor(ground)) >= AA_TEXT, selector
            checked += 1
    assert checked >= 5


@BOTH
def test_every_name_in_the_style_sheet_is_filled_in(theme: Theme) -> None:
    assert "$" not in re.sub(r"/\*.*?\*/", "", themes.style_sheet(theme), flags=re.S)


@BOTH
@pytest.mark.usefixtures("qapp")
def test_every_picture_of_the_style_sheet_is_there(theme: Theme) -> None:
    pictures = re.findall(r'url\("([^"]+)"\)', themes.style_sheet(theme))
    assert pictures
    assert all(not QPixmap(each).isNull() for each in pictures)


def test_the_palette_follows_the_theme(qapp: Any) -> None:
    for theme in (DARK, LIGHT):
        themes.apply(qapp, theme)
        assert qapp.palette().color(QPalette.ColorRole.Base) == theme.paper
        assert qapp.palette().color(QPalette.ColorRole.Text) == theme.text


@BOTH
def test_placeholders_and_disabled_texts_of_the_palette_read(qapp: Any, theme: Theme) -> None:
    themes.apply(qapp, theme)
    palette = qapp.palette()
    roles = QPalette.ColorRole
    assert contrast(palette.color(roles.PlaceholderText), palette.color(roles.Base)) >= AA_TEXT
    assert contrast(palette.color(roles.HighlightedText), palette.color(roles.Highlight)) >= AA_TEXT
    disabled = palette.color(QPalette.ColorGroup.Disabled, roles.Text)
    assert contrast(disabled, palette.color(roles.Base)) >= AA_TEXT
    themes.apply(qapp, LIGHT)


@BOTH
@pytest.mark.parametrize("default", [False, True])
def test_a_button_that_is_off_looks_so(qtbot: Any, qapp: Any, theme: Theme, default: bool) -> None:
    themes.apply(qapp, theme)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    button = QPushButton("다시 정리", dialog)
    button.setDefault(default)
    button.resize(button.sizeHint())
    on = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != on
    themes.apply(qapp, LIGHT)


@BOTH
def test_a_box_to_check_is_seen_and_shows_whether_it_is_checked_or_has_the_focus(
    qtbot: Any, qapp: Any, theme: Theme
) -> None:
    themes.apply(qapp, theme)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    box = QCheckBox("나누기", dialog)
    box.resize(box.sizeHint())

    def picture() -> QImage:
        option = QStyleOptionButton()
        box.initStyleOption(option)
        place = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box)
        return dialog.grab(place).toImage()

    image = picture()
    edge = (image.pixelColor(image.width() // 2, y) for y in range(image.height()))
    assert max(contrast(colour, theme.panel) for colour in edge) >= AA_GRAPHIC
    box.setChecked(True)
    checked = picture()
    assert checked != image
    dialog.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    assert picture() != checked
    themes.apply(qapp, LIGHT)


@BOTH
def test_what_a_field_offers_to_complete_stands_on_a_ground_of_its_own(qtbot: Any, qapp: Any, theme: Theme) -> None:
    themes.apply(qapp, theme)
    completer = QCompleter(["가온시"])
    popup = completer.popup()
    qtbot.addWidget(popup)
    popup.resize(200, 80)
    assert popup.grab().toImage().pixelColor(150, 60) == theme.raised
    themes.apply(qapp, LIGHT)


@pytest.mark.parametrize(
    ("choice", "scheme", "theme"),
    [
        (ThemeChoice.SYSTEM, Qt.ColorScheme.Dark, DARK),
        (ThemeChoice.SYSTEM, Qt.ColorScheme.Light, LIGHT),
        (ThemeChoice.SYSTEM, Qt.ColorScheme.Unknown, LIGHT),
        (ThemeChoice.LIGHT, Qt.ColorScheme.Dark, LIGHT),
        (ThemeChoice.DARK, Qt.ColorScheme.Light, DARK),
    ],
)
def test_the_theme_is_the_chosen_one_or_the_systems(
    monkeypatch: pytest.MonkeyPatch, choice: ThemeChoice, scheme: Qt.ColorScheme, theme: Theme
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return scheme

    monkeypatch.setattr(themes.QGuiApplication, "styleHints", Hints)
    assert themes.chosen_theme(choice) is theme


# -- the font


def test_the_window_writes_in_the_bundled_font(qapp: Any) -> None:
    assert themes.load_fonts().family() == themes.FONT


@pytest.mark.parametrize("char", "가힣뷁漢樂ㆍ㎡㈜·…‘’“”㎏①㉮→")
def test_the_bundled_font_draws_what_korean_news_is_written_in(qapp: Any, char: str) -> None:
    assert QFontMetrics(themes.load_fonts()).inFontUcs4(ord(char))


def test_the_bundled_font_has_every_hangul_syllable(qapp: Any) -> None:
    metrics = QFontMetrics(themes.load_fonts())
    assert all(metrics.inFontUcs4(code) for code in range(ord("가"), ord("힣") + 1))


def test_a_backslash_is_one_where_the_systems_fixed_font_has_a_won_sign_in_its_place(
    qapp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What Qt answers under a Korean locale, as the bundled font is the one that writes Korean.
    monkeypatch.setattr(themes.QFontDatabase, "systemFont", lambda _which: QFont(themes.FONT))
    others = [name for name in QFontDatabase.families() if name in themes._FIXED]
    if not others:
        pytest.skip("no other fixed font here")
    layout = QTextLayout("{\\n", themes.verbatim_font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} <= set(others)


def test_the_bundled_font_is_known_for_its_won_sign(qapp: Any) -> None:
    assert not themes._backslash(themes.FONT)
