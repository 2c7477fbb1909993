"""What the core says when it cannot do what it was asked: a code and the values that belong to it, never a sentence."""

from __future__ import annotations

from typing import Any


class AnnotatorError(Exception):
    """A refusal with a stable `code` (`project.locked`) and its `values` (`path`, `line`, `field` ...).

    The sentences for each code, Korean and English, stand in resources/i18n/sentences.toml; `annotator.sentences`
    joins the two. `str(error)` is for logs and debuggers.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are rebuilt from `args` alone; this one crosses from the worker process to the window whole.
        return _rebuild, (self.code, self.values)

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value!r}" for key, value in self.values.items())
        return f"{self.code}({shown})"


def refuse(error: AnnotatorError) -> None:
    """Raises it: what a reader does with a bad record when nobody wants to be told."""
    raise error


def _rebuild(code: str, values: dict[str, Any]) -> AnnotatorError:
    return AnnotatorError(code, **values)
