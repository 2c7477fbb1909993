"""HTML pages: lines, structure, metadata, and what hostile pages come to."""

import json
import time
from pathlib import Path

import pytest

from annotator.articles import Article, Emptiness, Role, clean, read_source
from annotator.articles.page import flatten
from annotator.articles.source import source_from_bytes
from annotator.errors import AnnotatorError

BODY = [
    "새봄시는 12일 시청 대회의실에서 물길 되살리기 사업에 120억 원을 들이겠다고 밝혔다. 사업은 내년 3월에 시작한다.",
    "주민 300여 명이 찾은 설명회에서는 공사 소음을 걱정하는 목소리가 나왔다. 시는 밤 공사를 하지 않기로 했다.",
    "시는 다음 달 두 번째 설명회를 열어 주차 대책을 내놓기로 했다. 상인회는 주차장을 먼저 지어 달라고 요구했다.",
]
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>새봄시, 물길 되살린다 - 새봄일보</title>
<meta property="article:published_time" content="2025-03-12T09:05:00Z"></head><body>
<nav><ul><li><a href="/">사회</a></li><li><a href="/">문화</a></li></ul></nav>
<h1>새봄시, 물길 되살린다</h1><div>홍가람 기자</div>
<div id="articleBody"><p>{BODY[0]}</p><figure><img src="a.jpg"><figcaption>물길 공사 현장</figcaption></figure>
{BODY[1]}<br><br>{BODY[2]}<div style="display: none">숨은 글입니다. 보이지 않습니다.</div></div>
<aside><h4>이 시간 뉴스</h4><ul><li><a href="/1">새벽시장 다시 연다…상인들 기대</a></li></ul></aside>
<script>var a = "<p>스크립트 안의 글입니다.</p>";</script><footer>새봄일보 회사 안내</footer></body></html>"""


def page(html: str | bytes, name: str = "a.html"):  # type: ignore[no-untyped-def]
    source = source_from_bytes(html if isinstance(html, bytes) else html.encode(), name)
    return source, clean(source)


def test_a_page_becomes_an_article() -> None:
    source, article = page(PAGE)
    assert source.kind == "html"
    assert article.title == "새봄시, 물길 되살린다"
    assert article.published_at == "2025-03-12T18:05:00+09:00"
    assert article.byline == "홍가람 기자"
    assert article.text.split("\n\n") == [article.title, BODY[0], "물길 공사 현장", BODY[1], BODY[2]]
    assert [str(segment.role) for segment in article.segments] == ["title", "body", "caption", "body", "body"]


def test_the_lines_are_those_of_the_page_as_it_is_seen() -> None:
    source, article = page(PAGE)
    lines = source.text.split("\n")
    assert lines[:2] == ["새봄시, 물길 되살린다", "- 새봄일보"]
    assert not any("스크립트" in line or "숨은" in line for line in lines)
    assert {line.number for line in article.lines} == set(range(1, len(lines) + 1))
    removed = [lines[line.number - 1] for line in article.lines if line.role is Role.CHROME]
    assert {"사회", "문화", "이 시간 뉴스", "새벽시장 다시 연다…상인들 기대", "새봄일보 회사 안내"} <= set(removed)


def test_a_date_that_is_seen_counts_before_the_metadata() -> None:
    shown = PAGE.replace("홍가람 기자", "홍가람 기자</div><div>입력 2025.03.12 18:07")
    assert page(shown)[1].published_at == "2025-03-12T18:07:00+09:00"


def test_json_ld_gives_title_and_date() -> None:
    told = '{"@type":"NewsArticle","headline":"새봄시, 물길 되살린다","datePublished":"2025-03-12T18:05:00+09:00"}'
    html = f'<html><head><script type="application/ld+json">{told}</script></head><body><p>{"</p><p>".join(BODY)}</p>'
    _, hints = flatten(html)
    assert (hints.title, hints.published_at) == ("새봄시, 물길 되살린다", "2025-03-12T18:05:00+09:00")


@pytest.mark.parametrize("charset", ["euc-kr", "ks_c_5601-1987", "utf-8"])
def test_the_encoding_is_taken_from_the_page(charset: str) -> None:
    html = PAGE.replace("utf-8", charset)
    source, article = page(html.encode("utf-8" if charset == "utf-8" else "cp949"))
    assert article.title == "새봄시, 물길 되살린다"
    assert source.encoding == ("utf-8" if charset == "utf-8" else "cp949")


def test_a_wrong_declaration_does_no_harm() -> None:
    assert page(PAGE.replace("utf-8", "euc-kr").encode())[1].title == "새봄시, 물길 되살린다"
    assert page(PAGE.replace("utf-8", "iso-8859-1").encode("cp949"))[1].title == "새봄시, 물길 되살린다"


def test_a_broken_byte_is_shown_and_the_page_is_read() -> None:
    data = PAGE.replace("밝혔다", "밝@@혔다").encode().replace(b"@@", b"\xff") + b" " * 3000
    assert "밝\ufffd혔다" in page(data)[1].text


def test_text_built_by_a_script_is_found_in_its_json() -> None:
    pieces = ",".join(f'{{"type":"text","content":"{text}"}}' for text in BODY)
    html = (
        f'<html><head><title>새봄시, 물길 되살린다</title></head><body><script>var s={{"a":[{pieces}]}}</script></body>'
    )
    assert page(html)[1].text.split("\n\n") == ["새봄시, 물길 되살린다", *BODY]


def test_html_inside_a_script_keeps_its_structure() -> None:
    caption = '<div class=\\"caption\\">물길 공사 현장</div>'
    inner = f"<p>{BODY[0]}</p>{caption}<h3>밤 공사 없다</h3><p>{BODY[1]}</p><p>{BODY[2]}</p>"
    html = (
        f'<html><head><title>새봄시, 물길 되살린다</title></head><body><script>x={{"html":"{inner}"}}</script></body>'
    )
    article = page(html)[1]
    assert [str(segment.role) for segment in article.segments] == [
        "title",
        "body",
        "caption",
        "subhead",
        "body",
        "body",
    ]


def test_a_page_of_a_script_without_text_says_so() -> None:
    with pytest.raises(AnnotatorError) as caught:
        page("<html><body><div id=root></div><script>load()</script></body></html>")
    assert caught.value.code == "source.no_text"


def test_mhtml(tmp_path: Path) -> None:
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    message = MIMEMultipart("related")
    message.attach(MIMEText(PAGE, "html", "utf-8"))
    path = tmp_path / "a.mhtml"
    path.write_bytes(bytes(message))
    assert clean(read_source(path)).title == "새봄시, 물길 되살린다"
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nabc")
    with pytest.raises(AnnotatorError) as caught:
        read_source(path)
    assert caught.value.code == "source.no_page"


def test_very_deep_nesting_loses_no_text() -> None:
    article = page("<html><body>" + "<div>" * 5000 + "<p>".join(BODY) + "</div>" * 5000)[1]
    assert article.text == "\n\n".join(BODY)


def test_entities_are_not_fetched_nor_blown_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀입니다")
    declared = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "&a;&a;">]>'
    article = page(f"{declared}<html><body><p>{'</p><p>'.join(BODY)}</p><p>&a;&b;</p></body></html>")[1]
    assert "비밀" not in article.text
    assert BODY[2] in article.text


def cleaned(head: str, body: str) -> Article:
    return clean(source_from_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html"))


SAID = [
    "가온시는 12일 시청 대회의실에서 설명회를 열고 2027년까지 도심 하천 네 곳을 잇는 산책로를 만들겠다고 밝혔다.",
    "사업에는 모두 120억 원이 들어가며, 시는 이 가운데 절반을 도비로 채울 계획이라고 설명했다.",
]


def test_the_headline_that_is_shown_goes_before_the_name_of_the_tab() -> None:
    body = "".join(f"<p>{line}</p>" for line in SAID)
    article = cleaned("<title>가온시 산책로 - 가온뉴스</title>", f"<h1>가온시, 하천 잇는 산책로 만든다</h1>{body}")
    assert (article.title, article.subtitle) == ("가온시, 하천 잇는 산책로 만든다", "")


def test_the_headline_of_a_page_built_by_script_is_what_its_metadata_say() -> None:
    data = {"@type": "NewsArticle", "headline": "가온시, 하천 잇는 산책로 만든다", "articleBody": "\n".join(SAID)}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    article = cleaned(f"<title>가온시 산책로</title>{script}", '<div id="app"></div>')
    assert article.text == "\n\n".join([data["headline"], *SAID])


def test_a_page_of_nothing_but_its_title_has_no_article() -> None:
    assert cleaned("<title>가온뉴스</title>", '<div id="app"></div>').empty is Emptiness.NO_TEXT


def test_a_page_of_dated_headlines_is_a_list() -> None:
    rows = [
        f"<li><a href='/{i}'>가온시 산책로 공사 {i}번째 소식이 나왔다</a><i>2025.03.{i:02}</i></li>"
        for i in range(1, 20)
    ]
    article = cleaned("<title>사회 - 가온뉴스</title>", f"<h1>사회</h1><ul>{''.join(rows)}</ul>")
    assert article.empty is Emptiness.LIST


@pytest.mark.parametrize("unit", ["<!--", "<script ", "<style>a", "<script></script", "<!-- -->"])
def test_what_is_never_closed_costs_no_more_than_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        html = "<div>" * 300 + unit * (size // len(unit))
        begun = time.process_time()
        flatten(html)
        return time.process_time() - begun

    assert seconds(200_000) < 0.5 + 12 * seconds(50_000)


def test_a_page_too_deep_for_a_tree_leaves_scripts_and_comments_out() -> None:
    html = f"{'<div>' * 400}<script>var a = '숨은 글';</script><!-- 숨은 글 --><STYLE>p{{}}</STYLE ><p>{SAID[0]}"
    assert [line for line in flatten(html)[0].split("\n") if "숨은" in line or "p{" in line] == []
    assert SAID[0] in flatten(html)[0].split("\n")
