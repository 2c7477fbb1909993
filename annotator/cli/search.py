"""`annotator search`: the project by morphemes, each hit in its sentence."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from annotator.cli.commands import _json, _open, _project, group
from annotator.cli.output import as_json, counted, result, told
from annotator.cli.spoken import Count
from annotator.sentences import say

_CONTEXT = 24  # code points shown on each side of a hit


@group.command()
@_project
@click.argument("query", metavar="QUERY")
@click.option("--limit", type=Count(), default=20)
@_json
def search(path: Path, query: str, limit: int, json: bool) -> int:
    from annotator.morphology import encode, tokenize
    from annotator.project import Project, listing
    from annotator.project import search as searching

    def tokenise(texts: list[str]) -> list[bytes]:
        return [encode(tokens) for tokens in tokenize(texts)]

    with _open(path) as reader:
        place = reader.path
    # For writing, so that what is not searchable yet becomes so; when somebody else has it, as far as it is.
    with Project.open(place) as project:
        with counted() as progress:
            searching.update(project, tokenise, progress=lambda done, of: progress(done))
        missing = searching.missing(project)
        found = searching.find(project, searching.by_morphemes(query, tokenise))
        hits = list(islice(found, limit + 1))
        rows = {hit.article_id: project.article_row(hit.article_id) for hit in hits}
        titles = {number: listing.called(project, row) for number, row in rows.items()}
    shown, more = hits[:limit], len(hits) > limit
    if json:
        listed = [
            {"id": rows[hit.article_id].uid, "title": rows[hit.article_id].title, "start": hit.start, "end": hit.end}
            | {"text": hit.text, "before": hit.before, "after": hit.after}
            for hit in shown
        ]
        as_json({"query": query, "hits": listed, "more": more, "not_searched": missing})
    else:
        for hit in shown:
            title = titles[hit.article_id] or say("cli.untitled")
            result(f"{title}: {hit.before[-_CONTEXT:]}[{hit.text}]{hit.after[:_CONTEXT]}")
        told(say("cli.searched_more" if more else "cli.searched", count=len(shown)))
        if missing:
            told(say("cli.not_searched", count=missing))
    return 0
