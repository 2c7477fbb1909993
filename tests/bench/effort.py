"""How many actions a mark costs: gold articles marked through the real window, each span by the cheapest gesture.

    python tests/bench/effort.py [--seed DIR] [--ner DIR] [--sentences 300] [--json]

Every article is opened in a real window (no screen needed) and marked with mouse and key events: a click, a drag, a
widening click, a label switch (one key; from article to article the label stays, as in the window) and "everywhere"
(one key) count one action each. Exact pointer targets (Ctrl+drag) are counted apart. Modes: `clicks` uses clicks and
drags alone, `everywhere` also marks repeated forms with one key, and counts what it takes to remove a mark it made that
the gold does not have (a click and Delete);
`suggestions` takes what is right of the suggestions first (see assisted.py), `taught` does so after twenty other
articles of the same project are finished. Orders:
`label` does one label after the other, `reading` goes through the text once. A run counts only when the marks in the
window are the gold's at its end; `exact` says for how many articles they were.

The shipped samples are always replayed; --seed adds a folder with article.raw.txt and article.expected.json, --ner the
news sentences of the public corpora there (see clicks.py), as articles of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ui"), str(HERE.parent / "suggest")]

import assisted  # noqa: E402
import clicks  # noqa: E402
import mending  # noqa: E402
from conftest import Driver  # noqa: E402
from marked import paragraphs  # noqa: E402
from PySide6.QtCore import Qt, QTextBoundaryFinder  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from annotator.article import Article, Role, Segment  # noqa: E402
from annotator.articles import clean, read_source  # noqa: E402
from annotator.everywhere import Doubt, occurrences  # noqa: E402
from annotator.jobs import InlineJobs  # noqa: E402
from annotator.labels import load_preset  # noqa: E402
from annotator.morphemes import Morphemes  # noqa: E402
from annotator.paths import resource  # noqa: E402
from annotator.project import NewArticle, Project, operations  # noqa: E402
from annotator.span import Span  # noqa: E402
from annotator.ui import app  # noqa: E402
from annotator.ui.preferences import Preferences  # noqa: E402

Gold = tuple[int, int, str]
MODES = ("clicks", "everywhere", "suggestions")
# How many articles are finished before those of the mode `taught` are begun.
TAUGHT = 20
ORDERS = ("label", "reading")
REMOVAL = 2  # a click on the mark and Delete


@dataclass
class Count:
    """What one replay took."""

    spans: int = 0
    actions: int = 0
    switches: int = 0
    exact_targets: int = 0
    articles: int = 0
    exact: int = 0

    def add(self, other: Count) -> None:
        for name in asdict(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Hand(Driver):
    """The hand of a test's user, outside pytest."""

    def settle(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            QApplication.processEvents()
            morphemes = self.session.morphemes
            if not self.program.transfer.busy and (morphemes is None or morphemes.complete):
                return
        raise TimeoutError

    def replay(self, gold: Sequence[Gold], mode: str, order: str) -> Count:
        """Marks the article shown as `gold` says."""
        count = Count(len(gold), articles=1)
        if mode == "suggestions":
            assisted.accept(self, gold, count)
        todo = sorted(gold, key=lambda g: (g[0], -g[1]))
        if order == "label":
            digits = {label.key: label.digit or 10 for label in self.session.labels}
            # What lies around is made before what lies in it: the other way round is as many actions.
            active = self.marking.active.key if self.marking.active else ""
            todo.sort(key=lambda g: (g[2] != active, digits[g[2]]))
        for start, end, label in todo:
            if (start, end, label) in self.bounds():
                continue
            if self.marking.active is None or self.marking.active.key != label:
                digit = self.session.labels[label].digit
                assert digit is not None
                self.marking.select(None)
                self.key(Qt.Key(Qt.Key.Key_0 + digit))
                count.actions += 1
                count.switches += 1
            self._make(start, end, label, count)
            if mode != "clicks":
                self._everywhere(gold, count)
        count.exact = int(sorted(self.bounds()) == sorted(gold))
        return count

    def _make(self, start: int, end: int, label: str, count: Count) -> None:
        morphemes, segment = self.session.morphemes, self.session.segment_at(start)
        assert morphemes is not None
        assert segment is not None
        count.actions += 1
        self._point(start, end, label, count, morphemes, segment)
        made = self.marking.just_made
        if made is not None and (start, end) != made.bounds:
            # A jamo that combines with the syllable beside it leaves the pointer no place between the two.
            keys = mending.presses(self, made.bounds, (start, end))
            if keys is not None:
                count.actions += mending.cost(keys) or 0
                mending.mend(self, made.id, keys)

    def reachable(self, position: int) -> bool:
        """Whether the pointer can tell this character from the one before: not where a jamo combines with it."""
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, self.text)
        finder.setPosition(len(self.text[:position].encode("utf-16-le")) // 2)
        return finder.isAtBoundary()

    def _point(
        self, start: int, end: int, label: str, count: Count, morphemes: Morphemes, segment: tuple[int, int]
    ) -> None:
        """The click or drag that makes a mark."""
        for position in filter(self.reachable, range(start, end)):
            around = self.session.spans.at(position, segment)
            if self.program.suggesting.at(position) is not None:
                continue  # a click there would accept it
            if not around and morphemes.phrase_at(position, label) == (start, end):
                self.click(position)
                return
            if around and morphemes.inner_phrase_at(position, around[0].bounds, label) == (start, end):
                self.click(position, ctrl=True)
                return
        exact = morphemes.snap(start, end) != (start, end)
        count.exact_targets += exact
        self.drag(start, end, ctrl=exact)

    def _everywhere(self, gold: Sequence[Gold], count: Count) -> None:
        """One key, when it saves more actions than it costs."""
        made = self.marking.just_made
        if made is None or self.session.morphemes is None:
            return
        found = occurrences(self.text, made.text, self.session.morphemes, self.session.spans)
        new = [(each.start, each.end, made.label) for each in found if each.doubt is Doubt.NONE]
        wrong = [each for each in new if each not in gold]
        if len(new) - len(wrong) <= 1 + REMOVAL * len(wrong):
            return
        self.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        count.actions += 1
        for start, end, _ in wrong:
            self.click(start)
            self.key(Qt.Key.Key_Delete)
            count.actions += REMOVAL
            assert (start, end, made.label) not in self.bounds()


def expected(raw: Path, gold: Path) -> tuple[NewArticle, list[Gold]]:
    """A raw page and the marks it should get."""
    source = read_source(raw)
    data = json.loads(gold.read_text(encoding="utf-8"))
    marks = [(span["start"], span["end"], span["label"]) for span in data["spans"]]
    return NewArticle(source=source, article=clean(source)), marks


def corpora(folder: Path, most: int) -> Iterator[tuple[NewArticle, list[Gold]]]:
    """The first `most` news sentences of the corpus that have gold spans, each as an article."""
    for number, sentence in enumerate(s for s in clicks.klue(folder) if s.spans):
        if number == most:
            return
        article = Article(sentence.text, (Segment(0, len(sentence.text), Role.BODY),))
        marks = [(span.start, span.end, span.label) for span in sentence.spans]
        yield NewArticle(None, article, source_name=str(sentence.number)), marks


def opened(items: Sequence[tuple[NewArticle, list[Gold]]], folder: Path) -> tuple[Hand, list[int]]:
    """A window on a project of the articles, and their ids."""
    path = folder / "effort.annotator"
    with Project.create(path, load_preset(resource("labels", "news.toml"))) as project:
        ids = operations.add_articles(project, [item for item, _ in items], force=True).added
    program = app.Program(QApplication.instance(), Preferences(folder / "a.ini"), InlineJobs())  # type: ignore[arg-type]
    program.window.resize(1300, 900)
    program.window.show()
    program.start([path])
    return Hand(program, None), ids  # type: ignore[arg-type]


def assist(hand: Hand) -> None:
    """From here on there are suggestions."""
    service = assisted.service()
    hand.program.suggesting._service = hand.program.learning._service = service
    hand.program.learning.begin()
    assisted.rest(hand)


def replay(items: list[tuple[NewArticle, list[Gold]]], folder: Path) -> dict[str, dict[str, Count]]:
    """Every mode and order over a project of the articles; marks are taken away between two replays."""
    hand, ids = opened(items, folder)
    counts: dict[str, dict[str, Count]] = {mode: {order: Count() for order in ORDERS} for mode in MODES}
    for mode in MODES:
        if mode == "suggestions":
            assist(hand)
        for order in ORDERS:
            for article, (_, gold) in zip(ids, items, strict=True):
                counts[mode][order].add(_one(hand, article, gold, mode, order))
                clear(hand, article)
    hand.program.window.close()
    return counts


def replay_taught(items: list[tuple[NewArticle, list[Gold]]], folder: Path) -> dict[str, dict[str, Count]]:
    """The articles after the first twenty, with suggestions: while nothing is finished, and once those twenty are."""
    hand, ids = opened(items, folder)
    assist(hand)
    counts = {mode: {order: Count() for order in ORDERS} for mode in ("suggestions", "taught")}
    later = list(zip(ids, items, strict=True))[TAUGHT:]

    def replay_later(mode: str, order: str, *, finish: bool) -> None:
        for article, (_, gold) in later:
            clear(hand, article)
            counts[mode][order].add(_one(hand, article, gold, "suggestions", order))
            if finish:
                assisted.finish(hand, article)
            else:
                clear(hand, article)

    # One order after the other: what was accepted at once last time must come from another article.
    for order in ORDERS:
        replay_later("suggestions", order, finish=False)
    for article, (_, gold) in list(zip(ids, items, strict=True))[:TAUGHT]:
        hand.session.do(operations.add_spans, article, gold)
        assisted.finish(hand, article)
    hand.program.learning.study()
    assisted.rest(hand)
    for order in ORDERS:
        replay_later("taught", order, finish=order == ORDERS[-1])
    hand.program.window.close()
    return counts


def _one(hand: Hand, article: int, gold: Sequence[Gold], mode: str, order: str) -> Count:
    hand.session.show(article)
    hand.settle()
    return hand.replay(gold, mode, order)


def clear(hand: Hand, article: int) -> None:
    """Takes the marks of an article away."""
    hand.session.show(article)
    spans: list[Span] = list(hand.session.spans)
    if spans:
        hand.session.do(operations.remove_spans, [span.id for span in spans])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--seed", type=Path, help="a folder with article.raw.txt and article.expected.json")
    parser.add_argument("--ner", type=Path, help="the folder of the public corpora")
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sets: dict[str, list[tuple[NewArticle, list[Gold]]]] = {
        "samples": [expected(raw, raw.with_suffix(".expected.json")) for raw in resource("samples").glob("*.txt")]
    }
    if options.seed:
        sets["customer"] = [expected(options.seed / "article.raw.txt", options.seed / "article.expected.json")]
    if options.ner:
        sets["klue news"] = list(corpora(options.ner, options.sentences))
    texts = HERE.parent / "suggest"
    aside = [row for name in ("kept_aside", "policies_aside") for row in paragraphs(texts / f"{name}.txt")]
    sets["kept aside"] = list(assisted.joined(aside, 5, "kept aside"))
    projects = {"paragraphs": [row for n in ("paragraphs", "news") for row in paragraphs(texts / f"{n}.txt")] + aside}
    if options.ner:
        projects["film"] = assisted.film(options.ner)[:600]
    app.make_application(sys.argv[:1])
    results: dict[str, Any] = {}
    for name, rows in projects.items():
        with tempfile.TemporaryDirectory() as folder:
            results[name] = replay_taught(list(assisted.joined(rows, 10 if name == "film" else 3, name)), Path(folder))
    for name, items in sets.items():
        with tempfile.TemporaryDirectory() as folder:
            results[name] = replay(items, Path(folder))
    if options.json:
        print(json.dumps(results, default=asdict, ensure_ascii=False, indent=2))
        return 0
    print(
        f"{'articles':<12}{'mode':<12}{'order':<9}{'spans':>6}{'actions':>9}{'a span':>8}{'switches':>10}"
        f"{'exact targets':>15}{'marks = gold':>14}"
    )
    for name, modes in results.items():
        for mode, orders in modes.items():
            for order, c in orders.items():
                print(
                    f"{name:<12}{mode:<12}{order:<9}{c.spans:>6}{c.actions:>9}{c.actions / max(c.spans, 1):>8.2f}"
                    f"{c.switches:>10}{c.exact_targets:>15}{f'{c.exact}/{c.articles}':>14}"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
