"""Agreement between annotators, reckoned by hand; where the card says it and where it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.formats import Options
from annotator.formats.agreement import Agreement
from annotator.project import NewArticle, Project, SpanRow, State
from annotator.sentences import say


def row(annotator: str, start: int, end: int, label: str = "ORG") -> SpanRow:
    return SpanRow(start, end, label, "", annotator, "human", "", 0)


def test_one_annotator_agrees_with_nobody():
    agreement = Agreement()
    agreement.add([row("가", 0, 2), row("가", 3, 5)])
    agreement.add([row("나", 0, 2)])
    agreement.add([])
    assert (agreement.articles, agreement.f1(), agreement.f1("ORG")) == (0, None, None)


def test_ends_and_label_must_be_the_same():
    agreement = Agreement()
    agreement.add([row("가", 0, 2), row("나", 0, 2), row("가", 3, 5, "REGION"), row("나", 3, 6, "REGION")])
    agreement.add([row("가", 0, 2, "POLICY"), row("나", 0, 2, "ORG")])
    assert (agreement.articles, agreement.annotators) == (2, {"가", "나"})
    assert agreement.f1("ORG") == pytest.approx(2 / 3)  # one met, one stands alone
    assert agreement.f1("REGION") == 0
    assert agreement.f1("NUMBER") is None
    assert agreement.f1() == pytest.approx(2 / 6)


def test_three_annotators_meet_pair_by_pair():
    agreement = Agreement()
    agreement.add([row("가", 0, 2), row("나", 0, 2), row("다", 0, 2), row("다", 3, 5)])
    # 가-나: 1 of 1 and 1; 가-다, 나-다: 1 of 1 and 2.
    assert agreement.f1() == pytest.approx(2 * 3 / (2 + 3 + 3))


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["ORG", "REGION"])), min_size=1, unique=True))
def test_who_marks_the_same_agrees_wholly(marks):
    agreement = Agreement()
    agreement.add([row(name, start, start + 1, label) for name in "가나다" for start, label in marks])
    assert agreement.f1() == 1
    assert {agreement.f1(label) for label in ("ORG", "REGION")} <= {1, None}


# -- the card


def shared(made: SimpleNamespace, uid: str, second: list[tuple[int, int, str]], state: State) -> NewArticle:
    """An article of the first annotator's marks on its first two words, and `second` by another one."""
    text = "두루전자 가온시 소식"
    plain = made.plain_article(uid, text, ("두루전자", "ORG"), ("가온시", "REGION"), state=state)
    others = [replace(plain.spans[0], start=a, end=b, label=label, text=text[a:b]) for a, b, label in second]
    return replace(plain, spans=[*plain.spans, *(replace(span, annotator="분석가 2") for span in others)])


@pytest.mark.parametrize("name", ["klue", "prodigy"])
def test_the_card_says_how_far_annotators_agree(
    name: str, make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    project = make(
        shared(made, "a", [(0, 4, "ORG"), (5, 7, "REGION")], State.DONE),
        shared(made, "b", [], State.DONE),
        shared(made, "open", [(0, 4, "REGION"), (5, 8, "ORG")], State.OPEN),
    )
    out = tmp_path / "a.out"
    formats.get(name).write(project, out, options=Options(include_open=True))
    card = (tmp_path / "a.out.README.md").read_text(encoding="utf-8")
    section = card.partition(f"## {say('card.agreement')}\n")[2].partition("\n## ")[0]
    assert say("card.agreed", articles=1, annotators=2) in section
    rows = dict(
        line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ") and "F1" not in line
    )
    assert rows == {
        "---": "---:", "ORG": "1.000", "POLICY": "–", "REGION": "0.000", "NUMBER": "–", say("card.all"): "0.500"
    }  # fmt: skip


def test_what_is_not_known_is_not_said(make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path) -> None:
    project = make(shared(made, "a", [], State.DONE), shared(made, "open", [(0, 4, "ORG")], State.OPEN))
    formats.get("klue").write(project, tmp_path / "a.tsv", options=Options(include_open=True))
    assert say("card.agreement") not in (tmp_path / "a.tsv.README.md").read_text(encoding="utf-8")
