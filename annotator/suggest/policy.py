"""Names of policies by rule: there is next to no public text in which they are marked.

Three signs count: quotation marks around a name with a head noun in it or right after it (‘가람 종합계획’,
‘가람 이음’ 사업), a head noun that ends a run of nouns (청년내일 지원사업), and names the law itself gives (기초연금).
A head that is generic by itself needs more before it; words that only describe make no name. Accepting is left to
the analyst.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator import lexicon
from annotator.names import Indices, Reader, nominal
from annotator.pieces import Piece
from annotator.suggest import policy_words as words

_OPEN, _CLOSE = "‘“「『《〈<\"'", "’”」』》〉>\"'"
_SENTENCE = frozenset(["JKS", "JX", "JKQ", "EC", "EF", "SF", "JKO"])
_NOUNS = frozenset(["NNG", "NNP", "XSN", "XPN", "SL", "SN", "NR", "XR", "SP", "SH", "MM", "NNB", "W_SERIAL"])
_MOST_RUNS = 4
_FURTHEST_QUOTE = 24
_LONGEST, _SHORTEST = 40, 3


@dataclass(frozen=True, slots=True)
class PolicyName:
    """A possible name by its first and last piece, the word that made it one, and whether it was quoted."""

    first: int
    last: int
    head: str
    quoted: bool


def policies(text: str, pieces: Sequence[Piece]) -> Iterator[PolicyName]:
    """The possible names in the pieces of one sentence, in order; they do not overlap, the quoted ones go first."""
    found = list(_quoted(text, pieces))
    for name in _by_head(text, pieces):
        if not any(name.first <= other.last and other.first <= name.last for other in found):
            found.append(name)
    for name in _by_sentence(text, pieces):
        # What a law is about stands before its head: 누리 개발에 관한 특별법.
        found = [other for other in found if name.first > other.last or other.first > name.last] + [name]
    yield from sorted(found, key=lambda name: name.first)


def _by_sentence(text: str, pieces: Sequence[Piece]) -> Iterator[PolicyName]:
    """Laws named by what they are about, and measures named by their day (3·4 주택 대책)."""
    for match in words.ABOUT.finditer(text, pieces[0].start, pieces[-1].end):
        last = next((at for at, piece in enumerate(pieces) if piece.end == match.end()), None)
        link = next((at for at, piece in enumerate(pieces) if piece.start == match.start()), None)
        if last is not None and link:
            read = Reader(text, pieces)
            first = link
            for _ in range(_MOST_RUNS + 2):
                before = read.run(first - 1) if first == link and read.nominal(first - 1) else read.previous_run(first)
                if before is None and read.form(first - 1) in ("및", "·") and first > 1:
                    before = read.run(first - 2) if read.nominal(first - 2) else None
                if before is None or not _belongs_to_law(read, before):
                    break
                first = before[0]
            if first < link:
                yield PolicyName(first, last, match.group().split()[-1], False)
    for match in words.BY_DAY.finditer(text, pieces[0].start, pieces[-1].end):
        edges = [at for at, piece in enumerate(pieces) if match.start() <= piece.start and piece.end <= match.end()]
        whole = edges and (pieces[edges[0]].start, pieces[edges[-1]].end) == match.span()
        if whole:
            yield PolicyName(edges[0], edges[-1], match.group().split()[-1], False)


def _belongs_to_law(read: Reader, run: Indices) -> bool:
    return read.string(run) not in words.STOPS and not words.DAY.search(read.string(run))


def _quoted(text: str, pieces: Sequence[Piece]) -> Iterator[PolicyName]:
    for at, piece in enumerate(pieces):
        mark = text[piece.start : piece.end]
        if mark not in _OPEN:
            continue
        closing = _CLOSE[_OPEN.index(mark)]
        for end in range(at + 2, min(at + _FURTHEST_QUOTE, len(pieces))):
            if text[pieces[end].start : pieces[end].end] == closing:
                if words.WORK_BEFORE.search(text, max(piece.start - 8, 0), piece.start):
                    break
                if (head := _quoted_head(Reader(text, pieces), at + 1, end - 1)) is not None:
                    yield PolicyName(at + 1, end - 1, head, True)
                break


def _quoted_head(read: Reader, first: int, last: int) -> str | None:
    """The head noun of what is quoted, in it or right after the closing mark; None when it is no policy's name."""
    name, inside = read.string((first, last)), read.pieces[first : last + 1]
    if not _SHORTEST <= len(name) <= _LONGEST or not (nominal(inside[-1]) or name[-1].isdigit()):
        return None
    if name in words.BARE or any(tag in _SENTENCE for piece in inside for tag in piece.tags):
        return None
    if (head := words.QUOTED_HEAD.search(name)) is not None and not words.NO_NAME.search(name):
        return head.group()
    at = last + 2
    if at < len(read.pieces) and read.pieces[at].start - read.pieces[at - 1].end <= 1 and read.nominal(at):
        run = read.run(at)
        if run is not None and (found := words.HEAD_AFTER_QUOTE.fullmatch(read.string((at, run[1])))):
            return found.group()
    return None


def _by_head(text: str, pieces: Sequence[Piece]) -> Iterator[PolicyName]:
    read = Reader(text, pieces)
    nouns = [*map(nominal, pieces), False]
    at = 0
    while at < len(pieces):
        if not nouns[at]:
            at += 1
            continue
        end = at
        while nouns[end + 1] and pieces[end].end == pieces[end + 1].start:
            end += 1
        # Most runs of nouns cannot end a name; a look at their last letters saves reading them.
        if words.LAST.isdisjoint(text[pieces[end].end - 2 : pieces[end].end]):
            at = end + 1
            continue
        run = read.run(at)
        if run is None or run[1] < at:
            at += 1
            continue
        at = run[1] + 1
        if (found := _named(read, (max(run[0], 0), run[1]))) is not None:
            yield found
            at = max(found.last + 1, at)


def _named(read: Reader, run: Indices) -> PolicyName | None:
    """The name whose head stands at the end of `run`, with the runs before that belong to it."""
    word = read.string(run)
    known = word in words.KNOWN
    head = words.HEAD.search(word)
    bare = word in words.BARE
    if not known and (words.NO_NAME.search(word) or not (head or bare)):
        return None
    first, last = run
    # 가람법 개정안, 가람기본법 시행령
    after = read.next_run(last)
    if after is not None and read.string(after) in words.LAW_PARTS and (known or (head and not bare)):
        last = after[1]
    if bare or (head and words.GROWS.search(word)):
        first = _grown(read, run, bare)
        if bare and first == run[0]:
            return None
    if word.endswith(("협정", "조약")) and (before := read.previous_run(first)) is not None:
        # 한미 자유무역협정
        first = before[0] if read.string(before) in lexicon.TOGETHER else first
    name = read.string((first, last))
    if name in words.BARE or name.replace(" ", "") in words.BARE or (len(name) < _SHORTEST and not known):
        return None
    return PolicyName(first, last, word if known else head.group() if head else word, False)


def _grown(read: Reader, run: Indices, bare: bool) -> int:
    """The first piece of the name: the nouns before the head, up to a particle, a body or a word that describes."""
    first = run[0]
    before = read.previous_run(first)
    weak = bare and read.string(run) in words.WEAK
    for step in range(_MOST_RUNS):
        if before is None or not _belongs(read, before, step):
            break
        if weak and step == 0 and not words.BEFORE_WEAK.search(read.string(before)):
            break
        first = before[0]
        before = read.previous_run(first)
    # The name does not begin with a word that only describes: 신규 가람 지원사업.
    while first < run[0]:
        following = next((at for at in range(first + 1, run[0] + 1) if not read.tight(at - 1)), run[0])
        if read.string((first, following - 1)) not in words.DESCRIBES:
            break
        first = following
    return first


def _belongs(read: Reader, run: Indices, step: int) -> bool:
    word = read.string(run)
    return (
        all(read.pieces[at].tag in _NOUNS for at in range(run[0], run[1] + 1))
        and word not in words.STOPS
        and not words.BODY.search(word)
        and not (step and word in words.DESCRIBES)
    )
