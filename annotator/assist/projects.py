"""Suggestions of a whole project: asked for, trained on what is marked in it, measured against it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, NamedTuple

from annotator.assist import records
from annotator.assist.crew import spread
from annotator.errors import AnnotatorError
from annotator.project import ArticleRow, Project, State, learning
from annotator.suggest.bulk import Knowledge, Unit, keep, suggest
from annotator.suggest.evaluation import FOLDS, Evaluation, HeldOut, Mark, evaluate
from annotator.suggest.readings import Reading, lessons, reading
from annotator.suggest.suggestion import Suggestion, stands_beside

Progress = Callable[[int], None]


def _nobody(_: int) -> None: ...


class Suggested(NamedTuple):
    """What is suggested in one article beside the marks it has, and how sure of it, 0 to 1, suggestions are."""

    article: ArticleRow
    suggestions: list[Suggestion]
    confidence: float


def suggestions(
    project: Project, articles: Iterable[ArticleRow] | None = None, *, progress: Progress = _nobody
) -> Iterator[Suggested]:
    """What is suggested in the articles given, by default the open ones, with what the project has taught.

    How sure suggestions are is kept in the project, for the order of its list. `progress` is told the code points done
    since. On all cores when there is much to do.
    """
    rows = [row for row in project.article_rows() if row.state == State.OPEN] if articles is None else articles
    knowledge = Knowledge.of(project)
    waiting: deque[list[tuple[ArticleRow, int, Reading]]] = deque()

    def units() -> Iterator[Unit]:
        for batch in _batches(project, rows):
            waiting.append(batch)
            yield Unit(knowledge, knowledge.digest, [one for _, _, one in batch])

    for answers in spread(suggest, units()):
        batch = waiting.popleft()
        sure = {(row.id, revision): found.confidence for (row, revision, _), found in zip(batch, answers, strict=True)}
        learning.keep_confidences(project, sure)
        for (row, _, _), found in zip(batch, answers, strict=True):
            spans = project.spans(row.id)
            standing = [each for each in found.suggestions if all(stands_beside(each, span) for span in spans)]
            yield Suggested(row, standing, found.confidence)
        progress(sum(len(one.text) for _, _, one in batch))


def _batches(project: Project, rows: Iterable[ArticleRow]) -> Iterator[list[tuple[ArticleRow, int, Reading]]]:
    batch: list[tuple[ArticleRow, int, Reading]] = []
    for row in rows:
        article = project.article(row.id)
        batch.append((row, article.revision, reading(project, article, project.spans(row.id))))
        if sum(len(one.text) for _, _, one in batch) >= records.UNIT:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Training:
    """What a training took in, and how good suggestions are on finished articles kept aside in turn."""

    articles: int
    sentences: int
    base: Evaluation
    learnt: Evaluation


def train(project: Project, *, progress: Progress = _nobody) -> Training:
    """Learns from everything finished or marked in a project, keeps the model in it, and measures it.

    `progress` is told the steps done since, of `steps`. Raises suggest.too_few, project.locked, project.read_only.
    """
    from annotator.suggest.learner import LEAST
    from annotator.suggest.suggester import Suggester

    with project.transaction():
        pass  # a project that cannot be written is refused before the work, not after it
    suggester = Suggester.load(labels=[label.key for label in project.labels()])
    taught = 0
    for one in lessons(project):
        suggester.learn([one.example()], train=False)
        taught += 1
        progress(1)
    if not suggester.learner.train():
        raise AnnotatorError("suggest.too_few", count=suggester.learner.sentences, least=LEAST)
    progress(1)
    found = HeldOut()
    for fold in range(FOLDS):
        found += suggester.held_out(fold)
        progress(1)
    base, learnt = found.scores()
    sentences = suggester.learner.sentences
    keep(project, suggester.learner.save(), taught, sentences, found)
    return Training(taught, sentences, base, learnt)


def steps(project: Project) -> int:
    """How many steps `train` tells its progress in, at most."""
    return len(project.article_rows()) + 1 + FOLDS


def evaluate_project(project: Project, *, progress: Progress = _nobody) -> tuple[int, Evaluation]:
    """What ships against the marks of the finished articles: how many those are, and the scores.

    What was learnt from the same articles is left out: it would be tried on what it has seen. `progress` is told the
    code points done since. Raises suggest.nothing_finished.
    """
    rows = [row for row in project.article_rows() if row.state == State.DONE]
    if not rows:
        raise AnnotatorError("suggest.nothing_finished", name=project.name)
    labels = tuple(label.key for label in project.labels())

    def texts() -> Iterator[Reading]:
        for row in rows:
            one = reading(project, project.article(row.id), project.spans(row.id))
            yield replace(one, rejected=())

    return len(rows), _against(texts(), Knowledge(labels), progress)


def evaluate_records(
    file: BinaryIO,
    name: str,
    knowledge: Knowledge,
    *,
    tell: Callable[[AnnotatorError], None],
    progress: Progress = _nobody,
) -> tuple[int, Evaluation]:
    """Suggestions against the `spans` of a JSONL file's records: how many records those are, and the scores."""
    count = 0

    def texts() -> Iterator[Reading]:
        nonlocal count
        for place, record in records.read(file, name, tell):
            try:
                gold = record.gold(place)
            except AnnotatorError as error:
                tell(error)
                continue
            count += 1
            yield replace(record.reading, marks=gold)

    found = _against(texts(), knowledge, progress)
    return count, found


def _against(texts: Iterator[Reading], knowledge: Knowledge, progress: Progress) -> Evaluation:
    gold: list[list[Mark]] = []
    predicted: list[list[Mark]] = []

    def units() -> Iterator[Unit]:
        batch: list[Reading] = []
        for one in texts:
            gold.append(list(one.marks))
            batch.append(one)
            if sum(len(each.text) for each in batch) >= records.UNIT:
                yield Unit(knowledge, knowledge.digest, batch)
                batch = []
        if batch:
            yield Unit(knowledge, knowledge.digest, batch)

    for answers in spread(suggest, units()):
        predicted += [[(s.start, s.end, s.label) for s in found.suggestions] for found in answers]
        progress(len(answers))
    return evaluate(gold, predicted)
