"""The one look at a line that spares most lines the others: it never spares one that they would find something in."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.credits import CAPTION_TRACES, CREDIT, caption, scene
from annotator.articles.dates import DATE_TRACES, stamps
from annotator.articles.split import JOINT_TRACES, split
from annotator.articles.wording import wording

PAGES = Path(__file__).parent.parent / "pages" / "text"
LINES = sorted({line.strip() for path in PAGES.glob("*.txt") for line in path.read_text("utf-8").split("\n")} - {""})
TELLING = re.compile(f"{DATE_TRACES}|{JOINT_TRACES}|{CAPTION_TRACES}")
CREDITS = st.from_regex(re.compile(CREDIT.pattern, re.ASCII), fullmatch=True)
DATES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("2024", "1999", "입력 24", "수정 '07")),
    st.sampled_from((".", ". ", "-", "/", "년 ")),
    st.integers(1, 12),
    st.sampled_from((".", ". ", "-", "/", "월 ")),
    st.integers(1, 28),
)


def spared(line: str) -> bool:
    return not TELLING.search(line)


def assert_nothing_to_be_found(line: str) -> None:
    assert not stamps(line)
    assert split(line, wording()) == [(0, len(line))]
    assert scene(line) or not caption(line)


def test_lines_of_pages_are_spared_rightly() -> None:
    lines = list(filter(spared, LINES))
    assert len(lines) > len(LINES) / 2
    for line in lines:
        assert_nothing_to_be_found(line)


@given(st.sampled_from(LINES), st.sampled_from(("", " ", "/")), CREDITS | DATES | st.sampled_from(LINES))
def test_lines_with_something_glued_to_them_are_spared_rightly(line: str, joint: str, glued: str) -> None:
    text = (line + joint + glued).strip()
    if spared(text):
        assert_nothing_to_be_found(text)
