"""Suggesters of other packages: found by their entry point, checked, and left out when they fail."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.paths import resource
from annotator.suggest import plugins
from annotator.suggest.plugins import Loaded
from annotator.suggest.suggester import Suggester
from annotator.suggest.suggestion import Source
from annotator.suggest.tagger import Tagger
from annotator.tokens import Token

GUIDE = resource("guides", "suggesters.md").read_text(encoding="utf-8")
Tokens = Callable[[str], list[Token]]
TEXT = "나래부는 오늘 문을 열었다."


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests run programs that turn all loggers off."""
    monkeypatch.setattr(plugins._log, "disabled", False)


def install(folder: Path, name: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package as pip would lay it down."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{plugins.GROUP}]\n{name} = {name}:make\n", encoding="utf-8")
    if str(folder) not in sys.path:
        monkeypatch.syspath_prepend(folder)


def named(name: str) -> list[Loaded]:
    return [each for each in plugins.load() if each.name == name]


def test_the_guides_package_suggests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tagger: Tagger, tokens_of: Tokens
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    (entry,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert 'ministries = "ministries:make"' in entry
    assert plugins.GROUP in entry
    install(tmp_path, "ministries", code, monkeypatch)
    suggester = Suggester(tagger, plugins=named("ministries"))
    found = {one.text: one for one in suggester.suggest(TEXT, tokens_of(TEXT))}
    assert (found["나래부"].source, found["나래부"].said_by) == (Source.PLUGIN, "plugin:ministries")
    assert (found["나래부"].label, found["나래부"].score) == ("ORG", 0.9)


@pytest.mark.parametrize("code", ["1 / 0", "def make(): raise OSError('no model')", "make = 3"])
def test_one_that_cannot_be_loaded_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    name = f"broken{abs(hash(code))}"
    install(tmp_path, name, code, monkeypatch)
    assert named(name) == []
    (told,) = [record.getMessage() for record in caplog.records]
    assert name in told
    assert "\n" not in told


def test_one_that_has_nothing_to_offer_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "nothing", "def make(): return None", monkeypatch)
    assert named("nothing") == []


class Says:
    def __init__(self, *found: Any) -> None:
        self.found = found
        self.asked = 0

    def suggest(self, _text: str, _segments: Any) -> Any:
        self.asked += 1
        return iter(self.found)


@pytest.mark.parametrize(
    "found",
    [
        (0, 99, "ORG", 1.0),
        (-1, 3, "ORG", 1.0),
        (3, 3, "ORG", 1.0),
        (0, 3, "TEAM", 1.0),
        (4, 7, "ORG", 1.0),
        (0, 9, "ORG", 1.0),
        (0, 3, "ORG", float("nan")),
    ],
)
def test_what_is_no_span_of_the_text_is_passed_over(found: Any) -> None:
    says = Loaded("it", Says(found, (0, 3, "ORG", 7)))
    (one,) = says.suggest(TEXT, [(0, 8), (8, 15)], ("ORG",))
    assert (one.text, one.score) == ("나래부", 1.0)


@pytest.mark.parametrize("found", [3, (1, 2), ("x", 3, "ORG", 1.0), (0, 3, "ORG", None)])
def test_one_that_fails_is_told_once_and_asked_no_more(found: Any, caplog: pytest.LogCaptureFixture) -> None:
    says = Says(found)
    loaded = Loaded("it", says)
    for _ in range(2):
        assert list(loaded.suggest(TEXT, [(0, 15)], ("ORG",))) == []
    assert says.asked == 1
    assert len(caplog.records) == 1


# -- a token classifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny random model of one token a character, made to call each one OG."""
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {token: number for number, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"나래부는오"])}
    plain = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    plain.pre_tokenizer = tokenizers.pre_tokenizers.Sequence(
        [tokenizers.pre_tokenizers.WhitespaceSplit(), tokenizers.pre_tokenizers.Split("", "isolated")]
    )
    plain.post_processor = tokenizers.processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    special = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep")}
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=plain, model_max_length=16, **special)
    tags = ["O", "B-OG", "I-OG"]
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=16, id2label=dict(enumerate(tags)), label2id={tag: n for n, tag in enumerate(tags)},
    )  # fmt: skip
    torch.manual_seed(0)
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([0.0, 3.0, 0.0]))
    target = tmp_path / "model"
    model.save_pretrained(target)
    tokenizer.save_pretrained(target)
    (target / "annotator.json").write_text(json.dumps({"OG": "ORG"}), encoding="utf-8")
    return target


def test_a_token_classifier_in_a_folder_suggests(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.suggest import token_classifier

    monkeypatch.setenv(token_classifier.VARIABLE, str(folder))
    made = token_classifier.make()
    assert made is not None
    text = "😀\n나래 부는"
    found = list(made.suggest(text, [(2, 7)]))
    assert [(text[start:end], label) for start, end, label, _ in found] == [(char, "ORG") for char in "나래부는"]
    assert all(0.5 < score <= 1 for *_, score in found)


def test_long_segments_are_read_whole_in_windows(folder: Path) -> None:
    from annotator.suggest.token_classifier import TokenClassifier

    text = "나래부는오" * 20
    found = list(TokenClassifier(folder).suggest(text, [(0, len(text))]))
    assert [(start, end) for start, end, *_ in found] == [(at, at + 1) for at in range(100)]


def test_without_a_folder_there_is_no_token_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.suggest import token_classifier

    monkeypatch.delenv(token_classifier.VARIABLE, raising=False)
    assert token_classifier.make() is None


def test_tags_become_spans_as_sure_as_their_least_sure_token() -> None:
    from annotator.suggest.token_classifier import TokenClassifier

    reader = TokenClassifier.__new__(TokenClassifier)
    reader._labels = {"OG": "ORG"}
    tags = {
        (0, 1): ("B-OG", 0.9),
        (1, 2): ("I-OG", 0.6),
        (2, 3): ("B-OG", 0.8),
        (3, 4): ("O", 1.0),
        (5, 6): ("LC", 0.7),
    }
    assert list(reader._spans(tags)) == [(0, 2, "ORG", 0.6), (2, 3, "ORG", 0.8), (5, 6, "LC", 0.7)]
