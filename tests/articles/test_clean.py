"""Cleaning one page: what is kept, what is removed and why."""

from annotator.articles import Role, clean, source_from_text, to_dict

BODY = [
    "가온시는 12일 시청 대회의실에서 ‘푸른길 잇기 사업’ 설명회를 열고 2027년까지 도심 하천 네 곳을 잇는 "
    "산책로를 만들겠다고 밝혔다.",
    "사업에는 모두 120억 원이 들어가며, 시는 이 가운데 절반을 도비로 채울 계획이라고 설명했다. "
    "주민 300여 명이 설명회를 찾았다.",
    "한빛동에 사는 나보람 씨는 “아이와 걸을 길이 늘어난다니 반갑다”면서도 공사 동안의 소음을 걱정했다.",
]
PAGE = "\n".join(
    [
        "가온시, 하천 네 곳 잇는 산책로 만든다",
        "",
        "입력 2025.03.12 18:05",
        "수정 2025-03-12 오후 7:40",
        "홍가람 기자",
        "  • 페이스북 공유",
        "  • 댓글 3",
        "2027년까지 120억 원 들여 도심 산책로",
        "",
        *BODY,
        "",
        "홍가람 기자 garam@gaonnews.example",
        "저작권자 ⓒ 가온뉴스 무단전재 및 재배포 금지",
        "많이 본 뉴스",
        "  • 새벽시장 다시 연다…상인들 기대",
    ]
)


def test_a_page_becomes_title_subtitle_and_body() -> None:
    article = clean(source_from_text(PAGE, "a.txt"))
    assert article.title == "가온시, 하천 네 곳 잇는 산책로 만든다"
    assert article.subtitle == "2027년까지 120억 원 들여 도심 산책로"
    assert (article.published_at, article.modified_at) == ("2025-03-12T18:05:00+09:00", "2025-03-12T19:40:00+09:00")
    assert article.byline == "홍가람 기자, 홍가람 기자 garam@gaonnews.example"
    assert article.text == "\n\n".join([article.title, article.subtitle, *BODY])
    assert [article.text[s.start : s.end] for s in article.segments] == article.text.split("\n\n")


def test_every_removed_line_has_its_class_and_rule() -> None:
    article = clean(source_from_text(PAGE, "a.txt"))
    removed = {line.number: (line.chrome_class, line.rule) for line in article.lines if line.role is Role.CHROME}
    assert removed == {
        6: ("share_ui", "lines"),
        7: ("comment_ui", "lines"),
        15: ("copyright", "sentences"),
        16: ("related", "headings"),
        17: ("related", "under_heading"),
    }
    assert [line.number for line in article.lines] == [n for n, line in enumerate(PAGE.split("\n"), 1) if line.strip()]


def test_clean_text_comes_out_as_it_went_in() -> None:
    text = "\n" + "가온시, 산책로 만든다\n2025-03-12\n" + "\n".join(BODY) + "\n\n홍가람 기자\n"
    article = clean(source_from_text(text, "a.txt"))
    assert article.text == text
    assert [str(segment.role) for segment in article.segments] == ["title", "date", "body", "body", "body", "byline"]


def test_a_sentence_is_never_chrome_for_a_word_in_it() -> None:
    text = "시는 댓글 이벤트에 참여한 청소년에게 무단전재를 금지한 자료집을 나눠 줬다."
    assert clean(source_from_text(text, "a.txt")).text == text


def test_the_dictionary_is_the_one_that_the_command_line_prints() -> None:
    found = to_dict(clean(source_from_text(PAGE, "a.txt")))
    assert list(found) == ["title", "subtitle", "published_at", "modified_at", "byline", "text", "segments", "lines"]
    assert found["lines"][0] == {"line": 1, "role": "title"}
    assert found["lines"][-1] == {"line": 17, "role": "chrome", "class": "related", "rule": "under_heading"}
