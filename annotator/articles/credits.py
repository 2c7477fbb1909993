"""Who wrote and who photographed: the lines that name reporters, and the captions that end in a credit."""

from __future__ import annotations

import re
import tomllib

from annotator.paths import resource

_WORDS = tomllib.loads(resource("cleaning", "credits.toml").read_text(encoding="utf-8"))


def _any(*lists: str) -> str:
    words = [word for name in lists for word in _WORDS[name]]
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_FAMILY = f"[{_WORDS['families']}]"
_NAME, _THREE = rf"{_FAMILY}[가-힣]{{1,3}}", rf"{_FAMILY}[가-힣]{{2}}"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_RANKS, _TASK, _AGENCY = _any("ranks"), _any("tasks"), _any("agencies")
_JOBS = _any("reporters", "titles")
_JOB = rf"{_RANKS}?{_JOBS}"
_REPORTER = rf"{_RANKS}?{_any('reporters')}"

# Tasks that tell a reporter's line where a colon follows.
_TELLING = ("취재", "영상", "글", "사진", "편집", "촬영")
_SPLIT = re.compile(r"[\s·,ㆍ•/|=:()\[\]<>〈〉【】ㅣ│]+")
_TOKEN = re.compile(
    rf"(?P<email>{_EMAIL})|(?P<glued>[가-힣]{{2,4}}{_REPORTER}(?:{_EMAIL})?)|(?P<job>{_JOB}(?:{_EMAIL})?)"
    rf"|(?P<task>{_TASK})|(?P<name>{_NAME})|(?P<other>[가-힣]{{1,12}}|[A-Za-z0-9가-힣&_-]{{1,14}}|[A-Za-z0-9.&-]{{1,20}})"
)
# Alternatives that all begin with a letter of their own: re finds where one may stand at once.
_TRACE = re.compile(
    "|".join(
        [
            "@",
            *_WORDS["reporters"],
            *_WORDS["titles"],
            *map(r"{}\s?[:=]".format, _TELLING),
            rf"\((?:{'|'.join(_TELLING)})\s",
        ]
    )
)
# What bylines begin with that are known by it.
_OPENS = "bB글[(【<"
_TRACE_START = re.compile(r"글\s?[·ㆍ]|[\[(【<]")
_SIGN_OFF = re.compile(
    rf"(?:[A-Z]{{2,5}}|[가-힣]{{2,6}})\s?(?:뉴스|TV|방송)?\s?{_NAME}(?:이었|였|입)니다\.?"
    rf"(?:\s?[(<\[]?{_EMAIL}[)>\]]?)?"
)
_AND_OTHERS = re.compile(r"\s외\s?\d{1,2}\s?[명인]$")
_PLACE_AND_OUTLET = re.compile(r"[가-힣]{2,5}=[가-힣A-Za-z0-9]{2,10}")
_OUTLET_AND_NAME = re.compile(
    rf"[\[(【<](?:[가-힣]{{2,4}}\s?[=/|]\s?)?[가-힣A-Za-z0-9·&]{{2,14}}[\s=/|]\s?{_THREE}[\])】>]"
)
_NAME_ALONE = re.compile(rf"{_THREE}|(?:{_WORDS['double_families']})[가-힣]{{1,2}}")
# A reporter where a line is cut: 홍길동 기자, 기자명 홍길동
REPORTER = re.compile(rf"(?:기자명\s)?{_NAME}\s?{_REPORTER}(?:\s?[(<\[]?{_EMAIL}[)>\]]?)?(?![가-힣])")
_BY = re.compile(rf"(?i:by)[ :]\s?(?:{_THREE}(?![가-힣])|{_EMAIL})")
# 글 홍길동, 글. 홍길동 x@y
_WRITTEN_BY = re.compile(rf"글[.:]?\s(?:{_THREE}|(?:{_WORDS['double_families']})[가-힣]{{1,2}})(?:\s{_EMAIL})?")
_END_MARKS = "▶>]"
_END_MARK = re.compile(r"\s?[◀<\[](?:END|끝)[▶>\]]$")
_DESK = re.compile(_any("desks"))
_MAX_BYLINE = 110
_MAX_OTHERS = 3

_PHOTOGRAPHER = rf"{_NAME}\s?{_REPORTER}"
# How captions end: /가나뉴스, ⓒ 가나뉴스, 사진=가나시, [사진 제공=…], 가나시 제공, 2023.8.22/뉴스1 …
_CREDIT = (
    rf"(?:[/ⓒ©|ㅣ=]\s?(?:사진\s?[=:]?\s?)?{_AGENCY}(?:[ =·]{{1,2}}[\w가-힣]{{1,8}}){{0,3}}"
    rf"|[ⓒ©]\s?[\w가-힣.&]{{2,14}}(?:\s[\w가-힣.&]{{2,8}}){{0,2}}"
    rf"|[/|(]\s?(?:사진\s?[=:]?\s?)?{_PHOTOGRAPHER}\)?"
    r"|(?:[/|]\s?)?사진\s?(?:제공)?\s?[=:ㅣ|]\s?[\w가-힣.·&]{2,14}"
    r"(?:\s(?:제공|캡처|캡쳐|갈무리|홈페이지|누리집|(?:\S{2,4})?기자|DB))?"
    r"|[\[(<【][^\[\](){}<>【】]{0,30}(?:사진|제공|자료|그래픽|출처|이미지|캡처|DB|재판매)"
    r"[^\[\](){}<>【】]{0,30}[\])>】]"
    r"|(?:자료|출처|제공)\s?[=:]\s?[\w가-힣.·&]{2,14}(?:\s제공)?)"
)
CREDIT = re.compile(_CREDIT)
_CAPTION_END = re.compile(
    # Where none of these stands nothing else needs to be tried.
    r"(?=[/ⓒ©|ㅣ=(\[<【사자출제재모전장고어아져해돼.)\]\s\d])"
    rf"(?:{_CREDIT}|\s[가-힣A-Za-z0-9·]{{2,16}}\s?(?:제공|DB|자료사진|캡처|갈무리)|재판매 및 DB 금지"
    rf"|(?:[.)\]]|모습|전경|장면)\s?/\s?[가-힣A-Za-z0-9 ·=]{{2,16}}|\s사진\s[가-힣A-Za-z]{{2,10}}"
    rf"|(?:[고어아져해돼] 있(?:다\.|는 모습\.?)|전경\.?)"
    rf"\s(?:{_AGENCY}|[가-힣A-Za-z]{{1,8}}(?:뉴스|일보|신문|통신|방송))"
    rf"|(?P<dated>(?<![가-힣\d])\d{{4}}\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.?)"
    rf"(?:\s?/?\s?(?:{_AGENCY}[\w =·ⓒ]{{0,24}}|{_PHOTOGRAPHER}(?:\s?{_EMAIL})?|{_EMAIL}|[\w가-힣]{{2,8}}))?)[.\])]?$"
)
# What a credit at a line's end always has in it: one of these, a year, or a name after a sentence.
_CREDIT_TRACE = re.compile(r"/|ⓒ|©|\||ㅣ|=|\]|\)|>|】|사진|제공|DB|자료|캡처|갈무리|출처|\.(?<=\d\d\d\d\.)")
_SCENE_TRACE = re.compile(r"있다\.\s|있는 모습|전경|\(")
_NAME_TRACE = re.compile(r"[다습경]\.?\s[가-힣A-Z]\S{1,9}(?:\s\S{1,8}){0,2}$")
# What every caption has, but those that are known as a `scene`.
CAPTION_TRACES = rf"{_CREDIT_TRACE.pattern}|{_SCENE_TRACE.pattern}|그래픽|▲|△|▼|▽|◀"
_MAX_END, _MAX_CAPTION = 70, 200
_MAX_NAMED = 1 + 1 + 1 + 1 + 9 + 2 * 9
_CAPTION_OPENS = "▲△▼▽◀[사그자"
_CAPTION_START = re.compile(
    r"[▲△▼▽◀](?=\s?[가-힣A-Z‘“'\"])(?!.*(?:▶|[▲△▼▽]$))|\[?(?:사진|그래픽|자료사진|사진설명|사진 설명)\s?[\]=:|ㅣ]"
)
# Before a credit that is a date something must be told, in so many syllables, or it is the article's date.
_MIN_TOLD = 6
_HANGUL = re.compile("[가-힣]")
# A credit that flattening put on a line of its own: 가나일보 DB, [사진=가나시], 게티이미지뱅크
_CREDIT_LINE = re.compile(
    rf"{_CREDIT}|[/ⓒ©]?\s?{_AGENCY}(?:\s?(?:제공|자료사진|=\s?[\w가-힣]{{2,8}}))?"
    r"|[가-힣A-Za-z0-9·]{2,16}\s?(?:DB|자료사진|자료 사진|갈무리|캡처)|[가-힣A-Za-z0-9·]{2,16} 제공"
)
_POSE = re.compile(r"(?:고|어|아|져|해|돼) 있(?:다|는 모습)\.?$|(?:모습|전경|장면|조감도|현장)(?:이다)?\.?$")
# How a wire opens its body: (새봄=가나뉴스) 홍길동 기자 = …, [서울=가나뉴스] …
_DATELINE = re.compile(
    r"[(\[][가-힣·,A-Za-z ]{2,16}=[가-힣A-Za-z0-9 ]{2,14}[)\]]\s?\S{2,4}\s|[가-힣]{2,6}--\([가-힣A-Za-z0-9 ]{2,14}\)"
    rf"|\[[가-힣A-Za-z0-9 ]{{2,16}}\s{_NAME}\s?{_REPORTER}\]\s?\S"
)
_REPORTERS = tuple(_WORDS["reporters"])
_REPORTER_ENDS = {word[-1] for word in _REPORTERS}
# A single sentence that shows a scene, with the photographer after it.
_SCENE = re.compile(
    rf"[^.]{{10,130}}(?:있다|모습|전경|장면|했다|하다)\.\s?(?:/\s?)?(?:[가-힣]{{2,6}}[= ])?{_PHOTOGRAPHER}"
)
_MARK_OPENS = "<[◀(＜〈"
_MARK = re.compile(rf"[{re.escape(_MARK_OPENS)}]\s?{_any('speakers')}[^>\]▶)＞〉]{{0,14}}[>\]▶)＞〉]")


def byline(line: str) -> bool:
    """Whether the whole line (blanks and bullets trimmed) names its writers and nothing else.

    홍길동·김가나 기자 x@y / 무주=홍길동기자 / [서울=가나뉴스] 홍길동 기자 / 가나뉴스 박마바입니다.
    """
    if len(line) > _MAX_BYLINE:
        return False
    if line[-1:] in _END_MARKS:
        line = _END_MARK.sub("", line)
    opened = line[:1] in _OPENS
    if opened and _BY.match(line):
        return len(line) <= 40
    if opened and _WRITTEN_BY.fullmatch(line):
        return True
    polite = line[-3:] == "니다." or line[-2:] == "니다"
    if line[-2:] == "다." and not polite:
        # No word of a byline ends so, and no sign-off.
        return False
    if not _TRACE.search(line) and not (opened and _TRACE_START.match(line)):
        if polite:
            return bool(_SIGN_OFF.fullmatch(line))
        return "=" in line and bool(_PLACE_AND_OUTLET.fullmatch(line))
    line = _AND_OTHERS.sub("", line)
    kinds = []
    for token in _SPLIT.split(line):
        if token:
            match = _TOKEN.fullmatch(token)
            if match is None or match.lastgroup is None:
                return bool(_SIGN_OFF.fullmatch(line))
            kinds.append(match.lastgroup)
    return _names_writers(kinds, line)


def _names_writers(kinds: list[str], line: str) -> bool:
    named = kinds.count("name") + kinds.count("glued")
    if kinds.count("other") > _MAX_OTHERS or len(kinds) > 16:
        return False
    if "email" in kinds or "glued" in kinds:
        return "email" in kinds or kinds.count("other") < _MAX_OTHERS
    if "job" in kinds:
        return named > 0 and kinds.index("job") > 0 and kinds[-1] in ("job", "name", "email")
    if "task" in kinds:
        told = any(mark in line for mark in ":=/") or (
            (kinds.count("task") > 1 or line[0] in "([<") and kinds[-1] == "name"
        )
        return named > 0 and kinds.count("other") < kinds.count("task") and told
    return bool(_OUTLET_AND_NAME.fullmatch(line))


def name_alone(line: str) -> bool:
    """Whether the line is one Korean name, or a desk's: a byline only beside a date."""
    if _DESK.fullmatch(line):
        return True
    return bool(_NAME_ALONE.fullmatch(line)) and not line.endswith(("기자", "신문", "일보", "뉴스", "방송", "경제"))


def caption(line: str) -> bool:
    """Whether the line ends in a photographer's or agency's credit, or begins as captions do."""
    if len(line) < 6 or (line[0] in _MARK_OPENS and _MARK.fullmatch(line)):
        return False
    end = line[-_MAX_END:]
    if _traced(end):
        credit = _CAPTION_END.search(end)
        if credit and not (credit["dated"] and _told(line[: len(line) - len(end) + credit.start()]) < _MIN_TOLD):
            return True
    if len(line) > _MAX_CAPTION:
        return False
    return bool(line[0] in _CAPTION_OPENS and _CAPTION_START.match(line)) or scene(line)


def _traced(end: str) -> object:
    """What speaks for a credit at the end of a line, before it is looked for; none where there is no reason to."""
    return _CREDIT_TRACE.search(end) or (_SCENE_TRACE.search(end) and _NAME_TRACE.search(end[-_MAX_NAMED:]))


def _told(text: str) -> int:
    return len(_HANGUL.findall(text))


def scene(line: str) -> bool:
    """Whether the line is one sentence that shows a scene, and its photographer."""
    credited = line[-1] in _REPORTER_ENDS and line.endswith(_REPORTERS)
    return credited and len(line) <= 160 and bool(_SCENE.fullmatch(line))


def credit_alone(line: str) -> bool:
    """Whether the line is the credit of a picture and nothing else; what it belongs to stands before it."""
    return len(line) <= 40 and bool(_CREDIT_LINE.fullmatch(line))


def pose(line: str) -> bool:
    """Whether the line is one sentence that says what is to be seen, as captions do."""
    return len(line) <= 160 and bool(_POSE.search(line))


def dateline(line: str) -> bool:
    """Whether a wire's dateline opens the line, and so the article's body."""
    return bool(_DATELINE.match(line))


def speaker_mark(line: str) -> bool:
    """Whether the line says who speaks in a broadcast: [앵커], ◀ 리포트 ▶."""
    return len(line) <= 24 and bool(_MARK.fullmatch(line))
