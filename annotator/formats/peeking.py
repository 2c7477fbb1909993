"""The first record of a file as an import would take it, before anything comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.registry import for_path, get
from annotator.project import NewArticle

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Peek:
    """The format's `name` ("" for a page, or what is of no known format), its first record, what is said of it."""

    name: str
    article: NewArticle | None = None
    problems: list[AnnotatorError] = field(default_factory=list)


def peek(path: Path, name: str = AUTO, options: Options = DEFAULTS) -> Peek:
    """Reads no further than the first record that can be taken; nothing is raised."""
    problems: list[AnnotatorError] = []
    form = None
    try:
        form = for_path(path) if name == AUTO else get(name)
        if form is None:
            return Peek("")
        form.counts_in(options, reading=True)
        article = next(iter(form.read(path, options=options, problem=problems.append)), None)
    except AnnotatorError as error:
        return Peek(form.NAME if form else "", None, [*problems, error])
    return Peek(form.NAME, article, problems)
