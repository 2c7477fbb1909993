"""The lines of a source as rows of features: what is seen of each line before any of it is judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.article import LineHint, Role
from annotator.articles import credits
from annotator.articles.dates import DATE_TRACES, Stamp, label_alone, stamps
from annotator.articles.split import JOINT_TRACES, cut, dates_of
from annotator.articles.wording import Match, Wording

BLANK = " \t\n\r\f\v\u00a0\u2002\u2003\u2009\u3000\u200b\u2060\ufeff"
# How items and sections of an article open, where bullets open those of menus.
MARKS = "△▲▷◇◆■□○●▶"
BULLETS = "•·*∙‣●○◦-–ㆍ"
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s+|[•‣◦]\s*")
_CLOSERS = "\"'”’»」』)]}】〉》>＞ "
# A sentence ends in a full stop after a Hangul ending, in closing quotes after 다/요, or in ?/! after a longer line.
_END = re.compile(r"(?:[가-힣][.。]|[다요죠][\"'”’」』]|[)\]%”’\"'A-Za-z0-9][.。](?<!\d\.))$")
_INNER = re.compile(r"[.?!](?<=[다요죠까].)[\"'”’)\]]{0,2}(?=\s|$|[^\s\d])")
_PARTICLE = re.compile(
    r"[가-힣](?:은|는|이|가|을|를|의|에|에서|에게|으로|로|와|과|도|고|며|서|해|한|된|할|인|던|면|지만|까지|부터)[,]?(?=\s)"
)
# △ 기획조정실장 고우리 △ 물길복원국장 차돌석: such a line says what a sentence says, item by item.
_ITEM = re.compile(r"(?:^|(?<=\s))[△▲▷◇◆■□○●▶](?=\s?[가-힣A-Z\d‘“'\"])")
_MOURNING = re.compile(r"씨 ?(?:별세|\S{1,2}[친모조]상|[장빙시]\S상)|발인|빈소")
WORD = re.compile(r"[가-힣A-Za-z0-9]{2,}")
_LONG = 40
_SHORT = 80
_PARTICLE_SHARE = 20
_MAX_DATE_LINE = 200
_BETWEEN_DATES = BLANK + "|/,·ㆍ:;-<>[]()•ㅣ│∙"

# Most lines have neither a date nor a caption's credit nor anything glued to them, and one look tells.
_TELLING = re.compile(f"{DATE_TRACES}|{JOINT_TRACES}|{credits.CAPTION_TRACES}").search

# Kept at hand, for members of an enumeration are found slowly, and most lines of a page are chrome.
_CHROME = Role.CHROME


# What is seen of a line, or a part of one: whether it ends as a sentence does, how many sentences or items it holds,
# its dates, whether it is nothing but dates, a byline, a caption, and the wording that it meets.
Seen = tuple[bool, int, tuple[Stamp, ...], bool, bool, bool, Match | None]
# `core[begin:stop]` of a line and what is seen of it.
Part = tuple[int, int, Seen]


@dataclass(slots=True, init=False)
class Row:
    """A non-blank line, or a part of one, and what becomes of it.

    `start` and `end` are code points of the source, blanks trimmed; `line_start` is where its line begins; `text` is
    without bullet, too. `part` says that its line holds several rows.
    """

    number: int
    line_start: int
    start: int
    end: int
    text: str
    bullet: bool
    part: bool
    # What is seen of it, as in `Seen`; its match may be taken back.
    sentence: bool
    inner: int
    dates: tuple[Stamp, ...]
    date_line: bool
    byline: bool
    caption: bool
    match: Match | None
    hint: LineHint | None
    content: bool | None
    score: float
    role: Role | None
    chrome_class: str
    rule: str
    evidence: str

    def __init__(
        self, number: int, line_start: int, start: int, end: int, text: str, bullet: bool, part: bool, seen: Seen
    ) -> None:
        # By hand: there is one for every line, and a generated one with a default for each field costs twice as much.
        self.number, self.line_start, self.start, self.end = number, line_start, start, end
        self.text, self.bullet, self.part = text, bullet, part
        self.sentence, self.inner, self.dates, self.date_line, self.byline, self.caption, self.match = seen
        self.hint = self.content = self.role = None
        self.score = 0.0
        self.chrome_class = self.rule = self.evidence = ""

    def chrome(self, chrome_class: str, rule: str, evidence: str = "") -> None:
        self.role, self.chrome_class, self.rule, self.evidence = _CHROME, chrome_class, rule, evidence

    def as_matched(self) -> None:
        """Chrome by the entry of the data file that the line met."""
        if self.match is not None:
            self.chrome(self.match.chrome_class, self.match.rule, self.match.evidence)

    @property
    def prose(self) -> bool:
        """Whether the line holds a sentence and is not known to be chrome."""
        return (self.sentence or self.inner > 0) and self.match is None and not self.byline

    @property
    def particles(self) -> int:
        """How many particles end its words; only long lines are asked, and few of those."""
        return count_particles(self.text) if len(self.text) >= _LONG else 0


def rows(text: str, wording: Wording) -> list[Row]:
    """A row for each non-blank line of `text`, or for each part of a line in which several roles are glued together."""
    found: list[Row] = []
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip(BLANK)
        if stripped:
            left = start if raw[0] == stripped[0] else start + raw.find(stripped[0])
            bullet = _BULLET.match(stripped) if stripped[0] in BULLETS else None
            shift = bullet.end() if bullet and bullet.end() < len(stripped) else 0
            core = stripped[shift:]
            parts = seen_before(core, wording) if len(core) <= _SHORT else _see_parts(core, wording)
            several, opening = len(parts) > 1, parts[0][0]
            for begin, stop, seen in parts:
                # The bullet is the first part's.
                bulleted = shift > 0 and begin == opening
                first = left if begin == opening else left + shift + begin
                said = core[begin:stop]
                found.append(Row(number, start, first, left + shift + stop, said, bulleted, several, seen))
        start += len(raw) + 1
    return found


@lru_cache(maxsize=32_768)
def seen_before(core: str, wording: Wording) -> tuple[Part, ...]:
    """Short lines are mostly chrome, and the chrome of a site comes again on each of its pages."""
    return _see_parts(core, wording)


def _see_parts(core: str, wording: Wording) -> tuple[Part, ...]:
    if not _TELLING(core):
        return ((0, len(core), _see(core, wording, None)),)
    dates = dates_of(core)
    cuts = cut(core, wording, dates)
    if len(cuts) == 1:
        return ((*cuts[0], _see(core, wording, tuple(dates or ()))),)
    parts = []
    for begin, stop in cuts:
        said = core[begin:stop]
        parts.append((begin, stop, _see(said, wording, () if dates is None else tuple(stamps(said)))))
    return tuple(parts)


def _see(core: str, wording: Wording, stamped: tuple[Stamp, ...] | None) -> Seen:
    """The features of one part, whose dates are `stamped`: None when nothing telling is in it."""
    length = len(core)
    sentence = ends_sentence(core)
    inner = len(_INNER.findall(core)) if length >= _LONG else 0
    items = _items(core) if core[0] in MARKS else 0
    inner = inner or (items if items > 1 else 0)
    dates: tuple[Stamp, ...] = ()
    if length <= _MAX_DATE_LINE and not inner:
        dates = stamped or ()
        if (dates or label_alone(core)) and _only_dates(core, dates, wording):
            return sentence, inner, dates, True, False, False, None
    match = wording.match(core, sentence or (inner > 0 and length > 60))
    byline = match is None and credits.byline(core)
    caption = False
    if not byline and items < 2 and (match is None or match.chrome_class in ("copyright", "licence")):
        caption = credits.scene(core) if stamped is None else credits.caption(core)
        if caption and not _notice(core):
            match = None
    return sentence, inner, dates, False, byline, caption, match


def _items(core: str) -> int:
    """How many items an enumeration has; a notice of mourning is one even where it has but one item."""
    items = len(_ITEM.findall(core))
    return max(items, 2) if _MOURNING.search(core) else items


def _notice(core: str) -> bool:
    """A copyright notice proper, where ⓒ and a name alone are a photographer's credit."""
    bare = core.replace(" ", "").lower()
    return any(word in bare for word in ("저작권", "자료출처", "무단", "재배포", "ights")) or len(core) < 25


def _only_dates(core: str, dates: Sequence[Stamp], wording: Wording) -> bool:
    """Whether nothing but dates, labels, a byline and interface words stands in the line."""
    rest, last = [], 0
    for stamp in dates:
        rest.append(core[last : stamp.start])
        last = stamp.end
    rest.append(core[last:])
    for piece in rest:
        bare = piece.strip(_BETWEEN_DATES)
        if not bare or label_alone(bare) or credits.byline(bare):
            continue
        match = wording.match(bare, False)
        if match is None or match.chrome_class == "footer":
            return False
    return True


def overlap(line: str, body: str) -> float:
    """The share of the line's words that stand in the body, by their first syllables: headlines drop particles."""
    words = [word[:3] if len(word) > 3 else word[:2] for word in WORD.findall(line)]
    # A number of one or two digits stands in any body.
    return len([word for word in words if word in body and not word.isdecimal()]) / len(words) if words else 0.0


def ends_sentence(core: str) -> bool:
    """Whether a line ends as Korean sentences do; the guard that keeps keyword patterns off the text itself."""
    last = core[-1]
    if last in "?!？！":
        return len(core) >= 50 or bool(_INNER.search(core[:-1]))
    if last in _CLOSERS:
        bare = core.rstrip(_CLOSERS)
        return bool(bare) and (_ends(bare) or _ends(bare + core[len(bare)]))
    if last in ".。":
        return _ends(core)
    # Headlines end so too, but hardly use particles.
    return last == "다" and len(core) >= _LONG and count_particles(core) * _PARTICLE_SHARE >= len(core)


def _ends(core: str) -> bool:
    if core[-1] in ".。" and "가" <= core[-2:-1] <= "힣":
        return True
    # Of two characters; it looks at those before them by itself.
    return bool(_END.search(core, max(0, len(core) - 2)))


def count_particles(text: str) -> int:
    return len(_PARTICLE.findall(text))
