"""Cells of tables that people open in a spreadsheet."""

from __future__ import annotations

import re
from typing import TypeVar

# A formula in some spreadsheet; blanks and line ends before it do not save the reader.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")

Cell = TypeVar("Cell", str, int, str | int, str | int | float | None)


def harmless(cell: Cell) -> Cell:
    """The cell as no spreadsheet takes for a formula: an apostrophe stands before what begins like one."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
