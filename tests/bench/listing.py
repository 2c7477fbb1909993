"""How the article list stands with 100,000 articles: opened, filtered, sorted, scrolled, drawn off screen.

QT_QPA_PLATFORM=offscreen python tests/bench/listing.py [--articles 100000]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.article import Article
from annotator.jobs import Jobs
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations
from annotator.ui import app
from annotator.ui.article_order import Show, Sort
from annotator.ui.preferences import Preferences


def make(path: Path, count: int) -> None:
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as project:
        texts = (f"두물군 소식 {n * 7919 % count}호\n길을 걷는다." for n in range(count))
        articles = (
            Article(text, (), title=text.split("\n")[0], published_at=f"2024-0{n % 9 + 1}-02")
            for n, text in enumerate(texts)
        )
        operations.add_articles(project, (NewArticle(None, article, uid=f"a{n}") for n, article in enumerate(articles)))


def timed(name: str, work: Callable[[], object]) -> None:
    begin = time.process_time()
    work()
    QApplication.processEvents()
    print(f"{name:<34}{(time.process_time() - begin) * 1e3:>9.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    arguments = parser.parse_args()
    application = app.make_application(["annotator"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.annotator"
        make(path, arguments.articles)
        program = app.Program(application, Preferences(Path(folder) / "annotator.ini"), Jobs())
        program.window.resize(1360, 860)
        program.window.show()
        articles = program.window.articles
        timed("open the project", lambda: program.open(path))
        timed("unfinished alone", lambda: articles.filter.show_only(Show.OPEN))
        timed("by title", lambda: articles.filter.sort_by(Sort.TITLE))
        timed("titles with a text", lambda: articles.filter.field.setText("소식 77"))
        timed("all again", articles.filter.reset)
        timed("the next article", lambda: program.session.step(1))
        timed("done, the next one", program.window.commands.done_and_next)
        bar = articles.list.verticalScrollBar()
        steps: list[float] = []
        for step in range(200):
            begin = time.process_time()
            bar.setValue(bar.maximum() * step // 200)
            articles.list.viewport().grab()
            steps.append((time.process_time() - begin) * 1e3)
        steps.sort()
        print(f"{'a scroll step, drawn':<34}{steps[100]:>9.1f} ms, p95 {steps[190]:.1f} ms")
        program.window.close()
        program.close()


if __name__ == "__main__":
    main()
