"""Counts placed back on made-up sentences."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("pycrfsuite")

from annotator.pieces import Piece
from annotator.suggest.build.corpora import Sentence
from annotator.suggest.build.reconstruct import Corpus, Ranker, count, group, reconstruct


def corpus(*rows: tuple[str, tuple[tuple[int, int, str], ...]]) -> Corpus:
    """Sentences whose pieces are their words, a particle of one letter apart."""
    sentences = [Sentence(str(number), text, marks) for number, (text, marks) in enumerate(rows)]
    pieces = []
    for text, _ in rows:
        found, at = [], 0
        for word in text.split(" "):
            cut = len(word) - (word[-1] in "이을에" and len(word) > 1)
            found.append(Piece(at, at + cut, ("NNP",), (word[:cut],)))
            if cut < len(word):
                found.append(Piece(at + cut, at + len(word), ("JKS" if word[-1] == "이" else "JKB",), (word[-1],)))
            at += len(word) + 1
        pieces.append(found)
    return Corpus(sentences, pieces)


KNOWN = corpus(
    *((f"{name}이 {place}에 갔다", ((0, 2, "OGG_OTHERS"), (4, 6, "LCP_CITY"))) for name, place in
      (("가람", "누리"), ("다온", "라온"), ("마루", "바론"), ("누리", "가람"), ("라온", "다온"), ("바론", "마루")))
)  # fmt: skip


@pytest.fixture(scope="module")
def ranker(tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    return Ranker.train(KNOWN, tmp_path_factory.mktemp("ranker") / "model")


def test_a_form_counted_as_often_as_it_occurs_is_marked_everywhere(ranker: Ranker) -> None:
    other = corpus(("사랑이 갔다", ()), ("사랑을 봤다", ()))
    assert reconstruct(other, {"사랑": Counter(PS_NAME=2)}, ranker) == [[(0, 2, "PS_NAME")], [(0, 2, "PS_NAME")]]


def test_an_ambiguous_form_is_settled_by_its_place_and_held_to_the_counts(ranker: Ranker) -> None:
    other = corpus(("아람이 자람에 갔다", ()), ("자람이 아람에 갔다", ()))
    forms = {"아람": Counter(OGG_OTHERS=1, LCP_CITY=1), "자람": Counter(OGG_OTHERS=1, LCP_CITY=1)}
    expected = [(0, 2, "OGG_OTHERS"), (4, 6, "LCP_CITY")]
    assert reconstruct(other, forms, ranker) == [expected, expected]


def test_a_form_is_never_marked_more_often_than_counted(ranker: Ranker) -> None:
    other = corpus(*(("사랑이 갔다", ()) for _ in range(5)))
    found = reconstruct(other, {"사랑": Counter(OGG_OTHERS=2)}, ranker)
    assert sum(map(len, found)) == 2


def test_a_form_off_the_edges_is_found_when_the_counts_ask_for_it(ranker: Ranker) -> None:
    other = corpus(("큰사랑이 갔다", ()))
    assert reconstruct(other, {"사랑": Counter(PS_NAME=1)}, ranker) == [[(1, 3, "PS_NAME")]]


def test_counting_is_the_other_way_round() -> None:
    assert count(KNOWN.sentences)["가람"] == Counter(OGG_OTHERS=1, LCP_CITY=1)


@pytest.mark.parametrize(("tag", "family"), [("OGG_MEDIA", "OGG"), ("CV_LAW", "POLICY"), ("CV_FOOD", "CV")])
def test_families(tag: str, family: str) -> None:
    assert group(tag) == family
