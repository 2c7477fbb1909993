"""UIMA CAS, as INCEpTION reads it, through dkpro-cassis: a folder with a file for each article.

    cas-json    NAME.json, the type system inside
    cas-xmi     NAME.xmi, and TypeSystem.xml for all

Spans are DKPro's NamedEntity (`value` is the label), tokens and sentences its own. Read are span layers of one's own
making (`custom.`, `webanno.custom.`), too: the label is `value`, `label` or else the first feature of text.
cassis counts code points here and UTF-16 units in the files. NAME as in brat.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

from annotator.errors import AnnotatorError
from annotator.formats import surface
from annotator.formats.exchange import Exchange, Job, Sink
from annotator.formats.file_names import FileNames
from annotator.formats.incoming import Mark, Reading, Record
from annotator.formats.jsonl_record import Place
from annotator.formats.needs import needed
from annotator.formats.options import DEFAULTS, Options
from annotator.formats.report import Loss
from annotator.formats.sample import Sample
from annotator.formats.selection import Item
from annotator.project import NewArticle

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
TYPES = "TypeSystem.xml"
_CUSTOM = ("custom.", "webanno.custom.")

_CHUNK = 1 << 20
_LARGEST = 256 * 1024 * 1024
# What no XML file may hold; a blank takes as much room.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def types(cassis: Any) -> Any:
    """DKPro's types, with the one for a document's id and title, which cassis leaves out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # how cassis reads its own files
        found = cassis.load_dkpro_core_typesystem()
    if not found.contains_type(META):
        made = found.create_type(META, supertypeName="uima.tcas.DocumentAnnotation")
        for name in ("documentTitle", "documentId"):
            found.create_feature(made, name, "uima.cas.String")
    return found


class _Folder(Sink):
    def __init__(self, job: Job, split: str, suffix: str) -> None:
        self._job = job
        self._folder = job.path / split if split else job.path
        self._suffix = suffix
        self._cassis = needed("cassis", "cas", "dkpro-cassis")
        self._types = types(self._cassis)
        self._names = FileNames()

    def write(self, item: Item) -> None:
        article = item.article
        text = _NO_XML.sub(" ", article.text)
        self._job.losses.count(Loss.BLANKS, text != article.text)
        cas = self._cassis.Cas(typesystem=self._types)
        cas.sofa_string = text
        cas.sofa_mime = "text/plain"
        make = self._types.get_type
        # DKPro's readers ask for one of these, over the whole text.
        title = _NO_XML.sub(" ", article.title)
        cas.add(
            make(META)(
                begin=0, end=len(text), language="ko", documentId=_NO_XML.sub(" ", article.uid), documentTitle=title
            )
        )
        entity, token_type, sentence_type = make(ENTITY), make(TOKEN), make(SENTENCE)
        for sentence in surface.sentences(self._job, article, item.spans):
            cas.add(sentence_type(begin=sentence[0].start, end=sentence[-1].end))
            cas.add_all([token_type(begin=token.start, end=token.end) for token in sentence])
        cas.add_all([entity(begin=span.start, end=span.end, value=span.label) for span in item.spans])
        name, kept = self._names.of(article.uid)
        self._job.losses.count(Loss.ID, not kept)
        path = self._job.files.part(self._folder / f"{name}{self._suffix}")
        if self._suffix == ".json":
            # With the types there are; all that DKPro knows would be as much again as the article, in every file.
            cas.to_json(path, type_system_mode=self._cassis.typesystem.TypeSystemMode.MINIMAL)
        else:
            cas.to_xmi(path)


class CasJson(Exchange):
    """One JSON file an article."""

    NAME = "cas-json"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".json",)
    FOLDER = True
    LOSES = frozenset(
        {Loss.NOTE, Loss.ANNOTATOR, Loss.ORIGIN, Loss.STATE, Loss.SEGMENTS, Loss.ARTICLE_NOTE, Loss.SUGGESTIONS}
    )
    CARRIES = frozenset({"title"})
    BEFORE = '"%FEATURE_STRUCTURES"'

    def sink(self, job: Job, split: str) -> Sink:
        return _Folder(job, split, self.SUFFIXES[0])

    def needs(self) -> None:
        needed("cassis", self.NAME, "dkpro-cassis")

    def recognises(self, sample: Sample) -> bool:
        return b'"%TYPES"' in sample.head or b'"%FEATURE_STRUCTURES"' in sample.head

    def read(
        self, path: Path, *, options: Options = DEFAULTS, problem: Callable[[AnnotatorError], None] | None = None
    ) -> Iterator[NewArticle]:
        self.needs()
        reading = Reading(path, problem)
        cassis = needed("cassis", self.NAME, "dkpro-cassis")
        try:
            _refuse_large(path)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cas = self._load(cassis, path)
                text, (spans, unlabelled) = cas.sofa_string or "", _entities(cas)
                uid, title = _meta(cas)
        except AnnotatorError:
            raise
        except Exception as error:
            # A file that is none fails anywhere in a parser that expects one.
            raise AnnotatorError("format.unreadable", path=str(path), reason=str(error).split("\n")[0]) from error
        if unlabelled:
            reading.tell(AnnotatorError("cas.unlabelled", file=path.name, count=unlabelled))
        for new in reading.take(Place(path.name, 1), _record, text, spans, uid or unquote(path.stem), title):
            yield replace(new, loose=not uid)

    def _load(self, cassis: Any, path: Path) -> Any:
        with path.open("rb") as file:
            return cassis.load_cas_from_json(file)


class CasXmi(CasJson):
    """One XMI file an article, the type system apart."""

    NAME = "cas-xmi"
    SUFFIXES: ClassVar[tuple[str, ...]] = (".xmi",)

    def beside(self, job: Job) -> None:
        job.files.put(job.path / TYPES, types(needed("cassis", self.NAME, "dkpro-cassis")).to_xml())

    def recognises(self, sample: Sample) -> bool:
        return True

    def _load(self, cassis: Any, path: Path) -> Any:
        beside = [folder / TYPES for folder in (path.parent, path.parent.parent) if (folder / TYPES).is_file()]
        for each in (path, *beside[:1]):
            _refuse_large(each)
            _refuse_entities(each)
        known = _types_of(cassis, beside[0].read_bytes() if beside else b"")
        with path.open("rb") as file:
            return cassis.load_cas_from_xmi(file, typesystem=known)


def _refuse_large(path: Path) -> None:
    if path.stat().st_size > _LARGEST:
        raise AnnotatorError("format.too_large", path=str(path), limit=_LARGEST >> 20)


@lru_cache(maxsize=2)
def _types_of(cassis: Any, system: bytes) -> Any:
    """The types of a TypeSystem.xml, DKPro's where there is none; of a folder's many files they are the same."""
    return cassis.load_typesystem(BytesIO(system)) if system else types(cassis)


def _refuse_entities(path: Path) -> None:
    """Raises ValueError for a file with entities of its own, which could grow without bounds; text is escaped."""
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            # Letters apart from each other are those of UTF-16.
            before += chunk.replace(b"\0", b"")
            if b"<!DOCTYPE" in before:
                raise ValueError("DOCTYPE")
            before = before[-len("<!DOCTYPE") :]


def _entities(cas: Any) -> tuple[list[tuple[int, int, str]], int]:
    """`(begin, end, label)` of the named entities and of the spans of custom layers; how many had no label."""
    found: list[tuple[int, int, str]] = []
    unlabelled = 0
    for kind in cas.typesystem.get_types():
        if kind.name != ENTITY and not kind.name.startswith(_CUSTOM):
            continue
        features = {each.name for each in kind.all_features if each.rangeType.name == "uima.cas.String"}
        names = [name for name in ("value", "label", *sorted(features)) if name in features]
        for each in cas.select(kind.name):
            label = next((str(value) for name in names if (value := getattr(each, name, None))), "")
            begin, end = getattr(each, "begin", None), getattr(each, "end", None)
            if not label or (begin is None and end is None):
                unlabelled += 1
            elif type(begin) is not int or type(end) is not int:
                raise ValueError(f"{kind.name}: begin {begin!r}, end {end!r}")
            else:
                found.append((begin, end, label))
    return found, unlabelled


def _meta(cas: Any) -> tuple[str, str]:
    for each in cas.select(META) if cas.typesystem.contains_type(META) else ():
        return str(each.documentId or ""), str(each.documentTitle or "")
    return "", ""


def _record(text: str, spans: list[tuple[int, int, str]], uid: str, title: str) -> Record:
    # An end before its begin was not dragged so, as in other programs: it quotes nothing, and stays out.
    marks = [Mark(start, end, label, text[start:end]) for start, end, label in spans]
    return Record(text, marks, uid=uid, title=title)
