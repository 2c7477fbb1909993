"""Makes the test pages from stories.toml, sites.toml and headlines.txt: `python make.py` writes text/ and html/.

Each page is one site's layout with one story in it. The gold beside it says what every line is (text) or what title,
date and body a reader sees (html). Nothing is random: the same input gives the same pages.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BODY = ("body", "subhead", "pullquote", "caption")


@dataclass
class Page:
    """One page as (class, text) lines; an empty class is an empty line. `parts` holds the roles inside a glued line."""

    site: str
    story: dict[str, Any]
    lines: list[tuple[str, str]] = field(default_factory=list)
    parts: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    published_at: str = ""

    def add(self, kind: str, text: str) -> None:
        self.lines.append((kind, text))

    @property
    def title(self) -> str:
        """The headline: the layout's own where it brings one, else the story's."""
        return " ".join(self.said("title")) or str(self.story["title"])

    def said(self, kind: str) -> list[str]:
        """What stands in the page's lines, and parts of lines, of one class."""
        parts = [part for number in self.parts for part in self.parts[number]]
        return [text for which, text in [*self.lines, *parts] if which == kind]


def main() -> None:
    stories = tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))["story"]
    sites = tomllib.loads((HERE / "sites.toml").read_text(encoding="utf-8"))["site"]
    headlines = (HERE / "headlines.txt").read_text(encoding="utf-8").split("\n")[:-1]
    for folder in ("text", "html"):
        (HERE / folder).mkdir(exist_ok=True)
    from html_pages import write_html

    for index, site in enumerate(sites):
        page = fill(site, index, stories, headlines)
        write_text(page, HERE / "text" / f"{index:03}")
        if page.site not in ("glued", "one_line"):
            write_html(page, index, HERE / "html" / f"{index:03}")


def fill(site: dict[str, Any], index: int, stories: list[dict[str, Any]], headlines: list[str]) -> Page:
    fitting = [story for story in stories if story.get("style", "news") == site.get("style", "news")]
    story = fitting[index % len(fitting)]
    page = Page(site["name"], story)
    paragraphs = iter(_joined(story["paragraphs"]) if site.get("join") else story["paragraphs"])
    values, page.published_at = _values(story, index)
    used = iter(headlines[index * 7 % len(headlines) :] + headlines)
    subheads = iter(story["subheads"])
    if "{lead}" in site["layout"]:
        values["lead"] = next(paragraphs) if "ai_summary|{lead}" not in site["layout"] else story["paragraphs"][0]
    gap, bullet = site.get("gap", False), site.get("bullet", "")
    for line in site["layout"].strip("\n").split("\n"):
        if not line:
            page.add("", "")
        elif line.startswith("@"):
            _fill_block(page, line[1:].split(), paragraphs, used, subheads, gap, bullet)
        else:
            kind, text = line.split("|", 1)
            _fill_line(page, kind, text, values, bullet, paragraphs, headlines)
    return page


def _fill_block(page, words, paragraphs, used, subheads, gap, bullet) -> None:  # type: ignore[no-untyped-def]
    count = int(words[1]) if len(words) > 1 else 99
    if words[0] == "related":
        for _ in range(count):
            page.add("related", bullet + next(used))
        return
    if words[0] == "body":
        items = [("body", text) for text, _ in zip(paragraphs, range(count), strict=False)]
    elif words[0] == "subhead":
        items = [("subhead", f"◆ {text}") for text in [next(subheads, "")] if text]
    else:
        items = [("pullquote", f"“{page.story['quote']}”")] if page.story["quote"] else []
    for kind, text in items:
        page.add(kind, text)
        if gap:
            page.add("", "")


def _fill_line(page, kind, text, values, bullet, paragraphs, headlines) -> None:  # type: ignore[no-untyped-def]
    if kind.endswith("*"):
        for subtitle in page.story["subtitles"]:
            page.add(kind[:-1], text.format(subtitle=subtitle))
    elif kind.startswith("* "):
        page.add(kind[2:], bullet + text.format(**values))
    elif kind == "one_line":
        _one_line(page, values, paragraphs, headlines)
    elif kind == "glued":
        values["subtitle"] = page.story["subtitles"][0] if page.story["subtitles"] else ""
        caption = f"▲ {values['caption']} /사진=새봄시 제공"
        _glue(page, [("subtitle", values["subtitle"]), ("caption", caption), ("body", values["lead"])], "")
    elif kind == "glued_tail":
        last = page.lines.pop() if page.lines[-1][0] else (page.lines.pop(), page.lines.pop())[1]
        byline = text.format(last="", **values).strip()
        reporter, notice = byline[: byline.index("<")].strip(), byline[byline.index("<") :]
        _glue(page, [("body", last[1]), ("byline", reporter), ("copyright", notice)], " ")
    elif _filled(kind, text, values):
        page.add(kind, text.format(**values))


def _filled(kind: str, text: str, values: dict[str, Any]) -> bool:
    """Whether the story has what the line asks for."""
    asked = [
        name for name in ("caption", "writer") if "{" + name + "}" in text and not (name == "writer" and kind == "date")
    ]
    return all(values[name] for name in asked) and bool(text.format(**values).strip())


def _one_line(page, values, paragraphs, headlines) -> None:  # type: ignore[no-untyped-def]
    head = f"홈 > {values['section']} 가온신문"
    date = "입력 {y}.{m}.{d} {h}:{min} 수정 {y}.{m}.{d} 23:10".format(**values)
    parts = [("nav", head), ("title", values["title"]), ("byline", f"{values['writer']} 기자"), ("date", date)]
    parts += [("font_size", "글자 크기 변경 작게 기본 크게"), ("share_ui", "페이스북 공유 카카오톡 공유 주소복사")]
    parts += [("body", " ".join(paragraphs)), ("byline", f"{values['writer']} 기자 {values['email']}")]
    parts += [("copyright", "저작권자 ⓒ 가온신문 무단전재 및 재배포 금지")]
    parts += [("related", "많이 본 뉴스 " + " ".join(headlines[:6]))]
    _glue(page, parts, " ")


def _glue(page: Page, parts: list[tuple[str, str]], joint: str) -> None:
    parts = [part for part in parts if part[1]]
    page.parts[len(page.lines)] = parts
    page.add("body", joint.join(text for _, text in parts))


def _joined(paragraphs: list[str]) -> list[str]:
    return [" ".join(paragraphs[i : i + 2]) for i in range(0, len(paragraphs), 2)]


def _values(story: dict[str, Any], index: int) -> tuple[dict[str, Any], str]:
    year, month, day = 2019 + index % 7, 1 + index * 5 % 12, 1 + index * 11 % 28
    hour, minute = 6 + index * 7 % 16, index * 13 % 60
    values = {key: story[key] for key in ("section", "title", "writer", "email", "caption")}
    values |= {"y": year, "m": f"{month:02}", "mm": month, "d": f"{day:02}", "dd": day, "h": f"{hour:02}"}
    values |= {"min": f"{minute:02}", "ap": "오전" if hour < 12 else "오후", "h12": hour if hour <= 12 else hour - 12}
    return values, f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}"


def gold_lines(page: Page) -> Iterator[dict[str, Any]]:
    for number, (kind, text) in enumerate(page.lines, 1):
        if number - 1 in page.parts:
            position = 0
            for part, said in page.parts[number - 1]:
                start = text.index(said, position)
                position = start + len(said)
                yield {"line": number, "start": start, "end": position, "class": part}
        elif kind:
            yield {"line": number, "class": kind}


def write_text(page: Page, path: Path) -> None:
    titled = bool(page.said("title"))
    dated = bool(page.said("date"))
    gold = {
        "layout_of": page.site,
        "kind": "made",
        "title": page.title if titled else "",
        "published_at": published(page) if dated else "",
        "lines": list(gold_lines(page)),
    }
    path.with_suffix(".txt").write_text("\n".join(text for _, text in page.lines) + "\n", encoding="utf-8")
    path.with_suffix(".gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def published(page: Page) -> str:
    """The published date as far as the page shows it: the day alone where no time stands with it."""
    hour_minute = page.published_at[11:]
    shown = " ".join(page.said("date"))
    minute = hour_minute[3:]
    if f":{minute}" not in shown and f"{minute}분" not in shown:
        return page.published_at[:10]
    seconds = next((s for s in (":07", ":33", ":26", ":49", ":12", ":28", ":27") if f":{minute}{s}" in shown), ":00")
    return page.published_at + seconds + "+09:00"


if __name__ == "__main__":
    main()
