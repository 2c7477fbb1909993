"""Articles with their spans, for exports."""

from __future__ import annotations

import pytest

from annotator.project import operations
from annotator.project.marked import with_spans
from annotator.project.rows import row_of


@pytest.fixture
def articles(project, article, new_article):
    """Many articles: the first with nested marks of two annotators, one of them with a note; every third of the others
    with one mark."""
    added = operations.add_articles(project, (new_article(f"해솔은행 {number}호 소식") for number in range(50))).added
    for number in added[::3]:
        operations.add_span(project, number, 0, 4, "ORG")
    start = project.article(article).text.index("두루전자")
    operations.add_span(project, article, start, start + 2, "REGION", note="왜?")
    for annotator in ("나", "가"):
        operations.add_span(project, article, start, start + 4, "ORG", annotator=annotator)
    return [article, *added]


def test_every_article_comes_with_its_spans_in_their_order(project, articles):
    found = [(article.id, spans) for article, spans in with_spans(project, project.iter_articles())]
    assert found == [(number, list(map(row_of, project.spans(number)))) for number in articles]
    assert [span.annotator for span in found[0][1]] == ["가", "나", project.annotator]


def test_bare_spans_have_ends_and_label_and_those_with_a_note_are_whole(project, articles):
    whole = [span for _, spans in with_spans(project, project.iter_articles()) for span in spans]
    bare = [span for _, spans in with_spans(project, project.iter_articles(), bare=True) for span in spans]
    assert [span[:3] for span in bare] == [span[:3] for span in whole]
    assert [span for span in bare if span.note] == [span for span in whole if span.note]
    assert {span[3:] for span in bare if not span.note} == {("", "", "", "", 0)}


def test_long_articles_are_not_read_ahead(project, articles, new_article):
    operations.add_articles(project, [new_article(f"{number} " + "가나다 " * 60_000) for number in range(3)])
    read = []
    for article, _ in with_spans(project, (read.append(each.id) or each for each in project.iter_articles())):
        if len(article.text) > 200_000:
            assert read[-1] == article.id
    assert len(read) == len(articles) + 3
