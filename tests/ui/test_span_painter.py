"""How marks are drawn: fills, underlines in lanes, outlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from annotator.labels import Label, LabelSet, Underline, load_preset
from annotator.paths import resource
from annotator.span import Span
from annotator.ui import article_document
from annotator.ui.article_geometry import Geometry
from annotator.ui.span_painter import SpanPainter
from annotator.ui.theme import DARK, LIGHT, Theme, load_fonts

pytestmark = pytest.mark.usefixtures("qapp")
TEXT = "은하제철 연구소와 해솔은행이 새 길을 연다. 단비식품도 함께 나선다."
LABELS = load_preset(resource("labels", "news.toml"))


class Sheet:
    """A laid-out text to draw on."""

    def __init__(self, theme: Theme = LIGHT, width: int = 260) -> None:
        self.document = QTextDocument()
        self.document.setDefaultFont(load_fonts())
        article_document.fill(self.document, TEXT, (), 12.5, theme)
        self.document.setTextWidth(width)
        self.geometry = Geometry(self.document, TEXT)
        self.theme, self.width, self.height = theme, width, round(self.document.size().height()) + 20
        self.painter = SpanPainter(theme, LABELS)

    def draw(self, work: Callable[[QPainter], None]) -> QImage:
        image = QImage(self.width, self.height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(self.theme.paper)
        with QPainter(image) as painter:
            work(painter)
        return image

    def area(self, words: str) -> list[QRectF]:
        start = TEXT.index(words)
        return self.geometry.rects(start, start + len(words))


def span(words: str, label: str = "ORG", number: int = 1) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), label, words, id=number)


def names(image: QImage, rect: QRectF) -> set[str]:
    box = rect.toAlignedRect().intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    }


def below(rect: QRectF, lane: int = 0) -> QRectF:
    """Where the underline of a lane lies."""
    return QRectF(rect.left() + 2, rect.bottom() + 4.5 * lane, rect.width() - 4, 4)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_mark_is_filled_to_its_ends_and_no_further(theme: Theme) -> None:
    sheet = Sheet(theme)
    image = sheet.draw(lambda p: sheet.painter.fills(p, sheet.geometry, [span("해솔은행")], None))
    (rect,) = sheet.area("해솔은행")
    fill = theme.label(LABELS["ORG"]).fill.name()
    assert fill in names(image, rect.adjusted(3, 3, -3, -3))
    assert fill not in names(image, QRectF(0, rect.top(), rect.left() - 2, rect.height()))
    assert fill not in names(image, QRectF(rect.right() + 2, rect.top(), 40, rect.height()))


def test_a_selected_mark_is_filled_more() -> None:
    sheet = Sheet()
    image = sheet.draw(lambda p: sheet.painter.fills(p, sheet.geometry, [span("해솔은행")], 1))
    (rect,) = sheet.area("해솔은행")
    assert LIGHT.label(LABELS["ORG"]).fill_selected.name() in names(image, rect)


def test_a_mark_over_a_line_break_is_filled_on_both_lines() -> None:
    sheet = Sheet(width=150)
    words = "해솔은행이 새 길을 연다. 단비식품도"
    rects = sheet.area(words)
    assert len(rects) > 1
    image = sheet.draw(lambda p: sheet.painter.fills(p, sheet.geometry, [span(words)], None))
    fill = LIGHT.label(LABELS["ORG"]).fill.name()
    assert all(fill in names(image, rect) for rect in rects)


def test_a_nested_mark_is_drawn_over_the_one_around_it() -> None:
    sheet = Sheet()
    inner, outer = span("은하제철", "NUMBER", 1), span("은하제철 연구소", "ORG", 2)
    for order in ([inner, outer], [outer, inner]):
        image = sheet.draw(lambda p, order=order: sheet.painter.fills(p, sheet.geometry, order, None))
        (rect,) = sheet.area("은하제철")
        assert LIGHT.label(LABELS["NUMBER"]).fill.name() in names(image, rect.adjusted(3, 3, -3, -3))


def test_nested_marks_are_underlined_in_lanes_of_their_own() -> None:
    sheet = Sheet()
    spans = [span("은하제철 연구소", "ORG", 1), span("은하제철", "NUMBER", 2)]
    image = sheet.draw(lambda p: sheet.painter.lines(p, sheet.geometry, spans, None))
    (rect,) = sheet.area("은하제철")
    used = [names(image, below(rect, lane)) - {LIGHT.paper.name()} for lane in (0, 1)]
    assert all(used)
    assert used[0] != used[1]


@pytest.mark.parametrize("style", list(Underline))
def test_every_kind_of_underline_is_drawn_in_the_labels_colour(style: Underline) -> None:
    sheet = Sheet()
    labels = LabelSet((Label("X", "가", "x", 1, "#1d4ed8", style),))
    painter = SpanPainter(LIGHT, labels)
    image = sheet.draw(lambda p: painter.lines(p, sheet.geometry, [span("해솔은행", "X")], None))
    (rect,) = sheet.area("해솔은행")
    assert LIGHT.label(labels["X"]).ink.name() in names(image, below(rect).adjusted(0, -1, 0, 3))


def test_the_kinds_of_underline_look_different_without_colour() -> None:
    sheet = Sheet()
    (rect,) = sheet.area("해솔은행")
    pictures = []
    for style in Underline:
        labels = LabelSet((Label("X", "가", "x", 1, "#000000", style),))
        painter = SpanPainter(LIGHT, labels)
        image = sheet.draw(lambda p, painter=painter: painter.lines(p, sheet.geometry, [span("해솔은행", "X")], None))
        pictures.append(image.copy(below(rect).adjusted(0, -2, 0, 4).toAlignedRect()))
    assert all(a != b for n, a in enumerate(pictures) for b in pictures[:n])


def test_only_the_selected_mark_is_outlined() -> None:
    sheet = Sheet()
    spans = [span("은하제철", number=1), span("해솔은행", number=2)]
    image = sheet.draw(lambda p: sheet.painter.lines(p, sheet.geometry, spans, 2))
    ink = LIGHT.label(LABELS["ORG"]).ink.name()
    for words, outlined in (("은하제철", False), ("해솔은행", True)):
        (rect,) = sheet.area(words)
        edge = QRectF(rect.left() + 6, rect.top() - 2, rect.width() - 12, 3)
        assert (names(image, edge) != {LIGHT.paper.name()}) is outlined, (words, ink)


def test_a_mark_with_a_label_nobody_knows_is_not_drawn_and_breaks_nothing() -> None:
    sheet = Sheet()
    blank = sheet.draw(lambda _: None)
    spans = [span("해솔은행", "GONE")]
    assert sheet.draw(lambda p: sheet.painter.fills(p, sheet.geometry, spans, None)) == blank
    assert sheet.draw(lambda p: sheet.painter.lines(p, sheet.geometry, spans, None)) == blank


def test_what_a_click_would_make_is_fainter_than_what_a_drag_will() -> None:
    sheet = Sheet()
    rects = sheet.area("해솔은행")

    def darkness(firm: bool) -> int:
        image = sheet.draw(lambda p: sheet.painter.proposal(p, rects, "ORG", firm=firm))
        return sum(255 - QColor(name).lightness() for name in names(image, rects[0].adjusted(-4, -4, 4, 4)))

    assert darkness(False) > 0
    assert darkness(False) != darkness(True)


def test_a_held_click_is_dotted() -> None:
    sheet = Sheet()
    (rect,) = sheet.area("해솔은행")
    image = sheet.draw(lambda p: sheet.painter.pending(p, [rect]))
    top = [image.pixelColor(x, round(rect.top() - 1)) for x in range(round(rect.left()), round(rect.right()))]
    assert LIGHT.paper in top
    assert len({colour.name() for colour in top}) > 1
