"""KLUE-NER, Hugging Face and spaCy: out, back, and through the libraries that train on them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annotator import formats
from annotator.article import Article
from annotator.errors import AnnotatorError
from annotator.formats import Loss, Options, Split
from annotator.morphology import tokenizer_version
from annotator.project import NewArticle, Project, State
from annotator.tokens import Token, encode

OPEN = Options(include_open=True)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def many(made: SimpleNamespace, count: int = 60) -> list[Any]:
    """Articles of their own wording each."""
    return [
        made.plain_article(
            f"article-{number}",
            f"회사 가온{number} 소식. 제{number}호 알림으로 {number}명이 왔다. "
            f"{number * 7}번 길의 {number}호 {number * 13}동이다.",
            (f"가온{number}", "ORG"),
            (f"{number}명", "NUMBER"),
        )
        for number in range(1, count + 1)
    ]


# -- KLUE-NER


def test_klue_keeps_every_character_of_a_paragraph(
    hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    formats.get("klue").write(hard, tmp_path / "a.tsv")
    formats.import_file(empty, tmp_path / "a.tsv")
    texts = [article.text for article in empty.iter_articles()]
    assert texts == [line.replace("\u2028", " ") for line in made.HARD.split("\n") if line]
    found = [(span.text, span.label) for _, span in empty.all_spans()]
    assert found == made.outermost(made.hard_spans())


SIX = """\
## made-0-wikitree\t<가온시:LC>의 <한별:PS>은 <8일:DT> <3시:TI>에 #1 <은하제철:OG>에서 <3명:QT>을 봤다.
"""


def six() -> str:
    rows = []
    tagged = [("가온시", "LC"), ("의 ", ""), ("한별", "PS"), ("은 ", ""), ("8일", "DT"), (" ", ""), ("3시", "TI")]
    tagged += [("에 #1 ", ""), ("은하제철", "OG"), ("에서 ", ""), ("3명", "QT"), ("을 봤다.", "")]
    for text, label in tagged:
        rows += [
            f"{char}\t{('B-' if number == 0 else 'I-') + label if label else 'O'}\n" for number, char in enumerate(text)
        ]
    return SIX + "".join(rows) + "\n"


def test_a_klue_file_comes_back_as_the_same_bytes(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(six(), encoding="utf-8")
    result = formats.import_file(empty, tmp_path / "a.tsv")
    assert result.report == []
    assert {label.key for label in empty.labels()} == {"LC", "PS", "DT", "TI", "OG", "QT"}
    formats.get("klue").write(empty, tmp_path / "b.tsv", options=OPEN)
    assert (tmp_path / "b.tsv").read_bytes() == (tmp_path / "a.tsv").read_bytes()


def test_the_shared_klue_file_comes_back_with_the_same_rows(empty: Project, shared: Path, tmp_path: Path) -> None:
    given = shared / "data" / "ner" / "klue-ner.dev.share.tsv"
    result = formats.import_file(empty, given)
    # A few of its spans begin with a blank; those are told, and the rows at that end differ.
    assert {error.code for error in result.report} <= {"format.span_trimmed"}
    formats.get("klue").write(empty, tmp_path / "b.tsv", options=OPEN)

    def rows(path: Path) -> list[str]:
        return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("## ")]

    wanted, found = rows(given), rows(tmp_path / "b.tsv")
    assert len(found) == len(wanted)
    differing = [a for a, b in zip(wanted, found, strict=True) if a != b]
    assert len(differing) == 2 * len(result.report) < 10


# -- Hugging Face


def test_huggingface_rows_joined_are_the_article(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    formats.get("huggingface").write(hard, tmp_path / "hf")
    rows = lines(tmp_path / "hf" / "train.jsonl")
    assert "".join(row["text"] for row in rows) == made.HARD
    for row in rows:
        assert [row["text"][start:end] for start, end in row["offsets"]] == row["tokens"]
        assert len(row["ner_tags"]) == len(row["tokens"])


@pytest.mark.parametrize("file", ["train.jsonl", "data/train-00000-of-00001.parquet"])
def test_huggingface_comes_back(
    file: str, hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    if file.endswith("parquet"):
        pytest.importorskip("pyarrow")
    formats.get("huggingface").write(hard, tmp_path / "hf")
    result = formats.import_file(empty, tmp_path / "hf" / file)
    assert result.report == []
    number = empty.article_by_uid("hard")
    assert number is not None
    assert empty.article(number).text == made.HARD
    assert [(s.text, s.label) for s in empty.spans(number)] == made.outermost(made.hard_spans())


def test_huggingface_parquet_holds_the_rows_of_the_jsonl_however_long(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    long = '끝이 없는 \u2028문장\u0085 \\ " 😀 ' * 120_000  # one row of more than a row group's bytes
    article = NewArticle(None, Article(text=long, segments=()), uid="long", state=State.DONE)
    project = make(made.hard_article(), article, *many(made))
    for one in list(project.iter_articles()):
        if one.uid == "long":
            words = [Token(found.start(), found.end(), found[0], "NNG") for found in re.finditer(r"[^ ]+", one.text)]
            project.put_tokens(one.id, one.revision, tokenizer_version(), {(0, len(one.text)): encode(words)})
    formats.get("huggingface").write(project, tmp_path / "hf")
    rows = lines(tmp_path / "hf" / "train.jsonl")
    table = parquet.read_table(tmp_path / "hf" / "data" / "train-00000-of-00001.parquet")
    assert max(len(row["tokens"]) for row in rows) > 100_000
    assert table.to_pylist() == rows


def test_huggingface_tokens_alone_are_joined_by_blanks(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"tokens": ["가온", "시청", "에"], "ner_tags": ["B-ORG", "I-ORG", "O"]}', encoding="utf-8"
    )
    formats.import_file(empty, tmp_path / "a.jsonl")
    assert [(span.text, span.start) for _, span in empty.all_spans()] == [("가온 시청", 0)]


def test_huggingface_numbers_without_names_are_refused(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"tokens": ["가온"], "ner_tags": [3]}', encoding="utf-8")
    result = formats.import_file(empty, tmp_path / "a.jsonl")
    assert [error.code for error in result.report] == ["huggingface.names"]


def test_datasets_loads_it_with_label_names(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    datasets = pytest.importorskip("datasets")
    project = make(made.hard_article(), *many(made))
    report = formats.get("huggingface").write(project, tmp_path / "hf", options=Options(split=Split(60, 20, 20)))
    loaded = datasets.load_dataset(str(tmp_path / "hf"), cache_dir=str(tmp_path / "cache"))
    assert set(loaded) == {"train", "validation", "test"}
    by_split = {}
    for name, split in loaded.items():
        names = split.features["ner_tags"].feature.names
        tags = [names[tag] for row in split for tag in row["ner_tags"]]
        by_split[name] = (len(set(split["article"])), sum(tag.startswith("B-") for tag in tags))
    assert by_split == dict(report.splits)


def test_datasets_loads_the_jsonl_with_the_features_of_the_card(hard: Project, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    formats.get("huggingface").write(hard, tmp_path / "hf")
    held = json.loads((tmp_path / "hf" / "features.json").read_text(encoding="utf-8"))["features"]
    features = datasets.Features.from_dict(held)
    loaded = datasets.load_dataset(
        "json",
        data_files=str(tmp_path / "hf" / "train.jsonl"),
        features=features,
        split="train",
        cache_dir=str(tmp_path / "cache"),
    )
    assert loaded.features["ner_tags"].feature.int2str(1) == "B-ORG"
    assert len(loaded) == len(lines(tmp_path / "hf" / "train.jsonl"))


def test_labels_realign_through_a_tokenizer_without_a_lost_span(
    hard: Project, made: SimpleNamespace, tmp_path: Path
) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    formats.get("huggingface").write(hard, tmp_path / "hf")
    names = json.loads((tmp_path / "hf" / "features.json").read_text(encoding="utf-8"))
    names = names["features"]["ner_tags"]["feature"]["names"]
    rows = lines(tmp_path / "hf" / "train.jsonl")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    trainer = tokenizers.trainers.BpeTrainer(vocab_size=400, special_tokens=["[UNK]"], show_progress=False)
    tokenizer.train_from_iterator([row["text"] for row in rows], trainer)
    found = []
    for row in rows:
        # The usual way: pre-split words, a label for each subword by its word.
        encoding = tokenizer.encode(row["tokens"], is_pretokenized=True)
        tags = {word: names[row["ner_tags"][word]] for word in encoding.word_ids if word is not None}
        assert set(tags) == set(range(len(row["tokens"])))
        spelled = [tags[word] for word in range(len(row["tokens"]))]
        found += [tag[2:] for tag in spelled if tag.startswith("B-")]
    assert found == [label for _, label in made.outermost(made.hard_spans())]


def test_a_tiny_random_classifier_trains_on_it(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    torch, tokenizers = pytest.importorskip("torch"), pytest.importorskip("tokenizers")
    report = formats.get("huggingface").write(make(made.hard_article(), *many(made)), tmp_path / "hf")
    names = json.loads((tmp_path / "hf" / "features.json").read_text(encoding="utf-8"))
    names = names["features"]["ner_tags"]["feature"]["names"]
    rows = lines(tmp_path / "hf" / "train.jsonl")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    trainer = tokenizers.trainers.BpeTrainer(vocab_size=300, special_tokens=["[UNK]"], show_progress=False)
    tokenizer.train_from_iterator([row["text"] for row in rows], trainer)
    inputs, labels = [], []
    for row in rows:
        encoding = tokenizer.encode(row["tokens"], is_pretokenized=True)
        before = None
        for token, word in zip(encoding.ids, encoding.word_ids, strict=True):
            inputs.append(token)
            # The usual way: the first subword of a word has its label, the others none.
            labels.append(row["ner_tags"][word] if word != before else -100)
            before = word
    assert sum(label >= 0 and names[label].startswith("B-") for label in labels) == report.spans
    torch.manual_seed(1)
    size = tokenizer.get_vocab_size()
    model = torch.nn.Sequential(torch.nn.Embedding(size, 16), torch.nn.Linear(16, len(names)))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.05)
    losses = []
    for _ in range(20):
        loss = torch.nn.functional.cross_entropy(model(torch.tensor(inputs)), torch.tensor(labels))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] / 2


# -- spaCy


def docs_in(folder: Path) -> list[Any]:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    vocab = spacy.blank("xx").vocab
    return [doc for file in sorted(folder.glob("*.spacy")) for doc in DocBin().from_disk(file).get_docs(vocab)]


def test_spacy_docs_hold_every_span(hard: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    report = formats.get("spacy").write(hard, tmp_path / "spacy")
    (doc,) = docs_in(tmp_path / "spacy" / "train")
    assert doc.text == made.HARD
    wanted = [(span.start, span.end, span.label, span.text) for span in made.hard_spans()]
    assert [(s.start_char, s.end_char, s.label_, s.text) for s in doc.spans["sc"]] == wanted
    assert [(s.text, s.label_) for s in doc.ents] == made.outermost(made.hard_spans())
    assert report.losses[Loss.ENTITY] == 1
    assert report.spans == len(wanted)


def test_spacy_comes_back(hard: Project, empty: Project, made: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    formats.get("spacy").write(hard, tmp_path / "spacy", options=OPEN)
    result = formats.import_file(empty, tmp_path / "spacy" / "train" / "0000.spacy")
    assert result.report == []
    assert made.spans_in(empty, "hard") == made.spans_in(hard, "hard")
    assert [row.state for row in empty.article_rows()] == ["done", "open"]


def test_spacy_trains_on_it(make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    project = make(made.hard_article(), *many(made))
    formats.get("spacy").write(project, tmp_path / "spacy", options=Options(split=Split(80, 20, 0)))
    command = [
        sys.executable,
        "-W",
        "always",
        "-m",
        "spacy",
        "train",
        "config.cfg",
        "--output",
        str(tmp_path / "model"),
    ]
    command += ["--training.max_steps", "40", "--training.eval_frequency", "10"]
    done = subprocess.run(command, cwd=tmp_path / "spacy", capture_output=True, text=True, check=True)
    assert "W030" not in done.stdout + done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    losses = [float(row[3]) for row in rows if len(row) > 6 and row[1].isdigit()]
    assert len(losses) >= 4
    # Each figure sums ten steps (the first only one): later tens lose less.
    assert losses[-1] < losses[1]


def test_spacy_damaged_files_get_one_sentence(empty: Project, tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    (tmp_path / "a.spacy").write_bytes(b"no docs here")
    with pytest.raises(AnnotatorError) as caught:
        formats.import_file(empty, tmp_path / "a.spacy")
    assert caught.value.code == "format.unreadable"


def test_a_small_spacy_file_that_grows_without_bounds_is_not_read(
    empty: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("spacy")
    from annotator.formats import docbin

    monkeypatch.setattr(docbin, "_LARGEST", 1 << 20)
    (tmp_path / "a.spacy").write_bytes(zlib.compress(bytes(1 << 24)))
    with pytest.raises(AnnotatorError) as caught:
        formats.import_file(empty, tmp_path / "a.spacy")
    assert caught.value.code == "format.too_large"


def test_without_the_library_a_format_says_what_to_install(
    hard: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setitem(sys.modules, "cassis", None)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for name, library in (("spacy", "spacy"), ("cas-json", "dkpro-cassis"), ("xlsx", "openpyxl")):
        with pytest.raises(AnnotatorError) as caught:
            formats.get(name).write(hard, tmp_path / name)
        assert (caught.value.code, caught.value.values["library"]) == ("format.needs", library)
        assert not (tmp_path / name).exists()
