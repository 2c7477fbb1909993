"""Reads texts whose marks are written into them: `{O|{R|충북}도청}`."""

from __future__ import annotations

import re
from pathlib import Path

PARAGRAPHS = Path(__file__).parent / "paragraphs.txt"
_LABELS = {"O": "ORG", "P": "POLICY", "R": "REGION", "N": "NUMBER"}
_SIGN = re.compile(r"\{([OPRN])\||\}")

Mark = tuple[int, int, str]


def unmark(line: str) -> tuple[str, list[Mark]]:
    """The text without the signs, and the marks in code points of it. Raises ValueError on a sign without its pair."""
    text, marks, open_ = "", [], []
    at = 0
    for sign in _SIGN.finditer(line):
        text += line[at : sign.start()]
        at = sign.end()
        if sign.group(1):
            open_.append((len(text), _LABELS[sign.group(1)]))
        elif not open_:
            raise ValueError(f"closed but not opened: {line}")
        else:
            start, label = open_.pop()
            marks.append((start, len(text), label))
    if open_:
        raise ValueError(f"opened but not closed: {line}")
    return text + line[at:], sorted(marks)


def paragraphs(path: Path = PARAGRAPHS) -> list[tuple[str, list[Mark]]]:
    """The paragraphs of a file, comment lines left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [unmark(line) for line in lines if line and not line.startswith("#")]
