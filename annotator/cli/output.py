"""What commands print: results on stdout, sentences about them on stderr."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from annotator.errors import AnnotatorError
from annotator.sentences import explain

# Names and titles come from files: they must not steer the terminal, and a sentence is one line.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def plain(text: str) -> str:
    """`text` as it can stand on one line of a terminal."""
    return _CONTROL.sub(" ", text)


def result(sentence: str) -> None:
    """One line of what was asked for."""
    print(plain(sentence))


def told(sentence: str) -> None:
    """One sentence about what happened."""
    print(plain(sentence), file=sys.stderr)


def refuse(error: AnnotatorError) -> int:
    """Says what went wrong; the exit code."""
    told(explain(error))
    return 1


def as_json(value: dict[str, Any]) -> None:
    """One object, readable where stdout can write it, else escaped: JSON either way."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    print(text)


@contextmanager
def counted() -> Iterator[Callable[[int], None]]:
    """Shows a number that grows, where somebody is looking; nothing stays of it."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    try:
        yield lambda count: print(f"\r{count:,}", end="", file=sys.stderr, flush=True)
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextmanager
def bar(length: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr where somebody is looking, told what was done since; nothing stays of it.

    Without a length it is a number that grows.
    """
    if not sys.stderr.isatty():
        yield lambda done: None
    elif length is None:
        total = 0

        def grow(done: int) -> None:
            nonlocal total
            total += done
            shown(total)

        with counted() as shown:
            yield grow
    else:
        with click.progressbar(length=length, file=sys.stderr) as steps:
            yield steps.update
        print("\x1b[1A\x1b[K", end="", file=sys.stderr, flush=True)
