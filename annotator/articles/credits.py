"""Who wrote and who photographed: the lines that name reporters, and the captions that end in a credit."""

from __future__ import annotations

import re

_NAME = r"[가-힣]{2,4}"
_TITLE = (
    r"(?:(?:수습|인턴|선임|전문|대|객원|시민|명예|취재|사진|영상|편집)\s?)?(?:기자|특파원|논설위원|논설실장|앵커|아나운서|캐스터|리포터|통신원|편집위원|"
    r"칼럼니스트|에디터|PD|피디|작가|평론가|교수|부장|국장|차장|위원|대기자|주필)"
)
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PERSON = rf"{_NAME}\s?{_TITLE}"
# 홍길동·김가나 기자 / 무주=홍길동기자 / [서울=가나뉴스] 홍길동 기자 / (가나뉴스) 홍길동 기자 = / 글·사진 홍길동 기자
_BYLINE = re.compile(
    rf"(?:[\[(<][^\])>]{{1,20}}[\])>]\s?)?(?:[가-힣A-Za-z0-9·/]{{1,12}}\s?[=|/:ㅣ]\s?)?"
    rf"(?:(?:글|사진|글·사진|글/사진|글ㆍ사진|취재|정리|영상|영상취재|영상편집|그래픽)\s?[=/:·]?\s?)?"
    rf"{_NAME}(?:\s?[·,ㆍ•/&=|]\s?{_NAME}){{0,5}}\s?(?:[가-힣A-Za-z]{{1,8}}\s?)?{_TITLE}\s?[=]?"
    rf"(?:\s?[·,/|ㆍ]?\s?{_NAME}\s?{_TITLE}){{0,4}}\s?[|/(<\[]?\s?(?:{_EMAIL})?\s?[)>\]]?(?:\s?{_EMAIL})*"
)
_BRACKETED = re.compile(
    rf"[\[(【<](?:[가-힣A-Za-z0-9·&.\-]{{2,16}}\s?[=/|·]?\s?){{1,2}}{_NAME}(?:\s?{_TITLE})?[\])】>](?:\s?{_EMAIL})?"
)
_EMAIL_LINE = re.compile(rf"[(<\[]?{_EMAIL}[)>\]]?")
_SIGN_OFF = re.compile(
    rf"(?:[A-Z]{{2,5}}|[가-힣]{{2,6}})\s?(?:뉴스|TV|방송)?\s?{_NAME}(?:이었|였|입)니다\.?(?:\s?[(<\[]?{_EMAIL}[)>\]]?)?"
)
_NAME_ALONE = re.compile("[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예봉사부가나다라]"
                         "[가-힣]{1,3}")  # fmt: skip

_AGENCY = (
    r"(?:연합뉴스|뉴시스|뉴스1|News1|NEWS1|AP|AFP|로이터|EPA|게티이미지\S{0,6}|신화|타스|UPI|블룸버그|교도|이미지투데이|클립아트코리아|셔터스톡|"
    r"픽사베이|언스플래시|공동취재\S{0,4}|사진공동취재단|유튜브|인스타그램|페이스북|독자|캡처|캡쳐|제공)"
)
_CAPTION = re.compile(
    rf"(?:[/ⓒ©|ㅣ]\s?(?:사진\s?[=:]?\s?)?{_AGENCY}[\w =·]{{0,16}}|[ⓒ©]\s?[\w가-힣.& ]{{2,24}}|[/|]\s?{_NAME}\s?(?:{_TITLE}|인턴기자|객원기자)"
    rf"|[/|]?\s?사진\s?[=:ㅣ|]\s?[\w가-힣.·&/ ]{{2,24}}|[\[(<【]\s?(?:사진|자료|그래픽|출처|이미지|제공|캡처)[^\])>】]{{0,30}}[\])>】]"
    rf"|[가-힣A-Za-z0-9·]{{2,16}}\s제공|(?:자료|출처|사진|제공)\s?[=:]\s?[\w가-힣.·& ]{{2,20}}"
    rf"|\d{{4}}\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.?\s?/?\s?(?:{_AGENCY}[\w =·]{{0,16}}|{_EMAIL}|[\w가-힣]{{2,8}})?)[.\])]?$"
)
_CAPTION_START = re.compile(
    rf"[▲△▼▽◀▶]\s?(?!제|보|관|네|카|뉴|유)\S|\[?(?:사진|그래픽|자료사진|사진설명)\s?[\]=:|ㅣ]|{_AGENCY}\s?자료사진"
)


def byline(line: str) -> bool:
    """Whether the whole line (blanks and bullets trimmed) names its writers and nothing else."""
    if len(line) > 90:
        return False
    return any(pattern.fullmatch(line) for pattern in (_BYLINE, _BRACKETED, _EMAIL_LINE, _SIGN_OFF))


def name_alone(line: str) -> bool:
    """Whether the line is one Korean name: a byline only beside a date."""
    return bool(_NAME_ALONE.fullmatch(line))


def caption(line: str) -> bool:
    """Whether the line ends in a photographer's or agency's credit, or begins as captions do."""
    return len(line) >= 6 and bool(_CAPTION.search(line[-60:]) or _CAPTION_START.match(line))
