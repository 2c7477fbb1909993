"""Articles on their way in, looked at before anything is written: what can be stored, and which spans may stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from operator import attrgetter
from typing import Any

from annotator.article import Segment
from annotator.errors import AnnotatorError
from annotator.project import placing, rows
from annotator.project.rows import NewArticle, SpanRow


@dataclass(slots=True)
class Prepared:
    """An article that can be stored, the spans it may bring (a blank annotator is the project's), and their labels."""

    item: NewArticle
    text_sha256: str
    source_sha256: str
    segments: tuple[Segment, ...]
    spans: list[SpanRow] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)

    @property
    def keys(self) -> list[str]:
        """What makes another article of the same import the same one."""
        if self.item.uid:
            return [f"uid {self.item.uid}"]
        # Articles without a text are not the same for that.
        found = [f"text {self.text_sha256}"] if self.item.article.text else []
        return [*found, f"source {self.source_sha256}"] if self.source_sha256 else found


_LABEL = attrgetter("label")


class Preparing:
    """Prepares the articles of one import; refusals are added to `report`, not raised."""

    def __init__(self, annotator: str, may_use: Callable[[str], bool], report: list[AnnotatorError]) -> None:
        self._annotator = annotator
        self._may_use = may_use
        self._report = report

    def prepare(self, item: NewArticle) -> Prepared | None:
        """The article as it can be stored, or None when it cannot."""
        text = item.article.text
        try:
            digest = item.text_sha256 or sha256(text.encode()).hexdigest()
        except UnicodeEncodeError:
            self._refuse("surrogate", item)
            return None
        if not text.strip() and not (item.uid or (item.source is not None and item.article.lines)):
            # With a source there is something to look at and to restore lines from; a record comes back as it was.
            self._refuse("no_text", item)
            return None
        segments = rows.segments_of(item.article)
        if not _lawful(segments, len(text)):
            self._refuse("segments", item)
            return None
        source_sha256 = item.source_sha256 or (item.source.sha256 if item.source else "")
        spans = self._sift(item, placing.Ground(text, segments)) if item.spans else []
        return Prepared(item, digest, source_sha256, segments, spans, set(map(_LABEL, spans)))

    def _sift(self, item: NewArticle, ground: placing.Ground) -> list[SpanRow]:
        spans = rows.rows_of(item.spans)
        if not (ground.holds(spans) and all(map(self._may_use, set(map(_LABEL, spans))))):
            spans = list(self._lawful(item, spans, ground))
        kept, refused = placing.sift(spans, annotator=self._annotator)
        for span, code, other in refused:
            self._refuse_span(code, item, span, other=other)
        return kept

    def _lawful(self, item: NewArticle, spans: list[SpanRow], ground: placing.Ground) -> Iterator[SpanRow]:
        """The spans without a fault; those that have one are refused."""
        for span in spans:
            fault = ground.fault(span.start, span.end, span.text)
            if fault is None and not self._may_use(span.label):
                fault = "label"
            if fault is None:
                yield span
            else:
                self._refuse_span(fault, item, span)

    def _refuse(self, code: str, item: NewArticle, **values: Any) -> None:
        self._report.append(AnnotatorError(f"import.{code}", article=item.name, **values))

    def _refuse_span(self, code: str, item: NewArticle, span: SpanRow, **values: Any) -> None:
        self._refuse(code, item, start=span.start, end=span.end, text=span.text, label=span.label, **values)


def _lawful(segments: tuple[Segment, ...], length: int) -> bool:
    """Whether segments are ordered, not empty, apart and inside the text."""
    at = 0
    for segment in segments:
        if not at <= segment.start < segment.end <= length:
            return False
        at = segment.end
    return True
