"""Light and dark: the window's colours, its palette and its style sheet, following the system."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from annotator.labels import Label
from annotator.paths import resource
from annotator.ui.colour import Shades, shades
from annotator.ui.preferences import ThemeChoice

FONT = "NanumGothic"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one appearance. `paper` is under the article, `panel` around it."""

    dark: bool
    paper: QColor
    panel: QColor
    raised: QColor
    text: QColor
    muted: QColor
    border: QColor
    accent: QColor
    button: QColor
    on_button: QColor
    good: QColor
    warn: QColor
    found: QColor

    def label(self, label: Label) -> Shades:
        """The shades of `label` on paper."""
        return shades(label.colour, self.paper, self.text, self.muted)


def _theme(dark: bool, **colours: str) -> Theme:
    return Theme(dark, **{name: QColor(value) for name, value in colours.items()})


LIGHT = _theme(
    False,
    paper="#ffffff",
    panel="#f5f6f8",
    raised="#ffffff",
    text="#1a1d21",
    muted="#4d555f",
    border="#dde1e6",
    accent="#1d4ed8",
    button="#1a1d21",
    on_button="#ffffff",
    good="#046c4e",
    warn="#9a3412",
    found="#fde68a",
)
DARK = _theme(
    True,
    paper="#1b1e22",
    panel="#141619",
    raised="#1f2328",
    text="#e8eaed",
    muted="#b0b7c0",
    border="#31363d",
    accent="#8ab4ff",
    button="#e8eaed",
    on_button="#141619",
    good="#5dd4a4",
    warn="#f5a977",
    found="#6b5310",
)


def chosen_theme(choice: ThemeChoice) -> Theme:
    """The theme of a preference; the system's is the one it asks for, light when it does not say."""
    if choice is not ThemeChoice.SYSTEM:
        return DARK if choice is ThemeChoice.DARK else LIGHT
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def load_fonts() -> QFont:
    """Registers the bundled font and returns the application's; Korean never shows as boxes."""
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FONT)
    font.setPointSizeF(10)
    # At text sizes full hinting of Hangul makes strokes uneven.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def verbatim_font() -> QFont:
    """For what stands in a file, to the letter: in the bundled font a backslash is a won sign.

    So it is in others made for Korean; and where Korean is spoken, the bundled one is what Qt takes for the system's.
    """
    fixed = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).family()
    there = set(QFontDatabase.families())
    font = QApplication.font()
    # By the name of a font that is there: an alias such as "monospace" gives way to the next of the list.
    font.setFamilies([next((name for name in (fixed, *_FIXED) if name in there and _backslash(name)), fixed), FONT])
    return font


# Those that systems come with.
_FIXED = ("Consolas", "Menlo", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", "Ubuntu Mono", "Courier New")


def _backslash(family: str) -> bool:
    """Whether a font draws a backslash as one, not as a won sign."""
    raw = QRawFont.fromFont(QFont(family))
    own, won = (raw.pathForGlyph(glyph) for glyph in raw.glyphIndexesForString("\\₩"))
    return own != won


def apply(application: QApplication, theme: Theme) -> None:
    """Gives every widget of the application the colours of `theme`."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.panel),
        (roles.Base, theme.paper),
        (roles.AlternateBase, theme.panel),
        (roles.Button, theme.raised),
        (roles.ToolTipBase, theme.raised),
        (roles.Text, theme.text),
        (roles.WindowText, theme.text),
        (roles.ButtonText, theme.text),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.paper),
        (roles.Link, theme.accent),
        (roles.Accent, theme.accent),
        (roles.Light, theme.raised),
        (roles.Midlight, theme.border),
        (roles.Mid, theme.border),
        (roles.Dark, theme.muted),
        (roles.Shadow, theme.border),
    ):
        palette.setColor(role, colour)
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.muted)
    application.setPalette(palette)
    application.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """resources/style.qss with the theme's colours and the folder of its pictures filled in."""
    names = ("paper", "panel", "raised", "text", "muted", "border", "accent", "button", "on_button", "good", "warn")
    template = Template(resource("style.qss").read_text(encoding="utf-8"))
    colours = {name: getattr(theme, name).name() for name in names}
    return template.substitute(colours, icons=resource("icons").as_posix())
