"""A few rounds of tests/bench/kill.py: no confirmed mark is lost to `kill -9`, and the file stays sound."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent.parent / "bench" / "kill.py"


def test_no_confirmed_mark_is_lost_to_a_kill(tmp_path):
    command = [sys.executable, str(BENCH), "--rounds", "6", "--seed", "7", "--folder", str(tmp_path), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["rounds"] == 6
    assert found["marks_confirmed"] > 0
    assert (found["marks_lost"], found["other_differences"], found["files_with_faults"]) == (0, 0, 0)
