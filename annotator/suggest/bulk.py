"""Many texts at once: what a worker is sent, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from annotator.project import Project, learning, state
from annotator.project.learning import ALL, Measured
from annotator.suggest.evaluation import HeldOut, Way
from annotator.suggest.readings import Reading
from annotator.suggest.suggestion import Suggestion

if TYPE_CHECKING:
    from annotator.suggest.suggester import Suggester

NEWS = ("ORG", "POLICY", "REGION", "NUMBER")


@dataclass(frozen=True)
class Knowledge:
    """What suggestions stand on besides what ships: a project's labels, the model learnt from it, its names."""

    labels: tuple[str, ...] = NEWS
    model: bytes = b""
    way: Way = Way.SIFTED
    names: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project) -> Knowledge:
        model, about = learning.learnt(project)
        way = Way(about["way"]) if about.get("way") in set(Way) else Way.SIFTED
        return cls(tuple(label.key for label in project.labels()), model, way, learning.names(project))

    @cached_property
    def digest(self) -> str:
        return sha256(repr((self.labels, self.way, sorted(self.names.items()))).encode() + self.model).hexdigest()

    def suggester(self) -> Suggester:
        """Raises AnnotatorError("suggest.damaged"), ("suggest.learnt") when the model was made for other labels."""
        from annotator.suggest.suggester import Suggester

        made = Suggester.load(labels=self.labels)
        made.way = self.way
        if self.model:
            made.learner.restore(self.model)
        for article, names in self.names.items():
            made.names.put(article, names)
        return made


def keep(project: Project, model: bytes, articles: int, sentences: int, found: HeldOut) -> None:
    """Keeps a learnt model in the project, the way it is used, and how good it is beside the earlier measurements."""
    earlier = [asdict(point) for point in learning.measured(project)]
    rates = [{**{key: score.rates for key, score in one.exact.items()}, ALL: one.total.rates} for one in found.scores()]
    point = asdict(Measured(state.now(), articles, sentences, *rates))
    learning.keep_learnt(project, model, {"way": found.best(), "measured": [*earlier, point][-_POINTS:]})


# Measurements kept: a curve of this many points says how learning goes.
_POINTS = 50


class Found(NamedTuple):
    """The suggestions of one text, and how sure they are on the whole (see `Suggester.confidence`)."""

    suggestions: list[Suggestion]
    confidence: float


class Unit(NamedTuple):
    """Some texts, and what to read them with."""

    knowledge: Knowledge
    digest: str
    readings: list[Reading]


def suggest(unit: Unit) -> list[Found]:
    """The work of a worker: the suggestions of each text, in order."""
    if not _kept or _kept[0][0] != unit.digest:
        _kept[:] = [(unit.digest, unit.knowledge.suggester())]
    suggester = _kept[0][1]
    return [Found(*suggester.look(one.text, one.decoded(), one.segments, one.rejected)) for one in unit.readings]


_kept: list[tuple[str, Suggester]] = []
