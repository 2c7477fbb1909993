"""The rows of the article list: what each says, and how they follow the work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.article import Article
from annotator.project import NewArticle, operations
from annotator.ui.article_model import COUNTS

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(driver: Any) -> list[str]:
    """What a screen reader reads of the rows."""
    model = driver.window.articles.model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


def current(driver: Any) -> int:
    return int(driver.window.articles.list.currentIndex().row())


def test_every_article_has_a_row_in_the_order_of_import(news: Any) -> None:
    assert [text.split(",")[0] for text in shown(news)] == ["가온시 새 소식", "두물군 이웃 소식"]


def test_an_article_without_a_title_is_called_by_its_first_words(news: Any, tmp_path: Path) -> None:
    file = tmp_path / "doccano.jsonl"
    file.write_text('{"text": "해솔은행은 창구를 늘린다.", "label": [[0, 4, "ORG"]]}\n', encoding="utf-8")
    news.program.transfer.import_paths([file])
    news.settle()
    assert shown(news)[-1] == "해솔은행은 창구를 늘린다., 표시 1, 기관 1"


def test_a_row_counts_its_marks(news: Any) -> None:
    assert shown(news)[0] == "가온시 새 소식, 아직 표시 없음"
    news.click("은하제철")
    assert shown(news)[0] == "가온시 새 소식, 표시 1, 기관 1"
    news.undo()
    assert shown(news)[0] == "가온시 새 소식, 아직 표시 없음"


def test_a_row_counts_its_marks_by_label(news: Any) -> None:
    news.click("은하제철")
    news.key(Key.Key_3)
    news.click(news.find("가온시", 1)[0])
    model = news.window.articles.model
    assert [(label.key, count) for label, count in model.data(model.index(0), COUNTS)] == [("ORG", 1), ("REGION", 1)]
    news.key(Key.Key_PageDown, CONTROL)
    assert [(label.key, count) for label, count in model.data(model.index(0), COUNTS)] == [("ORG", 1), ("REGION", 1)]
    assert model.data(model.index(1), COUNTS) == []
    news.key(Key.Key_PageUp, CONTROL)
    news.undo()
    assert [label.key for label, _ in model.data(model.index(0), COUNTS)] == ["ORG"]


def test_a_row_says_when_its_article_is_done(news: Any) -> None:
    first = news.session.article.id
    news.key(Key.Key_Return, CONTROL)
    assert shown(news)[0] == "가온시 새 소식, ✓ 완료"
    assert news.session.article.id != first


def test_a_mark_costs_no_look_at_the_whole_project(news: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a click read the whole project")

    monkeypatch.setattr(type(news.session.project), "progress", refuse)
    monkeypatch.setattr(type(news.session.project), "article_rows", refuse)
    news.click("은하제철")
    news.undo()
    assert news.marks() == []


def test_many_articles_that_change_at_once_are_read_at_once(news: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    project = news.session.project
    more = [NewArticle(None, Article(f"{n}번째 글이다.", (), title=f"{n}번째"), uid=f"n{n}") for n in range(60)]
    news.session.do(operations.add_articles, more)
    model, told = news.window.articles.model, []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    monkeypatch.setattr(type(project), "article_row", lambda *_: pytest.fail("read one by one"))
    news.session.do(operations.set_states, news.session.listed[2:], "done")
    assert (model.done, told) == (60, [(0, 61)])
    assert [text.endswith("✓ 완료") for text in shown(news)] == [False] * 2 + [True] * 60


def test_a_removed_article_leaves_the_list(news: Any) -> None:
    news.window.actions_.remove_article.trigger()
    assert [text.split(",")[0] for text in shown(news)] == ["두물군 이웃 소식"]
    assert news.session.article.title == "두물군 이웃 소식"
    assert current(news) == 0


def test_an_empty_project_has_an_empty_list(article: Any) -> None:
    driver = article()
    assert shown(driver) == []


def test_another_project_has_another_list(news: Any, project_file: Any) -> None:
    news.program.open(project_file("솔내시 소식\n\n단비식품은 왔다.", name="another"))
    assert [text.split(",")[0] for text in shown(news)] == ["솔내시 소식"]


# -- how a row is drawn


def test_an_article_without_a_title_shows_its_source(start: Any, tmp_path: Any, labels: Any) -> None:
    from annotator.article import Article
    from annotator.project import NewArticle, Project

    path = tmp_path / "untitled.annotator"
    with Project.create(path, labels) as project:
        operations.add_articles(project, [NewArticle(None, Article("은하제철은 왔다.", ()), source_name="쪽지.txt")])
    assert shown(start(path)) == ["쪽지.txt, 아직 표시 없음"]
