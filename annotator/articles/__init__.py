"""From the bytes of a file to a cleaned article, with every removed line and its reason."""

from annotator.article import Article, Emptiness, Line, Role, Segment, Source, to_dict
from annotator.articles.clean import clean
from annotator.articles.records import Record, is_container, records, says_more_than_text
from annotator.articles.source import IMPORTABLE, find_files, read_source, source_from_text
from annotator.repair import repair

__all__ = [
    "IMPORTABLE",
    "Article",
    "Emptiness",
    "Line",
    "Record",
    "Role",
    "Segment",
    "Source",
    "clean",
    "find_files",
    "is_container",
    "read_source",
    "records",
    "repair",
    "says_more_than_text",
    "source_from_text",
    "to_dict",
]
