"""A cleaned article: its text, what each part of it is, and what every line of the source became."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Role(StrEnum):
    """What a line of the source, or a segment of the cleaned text, is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    DATE = "date"
    BYLINE = "byline"
    BODY = "body"
    SUBHEAD = "subhead"
    PULLQUOTE = "pullquote"
    CAPTION = "caption"
    CHROME = "chrome"


class Emptiness(StrEnum):
    """Why a page holds no article: pictures alone, a list of articles, a login, or nothing that reads as one."""

    PHOTO = "photo"
    LIST = "list"
    LOGIN = "login"
    NO_TEXT = "no_text"

    @property
    def code(self) -> str:
        """The code of the sentence that says so; its value is the source's `name`."""
        return f"article.{self}"


class Segment(NamedTuple):
    """`text[start:end]` of the cleaned text is one `role`; code points, end exclusive. No span runs over its edges."""

    start: int
    end: int
    role: Role


class Line(NamedTuple):
    """One non-blank line of the decoded source (1-based, split at LF), or a part of one, and what it was taken for.

    `start` and `end` are code points of the line, given only when the line holds several roles. Chrome names its
    `chrome_class` (font_size, related ...), the `rule` that decided and the `evidence` the rule saw.
    """

    number: int
    role: Role
    chrome_class: str = ""
    rule: str = ""
    evidence: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What cleaning makes of one source.

    `text` is title, subtitles, then body, subheads, pullquotes and captions in their order, joined by a blank line;
    text that was clean already stays as it is. Dates are ISO 8601 in Asia/Seoul, "" when there is none; several
    subtitles are joined by a line break. `empty` says why a source holds no article; its text then holds the title
    and captions that were found, or nothing.
    """

    text: str
    segments: tuple[Segment, ...]
    title: str = ""
    subtitle: str = ""
    published_at: str = ""
    modified_at: str = ""
    byline: str = ""
    lines: tuple[Line, ...] = ()
    empty: Emptiness | None = None


@dataclass(frozen=True, slots=True)
class LineHint:
    """One line of a flattened page: the share of it inside links, and the kind of element that holds it.

    `region` is one of nav, header, footer, aside, button, caption, heading, title or "" for anything else.
    """

    linked: float = 0.0
    region: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """Metadata stated outside the text, "" when unknown (dates ISO 8601), and a hint for each line of a flattened page.

    `html` is the page itself, for finding its content when it is cleaned; "" for everything that is no page.
    """

    title: str = ""
    published_at: str = ""
    modified_at: str = ""
    byline: str = ""
    lines: tuple[LineHint, ...] = ()
    html: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One article as it came: `name` (a file name, never a path), SHA-256 of its bytes, its decoded text.

    `text` has LF line ends and composed jamo; for a page it is the page flattened to lines. `kind` is text, html or
    record; `encoding` what the bytes were read as; `hints` what is known of the article beside its text.
    """

    name: str
    sha256: str
    text: str
    encoding: str = "utf-8"
    kind: str = "text"
    hints: Hints | None = None


def to_dict(article: Article) -> dict[str, Any]:
    """The article as `annotator clean FILE --json` prints it.

    `start` and `end` of a line stand only where it has parts, `empty` only where no article was found.
    """
    found: dict[str, Any] = {
        "title": article.title,
        "subtitle": article.subtitle,
        "published_at": article.published_at,
        "modified_at": article.modified_at,
        "byline": article.byline,
        "text": article.text,
        "segments": [{"start": s.start, "end": s.end, "role": str(s.role)} for s in article.segments],
        "lines": [_line_to_dict(line) for line in article.lines],
    }
    if article.empty is not None:
        found["empty"] = str(article.empty)
    return found


def _line_to_dict(line: Line) -> dict[str, Any]:
    entry: dict[str, Any] = {"line": line.number}
    if line.start is not None:
        entry |= {"start": line.start, "end": line.end}
    entry["role"] = str(line.role)
    if line.role is Role.CHROME:
        entry |= {"class": line.chrome_class, "rule": line.rule}
    return entry
