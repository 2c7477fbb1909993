"""Searching a project: by morphemes through a full-text index, by the letters as typed, and for every place of a form.

The index answers which articles may match; each is then read and matched by its tokens, so a hit's bounds are those of
its text, whatever the index holds. `update` fills it in small transactions, from the token cache, else from the
tokenizer; until then an article is `missing`. Bounds are code points of the article's text, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import AnnotatorError
from annotator.everywhere import Doubt, occurrences
from annotator.morphology import Morphemes, chunks, decode, tokenizer_version
from annotator.project import lemmas
from annotator.span import Span, SpanIndex, contains, cross
from annotator.tokens import columns

if TYPE_CHECKING:
    from annotator.project.project import Project

# A text in, its encoded tokens out, for several at once: `Jobs.tokenize` and waiting for it.
Tokenise = Callable[[list[str]], list[bytes]]

# One transaction of the index: short enough that a mark made meanwhile is not felt to wait.
_BATCH_CHARACTERS = 20_000
_CONTEXT = 60  # code points on each side of a hit
_STALE = 1_000  # parts more than twice those in use before the index is made anew
_QUOTED = re.compile(r'"([^"]+)"|[“”]([^“”]+)[“”]|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """`text` at `[start, end)` of an article, with some of what stands `before` and `after` it in its paragraph.

    `paragraph` is where that begins. `doubt` and `other` say, as in `annotator.everywhere`, what stands in the way of
    marking it; `alone` is False for a part of a longer word.
    """

    article_id: int
    start: int
    end: int
    text: str
    before: str
    after: str
    paragraph: int
    doubt: Doubt = Doubt.NONE
    other: Span | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: all of `words`, each anywhere in an article; without any, the letters of `typed`."""

    typed: str
    words: tuple[lemmas.Word, ...] = ()


def exactly(text: str) -> Query:
    """A query for the very letters of `text`."""
    return Query(text)


def by_morphemes(text: str, tokenise: Tokenise) -> Query:
    """A query for the words of `text`, quoted ones as one phrase, their morphemes in order.

    A query of which nothing is searched by morphemes (particles, punctuation) is one for its letters.
    """
    parts = [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]
    if not parts:
        return Query(text.strip())
    tokens = map(decode, tokenise(parts))
    words = (lemmas.word(part, each) for part, each in zip(parts, tokens, strict=True))
    return Query(text.strip(), tuple(word for word in words if word is not None))


# -- looking


def articles(project: Project, query: Query) -> list[int]:
    """The live articles that may match, in the order of import: for words a superset, for letters exactly those."""
    if not query.words:
        return _containing(project, query.typed)
    statement = " INTERSECT ".join(
        "SELECT p.article_id FROM search JOIN search_parts p ON p.id = search.rowid WHERE search MATCH ?"
        for _ in query.words
    )
    asked = [" AND ".join(map(_term, sorted(word.terms))) for word in query.words]
    found = project._rows(f"SELECT id FROM articles WHERE live = 1 AND id IN ({statement}) ORDER BY id", tuple(asked))
    return [number for (number,) in found]


def find(project: Project, query: Query, *, among: Iterable[int] | None = None) -> Iterator[Hit]:
    """The hits of `query`, article by article, in order; one article is read at a time, as far as the caller goes."""
    if not query.typed:
        return
    for article_id in articles(project, query) if among is None else among:
        current = _text(project, article_id)
        if current is None:
            continue
        text = current[1]
        bounds = _by_words(project, article_id, text, query) if query.words else _literally(text, query.typed)
        if bounds:
            spans = SpanIndex(project.spans(article_id))
            yield from (marked(_hit(article_id, text, *each), spans) for each in bounds)


def matching(project: Project, query: Query) -> list[int]:
    """The live articles that a list filtered by `query` shows: those that have its letters where its words have them.

    Quicker than `find`, which reads tokens too, and nearly as strict.
    """
    found = articles(project, query) if query.typed else []
    if not query.words:
        return found
    return [
        number
        for number in found
        if (current := _text(project, number)) and all(word.may_be_in(current[1]) for word in query.words)
    ]


def everywhere(project: Project, form: str, tokenise: Tokenise, *, among: Iterable[int] | None = None) -> Iterator[Hit]:
    """Every place of `form` in the project by the rules of `annotator.everywhere`, article by article."""
    if not form.strip():
        return
    for article_id in _containing(project, form) if among is None else among:
        try:
            article = project.article(article_id)
        except AnnotatorError:
            continue  # it went while we looked
        morphemes = Morphemes(article.text, [(segment.start, segment.end) for segment in article.segments] or None)
        known = project.tokens(article_id)
        for bounds in chunks(article.text):
            if form in article.text[slice(*bounds)]:
                data = _token_data(project, article_id, article.revision, article.text, bounds, known, tokenise)
                morphemes.add(*bounds, columns(data))
        spans = SpanIndex(project.spans(article_id))
        for each in occurrences(article.text, form, morphemes, spans):
            hit = _hit(article_id, article.text, each.start, each.end)
            alone = each.doubt is not Doubt.LONGER_WORD
            yield replace(hit, doubt=each.doubt, other=each.other, alone=alone)


def marked(hit: Hit, spans: SpanIndex) -> Hit:
    """The same hit with the mark that stands in its way now, if any."""
    bounds = (hit.start, hit.end)
    near = spans.within(hit.paragraph, hit.end)  # no span leaves its paragraph
    for doubt, stands in (
        (Doubt.MARKED, lambda span: span.bounds == bounds),
        (Doubt.CROSSES, lambda span: cross(span.bounds, bounds)),
        (Doubt.INSIDE_MARK, lambda span: contains(span.bounds, bounds)),
    ):
        other = next(filter(stands, near), None)
        if other is not None:
            return replace(hit, doubt=doubt, other=other)
    return replace(hit, doubt=Doubt.NONE if hit.alone else Doubt.LONGER_WORD, other=None)


def _containing(project: Project, text: str) -> list[int]:
    found = project._rows(
        "SELECT a.id FROM articles a JOIN texts t ON t.article_id = a.id AND t.revision = a.revision "
        "WHERE a.live = 1 AND instr(t.text, ?) ORDER BY a.id",
        (text,),
    )
    return [number for (number,) in found]


def _text(project: Project, article_id: int) -> tuple[int, str] | None:
    """The revision and the text of a live article."""
    found = project._rows(
        "SELECT a.revision, t.text FROM articles a JOIN texts t ON t.article_id = a.id AND t.revision = a.revision "
        "WHERE a.live = 1 AND a.id = ?",
        (article_id,),
    )
    return next(((revision, text) for revision, text in found), None)


def _by_words(project: Project, article_id: int, text: str, query: Query) -> list[tuple[int, int]]:
    """The matches of all words, in order; none when a word has no match."""
    if not all(word.may_be_in(text) for word in query.words):
        return []
    try:
        parts = [
            lemmas.units(text, decode(data), start) for (start, _), data in sorted(project.tokens(article_id).items())
        ]
    except AnnotatorError:
        return []  # damaged tokens: nothing can be said of this article
    result: set[tuple[int, int]] = set()
    for word in query.words:
        found = {bounds for part in parts for bounds in word.matches(part)}
        if not found:
            return []
        result |= found
    return sorted(result)


def _literally(text: str, typed: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(typed), text)]


def _hit(article_id: int, text: str, start: int, end: int) -> Hit:
    paragraph = text.rfind("\n", 0, start) + 1
    low = max(start - _CONTEXT, paragraph)
    high = text.find("\n", end, end + _CONTEXT)
    high = high if high >= 0 else min(end + _CONTEXT, len(text))
    return Hit(article_id, start, end, text[start:end], text[low:start], text[end:high], paragraph)


def _term(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


# -- the index


def missing(project: Project) -> int:
    """How many live articles the index does not hold yet as they are now."""
    ((count,),) = project._rows(f"SELECT count(*) {_MISSING}", (tokenizer_version(),))
    return int(count)


def update(
    project: Project,
    tokenise: Tokenise,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> None:
    """Brings the index up to date; tokens that have to be made for it go to the cache.

    For a thread of its own (`Project.for_thread`); does nothing in a read-only project. An article the tokenizer fails
    at stays missing. `progress` is told the number of articles done and in all; `cancelled` is asked in between.
    """
    if project.read_only:
        return
    _start_over_when_stale(project)
    waiting = [number for (number,) in project._rows(f"SELECT a.id {_MISSING} ORDER BY a.id", (tokenizer_version(),))]
    batch: list[_Part] = []
    for done, article_id in enumerate(waiting):
        progress(done, len(waiting))
        try:
            for part in _parts(project, article_id, tokenise):
                if cancelled():
                    return
                batch.append(part)
                if sum(each.size for each in batch) >= _BATCH_CHARACTERS:
                    _write(project, batch)
                    batch.clear()
        except AnnotatorError as error:
            if error.code not in _LEFT_OUT:
                raise
    _write(project, batch)
    progress(len(waiting), len(waiting))


_LEFT_OUT = ("jobs.worker_died", "jobs.failed", "tokens.damaged")
_MISSING = (
    "FROM articles a LEFT JOIN searched s ON s.article_id = a.id AND s.revision = a.revision AND s.tokenizer = ? "
    "WHERE a.live = 1 AND s.article_id IS NULL"
)


class _Part(NamedTuple):
    """A stretch of an article's text on its way into the index; `size` in code points."""

    article_id: int
    revision: int
    terms: str
    size: int
    first: bool
    last: bool


def _parts(project: Project, article_id: int, tokenise: Tokenise) -> Iterator[_Part]:
    current = _text(project, article_id)
    if current is None:
        return
    revision, text = current
    stretches = list(chunks(text)) or [(0, len(text))]
    known = project.tokens(article_id)
    for start, end in stretches:
        tokens = decode(_token_data(project, article_id, revision, text, (start, end), known, tokenise))
        found = " ".join(sorted(lemmas.terms(lemmas.units(text, tokens, start))))
        yield _Part(
            article_id, revision, found, end - start, (start, end) == stretches[0], (start, end) == stretches[-1]
        )


def _token_data(
    project: Project,
    article_id: int,
    revision: int,
    text: str,
    bounds: tuple[int, int],
    known: Mapping[tuple[int, int], bytes],
    tokenise: Tokenise,
) -> bytes:
    """The tokens of a stretch from the cache; made, and put there, when they are not."""
    if bounds in known:
        return known[bounds]
    (made,) = tokenise([text[slice(*bounds)]])
    project.put_tokens(article_id, revision, tokenizer_version(), {bounds: made})
    return made


def _write(project: Project, parts: Iterable[_Part]) -> None:
    with project.transaction() as db:
        for part in parts:
            if part.first:  # what an older text or an interrupted run has left
                db.conn.execute("DELETE FROM search_parts WHERE article_id = ?", (part.article_id,))
            cursor = db.conn.execute(
                "INSERT INTO search_parts (article_id) SELECT id FROM articles WHERE id = ?", (part.article_id,)
            )
            if cursor.rowcount:
                db.conn.execute("INSERT INTO search (rowid, terms) VALUES (?, ?)", (cursor.lastrowid, part.terms))
            if part.last:
                db.conn.execute(
                    "INSERT OR REPLACE INTO searched (article_id, revision, tokenizer) "
                    "SELECT id, ?, ? FROM articles WHERE id = ?",
                    (part.revision, tokenizer_version(), part.article_id),
                )


def _start_over_when_stale(project: Project) -> None:
    """Rows of the index are not taken out one by one; when most are of texts that are gone, it is made anew."""
    with project.transaction() as db:
        row = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'search_parts'").fetchone()
        (alive,) = db.conn.execute("SELECT count(*) FROM search_parts").fetchone()
        if row and row[0] > 2 * alive + _STALE:
            db.conn.execute("INSERT INTO search (search) VALUES ('delete-all')")
            for statement in ("DELETE FROM search_parts", "DELETE FROM searched"):
                db.conn.execute(statement)
            db.conn.execute("DELETE FROM sqlite_sequence WHERE name = 'search_parts'")
