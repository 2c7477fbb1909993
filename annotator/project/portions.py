"""Articles some at a time: enough for one statement or transaction, and never more text than memory is meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def portions(items: Iterable[T], length: Callable[[T], int], *, most: int, characters: int) -> Iterator[list[T]]:
    """`items` in their order: `most` at a time, fewer when their `length` reaches `characters` before."""
    some: list[T] = []
    size = 0
    for item in items:
        some.append(item)
        size += length(item)
        if len(some) == most or size >= characters:
            yield some
            some, size = [], 0
    if some:
        yield some
