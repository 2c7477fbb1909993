"""The text of a page that a script would build: it stands in the page's JSON, if at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STRING = re.compile(r'"(?:[^"\\]|\\.){20,}"', re.DOTALL)
_KOREAN = re.compile(r"[가-힣]|\\u[a-dA-D][0-9a-fA-F]{3}")
_SENTENCE = re.compile(r"[가-힣][다요]\.")
_MARKUP = re.compile(r"<(?:p|div|br|span|h\d|figure|strong)[\s>/]", re.IGNORECASE)
_NESTED = re.compile(r'"\s*[:,]\s*[\[{"]|^[\[{]')
_PLACEHOLDER = re.compile(r"\$\$?[A-Z_]{3,40}\$\$?|\{\{[^{}]{1,60}\}\}")
# Beyond these no article is hidden in a page.
_MAX_SCRIPT = 4_000_000
_MAX_STRINGS = 4_000
_MAX_DEPTH = 3
_MIN_SENTENCES = 2
_MIN_LENGTH = 150


def told_by_script(tree: HtmlElement) -> tuple[str, bool]:
    """The article that stands among the string literals of the page's scripts, and whether it is HTML; "" for none.

    One literal that holds most of all sentences is the article; else the literals of the one script that says most
    are its paragraphs, in their order.
    """
    scripts = [list(dict.fromkeys(_literals(script.text or "", _MAX_DEPTH))) for script in tree.iter("script")]
    told = [literal for literals in scripts for literal in literals]
    longest = max(told, key=_sentences, default="")
    if _sentences(longest) < _MIN_SENTENCES or len(longest) < _MIN_LENGTH:
        best = max(scripts, key=lambda literals: sum(map(_sentences, literals)), default=[])
        if sum(map(_sentences, best)) < _MIN_SENTENCES or sum(map(len, best)) < _MIN_LENGTH:
            return "", False
        return _joined(best), False
    best = max(scripts, key=lambda literals: sum(map(_sentences, literals)))
    rest = sum(_sentences(literal) for literal in best if literal not in longest and not _MARKUP.search(literal))
    if rest > _sentences(longest) and not _MARKUP.search(longest):
        return _joined(best), False
    return _PLACEHOLDER.sub(" ", longest), bool(_MARKUP.search(longest))


def _joined(literals: list[str]) -> str:
    return "\n".join(_PLACEHOLDER.sub(" ", unescape(literal)) for literal in literals if _SENTENCE.search(literal))


def _sentences(text: str) -> int:
    return len(_SENTENCE.findall(text))


def _literals(text: str, depth: int) -> Iterator[str]:
    """String literals with Korean in them, those inside a literal that is itself JSON included."""
    if len(text) > _MAX_SCRIPT or depth == 0:
        return
    for number, match in enumerate(_STRING.finditer(text)):
        if number >= _MAX_STRINGS:
            return
        literal = match.group()
        if not _KOREAN.search(literal):
            continue
        try:
            said = json.loads(literal, strict=False)
        except ValueError:
            continue
        if _NESTED.search(said[:2000]) and '"' in said:
            yield from _literals(said, depth - 1)
        elif _SENTENCE.search(said):
            yield said
