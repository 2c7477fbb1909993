"""What the suggester says of a project's open articles, for an export that carries suggestions beside the marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotator.formats import Options, Suggested
from annotator.jobs import InlineJobs, InlineWorker, Jobs
from annotator.morphology import chunks
from annotator.project import Project, StoredArticle
from annotator.span import Span
from annotator.suggest.bulk import Knowledge
from annotator.suggest.readings import Reading, reading
from annotator.suggest.service import SuggestService
from annotator.suggest.suggestion import stands_beside


def with_suggestions(
    options: Options,
    project: Project,
    jobs: Jobs | None = None,
    service: SuggestService | None = None,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Options:
    """`options` with suggestions as the window would show them: for open articles, beside the marks there are.

    What the project has kept of its learning counts. `jobs` cut the text into tokens where none are cached, `service`
    suggests; both do so in this process unless a window gives its own. Raises suggest.damaged.
    """
    jobs = jobs or InlineJobs()
    if service is None:
        service = SuggestService(InlineWorker())
        service.open(str(project.path), [label.key for label in project.labels()])
        service.know(Knowledge.of(project)).result()
    asked = service

    def suggest(article: StoredArticle) -> list[Suggested]:
        if article.state == "done" or cancelled():
            return []
        spans = project.spans(article.id)
        found = asked.suggest(_whole(project, article, jobs, spans)).result().suggestions
        return [
            Suggested(each.start, each.end, each.label, each.score, each.said_by)
            for each in found
            if all(stands_beside(each, span) for span in spans)
        ]

    return replace(options, suggestions=suggest)


def _whole(project: Project, article: StoredArticle, jobs: Jobs, spans: Iterable[Span]) -> Reading:
    """A reading with all its tokens; those that are not cached are made, and not kept."""
    found = reading(project, article, spans)
    missing = [bounds for bounds in chunks(article.text) if bounds not in found.tokens]
    if not missing:
        return found
    made = jobs.tokenize([article.text[start:end] for start, end in missing]).result()
    return replace(found, tokens={**found.tokens, **dict(zip(missing, made, strict=True))})
