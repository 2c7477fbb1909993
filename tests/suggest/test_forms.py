"""The table of forms: saved and loaded, matched on piece edges, rates that leave a sentence's own counts out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import AnnotatorError
from annotator.paths import resource
from annotator.pieces import Piece
from annotator.suggest.forms import CLASSES, Counts, Forms, reach

ROW = tuple(range(1 + len(CLASSES)))


def test_saved_and_loaded(tmp_path: Path) -> None:
    Forms({"가람 시": ROW, "나": ROW}).save(tmp_path / "forms")
    assert Forms.load(tmp_path / "forms").counts == {"가람 시": ROW, "나": ROW}


@pytest.mark.parametrize("data", [b"", b"plain", b"\x1f\x8b\x08"])
def test_a_broken_file_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "forms").write_bytes(data)
    if data:
        with pytest.raises(AnnotatorError):
            Forms.load(tmp_path / "forms")
    else:
        assert Forms.load(tmp_path / "forms").counts == {}


def test_matches_stand_on_piece_edges() -> None:
    text = "가람시 나"
    pieces = [Piece(a, b, ("NNG",), (text[a:b],)) for a, b in ((0, 2), (2, 3), (4, 5))]
    forms = Forms({"가람": ROW, "가람시": ROW, "람시": ROW, "시 나": ROW, "나": ROW})
    assert list(forms.matches(text, pieces)) == [(0, 0, "가람"), (0, 1, "가람시"), (1, 2, "시 나"), (2, 2, "나")]


def test_a_form_seen_only_in_the_sentence_itself_says_nothing() -> None:
    once = (1, 1, *([0] * (len(CLASSES) - 1)))
    _, left = Forms({"가람": once, "나": ROW}).shares(["가람", "나"], {"가람": once})
    assert left.tolist() == [False, True]


COUNTS = st.tuples(*[st.integers(0, 9)] * (1 + len(CLASSES)))


@given(COUNTS, COUNTS)
def test_shares_are_of_the_occurrences_elsewhere(counts: Counts, own: Counts) -> None:
    shares, left = Forms({"가": ROW, "나": counts}).shares(["나", "가", "나"], {"나": own})
    rest = [max(count - less, 0) for count, less in zip(counts, own, strict=True)]
    occurrences = max(rest[0], sum(rest[1:]))
    assert left.tolist() == [occurrences > 0, True, occurrences > 0]
    assert shares[0] == pytest.approx([count / (occurrences + 0.5) for count in rest[1:]])
    assert (shares[0] == shares[2]).all()
    assert (shares < 1).all()


def test_reach_is_the_longest_name_by_how_names_begin() -> None:
    assert reach(["가", "가람", "가람시", "나누리"], 2) == {"가": 1, "가람": 3, "나누": 3}


def test_the_shipped_table_holds_no_sentence() -> None:
    forms = Forms.load(resource("models", "base", "forms.tsv.gz")).counts
    assert len(forms) > 20_000
    assert max(map(len, forms)) < 60
