"""An HTML page as lines: what a reader sees of it, one line a block, with what each line's elements say about it.

Hostile until parsed: no network, no external entities, no script; walks the tree without recursion, so that nesting
costs no stack. lxml is imported inside, for it is slow to load and text files never need it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

from annotator.article import Hints, LineHint
from annotator.articles.dates import iso

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# fmt: off
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "button", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "html", "iframe", "legend", "li", "main", "menu", "nav", "ol", "option",
        "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr",
        "ul",
    )
)
_SKIPPED = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video",
        "math", "head", "map",
    )
)
# fmt: on
_REGIONS = {
    "nav": "nav",
    "footer": "footer",
    "aside": "aside",
    "button": "button",
    "select": "button",
    "figcaption": "caption",
    "h1": "heading",
    "h2": "heading",
}
_CLASSES = (
    ("footer", re.compile(r"(?i)(?:^|[\s_-])(?:footer|foot|copyright)(?:$|[\s_-])")),
    ("nav", re.compile(r"(?i)(?:^|[\s_-])(?:gnb|lnb|snb|nav|menu|breadcrumb|skip|sitemap)(?:$|[\s_-])")),
    (
        "caption",
        re.compile(r"(?i)(?:^|[\s_-])(?:caption|figcaption|photo_?desc|img_?desc|img_?caption|cap)(?:$|[\s_-])"),
    ),
)
_SITE = re.compile(r"(?<=.....)(?:\s(?:[|<>:»›ㅣ│-]|::|–|—)\s|-\S{1,8}[ㅣ|]|[ㅣ|│]).{1,60}$")
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0\u200b\u3000]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_MAX_CLOSING = 100
_OPENING = re.compile(r"(?i)<(?:(script|style|noscript|template)\b|!--)")
_TAG = re.compile(r"<[^<>]{0,10000}>")
_SCRIPT_DATE = re.compile(
    r"(?i)(?:publish|regist|reg|input|release|firstpublish|deploy)(?:ed|er|e)?_?-?(?:date|time|at|dt|dttm|datetime)"
    r'\\?"\s*:\s*\\?"(\d{4}[^"\\]{4,28})'
)
_MAX_SCRIPT = 1_000_000
_DATES = {
    "published_at": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date.created",
        "pubdate",
        "dable:published_time",
        "article.created",
        "dd:published_time",
        "nextreal:published_time",
        "regdate",
    ),
    "modified_at": ("article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "lastmod"),
}


@dataclass
class _Lines:
    """Lines as they grow: text so far, characters of it inside links, region of its first letter."""

    lines: list[str] = field(default_factory=list)
    hints: list[LineHint] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    linked: int = 0
    region: str = ""

    def add(self, text: str, in_link: bool, region: str) -> None:
        bare = len(text.strip())
        if bare:
            if not self.length:
                self.region = region
            self.length += bare
            self.linked += bare if in_link else 0
        self.text.append(text)

    def end(self) -> None:
        line = _BLANKS.sub(" ", "".join(self.text)).strip()
        if line:
            self.lines.append(line)
            self.hints.append(LineHint(round(self.linked / max(self.length, 1), 3), self.region))
        self.text, self.length, self.linked, self.region = [], 0, 0, ""


def declared_encoding(data: bytes) -> str:
    """The charset that the page's first bytes name, "" when they name none."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else ""


def flatten(html: str) -> tuple[str, Hints]:
    """The page's text, its title as the first line, and the hints for cleaning it."""
    tree = parse(html)
    if tree is None:
        return _without_tree(html), Hints()
    found = _Lines()
    title, site = _title_and_site(" ".join((tree.findtext(".//title") or "").split()))
    for line in (title, site):
        found.add(line, False, "title")
        found.end()
    _walk(tree, found)
    told = _metadata(tree)
    if not any(_reads(line) for line in found.lines):
        _add_embedded(tree, found)
        if told["title"] and told["title"] not in found.lines:
            found.lines.insert(0, told["title"])
            found.hints.insert(0, LineHint(region="heading"))
    hints = Hints(
        title=told.get("title", "") or title,
        published_at=told.get("published_at", ""),
        modified_at=told.get("modified_at", ""),
        lines=tuple(found.hints),
        html=html,
    )
    return "\n".join(found.lines), hints


def _without_tree(html: str) -> str:
    """The text of a page that cannot be parsed: what stands between its tags, a line for each."""
    lines = (_BLANKS.sub(" ", unescape(line)).strip() for line in _TAG.sub("\n", _told(html)).split("\n"))
    return "\n".join(line for line in lines if line)


def _told(html: str) -> str:
    """The page without comments and scripts, in one pass however many of them are never closed."""
    lower = html.lower() if html.isascii() else re.sub("[A-Z]", lambda letter: letter.group().lower(), html)
    kept, position = [], 0
    unclosed: set[str] = set()
    while opening := _OPENING.search(html, position):
        closing = f"</{opening[1].lower()}" if opening[1] else "-->"
        end = -1 if closing in unclosed else lower.find(closing, opening.end())
        if end < 0:
            unclosed.add(closing)
            kept.append(html[position : opening.end()])
            position = opening.end()
            continue
        kept.append(html[position : opening.start()])
        position = end + len(closing)
        if opening[1]:
            # The rest of the closing tag.
            position = html.find(">", position, position + _MAX_CLOSING) + 1 or position
    return "\n".join([*kept, html[position:]])


def parse(html: str) -> HtmlElement | None:
    """The tree of a page; None when there is none to be had."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    # An encoding in an XML declaration contradicts text that is decoded already.
    html = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html)
    try:
        tree = lxml_html.document_fromstring(html, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    # The parser gives up at a depth of 256 elements and drops what is below.
    return None if any("depth" in entry.message for entry in parser.error_log) else tree


def _walk(tree: HtmlElement, found: _Lines) -> None:
    """Reads the tree in order; a stack of regions and a count of links stand for the ancestors."""
    from lxml import etree

    regions: list[str] = [""]
    links = skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if skipped or tag in _SKIPPED or _hidden(element):
                skipped += 1
                continue
            if tag in _BLOCKS:
                found.end()
            region = _region(element, regions[-1])
            regions.append(region)
            links += tag == "a"
            if element.text:
                found.add(element.text, links > 0, region)
            continue
        if skipped:
            skipped -= 1
        else:
            if tag in _BLOCKS:
                found.end()
            regions.pop()
            links -= tag == "a"
        if not skipped and element.tail:
            found.add(element.tail, links > 0, regions[-1])
    found.end()


def _add_embedded(tree: HtmlElement, found: _Lines) -> None:
    """The article that a script would put into the page, after its visible lines."""
    from annotator.articles.embedded import told_by_script

    said, is_html = told_by_script(tree)
    for told in _linked_data(tree):
        body = told.get("articleBody")
        if isinstance(body, str) and len(body) > len(said) and re.search(r"[다요]\.", body):
            said, is_html = body, "<p" in body
    inner = parse(f"<div>{said}</div>") if is_html else None
    if inner is not None:
        _walk(inner, found)
        return
    for line in said.split("\n"):
        found.add(line, False, "")
        found.end()


def _title_and_site(title: str) -> tuple[str, str]:
    """The title of a page and the name of its site: 제목 - 가나뉴스, 제목 < 사회 < 가나신문, 제목-정치ㅣ가나일보."""
    cut = _SITE.search(title)
    return (title[: cut.start()].strip(), title[cut.start() :].strip()) if cut else (title, "")


def _hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and "display:none" in style.replace(" ", "").lower())


def _region(element: HtmlElement, inherited: str) -> str:
    """What kind of place the element is; the innermost that says so counts, a header holds the title too."""
    tag = element.tag
    if tag in _REGIONS:
        return _REGIONS[tag]
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if name != " " and len(name) < 200:
        for region, pattern in _CLASSES:
            if pattern.search(name):
                return region
    return inherited


def _metadata(tree: HtmlElement) -> dict[str, str]:
    """Title and dates from meta elements and JSON-LD."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if content:
            said.setdefault(name, content)
    found = {"title": said.get("og:title", "") or said.get("twitter:title", "")}
    for key, names in _DATES.items():
        found[key] = next((iso(said[name]) for name in names if name in said and iso(said[name])), "")
    for told in _linked_data(tree):
        for key, name in (("published_at", "datePublished"), ("modified_at", "dateModified"), ("title", "headline")):
            value = told.get(name)
            if not found[key] and isinstance(value, str):
                found[key] = " ".join(value.split()) if key == "title" else iso(value)
    if not found["published_at"]:
        found["published_at"] = _date_in_script(tree)
    return found


def _date_in_script(tree: HtmlElement) -> str:
    """The first date that a script gives under a name that says publication."""
    for script in tree.iter("script"):
        match = _SCRIPT_DATE.search((script.text or "")[:_MAX_SCRIPT])
        if match and iso(match.group(1)):
            return iso(match.group(1))
    return ""


def _linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    """The objects of JSON-LD that are articles."""
    found = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                told = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            waiting = told if isinstance(told, list) else [told]
            for entry in waiting:
                graph = entry.get("@graph") if isinstance(entry, dict) else None
                found += [e for e in (graph if isinstance(graph, list) else [entry]) if isinstance(e, dict)]
    return [entry for entry in found if "Article" in str(entry.get("@type", ""))]


def _reads(line: str) -> bool:
    return len(line) >= 60 and bool(re.search(r"[다요]\.", line))
