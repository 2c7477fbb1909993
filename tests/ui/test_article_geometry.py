"""Where characters lie, and which one lies under a point."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextDocument

from annotator.span import trim
from annotator.ui import article_document
from annotator.ui.article_geometry import Geometry
from annotator.ui.theme import LIGHT, load_fonts

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = ["가온시", "은하제철은", "漢字", "樂園", "㈜보람", "33만㎡", "😀", "👨\u200d👩\u200d👧", "e\u0301te\u0301"]
WORDS += ["\u1100\u1161\u11a8", "12.5%", "‘책’", " ", "  ", "\u00a0", "\u3000", "\t", "\u2028", "\u2029", "\n", "\n\n"]
WORDS += ["\u200b", "\ufeff", "\u0085", "\ufffc", "\r"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


def laid_out(text: str, width: float = 260) -> Geometry:
    document = QTextDocument()
    document.setDefaultFont(load_fonts())
    document.setDocumentMargin(30)
    article_document.fill(document, text, (), 12.5, LIGHT)
    document.setTextWidth(width)
    document.size()
    geometry = Geometry(document, text)
    geometry.kept = document  # type: ignore[attr-defined]  # the layout lives as long as its document
    return geometry


def visible(geometry: Geometry, position: int) -> bool:
    """Whether the character is drawn with a width of its own; a combining one, say, is not."""
    rects = geometry.rects(position, position + 1)
    return len(rects) == 1 and rects[0].width() > 0.5


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_the_character_under_the_middle_of_a_character_is_that_character(text: str) -> None:
    geometry = laid_out(text)
    for position, char in enumerate(text):
        # A blank at the end of a line hangs over its edge.
        if not char.isspace() and visible(geometry, position):
            (rect,) = geometry.rects(position, position + 1)
            assert geometry.character_at(rect.center()) == position


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000", "\t", "  "])
def test_a_blank_between_letters_is_a_character_too(blank: str) -> None:
    geometry = laid_out(f"가{blank}나")
    for position in range(1, 1 + len(blank)):
        (rect,) = geometry.rects(position, position + 1)
        assert geometry.character_at(rect.center()) == position


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_every_letter_is_visible(text: str) -> None:
    geometry = laid_out(text)
    for position, char in enumerate(text):
        if "가" <= char <= "힣" or "一" <= char <= "鿿" or (char.isascii() and char.isalnum()):
            assert visible(geometry, position)


@given(TEXTS, st.data())
@settings(deadline=None, max_examples=100)
def test_the_boundary_at_the_edge_of_a_letter_is_that_edge(text: str, data: st.DataObject) -> None:
    letters = [n for n, char in enumerate(text) if "가" <= char <= "힣"]
    if not letters:
        return
    geometry = laid_out(text)
    position = data.draw(st.sampled_from(letters))
    (rect,) = geometry.rects(position, position + 1)
    left = geometry.boundary_at(rect.center() - QPointF(rect.width() / 4, 0))
    right = geometry.boundary_at(rect.center() + QPointF(rect.width() / 4, 0))
    # Characters without a width stand on the same edge; at the ends of a mark they are trimmed like blanks.
    assert trim(text, left, position + 1) == trim(text, position, right) == (position, position + 1)


def test_a_line_feed_is_not_a_character_to_click() -> None:
    geometry = laid_out("가\n나")
    assert geometry.rects(1, 2) == ()


def test_beside_the_text_there_is_no_character() -> None:
    geometry = laid_out("가온시 소식\n\n은하제철")
    (rect,) = geometry.rects(0, 1)
    assert geometry.character_at(QPointF(rect.left() - 10, rect.center().y())) is None
    (last,) = geometry.rects(5, 6)
    assert geometry.character_at(QPointF(last.right() + 10, last.center().y())) is None


def test_on_the_blank_line_between_paragraphs_there_is_no_character() -> None:
    geometry = laid_out("가온시\n\n은하제철")
    (above,), (below,) = geometry.rects(2, 3), geometry.rects(5, 6)
    assert geometry.character_at(QPointF(above.left(), (above.bottom() + below.top()) / 2 + 4)) is None


def test_below_the_last_line_there_is_no_character() -> None:
    geometry = laid_out("가온시")
    (rect,) = geometry.rects(1, 2)
    assert geometry.character_at(rect.center() + QPointF(0, 200)) is None


def test_on_the_underline_of_a_character_there_is_the_character() -> None:
    geometry = laid_out("가온시\n\n은하제철")
    (rect,) = geometry.rects(1, 2)
    assert geometry.character_at(QPointF(rect.center().x(), rect.bottom() + 3)) == 1


def test_a_stretch_over_a_line_break_has_a_rectangle_on_each_line() -> None:
    text = "은하제철은 " * 12
    geometry = laid_out(text)
    rects = geometry.rects(0, len(text))
    assert len(rects) > 1
    assert [rect.top() for rect in rects] == sorted({rect.top() for rect in rects})


def test_a_stretch_over_a_line_break_does_not_reach_into_the_margin() -> None:
    text = "은하제철은 " * 12
    for rect in laid_out(text).rects(0, len(text)):
        assert rect.right() <= 260 - 30 + 1


def test_an_empty_stretch_has_no_rectangle() -> None:
    assert laid_out("가온시").rects(1, 1) == ()


def test_an_empty_text_has_no_characters() -> None:
    geometry = laid_out("")
    assert geometry.character_at(QPointF(40, 40)) is None
    assert geometry.boundary_at(QPointF(40, 40)) == 0


@given(TEXTS)
@settings(deadline=None, max_examples=60)
def test_the_top_of_a_letters_line_is_the_first_character_of_that_line(text: str) -> None:
    geometry = laid_out(text)
    for position, char in enumerate(text):
        if "가" <= char <= "힣":
            (rect,) = geometry.rects(position, position + 1)
            top = geometry.top_position(rect.center().y())
            assert top <= position
            assert geometry.y_of(position) == rect.top()


def test_only_blocks_in_the_stripe_are_listed() -> None:
    text = "\n\n".join(["은하제철"] * 50)
    geometry = laid_out(text)
    (rect,) = geometry.rects(0, 1)
    found = list(geometry.blocks_between(rect.top(), rect.bottom()))
    assert found[0] == (0, 4)
    assert len(found) < 6


def test_the_caret_stands_at_the_left_edge_of_its_character() -> None:
    geometry = laid_out("가온시 😀소식")
    for position in range(7):
        (rect,) = geometry.rects(position, position + 1)
        assert abs(geometry.caret(position).center().x() - rect.left()) < 1.5
