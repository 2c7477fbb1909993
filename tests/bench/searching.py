"""How fast a project is searched: the index made, hits of rare and frequent words, letters, and places of a form.

The articles are made here (`made_articles`). Tokens are Kiwi's for the first articles and repeated, since the time
of the tokenizer is not what is measured: `index` reads them from the cache.

Times are the processor's, so that whatever else runs on the machine does not count.

    python tests/bench/searching.py [--articles 10000] [--folder DIR]
"""

from __future__ import annotations

import argparse
import itertools
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from made_articles import made_articles

from annotator.labels import load_preset
from annotator.morphology import chunks, encode, tokenize, tokenizer_version
from annotator.paths import resource as own_file
from annotator.project import NewArticle, Project, operations, search

_DIFFERENT = 500
_QUERIES = ("두루전자", "도심숲조성계획", "개편하다", "이끌다", "공사", "두루전자 가온시", '"가온시 소식"', "517")


def tokenise(texts: list[str]) -> list[bytes]:
    return [encode(tokens) for tokens in tokenize(texts)]


def make(path: Path, count: int) -> Project:
    project = Project.create(path, load_preset(own_file("labels", "news.toml")))
    different = list(made_articles(_DIFFERENT))
    tokens = [{(a, b): tokenise([m.article.text[a:b]])[0] for a, b in chunks(m.article.text)} for m in different]
    repeated = zip(range(count), itertools.cycle(different), strict=False)
    items = (NewArticle(None, m.article, m.spans, uid=f"made-{n:06d}") for n, m in repeated)
    added = operations.add_articles(project, items).added
    with project.transaction():
        for number, found in zip(added, itertools.cycle(tokens), strict=False):
            project.put_tokens(number, 1, tokenizer_version(), found)
    return project


def timed(hits: Iterator[search.Hit], most: int) -> tuple[float, float, int]:
    """Seconds to the first hit and to `most` of them, and how many there were."""
    begin = time.process_time()
    first = 0.0
    count = 0
    for _ in itertools.islice(hits, most):
        first = first or time.process_time() - begin
        count += 1
    return first, time.process_time() - begin, count


def report(name: str, rounds: list[tuple[float, float, int]]) -> None:
    first, whole = (statistics.median(each[n] for each in rounds) * 1e3 for n in (0, 1))
    print(f"{name:<34}{first:>9.1f} ms to the first{whole:>10.1f} ms for {rounds[0][2]:,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--most", type=int, default=200, help="hits of a page")
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        with make(Path(folder) / "made.annotator", arguments.articles) as project:
            project.checkpoint()
            size = project.path.stat().st_size
            begin = time.process_time()
            search.update(project, tokenise)
            took = time.process_time() - begin
            project.checkpoint()
            grown = (project.path.stat().st_size - size) / 2**20
            print(f"index: {took:.1f} s, {took / arguments.articles * 1e3:.2f} ms an article, {grown:.1f} MiB")
            begin = time.process_time()
            search.missing(project)
            print(f"missing: {(time.process_time() - begin) * 1e3:.1f} ms")
            for typed in _QUERIES:
                query = search.by_morphemes(typed, tokenise)
                begin = time.process_time()
                articles = len(search.articles(project, query))
                took = time.process_time() - begin
                rounds = [timed(search.find(project, query), arguments.most) for _ in range(5)]
                report(f"{typed} ({articles:,} articles, {took * 1e3:.1f} ms)", rounds)
            report("letters: 두루전자", [timed(search.find(project, search.exactly("두루전자")), arguments.most)] * 3)
            report("letters: 없는 말", [timed(search.find(project, search.exactly("없는 말")), arguments.most)] * 3)
            rounds = [timed(search.everywhere(project, "두루전자", tokenise), arguments.most) for _ in range(3)]
            report("everywhere: 두루전자", rounds)
            print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB, Kiwi included")


if __name__ == "__main__":
    main()
