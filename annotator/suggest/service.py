"""The suggester in a process of its own: what a window asks of it, as futures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from annotator.suggest.readings import Bounds, Reading
from annotator.suggest.suggestion import Suggestion

if TYPE_CHECKING:
    from annotator.suggest.suggester import Suggester


@dataclass(frozen=True, slots=True)
class Answer:
    """Suggestions, and how many articles the worker has learnt from: fewer than it was taught, and it was replaced."""

    suggestions: list[Suggestion] = field(default_factory=list)
    known: int = 0


class Lane(Protocol):
    """Where the work is done: `annotator.jobs.Worker`, or at once in tests."""

    def submit(self, work: Any, units: Sequence[Any], finish: Any = list, *, urgent: bool = False) -> Future[Any]: ...

    def close(self) -> None: ...


class SuggestService:
    """One project's suggester. Everything it is asked is done in order, suggestions before learning."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._project = ""
        self._labels: tuple[str, ...] = ()

    def open(self, project: str, labels: Iterable[str]) -> None:
        """From now on about this project; what was learnt of another one is forgotten."""
        self._project, self._labels = project, tuple(labels)

    def suggest(self, reading: Reading) -> Future[Answer]:
        return self._lane.submit(_suggest, [(self._project, self._labels, reading)], _only, urgent=True)

    def learn(self, readings: Sequence[Reading], *, full: bool = False) -> Future[int]:
        """Teaches articles; the number of articles the worker knows afterwards."""
        return self._lane.submit(_learn, [(self._project, self._labels, list(readings), full)], _only)

    def close(self) -> None:
        self._lane.close()


def _only(results: list[Any]) -> Any:
    return results[0]


# -- in the worker


@dataclass(slots=True)
class _Kept:
    """The suggester of the project that was asked about last, and the articles it was taught."""

    project: str
    labels: tuple[str, ...]
    suggester: Suggester
    taught: set[str] = field(default_factory=set)


_kept: list[_Kept] = []


def _of(project: str, labels: tuple[str, ...]) -> _Kept:
    from annotator.suggest.suggester import Suggester

    if not _kept or (_kept[0].project, _kept[0].labels) != (project, labels):
        _kept[:] = [_Kept(project, labels, Suggester.load(labels=labels))]
    return _kept[0]


def _suggest(request: tuple[str, tuple[str, ...], Reading]) -> Answer:
    project, labels, reading = request
    kept = _of(project, labels)
    found = kept.suggester.suggest(reading.text, reading.decoded(), reading.segments, rejected=list(reading.rejected))
    return Answer(found, len(kept.taught))


def _learn(request: tuple[str, tuple[str, ...], list[Reading], bool]) -> int:
    project, labels, readings, full = request
    kept = _of(project, labels)
    kept.suggester.learn([reading.example() for reading in readings], full=full)
    kept.taught.update(reading.key for reading in readings)
    return len(kept.taught)


def moved(suggestion: Suggestion, text: str, bounds: Bounds) -> Suggestion:
    """The suggestion with other ends."""
    return replace(suggestion, start=bounds[0], end=bounds[1], text=text[bounds[0] : bounds[1]])
