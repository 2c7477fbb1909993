"""An article as sentences of surface tokens, for formats that know no characters.

Tokens are the pieces of `annotator.pieces`: stretches of the text itself, morphemes that share characters merged, so
that a particle is a token of its own and a span need not take it along. They come from the project's cache, else from
the tokenizer. A token that a span's end cuts is cut there: no span is lost, and the report counts the cuts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.formats.options import Tokenize
from annotator.formats.report import Loss, Losses
from annotator.morphemes import Morphemes
from annotator.morphology import chunks
from annotator.morphology import tokenize as kiwi
from annotator.pieces import words
from annotator.project import Project, SpanRow, StoredArticle
from annotator.tokens import decode

if TYPE_CHECKING:
    from annotator.formats.exchange import Job

_CLOSING = frozenset("\"'”’」』》〉)]}）］｝")


class Token(NamedTuple):
    """`text[start:end]` of the article with its tags (NNG, VV+EP); code points."""

    start: int
    end: int
    tag: str


Sentence = list[Token]


def sentences(job: Job, article: StoredArticle, spans: Sequence[SpanRow]) -> list[Sentence]:
    """The article's tokens, sentence by sentence, every span's ends on a token's; no sentence ends inside a span."""
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    found: list[Sentence] = []
    for stretch in tokens(job.project, article, job.options.tokenize):
        found += split(article.text, list(_cut(article, stretch, edges, job.losses)), spans)
    return found


def tokens(project: Project, article: StoredArticle, tokenize: Tokenize | None = None) -> Iterator[Sentence]:
    """The article's tokens by stretch: the part of a paragraph that no span leaves.

    `tokenize` makes those that are not cached; without it Kiwi is loaded in this process.
    """
    morphemes = Morphemes(article.text, [(segment.start, segment.end) for segment in article.segments] or None)
    for (start, end), data in project.tokens(article.id).items():
        morphemes.add(start, end, decode(data))
    if not morphemes.complete:
        bounds = list(chunks(article.text))
        texts = [article.text[start:end] for start, end in bounds]
        for (start, end), found in zip(bounds, map(decode, tokenize(texts)) if tokenize else kiwi(texts), strict=True):
            morphemes.add(start, end, found)
    yield from of_morphemes(article.text, morphemes)


def of_morphemes(text: str, morphemes: Morphemes) -> Iterator[Sentence]:
    """The tokens of each stretch; none holds a blank, which no column of a table could."""
    for start, _ in morphemes.stretches:
        found: Sentence = []
        for begin, end, tags, _ in morphemes.pieces(start):
            tag = tags[0] if len(tags) == 1 else "+".join(tags)
            if len(text[begin:end].split()) == 1:
                found.append(Token(begin, end, tag))
            else:
                found += [Token(*bounds, tag) for bounds in words(text, begin, end)]
        yield found


def _cut(article: StoredArticle, stretch: Sentence, edges: Sequence[int], losses: Losses) -> Iterator[Token]:
    if not stretch:
        return
    at = bisect_right(edges, stretch[0].start)
    for token in stretch:
        while at < len(edges) and edges[at] <= token.start:
            at += 1
        if at == len(edges) or edges[at] >= token.end:
            yield token
            continue
        inside = edges[at : bisect_left(edges, token.end, at)]
        losses.name(
            Loss.TOKEN, article.uid, start=token.start, end=token.end, text=article.text[token.start : token.end]
        )
        start = token.start
        for edge in (*inside, token.end):
            yield Token(start, edge, token.tag)
            start = edge


def split(text: str, stretch: Sentence, spans: Sequence[SpanRow]) -> Iterator[Sentence]:
    """Cuts after a full stop (and what closes behind it) that a blank follows."""
    sentence: Sentence = []
    ended = False
    for token in stretch:
        closes = ended and text[token.start] in _CLOSING and sentence[-1].end == token.start
        if ended and not closes:
            if sentence[-1].end < token.start and not _inside(spans, token.start):
                yield sentence
                sentence = []
            ended = False
        sentence.append(token)
        ended = ended or token.tag == "SF"
    if sentence:
        yield sentence


def _inside(spans: Sequence[SpanRow], position: int) -> bool:
    return any(span.start < position < span.end for span in spans)


def iob2(sentence: Sentence, spans: Iterable[SpanRow]) -> list[str]:
    """The tag of each token: B- on a span's first, I- on the others. `spans` share no character and end on tokens."""
    tags = ["O"] * len(sentence)
    starts = [token.start for token in sentence]
    for span in spans:
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end)
        if first < last:
            tags[first] = f"B-{span.label}"
            tags[first + 1 : last] = [f"I-{span.label}"] * (last - first - 1)
    return tags


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """`(first, last + 1, label)` of IOB2 tags, also of IOB1 and BIOES ones; a stray I- begins a span."""
    start, label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        kind, _, name = tag.partition("-")
        goes_on = kind in ("I", "E", "M", "L") and name == label
        if label and not goes_on:
            yield start, index, label
            label = ""
        if name and not label and kind in ("B", "I", "E", "S", "U", "M", "L"):
            start, label = index, name
        if label and kind in ("E", "S", "L", "U"):
            yield start, index + 1, label
            label = ""
