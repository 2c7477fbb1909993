"""An article as sentences of surface tokens, for formats that know no characters.

Tokens are the pieces of `annotator.pieces`: stretches of the text itself, morphemes that share characters merged, so
that a particle is a token of its own and a span need not take it along. They come from the project's cache, else from
the tokenizer. A token that a span's end cuts is cut there: no span is lost, and the report counts the cuts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from annotator.formats.options import Tokenize
from annotator.formats.report import Loss
from annotator.morphemes import Morphemes
from annotator.morphology import chunks
from annotator.morphology import tokenize as kiwi
from annotator.pieces import Piece, spliced, words
from annotator.project import Project, SpanRow, StoredArticle
from annotator.tokens import Columns, columns

if TYPE_CHECKING:
    from annotator.formats.exchange import Job

_CLOSING = frozenset("\"'”’」』》〉)]}）］｝")
_STOP = ("SF",)
# What tags begin with: those that may go on a span, those that are one alone, and those that end one.
_GO_ON, _ALONE, _LAST = frozenset("IEML"), frozenset("SU"), frozenset("ELSU")

_START, _END = attrgetter("start"), attrgetter("end")

T = TypeVar("T")

# Pieces serve as tokens.
Sentence = list[Piece]
# From one token's number to another's, exclusive.
Range = tuple[int, int]


class Tokens(NamedTuple):
    """The tokens of an article in order, column by column; `firsts` are the numbers of those that begin a stretch:
    the part of a paragraph that no span leaves."""

    starts: list[int]
    ends: list[int]
    tags: list[tuple[str, ...]]
    texts: list[str]
    firsts: list[int]

    def sentences(self, ranges: Iterable[Range]) -> list[Sentence]:
        pieces = list(map(Piece, self.starts, self.ends, self.tags, repeat(())))
        return [pieces[first:last] for first, last in ranges]


def sentences(job: Job, article: StoredArticle, spans: Sequence[SpanRow]) -> list[Sentence]:
    """The article's tokens, sentence by sentence, every span's ends on a token's; no sentence ends inside a span."""
    tokens = cut(job, article, spans)
    return tokens.sentences(split(article.text, tokens, spans))


def cut(job: Job, article: StoredArticle, spans: Sequence[SpanRow]) -> Tokens:
    """The article's tokens, every span's ends on a token's: those are cut in which an edge lies."""
    tokens = tokens_of(job.project, article, job.options.tokenize)
    text, starts, ends, tags = article.text, tokens.starts, tokens.ends, tokens.tags
    inside: dict[int, list[int]] = {}
    for edge in sorted({edge for span in spans for edge in (span.start, span.end)}):
        at = bisect_left(starts, edge) - 1
        if at >= 0 and starts[at] < edge < ends[at]:
            inside.setdefault(at, []).append(edge)
    if not inside:
        return tokens
    parts: list[tuple[int, int, list[str]]] = []
    for at, edges in inside.items():
        start, end = starts[at], ends[at]
        job.losses.name(Loss.TOKEN, article.uid, start=start, end=end, text=text[start:end])
        parts.append((at, at + 1, [text[low:high] for low, high in pairwise([start, *edges, end])]))
    # How many more tokens there are before each that is cut; those that begin a stretch have become later ones.
    cuts, more = list(inside), [0, *accumulate(map(len, inside.values()))]
    return Tokens(
        spliced(starts, [(at + 1, at + 1, edges) for at, edges in inside.items()]),
        spliced(ends, [(at, at, edges) for at, edges in inside.items()]),
        spliced(tags, [(at, at, [tags[at]] * len(edges)) for at, edges in inside.items()]),
        spliced(tokens.texts, parts),
        [first + more[bisect_left(cuts, first)] for first in tokens.firsts],
    )


def tokens_of(project: Project, article: StoredArticle, tokenize: Tokenize | None = None) -> Tokens:
    """The article's tokens. `tokenize` makes those that are not cached; without it Kiwi is loaded in this process."""
    morphemes = Morphemes(article.text, [(segment.start, segment.end) for segment in article.segments] or None)
    for (start, end), data in project.tokens(article.id).items():
        morphemes.add(start, end, columns(data))
    if not morphemes.complete:
        bounds = list(chunks(article.text))
        texts = [article.text[start:end] for start, end in bounds]
        made = map(columns, tokenize(texts)) if tokenize else map(Columns.of, kiwi(texts))
        for (start, end), found in zip(bounds, made, strict=True):
            morphemes.add(start, end, found)
    return of_morphemes(article.text, morphemes)


def of_morphemes(text: str, morphemes: Morphemes) -> Tokens:
    """The tokens of a text; none holds a blank, which no column of a table could."""
    tokens = Tokens([], [], [], [], [])
    for (starts, ends, tags, _, texts), firsts in morphemes.rows():
        if len("".join(texts).split()) > 1:
            apart = [list(words(text, *bounds)) for bounds in zip(starts, ends, strict=True)]
            tags = [each for each, found in zip(tags, apart, strict=True) for _ in found]
            starts, ends = ([each[side] for found in apart for each in found] for side in (0, 1))
            texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
            before = [0, *accumulate(map(len, apart))]
            firsts = [before[first] for first in firsts]
        done = len(tokens.starts)
        tokens.firsts.extend(done + first for first in firsts)
        tokens.starts.extend(starts)
        tokens.ends.extend(ends)
        tokens.tags.extend(tags)
        tokens.texts.extend(texts)
    return tokens


def split(text: str, tokens: Tokens, spans: Sequence[SpanRow]) -> Iterator[Range]:
    """Cuts after a full stop (and what closes behind it) that a blank follows. `spans` are in their order."""
    starts, ends, tags, _, firsts = tokens
    begun = list(map(_START, spans))
    over = [0, *accumulate(map(_END, spans), max)]
    for first, last in pairwise([*firsts, len(starts)]):
        for stop in _places(tags, _STOP, first, last):
            at = stop + 1
            while at < last and ends[at - 1] == starts[at] and text[starts[at]] in _CLOSING:
                at += 1
            blank = first < at < last and ends[at - 1] < starts[at]
            # No span that begins before the next token goes on into it.
            if blank and over[bisect_left(begun, starts[at])] <= starts[at]:
                yield first, at
                first = at
        if first < last:
            yield first, last


def _places(values: Sequence[T], value: T, first: int, last: int) -> Iterator[int]:
    """Where `value` stands from one number to another."""
    try:
        while True:
            yield (first := values.index(value, first, last))
            first += 1
    except ValueError:
        return


def iob2(starts: Sequence[int], spans: Iterable[SpanRow]) -> list[str]:
    """The tags of tokens by their starts: B- on a span's first, I- on the others. `spans` share no character and end
    on tokens."""
    tags = ["O"] * len(starts)
    for first, last, label in marked(starts, spans):
        tags[first:last] = [f"B-{label}", *[f"I-{label}"] * (last - first - 1)]
    return tags


def marked(starts: Sequence[int], spans: Iterable[SpanRow]) -> Iterator[tuple[int, int, str]]:
    """`(first, last + 1, label)` of the tokens under each span, by their starts; of spans without any, nothing."""
    for span in spans:
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end, first)
        if first < last:
            yield first, last, span.label


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """`(first, last + 1, label)` of IOB2 tags, also of IOB1 and BIOES ones; a stray I- begins a span."""
    start, end, label = 0, 0, ""
    for index in [index for index, tag in enumerate(tags) if tag != "O"]:
        kind, _, name = tags[index].partition("-")
        goes_on = index == end and kind in _GO_ON and name == label
        if label and not goes_on:
            yield start, end, label
            label = ""
        if name and not label and (kind in _GO_ON or kind in _ALONE or kind == "B"):
            start, label = index, name
        if label and kind in _LAST:
            yield start, index + 1, label
            label = ""
        end = index + 1
    if label:
        yield start, end, label
