"""The suggester in a process of its own: what a window asks of it, as futures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from annotator.suggest.bulk import Knowledge
from annotator.suggest.evaluation import FOLDS, HeldOut
from annotator.suggest.readings import Reading
from annotator.suggest.suggestion import Suggestion

if TYPE_CHECKING:
    from annotator.suggest.suggester import Suggester

_AT_ONCE = 200  # articles whose names are told together


@dataclass(frozen=True, slots=True)
class Answer:
    """Suggestions, and how many articles the worker has learnt from: fewer than it was taught, and it was replaced."""

    suggestions: list[Suggestion] = field(default_factory=list)
    known: int = 0


@dataclass(frozen=True, slots=True)
class Studied:
    """What a full training made: the model to be kept, of how many articles and sentences, and how good it is."""

    model: bytes
    articles: int
    sentences: int
    held_out: HeldOut


class Lane(Protocol):
    """Where the work is done: `annotator.jobs.Worker`, or at once in tests."""

    def submit(self, work: Any, units: Sequence[Any], finish: Any = list, *, urgent: bool = False) -> Future[Any]: ...

    def close(self) -> None: ...


class SuggestService:
    """One project's suggester. Everything it is asked is done in order, suggestions and names before learning."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._project = ""
        self._labels: tuple[str, ...] = ()

    def open(self, project: str, labels: Iterable[str]) -> None:
        """From now on about this project; what was learnt of another one is forgotten."""
        self._project, self._labels = project, tuple(labels)

    def know(self, knowledge: Knowledge) -> Future[bool]:
        """What the project has kept from earlier; False when its model is none for these labels."""
        names = list(knowledge.names.items())
        # In parts: packing all at once would hold the interpreter's lock, and the window, for as long as it takes.
        parts = [dict(names[at : at + _AT_ONCE]) for at in range(0, len(names), _AT_ONCE)] or [{}]
        told = [replace(knowledge, names=part, model=b"") for part in parts[:-1]]
        units = [(self._project, self._labels, part) for part in (*told, replace(knowledge, names=parts[-1]))]
        return self._lane.submit(_know, units, _only_last, urgent=True)

    def suggest(self, reading: Reading) -> Future[Answer]:
        return self._ask(_suggest, reading, urgent=True)

    def confirm(self, names: Mapping[str, Sequence[tuple[str, str]]]) -> Future[None]:
        """The names marked in some articles as they are now, (surface, label) each; known everywhere at once."""
        return self._ask(_confirm, names, urgent=True)

    def learn(self, readings: Sequence[Reading], *, train: bool = True, gone: Iterable[str] = ()) -> Future[int]:
        """Teaches articles, quickly; the number of articles the worker knows afterwards. `gone` teach no longer."""
        return self._ask(_learn, (list(readings), train, tuple(gone)))

    def study(self) -> Future[Studied | None]:
        """Trains in full and measures on articles kept aside, in steps that suggestions overtake; takes the way that
        suggests best. None when too little was taught."""
        units = [(self._project, self._labels, step) for step in (None, *range(FOLDS), HeldOut())]
        return self._lane.submit(_study, units, _only_last)

    def sure(self, readings: Sequence[Reading]) -> Future[list[float]]:
        """How sure suggestions are of each article, 0 to 1."""
        units = [(self._project, self._labels, reading) for reading in readings]
        return self._lane.submit(_sure, units)

    def close(self) -> None:
        self._lane.close()

    def _ask(self, work: Any, asked: Any, *, urgent: bool = False) -> Future[Any]:
        return self._lane.submit(work, [(self._project, self._labels, asked)], _only_last, urgent=urgent)


def _only_last(results: list[Any]) -> Any:
    return results[-1]


# -- in the worker


@dataclass(slots=True)
class _Kept:
    """The suggester of the project that was asked about last, and the articles it was taught."""

    project: str
    labels: tuple[str, ...]
    suggester: Suggester
    taught: set[str] = field(default_factory=set)
    measured: HeldOut = field(default_factory=HeldOut)


_kept: list[_Kept] = []
_Asked = tuple[str, tuple[str, ...], Any]


def _of(asked: _Asked) -> _Kept:
    from annotator.suggest.suggester import Suggester

    project, labels, _ = asked
    if not _kept or (_kept[0].project, _kept[0].labels) != (project, labels):
        _kept[:] = [_Kept(project, labels, Suggester.load(labels=labels))]
    return _kept[0]


def _know(asked: _Asked) -> bool:
    from annotator.errors import AnnotatorError

    suggester, knowledge = _of(asked).suggester, asked[2]
    for article, names in knowledge.names.items():
        suggester.names.put(article, names)
    suggester.way = knowledge.way
    if not knowledge.model:
        return False
    try:
        suggester.learner.restore(knowledge.model)
    except AnnotatorError:
        return False  # made for other labels, or damaged: what is taught next makes another
    return True


def _suggest(asked: _Asked) -> Answer:
    kept, reading = _of(asked), asked[2]
    found = kept.suggester.suggest(reading.text, reading.decoded(), reading.segments, rejected=list(reading.rejected))
    return Answer(found, len(kept.taught))


def _confirm(asked: _Asked) -> None:
    suggester = _of(asked).suggester
    for article, names in asked[2].items():
        suggester.names.put(article, names)


def _learn(asked: _Asked) -> int:
    kept = _of(asked)
    readings, train, gone = asked[2]
    kept.suggester.forget(gone)
    kept.taught.difference_update(gone)
    kept.suggester.learn([reading.example() for reading in readings], train=train)
    kept.taught.update(reading.key for reading in readings)
    return len(kept.taught)


def _study(asked: _Asked) -> Studied | None:
    """One step: training, a fold, or the end."""
    kept, step = _of(asked), asked[2]
    suggester = kept.suggester
    if step is None:
        kept.measured = HeldOut()
        suggester.learner.train()
    elif not suggester.learner.ready:
        return None
    elif isinstance(step, int):
        kept.measured += suggester.held_out(step)
    else:
        suggester.way = kept.measured.best()
        learner = suggester.learner
        return Studied(learner.save(), len(kept.taught), learner.sentences, kept.measured)
    return None


def _sure(asked: _Asked) -> float:
    kept, reading = _of(asked), asked[2]
    return kept.suggester.look(reading.text, reading.decoded(), reading.segments)[1]
