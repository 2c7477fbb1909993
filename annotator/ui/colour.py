"""Colour arithmetic: contrast by WCAG 2.2, and the shades each theme derives from a label's hue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor

AA_TEXT = 4.5
AA_GRAPHIC = 3.0


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white), by WCAG's formula for sRGB."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(a: QColor, b: QColor) -> float:
    """WCAG contrast ratio of two opaque colours, 1 to 21."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(over: QColor, under: QColor, share: float) -> QColor:
    """The opaque colour seen where `over` covers `under` with opacity `share`."""
    return QColor(
        round(over.red() * share + under.red() * (1 - share)),
        round(over.green() * share + under.green() * (1 - share)),
        round(over.blue() * share + under.blue() * (1 - share)),
    )


def readable(hue: QColor, ground: QColor, ratio: float = AA_TEXT) -> QColor:
    """The colour nearest to `hue` in lightness that stands out from `ground` by `ratio`."""
    h, s, lightness = hue.hslHueF(), hue.hslSaturationF(), hue.lightnessF()
    step = -0.01 if luminance(ground) > 0.18 else 0.01
    colour = QColor(hue)
    while contrast(colour, ground) < ratio and 0 < lightness + step < 1:
        lightness += step
        colour = QColor.fromHslF(max(h, 0.0), s, lightness)
    return colour


@dataclass(frozen=True, slots=True)
class Shades:
    """One label in one theme: its colour as text and line, its fill under text, and the text on it when solid."""

    ink: QColor
    fill: QColor
    fill_selected: QColor
    on_ink: QColor


def shades(hue: str, ground: QColor, text: QColor, muted: QColor) -> Shades:
    """Shades of `hue` (#rrggbb) on `ground`, all at AA.

    `ink` reads on the ground and on the fill; `text` and `muted` (subtitles, captions) read on both fills. Every row
    painted asks for them, so they are worked out once.
    """
    return _shades(hue, ground.name(), text.name(), muted.name())


@cache
def _shades(hue: str, ground_name: str, text_name: str, muted_name: str) -> Shades:
    ground, text, muted = QColor(ground_name), QColor(text_name), QColor(muted_name)
    fill_share = 0.16 if luminance(ground) > 0.18 else 0.30
    base = readable(QColor(hue), ground)
    share = fill_share
    fill = mix(base, ground, share)
    while (contrast(text, fill) < 7 or contrast(muted, fill) < AA_TEXT) and share > 0.05:
        share -= 0.01
        fill = mix(base, ground, share)
    selected = mix(base, ground, min(share * 1.9, 0.45))
    while min(contrast(text, selected), contrast(muted, selected)) < AA_TEXT:
        selected = mix(selected, ground, 0.9)
    ink = readable(base, fill)
    white, black = QColor("#ffffff"), QColor("#0d1117")
    return Shades(ink, fill, selected, white if contrast(white, ink) >= contrast(black, ink) else black)
