"""Articles on which exchange formats break: emoji before spans, nesting, notes, blanks that are none, hanja, CRLF."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator.article import Article, Role, Segment
from annotator.labels import LabelSet, load_preset
from annotator.morphology import chunks, tokenizer_version
from annotator.paths import resource
from annotator.project import NewArticle, Project, State, operations
from annotator.span import Origin, Span
from annotator.text import normalise
from annotator.tokens import Token, encode

sys.path.insert(0, str(Path(__file__).parent))

# Born with CRLF and decomposed Hangul; an import stores LF and syllables.
_RAW = (
    "🎉 두루시 소식 👨‍👩‍👧\r\n\r\n"
    "[속보] 🚀 가람연구재단은 \u1112\u1161\u11ab\u1100\u1173\u11af날 두루시의회와\u00a0“작은가게 살림법” "
    "설명회를 열었다. "
    "참가자는 12.5% 늘어난 220여명이다.\r\n"
    '漢江物産\u2028창고 3곳도 문을 열었다. =1+1 같은 글, "따옴표"와 쉼표, <태그> & 역슬래시 \\ 도 있다.'
)
HARD, _ = normalise(_RAW)
TITLE = HARD.index("\n")

# (text, label, note): the region is nested in the organisation.
MARKS = (
    ("두루시", "REGION", ""),
    ("가람연구재단", "ORG", "이름이 바뀐 곳"),
    ("두루시의회", "ORG", ""),
    ("두루시", "REGION", ""),
    ("작은가게 살림법", "POLICY", ""),
    ("12.5%", "NUMBER", ""),
    ("220여명", "NUMBER", "=위험"),
    ("漢江物産", "ORG", ""),
    ("3곳", "NUMBER", ""),
    ("1+1", "NUMBER", ""),
)


def hard_spans() -> list[Span]:
    spans: list[Span] = []
    at = 0
    for number, (text, label, note) in enumerate(MARKS):
        inside = number == 3
        start = HARD.index(text, spans[-1].start if inside else at)
        spans.append(Span(start, start + len(text), label, text, "분석가 1", Origin.HUMAN, note))
        at = max(at, start + len(text))
    return spans


def hard_article(uid: str = "hard", state: State = State.DONE) -> NewArticle:
    body = [(match, end) for match, end in _lines(HARD) if match > TITLE]
    segments = (Segment(0, TITLE, Role.TITLE), *(Segment(start, end, Role.BODY) for start, end in body))
    article = Article(HARD, segments, title=HARD[:TITLE], published_at="2026-03-02T09:30:00+09:00", byline="한별 기자")
    return NewArticle(None, article, hard_spans(), uid=uid, state=state, note="기사 메모", source_name="두루.txt")


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def plain_article(uid: str, text: str, *marks: tuple[str, str], state: State = State.DONE) -> NewArticle:
    """An article whose marks are `(text, label)`, each at its first place."""
    spans = [Span(text.index(word), text.index(word) + len(word), label, word) for word, label in marks]
    return NewArticle(None, Article(text, ()), spans, uid=uid, state=state)


def cache_tokens(project: Project) -> None:
    """Gives every article tokens without a tokenizer: Hangul by syllables, other words whole; ends of spans among them.

    Enough for the form of an export; what the real tokenizer makes is tested apart.
    """
    for article in project.iter_articles():
        found: dict[tuple[int, int], bytes] = {}
        for start, end in chunks(article.text):
            tokens = []
            at = start
            while at < end:
                stop = at + 1
                while (
                    stop < end
                    and article.text[at].isascii()
                    and article.text[at].isalnum()
                    and (article.text[stop].isascii() and article.text[stop].isalnum())
                ):
                    stop += 1
                if not article.text[at].isspace():
                    word = article.text[at:stop]
                    tokens.append(Token(at - start, stop - start, word, "SF" if word in ".!?" else "NNG"))
                at = stop
            found[start, end] = encode(tokens)
        project.put_tokens(article.id, article.revision, tokenizer_version(), found)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Project]:
    """Makes a project of articles; with their tokens cached."""

    def made(*articles: NewArticle, name: str = "made", labels: LabelSet | None = None) -> Project:
        project = Project.create(tmp_path / f"{name}.annotator", labels or load_preset(resource("labels", "news.toml")))
        if articles:
            result = operations.add_articles(project, articles)
            assert not result.report
        cache_tokens(project)
        return project

    return made


@pytest.fixture
def hard(make: Callable[..., Project]) -> Project:
    """The hard article, finished, and one that is open."""
    return make(
        hard_article(), plain_article("open", "아직 새벽바이오만 보았다.", ("새벽바이오", "ORG"), state=State.OPEN)
    )


@pytest.fixture
def empty(tmp_path: Path) -> Project:
    """A project to import into, without labels of its own."""
    return Project.create(tmp_path / "empty.annotator", LabelSet(()))


def spans_in(project: Project, uid: str) -> list[tuple[int, int, str, str]]:
    number = project.article_by_uid(uid)
    assert number is not None
    return [(span.start, span.end, span.label, span.text) for span in project.spans(number)]


def outermost(spans: list[Span]) -> list[tuple[str, str]]:
    """The (text, label) of the hard article's spans that a flat format carries."""
    return [(span.text, span.label) for number, span in enumerate(spans) if number != 3]


@pytest.fixture
def made() -> SimpleNamespace:
    """The helpers of this file: a test module cannot import them."""
    return SimpleNamespace(
        HARD=HARD,
        hard_spans=hard_spans,
        hard_article=hard_article,
        plain_article=plain_article,
        cache_tokens=cache_tokens,
        spans_in=spans_in,
        outermost=outermost,
    )
