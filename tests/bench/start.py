"""One start of the window in a process of its own, as `annotator PROJECT` starts it; what it saw, as one JSON object.

    python tests/bench/start.py PROJECT [--warm]

painted   when the first picture with the article's text was painted (seconds of the system's monotonic clock, so that
          whoever started this process can subtract when that was); opened: when the project began to open;
          computed: the seconds of processor time until then
--warm    goes on until Kiwi is loaded and the article's tokens are there, and adds
          gap (ms): the longest time between two ticks of a 5 ms timer from the first picture on, which ended gap_at
          (s) after it; loading (s): until all was there
          window, worker (MiB): resident memory of the two processes at the end; absent where /proc is not
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from annotator.__main__ import main
from annotator.ui import app
from annotator.ui.article_view import ArticleView

_TICK_MS = 5
_GIVE_UP_S = 120


def resident(pid: int | str | None) -> float | None:
    """Resident memory of a process in MiB; None where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), None)


class Watch:
    """Looks at a starting program from inside; quits when it has seen enough."""

    def __init__(self, *, warm: bool) -> None:
        self._warm = warm
        self._program: app.Program | None = None
        self._timer = QTimer(interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self.seen: dict[str, Any] = {"gap": 0.0}

    def opening(self, program: app.Program) -> None:
        self._program = program
        self.seen["opened"] = time.monotonic()

    def painted(self) -> None:
        program = self._program
        if "painted" in self.seen or program is None or program.session.article is None:
            return
        self.seen["painted"] = self._last = time.monotonic()
        self.seen["computed"] = time.process_time()
        self._timer.start() if self._warm else self._quit()

    def _tick(self) -> None:
        now = time.monotonic()
        gap = (now - self._last) * 1000
        if gap > self.seen["gap"]:
            self.seen |= {"gap": gap, "gap_at": now - self.seen["painted"]}
        self._last = now
        assert self._program is not None
        morphemes = self._program.session.morphemes
        if self._program.feed.ready and morphemes is not None and morphemes.complete:
            self.seen["loading"] = now - self.seen["painted"]
            self.seen["window"] = resident("self")
            self.seen["worker"] = resident(self._program.jobs._kiwi.pid)
            self._quit()
        elif now - self.seen["painted"] > _GIVE_UP_S:
            self._quit()

    def _quit(self) -> None:
        self._timer.stop()
        assert self._program is not None
        QTimer.singleShot(0, self._program.window.close)


def run(project: str, *, warm: bool) -> dict[str, Any]:
    """Starts the program with `project` and returns what was seen, once its window is closed."""
    watch: list[Watch] = []
    start, paint = app.Program.start, ArticleView.paintEvent

    def watched_start(program: app.Program, paths: Any) -> None:
        watch.append(Watch(warm=warm))
        watch[0].opening(program)
        start(program, paths)

    def watched_paint(view: ArticleView, event: QPaintEvent) -> None:
        paint(view, event)
        if watch:
            watch[0].painted()

    app.Program.start, ArticleView.paintEvent = watched_start, watched_paint  # type: ignore[method-assign]
    code = main([project])
    return watch[0].seen | {"code": code}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], warm="--warm" in sys.argv)))
