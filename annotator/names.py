"""Where a name begins and ends: the run of nouns around a click, and the words before and after that belong to it.

A run is unbroken by blanks, particles and punctuation; legal-form marks, & and hanja in brackets within a name do not
break it. Over a blank a run goes on only where the annotation guideline joins the two: an address, a body with its
country or its parent, a policy with its head noun. Functions take the pieces of one stretch and give indices of the
first and last piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from annotator import lexicon
from annotator.pieces import Piece

Indices = tuple[int, int]

# A policy's name has at most this many words.
_POLICY_RUNS = 4

_NOMINAL = frozenset(
    "NNG NNP NNB NR NP MM XR XPN XSN SL SH SN UN W_SERIAL W_URL W_EMAIL W_HASHTAG W_MENTION".split()  # noqa: SIM905
)
# ㈜, and (사) where Kiwi takes it for the mark of a list item.
_LEGAL_SIGN = re.compile(f"[\u3200-\u321e\u3220-\u3243]|[(（](?:{'|'.join(lexicon.LEGAL_FORMS)})[)）]")


def nominal(piece: Piece) -> bool:
    tags = piece.tags
    if len(tags) == 1 and "-" not in tags[0]:
        return tags[0] in _NOMINAL
    return all(tag.partition("-")[0] in _NOMINAL for tag in tags)


class Reader:
    """Reads names along the pieces of one stretch of `text`."""

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self.pieces = pieces

    def string(self, indices: Indices) -> str:
        return self.text[self.pieces[indices[0]].start : self.pieces[indices[1]].end]

    def form(self, at: int) -> str:
        return self.string((at, at))

    def tight(self, left: int) -> bool:
        return 0 <= left < len(self.pieces) - 1 and self.pieces[left].end == self.pieces[left + 1].start

    def nominal(self, at: int) -> bool:
        return 0 <= at < len(self.pieces) and nominal(self.pieces[at])

    def run(self, at: int) -> Indices | None:
        """The run of nouns around piece `at`; None when it is none. A tail (측, 들) is left off."""
        mark = next((at - back for back in range(3) if self._bracketed(at - back, lexicon.LEGAL_FORMS)), None)
        if mark is not None:
            # On a legal form in brackets: the name after it, else the one before.
            near = [mark + 3] if self.tight(mark + 2) else []
            near += [mark - 1] if self.tight(mark - 1) else []
        else:
            # On another sign that may be part of a name: the run that it belongs to.
            near = [at] if self.nominal(at) else [at + 1, at - 1, at + 2, at - 2]
        runs = (self._grown(start) for start in near if self.nominal(start))
        return next((run for run in runs if self.nominal(at) or run[0] <= at <= run[1]), None)

    def _grown(self, at: int) -> Indices:
        first = last = at
        while (step := self._after(last)) is not None:
            last = step
        while (step := self._before(first)) is not None:
            first = step
        while last > first and self._tail(last):
            last -= 1
        return first, last

    def _tail(self, at: int) -> bool:
        piece, form = self.pieces[at], self.form(at)
        return (form in lexicon.TAILS and piece.tag in ("NNB", "XSN")) or (
            form in lexicon.FREE_TAILS and piece.tag == "NNG"
        )

    def _after(self, last: int) -> int | None:
        """The last piece of what continues a run to the right."""
        if not self.tight(last):
            return None
        at = last + 1
        if self.nominal(at):
            return at
        if _LEGAL_SIGN.fullmatch(self.form(at)):
            return at
        if self._bracketed(at, lexicon.LEGAL_FORMS):
            return at + 2
        if self._joint(at):
            return at + 1
        if self._hanja(at):
            return at + 3
        return None

    def _before(self, first: int) -> int | None:
        if not first or not self.tight(first - 1):
            return None
        at = first - 1
        if self.nominal(at) or _LEGAL_SIGN.fullmatch(self.form(at)):
            return at
        if self._bracketed(at - 2, lexicon.LEGAL_FORMS):
            return at - 2
        if self._joint(at):
            return at - 1
        if self._hanja(at - 2):
            return at - 3
        return None

    def _bracketed(self, at: int, forms: frozenset[str]) -> bool:
        return (
            at >= 0
            and self.tight(at)
            and self.tight(at + 1)
            and self.form(at) in "(（"
            and self.form(at + 2) in ")）"
            and self.form(at + 1) in forms
        )

    def _hanja(self, at: int) -> bool:
        """A reading in brackets within a name: 베이징(北京)시."""
        return (
            at > 0
            and self.tight(at - 1)
            and self.tight(at)
            and self.tight(at + 1)
            and self.tight(at + 2)
            and self.form(at) in "(（"
            and self.form(at + 2) in ")）"
            and self.pieces[at + 1].tag == "SH"
            and self.nominal(at - 1)
            and self.nominal(at + 3)
        )

    def _joint(self, at: int) -> bool:
        """& or a hyphen after Latin letters, and the dot of a date that has become a name (4·19)."""
        if not (0 < at < len(self.pieces) - 1 and self.tight(at - 1) and self.tight(at)):
            return False
        left, right = self.pieces[at - 1], self.pieces[at + 1]
        if not (nominal(left) and nominal(right)):
            return False
        form = self.form(at)
        if form == "&":
            return True
        if form == "-":
            return left.tag == "SL" or (left.tag == "SN" and right.tag == "SL")
        return form in "·.ㆍ" and left.tag == "SN" and right.tag == "SN" and left.end - left.start < 3

    # Over a blank

    def next_run(self, last: int) -> Indices | None:
        """The run one blank after piece `last`."""
        at = last + 1
        if at >= len(self.pieces) or not self._blank(last):
            return None
        return self.run(at) if self.nominal(at) or self._opens(at) else None

    def previous_run(self, first: int) -> Indices | None:
        if not first or not self._blank(first - 1) or not self.nominal(first - 1):
            return None
        run = self.run(first - 1)
        return run if run and run[1] == first - 1 else None

    def _opens(self, at: int) -> bool:
        return bool(_LEGAL_SIGN.fullmatch(self.form(at))) or self._bracketed(at, lexicon.LEGAL_FORMS)

    def _blank(self, left: int) -> bool:
        gap = self.text[self.pieces[left].end : self.pieces[left + 1].start]
        return len(gap) == 1 and gap.isspace()

    def beyond(self, at: int, way: int) -> int:
        """The far end of the run after (1) or before (-1) piece `at`, over one blank or one joining sign; else `at`."""
        if way > 0:
            found = self.next_run(at)
            if found is None and self._link(at + 1):
                found = self.run(at + 2)
            return found[1] if found and found[0] > at else at
        found = self.previous_run(at)
        if found is None and self._link(at - 1):
            found = self.run(at - 2)
        return found[0] if found and found[1] < at else at

    def farthest(self, at: int, way: int) -> int:
        """The far end of all runs in a row after (1) or before (-1) piece `at`, each `beyond` the last; else `at`."""
        while (further := self.beyond(at, way)) != at:
            at = further
        return at

    def _link(self, at: int) -> bool:
        """Whether piece `at` is a sign that joins two nouns without a blank: 가람·누리, 가람-누리."""
        return (
            0 < at < len(self.pieces) - 1
            and self.form(at) in "·ㆍᆞ-–∼~/,"
            and self.tight(at - 1)
            and self.tight(at)
            and self.nominal(at - 1)
            and self.nominal(at + 1)
        )

    def chain(self, run: Indices, joins: Callable[[Indices, Indices], bool]) -> Indices:
        """`run` and the runs around it, as far as each joins the one before it."""
        first, last = run
        while (after := self.next_run(last)) is not None:
            if not joins((first, last), after):
                # 한국 축구 대표팀: the second word belongs to the third, both to the first.
                third = self.next_run(after[1])
                if third is None or not joins(after, third) or not joins((first, last), (after[0], third[1])):
                    break
                after = third
            last = after[1]
        while (before := self.previous_run(first)) is not None and joins(before, (first, last)):
            first = before[0]
        return first, last

    # Regions

    def among_countries(self, at: int) -> bool:
        """Whether piece `at` is one country of several written as one word, as in 남북 or 한미일."""
        first = last = at
        while first and self.tight(first - 1) and self._letter(first - 1):
            first -= 1
        while self.tight(last) and self._letter(last + 1):
            last += 1
        return self._letter(at) and self.string((first, last)) in lexicon.TOGETHER

    def _letter(self, at: int) -> bool:
        piece = self.pieces[at]
        return piece.tag == "NNP" and piece.end - piece.start == 1

    def place(self, run: Indices) -> Indices:
        """The part of a run that can be a place: up to its last proper name and the words that end places."""
        first, last = run
        while last > first and not self._place_end(last):
            last -= 1
        return (first, last) if last > first or self.pieces[last].tag in ("NNP", "SL") else run

    def _place_end(self, at: int) -> bool:
        return self.pieces[at].tag in ("NNP", "SN", "W_SERIAL") or self.form(at) in lexicon.PLACE_ENDS

    def _place_part(self, at: int) -> bool:
        form = self.form(at)
        return self._place_end(at) or form in lexicon.PLACE_MIDDLES or bool(lexicon.DISTRICT.fullmatch(form))

    def joins_places(self, left: Indices, right: Indices) -> bool:
        """Whether two runs are one address: 서울 노원구, 노원구 공릉동."""
        return (
            self.place(left) == left
            and self.pieces[left[0]].tag == "NNP"
            and not lexicon.NO_PLACE.search(self.string(left))
            and all(self._place_part(at) for at in range(right[0], right[1] + 1))
            and self.form(right[1]) not in lexicon.PLACE_MIDDLES
            and self.string(right).split()[0] not in lexicon.COUNTRIES
            and not lexicon.NO_PLACE.search(self.string(right))
        )

    # Organisations

    def joins_bodies(self, left: Indices, right: Indices) -> bool:
        """Whether two runs are one body: 미국 상무부, 누리 그룹, 가람지법 민사3부, 사단법인 누리회."""
        before, after = self.string(left), self.string(right)
        if before in lexicon.FORMAL:
            return True
        named = self.pieces[left[1]].tag in ("NNP", "SL", "SH")
        if (
            named
            and not self._person(left)
            and (lexicon.STATE_BODY.search(after) or after.split()[-1] in lexicon.BODY_NOUNS)
        ):
            return True
        if after in lexicon.BODY_HEADS and before not in lexicon.NO_BODY_PART:
            return True
        return bool(
            lexicon.BODY_WITH_PARTS.search(before)
            and lexicon.BODY_PART.search(after)
            and not lexicon.NO_BODY_PART_END.search(after)
        )

    def _person(self, run: Indices) -> bool:
        name = self.string(run)
        return bool(
            lexicon.PERSON.fullmatch(name) and self.pieces[run[0]].tag == "NNP" and name not in lexicon.COUNTRIES
        )

    # Policies

    def policy(self, run: Indices) -> Indices:
        """The run with those up to its head noun and before it: 지역산업 육성 종합계획, 누리법 개정안."""
        ends = [run[1]]
        while len(ends) < _POLICY_RUNS and (after := self.next_run(ends[-1])) is not None:
            ends.append(after[1])
        heads = [end for end in ends if lexicon.POLICY_HEAD.search(self.string((run[0], end)))]
        if not heads:
            return run
        first, last = run[0], heads[0]
        if (after := self.next_run(last)) is not None and self.string(after) in lexicon.LAW_PARTS:
            last = after[1]
        # A word that is a name without its head (누리법, 가람사업) needs none before it; 사업 or 육성 사업 does.
        whole = last == run[1] and self.string(run) not in lexicon.BARE_HEADS
        for _ in range(0 if whole else _POLICY_RUNS):
            before = self.previous_run(first)
            if before is None or not self._modifies(before):
                break
            first = before[0]
        return first, last

    def _modifies(self, run: Indices) -> bool:
        """Whether a run can be the beginning of a policy's name: a law, or common nouns that are no body and no day."""
        word = self.string(run)
        return bool(lexicon.POLICY_HEAD.search(word)) or (
            all(self.pieces[at].tag in ("NNG", "XSN", "XPN") for at in range(run[0], run[1] + 1))
            and word not in lexicon.NO_BODY_PART
            and not lexicon.STATE_BODY.search(word)
        )
