"""Background work: results, order, and what happens when a worker or its parent dies."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import AnnotatorError
from annotator.jobs import InlineJobs, Jobs, Worker
from annotator.morphology import decode, tokenize, tokenizer_version

TEXT = "가람시가 370여명을 불렀다."


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker process; its work is functions of the standard library, which any process can import."""
    worker = Worker("test")
    yield worker
    worker.close()


def _error(future: Future[Any]) -> AnnotatorError:
    error = future.exception(30)
    assert isinstance(error, AnnotatorError)
    return error


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # A child of another parent may stay as a zombie for a moment.
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


def _until(condition: Any, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


class TestWorker:
    def test_gives_the_results_in_order(self, worker: Worker) -> None:
        assert worker.submit(math.factorial, [3, 4, 5]).result(30) == [6, 24, 120]

    def test_work_without_units_is_done_at_once(self, worker: Worker) -> None:
        assert worker.submit(math.factorial, []).result(30) == []

    def test_does_not_work_in_this_process(self, worker: Worker) -> None:
        worker.submit(math.factorial, [1]).result(30)
        assert worker.pid not in (None, os.getpid())

    def test_starts_with_the_first_work(self, worker: Worker) -> None:
        assert worker.pid is None

    def test_a_fault_fails_its_own_future_only(self, worker: Worker) -> None:
        bad, good = worker.submit(int, ["1", "x"]), worker.submit(int, ["2"])
        error = _error(bad)
        assert error.code == "jobs.failed"
        assert "ValueError" in error.values["reason"]
        assert good.result(30) == [2]

    def test_a_refusal_comes_back_as_it_was(self, worker: Worker) -> None:
        assert _error(worker.submit(decode, [b"?"])).code == "tokens.damaged"

    def test_what_cannot_be_sent_is_a_fault(self, worker: Worker) -> None:
        assert _error(worker.submit(int, [threading.Lock()])).code == "jobs.failed"
        assert worker.submit(int, ["3"]).result(30) == [3]

    def test_urgent_work_overtakes_what_waits(self, worker: Worker) -> None:
        done: list[str] = []
        first = worker.submit(time.sleep, [0.2])
        later = worker.submit(time.sleep, [0.01])
        urgent = worker.submit(time.sleep, [0.01], urgent=True)
        for name, future in (("later", later), ("urgent", urgent)):
            future.add_done_callback(lambda _, name=name: done.append(name))
        first.result(30)
        later.result(30)
        assert done == ["urgent", "later"]

    def test_urgent_work_overtakes_between_two_units(self, worker: Worker) -> None:
        long = worker.submit(time.sleep, [0.05] * 40)
        assert _until(long.running)
        worker.submit(math.factorial, [3], urgent=True).result(30)
        assert not long.done()

    def test_cancelled_work_is_not_done(self, worker: Worker) -> None:
        first = worker.submit(time.sleep, [0.2])
        waiting = worker.submit(math.factorial, [3])
        assert waiting.cancel()
        with pytest.raises(CancelledError):
            waiting.result(30)
        assert first.result(30) == [None]
        assert worker.submit(math.factorial, [4]).result(30) == [24]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes cannot be killed like this")
class TestDeath:
    def test_work_goes_on_in_a_new_process_after_a_kill(self, worker: Worker) -> None:
        worker.submit(math.factorial, [1]).result(30)
        first = worker.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert worker.submit(math.factorial, [3]).result(30) == [6]
        assert worker.pid != first

    def test_a_unit_under_way_is_tried_again(self, worker: Worker) -> None:
        future = worker.submit(time.sleep, [0.3])
        assert _until(lambda: worker.pid is not None and future.running())
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        assert future.result(30) == [None]

    def test_a_unit_that_kills_every_worker_fails_and_the_next_one_works(self, worker: Worker) -> None:
        deadly = worker.submit(os._exit, [1])
        assert _error(deadly).code == "jobs.worker_died"
        assert worker.submit(math.factorial, [3]).result(30) == [6]

    def test_closing_leaves_no_process_and_fails_what_waits(self) -> None:
        worker = Worker("test")
        worker.submit(math.factorial, [1]).result(30)
        pid = worker.pid
        assert pid is not None
        running, waiting = worker.submit(time.sleep, [60]), worker.submit(time.sleep, [60])
        assert _until(running.running)
        worker.close()
        assert {_error(running).code, _error(waiting).code} == {"jobs.closed"}
        assert _until(lambda: _gone(pid))

    def test_after_closing_nothing_starts(self) -> None:
        worker = Worker("test")
        worker.close()
        worker.close()
        assert _error(worker.submit(math.factorial, [1])).code == "jobs.closed"
        assert worker.pid is None

    def test_an_idle_worker_ends_and_comes_back(self) -> None:
        worker = Worker("test", idle=0.1)
        worker.submit(math.factorial, [1]).result(30)
        assert _until(lambda: worker.pid is None)
        assert worker.submit(math.factorial, [3]).result(30) == [6]
        worker.close()

    def test_a_busy_worker_ends_with_a_killed_parent(self, tmp_path: Path) -> None:
        script = tmp_path / "parent.py"
        script.write_text(
            textwrap.dedent(
                """
                import math, os, signal, sys, time
                from annotator.jobs import Worker
                if __name__ == "__main__":
                    worker = Worker("test")
                    worker.submit(math.factorial, [1]).result(30)
                    worker.submit(time.sleep, [600])
                    print(worker.pid, flush=True)
                    time.sleep(600)
                """
            ),
            encoding="utf-8",
        )
        with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            pid = int(parent.stdout.readline())
            parent.kill()
        assert _until(lambda: _gone(pid))


@pytest.fixture(params=[Jobs, InlineJobs])
def jobs(request: pytest.FixtureRequest) -> Iterator[Jobs]:
    jobs: Jobs = request.param()
    yield jobs
    jobs.close()


class TestJobs:
    """The same answers from the other process and from this one."""

    def test_warming_names_the_tokenizer(self, jobs: Jobs) -> None:
        assert jobs.warm().result(60) == tokenizer_version()

    def test_tokens_are_those_of_the_tokenizer(self, jobs: Jobs) -> None:
        texts = [TEXT, "", "제주에서 \ud800 왔다"]
        assert [decode(data) for data in jobs.tokenize(texts).result(60)] == tokenize(texts)

    def test_urgent_tokens_are_the_same(self, jobs: Jobs) -> None:
        assert jobs.tokenize([TEXT], urgent=True).result(60) == jobs.tokenize([TEXT]).result(60)

    def test_cleaning_gives_the_articles_of_the_sources(self, jobs: Jobs) -> None:
        from annotator import articles

        sources = [articles.source_from_text("누리군 소식\n\n누리군이 장터를 연다.", name) for name in ("하나", "둘")]
        assert jobs.clean(sources).result(60) == [articles.clean(source) for source in sources]


def test_the_asking_process_never_loads_the_tokenizer(tmp_path: Path) -> None:
    script = tmp_path / "asks.py"
    script.write_text(
        textwrap.dedent(
            """
            import sys
            from annotator.jobs import Jobs
            if __name__ == "__main__":
                jobs = Jobs()
                jobs.warm().result(60)
                jobs.tokenize(["가람시가 왔다."]).result(60)
                jobs.close()
                sys.exit(any(name.split(".")[0] in ("kiwipiepy", "numpy", "lxml") for name in sys.modules))
            """
        ),
        encoding="utf-8",
    )
    assert subprocess.run([sys.executable, str(script)], check=False, timeout=120).returncode == 0
