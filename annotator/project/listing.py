"""Which articles there are, and which of them answer a question about their spans, without reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.project.project import Project
    from annotator.project.rows import ArticleRow

# Code points of a text's first line that stand for a title, and how far it is looked for.
_LONGEST, _READ = 40, 400


def article_ids(project: Project) -> list[int]:
    """The live articles in the order of import."""
    return [number for (number,) in project._rows("SELECT id FROM articles WHERE live = 1 ORDER BY id")]


def called(project: Project, row: ArticleRow) -> str:
    """What an article is called: its title, else its source's name, else how its text begins; "" if it is empty."""
    if row.title or row.source_name:
        return row.title or row.source_name
    beginning = (
        "SELECT substr(t.text, 1, ?) FROM texts t JOIN articles a ON a.id = t.article_id AND a.revision = t.revision "
        "WHERE a.id = ?"
    )
    text = next((text for (text,) in project._rows(beginning, (_READ, row.id))), "")
    line = next((line for line in map(str.strip, text.split("\n")) if line), "")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def label_counts(project: Project, article_id: int) -> dict[str, int]:
    """How many spans an article has by label key; labels without one are not there."""
    return dict(project._rows("SELECT label, count(*) FROM spans WHERE article_id = ? GROUP BY label", (article_id,)))


def articles_with(project: Project, label: str) -> frozenset[int]:
    """The articles, taken out ones among them, that have a span under a label."""
    found = project._rows("SELECT DISTINCT article_id FROM spans WHERE label = ?", (label,))
    return frozenset(number for (number,) in found)


def articles_since(project: Project, at: str) -> frozenset[int]:
    """The articles, taken out ones among them, worked on at or after `at` (UTC, `2026-11-01T09:30:00`).

    That is: a span made or changed, or the state, the note or the text changed.
    """
    # Stored times go on with milliseconds and Z after these 19 characters, so that comparing them as they are is right.
    found = project._rows(
        "SELECT article_id FROM spans WHERE updated_at >= ? "
        "UNION SELECT article_id FROM operations WHERE at >= ? AND article_id IS NOT NULL",
        (at, at),
    )
    return frozenset(number for (number,) in found)


def annotators(project: Project) -> list[str]:
    """Who has marked anything in the project, by name."""
    return [name for (name,) in project._rows("SELECT DISTINCT annotator FROM spans ORDER BY annotator")]
