"""Exchange formats: one module each behind one registry."""

from annotator.formats.registry import Format, for_path, get, import_file, names
from annotator.formats.report import ExportReport

__all__ = ["ExportReport", "Format", "for_path", "get", "import_file", "names"]
