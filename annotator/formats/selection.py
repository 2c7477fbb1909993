"""Which articles and spans an export takes, and which span stays where only one can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.formats.options import Options, Suggested, Winner
from annotator.formats.report import Loss, Losses
from annotator.project import Project, SpanRow, State, StoredArticle
from annotator.project.listing import articles_since
from annotator.project.marked import with_spans
from annotator.span import contains


@dataclass(slots=True)
class Item:
    """One article on its way out; `spans` by (start, -end, label, annotator)."""

    article: StoredArticle
    spans: list[SpanRow]
    suggestions: list[Suggested]


def select(project: Project, options: Options, *, training: bool, losses: Losses, bare: bool = False) -> Iterator[Item]:
    """The articles that `options` asks for, in the order of import; `training` is what a format is for.

    For training, what only others than `options.annotator` have marked is left out: unmarked by them says nothing, as
    in an open article. With `bare`, spans may be so.
    """
    bare = bare and not options.annotator
    taken = 0
    for article, spans in with_spans(project, _articles(project, options, training, losses), bare=bare):
        if options.annotator:
            mine = [span for span in spans if span.annotator == options.annotator]
            if training and spans and not mine:
                losses.left_others += 1
                continue
            spans = mine
        if taken == options.limit:
            return
        taken += 1
        yield Item(article, spans, list(options.suggestions(article)) if options.suggestions else [])


def _articles(project: Project, options: Options, training: bool, losses: Losses) -> Iterator[StoredArticle]:
    include_open = not training if options.include_open is None else options.include_open
    worked_on = articles_since(project, options.since) if options.since else None
    for article in project.iter_articles():
        if worked_on is not None and article.id not in worked_on:
            continue
        if not include_open and article.state != State.DONE:
            losses.left_open += 1
            continue
        yield article


def listed(article: StoredArticle, span: SpanRow) -> dict[str, object]:
    """A span as a report lists it."""
    return {"start": span.start, "end": span.end, "label": span.label, "text": article.text[span.start : span.end]}


def flat(
    article: StoredArticle, spans: Iterable[SpanRow], winner: Winner, losses: Losses, loss: Loss | None = None
) -> list[SpanRow]:
    """The spans of which no two share a character; each of the others is named in `losses`.

    Outermost: of spans that meet, the one that starts first stays, of those the longest. Innermost: the shortest, of
    equally long ones the first. Why one went is its loss (nested, crossing, twice), unless `loss` is given for all.
    """
    kept: list[SpanRow] = []
    if winner is Winner.OUTERMOST:
        end, last = 0, None
        for span in spans:
            if last is None or span.start >= end:
                kept.append(span)
                end, last = span.end, span
            else:
                losses.name(loss or _why(span, last), article.uid, **listed(article, span), annotator=span.annotator)
        return kept
    for span in sorted(spans, key=lambda span: (span.end - span.start, span.start)):
        rival = next((other for other in kept if other.start < span.end and span.start < other.end), None)
        if rival is None:
            kept.append(span)
        else:
            losses.name(loss or _why(span, rival), article.uid, **listed(article, span), annotator=span.annotator)
    return sorted(kept)


def _why(span: SpanRow, kept: SpanRow) -> Loss:
    ours, theirs = (span.start, span.end), (kept.start, kept.end)
    if ours == theirs:
        return Loss.TWICE
    return Loss.NESTED if contains(theirs, ours) or contains(ours, theirs) else Loss.CROSSING
