"""What an export did, and what of the project the format could not carry."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from annotator.errors import AnnotatorError


class Loss(StrEnum):
    """What can be lost; each value names a sentence `format.lost_*` with a {count}.

    Counted by span: NESTED to SOURCE_OFFSETS; CELL by cell; by article: the others. Those down to TOKEN are listed one
    by one. ENTITY is carried, but not among spaCy's entities.
    """

    NESTED = "nested"
    CROSSING = "crossing"
    TWICE = "twice"
    ENTITY = "entity"
    NOTE = "note"
    GRAPHEME = "grapheme"
    TOKEN = "token"
    ANNOTATOR = "annotator"
    ORIGIN = "origin"
    OFFSETS = "offsets"
    SUGGESTIONS = "suggestions"
    SOURCE_OFFSETS = "source_offsets"
    CELL = "cell"
    BLANKS = "blanks"
    ID = "id"
    STATE = "state"
    META = "meta"
    SEGMENTS = "segments"
    ARTICLE_NOTE = "article_note"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The files written, how many articles and spans are in them, and what could not be carried (not raised).

    `remarks` are faults; `losses` what the format has no place for; `left_open` how many open articles stayed out,
    `left_others` how many that only others have marked than the one asked for.
    `splits` are articles and spans by split; empty without one.
    """

    files: tuple[Path, ...]
    articles: int = 0
    spans: int = 0
    remarks: list[AnnotatorError] = field(default_factory=list)
    cancelled: bool = False
    losses: Mapping[Loss, int] = field(default_factory=dict)
    left_open: int = 0
    left_others: int = 0
    splits: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def told(self) -> list[AnnotatorError]:
        """One refusal (not raised) for the articles left out and for each kind of loss: what to tell the user."""
        kinds = (("format.left_open", self.left_open), ("format.left_others", self.left_others))
        left = [AnnotatorError(code, count=count) for code, count in kinds if count]
        return left + [AnnotatorError(f"format.lost_{loss}", count=count) for loss, count in self.losses.items()]


class Losses:
    """Counts what is lost, and lists it, one JSON object a line, in the report beside the export."""

    def __init__(self, file: TextIO | None = None, **head: Any) -> None:
        self._file = file
        self._counts: Counter[Loss] = Counter()
        self.left_open = 0
        self.left_others = 0
        self._line(head)

    @property
    def counts(self) -> dict[Loss, int]:
        """The losses there are, in the order of `Loss`."""
        return {loss: self._counts[loss] for loss in Loss if self._counts[loss]}

    def count(self, loss: Loss, number: int = 1) -> None:
        self._counts[loss] += number

    def name(self, loss: Loss, article: str, **what: Any) -> None:
        """One loss, with what was lost where."""
        self._counts[loss] += 1
        self._line({"lost": str(loss), "article": article, **what})

    def close(self, **totals: Any) -> None:
        """The report's last line: the counts."""
        left = {"left_open": self.left_open, "left_others": self.left_others}
        self._line({**totals, **left, "lost": {str(k): v for k, v in self.counts.items()}})

    def _line(self, value: Mapping[str, Any]) -> None:
        if self._file is not None and value:
            self._file.write(json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028") + "\n")
