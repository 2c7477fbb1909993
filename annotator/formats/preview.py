"""The first record of an export and what the whole of it would lose, before a file is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.formats.options import DEFAULTS, Options
from annotator.formats.output import REPORT
from annotator.formats.registry import get
from annotator.formats.report import ExportReport
from annotator.project import Project

# Beside the records in a folder; not what one wants to see first.
_BESIDE = (".md", ".conf", ".cfg", ".xml", ".ndjson")


@dataclass(frozen=True, slots=True)
class Preview:
    """`record` is the first file's (`file`) beginning, or that of its article; "" where it is no text; `report` counts
    the whole."""

    file: str
    record: str
    report: ExportReport


def preview(
    project: Project,
    name: str,
    options: Options = DEFAULTS,
    *,
    characters: int = 2_000,
    cancelled: Callable[[], bool] | None = None,
) -> Preview | None:
    """What an export under these options begins with; None when cancelled. Raises format.unknown, .needs, .unit.

    Formats of tokens ask the tokenizer when the first article has none cached.
    """
    form = get(name)
    with TemporaryDirectory(prefix="annotator-") as folder:
        out = Path(folder) / f"preview{'' if form.FOLDER else form.SUFFIXES[0]}"
        form.write(project, out, options=replace(options, limit=1, split=None))
        file, record = _first(out, characters, form.BEFORE)
    # Suggestions are asked for article by article, which is too long to wait for a count.
    report = form.survey(project, replace(options, suggestions=None), cancelled=cancelled)
    return None if report.cancelled else Preview(file, record, report)


def _first(out: Path, characters: int, before: str) -> tuple[str, str]:
    files = [out] if out.is_file() else sorted(path for path in out.rglob("*") if path.is_file())
    for path in files:
        if path.name != REPORT and path.suffix not in _BESIDE and path.name != "features.json":
            try:
                with path.open(encoding="utf-8-sig") as file:
                    record = file.read() if before else file.read(characters)
                at = max(record.find(before), 0)
                return path.name, (("… " if at else "") + record[at:])[:characters]
            except UnicodeDecodeError:
                continue
    return (files[0].name if files else "", "")
