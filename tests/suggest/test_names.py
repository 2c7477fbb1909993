"""Names confirmed in the project."""

from __future__ import annotations

from annotator.pieces import Piece
from annotator.suggest.names import Names


def pieces_of(text: str, *bounds: tuple[int, int, str]) -> tuple[str, list[Piece]]:
    return text, [Piece(start, end, (tag,), (text[start:end],)) for start, end, tag in bounds]


def known(*marks: tuple[str, str]) -> Names:
    names = Names()
    names.put("a", marks)
    return names


def test_the_longest_name_from_each_place() -> None:
    text, pieces = pieces_of("누리 재단이", (0, 2, "NNG"), (3, 5, "NNG"), (5, 6, "JKS"))
    names = known(("누리", "REGION"), ("누리 재단", "ORG"))
    assert list(names.matches(text, pieces)) == [(0, 1, "ORG", 1)]


def test_not_inside_a_longer_run_of_nouns() -> None:
    text, pieces = pieces_of("가람TP", (0, 2, "NNG"), (2, 4, "SL"))
    assert list(known(("TP", "ORG"), ("가람", "REGION")).matches(text, pieces)) == []


def test_the_label_given_most_often_counts() -> None:
    text, pieces = pieces_of("누리", (0, 2, "NNG"))
    names = known(("누리", "ORG"), ("누리", "ORG"), ("누리", "REGION"))
    assert list(names.matches(text, pieces)) == [(0, 0, "ORG", 1)]


def test_a_tie_says_nothing() -> None:
    text, pieces = pieces_of("누리", (0, 2, "NNG"))
    assert list(known(("누리", "ORG"), ("누리", "REGION")).matches(text, pieces)) == []


def test_numbers_and_single_letters_are_no_names() -> None:
    assert len(known(("3명", "NUMBER"), ("美", "REGION"))) == 0


def test_an_article_put_again_replaces_itself() -> None:
    names = known(("누리", "ORG"))
    names.put("a", [("가람", "ORG")])
    text, pieces = pieces_of("누리", (0, 2, "NNG"))
    assert list(names.matches(text, pieces)) == []
    names.put("a", [])
    assert len(names) == 0
