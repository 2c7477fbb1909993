"""What the annotation guideline says of organisations and places beyond what the tagger learnt from public text.

The public corpora draw some lines elsewhere: they mark stand-ins (지자체), join a foreign country to any body, and
leave the legal form outside. Functions take the pieces of one sentence and give pieces' indices with a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator import lexicon
from annotator.names import Reader
from annotator.pieces import Piece
from annotator.suggest.gazetteer import Regions
from annotator.suggest.policy_words import words

Found = tuple[int, int, str]

# Stand-ins, sides, meetings and indices, which the guideline leaves unmarked.
_UNMARKED = words(
    """
    지자체 지방자치단체 자치단체 광역자치단체 기초자치단체 관계기관 유관기관 관계부처 재판부 당국 與 野 여당
    야당 여야 당정 당정청 국무회의 중앙 코스피 코스닥 다우지수 나스닥 나스닥지수 다우존스 대기업 중소기업
    시중은행 공공기관 민간단체 시민단체 수사기관 금융기관 언론사 방송사 제작사 소속사 구단 해당 우리나라
    """
)
_ALONE = words("시 도 군 구 읍 면 동 국 시의회 도의회 군의회 구의회")
# In code points; what stands in brackets and is longer explains something.
_LONGEST_SHORT = 8
_SUBJECT = frozenset(["은", "는", "이", "가"])
_DISTRICTS = "시군구"
# Punctuation that a name neither begins nor ends with.
_EDGES = frozenset("…·‘’“”\"',.-~/:;!?")
_OPEN, _CLOSE = "(（", ")）"
# Bodies and the units of theirs that are named right after them.
_UNITS = [
    (re.compile(parent), re.compile(unit))
    for parent, unit in (
        (
            "(?:법원|지법|고법|지검|고검|대검|검찰청|지청)$",
            "(?:제?[0-9]*(?:형사|민사|행정|가사|강력|공안|특수|공공수사|금융조사|조사|수사|반부패수사|첨단범죄수사|외사|조세)"
            "(?:합의)? ?[0-9]*(?:부|단독|과)?|[가-힣]+지원|[가-힣]+지청)",
        ),
        ("(?:경찰청|경찰서)$", "(?:[가-힣]+(?:수사대|수사과|수사팀|범죄수사대|기동대|지구대))"),
        ("(?:[가-힣]대|대학교|대학)$", "(?:[가-힣]+(?:학과|학부|대학원|대학)|총학생회|산학협력단|부속병원)"),
        ("(?:유엔|UN)$", "(?:총회|안보리|안전보장이사회|인권이사회)"),
        ("(?:KBS|MBC|SBS|YTN)$", "(?:보도국|보도본부|노조)"),
        ("(?:노조|연맹|노총|협회)$", "(?:[가-힣]+(?:지부|지회|본부))"),
    )
]
# Buildings with a name of their own, those whose staff may be meant as well, and words beside a building.
_FACILITY = re.compile(
    "(?:리조트|기지|미술관|박물관|기념관|공원|호텔|경기장|체육관|도서관|극장|청사|도청|시청|구청|군청|청와대|역|공항|터미널|백화점|마트|교회|성당"
    "|병원|의료원|경찰서|세무서|법원|대학교|대학|학교|회관|빌딩)$"
)
_STAFFED = frozenset("병원 의료원 경찰서 세무서 법원 대학교 대학 학교 역".split())  # noqa: SIM905
_BESIDE = re.compile(
    " (?:앞|인근|근처|주변|옆|정문|후문|부근|일대|응급실|장례식장|강당|체육관|주차장|운동장)(?![가-힣]{3})"
)
_SIDES = frozenset("- – ∼ 은 는 에 의 와".split())  # noqa: SIM905
# Words and scores by which a sentence tells of a match between teams.
_MATCH = re.compile(
    "월드컵|축구|야구|농구|배구|핸드볼|하키|평가전|예선|결승|준결승|4강|16강|골을|골로|자책골|이닝|선발 투수"
    "|대표팀|A매치|금메달"
    "|(?<![0-9.])[0-9]{1,2} ?[-–] ?[0-9]{1,2}(?![0-9])|(?<![0-9.])[0-9]{1,2} ?대 ?[0-9]"
)
# Bodies that are not the state's, so that a country before them is a place. Of others (버거킹) the name does not tell.
_NO_STATE_BODY = re.compile(
    "(?:대|대학|대학교|칼리지|재단|협회|학회|그룹|은행|전자|자동차|제약|병원|신문|일보|통신|방송|타임스|뉴스|넷|닷컴|클럽|FC|구단)$"
)


def settle(text: str, pieces: Sequence[Piece], found: Found, regions: Regions, sure: bool = False) -> list[Found]:
    """One span of the tagger as the guideline wants it: as it is, with other ends, as two spans, or none.

    A district that the tagger is `sure` is a place (전라남도가 투표율이 높다) stays one, subject or not.
    """
    first, last, label = found
    while first < last and text[pieces[first].start : pieces[first].end] in _EDGES:
        first += 1
    while last > first and text[pieces[last].start : pieces[last].end] in _EDGES:
        last -= 1
    surface = text[pieces[first].start : pieces[last].end]
    if surface in _UNMARKED or (label in ("ORG", "REGION") and surface in _ALONE):
        return []
    if label == "ORG" and _used_as_a_place(text, surface, pieces[last].end):
        return [(first, last, "REGION")]
    if label == "REGION" and regions.country(surface) and _plays(text, pieces, last):
        return [(first, last, "ORG")]
    if label == "ORG":
        last = _with_unit(text, pieces, first, last)
        first, last = _with_legal_form(text, pieces, first), _whole(text, pieces, first, last, regions)
        return _country_apart(text, pieces, first, last, regions)
    if label == "REGION" and not sure:
        return _acting(text, pieces, first, last, regions)
    return [(first, last, label)]


def _used_as_a_place(text: str, surface: str, end: int) -> bool:
    """가람미술관에서, 가람병원 앞: the building, not the body."""
    if (match := _FACILITY.search(surface)) is None:
        return False
    return bool(_BESIDE.match(text, end)) or (match.group() not in _STAFFED and text.startswith("에서", end))


def _plays(text: str, pieces: Sequence[Piece], last: int) -> bool:
    """Whether a country stands for its team: in a sentence on a match, where a team would be named."""
    at = last + 1
    if at >= len(pieces) or pieces[at].start > pieces[last].end:
        return False
    return text[pieces[at].start : pieces[at].end] in _SIDES and bool(
        _MATCH.search(text, pieces[0].start, pieces[-1].end)
    )


def _with_unit(text: str, pieces: Sequence[Piece], first: int, last: int) -> int:
    """The last piece of a body together with its unit: 가람지검 강력부, 가람대 물리학과, 가람대 총학생회."""
    read = Reader(text, pieces)
    after = read.next_run(last)
    if after is None or after[0] != last + 1 or not all(read.nominal(at) for at in range(after[0], after[1] + 1)):
        return last
    parent, unit = read.string((first, last)), read.string(after)
    return after[1] if any(a.search(parent) and b.fullmatch(unit) for a, b in _UNITS) else last


def _with_legal_form(text: str, pieces: Sequence[Piece], first: int) -> int:
    """(재) or ㈜ right before a name belongs to it."""
    if first and pieces[first - 1].end == pieces[first].start:
        before = text[pieces[first - 1].start : pieces[first - 1].end]
        if before == "㈜" or (before[1:-1] in lexicon.LEGAL_FORMS and before[0] in _OPEN and before[-1] in _CLOSE):
            return first - 1
        if before in _CLOSE and first > 2:
            form = text[pieces[first - 2].start : pieces[first - 2].end]
            opens = text[pieces[first - 3].start : pieces[first - 3].end] in _OPEN
            if opens and form in lexicon.LEGAL_FORMS:
                return first - 3
    return first


def _country_apart(text: str, pieces: Sequence[Piece], first: int, last: int, regions: Regions) -> list[Found]:
    """미국 상무부 is one body, since it is the state's; 독일 가람재단 is a country and a body."""
    head = text[pieces[first].start : pieces[first].end]
    start = _last_word(pieces, first, last)
    before = text[pieces[first].start : pieces[max(start - 1, first)].end]
    if start > first and text[pieces[last].end - 1] in _DISTRICTS and regions.local(before):
        # 충북 가람군: the province is a place, the district acts.
        return [(first, start - 1, "REGION"), (start, last, "ORG")]
    blank = first < last and pieces[first].end < pieces[first + 1].start
    if blank and regions.country(head):
        rest = text[pieces[first + 1].start : pieces[last].end]
        if _NO_STATE_BODY.search(rest) and not lexicon.STATE_BODY.search(rest) and " " not in rest and len(rest) > 2:
            return [(first, first, "REGION"), (first + 1, last, "ORG")]
    return [(first, last, "ORG")]


def _acting(text: str, pieces: Sequence[Piece], first: int, last: int, regions: Regions) -> list[Found]:
    """A 시, 군, 구 or 도 that is the subject acts as a body: 가람군은; what stands before it stays a region."""
    last = _whole(text, pieces, first, last, regions)
    start = _last_word(pieces, first, last)
    name = text[pieces[start].start : pieces[last].end]
    body = len(name) > 2 and (name[-1] in _DISTRICTS or (name[-1] == "도" and regions.local(name)))
    if body and _subject(text, pieces, last):
        return [*([(first, start - 1, "REGION")] if start > first else []), (start, last, "ORG")]
    return [(first, last, "REGION")]


def _whole(text: str, pieces: Sequence[Piece], first: int, last: int, regions: Regions) -> int:
    """The last piece of a district's name whose 시, 군 or 구 the tokenizer took for a word of its own."""
    after = last + 1
    if after < len(pieces) and pieces[after].start == pieces[last].end:
        start = _last_word(pieces, first, last)
        end = text[pieces[after].start : pieces[after].end]
        if end in _DISTRICTS and regions.local(text[pieces[start].start : pieces[after].end]):
            return after
    return last


def _last_word(pieces: Sequence[Piece], first: int, last: int) -> int:
    while last > first and pieces[last - 1].end == pieces[last].start:
        last -= 1
    return last


def _subject(text: str, pieces: Sequence[Piece], last: int) -> bool:
    after = last + 1
    return (
        after < len(pieces)
        and pieces[after].start == pieces[last].end
        and pieces[after].tag.startswith("J")
        and text[pieces[after].start : pieces[after].end] in _SUBJECT
    )


def legal_forms(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Names that a legal form makes organisations, whatever they are called: (first, last, the form)."""
    read = Reader(text, pieces)
    for at, piece in enumerate(pieces):
        word = text[piece.start : piece.end]
        bracketed = (
            word in lexicon.LEGAL_FORMS
            and 0 < at < len(pieces) - 2
            and read.form(at - 1) in _OPEN
            and read.form(at + 1) in _CLOSE
            and read.tight(at - 1)
            and read.tight(at)
        )
        sign = word == "㈜" or (len(word) == 3 and word[0] in _OPEN and word[1] in lexicon.LEGAL_FORMS)
        after = at + 2 if bracketed else at + 1
        first = at - 1 if bracketed else at
        if (bracketed or sign) and after < len(pieces) and read.tight(after - 1) and read.nominal(after):
            run = read.run(after)
            if run is not None and run[1] >= after:
                yield min(first, run[0]), run[1], word


def abbreviation(text: str, pieces: Sequence[Piece], last: int) -> tuple[int, int] | None:
    """The short name in brackets right after an organisation that ends with piece `last`: (가누원), (이하 GNI)."""
    read = Reader(text, pieces)
    at = last + 2
    if at >= len(pieces) or read.form(last + 1) not in _OPEN or pieces[last + 1].start - pieces[last].end > 1:
        return None
    if read.form(at) == "이하" and at + 1 < len(pieces):
        at += 1
    run = read.run(at) if read.nominal(at) else None
    if run is None or run[0] != at or run[1] + 1 >= len(pieces) or read.form(run[1] + 1) not in _CLOSE:
        return None
    short = read.string(run)
    fits = 2 <= len(short) <= _LONGEST_SHORT and short not in lexicon.LEGAL_FORMS
    latin = short.isascii() and short.isalpha()
    letters = set(read.string((max(last - 12, 0), last)))
    return run if fits and (latin or set(short) <= letters) else None
