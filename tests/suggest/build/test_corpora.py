"""The corpora's files, in small: made-up sentences in their publishers' forms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.suggest.build.corpora import read_forms, read_klue, read_konne, read_raw


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_klue(tmp_path: Path) -> None:
    rows = "## made-1-wikitree\t<가람:OG> <둘:QT>\n가\tB-OG\n람\tI-OG\n \tO\n둘\tB-QT\n\n## made-2-nsmc\t나\n나\tO\n"
    one, two = read_klue(write(tmp_path / "klue", rows))
    assert (one.text, one.marks, one.film) == ("가람 둘", ((0, 2, "ORG"), (3, 4, "NUMBER")), False)
    assert (two.text, two.marks, two.film) == ("나", (), True)


def test_klue_keeps_two_neighbours_apart(tmp_path: Path) -> None:
    (one,) = read_klue(write(tmp_path / "klue", "## a\t\n가\tB-OG\n나\tB-OG\n다\tI-LC\n"))
    assert one.marks[:2] == ((0, 1, "ORG"), (1, 2, "ORG"))


def test_klue_names_a_line_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as refusal:
        read_klue(write(tmp_path / "klue", "## a\t\n가나 B-OG\n"))
    assert refusal.value.values["line"] == "가나 B-OG"


def test_konne(tmp_path: Path) -> None:
    row = '{"klue_id": "a-nsmc", "text": "충남도청", "label": [[0, 4, "OGG_POLITICS"], [0, 2, "LCP_PROVINCE"]]}\n'
    (one,) = read_konne(write(tmp_path / "konne", row))
    assert one.marks == ((0, 2, "LCP_PROVINCE"), (0, 4, "OGG_POLITICS"))


def test_forms_keep_quotation_marks(tmp_path: Path) -> None:
    forms = read_forms(write(tmp_path / "forms", 'form\tlabel\tfreq\n"가\tOGG_OTHERS\t2\n"가\tPS_NAME\t1\n'))
    assert forms == {'"가': Counter(OGG_OTHERS=2, PS_NAME=1)}


def test_raw(tmp_path: Path) -> None:
    (one,) = read_raw(write(tmp_path / "raw", "a_wikitree\t가람이 왔다.\n"))
    assert (one.id, one.text) == ("a_wikitree", "가람이 왔다.")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as refusal:
        read_raw(tmp_path / "none")
    assert refusal.value.code == "suggest.corpus"
