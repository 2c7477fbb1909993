"""The exchange formats by name; each is an `Exchange`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.brat import Brat
from annotator.formats.cas import CasJson, CasXmi
from annotator.formats.conll import Conll, Iob2, Iob2Characters
from annotator.formats.docbin import DocBin
from annotator.formats.doccano import Doccano, DoccanoRelation
from annotator.formats.exchange import Exchange
from annotator.formats.huggingface import HuggingFace
from annotator.formats.klue import Klue
from annotator.formats.label_studio import LabelStudio
from annotator.formats.merging import Merged, take_in
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.own import Own
from annotator.formats.prodigy import Prodigy
from annotator.formats.sample import Sample
from annotator.formats.spreadsheet import Csv, Tsv, Xlsx
from annotator.project import Project

Format = Exchange

_FORMATS: dict[str, Format] = {
    each.NAME: each
    for each in (
        Own(),
        Conll(),
        Iob2(),
        Iob2Characters(),
        Doccano(),
        DoccanoRelation(),
        LabelStudio(),
        Prodigy(),
        Brat(),
        Klue(),
        HuggingFace(),
        DocBin(),
        CasJson(),
        CasXmi(),
        Csv(),
        Tsv(),
        Xlsx(),
    )
}


def names() -> list[str]:
    """The formats there are, the default first."""
    return list(_FORMATS)


def readable() -> list[str]:
    """Those that can be read, too."""
    return [name for name, form in _FORMATS.items() if form.READS]


def get(name: str) -> Format:
    """A format by its name. Raises format.unknown."""
    if name not in _FORMATS:
        raise AnnotatorError("format.unknown", name=name, known=", ".join(_FORMATS))
    return _FORMATS[name]


def for_path(path: Path) -> Format | None:
    """The format of a file by its suffix and what it begins with; None: a page to clean, or no format that is known."""
    sample = Sample(path)
    able = [form for form in _FORMATS.values() if form.READS and sample.suffix in form.SUFFIXES]
    return next((form for form in reversed(able) if form.recognises(sample)), None)


def only_written(path: Path) -> bool:
    """Whether a file is an export of ours that cannot be read back."""
    sample = Sample(path)
    able = (form for form in _FORMATS.values() if not form.READS and sample.suffix in form.SUFFIXES)
    return any(form.recognises(sample) for form in able)


def suffixes() -> frozenset[str]:
    """The suffixes of all files that can be read, a page's among them."""
    return frozenset(suffix for form in _FORMATS.values() if form.READS for suffix in form.SUFFIXES)


def import_file(
    project: Project,
    path: Path,
    *,
    name: str = "auto",
    options: Options = DEFAULTS,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    group: str | None = None,
) -> Merged:
    """Imports one file of annotated records as one step (see `take_in`).

    Bad records and spans stay out and are in the report, with what was moved or renamed.
    """
    form = for_path(path) if name == "auto" else get(name)
    if form is None:
        raise AnnotatorError("format.suffix", path=str(path), known=", ".join(readable()))
    problems: list[AnnotatorError] = []
    result = take_in(
        project,
        form.read(path, options=options, problem=problems.append),
        force=force,
        labels=form.labels(path),
        progress=progress,
        cancelled=cancelled,
        group=group,
    )
    return replace(result, report=[*problems, *result.report])
