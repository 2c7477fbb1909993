"""CoNLL-2003 and IOB2: through the file and back, and through the readers that trainers use."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.article import Article
from annotator.errors import AnnotatorError
from annotator.formats import Loss, Options, Winner, surface
from annotator.project import NewArticle, Project, SpanRow, State, operations
from annotator.text import paragraphs
from annotator.tokens import Token, encode

NAMES = ["conll", "iob2", "iob2-char"]


def rows(path: Path) -> list[list[str]]:
    return [line.split() for line in path.read_text(encoding="utf-8").split("\n") if line and "DOCSTART" not in line]


def marked(path: Path) -> list[tuple[str, str]]:
    """(text without blanks, label) of each entity in a file, by a reading of its own."""
    found: list[tuple[str, str]] = []
    for row in rows(path):
        if row[-1].startswith("B-"):
            found.append((row[0], row[-1][2:]))
        elif row[-1].startswith("I-"):
            text, label = found[-1]
            assert label == row[-1][2:]
            found[-1] = (text + row[0], label)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_outermost_span_is_in_the_file(name: str, hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    report = formats.get(name).write(hard, tmp_path / "out.conll")
    wanted = [("".join(text.split()), label) for text, label in made.outermost(made.hard_spans())]
    assert [(text.replace("▁", ""), label) for text, label in marked(tmp_path / "out.conll")] == wanted
    assert (report.articles, report.spans, report.left_open) == (1, len(wanted), 1)
    assert report.losses[Loss.NESTED] == 1
    assert report.losses[Loss.NOTE] == 2


@pytest.mark.parametrize("name", NAMES)
def test_the_report_lists_what_was_left_out(name: str, hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get(name).write(hard, tmp_path / "out.conll")
    lines = (tmp_path / "out.conll.report.ndjson").read_text(encoding="utf-8").splitlines()
    first, *listed, last = map(json.loads, lines)
    inner = made.hard_spans()[3]
    assert first["export"] == name
    nested = [entry for entry in listed if entry["lost"] == "nested"]
    assert [(each["start"], each["end"], each["text"]) for each in nested] == [(inner.start, inner.end, "두루시")]
    assert last["lost"]["nested"] == 1
    assert last["left_open"] == 1


def test_open_articles_come_along_when_asked(hard: Project, tmp_path: Path) -> None:
    report = formats.get("conll").write(hard, tmp_path / "out.conll", options=Options(include_open=True))
    assert (report.articles, report.left_open) == (2, 0)
    assert marked(tmp_path / "out.conll")[-1] == ("새벽바이오", "ORG")


def test_the_innermost_span_wins_when_asked(hard: Project, tmp_path: Path) -> None:
    formats.get("conll").write(hard, tmp_path / "out.conll", options=Options(winner=Winner.INNERMOST))
    assert ("두루시의회", "ORG") not in marked(tmp_path / "out.conll")
    assert marked(tmp_path / "out.conll").count(("두루시", "REGION")) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_second_round_gives_the_same_file(
    name: str, hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    form = formats.get(name)
    out = tmp_path / f"out{form.SUFFIXES[0]}"
    form.write(hard, out)
    result = formats.import_file(empty, out)
    assert result.report == []
    (article,) = list(empty.iter_articles())
    # Blanks and line breaks are what this format does not keep.
    assert "".join(article.text.split()) == "".join(made.HARD.split())
    wanted = [("".join(text.split()), label) for text, label in made.outermost(made.hard_spans())]
    assert [("".join(s.text.split()), s.label) for s in empty.spans(article.id)] == wanted


def test_words_come_back_as_they_were(hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("conll").write(hard, tmp_path / "out.conll")
    formats.import_file(empty, tmp_path / "out.conll")
    (article,) = list(empty.iter_articles())
    assert article.text.split() == made.HARD.split()


def test_a_token_that_a_span_cuts_is_cut_and_counted(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    project = make(made.plain_article("a", "ABC전자", ("BC전자", "ORG")))
    report = formats.get("iob2").write(project, tmp_path / "out.iob2")
    assert rows(tmp_path / "out.iob2")[:2] == [["A", "O"], ["B", "B-ORG"]] or rows(tmp_path / "out.iob2")[1][0] == "BC"
    assert marked(tmp_path / "out.iob2") == [("BC전자", "ORG")]
    assert report.losses[Loss.TOKEN] == 1


def test_particles_stay_outside_with_the_real_tokenizer(tmp_path: Path, made: SimpleNamespace, empty: Project) -> None:
    from annotator.labels import Label
    from annotator.project import operations

    article = made.plain_article(
        "a", "은하제철이 가온시에서 문을 열었다. 값은 3곳이다.", ("은하제철", "ORG"), ("3곳", "NUMBER")
    )
    label = Label("ORG", "기관", "", 1, "#1d4ed8")
    number = Label("NUMBER", "수치", "", 4, "#1d4ed8")
    operations.add_articles(empty, [article], labels=[label, number])
    formats.get("conll").write(empty, tmp_path / "out.conll")
    found = rows(tmp_path / "out.conll")
    assert marked(tmp_path / "out.conll") == [("은하제철", "ORG"), ("3곳", "NUMBER")]
    assert ["이", "JKS", "I-EOJ", "O"] in found
    # Two sentences: two blank lines after the one behind -DOCSTART-.
    assert (tmp_path / "out.conll").read_text(encoding="utf-8").count("\n\n") == 3


def test_bad_rows_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.iob2"
    path.write_text("가온시\tB-REGION\n혼자\n에서\tO\n", encoding="utf-8")
    told: list[AnnotatorError] = []
    (article,) = list(formats.get("iob2").read(path, problem=told.append))
    assert article.article.text == "가온시 에서"
    assert [(error.code, error.values["line"]) for error in told] == [("conll.row", 2)]


def test_without_documents_every_sentence_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.iob2"
    path.write_text("가온시\tB-REGION\n\n은하\tB-ORG\n제철\tI-ORG\n", encoding="utf-8")
    found = list(formats.get("iob2").read(path))
    assert [article.article.text for article in found] == ["가온시", "은하 제철"]
    assert [(span.start, span.end, span.label) for span in found[1].spans] == [(0, 5, "ORG")]


@given(st.lists(st.sampled_from(["O", "B-A", "I-A", "B-B", "I-B", "S-A", "E-A", "L-B", "U-B"]), max_size=12))
def test_tags_of_any_scheme_give_spans_in_order(tags: list[str]) -> None:
    found = list(surface.spans_of(tags))
    assert all(start < end for start, end, _ in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    covered = {index for start, end, _ in found for index in range(start, end)}
    assert covered == {index for index, tag in enumerate(tags) if tag != "O"}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3), st.sampled_from("AB")), max_size=8))
def test_iob2_tags_come_back_as_the_same_spans(parts: list[tuple[int, int, str]]) -> None:
    wanted, at = [], 0
    for gap, length, label in parts:
        wanted.append((at + gap, at + gap + length, label))
        at += gap + length
    tags = ["O"] * (at + 1)
    for start, end, label in wanted:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    assert list(surface.spans_of(tags)) == wanted


def sentences(path: Path) -> list[list[list[str]]]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    found = [[line.split() for line in block.splitlines() if "DOCSTART" not in line] for block in blocks]
    return [rows for rows in found if rows]


@pytest.mark.parametrize("name", NAMES)
def test_seqeval_scores_the_file_as_perfect_and_finds_every_span(
    name: str, hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    metrics = pytest.importorskip("seqeval.metrics")
    schemes = pytest.importorskip("seqeval.scheme")
    formats.get(name).write(hard, tmp_path / "out.conll")
    formats.import_file(empty, tmp_path / "out.conll", name=name)
    made.cache_tokens(empty)
    formats.get(name).write(empty, tmp_path / "again.conll", options=Options(include_open=True))
    found = sentences(tmp_path / "out.conll")
    gold, again = (
        [[row[-1] for row in rows] for rows in each] for each in (found, sentences(tmp_path / "again.conll"))
    )
    assert metrics.f1_score(gold, again, mode="strict", scheme=schemes.IOB2) == 1.0
    entities = [
        ("".join(row[0] for row in rows[entity.start : entity.end]).replace("▁", ""), entity.tag)
        for rows, inside in zip(found, schemes.Entities(gold, schemes.IOB2).entities, strict=True)
        for entity in inside
    ]
    assert entities == [("".join(text.split()), label) for text, label in made.outermost(made.hard_spans())]


@pytest.mark.parametrize("name", NAMES)
def test_spacy_convert_reads_it(name: str, hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    formats.get(name).write(hard, tmp_path / "out.conll")
    command = [sys.executable, "-m", "spacy", "convert", "out.conll", ".", "--converter", "ner", "--lang", "xx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    docs = list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("xx").vocab))
    found = [("".join(entity.text.split()).replace("▁", ""), entity.label_) for doc in docs for entity in doc.ents]
    assert found == [("".join(text.split()), label) for text, label in made.outermost(made.hard_spans())]
    # Nothing but the article: no token of what stands between articles.
    words = [token.text for doc in docs for token in doc if not token.is_space]
    assert "".join(words).replace("▁", "") == "".join(made.HARD.split())


def test_tokens_are_cut_at_edges_in_whichever_paragraph(empty: Project, tmp_path: Path) -> None:
    text = "가나다라\n마바사\n아자"
    spans = [SpanRow(1, 3, "ORG", text[1:3]), SpanRow(6, 8, "REGION", text[6:8]), SpanRow(9, 11, "ORG", text[9:11])]
    operations.add_articles(empty, [NewArticle(None, Article(text, ()), spans, uid="a", state=State.DONE)], labels=())
    tokens = [Token(start, end, text[start:end], "NNG") for start, end in paragraphs(text)]
    options = Options(tokenize=lambda texts: [encode(tokens) for _ in texts])
    report = formats.get("prodigy").write(empty, tmp_path / "a.jsonl", options=options)
    record = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    assert [token["text"] for token in record["tokens"]] == ["가", "나다", "라", "마", "바사", "아자"]
    assert [token["ws"] for token in record["tokens"]] == [False, False, True, False, True, False]
    assert [(span["token_start"], span["token_end"]) for span in record["spans"]] == [(1, 1), (4, 4), (5, 5)]
    assert report.losses[Loss.TOKEN] == 2
    formats.get("huggingface").write(empty, tmp_path / "out", options=options)
    lines = (tmp_path / "out" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["tokens"] for line in lines] == [["가", "나다", "라"], ["마", "바사"], ["아자"]]


def test_an_article_without_a_token_is_a_row_without_any(empty: Project, tmp_path: Path) -> None:
    operations.add_articles(empty, [NewArticle(None, Article("\u200b \n", ()), uid="a", state=State.DONE)])
    options = Options(tokenize=lambda texts: [encode([]) for _ in texts])
    formats.get("huggingface").write(empty, tmp_path / "out", options=options)
    row = json.loads((tmp_path / "out" / "train.jsonl").read_text(encoding="utf-8"))
    assert (row["text"], row["tokens"], row["offsets"]) == ("\u200b \n", [], [])
