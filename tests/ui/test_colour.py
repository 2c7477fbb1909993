"""Contrast by WCAG 2.2, and the shades of every label in both themes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotator.labels import load_preset
from annotator.paths import resource
from annotator.ui.colour import AA_GRAPHIC, AA_TEXT, contrast, luminance, mix, readable, shades
from annotator.ui.theme import DARK, LIGHT, Theme

BLACK, WHITE = QColor("#000000"), QColor("#ffffff")
COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: QColor(*rgb))
HUES = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
LABELS = [pytest.param(label, id=label.key) for label in load_preset(resource("labels", "news.toml"))]


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)


def test_a_colour_has_no_contrast_with_itself() -> None:
    assert contrast(WHITE, WHITE) == 1


@pytest.mark.parametrize(("colour", "expected"), [("#767676", 4.54), ("#777777", 4.48), ("#0000ff", 8.59)])
def test_contrast_with_white_is_as_wcag_has_it(colour: str, expected: float) -> None:
    assert contrast(QColor(colour), WHITE) == pytest.approx(expected, abs=0.01)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_within_its_range(a: QColor, b: QColor) -> None:
    assert contrast(a, b) == contrast(b, a)
    assert 1 <= contrast(a, b) <= 21.001


@given(COLOURS)
def test_luminance_lies_between_black_and_white(colour: QColor) -> None:
    assert 0 <= luminance(colour) <= 1.0001


def test_mixing_with_a_share_of_nothing_or_all_is_one_of_the_two() -> None:
    assert mix(BLACK, WHITE, 0) == WHITE
    assert mix(BLACK, WHITE, 1) == BLACK


@given(COLOURS, st.sampled_from([LIGHT.paper, DARK.paper, WHITE, BLACK]))
def test_any_hue_is_made_readable_on_a_ground(hue: QColor, ground: QColor) -> None:
    assert contrast(readable(hue, ground), ground) >= AA_TEXT


def test_a_hue_that_reads_well_stays() -> None:
    assert readable(QColor("#1d4ed8"), WHITE) == QColor("#1d4ed8")


# -- labels: whatever hue somebody chooses for one


@pytest.mark.parametrize("theme", THEMES)
@given(hue=HUES)
def test_the_text_reads_on_the_fill_of_any_label(theme: Theme, hue: str) -> None:
    found = shades(hue, theme.paper, theme.text, theme.muted)
    assert contrast(theme.text, found.fill) >= AA_TEXT
    assert contrast(theme.text, found.fill_selected) >= AA_TEXT


@pytest.mark.parametrize("theme", THEMES)
@given(hue=HUES)
def test_the_name_of_any_label_reads_on_the_ground_and_on_its_fill(theme: Theme, hue: str) -> None:
    found = shades(hue, theme.paper, theme.text, theme.muted)
    assert contrast(found.ink, theme.paper) >= AA_TEXT
    assert contrast(found.ink, found.fill) >= AA_TEXT


@pytest.mark.parametrize("theme", THEMES)
@given(hue=HUES)
def test_the_name_on_a_solid_label_reads(theme: Theme, hue: str) -> None:
    found = shades(hue, theme.paper, theme.text, theme.muted)
    assert contrast(found.on_ink, found.ink) >= AA_TEXT


@pytest.mark.parametrize("theme", THEMES)
@given(hue=HUES)
def test_muted_text_reads_on_the_fills_of_any_label(theme: Theme, hue: str) -> None:
    found = shades(hue, theme.paper, theme.text, theme.muted)
    assert contrast(theme.muted, found.fill) >= AA_TEXT
    assert contrast(theme.muted, found.fill_selected) >= AA_TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("label", LABELS)
def test_a_selected_mark_looks_different_from_one_that_is_not(theme: Theme, label: object) -> None:
    found = theme.label(label)  # type: ignore[arg-type]
    assert contrast(found.fill, found.fill_selected) > 1.1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("label", LABELS)
def test_the_ink_of_a_shipped_label_reads_wherever_the_window_writes_it(theme: Theme, label: object) -> None:
    found = theme.label(label)  # type: ignore[arg-type]
    for ground in (theme.paper, theme.panel, theme.raised, found.fill):
        assert contrast(found.ink, ground) >= AA_TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("label", LABELS)
def test_the_line_of_a_shipped_label_stands_out_from_a_selected_fill(theme: Theme, label: object) -> None:
    found = theme.label(label)  # type: ignore[arg-type]
    assert contrast(found.ink, found.fill_selected) >= AA_GRAPHIC


@pytest.mark.parametrize("theme", THEMES)
def test_the_fills_of_the_shipped_labels_differ(theme: Theme) -> None:
    fills = {theme.label(each.values[0]).fill.name() for each in LABELS}  # type: ignore[arg-type]
    assert len(fills) == len(LABELS)


def test_shades_are_worked_out_once() -> None:
    label = LABELS[0].values[0]
    assert LIGHT.label(label) is LIGHT.label(label)  # type: ignore[arg-type]
    assert LIGHT.label(label) is not DARK.label(label)  # type: ignore[arg-type]
