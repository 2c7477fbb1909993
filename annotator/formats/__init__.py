"""Exchange formats: one module each behind one registry."""

from annotator.formats.incoming import REMARKS
from annotator.formats.merging import Merged, take_in
from annotator.formats.options import DEFAULTS, Options, Split, Suggested, Unit, Winner, parse_since
from annotator.formats.peeking import Peek, peek
from annotator.formats.preview import Preview, preview
from annotator.formats.registry import Format, for_path, get, import_file, names, only_written, readable, suffixes
from annotator.formats.report import ExportReport, Loss

__all__ = [
    "DEFAULTS",
    "REMARKS",
    "ExportReport",
    "Format",
    "Loss",
    "Merged",
    "Options",
    "Peek",
    "Preview",
    "Split",
    "Suggested",
    "Unit",
    "Winner",
    "for_path",
    "get",
    "import_file",
    "names",
    "only_written",
    "parse_since",
    "peek",
    "preview",
    "readable",
    "suffixes",
    "take_in",
]
