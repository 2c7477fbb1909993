"""Marking many places at once, in many articles, as one step of the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import AnnotatorError
from annotator.project import operations
from annotator.project.changes import Area, Changes, Kind
from annotator.project.placing import Ground
from annotator.span import Span, contains, cross

if TYPE_CHECKING:
    from annotator.project.project import Project


class Place(NamedTuple):
    """`text` as it was found at `[start, end)` of an article, code points."""

    article_id: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of it: `made` places have a mark now; `inside` a mark or `crossing` one were left; `other` were left
    because they cannot be marked (they run over a paragraph's edge, overlap another place, or the text has changed).
    `there` had the mark already. `changes` is None when nothing was made."""

    changes: Changes | None
    made: int = 0
    inside: int = 0
    crossing: int = 0
    there: int = 0
    other: int = 0


def mark(
    project: Project,
    places: Iterable[Place],
    label: str,
    *,
    group: str | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Marked:
    """Marks `places` with `label`, one transaction, one step for undo; what may not be is counted, not raised.

    A mark with the same ends stays as it is, whatever its label. Raises span.label, project.read_only, project.locked.
    """
    group = group or operations.new_group()
    counts = dict.fromkeys(("made", "inside", "crossing", "there", "other"), 0)
    done: list[Changes] = []
    with project.transaction():
        for number, (article_id, some) in enumerate(groupby(sorted(set(places)), key=lambda place: place.article_id)):
            progress(number)
            marks = _sift(project, article_id, list(some), counts)
            if marks:
                bounds = [(start, end, label) for start, end in marks]
                done.append(operations.add_spans(project, article_id, bounds, group=group))
                counts["made"] += len(marks)
    return Marked(_together(done, counts["made"]), **counts)


def _sift(project: Project, article_id: int, places: Sequence[Place], counts: dict[str, int]) -> list[tuple[int, int]]:
    """The places that can be marked; the others are counted."""
    try:
        article = project.article(article_id)
    except AnnotatorError:
        counts["other"] += len(places)
        return []
    ground = Ground(article.text, article.segments)
    # Only one annotator's marks are in each other's way; to run into anybody's is still for the eye to decide.
    spans = project.spans(article_id)
    kept: list[tuple[int, int]] = []
    for place in places:
        bounds = (place.start, place.end)
        why = _obstacle(bounds, spans)
        if why is None and (ground.fault(*bounds, place.text) is not None or (kept and bounds[0] < kept[-1][1])):
            why = "other"
        if why is None:
            kept.append(bounds)
        else:
            counts[why] += 1
    return kept


def _obstacle(bounds: tuple[int, int], spans: Iterable[Span]) -> str | None:
    found = None
    for span in spans:
        if span.start >= bounds[1]:
            break
        if span.bounds == bounds:
            return "there"
        if cross(span.bounds, bounds):
            found = "crossing"
        elif contains(span.bounds, bounds):
            found = found or "inside"
    return found


def _together(done: Sequence[Changes], made: int) -> Changes | None:
    if not done:
        return None
    return Changes(
        Kind.ADD_SPANS,
        articles=frozenset().union(*(each.articles for each in done)),
        spans=frozenset().union(*(each.spans for each in done)),
        areas=frozenset({Area.SPANS}),
        values=dict(done[0].values) | {"count": made},
        focus=done[0].focus,
    )
