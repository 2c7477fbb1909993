"""Work off the main thread: a function in, its progress and its result back as signals on the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

_WAIT_S = 0.1
Result = TypeVar("Result")


class Task(QObject):
    """One piece of background work. Its signals arrive on the main thread, never before `run` has returned it."""

    progressed = Signal(int, int)  # done, of how many (0: unknown)
    finished = Signal(object)
    failed = Signal(object)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = threading.Event()
        self._future: Future[Any] | None = None
        # Queued: work that is done at once would otherwise tell of its end before anybody knows of its start.
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Asks the work to stop; it ends at its next look at `cancelled`."""
        self._cancel.set()

    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def result_of(self, future: Future[Result]) -> Result:
        """For the work: waits for another executor's answer as long as this task is wanted."""
        while True:
            try:
                return future.result(_WAIT_S)
            except TimeoutError:
                if self.cancelled():
                    future.cancel()
                    raise CancelledError from None

    def wait(self) -> None:
        """Blocks until the work has ended; its signals still come later."""
        if self._future is not None:
            wait([self._future])

    def watch(self, future: Future[Any]) -> Task:
        self._future = future
        # The callback runs on whatever thread settles the future; the signal brings it home.
        future.add_done_callback(self._settled.emit)
        return self

    def _deliver(self, future: Future[Any]) -> None:
        try:
            result = future.result()
        except CancelledError:
            return
        except Exception as error:
            self.failed.emit(error)
        else:
            self.finished.emit(result)
        finally:
            self.deleteLater()


class Tasks(QObject):
    """Runs functions in a few threads; one lives as long as its window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="annotator")
        self._running: set[Task] = set()

    def run(self, work: Callable[[Task], Any], *, done: Callable[[Any], None], failed: Callable[[Any], None]) -> Task:
        """Starts `work(task)`; it may report `task.progressed` and should look at `task.cancelled()`."""
        task = self._task(done, failed)
        return task.watch(self._threads.submit(work, task))

    def watch(self, future: Future[Any], *, done: Callable[[Any], None], failed: Callable[[Any], None]) -> Task:
        """Brings the result of a future of another executor to the main thread."""
        return self._task(done, failed).watch(future)

    def _task(self, done: Callable[[Any], None], failed: Callable[[Any], None]) -> Task:
        task = Task(self)
        task.finished.connect(done)
        task.failed.connect(failed)
        self._running.add(task)
        task.destroyed.connect(lambda: self._running.discard(task))
        return task

    def close(self) -> None:
        """Cancels what runs and waits for it to notice."""
        for task in list(self._running):
            task.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
