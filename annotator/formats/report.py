"""What an export did."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import AnnotatorError


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The files written, how many articles and spans are in them, and what could not be carried (not raised)."""

    files: tuple[Path, ...]
    articles: int = 0
    spans: int = 0
    remarks: list[AnnotatorError] = field(default_factory=list)
    cancelled: bool = False
