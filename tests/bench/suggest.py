"""How good and how fast suggestions are: `python tests/bench/suggest.py [--data FOLDER] [--article FILE ...]`.

Prints the scores on news kept aside that the model was built with; the scores of everything that ships on text marked
by the annotation guideline (the paragraphs of tests/suggest, the sample articles, and articles named with --article,
JSON with `text`, `segments` and `spans`); throughput beside bare Kiwi, both on one thread in this run; with --data (the
public corpora) how film reviews teach the news model, and how much of konne's nested regions is found.
"""

# ruff: noqa: E402 (numpy counts its threads when it is imported)
from __future__ import annotations

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "suggest"))

from marked import PARAGRAPHS, paragraphs

from annotator import morphology
from annotator.paths import resource
from annotator.suggest.build import corpora
from annotator.suggest.evaluation import FOLDS, Evaluation, HeldOut, evaluate
from annotator.suggest.suggester import Example, Suggester, as_marks

_SIZES = (50, 100, 200, 500, 1000)
_DRAWS = 5
_MARKED = ("paragraphs", "news", "policies", "kept_aside", "policies_aside")
_NEWS = 1000  # sentences to measure the throughput on
_LABELS = ("ORG", "REGION", "NUMBER")
Mark = tuple[int, int, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of the public corpora")
    parser.add_argument("--article", type=Path, nargs="*", default=[], help="marked articles")
    parser.add_argument("--draws", type=int, default=_DRAWS)
    arguments = parser.parse_args()
    scores = resource("models", "base", "scores.json")
    print("news sentences kept aside\n", scores.read_text(encoding="utf-8") if scores.exists() else "none")
    began = time.perf_counter()
    suggester = Suggester.load()
    print(f"loading: {time.perf_counter() - began:.2f} s")
    for file in _MARKED:
        title = "kept aside" if file == "policies_aside" else "the rules were made on them"
        show(f"{file}, by the guideline ({title})", *_on_paragraphs(suggester, PARAGRAPHS.with_name(f"{file}.txt")))
    samples = sorted(resource("samples").glob("*.expected.json"))
    show("sample articles", *_on_articles(suggester, samples))
    if arguments.article:
        show("named articles", *_on_articles(suggester, arguments.article))
    throughput(suggester, arguments.data)
    if arguments.data:
        nested(suggester, arguments.data)
        curve(arguments.data, arguments.draws)


def show(title: str, gold: list[list[Mark]], predicted: list[list[Mark]]) -> None:
    table(title, evaluate(gold, predicted))


def table(title: str, found: Evaluation) -> None:
    print(f"\n{title}\n  {'':9}{'P':>7}{'R':>7}{'F1':>7}{'overlap':>9}{'gold':>6}")
    for label, score in found.exact.items():
        rates = "".join(f"{100 * rate:7.1f}" for rate in (score.precision, score.recall, score.f1))
        print(f"  {label:9}{rates}{100 * found.overlapping[label].f1:9.1f}{score.gold:6}")
    print(f"  {'all':23}{100 * found.total.f1:7.1f}")


def _on_paragraphs(suggester: Suggester, path: Path) -> tuple[list[list[Mark]], list[list[Mark]]]:
    rows = paragraphs(path)
    tokens = morphology.tokenize([text for text, _ in rows])
    predicted = [as_marks(suggester.suggest(text, own)) for (text, _), own in zip(rows, tokens, strict=True)]
    return [marks for _, marks in rows], predicted


def _on_articles(suggester: Suggester, files: Sequence[Path]) -> tuple[list[list[Mark]], list[list[Mark]]]:
    gold, predicted = [], []
    for file in files:
        article = json.loads(file.read_text(encoding="utf-8"))
        text = article["text"]
        segments = [(part["start"], part["end"]) for part in article["segments"]]
        gold.append([(span["start"], span["end"], span["label"]) for span in article["spans"]])
        predicted.append(as_marks(suggester.suggest(text, morphology.tokenize([text])[0], segments)))
    return gold, predicted


def throughput(suggester: Suggester, data: Path | None, rounds: int = 7) -> None:
    """CPU time of Kiwi alone and of suggesting with Kiwi on the same text, in turn; no sentence comes twice.

    The best of some rounds of each: other programs only ever make it longer.
    """
    text = "\n".join(text for file in _MARKED for text, _ in paragraphs(PARAGRAPHS.with_name(f"{file}.txt")))
    if data:
        news = [one for one in corpora.read_raw(data / corpora.RAW_SENTENCES) if not one.film]
        text = "\n".join(one.text for one in news[:_NEWS])
    tokens = morphology.tokenize([text])[0]
    kiwi, rest = [], []
    for _ in range(rounds):
        began = time.process_time()
        morphology.tokenize([text])
        kiwi.append(time.process_time() - began)
        began = time.process_time()
        suggester.suggest(text, tokens)
        rest.append(time.process_time() - began)
    alone, together = min(kiwi), min(kiwi) + min(rest)
    print(
        f"\nthroughput, one thread, {len(tokens):,} morphemes: Kiwi {len(tokens) / alone:,.0f} morphemes/s, "
        f"with suggestions {len(tokens) / together:,.0f} ({100 * alone / together:.0f} %)"
    )


def nested(suggester: Suggester, data: Path) -> None:
    """How many of konne's regions that lie inside an organisation are found, on the shared news sentences.

    konne nests countries, 서울대's 서울 and the like; the guideline only a 시도 or 시군구 whose name stands whole.
    """
    found = total = local_found = local_total = 0
    rows = [one for one in corpora.read_konne(data / corpora.KONNE_SHARE) if not one.film]
    for one, tokens in zip(rows, morphology.tokenize([one.text for one in rows]), strict=True):
        bodies = [(s, e) for s, e, tag in one.marks if tag.startswith("OGG")]
        wanted = {
            (start, end)
            for start, end, tag in one.marks
            if tag.startswith("LCP") and any(s <= start and end <= e and (s, e) != (start, end) for s, e in bodies)
        }
        if wanted:
            spans = {(a, b) for a, b, label in as_marks(suggester.suggest(one.text, tokens)) if label == "REGION"}
            total += len(wanted)
            found += len(wanted & spans)
            local = {(a, b) for a, b in wanted if suggester.tagger.regions.local(one.text[a:b])}
            local_total += len(local)
            local_found += len(local & spans)
    print(
        f"\nnested regions of konne found: {found} of {total} ({100 * found / max(total, 1):.1f} %; seen in training)"
        f"\n  of those that name a 시도 or 시군구: {local_found} of {local_total}"
    )


def curve(data: Path, draws: int) -> None:
    """F1 on film reviews after learning from some of them; the shipped model knows news alone."""
    film = [one for one in corpora.read_klue(data / corpora.KLUE_SHARE) if one.film]
    tokens = dict(zip((one.id for one in film), morphology.tokenize([one.text for one in film]), strict=True))
    scores: dict[int, list[float]] = {size: [] for size in (0, *_SIZES)}
    quick = []
    for draw in range(draws):
        order = list(film)
        random.Random(draw).shuffle(order)
        test = order[max(_SIZES) :]
        gold = [list(one.marks) for one in test]
        for size in scores:
            learnt = Suggester.load(labels=_LABELS)
            examples = [
                Example(one.id, one.text, tokens[one.id], [mark for mark in one.marks if mark[2] in _LABELS])
                for one in order[:size]
            ]
            learnt.learn(examples)
            if learnt.learner.ready:
                # As the window does when idle: the way that suggests best on articles kept aside.
                learnt.way = sum((learnt.held_out(fold) for fold in range(FOLDS)), HeldOut()).best()
            predicted = [as_marks(learnt.suggest(one.text, tokens[one.id])) for one in test]
            found = evaluate(gold, predicted, labels=_LABELS, forgiving=True)
            scores[size].append(100 * found.together(_LABELS).f1)
            if size == max(_SIZES):
                began = time.perf_counter()
                learnt.learner.train()
                quick.append(time.perf_counter() - began)
    print(f"\nlearning from film reviews, {draws} draws, F1 of ORG, REGION and NUMBER together")
    for size, values in scores.items():
        half = 2.776 * statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
        print(f"  {size:5} sentences: {statistics.mean(values):5.1f} +- {half:.1f}")
    print(f"  quick update at {max(_SIZES)}: {statistics.mean(quick):.2f} s")


if __name__ == "__main__":
    main()
