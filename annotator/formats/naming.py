"""Labels by the names that other programs call them: the project's own one of that name, else a new one.

A new label shows the name as it is; its key, the export name, is the name in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from anyascii import anyascii

from annotator.errors import AnnotatorError
from annotator.labels import Label, LabelSet
from annotator.project import NewArticle
from annotator.project.rows import rows_of

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_NO_KEY = re.compile(r"[^A-Za-z0-9_-]+")
# Names whose Latin letters tell them from all others of this kind: of other scripts several words sound the same.
_TELLING = re.compile(r"[A-Za-z0-9가-힣·-]+(?: [A-Za-z0-9가-힣·-]+)*")
# The labels of the shipped preset by the names that other tools show.
_SHOWN = {"기관": "ORG", "정책": "POLICY", "지역": "REGION", "수치": "NUMBER"}


@lru_cache(maxsize=1024)
def key_of(name: str) -> str:
    """The export name of a label that another program calls `name`; the same name gives the same key.

    HaengJeongGiGwan of 행정기관. Where names could give the same letters, a few digits of a hash tell them apart.
    """
    if _KEY.fullmatch(name):
        return name
    if name in _SHOWN:
        return _SHOWN[name]
    key = _NO_KEY.sub("_", anyascii(name)).strip("_-")[:48]
    if not key[:1].isalpha():
        key = f"L_{key}".rstrip("_")
    if len(key) > 47 or not _TELLING.fullmatch(name):
        key += "_" + sha256(name.encode("utf-8", "replace")).hexdigest()[:6]
    return key


def names_of(labels: Iterable[str]) -> dict[str, str]:
    """Key -> name of those labels whose key is another than their name."""
    return {key: name for name in labels if (key := key_of(name)) != name}


class Naming:
    """The names of one import, held against the labels of the project; `told` says which names became other ones."""

    def __init__(self, labels: LabelSet) -> None:
        self._own = {name: label.key for label in reversed(labels.labels) for name in (label.en, label.ko) if name}
        self._met: set[str] = set()
        self.told: list[AnnotatorError] = []

    def items(self, items: Iterable[NewArticle]) -> Iterator[NewArticle]:
        """The articles, their spans under the labels that the project has for the names they come with."""
        for item in items:
            yield self._named(item) if item.names else item

    def offered(self, labels: Iterable[Label] | None) -> list[Label] | None:
        """Labels that a file defines, without those known by name alone that the project has under another key."""
        if labels is None:
            return None
        return [label for label in labels if label.key not in names_of([label.ko]) or label.ko not in self._own]

    def _named(self, item: NewArticle) -> NewArticle:
        ours = {key: self._own[name] for key, name in item.names.items() if name in self._own}
        for key, name in item.names.items():
            if key not in ours and name not in self._met:
                file = item.place.rpartition(":")[0]
                self.told.append(AnnotatorError("format.label_renamed", file=file, name=name, key=key))
            self._met.add(name)
        names = {key: name for key, name in item.names.items() if key not in ours}
        if all(key == own for key, own in ours.items()):
            return replace(item, names=names)
        spans = [row._replace(label=ours.get(row.label, row.label)) for row in rows_of(item.spans)]
        return replace(item, spans=spans, names=names)
