"""What an export takes along, and how; and the unit that offsets of a foreign file count in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from annotator.errors import AnnotatorError
from annotator.project import StoredArticle

Tokenize = Callable[[list[str]], list[bytes]]


class Unit(StrEnum):
    """What one step of an offset is; ours are code points."""

    CODEPOINT = "codepoint"
    UTF16 = "utf16"
    GRAPHEME = "grapheme"


class Winner(StrEnum):
    """Which of two spans that share characters stays where a format can carry only one."""

    OUTERMOST = "outermost"
    INNERMOST = "innermost"


class Suggested(NamedTuple):
    """A machine's suggestion, on its way out beside the marks; never one of them. Code points; `score` is 0 to 1."""

    start: int
    end: int
    label: str
    score: float
    model: str


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of train, validation and test, in any numbers (80, 10, 10)."""

    train: float
    validation: float
    test: float

    NAMES = ("train", "validation", "test")

    @classmethod
    def parse(cls, value: str) -> Split:
        """`80/10/10`. Raises format.split."""
        try:
            shares = [float(part) for part in value.split("/")]
        except ValueError as error:
            raise AnnotatorError("format.split", value=value) from error
        if len(shares) != 3 or not all(0 <= share < 1e6 for share in shares) or shares[0] == 0:
            raise AnnotatorError("format.split", value=value)
        return cls(*shares)

    def __str__(self) -> str:
        return "/".join(f"{share:g}" for share in (self.train, self.validation, self.test))


@dataclass(frozen=True, slots=True)
class Options:
    """What to export; the defaults are what each format is mostly wanted for.

    include_open    open articles too; None leaves it to the format: those for training leave them out, since in an
                    open article unmarked text is unknown, not unmarked
    annotator       the spans of this annotator alone
    since           articles with a span made or changed at or after this time (UTC, ISO 8601; see `parse_since`)
    split           into train, validation and test
    unit            what offsets count, where a format leaves it open (doccano); also when such a file is read
    winner          which span stays in a format without nesting
    suggestions     gives an article's suggestions, exported apart where a format has a place for them
    source_offsets  adds each span's place in the decoded source, where there is one (jsonl, csv)
    removed         adds the lines that cleaning removed (jsonl)
    tokenize        cuts texts into tokens, encoded (`annotator.tokens`), where none are cached; Kiwi unless given
    limit           no more articles than this
    """

    include_open: bool | None = None
    annotator: str = ""
    since: str = ""
    split: Split | None = None
    unit: Unit | None = None
    winner: Winner = Winner.OUTERMOST
    suggestions: Callable[[StoredArticle], Iterable[Suggested]] | None = None
    source_offsets: bool = False
    removed: bool = False
    tokenize: Tokenize | None = None
    limit: int | None = None


DEFAULTS = Options()


def parse_since(value: str) -> str:
    """A day or a time, the user's own unless it names a zone, as UTC. Raises format.since."""
    try:
        return datetime.fromisoformat(value).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, OverflowError, OSError) as error:
        raise AnnotatorError("format.since", value=value) from error
