"""Every mark lands on its characters, from the file and the mouse to the project and the export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.article import Article, Role, Segment
from annotator.project import NewArticle, operations
from annotator.span import trim
from annotator.text import paragraphs

WORDS = [
    "은하제철은",
    "漢字",
    "樂園",
    "㈜보람건설",
    "33만㎡",
    "😀",
    "👨\u200d👩\u200d👧",
    "e\u0301te\u0301",
    "🇰🇷",
    "12.5%",
]
WORDS += [
    "\u1112\u119e\u11ab",
    "‘책’",
    "ㆍ",
    "TP",
    "\u00a0",
    "\u3000",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u200b",
    "\ufeff",
]
LINES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7), min_size=1, max_size=3)
TEXTS = st.builds(
    lambda lines, blanks: "\n\n".join(blanks.join(line) for line in lines), LINES, st.sampled_from([" ", "", "\u00a0"])
)
SLOW = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def show(driver: Any, text: str) -> None:
    """Adds an article of exactly this text and shows it; the one before goes."""
    segments = tuple(Segment(start, end, Role.BODY) for start, end in paragraphs(text))
    before = list(driver.session.order)
    item = NewArticle(None, Article(text, segments), uid=f"made-{driver.number}", source_name="made")
    driver.number += 1
    result = driver.session.do(operations.add_articles, [item])
    driver.session.show(result.added[0])
    if before:
        driver.session.do(operations.remove_articles, before)
    driver.view.viewport().grab()


@pytest.fixture
def window(article: Any) -> Any:
    driver = article()
    driver.number = 0
    return driver


def drawn(driver: Any, position: int) -> bool:
    """Whether the character is drawn with a width of its own."""
    rects = driver.view.rects_of(position, position + 1)
    return len(rects) == 1 and rects[0].width() > 2 and not driver.text[position].isspace()


@given(TEXTS, st.data())
@SLOW
def test_a_drag_by_characters_marks_those_characters(window: Any, text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    show(window, text)
    places = [n for n in range(len(text)) if drawn(window, n)]
    if not places:
        return
    first = data.draw(st.sampled_from(places))
    segment = window.session.segment_at(first)
    last = data.draw(st.sampled_from([n for n in places if first <= n < segment[1]]))
    window.drag(first, last + 1, ctrl=True)
    (span,) = window.session.spans
    assert span.text == text[span.start : span.end]
    assert span.start <= first
    assert last < span.end
    # What is drawn as one, such as a flag of two characters, may come along; never a whole other word.
    assert trim(text, first, last + 1)[0] - span.start <= 8
    assert span.end - last - 1 <= 8
    assert window.saved() == [(span.start, span.end, "ORG")]


@given(TEXTS, st.data())
@SLOW
def test_a_click_marks_what_is_under_the_mouse(window: Any, text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    show(window, text)
    window.settle()
    places = [n for n in range(len(text)) if drawn(window, n)]
    if not places:
        return
    position = data.draw(st.sampled_from(places))
    outline = window.hover(position)
    window.click(position)
    assert [span.bounds for span in window.session.spans] == ([outline] if outline else [])
    for span in window.session.spans:
        # A click on a particle marks the name before it.
        assert span.start <= position < span.end + 3
        assert span.text == text[span.start : span.end]
    assert window.saved() == window.bounds()


@given(text=TEXTS)
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_an_export_has_the_text_and_the_marks_to_the_character(window: Any, tmp_path: Path, text: str) -> None:
    if not text.strip():
        return
    show(window, text)
    for start, end in paragraphs(text):
        places = [n for n in range(start, end) if drawn(window, n)]
        if places:
            window.drag(places[0], places[0] + 1, ctrl=True)
    made = window.bounds()
    window.program.transfer.export_jsonl(tmp_path / "out.jsonl")
    window.settle()
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    record = json.loads(line)
    assert record["text"] == text
    assert [(s["start"], s["end"], s["label"]) for s in record["spans"]] == made
    assert all(text[s["start"] : s["end"]] == s["text"] for s in record["spans"])


# -- from the file on, cleaning included


BODY = "은하제철은 올해 가온시에 새 공장을 세운다고 밝혔다. 해솔은행이 120억 원을 빌려주기로 했다."
FILES = {
    "windows line ends": f"가온시 소식\r\n\r\n{BODY}\r\n",
    "old mac line ends": f"가온시 소식\r\r{BODY}\r",
    "emoji before": f"가온시 소식\n\n😀👨\u200d👩\u200d👧 {BODY}\n",
    "no-break spaces": f"가온시 소식\n\n{BODY}\n".replace(" ", "\u00a0"),
    "hanja": f"加溫市 消息\n\n{BODY} 銀河製鐵과 樂園建設도 함께 나선다고 했다.\n",
    "line separators": f"가온시 소식\n\n앞말이 있다.\u2028{BODY}\u2029뒷말도 있다.\n",
    "byte order mark": f"\ufeff가온시 소식\n\n{BODY}\n",
    "zero width": f"가온시 소식\n\n\u200b\ufeff{BODY}\n",
}


@pytest.mark.parametrize("raw", FILES.values(), ids=FILES.keys())
def test_marks_in_an_article_from_a_file_are_on_their_characters(article: Any, tmp_path: Path, raw: str) -> None:
    (tmp_path / "in.txt").write_bytes(raw.encode("utf-8"))
    driver = article()
    driver.program.transfer.import_paths([tmp_path / "in.txt"])
    driver.settle()
    for words in ("은하제철", "해솔은행"):
        driver.click(words)
    assert driver.marks() == [("은하제철", "ORG"), ("해솔은행", "ORG")]
    driver.program.transfer.export_jsonl(tmp_path / "out.jsonl")
    driver.settle()
    record = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert [record["text"][s["start"] : s["end"]] for s in record["spans"]] == ["은하제철", "해솔은행"]


def test_decomposed_hangul_from_a_file_is_clicked_as_syllables(article: Any, tmp_path: Path) -> None:
    import unicodedata

    raw = unicodedata.normalize("NFD", f"가온시 소식\n\n{BODY}\n")
    (tmp_path / "in.txt").write_text(raw, encoding="utf-8")
    driver = article()
    driver.program.transfer.import_paths([tmp_path / "in.txt"])
    driver.settle()
    driver.click("은하제철")
    assert driver.marks() == [("은하제철", "ORG")]
    assert BODY in driver.text
