"""Any run of operations, undo, redo and reopening, beside a model that keeps whole copies of the past."""

from __future__ import annotations

import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.article import Article
from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet
from annotator.project import NewArticle, Project, operations
from annotator.span import cross, trim
from annotator.text import paragraphs

LABELS = LabelSet((Label("A", "가", "a", 1, "#111111"), Label("B", "나", "b", 2, "#222222")))
# Emoji, decomposed and composed Hangul, NBSP, hanja of the BMP and beyond, U+2028, a zero-width joiner.
WORDS = st.sampled_from(
    [
        *("가나", "다라", "\u1112\u1161\u11ab\u1100\u1173\u11af", "🎉", "👨\u200d👩\u200d👧", "\u00a0", "家"),
        *("\U00020000", "\u2028", "산", "12%", "\n", "\n\n", " "),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map("".join).filter(str.strip)

Model = dict[str, Any]  # name, articles: id -> {text, live, state, note, spans: id -> (start, end, label)}


class History(RuleBasedStateMachine):
    """`past` holds the model before each step that can be undone, `future` after each that can be redone."""

    @initialize()
    def create(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.annotator"
        self.project = Project.create(self.path, LABELS)
        self.now: Model = {"name": "a", "articles": {}}
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.group: str | None = None

    def teardown(self) -> None:
        self.project.close()
        self.folder.cleanup()

    # -- the model

    def step(self, changed: Model, group: str | None = None) -> None:
        """What a new write does to the past; one of the same group as the last adds to its step."""
        if group is None or group != self.group:
            self.past.append(self.now)
        self.group = group
        self.now = changed
        self.future = []

    def article(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(n for n, a in self.now["articles"].items() if a["live"])))

    def lawful(self, article: Model, start: int, end: int, itself: int | None = None) -> bool:
        text = article["text"]
        others = [(s, e) for number, (s, e, _) in article["spans"].items() if number != itself]
        return (
            any(a <= start < end <= b for a, b in paragraphs(text))
            and trim(text, start, end) == (start, end)
            and not any((s, e) == (start, end) or cross((s, e), (start, end)) for s, e in others)
        )

    @property
    def has_article(self) -> bool:
        return any(article["live"] for article in self.now["articles"].values())

    @property
    def has_span(self) -> bool:
        return any(article["live"] and article["spans"] for article in self.now["articles"].values())

    # -- what can be done

    @rule(texts=st.lists(TEXTS, min_size=1, max_size=3))
    def add_articles(self, texts: list[str]) -> None:
        result = operations.add_articles(
            self.project, [NewArticle(None, Article(text, ())) for text in texts], force=True
        )
        changed = deepcopy(self.now)
        for number, text in zip(result.added, texts, strict=True):
            changed["articles"][number] = {"text": text, "live": True, "state": "open", "note": "", "spans": {}}
        self.step(changed)

    @precondition(lambda self: self.has_article)
    @rule(data=st.data(), label=st.sampled_from("AB"), grouped=st.booleans())
    def mark(self, data: st.DataObject, label: str, grouped: bool) -> None:
        number = self.article(data)
        article = self.now["articles"][number]
        start = data.draw(st.integers(0, len(article["text"])))
        end = start + data.draw(st.integers(0, 4))
        group = (self.group or operations.new_group()) if grouped else None
        if not self.lawful(article, start, end):
            with pytest.raises(AnnotatorError):
                operations.add_span(self.project, number, start, end, label, group=group)
            return
        (span,) = operations.add_span(self.project, number, start, end, label, group=group).spans
        changed = deepcopy(self.now)
        changed["articles"][number]["spans"][span] = (start, end, label)
        self.step(changed, group)

    @precondition(lambda self: self.has_span)
    @rule(data=st.data(), label=st.sampled_from("AB"), by=st.tuples(st.integers(-2, 2), st.integers(-2, 2)))
    def change(self, data: st.DataObject, label: str, by: tuple[int, int]) -> None:
        number, span = self.span(data)
        start, end, old = self.now["articles"][number]["spans"][span]
        moved = (start + by[0], end + by[1])
        if moved == (start, end) and label == old:
            assert not operations.change_span(self.project, span, label=label).areas
            return
        if not self.lawful(self.now["articles"][number], *moved, itself=span):
            with pytest.raises(AnnotatorError):
                operations.change_span(self.project, span, start=moved[0], end=moved[1], label=label)
            return
        operations.change_span(self.project, span, start=moved[0], end=moved[1], label=label)
        changed = deepcopy(self.now)
        changed["articles"][number]["spans"][span] = (*moved, label)
        self.step(changed)

    @precondition(lambda self: self.has_span)
    @rule(data=st.data())
    def unmark(self, data: st.DataObject) -> None:
        number, span = self.span(data)
        operations.remove_spans(self.project, [span])
        changed = deepcopy(self.now)
        del changed["articles"][number]["spans"][span]
        self.step(changed)

    def span(self, data: st.DataObject) -> tuple[int, int]:
        there = [(n, s) for n, article in self.now["articles"].items() if article["live"] for s in article["spans"]]
        return data.draw(st.sampled_from(sorted(there)))

    @precondition(lambda self: self.has_article)
    @rule(data=st.data(), column=st.sampled_from(["state", "note"]))
    def set_column(self, data: st.DataObject, column: str) -> None:
        number = self.article(data)
        value = data.draw(st.sampled_from(["open", "done"]))
        write = operations.set_state if column == "state" else operations.set_note
        write(self.project, number, value)
        if self.now["articles"][number][column] != value:
            changed = deepcopy(self.now)
            changed["articles"][number][column] = value
            self.step(changed)

    @precondition(lambda self: self.has_article)
    @rule(data=st.data())
    def remove_article(self, data: st.DataObject) -> None:
        number = self.article(data)
        operations.remove_articles(self.project, [number])
        changed = deepcopy(self.now)
        changed["articles"][number]["live"] = False
        self.step(changed)

    @rule(name=st.sampled_from("abc"))
    def rename(self, name: str) -> None:
        operations.rename_project(self.project, name)
        if self.now["name"] != name:
            self.step(self.now | {"name": name})

    @rule()
    def undo(self) -> None:
        changes = operations.undo(self.project)
        assert (changes is None) == (not self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()
        self.group = None

    @rule()
    def redo(self) -> None:
        changes = operations.redo(self.project)
        assert (changes is None) == (not self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()
        self.group = None

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.path, write="require")

    # -- what must hold

    @invariant()
    def the_project_is_what_the_model_says(self) -> None:
        live = {number: article for number, article in self.now["articles"].items() if article["live"]}
        rows = self.project.article_rows()
        assert self.project.name == self.now["name"]
        assert [row.id for row in rows] == sorted(live)
        for row in rows:
            stored, model = self.project.article(row.id), live[row.id]
            assert (stored.text, stored.state, stored.note) == (model["text"], model["state"], model["note"])
            found = {span.id: (span.start, span.end, span.label) for span in self.project.spans(row.id)}
            assert found == model["spans"]
            assert row.span_count == len(found)

    @invariant()
    def the_project_is_sound(self) -> None:
        assert self.project.check() == []


History.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestHistory = History.TestCase
