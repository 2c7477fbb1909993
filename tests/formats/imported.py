"""Lines of the project's own JSONL, read into a new project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator import formats
from annotator.labels import LabelSet
from annotator.project import ImportResult, Project

GOOD = {"text": "가람 나래", "id": "good"}


def imported(folder: Path, *lines: Any, labels: LabelSet | None = None) -> tuple[ImportResult, Project]:
    """A new project from these lines: objects, or text as it is."""
    path = folder / "in.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    project = Project.create(folder / "in.annotator", LabelSet(()) if labels is None else labels)
    return formats.import_file(project, path), project
