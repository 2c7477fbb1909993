"""Python's search for reference cycles, made seldom while thousands of articles go by.

An article's tokens are thousands of tuples, and none lies in a cycle: they go as soon as the article does. Python
counts them all the same, and searches at every seven hundredth. That is a sixth of an export of tokens, and a third
where rows wait for Parquet (measured). Seldom, not never: what does lie in cycles, here or in another thread meanwhile,
still goes, and memory stays bounded.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

# So many more objects made than gone, and a search follows; some tens of megabytes of them.
SELDOM = 100_000

_lock = Lock()
_inside = 0  # how many are under way, in whichever threads
_before = (0, 0, 0)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside of it cycles are looked for every SELDOM objects; the last one out sets what was before the first.

    Where the search is switched off, or more seldom still, that stays. Serves as a decorator, too.
    """
    global _inside, _before
    with _lock:
        _inside += 1
        if _inside == 1:
            _before = gc.get_threshold()
            if 0 < _before[0] < SELDOM:
                gc.set_threshold(SELDOM, *_before[1:])
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0:
                gc.set_threshold(*_before)
