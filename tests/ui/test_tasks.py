"""Work off the main thread, and its results back on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from PySide6.QtCore import QThread

from annotator.errors import AnnotatorError
from annotator.ui.tasks import Task, Tasks


@pytest.fixture
def tasks(qapp: Any) -> Iterator[Tasks]:
    tasks = Tasks(qapp)
    yield tasks
    tasks.close()
    qapp.processEvents()
    tasks.deleteLater()


class Seen:
    """What a task told, with the thread it told it on."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.failed: list[Exception] = []
        self.threads: set[QThread] = set()

    def take(self, value: Any) -> None:
        self.done.append(value)
        self.threads.add(QThread.currentThread())

    def refuse(self, error: Exception) -> None:
        self.failed.append(error)
        self.threads.add(QThread.currentThread())


def test_the_result_arrives_on_the_main_thread(tasks: Tasks, qtbot: Any, qapp: Any) -> None:
    seen = Seen()
    tasks.run(lambda _task: threading.get_ident(), done=seen.take, failed=seen.refuse)
    qtbot.waitUntil(lambda: bool(seen.done))
    assert seen.done != [threading.get_ident()]
    assert seen.threads == {qapp.thread()}


def test_a_failure_arrives_as_what_it_is(tasks: Tasks, qtbot: Any) -> None:
    seen = Seen()

    def work(_task: Task) -> None:
        raise AnnotatorError("project.missing", path="x")

    tasks.run(work, done=seen.take, failed=seen.refuse)
    qtbot.waitUntil(lambda: bool(seen.failed))
    (error,) = seen.failed
    assert isinstance(error, AnnotatorError)
    assert seen.done == []


def test_work_that_is_over_at_once_tells_of_it_only_afterwards(tasks: Tasks, qtbot: Any) -> None:
    seen = Seen()
    future: Future[int] = Future()
    future.set_result(5)
    tasks.watch(future, done=seen.take, failed=seen.refuse)
    assert seen.done == []
    qtbot.waitUntil(lambda: seen.done == [5])


def test_progress_arrives_in_order(tasks: Tasks, qtbot: Any) -> None:
    seen, steps = Seen(), []
    go = threading.Event()

    def work(task: Task) -> str:
        assert go.wait(30)
        for number in range(1, 4):
            task.progressed.emit(number, 3)
        return "over"

    task = tasks.run(work, done=seen.take, failed=seen.refuse)
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    go.set()
    qtbot.waitUntil(lambda: seen.done == ["over"])
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_cancelled_task_knows(tasks: Tasks, qtbot: Any) -> None:
    seen, go = Seen(), threading.Event()

    def work(task: Task) -> bool:
        assert go.wait(30)
        return task.cancelled()

    task = tasks.run(work, done=seen.take, failed=seen.refuse)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: seen.done == [True])


def test_a_cancelled_future_tells_nothing(tasks: Tasks, qapp: Any) -> None:
    seen = Seen()
    future: Future[int] = Future()
    tasks.watch(future, done=seen.take, failed=seen.refuse)
    future.cancel()
    qapp.processEvents()
    assert (seen.done, seen.failed) == ([], [])


def test_waiting_for_a_task_waits_for_its_work(tasks: Tasks) -> None:
    over = []
    task = tasks.run(lambda _task: over.append(1), done=lambda _: None, failed=lambda _: None)
    task.wait()
    assert over == [1]


def test_closing_cancels_what_runs_and_waits_for_it(tasks: Tasks) -> None:
    began, ended = threading.Event(), []

    def work(task: Task) -> None:
        began.set()
        while not task.cancelled():
            pass
        ended.append(1)

    tasks.run(work, done=lambda _: None, failed=lambda _: None)
    assert began.wait(30)
    tasks.close()
    assert ended == [1]


def test_closing_drops_what_has_not_begun(tasks: Tasks) -> None:
    go, began = threading.Event(), []

    def work(_task: Task) -> None:
        began.append(1)
        go.wait(30)

    for _ in range(10):
        tasks.run(work, done=lambda _: None, failed=lambda _: None)
    threading.Timer(0.05, go.set).start()
    tasks.close()
    assert len(began) <= 2
