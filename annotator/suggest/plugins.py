"""Suggesters of other packages: an entry point of the group `annotator.suggesters` that makes one.

    [project.entry-points."annotator.suggesters"]
    mine = "my_package:make"

`make()` returns a `Plugin`, or None where it has nothing to offer on this machine. It is called once, in the process
that suggests; what it raises there is told once and the suggester is left out.
resources/guides/suggesters.md is the guide to it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

from annotator.sentences import say
from annotator.suggest.suggestion import Reason, Source, Suggestion

GROUP = "annotator.suggesters"
Bounds = tuple[int, int]
Scored = tuple[int, int, str, float]

_log = logging.getLogger(__name__)


class Plugin(Protocol):
    """What a suggester of another package is."""

    def suggest(self, text: str, segments: Sequence[Bounds]) -> Iterable[Scored]:
        """`(start, end, label, score)` of what is suggested: code points of `text`, end exclusive, `label` an export
        name of the project's labels, `score` from 0 to 1. None runs over one of `segments`."""


@dataclass(slots=True)
class Loaded:
    """A plugin by the name of its entry point; one that fails is asked no more."""

    name: str
    plugin: Plugin
    works: bool = True

    def suggest(self, text: str, segments: Sequence[Bounds], labels: Collection[str]) -> Iterator[Suggestion]:
        """What it suggests of a text; what is no span of it, or of another label, is passed over."""
        if not self.works:
            return
        try:
            found = [_checked(each, text, segments, labels) for each in self.plugin.suggest(text, segments)]
        except Exception as error:
            self.works = False
            _tell(self.name, error)
            return
        for one in found:
            if one is not None:
                start, end, label, score = one
                yield Suggestion(
                    start, end, label, text[start:end], round(score, 4), Source.PLUGIN, Reason.PLUGIN, self.name
                )


def load() -> list[Loaded]:
    """The suggesters installed beside the program, by name."""
    found = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            make: Callable[[], Plugin | None] = entry.load()
            plugin = make()
        except Exception as error:
            _tell(entry.name, error)
            continue
        if plugin is not None:
            found.append(Loaded(entry.name, plugin))
    return found


def _tell(name: str, error: Exception) -> None:
    """One sentence, where the program's log goes: on stderr, unless somebody set up another place."""
    _log.warning(say("suggest.plugin_failed", name=name, reason=f"{type(error).__name__}: {error}"))


def _checked(each: Scored, text: str, segments: Sequence[Bounds], labels: Collection[str]) -> Scored | None:
    start, end, label, score = each
    start, end, score = int(start), int(end), min(max(float(score), 0.0), 1.0)
    if not 0 <= start < end <= len(text) or label not in labels or score != score:
        return None
    if text[start].isspace() or text[end - 1].isspace():
        return None
    inside = any(low <= start and end <= high for low, high in segments)
    return (start, end, str(label), score) if inside else None
