"""Lines restored and removed: the same text every time, and spans that follow through the source."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from annotator.articles import Article, Role, clean, source_from_text
from annotator.articles.compose import Composed, build, compose
from annotator.articles.moving import TextMap

BODY = [
    "새봄시는 12일 물길 되살리기 사업에 120억 원을 들이겠다고 밝혔다. 사업은 내년 3월에 시작한다.",
    "주민 300여 명이 찾은 설명회에서는 공사 소음을 걱정하는 목소리가 나왔다.",
    "시는 다음 달 두 번째 설명회를 열어 주차 대책을 내놓기로 했다.",
]
PAGE = "\n".join(
    [
        "새봄시, 물길 되살린다",
        "입력 2025.03.12 18:05",
        "공유하기",
        *BODY,
        "저작권자 ⓒ 새봄일보 무단전재 금지",
        "많이 본 뉴스",
    ]
)


def cleaned(text: str) -> Article:
    return clean(source_from_text(text, "a.txt"))


def changed(text: str, article: Article, roles: Mapping[int, Role]) -> tuple[Article, TextMap]:
    """The article with some lines taken for something else, and the way from its text to the new one."""
    lines = [
        line._replace(role=roles[line.number], rule="chosen") if line.number in roles else line
        for line in article.lines
    ]
    after = build(text, lines)
    return after, TextMap(compose(text, article.lines).pieces, compose(text, lines).pieces)


def test_restoring_a_line_puts_it_where_it_stood() -> None:
    restored, _ = changed(PAGE, cleaned(PAGE), {3: Role.BODY})
    assert restored.text == "\n\n".join(["새봄시, 물길 되살린다", "공유하기", *BODY])


def test_removing_a_line_and_restoring_it_is_the_article_again() -> None:
    article = cleaned(PAGE)
    gone, _ = changed(PAGE, article, {5: Role.CHROME})
    assert BODY[1] not in gone.text
    back, _ = changed(PAGE, gone, {5: Role.BODY})
    assert (back.text, back.segments) == (article.text, article.segments)


def test_spans_move_with_their_characters_and_die_with_their_line() -> None:
    article = cleaned(PAGE)
    after, moved = changed(PAGE, article, {4: Role.CHROME, 3: Role.BODY})
    start = article.text.index("주민 300여 명")
    found = moved(start, start + 9)
    assert found is not None
    assert after.text[found[0] : found[1]] == article.text[start : start + 9]
    dead = article.text.index("120억 원")
    assert moved(dead, dead + 6) is None


def test_a_span_over_a_joint_has_no_place() -> None:
    article = cleaned(PAGE)
    _, moved = changed(PAGE, article, {})
    edge = article.segments[1].end
    assert moved(edge - 2, edge + 4) is None
    assert moved(edge - 2, edge) == (edge - 2, edge)


def test_a_clean_text_loses_the_removed_line_alone() -> None:
    text = "\n새봄시, 물길 되살린다\n\n" + "\n".join(BODY) + "\n홍가람 기자\n"
    article = cleaned(text)
    assert article.text == text
    gone, moved = changed(text, article, {5: Role.CHROME})
    assert gone.text == text.replace(BODY[1] + "\n", "")
    at = text.index("두 번째")
    found = moved(at, at + 4)
    assert found is not None
    assert gone.text[found[0] : found[1]] == "두 번째"
    back, _ = changed(text, gone, {5: Role.BODY})
    assert back.text == text


def test_pieces_slice_text_and_source_alike() -> None:
    composed: Composed = compose(PAGE, cleaned(PAGE).lines)
    for piece in composed.pieces:
        assert composed.text[piece.start : piece.end] == PAGE[piece.origin : piece.origin + piece.length]


@given(
    st.lists(
        st.sampled_from([*BODY, "공유하기", "  • 댓글 3", "많이 본 뉴스", "물길 사업 120억", "", "입력 2025.03.12"])
    ),
    st.dictionaries(st.integers(1, 12), st.sampled_from(list(Role))),
)
def test_each_segment_comes_from_the_source_and_maps_to_itself(lines: list[str], roles: dict[int, Role]) -> None:
    text = "\n".join(["새봄시, 물길 되살린다", *lines])
    article = cleaned(text)
    after, moved = changed(text, article, roles)
    for segment in after.segments:
        assert after.text[segment.start : segment.end] in text
    for segment in article.segments:
        found = moved(segment.start, segment.end)
        if found is not None:
            assert after.text[found[0] : found[1]] == article.text[segment.start : segment.end]
