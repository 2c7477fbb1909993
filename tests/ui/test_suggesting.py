"""Suggestions in the window: accepted, refused, relabelled and mended with one key each, never marks by themselves."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.project import learning
from annotator.suggest.bulk import Knowledge
from annotator.suggest.evaluation import HeldOut, Way
from annotator.suggest.readings import Reading
from annotator.suggest.service import Answer, Studied
from annotator.suggest.suggestion import Reason, Source, Suggestion
from annotator.ui.article_order import Sort
from annotator.ui.statistics_dialog import StatisticsDialog

Key = Qt.Key


class FakeService:
    """Suggests what it is told, at once, and remembers what it was taught."""

    def __init__(self, *found: tuple[str, str, float]) -> None:
        self.found = found
        self.taught: list[Reading] = []
        self.asked: list[Reading] = []
        self.known = Knowledge()
        self.names: dict[str, list[tuple[str, str]]] = {}
        self.trained = self.studied = 0

    def open(self, _project: str, _labels: Any) -> None: ...

    def suggest(self, reading: Reading) -> Future[Answer]:
        self.asked.append(reading)
        made = []
        for form, label, score in self.found:
            start = reading.text.find(form)
            mark = (start, start + len(form), label)
            if start >= 0 and mark not in reading.rejected:
                made.append(Suggestion(*mark[:2], label, form, score, Source.TAGGER, Reason.TAGGER))
        return self._done(Answer(sorted(made, key=lambda each: each.start), len(self.taught)))

    def know(self, knowledge: Knowledge) -> Future[bool]:
        self.known = knowledge
        return self._done(bool(knowledge.model))

    def confirm(self, names: dict[str, list[tuple[str, str]]]) -> Future[None]:
        self.names |= names
        return self._done(None)

    def learn(self, readings: list[Reading], *, train: bool = True, gone: Any = ()) -> Future[int]:
        self.taught = [one for one in self.taught if one.key not in {*gone, *(r.key for r in readings)}]
        self.taught += readings
        self.trained += train
        return self._done(len(self.taught))

    def study(self) -> Future[Studied | None]:
        self.studied += 1
        mark = (0, 3, "ORG")
        held_out = HeldOut([[mark]], [[]], {way: [[mark]] for way in Way})
        return self._done(Studied(b"model", len(self.taught), 60, held_out))

    def sure(self, readings: list[Reading]) -> Future[list[float]]:
        return self._done([0.5 if "단비식품" in reading.text else 0.25 for reading in readings])

    def close(self) -> None: ...

    @staticmethod
    def _done(value: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(value)
        return future


@pytest.fixture
def driver(news: Any) -> Any:
    """A window on 가온시 ... 단비식품 ... 은하제철 ... 해솔은행 ... 120억 원, with four suggestions."""
    service = FakeService(
        ("단비식품", "ORG", 0.97), ("은하제철", "ORG", 0.91), ("해솔은행", "REGION", 0.6), ("120억 원", "NUMBER", 0.99)
    )
    news.service = service
    news.suggesting = news.program.suggesting
    news.suggesting._service = news.program.learning._service = service
    news.program.learning.begin()
    news.qtbot.waitUntil(lambda: service.trained == 1)  # what the project has kept is told a moment later
    news.suggesting.ask()
    news.qtbot.waitUntil(lambda: len(news.suggesting.suggestions) == 4)
    return news


def forms(driver: Any) -> list[str]:
    return [each.text for each in driver.suggesting.suggestions]


def test_a_suggestion_is_no_mark(driver: Any) -> None:
    assert driver.bounds() == []
    assert driver.saved() == []


def test_tab_enter_accepts_and_goes_to_the_next(driver: Any) -> None:
    driver.key(Key.Key_Tab)
    assert driver.suggesting.current.text == "단비식품"
    driver.key(Key.Key_Return)
    assert driver.marks() == [("단비식품", "ORG")]
    assert driver.session.spans[0].origin == "suggestion"
    assert driver.suggesting.current.text == "은하제철"
    assert forms(driver) == ["은하제철", "해솔은행", "120억 원"]


def test_delete_refuses_for_good_and_undo_brings_it_back(driver: Any) -> None:
    driver.key(Key.Key_Tab)
    driver.key(Key.Key_Delete)
    assert forms(driver) == ["은하제철", "해솔은행", "120억 원"]
    assert driver.suggesting.current.text == "은하제철"
    driver.session.step(1)
    driver.session.step(-1)
    driver.qtbot.waitUntil(lambda: len(driver.suggesting.suggestions) == 3)
    driver.key(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.qtbot.waitUntil(lambda: len(driver.suggesting.suggestions) == 4)


def test_a_digit_relabels_and_accepts(driver: Any) -> None:
    driver.suggesting.choose(driver.suggesting.suggestions[2])
    driver.key(Key.Key_1)
    assert driver.marks() == [("해솔은행", "ORG")]
    assert driver.marking.active.key == "ORG"


def test_a_range_set_by_keys_leaves_the_suggestion_and_the_next_digit_is_for_the_range(driver: Any) -> None:
    first = driver.suggesting.suggestions[0]
    driver.suggesting.choose(first)
    driver.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert driver.suggesting.current is None
    assert driver.view.caret.range == (first.end, first.end + 1)
    driver.key(Key.Key_3)
    assert [(start, label) for start, _, label in driver.bounds()] == [(first.end, "REGION")]
    assert first in driver.suggesting.suggestions


def test_the_full_stop_mends_the_end_and_it_stays_a_suggestion(driver: Any) -> None:
    driver.suggesting.choose(driver.suggesting.suggestions[1])
    driver.key(Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert driver.suggesting.current.text == "은하제"
    assert driver.bounds() == []
    driver.key(Key.Key_Return)
    assert driver.marks() == [("은하제", "ORG")]


def test_escape_leaves_it(driver: Any) -> None:
    driver.key(Key.Key_Tab)
    driver.key(Key.Key_Escape)
    assert driver.suggesting.current is None
    assert driver.marking.active is not None


def test_a_click_accepts(driver: Any) -> None:
    driver.click("은하제철")
    assert driver.marks() == [("은하제철", "ORG")]
    assert driver.session.spans[0].origin == "suggestion"


def test_what_a_click_accepted_is_in_hand_like_a_mark_just_made(driver: Any) -> None:
    told: list[Any] = []
    driver.marking.marked.connect(told.append)
    driver.click("은하제철")
    assert driver.marking.just_made.text == "은하제철"
    assert [span.text for span in told] == ["은하제철"]
    assert driver.marking.in_hand is not None
    driver.undo()
    assert driver.marks() == []
    assert "은하제철" in forms(driver)


def test_a_click_accepts_without_an_active_label(driver: Any) -> None:
    driver.marking.activate(None)
    driver.click("120억")
    assert driver.marks() == [("120억 원", "NUMBER")]


def test_all_of_a_label_above_a_confidence_are_one_step(driver: Any) -> None:
    driver.suggesting.accept_all("ORG", 0.9)
    assert driver.marks() == [("단비식품", "ORG"), ("은하제철", "ORG")]
    assert "제안 2개" in driver.window.notices.text
    driver.undo()
    assert driver.marks() == []
    assert len(driver.suggesting.suggestions) == 4


def test_what_a_mark_has_taken_is_suggested_no_more_and_comes_back(driver: Any) -> None:
    driver.drag("단비식품은")
    assert "단비식품" not in forms(driver)
    driver.undo()
    assert "단비식품" in forms(driver)


def test_tab_walks_marks_and_suggestions_in_the_order_of_the_text(driver: Any) -> None:
    driver.click("가온시")
    driver.marking.select(driver.session.spans[0].id)
    driver.key(Key.Key_Tab)
    assert driver.suggesting.current.text == "단비식품"
    assert driver.marking.selected is None
    driver.key(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert driver.marking.selected.text == "가온시"
    assert driver.suggesting.current is None


def test_a_finished_article_teaches_and_has_no_suggestions(driver: Any) -> None:
    driver.click("가온시")
    article = driver.session.article.id
    driver.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.qtbot.waitUntil(lambda: len(driver.service.taught) == 1)
    (reading,) = driver.service.taught
    assert reading.finished
    assert reading.marks == [(0, 3, "ORG")]
    assert reading.rejected == []
    driver.session.show(article)
    assert driver.suggesting.suggestions == []


def test_the_list_shows_text_and_confidence(driver: Any) -> None:
    model = driver.window.spans.suggestions.model
    assert [model.index(row).data() for row in range(model.rowCount())] == forms(driver)
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "기본 모델" in tip


def test_a_name_is_told_at_once_and_taken_back_with_its_mark(driver: Any) -> None:
    uid = driver.session.article.uid
    driver.click("가온시")
    driver.qtbot.waitUntil(lambda: driver.service.names.get(uid) == [("가온시", "ORG")])
    driver.undo()
    driver.qtbot.waitUntil(lambda: driver.service.names.get(uid) == [])


def test_an_open_article_teaches_when_it_is_left(driver: Any) -> None:
    driver.click("가온시")
    driver.session.step(1)
    driver.qtbot.waitUntil(lambda: len(driver.service.taught) == 1)
    assert not driver.service.taught[0].finished
    trained = driver.service.trained
    driver.session.step(-1)
    driver.undo()
    driver.session.step(1)
    driver.qtbot.waitUntil(lambda: driver.service.taught == [])
    assert driver.service.trained == trained


def test_when_idle_it_is_trained_in_full_kept_and_measured(driver: Any) -> None:
    driver.program.learning.study()
    driver.qtbot.wait(20)
    assert driver.service.studied == 0
    driver.click("가온시")
    driver.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.qtbot.waitUntil(lambda: len(driver.service.taught) == 1)
    driver.program.learning.study()
    driver.qtbot.waitUntil(lambda: len(driver.program.learning.scores) == 1)
    model, about = learning.learnt(driver.session.project)
    assert model == b"model"
    assert about["way"] == "sifted"
    assert learning.measured(driver.session.project)[0].learnt["ORG"] == (1.0, 1.0, 1.0)
    driver.program.learning.begin()
    driver.qtbot.waitUntil(lambda: driver.service.known.model == b"model")


def test_the_first_mark_moves_no_suggestion(driver: Any) -> None:
    shown = driver.window.spans.suggestions
    shown.show()
    driver.qtbot.waitUntil(lambda: shown.height() > 50)
    before = shown.geometry()
    driver.click("가온시")
    driver.qtbot.wait(20)
    assert driver.marks()
    assert shown.geometry() == before


def test_what_is_learnt_elsewhere_moves_nothing_under_the_hand(driver: Any) -> None:
    driver.key(Key.Key_Tab)
    driver.service.found = driver.service.found[:1]
    driver.program.learning.learnt.emit()
    driver.qtbot.wait(20)
    assert len(driver.suggesting.suggestions) == 4
    driver.key(Key.Key_Escape)
    driver.program.learning.learnt.emit()
    driver.qtbot.waitUntil(lambda: len(driver.suggesting.suggestions) == 1)


def test_the_suggestion_in_hand_stays_as_it_is_when_others_come(driver: Any) -> None:
    driver.suggesting.choose(driver.suggesting.suggestions[1])
    driver.key(Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    driver.suggesting.ask_again()
    driver.qtbot.wait(20)
    assert driver.suggesting.current.text == "은하제"
    assert forms(driver) == ["단비식품", "은하제", "해솔은행", "120억 원"]


def test_the_list_can_begin_with_what_teaches_most(driver: Any) -> None:
    articles = driver.window.articles
    articles.filter.suggests = True
    articles.follow(driver.suggesting)
    articles.filter.sort_by(Sort.LEAST_SURE)
    project = driver.session.project
    driver.qtbot.waitUntil(lambda: len(learning.confidences(project)) == len(driver.session.order))
    driver.qtbot.waitUntil(lambda: driver.session.listed[-1] == driver.session.order[0])
    articles.filter.sort_by(Sort.IMPORT)
    assert driver.session.listed == driver.session.order


def test_the_panel_and_the_statistics_say_how_good_suggestions_are(driver: Any) -> None:
    panel = driver.window.spans.suggestions
    assert panel.accuracy.text() == "완료한 기사에서 배웁니다"
    driver.click("가온시")
    driver.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.qtbot.waitUntil(lambda: len(driver.service.taught) == 1)
    driver.program.learning.study()
    driver.qtbot.waitUntil(lambda: panel.accuracy.text() == "문장 60개를 배움 · F1 100.0 (기본 0.0)")
    assert "재현율 100.0" in panel.accuracy.toolTip()
    dialog = StatisticsDialog(driver.session, driver.program.tasks, driver.window)
    driver.qtbot.addWidget(dialog)
    driver.qtbot.waitUntil(lambda: dialog.tabs.count() == 7)
    titles = {dialog.tabs.tabText(number): number for number in range(7)}
    model = dialog.tabs.widget(titles["제안의 정확도"]).model()
    assert [model.index(0, column).data() for column in range(5)] == ["기관", "100.0", "100.0", "100.0", "0.0"]
    assert dialog.tabs.widget(titles["학습 경과"]).model().index(0, 2).data() == "60"


def test_all_labels_can_be_accepted_at_once(driver: Any) -> None:
    driver.suggesting.accept_all(None, 0.9)
    assert driver.marks() == [("단비식품", "ORG"), ("은하제철", "ORG"), ("120억 원", "NUMBER")]
    driver.undo()
    assert driver.marks() == []


def test_a_key_accepts_all_as_the_last_time(driver: Any) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    action = driver.window.actions_.accept_all
    assert action.isEnabled()
    driver.key(Key.Key_Return, both)
    assert driver.marks() == [("단비식품", "ORG"), ("은하제철", "ORG"), ("120억 원", "NUMBER")]
    assert not action.isEnabled()  # what is left is not that sure
    driver.undo()
    driver.suggesting.accept_all("ORG", 0.95)
    driver.undo()
    driver.key(Key.Key_Return, both)
    assert driver.marks() == [("단비식품", "ORG")] or driver.marks() == [("은하제철", "ORG")]
    assert driver.suggesting.usual == ("ORG", 0.95)


@pytest.mark.parametrize("kept", [None, [], ["ORG"], [1, 0.9], ["ORG", "0.9"], {"ORG": 0.9}])
def test_what_was_accepted_last_is_read_with_care(driver: Any, kept: object) -> None:
    driver.session.view["accepted"] = kept
    assert driver.suggesting.usual == (None, 0.9)


def test_the_menu_offers_a_lower_confidence_only_where_it_takes_more(driver: Any) -> None:
    offers = driver.window.spans.suggestions.offers()
    assert [text for text, *_ in offers] == [
        "모든 라벨 · 0.90 이상 3개", "모든 라벨 · 0.50 이상 4개",
        "기관 · 0.90 이상 2개", "지역 · 0.50 이상 1개", "수치 · 0.90 이상 1개",
    ]  # fmt: skip
    driver.suggesting.accept_all(*offers[1][1:])
    assert len(driver.marks()) == 4


@pytest.mark.parametrize("height", [640, 655, 768, 1000])
def test_the_list_ends_with_a_whole_row(height: int, driver: Any) -> None:
    driver.window.spans.suggestions.show()  # the program that began had none to show
    driver.window.resize(1366, height)
    found = driver.window.spans.suggestions.list
    row = found.sizeHintForRow(0)
    driver.qtbot.waitUntil(lambda: driver.window.height() == height and found.viewport().height() >= row)
    assert found.viewport().height() % row == 0
