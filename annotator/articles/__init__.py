"""From the bytes of a file to a cleaned article, with every removed line and its reason."""

from annotator.articles.article import Article, Line, Role, Segment, Source, to_dict
from annotator.articles.clean import clean
from annotator.articles.source import find_files, read_source, source_from_text

__all__ = [
    "Article",
    "Line",
    "Role",
    "Segment",
    "Source",
    "clean",
    "find_files",
    "read_source",
    "source_from_text",
    "to_dict",
]
