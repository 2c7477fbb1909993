"""Lines that hold several roles glued together, cut into parts.

Flattening loses the joints between elements: a reporter's line stuck to the last sentence, a caption between subtitle
and body, date and share buttons on one line, or a whole page without a line break. A line is cut only at marks that
no sentence holds inside: dates with a label, the ends of sentences before a credit or a copyright notice, ▲.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from annotator.articles import credits
from annotator.articles.dates import LABELLED, Stamp, dated, stamps
from annotator.articles.wording import Wording

Cut = tuple[int, int]

# From here on a line is taken for a page without line breaks, if a date with a label or a copyright notice is in it.
_ONE_LINE_PAGE = 400
_MAX_FURNITURE = 300
_MAX_CAPTION = 160
_MAX_TAIL = 600
_MAX_PHOTOS = 3

# Nothing is glued where neither a date nor one of these stands.
JOINT_TRACES = r"기자|특파원|@|ⓒ|©|저작권|무\s?단|▲|△|▶|☞|관련 ?기사"
_TRACES = re.compile(JOINT_TRACES)
_SENTENCE_END = re.compile(r"[다요죠까]\.[\"'”’)\]]{0,2}(?=\s|[^\s\d,.)])|[.!?][\"”’](?=\s)|[다요]\.(?=$)")
_NOTICE = re.compile(
    r"[<\[(＜〈]?\s?(?:저작권자\s?[ⓒ©(:]|[ⓒ©]\s?[\w가-힣 .&]{2,24}[,.]?\s?(?:무\s?단|All|재배포)|"
    r"Copyright|COPYRIGHT|[Cc]opyrights?\s?[ⓒ©]|무단\s?전재\s?(?:및|-|·|,))"
)
_NOTICE_TRACE = re.compile(r"저작권자|ⓒ|©|Copyright|COPYRIGHT|copyright|무단")
_TAIL = re.compile(r"[▶☞]\s?\S|\[?관련 ?기사\]?\s?[:☞]|※\s?\S{0,12}제보|#\S+\s#")
_PHOTO_MARK = re.compile(r"[▲△](?=\s?[가-힣A-Z‘“'\"])")
_SITE = re.compile(r"[가-힣A-Za-z]{2,8}(?:신문|일보|뉴스|타임[스즈]|방송|매일|저널|투데이|닷컴)")
_WORD = re.compile(r"\S+")
# An interface phrase has so many words at most.
_PHRASE = 4
_SEPARATORS = " \t\u00a0|/·ㆍ,:│ㅣ-<>()[]"


def split(line: str, wording: Wording) -> list[Cut]:
    """The parts of a trimmed line, in order; one part when nothing is glued. Parts cover all letters of the line."""
    return cut(line, wording, dates_of(line))


def dates_of(line: str) -> list[Stamp] | None:
    """The dates of a line that is not too long for them; None when no digits stand in it as in dates."""
    return None if not dated(line) else stamps(line) if len(line) <= _MAX_FURNITURE else []


def cut(line: str, wording: Wording, dates: Sequence[Stamp] | None) -> list[Cut]:
    """As `split`, of a line whose dates (`dates_of`) are known."""
    whole = [(0, len(line))]
    if dates is None and not _TRACES.search(line):
        return whole
    ended = _SENTENCE_END.search(line)
    if dates is None and ended is None and not _notice(line):
        return _trimmed(line, whole)
    if dates and not ended:
        parts = _around([(stamp.start, stamp.end) for stamp in dates], line)
        return whole if parts != whole and _plain_caption(line, None) else parts
    if _plain_caption(line, ended):
        return whole
    cuts: set[int] = set()
    if len(line) >= _ONE_LINE_PAGE and (LABELLED.search(line) or _notice(line)):
        cuts.update(_page_cuts(line, wording))
    else:
        cuts.update(_head_cuts(line))
    cuts.update(_tail_cuts(line))
    cuts.update(_caption_cuts(line))
    edges = sorted({0, len(line), *cuts})
    return _trimmed(line, pairwise(edges))


def _plain_caption(line: str, first: re.Match[str] | None) -> bool:
    """One sentence, which ends at `first`, and its credit: a caption, not a last paragraph with its reporter."""
    if len(line) > 200:
        return False
    if first and (first.end() <= 10 or _SENTENCE_END.search(line, first.end()) or _notice(line)):
        return False
    return credits.caption(line)


def _notice(line: str) -> re.Match[str] | None:
    return _NOTICE.search(line) if _NOTICE_TRACE.search(line) else None


def _around(stretches: list[Cut], line: str) -> list[Cut]:
    """Dates, those put together that only blanks and bars divide, and what stands between them."""
    joined: list[Cut] = []
    for start, end in stretches:
        if joined and not line[joined[-1][1] : start].strip(_SEPARATORS):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    edges = sorted({0, len(line), *(edge for pair in joined for edge in pair)})
    return _trimmed(line, pairwise(edges))


def _trimmed(line: str, pairs: Iterable[Cut]) -> list[Cut]:
    """Parts without blanks at their ends; a part without a letter or digit goes to its neighbour."""
    found: list[Cut] = []
    waiting: int | None = None
    for start, end in pairs:
        while start < end and line[start].isspace():
            start += 1
        while end > start and line[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if any(map(str.isalnum, line[start:end])):
            found.append((start if waiting is None else waiting, end))
            waiting = None
        elif found:
            found[-1] = (found[-1][0], end)
        elif waiting is None:
            waiting = start
    return found or [(0, len(line))]


def _head_cuts(line: str) -> Iterator[int]:
    """A date with a label, and a reporter after it, in front of the first sentence."""
    match = LABELLED.match(line)
    if match:
        end = match.end()
        yield end
        position = _skip_blanks(line, end)
        reporter = credits.REPORTER.match(line, position)
        if reporter and not line[reporter.end() :].lstrip().startswith("="):
            yield reporter.end()


def _tail_cuts(line: str) -> Iterator[int]:
    """What follows the last sentence when it is a reporter's line, a notice or a list of other articles."""
    limit = len(line)
    notice = _notice(line)
    if notice and (_sentence_before(line, notice.start()) or len(line) - notice.start() < 120):
        limit = notice.start()
        if limit:
            yield limit
    last = None
    for last in _SENTENCE_END.finditer(line, max(0, limit - _MAX_TAIL), limit):
        if _TAIL.match(line, _skip_blanks(line, last.end())):
            limit = last.end()
            yield limit
            break
    if last is not None and last.end() < limit and credits.byline(line[last.end() : limit].strip(" .")):
        yield last.end()


def _sentence_before(line: str, position: int) -> bool:
    return bool(_SENTENCE_END.search(line[max(0, position - 120) : position].rstrip() + " "))


def _skip_blanks(line: str, position: int) -> int:
    while position < len(line) and line[position].isspace():
        position += 1
    return position


def _caption_cuts(line: str) -> Iterator[int]:
    """subtitle▲caption /credit+body: cut before ▲ and after the credit, or after the caption's first sentence."""
    marks = [mark.start() for mark in islice(_PHOTO_MARK.finditer(line), _MAX_PHOTOS + 1)]
    for start in marks[:_MAX_PHOTOS]:
        if start and line[start - 1].isspace() and not _heads(line[:start]):
            continue
        window = line[start : start + _MAX_CAPTION]
        credit = credits.CREDIT.search(window)
        sentence = _SENTENCE_END.search(window)
        if credit and (sentence is None or credit.end() <= sentence.end() + 40):
            end = start + credit.end()
        elif sentence and start and len(marks) == 1:
            end = start + sentence.end()
        else:
            continue
        if _SENTENCE_END.search(line, end):
            yield start
            yield end


def _heads(before: str) -> bool:
    return len(before) <= 80 and not _SENTENCE_END.search(before + " ")


def _page_cuts(line: str, wording: Wording) -> Iterator[int]:
    """A page without line breaks: cut at labelled dates, at sentence ends and around runs of interface words."""
    edges = [0]
    for match in LABELLED.finditer(line):
        yield match.start()
        yield match.end()
        edges.append(match.end())
        reporter = list(credits.REPORTER.finditer(line, max(0, match.start() - 30), match.start()))
        if reporter:
            yield reporter[-1].start()
    for match in _SENTENCE_END.finditer(line):
        yield match.end()
        edges.append(match.end())
    for edge in edges:
        yield from _furniture(line, edge, wording)


def _furniture(line: str, start: int, wording: Wording) -> Iterator[int]:
    """Where the interface words end that stand from `start` on, one cut after each of them."""
    words: list[Cut] = []
    coming = _WORD.finditer(line, start, start + _MAX_FURNITURE)
    consumed = 0
    while True:
        words += [word.span() for word in islice(coming, _PHRASE - len(words))]
        sizes = range(len(words), 0, -1)
        size = next((size for size in sizes if _interface(line, words[:size], wording, consumed)), 0)
        if not size:
            return
        yield words[0][0]
        yield words[size - 1][1]
        words, consumed = words[size:], consumed + size


def _interface(line: str, words: list[Cut], wording: Wording, index: int) -> bool:
    piece = line[words[0][0] : words[-1][1]]
    if not any(map(str.isalnum, piece)):
        return True
    if wording.exact(piece) or credits.REPORTER.fullmatch(piece):
        return True
    return index > 0 and len(words) == 1 and bool(_SITE.fullmatch(piece))
