"""Artificial annotated articles: always the same ones for a number, some 2,000 characters and 31 spans each.

The sentences and all the names are made up. Enough for measuring size and speed; nothing to learn from.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.article import Article, Role, Segment
from annotator.span import Origin, Span

ORGANISATIONS = (
    *("두루전자", "은하제철", "가람연구재단", "새길교통공사", "해솔은행", "청운대학교", "온누리의료원", "단비식품"),
    *("보람건설", "한울통신", "나래항공", "별빛에너지", "다온물류", "솔바람재단", "늘봄협동조합"),
)
POLICIES = (
    *("도심숲조성계획", "작은가게살림지원", "새싹돌봄종합대책", "강물되살리기사업", "마을버스공영제", "햇빛발전보급안"),
    *("청소년문화바우처", "골목상권활력법", "폐교활용특별법", "산촌정착지원금"),
)
REGIONS = (*("가온시", "두물군", "새벽구", "온샘면", "달맞이읍", "솔내시", "한가람도", "별뫼군", "은여울구", "버들동"),)
UNITS = ("명", "억 원", "%", "곳", "건", "톤", "가구", "배")

_WITH_SPANS = (
    "[O] 측과 [O] 측은 [R]에서 [P]의 첫 삽을 뜨는 자리를 마련하고 올해 안에 [N] 가까이를 들이겠다고 알렸다.",
    "[R] 주민 [N] 남짓이 모인 설명회에서는 [P]의 내용이 마을 살림에 어떤 보탬이 될지를 두고 물음이 이어졌다.",
    "[O]에서 내놓은 보고서를 보면 [R]의 일자리는 지난해보다 [N] 늘었고 새로 문을 연 가게도 [N]에 이른다.",
    "[P]에 따라 [R], [R] 두 곳에 시범 단지가 들어서며 [O] 쪽이 운영을 맡는다.",
    "[O] 관계자는 [N]에 이르는 물량을 [R] 창고에 먼저 들여놓고 차례로 풀 생각이라고 말했다.",
)
_WITHOUT_SPANS = (
    "길을 지나던 사람들은 공사가 언제 끝나는지 몰라 답답하다면서도 동네가 밝아질 것이라는 기대를 감추지 않았다.",
    "담당자는 서류를 꼼꼼히 살핀 다음 이웃의 목소리를 듣는 모임을 여러 차례 더 열어 보겠다는 뜻을 내비쳤다.",
    "날씨가 갑자기 추워지면서 현장에서는 일손을 구하기가 더 어려워졌고 자재를 나르는 일도 자꾸만 늦어지고 있다.",
    "일을 서두르기보다는 처음 세운 원칙을 지키면서 한 걸음씩 나아가는 편이 낫다는 의견도 적지 않게 나왔다.",
    "비슷한 시도가 예전에도 있었지만 흐지부지 끝난 탓에 이번에는 다를 것인지 지켜보겠다는 반응이 대부분이었다.",
    "모임을 이끈 이는 서로 다른 생각이 부딪치는 것은 당연하다며 끝까지 함께 이야기하는 일이 중요하다고 했다.",
    "다음 모임에서는 그동안 나온 의견을 한데 모아 정리하고 누가 무엇을 언제까지 할 것인지를 정하기로 했다.",
)
_SLOTS = {"O": ("ORG", ORGANISATIONS), "P": ("POLICY", POLICIES), "R": ("REGION", REGIONS)}


@dataclass(frozen=True, slots=True)
class Made:
    """One made article: text with its title as the first line, and spans in order."""

    uid: str
    article: Article
    spans: list[Span]


def made_article(number: int, *, characters: int = 2000, annotator: str = "분석가 1") -> Made:
    """The made article of a number, about `characters` code points long (within a sentence of it)."""
    chance = random.Random(number)
    title = f"{chance.choice(REGIONS)} 소식 {number}호"
    parts: list[str] = [title]
    segments = [Segment(0, len(title), Role.TITLE)]
    spans: list[Span] = []
    at = len(title)
    while at < characters - 60:
        parts.append("\n\n")
        at += 2
        start = at
        for index in range(4):
            sentence = chance.choice(_WITH_SPANS if index == 1 else _WITHOUT_SPANS)
            if index:
                parts.append(" ")
                at += 1
            at = _say(sentence, at, chance, parts, spans, annotator)
            if at >= characters - 60:
                break
        segments.append(Segment(start, at, Role.BODY))
    text = "".join(parts)
    article = Article(text, tuple(segments), title=title, published_at="2024-03-02T09:30:00+09:00")
    return Made(f"made-{number:06d}", article, spans)


def _say(sentence: str, at: int, chance: random.Random, parts: list[str], spans: list[Span], annotator: str) -> int:
    for piece in sentence.replace("[", "\0[").replace("]", "]\0").split("\0"):
        word = piece
        if piece.startswith("["):
            label, word = _fill(piece[1], chance)
            spans.append(Span(at, at + len(word), label, word, annotator, Origin.HUMAN))
        parts.append(word)
        at += len(word)
    return at


def _fill(slot: str, chance: random.Random) -> tuple[str, str]:
    if slot == "N":
        return "NUMBER", f"{chance.randint(2, 980)}{chance.choice(UNITS)}"
    label, names = _SLOTS[slot]
    return label, chance.choice(names)


def made_articles(count: int, *, characters: int = 2000) -> Iterator[Made]:
    """The first `count` of them, from 1 on."""
    return (made_article(number, characters=characters) for number in range(1, count + 1))
