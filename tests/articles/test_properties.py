"""What holds for every input, well formed or not."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.articles import Article, Source, clean, source_from_text
from annotator.articles.rows import BLANK
from annotator.articles.source import source_from_bytes
from annotator.errors import AnnotatorError
from annotator.sentences import LANGUAGES, explain

SCRAPS = st.sampled_from(
    [
        "새봄시는 12일 물길을 되살리겠다고 밝혔다.",
        "입력 2025.03.12 18:05",
        "홍가람 기자 garam@saebom.example",
        "저작권자 ⓒ 새봄일보 무단전재 금지",
        "많이 본 뉴스",
        "▲ 물길. /새봄시 제공",
        "AI 요약",
        "[앵커]",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\u00a0",
        "• ",
        "\u1100\u1161\u11a8",
        "🎉",
        "<p>",
        "</p>",
        "<a href=x>",
        "&lt;a href",
        '<script>"',
    ]
)
TEXT = st.one_of(st.text(), st.lists(st.one_of(SCRAPS, st.text(max_size=20)), max_size=60).map("".join))


def holds(source: Source, article: Article) -> None:
    lines = source.text.split("\n")
    for segment in article.segments:
        assert article.text[segment.start : segment.end] in source.text
        assert segment.start < segment.end
    told = [line.number for line in article.lines]
    assert sorted(set(told)) == [number for number, line in enumerate(lines, 1) if line.strip(BLANK)]
    assert told == sorted(told)
    for line in article.lines:
        if line.start is not None and line.end is not None:
            assert 0 <= line.start < line.end <= len(lines[line.number - 1])
    bounds = sorted((segment.start, segment.end) for segment in article.segments)
    assert all(before[1] <= after[0] for before, after in pairwise(bounds))
    pieces = [article.text[segment.start : segment.end] for segment in article.segments]
    assert article.text in ("\n\n".join(pieces), source.text)


def check(read: Callable[[], Source]) -> None:
    """Reads and cleans; of errors only the project's own pass, and each can be said in both languages."""
    refusal = None
    try:
        source = read()
    except AnnotatorError as error:
        refusal = error
    if refusal is None:
        holds(source, clean(source))
    else:
        assert all(explain(refusal, language) for language in LANGUAGES)


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_an_article_or_a_sentence(text: str) -> None:
    check(lambda: source_from_text(text, "a.txt"))


@given(st.one_of(st.binary(max_size=400), TEXT.map(lambda text: text.encode("cp949", "ignore"))))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_an_article_or_a_sentence(data: bytes) -> None:
    check(lambda: source_from_bytes(data, "a.txt"))


@given(st.one_of(TEXT, st.binary(max_size=300).map(lambda data: data.decode("latin-1"))))
@settings(max_examples=60, deadline=None)
def test_any_page_gives_an_article_or_a_sentence(html: str) -> None:
    check(lambda: source_from_bytes(b"<html><body>" + html.encode("utf-8", "replace"), "a.html"))


SAID = "사업에는 120억 원이 들어가며 시는 이 가운데 절반을 도비로 채울 계획이라고 12일 시청 대회의실에서 밝혔다."


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@given(st.lists(st.text(alphabet="나다라 .\"“”'(),\n!?", max_size=12), max_size=5, unique_by=letters))
@settings(max_examples=300, deadline=None)
def test_text_without_any_known_wording_and_with_few_lines_beside_it_keeps_every_letter(notes: list[str]) -> None:
    text = "\n".join([*notes[:2], SAID, SAID, SAID, *notes[2:], SAID])
    assert letters(clean(source_from_text(text, "a.txt")).text) == letters(text)
