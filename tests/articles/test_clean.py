"""Cleaning one page: what is kept, what is removed and why."""

import pytest

from annotator.articles import Article, Emptiness, Role, clean, source_from_text, to_dict

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
    assert article.byline == "홍가람 기자 garam@gaonnews.example"
    assert article.text == "\n\n".join([article.title, article.subtitle, *BODY])
    assert [article.text[s.start : s.end] for s in article.segments] == article.text.split("\n\n")


def test_every_removed_line_has_its_class_and_rule() -> None:
    article = clean(source_from_text(PAGE, "a.txt"))
    removed = {line.number: (line.chrome_class, line.rule) for line in article.lines if line.role is Role.CHROME}
    assert removed == {
        6: ("share_ui", "lines"),
        7: ("comment_ui", "lines"),
        15: ("copyright", "starts"),
        16: ("related", "headings"),
        17: ("related", "under_heading"),
    }
    assert [line.number for line in article.lines] == [n for n, line in enumerate(PAGE.split("\n"), 1) if line.strip()]


def test_clean_text_comes_out_as_it_went_in() -> None:
    text = "\n" + "가온시, 산책로 만든다\n2025-03-12\n" + "\n".join(BODY) + "\n\n홍가람 기자\n"
    article = clean(source_from_text(text, "a.txt"))
    assert article.text == text
    assert [str(segment.role) for segment in article.segments] == ["title", "date", "body", "body", "body", "byline"]


def test_a_clean_text_keeps_its_lists() -> None:
    items = [f"◇{n}팀 나보람·도하준" for n in range(1, 9)]
    text = "\n".join(["가온시, 산책로 만든다", *BODY, *items, "이상 여덟 팀이다.", "(끝)"])
    assert clean(source_from_text(text, "a.txt")).text == text


def test_a_sentence_is_never_chrome_for_a_word_in_it() -> None:
    text = "시는 댓글 이벤트에 참여한 청소년에게 무단전재를 금지한 자료집을 나눠 줬다."
    assert clean(source_from_text(text, "a.txt")).text == text


def test_the_dictionary_is_the_one_that_the_command_line_prints() -> None:
    found = to_dict(clean(source_from_text(PAGE, "a.txt")))
    assert list(found) == ["title", "subtitle", "published_at", "modified_at", "byline", "text", "segments", "lines"]
    assert found["lines"][0] == {"line": 1, "role": "title"}
    assert found["lines"][-1] == {"line": 17, "role": "chrome", "class": "related", "rule": "under_heading"}


def cleaned(*lines: str) -> Article:
    return clean(source_from_text("\n".join(lines), "a.txt"))


def removed(article: Article, text: str) -> list[str]:
    lines = text.split("\n")
    return [lines[line.number - 1] for line in article.lines if line.role is Role.CHROME]


def test_the_copy_of_the_title_next_to_the_date_is_the_title() -> None:
    title = "가온시, 하천 네 곳 잇는 산책로 만든다"
    article = cleaned(title + " - 가온뉴스", "로그인", title, "입력 2025.03.12 18:05", *BODY)
    assert article.title == title
    assert [(line.number, str(line.role), line.rule) for line in article.lines[:3]] == [
        (1, "chrome", "repeated"),
        (2, "chrome", "lines"),
        (3, "title", ""),
    ]


def test_a_subtitle_that_says_more_of_the_body_is_not_the_title() -> None:
    article = cleaned(
        "[단독] “물길이 도시를 살린다”…가온시의 실험", "산책로 사업에 120억 원", "입력 2025.03.12 18:05", *BODY
    )
    assert article.title == "[단독] “물길이 도시를 살린다”…가온시의 실험"
    assert article.subtitle == "산책로 사업에 120억 원"


def test_a_menu_is_removed_whatever_it_says() -> None:
    menu = ["가온누리", "다솜터", "나래마당", "온새미", "하늬길", "늘봄"]
    article = cleaned(*menu, "가온시, 산책로 만든다", "입력 2025.03.12 18:05", "공유하기", *BODY)
    assert {line.rule for line in article.lines[:6]} == {"menu"}


def test_captions_and_subheads_stay_in_their_place() -> None:
    page = [
        BODY[0],
        "이미지 확대보기",
        "시청 전경. /가온시 제공",
        "◆ 주민 반응",
        BODY[1],
        BODY[2],
        "AD",
        BODY[0] + " 끝.",
    ]
    article = cleaned("가온시, 산책로 만든다", "입력 2025.03.12 18:05", *page)
    assert [str(segment.role) for segment in article.segments] == [
        "title", "body", "caption", "subhead", "body", "body", "body",
    ]  # fmt: skip


def test_other_articles_inside_the_body_are_removed_and_the_body_goes_on() -> None:
    article = cleaned(BODY[0], BODY[1], "관련기사", "  • 새벽시장 다시 연다", "  • 눈길 사고 잇따라", BODY[2], BODY[0])
    assert article.text.split("\n\n") == [BODY[0], BODY[1], BODY[2], BODY[0]]


def test_what_follows_the_copyright_line_is_another_article() -> None:
    article = cleaned(*BODY, "저작권자 ⓒ 가온뉴스 무단전재 및 재배포 금지", *BODY)
    assert article.text == "\n\n".join(BODY)


def test_a_machine_summary_made_of_the_bodys_sentences_gives_way_to_the_body() -> None:
    article = cleaned("가온시, 산책로 만든다", "AI 요약", BODY[1], "닫기", *BODY)
    assert article.text.count(BODY[1]) == 1
    assert [line.number for line in article.lines if line.role is Role.BODY] == [5, 6, 7]


def test_readers_comments_are_no_body() -> None:
    said = [
        "댓글쓰기",
        "가온둥이",
        "정말 기다리던 산책로네요.",
        "답글쓰기",
        "늘봄",
        "공사 소음이 걱정됩니다.",
        "답글쓰기",
    ]
    article = cleaned("가온시, 산책로 만든다", *BODY, "댓글 2", "최신순", *said)
    assert article.text.endswith(BODY[2])


def test_a_label_and_its_date_on_two_lines() -> None:
    article = cleaned(
        "가온시, 산책로 만든다", "입력", "2025.03.12 18:05", "수정", "2025.03.13 09:00", "공유하기", *BODY
    )
    assert (article.published_at, article.modified_at) == ("2025-03-12T18:05:00+09:00", "2025-03-13T09:00:00+09:00")


def test_the_day_the_page_was_opened_is_not_the_articles() -> None:
    article = cleaned("2025년 06월 19일 (목)", "로그인", "가온시, 산책로 만든다", "2025.03.12 18:05", "공유하기", *BODY)
    assert article.published_at == "2025-03-12T18:05:00+09:00"
    assert article.lines[0].rule == "page_date"


def test_a_press_review_keeps_its_bullets() -> None:
    page = ["가온일보", "- 새벽시장 다시 연다", "- 눈길 사고 잇따라", BODY[1], "나래신문", "- 물길 되살린다", BODY[2]]
    article = cleaned("[오늘의 아침 신문]", "입력 2025.03.12 18:05", "공유하기", BODY[0], *page)
    assert "- 새벽시장 다시 연다" in article.text


def test_a_line_with_several_roles_has_an_entry_for_each() -> None:
    line = BODY[2] + " 홍가람 기자 garam@gaon.example <저작권자 ⓒ 가온신문, 무단 전재 및 재배포 금지>"
    article = cleaned("가온시, 산책로 만든다", BODY[0], BODY[1], line)
    entries = [entry for entry in to_dict(article)["lines"] if entry["line"] == 4]
    assert [entry["role"] for entry in entries] == ["body", "byline", "chrome"]
    assert [line[entry["start"] : entry["end"]] for entry in entries][:2] == [
        BODY[2],
        "홍가람 기자 garam@gaon.example",
    ]
    assert article.text.endswith(BODY[2])


def test_markup_left_in_the_text_is_removed() -> None:
    article = cleaned("가온시, 산책로 만든다", BODY[0], '&lt;a href="http://gaon.example/1"&gt;', BODY[1], BODY[2])
    assert [line.chrome_class for line in article.lines if line.role is Role.CHROME] == ["markup"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["새봄 벚꽃길 활짝", "버튼", "시민들이 꽃길을 걷고 있다. /도하준기자", "닫기", "공유하기"], Emptiness.PHOTO),
        (["로그인", "아이디", "비밀번호 찾기", "회원가입", "아이디 저장", "이용약관"], Emptiness.LOGIN),
        (["최신뉴스", *(f"{n}호선 첫차 시간 당긴다는데" for n in range(10)), "더보기", "이용약관"], Emptiness.LIST),
        (["공유하기", "댓글쓰기", "이용약관", "회사소개"], Emptiness.NO_TEXT),
    ],
)
def test_a_page_without_an_article_says_so(lines: list[str], why: Emptiness) -> None:
    article = cleaned(*lines)
    assert article.empty is why
    assert to_dict(article)["empty"] == str(why)
    assert not any(segment.role is Role.BODY for segment in article.segments)


def test_a_list_of_leads_cut_short_is_no_article() -> None:
    lead = BODY[0][:60] + " " + BODY[1][:70] + " 시는 이 사업을 내년에도 이어 가면서 주민 의견을"
    assert cleaned("전체기사", *[lead] * 6, "더보기").empty is Emptiness.LIST


@pytest.mark.parametrize("text", ["가온시 산책로", "((((", "네이버에서 찾은 산책로", "하나\n둘\n셋", "• 하나\n• 둘"])
def test_a_note_is_no_page_and_stays_as_it_is(text: str) -> None:
    assert clean(source_from_text(text, "a.txt")).text == text


def test_an_enumeration_without_a_sentence_is_a_body() -> None:
    lines = [
        "사람",
        "[인사] 가온시",
        "입력 2025.03.12 18:05",
        "◇ 3급 승진",
        "△ 기획조정실장 홍가람 △ 물길복원국장 김나래",
    ]
    lines += ["◇ 4급 전보", "△ 감사관 이다솜 △ 교통과장 박나리", "저작권자 ⓒ 가온뉴스 무단전재 및 재배포 금지"]
    article = clean(source_from_text("\n".join(lines), "a.txt"))
    assert article.empty is None
    assert article.title == "[인사] 가온시"
    assert article.text.split("\n\n") == [article.title, *lines[3:7]]


def test_a_notice_of_mourning_is_a_body() -> None:
    notice = (
        "▲ 홍바다씨 별세, 홍가람(가온시 교통과장)씨 부친상 = 11일 오후 4시, 가온병원 장례식장, 발인 13일. ☎ 000-0000"
    )
    lines = ["부음", "[부고] 홍가람(가온시 교통과장)씨 부친상", "등록 2025.03.12 18:05", "페이스북", notice, "관련기사"]
    article = clean(source_from_text("\n".join([*lines, "가온시, 둑길 벚나무 옮겨 심는다"]), "a.txt"))
    assert article.text == f"{lines[1]}\n\n{notice}"


def test_sentences_that_a_page_says_above_and_below_its_article_are_not_the_articles() -> None:
    above = ["앱으로 보시면 더 빠르고 편리합니다. 지금 알림을 받아 보세요.", "닫기", "이 콘텐츠는 회원 전용입니다."]
    head = ["가온시, 하천 네 곳 잇는 산책로 만든다", "2025년 3월 12일 18시 05분"]
    below = ["커피 한 잔 값으로 취재를 응원해 주세요.", "새벽 두 시 지하철 나흘 늦게 다닌다"]
    article = clean(source_from_text("\n".join([*above, *head, *BODY, *below]), "a.txt"))
    assert (article.title, article.published_at) == (head[0], "2025-03-12T18:05:00+09:00")
    assert article.text == "\n\n".join([head[0], *BODY])


def test_a_credit_on_a_line_of_its_own_makes_the_line_before_it_a_caption() -> None:
    scene = "가온시 직원들이 산책로 예정지를 둘러보고 있다."
    article = clean(source_from_text(PAGE.replace(BODY[0], f"{scene}\n가온뉴스 DB\n{BODY[0]}"), "a.txt"))
    captions = [article.text[s.start : s.end] for s in article.segments if s.role is Role.CAPTION]
    assert captions == [scene, "가온뉴스 DB"]


def test_a_sentence_above_the_dateline_that_shows_a_scene_is_a_caption() -> None:
    scene = "가온시 직원들이 산책로 예정지를 둘러보고 있다."
    article = clean(
        source_from_text(PAGE.replace(BODY[0], f"{scene}\n(가온=가온뉴스) 홍가람 기자 = {BODY[0]}"), "a.txt")
    )
    assert [article.text[s.start : s.end] for s in article.segments if s.role is Role.CAPTION] == [scene]


def test_the_papers_registration_is_no_date_of_the_article() -> None:
    foot = ["제호: 가온뉴스 | 등록번호: 가온 아00001 | 등록일: 2015.01.01", "UPDATE: 2025년 3월 13일 22시 10분"]
    lines = [line for line in PAGE.split("\n") if not line.startswith(("입력", "수정"))]
    article = clean(source_from_text("\n".join([*lines, *foot]), "a.txt"))
    assert article.published_at == ""


def test_what_a_button_says_is_no_subtitle() -> None:
    page = PAGE.replace("  • 댓글 3", "텍스트를 소리로 바꾸는 창 열기\nadd remove print link")
    assert clean(source_from_text(page, "a.txt")).subtitle == "2027년까지 120억 원 들여 도심 산책로"


def test_the_name_of_a_section_that_the_body_says_too_is_not_the_title() -> None:
    page = "산책로 설명회\n정치\n경제\n사회\n" + PAGE
    assert clean(source_from_text(page, "a.txt")).title == "가온시, 하천 네 곳 잇는 산책로 만든다"


def test_a_department_beside_the_date_makes_no_caption_of_it() -> None:
    page = PAGE.replace("입력 2025.03.12 18:05\n수정 2025-03-12 오후 7:40", "2025.03.12 물길복원부")
    assert clean(source_from_text(page, "a.txt")).published_at == "2025-03-12"


def test_a_tagged_headline_in_a_list_inside_the_body_is_no_subhead() -> None:
    among = "이 시각 인기 뉴스\n새벽시장 다시 연다\n[단독] 나루은행 장부 두 벌 있었다"
    article = clean(source_from_text(PAGE.replace(BODY[1], f"{among}\n{BODY[1]}"), "a.txt"))
    assert article.text == clean(source_from_text(PAGE, "a.txt")).text


@pytest.mark.parametrize("place", [1, 2])
def test_a_paragraph_that_a_box_of_other_articles_cuts_off_is_the_bodys(place: int) -> None:
    box = ["관련기사", *(f"{name}역 앞 {count}층 시장 다시 연다" for count, name in enumerate("나다라마바사아자", 2))]
    whole = PAGE.replace(BODY[2], f"{BODY[2]} 가온시는 하천 산책로 공사를 밤에는 멈추겠다고 설명했다.")
    paragraph = next(line for line in whole.split("\n") if line.startswith(BODY[place]))
    page = whole.replace(paragraph, "\n".join([*box, paragraph]))
    assert clean(source_from_text(page, "a.txt")).text == clean(source_from_text(whole, "a.txt")).text


def test_a_sentence_of_another_article_below_the_body_is_not_the_bodys() -> None:
    other = "나루은행이 장부를 두 벌 써 온 사실이 금융감독원 검사에서 드러나 은행장이 자리에서 물러났다."
    page = PAGE.replace("\n홍가람 기자 garam", f"\n관련기사\n나루은행 장부 두 벌\n{other}\n홍가람 기자 garam")
    assert clean(source_from_text(page, "a.txt")).text == clean(source_from_text(PAGE, "a.txt")).text


def test_short_sentences_between_the_heading_of_a_summary_and_the_first_paragraph_are_the_summary() -> None:
    summary = "핵심요약\n가온시가 산책로를 만든다.\n돈은 120억 원이 든다."
    lead = f"{BODY[0]} 주민들은 반기면서도 공사 동안의 소음과 주차 문제를 걱정하고 있다."
    page = PAGE.replace(BODY[0], f"{summary}\n{lead}")
    assert (
        clean(source_from_text(page, "a.txt")).text
        == clean(source_from_text(PAGE.replace(BODY[0], lead), "a.txt")).text
    )


def test_the_name_of_a_series_is_not_the_title() -> None:
    assert clean(source_from_text("[산책로를 걷다] ②\n" + PAGE, "a.txt")).title == PAGE.split("\n")[0]


def test_where_a_paste_was_found_is_taken_off_it() -> None:
    lines = ["가온시, 산책로 만든다", *BODY]
    article = clean(source_from_text("\n".join([*lines, "출처: 가온뉴스(https://www.example.com/1)"]), "a.txt"))
    assert article.text == "\n\n".join(lines)


def test_a_polite_sentence_inside_the_body_cuts_off_none_of_its_paragraphs() -> None:
    told = [
        f"{line} {word} 가온시는 하천 산책로를 두고 주민과 더 이야기하겠다고 했다." for line in BODY for word in "또만"
    ]
    lines = [*told[:3], "이 기획은 독자 여러분의 물음에서 시작되었습니다.", *told[3:]]
    article = clean(source_from_text(PAGE.replace("\n".join(BODY), "\n".join(lines)), "a.txt"))
    assert [line for line in told if line not in article.text.split("\n\n")] == []


def test_sources_between_the_body_and_its_reporter_are_the_bodys() -> None:
    sources = ["[자료]", "- 가온시, 하천 산책로 사업 설명회 자료(2025)"]
    page = PAGE.replace("\n홍가람 기자 garam", "\n" + "\n".join(sources) + "\n홍가람 기자 garam")
    assert clean(source_from_text(page, "a.txt")).text.endswith("\n\n".join(sources))
    other = PAGE.replace("\n홍가람 기자 garam", "\n나루은행 장부 두 벌 있었다\n홍가람 기자 garam")
    assert clean(source_from_text(other, "a.txt")).text == clean(source_from_text(PAGE, "a.txt")).text


@pytest.mark.parametrize(
    "note",
    [
        "[편집자주] 물길을 세 차례에 걸쳐 되짚는다. 이번이 첫 번째다.",
        "편집자 주 = 물길을 세 차례에 걸쳐 되짚는다. 이번이 첫 번째다.",
        "물길을 세 차례에 걸쳐 되짚는다. 이번이 첫 번째다. <편집자 주>",
    ],
)
@pytest.mark.parametrize("place", [9, 10, 12])
def test_an_editors_note_is_no_body_and_says_so(note: str, place: int) -> None:
    lines = PAGE.split("\n")
    lines.insert(place, note)
    article = clean(source_from_text("\n".join(lines), "a.txt"))
    assert note not in article.text
    assert [line.chrome_class for line in article.lines if line.number == place + 1] == ["editor_note"]
    assert all(paragraph in article.text for paragraph in BODY)


def test_an_editor_who_says_something_is_in_the_body() -> None:
    said = "편집자 주장은 다르다. 그는 물길의 역사를 새로 썼다고 말했다."
    assert said in clean(source_from_text(PAGE.replace(BODY[1], said), "a.txt")).text


def test_what_is_attached_to_a_release_is_no_body() -> None:
    lines = ["붙임 1. 사업 개요 1부.", "붙임 2. 위치도 1부. 끝.", "새봄시_보도자료.hwp [내려받기]"]
    page = PAGE.replace(BODY[-1], "\n".join([BODY[-1], *lines]))
    article = clean(source_from_text(page, "a.txt"))
    assert BODY[-1] in article.text
    assert not any(line in article.text for line in lines)


def test_a_line_that_leads_elsewhere_is_not_the_title() -> None:
    page = PAGE.replace("입력 2025", "가온뉴스 다른 기사 ›\n입력 2025")
    assert clean(source_from_text(page, "a.txt")).title == "가온시, 하천 네 곳 잇는 산책로 만든다"


MORE = [
    "산책로는 폭 3m로 놓이고 밤에도 걸을 수 있도록 30m마다 낮은 등을 세운다. 물가에는 버드나무와 갈대를 심는다.",
    "공사는 내년 3월에 시작된다. 시는 장마철에는 공사를 멈추고 둑을 먼저 손보기로 했다.",
    "시의회는 다음 달 예산안을 심의한다. 의회 안에서는 관리 비용이 빠져 있다는 지적도 나온다.",
]


def test_a_request_between_the_paragraphs_is_the_interfaces() -> None:
    request = "그래프가 보이지 않으면 화면을 가로로 돌려 보세요"
    page = PAGE.replace(BODY[-1], "\n".join([BODY[-1], request, *MORE]))
    article = clean(source_from_text(page, "a.txt"))
    assert request not in article.text
    assert all(paragraph in article.text for paragraph in [*BODY, *MORE])


def test_lists_between_the_body_and_a_sentence_of_the_interface_go_with_it() -> None:
    foot = ["감정을 골라 누르기", "속상함", "기대됨", "다른 시선", "[인터뷰] “실패한 창업이 가장 비싼 수업이었다”"]
    foot += ["허위 정보가 의심되면 알려 주십시오. 확인한 뒤 조치하고 결과를 알려 드리겠습니다."]
    page = "\n".join([PAGE.split("\n홍가람 기자 garam")[0], *MORE, *foot])
    article = clean(source_from_text(page, "a.txt"))
    assert not any(line in article.text for line in foot)
    assert all(paragraph in article.text for paragraph in [*BODY, *MORE])
