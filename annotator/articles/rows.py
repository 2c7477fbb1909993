"""The lines of a source as rows of features: what is seen of each line before any of it is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.articles import credits
from annotator.articles.article import Role
from annotator.articles.dates import Stamp, label_alone, stamps
from annotator.articles.wording import Match, Wording
from annotator.text import paragraphs

BLANK = " \t\n\r\f\v\u00a0\u2002\u2003\u2009\u3000\u200b\u2060\ufeff"
BULLETS = "•·*∙‣●○◦-–ㆍ"
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s+|[•‣◦]\s*")
_CLOSERS = "\"'”’»」』)]}】〉》>＞ "
# A sentence ends in a full stop after a Hangul ending, in closing quotes after 다/요, or in ?/! after a longer line.
_END = re.compile(r"(?:[다요죠까오라자네군음함임됨지걸나니][.。]|[다요죠][\"'”’」』]|[가-힣][.。])$")
_INNER = re.compile(r"[다요죠까][.?!][\"'”’)\]]{0,2}(?:\s|$)")
_PARTICLE = re.compile(
    r"[가-힣](?:은|는|이|가|을|를|의|에|에서|에게|으로|로|와|과|도|고|며|서|해|한|된|할|인|던|면|지만|까지|부터)[,]?(?=\s)"
)


@dataclass(slots=True)
class Row:
    """A non-blank line, or a part of one, and what becomes of it.

    `start` and `end` are code points of the source, blanks trimmed; `text` is without bullet, too.
    """

    number: int
    start: int
    end: int
    text: str
    bullet: bool = False
    part: bool = False
    sentence: bool = False
    inner: int = 0
    particles: int = 0
    dates: list[Stamp] = field(default_factory=list)
    date_line: bool = False
    byline: bool = False
    caption: bool = False
    match: Match | None = None
    score: float = 0.0
    role: Role | None = None
    chrome_class: str = ""
    rule: str = ""
    evidence: str = ""

    def chrome(self, chrome_class: str, rule: str, evidence: str = "") -> None:
        self.role, self.chrome_class, self.rule, self.evidence = Role.CHROME, chrome_class, rule, evidence

    @property
    def prose(self) -> bool:
        """Whether the line holds a sentence that the zone may be built on."""
        return (self.sentence or self.inner > 0) and self.match is None


def rows(text: str, wording: Wording) -> list[Row]:
    """A row for each non-blank line of `text`, and for each part of a line that holds a date and more."""
    found: list[Row] = []
    number, counted = 1, 0
    for start, end in paragraphs(text):
        number += text.count("\n", counted, start)
        counted = start
        raw = text[start:end]
        stripped = raw.strip(BLANK)
        if stripped:
            left = start + len(raw) - len(raw.lstrip(BLANK))
            found.extend(_row(stripped, number, left, wording))
    return found


def _row(stripped: str, number: int, left: int, wording: Wording) -> Iterator[Row]:
    bullet = _BULLET.match(stripped)
    core = stripped[bullet.end() :] if bullet and bullet.end() < len(stripped) else stripped
    row = Row(number, left, left + len(stripped), core, bullet=core is not stripped)
    length = len(core)
    row.sentence = ends_sentence(core)
    if length >= 40:
        row.inner = len(_INNER.findall(core))
        row.particles = len(_PARTICLE.findall(core))
    if not row.sentence:
        row.dates = stamps(core) if length <= 200 else []
        row.byline = credits.byline(core)
        row.caption = credits.caption(core)
    elif length <= 60:
        row.byline = credits.byline(core)
    if row.dates or label_alone(core):
        row.date_line = _only_dates(core, row.dates, wording)
    if not row.byline and not row.date_line:
        row.match = wording.match(core, row.sentence or (row.inner > 0 and length > 60))
    yield row


def _only_dates(core: str, dates: list[Stamp], wording: Wording) -> bool:
    """Whether nothing but dates, labels, a byline and interface words stands in the line."""
    rest, last = [], 0
    for stamp in dates:
        rest.append(core[last : stamp.start])
        last = stamp.end
    rest.append(core[last:])
    for piece in rest:
        bare = piece.strip(BLANK + "|/,·ㆍ:;-<>[]()•ㅣ│")
        if bare and not (label_alone(bare) or credits.byline(bare) or wording.match(bare, False)):
            return False
    return True


def ends_sentence(core: str) -> bool:
    """Whether a line ends as Korean sentences do; the guard that keeps keyword patterns off the text itself."""
    if core[-1] in "?!？！":
        return len(core) >= 50 or bool(_INNER.search(core[:-1]))
    if core[-1] in _CLOSERS:
        bare = core.rstrip(_CLOSERS)
        return bool(bare) and (bool(_END.search(bare)) or bool(_END.search(bare + core[len(bare)])))
    return bool(_END.search(core)) or (len(core) >= 40 and core[-1] == "다")
