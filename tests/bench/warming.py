"""What the tokenizer's process costs the one that asks: python tests/bench/warming.py [--json]

gap_ms      the longest pause of a 5 ms ticker in the asking process while the worker loads Kiwi
warm_s      from asking to the tokenizer's answer
tokenize_ms one 2,000-character article, asked and answered, worker warm (median of 20)
restart_s   the same article after the worker was killed
close_ms    closing while the worker is busy
worker_mb   resident memory of the warm worker (Linux)
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import sys
import threading
import time
from pathlib import Path

from annotator.jobs import Jobs, Worker

ARTICLE = "한빛시 누리구 가람동에서 열린 산업 진흥 사업 설명회에 370여 명이 참석했다. " * 45


class Ticker(threading.Thread):
    """Sleeps 5 ms again and again and keeps the longest time between two wakings, in seconds."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.longest = 0.0
        self.stopped = threading.Event()

    def run(self) -> None:
        last = time.perf_counter()
        while not self.stopped.is_set():
            time.sleep(0.005)
            now = time.perf_counter()
            self.longest, last = max(self.longest, now - last), now

    def stop(self) -> float:
        self.stopped.set()
        self.join()
        return self.longest


class Watched(Jobs):
    """Jobs whose tokenizer's process can be looked at."""

    def _lanes(self) -> tuple[Worker, Worker]:
        self.worker = Worker("kiwi")
        return self.worker, Worker("bulk")


def resident(pid: int) -> float | None:
    """Resident memory of a process in MB, where /proc tells it."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def measure() -> dict[str, float | None]:
    jobs = Watched()
    figures: dict[str, float | None] = {}
    ticker = Ticker()
    ticker.start()
    begin = time.perf_counter()
    jobs.warm().result()
    figures["warm_s"] = time.perf_counter() - begin
    figures["gap_ms"] = ticker.stop() * 1e3
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        jobs.tokenize([ARTICLE]).result()
        times.append((time.perf_counter() - begin) * 1e3)
    figures["tokenize_ms"] = statistics.median(times)
    assert jobs.worker.pid is not None
    figures["worker_mb"] = resident(jobs.worker.pid)
    os.kill(jobs.worker.pid, signal.SIGTERM)
    begin = time.perf_counter()
    jobs.tokenize([ARTICLE]).result()
    figures["restart_s"] = time.perf_counter() - begin
    jobs.tokenize([ARTICLE] * 1000)
    time.sleep(0.1)
    begin = time.perf_counter()
    jobs.close()
    figures["close_ms"] = (time.perf_counter() - begin) * 1e3
    return {name: None if value is None else round(value, 2) for name, value in figures.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="What loading and asking the tokenizer's process costs.")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure()
    print(
        json.dumps(figures) if options.json else "\n".join(f"{name:<12}{value:>10}" for name, value in figures.items())
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
