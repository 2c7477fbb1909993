"""An article of a project as suggestions read it: its text, cached tokens, segments, marks and refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.morphology import chunks
from annotator.project import Project, State, StoredArticle
from annotator.project.listing import article_ids
from annotator.project.rejections import rejections
from annotator.span import Span, overlap
from annotator.tokens import Token, decode

if TYPE_CHECKING:
    from annotator.suggest.suggester import Example

Bounds = tuple[int, int]
Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article on its way to a worker: its text, its encoded tokens by stretch, its segments, in code points.

    Where tokens are missing the worker makes them; `segments` None stands for the paragraphs.
    """

    key: str
    text: str
    tokens: Mapping[Bounds, bytes] = field(default_factory=dict)
    segments: Sequence[Bounds] | None = None
    marks: Sequence[Mark] = ()
    rejected: Sequence[Mark] = ()
    finished: bool = False

    def decoded(self) -> list[Token]:
        """The tokens of all stretches, in code points of the whole text; loads Kiwi when some are missing."""
        missing = [bounds for bounds in chunks(self.text) if bounds not in self.tokens]
        found = {bounds: decode(data) for bounds, data in self.tokens.items()}
        if missing:
            from annotator.morphology import tokenize

            found |= zip(missing, tokenize([self.text[start:end] for start, end in missing]), strict=True)
        return [
            token._replace(start=token.start + start, end=token.end + start)
            for (start, _), tokens in sorted(found.items())
            for token in tokens
        ]

    def example(self) -> Example:
        """What a suggester learns from it."""
        from annotator.suggest.suggester import Example

        return Example(
            self.key, self.text, self.decoded(), list(self.marks), list(self.rejected), self.segments, self.finished
        )


def reading(project: Project, article: StoredArticle, spans: Iterable[Span] = ()) -> Reading:
    """An article as it is now, with the marks given."""
    return Reading(
        key=article.uid,
        text=article.text,
        tokens=project.tokens(article.id),
        segments=[(segment.start, segment.end) for segment in article.segments] or None,
        marks=sorted({(span.start, span.end, span.label) for span in spans}),
        rejected=rejections(project, article.id),
        finished=article.state == State.DONE,
    )


def agreed(spans: Iterable[Span], annotator: str) -> list[Span]:
    """Of several people's marks those that teach no contradiction.

    Where two people's overlap, `annotator`'s stand, else those of the first by name; what one person nests stays.
    """
    by_whom: dict[str, list[Span]] = {}
    for span in spans:
        by_whom.setdefault(span.annotator, []).append(span)
    kept: list[Span] = []
    for who in sorted(by_whom, key=lambda name: (name != annotator, name)):
        kept += [span for span in by_whom[who] if not any(overlap(span.bounds, other.bounds) for other in kept)]
    return kept


def lessons(project: Project, articles: Iterable[int] | None = None) -> Iterator[Reading]:
    """The articles, all or of those given, that teach: finished ones whole, open ones that have marks or refusals."""
    wanted = None if articles is None else set(articles)
    for article_id in article_ids(project):
        if wanted is not None and article_id not in wanted:
            continue
        found = reading(project, project.article(article_id), agreed(project.spans(article_id), project.annotator))
        if found.finished or found.marks or found.rejected:
            yield found
