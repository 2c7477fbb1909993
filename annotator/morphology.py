"""Korean morphemes: Kiwi's tokens with their offsets, how a text is cut for it, and the word under a click without it.

This is the only module that imports kiwipiepy, and only inside the function that loads it: the window's process never
does (it asks `annotator.jobs`). The index of an article's tokens, `Morphemes`, is re-exported from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import metadata
from typing import Any

from annotator.errors import AnnotatorError
from annotator.morphemes import Morphemes
from annotator.text import eojeol_at, paragraphs
from annotator.tokens import Token, decode, encode

__all__ = ["Morphemes", "Token", "chunks", "decode", "encode", "tokenize", "tokenizer_version", "word_at"]

_SURROGATE = re.compile("[\ud800-\udfff]")
# Kiwi's time grows faster than its text (measured: 45,000 characters 0.5 s, 225,000 7.2 s), so long texts go in parts:
# cut after a sentence if one ends, else after a blank, else anywhere.
_PART = 4_000
_SENTENCE_END = re.compile(r"[.!?。…][\"'”’」』)\]]*\s+")
_BLANK = re.compile(r"\s+")

_QUOTES = "\"'`‘’“”「」『』《》〈〉<>()[]{}【】〔〕（）［］｛｝＜＞"
_PUNCTUATION = _QUOTES + ",.!?:;…·ㆍ‧・、。，~-–—/|*"
# Particles a word may end in, the longer first. 도 and 만 end too many names to be among them; 과, 의 and 로 are none
# in 학과, 회의, 도로; of 은/는, 이/가, 을/를, 과/와 each goes only with the syllable before it that asks for it.
_PARTICLES = re.compile(
    "(에서부터|으로부터|로부터|에게서|에서는|에서도|에게는|으로는|으로서|으로써|까지는|부터는|이라는|에서|에게|에는|에도"
    "|까지|부터|처럼|보다|마다|조차|밖에|이며|이나|이라|이다|으로|로서|로써|께서|들이|들은|들을|들의|은|는|이|가|을|를"
    "|와|에|(?<![학결효성])과|(?<![회협주강논건결정동합문질])의|(?<![도종경진통선항])로)$"
)
_AFTER_CONSONANT = frozenset(
    ["은", "이", "을", "과", "이며", "이나", "이라", "이다", "으로", "으로는", "으로서", "으로써", "으로부터", "이라는"]
)
_AFTER_VOWEL = frozenset(["는", "가", "를", "와"])


@cache
def tokenizer_version() -> str:
    """Which tokenizer and model make the tokens, for the cache's key; reads package metadata, loads nothing."""
    return f"kiwipiepy {metadata.version('kiwipiepy')} (model {metadata.version('kiwipiepy_model')})"


@cache
def _kiwi() -> Any:
    try:
        from kiwipiepy import Kiwi

        # The multi-word dictionary costs 170 MB and 1.7 s and aligns no better with the edges of names (measured).
        return Kiwi(num_workers=1, load_multi_dict=False)
    except (ImportError, OSError, RuntimeError) as error:
        raise AnnotatorError("tokens.no_tokenizer", reason=str(error)) from error


def tokenize(texts: Sequence[str]) -> list[list[Token]]:
    """The tokens of each text, offsets in code points of that text, ordered by start.

    Loads Kiwi on first use in this process: about 2 s during which other threads of the process stand still.
    """
    kiwi = _kiwi()
    result: list[list[Token]] = []
    for text in texts:
        # A lone surrogate cannot cross into C++; the replacement character takes one code point as well.
        safe = _SURROGATE.sub("\ufffd", text)
        tokens: list[Token] = []
        for start, end in _parts(safe):
            tokens += (
                Token(start + token.start, start + token.start + token.len, token.form, token.tag)
                for token in kiwi.tokenize(safe[start:end])
            )
        tokens.sort(key=lambda token: token.start)
        result.append(tokens)
    return result


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs of `text`, those longer than `_PART` code points cut where a sentence ends when one does."""
    for start, end in paragraphs(text):
        while end - start > _PART:
            limit = start + _PART
            for boundary in (_SENTENCE_END, _BLANK):
                cuts = [match.end() for match in boundary.finditer(text, start + _PART // 2, limit)]
                if cuts:
                    limit = cuts[-1]
                    break
            yield start, limit
            start = limit
        yield start, end


def chunks(text: str, size: int = 5_000) -> Iterator[tuple[int, int]]:
    """Runs of whole paragraphs of at most `size` code points; a longer paragraph is a chunk of its own.

    As much is unpacked at once when an article is shown: small enough not to be felt.
    Blank lines belong to no chunk's ends; every non-empty paragraph lies in exactly one chunk.
    """
    run: tuple[int, int] | None = None
    for start, end in paragraphs(text):
        if run and end - run[0] > size:
            yield run
            run = None
        run = (run[0] if run else start, end)
    if run:
        yield run


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """What a click marks when there are no tokens: the eojeol less quotes, brackets, punctuation and a final particle.

    None on a blank and where the eojeol is punctuation only. The click's own character always stays inside, so a click
    on the particle gives the whole word.
    """
    bounds = eojeol_at(text, position)
    if bounds is None or text[position] in _PUNCTUATION:
        return None
    start, end = bounds
    # The click's side of a quotation mark or bracket: 산자부(한국)는 is two words.
    for index in range(position, start - 1, -1):
        if text[index] in _QUOTES:
            start = index + 1
            break
    for index in range(position, end):
        if text[index] in _QUOTES:
            end = index
            break
    while start < position and text[start] in _PUNCTUATION:
        start += 1
    while end - 1 > position and text[end - 1] in _PUNCTUATION:
        end -= 1
    stem = _without_particle(text[start:end])
    if stem and start + stem > position:
        end = start + stem
    return start, end


def _without_particle(word: str) -> int:
    """The length of `word` before its final particle, its whole length when it seems to have none."""
    match = _PARTICLES.search(word)
    if match is None or match.start() < 2:
        return len(word)
    before = word[match.start() - 1]
    if "가" <= before <= "힣":
        closed = (ord(before) - ord("가")) % 28 != 0
        if (match.group() in _AFTER_CONSONANT and not closed) or (match.group() in _AFTER_VOWEL and closed):
            return len(word)
    return match.start()
