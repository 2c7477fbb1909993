"""annotator: mark spans in Korean news, one click each."""

__version__ = "0.1.0"
