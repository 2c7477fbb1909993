"""The QTextDocument an article is shown in: position for position the stored text, only its look added."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFrameFormat

from annotator.article import Role, Segment
from annotator.text import Utf16Map
from annotator.ui.theme import Theme

# Characters that a QTextDocument takes for structure of its own, each shown by one that counts the same in UTF-16.
# U+2029 and the frame marks would begin a new block, U+0000 and U+FFFC vanish, and at the start of a text U+FEFF and
# U+FFFE are taken for a byte order mark.
_SHOWN = str.maketrans(
    {
        "\u2029": "\u2028",
        "\r": "\u2028",
        "\ufeff": "\u200b",
        **dict.fromkeys("\0\ufffc\ufffe\ufdd0\ufdd1", "\ufffd"),
    }
)
_ODD = re.compile(f"[{''.join(map(chr, _SHOWN))}]")
_LINE_HEIGHT = 178  # per cent: room under each line for two lanes of underlines
_BLANK_HEIGHT = 14.0  # pixels of the empty line between paragraphs


def fill(
    document: QTextDocument,
    text: str,
    segments: Sequence[Segment],
    size: float,
    theme: Theme,
    frame: QTextFrameFormat | None = None,
) -> None:
    """Replaces the document's content by `text`; `size` is the body's in points, `frame` has the margins."""
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    # Emptied within the block of edits: Qt then takes what follows for a new text and lays it out as asked for.
    cursor.beginEditBlock()
    document.clear()
    if frame is not None:
        # While there is no text: a long one would be laid out twice.
        document.rootFrame().setFrameFormat(frame)
    font = QFont(document.defaultFont())
    font.setPointSizeF(size)
    document.setDefaultFont(font)
    cursor.setPosition(0)
    block = QTextBlockFormat()
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(block)
    cursor.insertText(text.translate(_SHOWN) if _ODD.search(text) else text)
    _shrink_blank_lines(document)
    dress(document, text, segments, size, theme)
    cursor.endEditBlock()


def dress(document: QTextDocument, text: str, segments: Sequence[Segment], size: float, theme: Theme) -> None:
    """Gives each segment the look of its role; called again when the theme changes."""
    utf16 = Utf16Map(text)
    cursor = QTextCursor(document)
    for segment in segments:
        form = _character_format(segment.role, size, theme)
        if form is None:
            continue
        cursor.setPosition(utf16.to_utf16(segment.start))
        cursor.setPosition(utf16.to_utf16(segment.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)
        if segment.role is Role.TITLE:
            block = QTextBlockFormat()
            block.setLineHeight(145, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.mergeBlockFormat(block)


def _character_format(role: Role, size: float, theme: Theme) -> QTextCharFormat | None:
    form = QTextCharFormat()
    if role is Role.TITLE:
        form.setFontPointSize(size * 1.6)
        form.setFontWeight(QFont.Weight.Bold)
    elif role is Role.SUBHEAD:
        form.setFontWeight(QFont.Weight.Bold)
    elif role in (Role.SUBTITLE, Role.PULLQUOTE):
        form.setForeground(theme.muted)
    elif role is Role.CAPTION:
        form.setForeground(theme.muted)
        form.setFontPointSize(size * 0.88)
    else:
        return None
    return form


def _shrink_blank_lines(document: QTextDocument) -> None:
    blank = QTextBlockFormat()
    blank.setLineHeight(_BLANK_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block = document.begin()
    while block.isValid():
        if block.length() == 1 and block.next().isValid():
            QTextCursor(block).setBlockFormat(blank)
        block = block.next()
