"""The document an article is shown in: position for position the stored text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from annotator.article import Role, Segment
from annotator.text import Utf16Map, paragraphs
from annotator.ui import article_document
from annotator.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

# Whatever Qt, Python or a line breaker may take for something else than a character.
ODD = "가각힣 漢樂ㆍ㎡㈜\u1100\u1161\u11a8e\u0301😀👨\u200d👩\u00a0\u3000\t\u2028\u2029\u0085\u000b\u000c"
ODD += "\u200b\ufeff\u00ad\ufffc\ufffe\ufdd0\ufdd1\0\r\n"
ODD_TEXT = st.text(st.sampled_from(ODD), max_size=40)


def filled(text: str, segments: tuple[Segment, ...] = ()) -> QTextDocument:
    document = QTextDocument()
    article_document.fill(document, text, segments, 12.5, LIGHT)
    return document


def blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(ODD_TEXT)
@settings(deadline=None)
def test_a_document_is_as_long_as_its_text_in_utf16(text: str) -> None:
    assert filled(text).characterCount() - 1 == utf16(text)


@pytest.mark.parametrize("char", ODD)
def test_each_odd_character_takes_its_own_place(char: str) -> None:
    document = filled(f"가{char}나")
    assert document.characterCount() - 1 == utf16(f"가{char}나")
    assert document.characterAt(utf16("가" + char)) == "나"


def test_every_character_of_the_basic_plane_takes_its_own_place_at_the_start_of_a_text() -> None:
    for number in (*range(0xD800), *range(0xE000, 0x10000)):
        document = QTextDocument()
        QTextCursor(document).insertText(f"{chr(number)}가".translate(article_document._SHOWN))
        assert (document.characterCount(), document.blockCount()) == (3, 2 if number == 10 else 1), hex(number)


@given(ODD_TEXT)
@settings(deadline=None)
def test_only_a_line_feed_begins_a_block(text: str) -> None:
    document = filled(text)
    assert [block.position() for block in blocks(document)] == [
        Utf16Map(text).to_utf16(at) for at in [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]
    ]


def test_an_empty_text_is_an_empty_document() -> None:
    assert filled("").characterCount() == 1


def test_filling_again_leaves_nothing_of_the_text_before() -> None:
    document = filled("가나다\n라마바")
    article_document.fill(document, "사", (), 12.5, LIGHT)
    assert document.toPlainText() == "사"


def test_nothing_can_be_undone_in_the_document() -> None:
    assert not filled("가나다").isUndoAvailable()


ROLES = "제목 줄\n\n부제 줄\n\n본문 줄\n\n사진 설명\n\n작은 제목"


def _styled(theme: object = LIGHT) -> QTextDocument:
    roles = (Role.TITLE, Role.SUBTITLE, Role.BODY, Role.CAPTION, Role.SUBHEAD)
    segments = tuple(Segment(start, end, role) for (start, end), role in zip(paragraphs(ROLES), roles, strict=True))
    document = QTextDocument()
    article_document.fill(document, ROLES, segments, 10.0, theme)  # type: ignore[arg-type]
    return document


def look(document: QTextDocument, words: str) -> QFont:
    block = document.findBlock(ROLES.index(words))
    return block.begin().fragment().charFormat().font()


def test_the_title_is_larger_and_bold() -> None:
    document = _styled()
    assert look(document, "제목 줄").pointSizeF() > look(document, "본문 줄").pointSizeF()
    assert look(document, "제목 줄").bold()


def test_a_caption_is_smaller() -> None:
    document = _styled()
    assert 0 < look(document, "사진 설명").pointSizeF() < 10.0


def test_a_subhead_is_bold_in_the_bodys_size() -> None:
    document = _styled()
    font = look(document, "작은 제목")
    assert font.bold()
    assert font.pointSizeF() in (10.0, look(document, "본문 줄").pointSizeF())


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_subtitle_is_in_the_themes_muted_colour(theme: object) -> None:
    document = _styled(theme)
    block = document.findBlock(ROLES.index("부제"))
    assert block.begin().fragment().charFormat().foreground().color() == theme.muted  # type: ignore[attr-defined]


def test_blank_lines_are_lower_than_lines_of_text() -> None:
    document = _styled()
    document.setTextWidth(400)
    layout = document.documentLayout()
    tops = [layout.blockBoundingRect(block).top() for block in blocks(document)]
    blank = tops[6] - tops[5]
    line = tops[5] - tops[4]
    assert blank < line


def test_dressing_again_changes_no_character(qapp: QApplication) -> None:
    document = _styled()
    before = document.toPlainText()
    segments = tuple(Segment(start, end, Role.SUBTITLE) for start, end in paragraphs(ROLES))
    article_document.dress(document, ROLES, segments, 10.0, DARK)
    assert document.toPlainText() == before
