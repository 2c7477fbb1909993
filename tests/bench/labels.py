"""What the label set and the boundary check cost in a project of many spans: counting a form, renaming, merging, undo.

python tests/bench/labels.py [--articles 10000] [--spans 30]
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.article import Article
from annotator.labels import load_preset
from annotator.paths import resource
from annotator.project import NewArticle, Project, operations
from annotator.project.forms import label_counts
from annotator.span import Span

FORMS = [f"기관{number}" for number in range(3_000)]
FREQUENT = "가람시"  # a tenth of all spans, under three labels


def articles(count: int, spans: int) -> Iterator[NewArticle]:
    chance = random.Random(1)
    for number in range(count):
        words, marks, position = [], [], 0
        for place in range(spans):
            form = chance.choice(FORMS) if place % 10 else FREQUENT
            label = "ORG" if place % 10 else chance.choice(["ORG", "REGION", "POLICY"])
            marks.append(Span(position, position + len(form), label, form, "분석가 1"))
            words.append(form)
            position += len(form) + 1
        yield NewArticle(None, Article(" ".join(words), ()), marks, uid=f"article-{number}")


def timed(name: str, act: Callable[[], object], times: int = 1) -> None:
    """Wall and, since a busy machine says little by the wall, CPU time, in ms."""
    wall, cpu = [], []
    for _ in range(times):
        start, begun = time.perf_counter(), time.process_time()
        act()
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - begun) * 1000)
    middle, most = times // 2, int(times * 0.95)
    wall.sort()
    cpu.sort()
    print(f"{name:28} wall {wall[middle]:9.2f}, p95 {wall[most]:9.2f}   CPU {cpu[middle]:9.2f}, p95 {cpu[most]:9.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--spans", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with Project.create(Path(folder) / "a.annotator", load_preset(resource("labels", "news.toml"))) as project:
            timed("import", lambda: operations.add_articles(project, articles(asked.articles, asked.spans)))
            print(
                f"{asked.articles * asked.spans:,} spans, {FREQUENT}: {sum(label_counts(project, FREQUENT).values()):,}"
            )
            chance = random.Random(2)
            timed("labels of a frequent form", lambda: label_counts(project, FREQUENT), 100)
            timed("labels of another form", lambda: label_counts(project, chance.choice(FORMS)), 1_000)
            renamed = replace(project.labels()["ORG"], key="BODY")
            timed("rename ORG with its spans", lambda: operations.change_label(project, "ORG", renamed))
            timed("undo", lambda: operations.undo(project))
            timed("merge ORG into REGION", lambda: operations.merge_labels(project, "ORG", "REGION"))
            timed("undo", lambda: operations.undo(project))
            red = replace(project.labels()["ORG"], colour="#be123c")
            timed("another colour", lambda: operations.change_label(project, "ORG", red))


if __name__ == "__main__":
    main()
