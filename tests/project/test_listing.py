"""What the article list asks about spans."""

from __future__ import annotations

from annotator.article import Article
from annotator.project import NewArticle, listing, operations


def test_spans_are_counted_by_label(project, article, place):
    operations.add_spans(project, article, [(*place("두루전자"), "ORG"), (*place("해솔은행"), "ORG")])
    operations.add_span(project, article, *place("30억 원"), "NUMBER")
    assert listing.label_counts(project, article) == {"ORG": 2, "NUMBER": 1}
    assert listing.label_counts(project, 99) == {}


def test_ids_come_in_the_order_of_import(project, article, new_article):
    (other,) = operations.add_articles(project, [new_article("가온시 소식")]).added
    assert listing.article_ids(project) == [article, other]
    operations.remove_articles(project, [article])
    assert listing.article_ids(project) == [other]


def test_articles_are_found_by_a_label_they_have(project, article, new_article, place):
    operations.add_articles(project, [new_article("가온시 소식")])
    assert listing.articles_with(project, "ORG") == frozenset()
    operations.add_span(project, article, *place("두루전자"), "ORG")
    assert listing.articles_with(project, "ORG") == {article}
    operations.undo(project)
    assert listing.articles_with(project, "ORG") == frozenset()


def test_an_article_is_called_by_its_title_its_source_or_its_first_words(project, new_article):
    texts = ["\n  \n 가온시는 새 공장을 짓는다.\n둘째 줄", "가" * 41, "나" * 40]
    items = [NewArticle(None, Article(text, ()), uid=f"u{number}") for number, text in enumerate(texts)]
    operations.add_articles(project, [new_article("제목이 있는 글"), *items])
    names = [listing.called(project, row) for row in project.article_rows()]
    assert names == ["제목이 있는 글", "가온시는 새 공장을 짓는다.", "가" * 39 + "…", "나" * 40]
    row = project.article_rows()[1]
    assert listing.called(project, row._replace(source_name="a.txt")) == "a.txt"
    assert listing.called(project, row._replace(id=99)) == ""
