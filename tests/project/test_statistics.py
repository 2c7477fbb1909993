"""Statistics of a project: what is counted, what is not, what comes first."""

from __future__ import annotations

from annotator.articles import Article, Role, Segment
from annotator.project import NewArticle, Project, operations
from annotator.project.statistics import statistics

TEXT = "두물군과 두루전자가 두물군에 모였다."


def add(project: Project, name: str) -> int:
    article = Article(TEXT, (Segment(0, len(TEXT), Role.BODY),))
    return operations.add_articles(project, [NewArticle(None, article, source_name=name)], force=True).added[0]


def mark(project: Project, article: int, form: str, label: str, nth: int = 0) -> None:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(form, start + 1)
    operations.add_span(project, article, start, start + len(form), label)


def test_spans_are_counted_by_label_form_day_and_annotator(project: Project) -> None:
    first = add(project, "a")
    mark(project, first, "두물군", "REGION")
    mark(project, first, "두물군", "ORG", 1)
    mark(project, first, "두루전자", "ORG")
    operations.set_state(project, first, "done")
    counts = statistics(project)
    assert (counts.articles, counts.done) == (1, 1)
    assert dict(counts.by_label) == {"ORG": 2, "POLICY": 0, "REGION": 1, "NUMBER": 0}
    assert [count for _, count in counts.by_day] == [3]
    assert counts.by_annotator == [(project.annotator, 3)]
    assert counts.forms == [("ORG", "두루전자", 1), ("ORG", "두물군", 1), ("REGION", "두물군", 1)]
    assert counts.conflicts == [("두물군", {"ORG": 1, "REGION": 1})]


def test_articles_taken_out_do_not_count(project: Project) -> None:
    first, second = add(project, "a"), add(project, "b")
    mark(project, first, "두물군", "REGION")
    mark(project, second, "두물군", "ORG")
    operations.remove_articles(project, [second])
    counts = statistics(project)
    assert counts.articles == 1
    assert counts.conflicts == []
    assert counts.forms == [("REGION", "두물군", 1)]


def test_the_most_frequent_come_first_and_only_so_many(project: Project) -> None:
    first, second = add(project, "a"), add(project, "b")
    for article in (first, second):
        mark(project, article, "두루전자", "ORG")
    mark(project, first, "두물군", "ORG")
    assert statistics(project, limit=1).forms == [("ORG", "두루전자", 2)]
