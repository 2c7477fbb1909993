"""Libraries that a format stands on and that do not come with the program."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from annotator.errors import AnnotatorError


def needed(module: str, name: str, library: str = "") -> Any:
    """The module, imported now. Raises format.needs, with the format's `name`, when it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise AnnotatorError("format.needs", name=name, library=library or module.partition(".")[0]) from error
