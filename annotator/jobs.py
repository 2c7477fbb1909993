"""Work that must not hold up the window: one spawned process for Kiwi, another on demand for bulk work.

Kiwi holds the interpreter lock for seconds while it loads, so a thread would freeze the window; only the workers
import it. A job is a list of small units; between two units a more urgent job may overtake. A worker that dies is
replaced: its unit is tried once more, then its future fails with AnnotatorError("jobs.worker_died"). Futures finish on
a thread of their own, never on the caller's.
"""

from __future__ import annotations

import heapq
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, Any, Protocol

from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.article import Article, Source

Work = Callable[[Any], Any]
_ATTEMPTS = 2


@dataclass(order=True)
class _Job:
    """What one call asked for: `work(unit)` for each unit, the results in one future, in order."""

    rank: int
    number: int
    work: Work = field(compare=False)
    units: Sequence[Any] = field(compare=False)
    finish: Callable[[list[Any]], Any] = field(compare=False)
    future: Future[Any] = field(compare=False, default_factory=Future)
    results: list[Any] = field(compare=False, default_factory=list)


class _Lane(Protocol):
    def submit(
        self, work: Work, units: Sequence[Any], finish: Callable[[list[Any]], Any] = list, *, urgent: bool = False
    ) -> Future[Any]: ...

    def close(self) -> None: ...


class Worker:
    """One worker process and the thread that feeds it, both started with the first job.

    An idle worker ends after `idle` seconds (None: never) and comes back with the next job.
    """

    def __init__(self, name: str, idle: float | None = None) -> None:
        self._name = name
        self._idle = idle
        self._jobs: list[_Job] = []
        self._numbers = itertools.count()
        self._wake = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process else None

    def submit(
        self, work: Work, units: Sequence[Any], finish: Callable[[list[Any]], Any] = list, *, urgent: bool = False
    ) -> Future[Any]:
        job = _Job(0 if urgent else 1, next(self._numbers), work, units, finish)
        with self._wake:
            if self._closed:
                job.future.set_exception(AnnotatorError("jobs.closed"))
                return job.future
            heapq.heappush(self._jobs, job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._feed, name=f"{self._name}-feeder", daemon=True)
                self._thread.start()
            self._wake.notify()
        return job.future

    def close(self) -> None:
        """Ends the worker, whatever it is doing, and fails what was asked of it. Takes no longer than a moment."""
        with self._wake:
            self._closed = True
            self._wake.notify()
            if self._process is not None:
                self._process.kill()  # it keeps nothing that could be lost
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(1.0)

    # The rest runs on the feeding thread.

    def _feed(self) -> None:
        while (job := self._next()) is not None:
            if not job.results and not job.future.running() and not job.future.set_running_or_notify_cancel():
                self._drop(job)
                continue
            try:
                if len(job.results) < len(job.units):
                    job.results.append(self._ask(job.work, job.units[len(job.results)]))
                if len(job.results) == len(job.units):
                    self._drop(job)
                    job.future.set_result(job.finish(job.results))
            except Exception as error:
                self._drop(job)
                job.future.set_exception(_refusal(error))
        self._stop_process()
        for job in self._jobs:
            if job.future.running() or job.future.set_running_or_notify_cancel():
                job.future.set_exception(AnnotatorError("jobs.closed"))

    def _next(self) -> _Job | None:
        """The most urgent job, left in the queue until it is finished; None when closed."""
        with self._wake:
            while not self._jobs and not self._closed:
                if not self._wake.wait(self._idle) and not self._jobs and not self._closed:
                    self._stop_process()
            return None if self._closed else self._jobs[0]

    def _drop(self, job: _Job) -> None:
        with self._wake:
            self._jobs.remove(job)
            heapq.heapify(self._jobs)

    def _ask(self, work: Work, unit: Any) -> Any:
        for _ in range(_ATTEMPTS):
            try:
                connection = self._worker()
                connection.send((work, unit))
                kind, value = connection.recv()
            except (EOFError, OSError):
                self._stop_process()
                if self._closed:
                    raise AnnotatorError("jobs.closed") from None
                continue
            if kind == "result":
                return value
            code, values = value
            raise AnnotatorError(code, **values)
        raise AnnotatorError("jobs.worker_died")

    def _worker(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._stop_process()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), name=f"annotator-{self._name}", daemon=True)
        try:
            process.start()
        except OSError as error:
            ours.close()
            raise AnnotatorError("jobs.not_started", reason=str(error)) from error
        finally:
            theirs.close()
        with self._wake:
            self._process, self._connection = process, ours
            if self._closed:  # it was too new to be ended with the others
                raise AnnotatorError("jobs.closed")
        return ours

    def _stop_process(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


class InlineWorker:
    """A worker without a process: everything at once, on the caller's thread."""

    pid = None

    def submit(
        self, work: Work, units: Sequence[Any], finish: Callable[[list[Any]], Any] = list, *, urgent: bool = False
    ) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(finish([work(unit) for unit in units]))
        except Exception as error:
            future.set_exception(_refusal(error))
        return future

    def close(self) -> None:
        pass


class Jobs:
    """Background work of one window or command. Every future fails with AnnotatorError, never with anything else."""

    def __init__(self) -> None:
        self._kiwi, self._bulk = self._lanes()

    def _lanes(self) -> tuple[_Lane, _Lane]:
        return Worker("kiwi"), Worker("bulk", idle=30.0)

    def warm(self) -> Future[str]:
        """Loads Kiwi in its worker, ahead of the first text; the result is `tokenizer_version()`."""
        return self._kiwi.submit(_warm, [None], _first, urgent=True)

    def tokenize(self, texts: Sequence[str], *, urgent: bool = False) -> Future[list[bytes]]:
        """The tokens of each text, `encode`d; an urgent call overtakes all that are not, between two texts."""
        return self._kiwi.submit(_tokenize, list(texts), urgent=urgent)

    def tokens(self, texts: Sequence[str]) -> list[bytes]:
        """The same for a thread that can wait."""
        return self.tokenize(texts).result()

    def clean(self, sources: Sequence[Source]) -> Future[list[Article]]:
        """The cleaned article of each source."""
        return self._bulk.submit(_clean, list(sources))

    def close(self) -> None:
        """Ends the workers at once; what was asked of them fails with AnnotatorError("jobs.closed")."""
        self._kiwi.close()
        self._bulk.close()


class InlineJobs(Jobs):
    """The same done at once, in this process: for tests and for commands that would only wait anyway."""

    def _lanes(self) -> tuple[_Lane, _Lane]:
        return InlineWorker(), InlineWorker()


def _refusal(error: Exception) -> AnnotatorError:
    """What the asker is told of an error; one that is not ours is a fault of the program, named as such."""
    if isinstance(error, AnnotatorError):
        return error
    refusal = AnnotatorError("jobs.failed", reason=f"{type(error).__name__}: {error}")
    refusal.__cause__ = error
    return refusal


def _first(results: list[Any]) -> Any:
    return results[0]


# What the workers do. Imports are here so that asking for work loads nothing into the asking process.


def _serve(connection: Connection) -> None:
    """A worker's life: answers units until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, who then closes us
    parent = multiprocessing.parent_process()
    if parent is not None:
        # The end of the pipe is seen only between two units; a killed parent should not leave a busy orphan.
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()
    while True:
        try:
            work, unit = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = ForkingPickler.dumps(("result", work(unit)))
        except Exception as error:
            refusal = _refusal(error)
            answer = ForkingPickler.dumps(("refusal", (refusal.code, refusal.values)))
        try:
            connection.send_bytes(answer)
        except OSError:
            return


def _end_with(wait: Callable[[], None]) -> None:
    wait()
    os._exit(0)


def _warm(_: None) -> str:
    from annotator import morphology

    morphology.tokenize(["가"])  # the first text costs Kiwi another second
    return morphology.tokenizer_version()


def _tokenize(text: str) -> bytes:
    from annotator import morphology

    return morphology.encode(morphology.tokenize([text])[0])


def _clean(source: Source) -> Article:
    from annotator import articles

    article: Article = articles.clean(source)
    return article
