"""What a source knows of its article beside the text: metadata of a page, columns of a record, the page's structure."""

from __future__ import annotations

from dataclasses import dataclass


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
