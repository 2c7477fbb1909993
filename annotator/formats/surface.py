"""An article as sentences of surface tokens, for formats that know no characters.

Tokens are the pieces of `annotator.pieces`: stretches of the text itself, morphemes that share characters merged, so
that a particle is a token of its own and a span need not take it along. They come from the project's cache, else from
the tokenizer. A token that a span's end cuts is cut there: no span is lost, and the report counts the cuts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from annotator.formats.options import Tokenize
from annotator.formats.report import Loss, Losses
from annotator.morphemes import Morphemes
from annotator.morphology import chunks
from annotator.morphology import tokenize as kiwi
from annotator.pieces import Piece, words
from annotator.project import Project, SpanRow, StoredArticle
from annotator.tokens import decode

if TYPE_CHECKING:
    from annotator.formats.exchange import Job

_CLOSING = frozenset("\"'”’」』》〉)]}）］｝")


_START, _END = attrgetter("start"), attrgetter("end")

# Pieces serve as tokens.
Sentence = list[Piece]


def sentences(job: Job, article: StoredArticle, spans: Sequence[SpanRow]) -> list[Sentence]:
    """The article's tokens, sentence by sentence, every span's ends on a token's; no sentence ends inside a span."""
    found: list[Sentence] = []
    for stretch in cut(job, article, spans):
        found += split(article.text, stretch, spans)
    return found


def cut(job: Job, article: StoredArticle, spans: Sequence[SpanRow]) -> Iterator[Sentence]:
    """The article's tokens by stretch (see `tokens`), every span's ends on a token's."""
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    for stretch in tokens(job.project, article, job.options.tokenize):
        yield _cut(article, stretch, edges, job.losses)


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
    for start, end in morphemes.stretches:
        found = morphemes.pieces(start)
        # Pieces cover what is no blank: when they are as long as that together, there is none in them.
        if sum(map(_END, found)) - sum(map(_START, found)) != sum(map(len, text[start:end].split())):
            found = [
                Piece(*bounds, tags, forms)
                for begin, to, tags, forms in found
                for bounds in words(text, begin, to)
            ]  # fmt: skip
        yield found


def _cut(article: StoredArticle, stretch: Sentence, edges: Sequence[int], losses: Losses) -> Sentence:
    """The tokens, those cut in which an edge lies."""
    if not stretch:
        return stretch
    starts = list(map(_START, stretch))
    inside: dict[int, list[int]] = {}
    for edge in edges[bisect_right(edges, stretch[0].start) : bisect_left(edges, stretch[-1].end)]:
        at = bisect_right(starts, edge) - 1
        if stretch[at].start < edge < stretch[at].end:
            inside.setdefault(at, []).append(edge)
    found, done = [], 0
    for at, cuts in inside.items():
        start, end, tags, forms = stretch[at]
        losses.name(Loss.TOKEN, article.uid, start=start, end=end, text=article.text[start:end])
        found += stretch[done:at]
        found += [Piece(*bounds, tags, forms) for bounds in pairwise([start, *cuts, end])]
        done = at + 1
    return found + stretch[done:]


def split(text: str, stretch: Sentence, spans: Sequence[SpanRow]) -> Iterator[Sentence]:
    """Cuts after a full stop (and what closes behind it) that a blank follows. `spans` are in their order."""
    starts = list(map(_START, spans))
    ends = [0, *accumulate(map(_END, spans), max)]
    start = 0
    for stop in [at for at, token in enumerate(stretch) if token.tags == ("SF",)]:
        at = stop + 1
        while at < len(stretch) and stretch[at - 1].end == stretch[at].start and text[stretch[at].start] in _CLOSING:
            at += 1
        blank = start < at < len(stretch) and stretch[at - 1].end < stretch[at].start
        # No span that begins before the next token goes on into it.
        if blank and ends[bisect_left(starts, stretch[at].start)] <= stretch[at].start:
            yield stretch[start:at]
            start = at
    if start < len(stretch):
        yield stretch[start:]


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
