"""Workers on all cores that take units of work in turn; the answers come in the units' order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, closing
from itertools import chain, cycle, islice
from typing import TypeVar

from annotator.jobs import Worker

Work = TypeVar("Work")
Answer = TypeVar("Answer")

# A worker takes seconds to load what it works with: fewer units are done sooner in this process.
_FEW = 4
# Units a worker has before it, so that it never waits.
_AHEAD = 2


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def spread(
    work: Callable[[Work], Answer], units: Iterable[Work], *, few: int = _FEW, workers: int | None = None
) -> Iterator[Answer]:
    """`work(unit)` of each unit, in order; only so many are taken ahead that no worker waits.

    `work` is a function of a module. Leaving off early ends the workers. Raises what `work` raises.
    """
    units = iter(units)
    first = list(islice(units, few))
    if len(first) < few:
        yield from map(work, first)
        return
    with ExitStack() as stack:
        crew = [stack.enter_context(closing(Worker(f"crew-{number}"))) for number in range(workers or cores())]
        hands = cycle(crew)
        asked: deque[Future[Answer]] = deque()
        for unit in chain(first, units):
            asked.append(next(hands).submit(work, [unit], _only))
            if len(asked) >= _AHEAD * len(crew):
                yield asked.popleft().result()
        while asked:
            yield asked.popleft().result()


def _only(results: list[Answer]) -> Answer:
    return results[0]
