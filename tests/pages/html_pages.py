"""Writes a made page as HTML: the same lines inside the elements that sites put them in, one structure a site."""

from __future__ import annotations

import json
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from make import Page

CONTAINERS = (
    '<div id="articleBody" class="article_view" itemprop="articleBody">{}</div>',
    '<article class="news-view"><div class="txt">{}</div></article>',
    '<section class="cont"><div class="article-body" id="article-view-content-div">{}</div></section>',
    '<table><tr><td class="view_r">{}</td></tr></table>',
    '<div class="wrap"><div class="left"><div id="news_body_area">{}</div></div></div>',
)
# Sites whose body stands in a script alone, and one whose bytes are CP949.
SCRIPTED = ("chosun", "ytn")
OLD_ENCODING = ("local_old", "etnews", "ndsoft_c")


def write_html(page: Page, index: int, path: Path) -> None:
    encoding = "euc-kr" if page.site in OLD_ENCODING else "utf-8"
    html = _document(page, index, encoding)
    path.with_suffix(".html").write_bytes(
        html.encode("cp949" if encoding == "euc-kr" else "utf-8", "xmlcharrefreplace")
    )
    titled = any(kind == "title" for kind, _ in page.lines)
    gold = {
        "layout_of": page.site,
        "kind": "made",
        "title": page.title if titled else "",
        "published_at": page.published_at[:10] if titled else "",
        "body": [text for kind, text in page.lines if kind in ("body", "subhead", "pullquote")],
        "scripted": page.site in SCRIPTED,
    }
    path.with_suffix(".gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _document(page: Page, index: int, encoding: str) -> str:
    lines = [(kind, text.strip().removeprefix("• ")) for kind, text in page.lines if kind]
    first = next((i for i, (kind, _) in enumerate(lines) if kind == "body"), len(lines))
    last = max((i for i, (kind, _) in enumerate(lines) if kind == "body"), default=len(lines) - 1)
    body = "".join(_inside(kind, text, index) for kind, text in lines[first : last + 1])
    scripted = page.site in SCRIPTED
    script = ""
    if scripted:
        told = [{"type": "text", "content": text} for kind, text in lines if kind == "body"]
        state = {"article": {"headline": page.title, "content_elements": told}}
        script = f"<script>window.__STATE__={json.dumps(state, ensure_ascii=index % 2 == 0)};</script>"
        body = '<div id="root"></div>'
    head = _groups(lines[:first], index, "top")
    foot = _groups(lines[last + 1 :], index, "bottom")
    container = CONTAINERS[index % len(CONTAINERS)].format(body)
    return (
        f'<!DOCTYPE html>\n<html lang="ko"><head><meta charset="{encoding}">{_meta(page, index)}'
        "<style>body{margin:0}.ad{display:none}</style></head>\n<body>"
        '<script>var ad = "<p>광고입니다. 광고가 실리는 자리입니다.</p>";</script>'
        f"\n{head}\n{container}\n{foot}\n{script}"
        "<noscript>자바스크립트를 켜 주세요.</noscript></body></html>\n"
    )


def _meta(page: Page, index: int) -> str:
    title = escape(page.title)
    found = f"<title>{title}{(' - 새봄타임즈', ' | 사회 | 가람신문', '', ' : 나래방송')[index % 4]}</title>"
    if index % 3:
        found += f'<meta property="og:title" content="{title}">'
    if index % 4 == 1:
        found += f'<meta property="article:published_time" content="{page.published_at}:00+09:00">'
    if index % 4 == 2:
        data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": page.title}
        data["datePublished"] = page.published_at + ":00+09:00"
        found += f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    return found


def _inside(kind: str, text: str, index: int) -> str:
    said = escape(text)
    if kind == "caption":
        return f'<figure class="photo"><img src="a.jpg" alt=""><figcaption>{said}</figcaption></figure>\n'
    if kind in ("subhead", "pullquote"):
        return f"<h3>{said}</h3>\n" if index % 2 else f"<p><strong>{said}</strong></p>\n"
    if kind == "body":
        return (f"<p>{said}</p>\n", f"{said}<br><br>\n", f'<div class="par">{said}</div>\n')[index % 3]
    if kind == "related":
        return f'<div class="link"><a href="/n/1">{said}</a></div>\n'
    return f'<div class="{kind}"><span>{said}</span></div>\n'


def _groups(lines: list[tuple[str, str]], index: int, place: str) -> str:
    found = []
    for kind, group in groupby(lines, key=lambda line: line[0]):
        texts = [escape(text) for _, text in group]
        found.append(_group(kind, texts, index, place))
    return "\n".join(found)


def _group(kind: str, texts: list[str], index: int, place: str) -> str:
    if kind == "page_title":
        return ""
    if kind == "title":
        return f"<h{1 + index % 3} class='tit'>{' '.join(texts)}</h{1 + index % 3}>"
    if kind == "subtitle":
        return f'<div class="sub">{"<br>".join(texts)}</div>'
    if kind == "caption":
        return "".join(f"<figure><img src='b.jpg'><figcaption>{text}</figcaption></figure>" for text in texts)
    if kind in ("nav", "footer", "login_ui"):
        tag = ("nav", "div")[index % 2] if place == "top" else ("footer", "div")[index % 2]
        return f"<{tag} class='{kind}'><ul>{''.join(f'<li><a href=/>{text}</a></li>' for text in texts)}</ul></{tag}>"
    if kind == "related":
        tag = ("aside", "div", "section")[index % 3]
        items = "".join(f"<li><a href='/news/{i}'>{text}</a></li>" for i, text in enumerate(texts[1:]))
        return f"<{tag} class='box'><h4>{texts[0]}</h4><ul>{items}</ul></{tag}>"
    if kind in ("share_ui", "font_size", "ui_button", "reaction"):
        return f"<ul class='{kind}'>{''.join(f'<li><button>{text}</button></li>' for text in texts)}</ul>"
    if kind in ("date", "byline"):
        return f"<div class='info'>{''.join(f'<span>{text}</span><br>' for text in texts)}</div>"
    return f"<div class='{kind}'>{''.join(f'<p>{text}</p>' for text in texts)}</div>"
