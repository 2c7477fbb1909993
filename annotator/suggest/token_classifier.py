"""A suggester for a Hugging Face token classifier that lies in a folder of this machine.

The environment variable ANNOTATOR_TOKEN_CLASSIFIER names the folder, as `save_pretrained` writes it. Its tags are
`B-X`, `I-X` (or X alone); a file `annotator.json` in it may say which label each X stands for: `{"OG": "ORG"}`, else
they are taken for the project's labels. Nothing is fetched: files that are missing stay missing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

VARIABLE = "ANNOTATOR_TOKEN_CLASSIFIER"
LABELS = "annotator.json"

Bounds = tuple[int, int]
Scored = tuple[int, int, str, float]


def make() -> TokenClassifier | None:
    """The suggester of the folder that the environment names; None where it names none. Needs annotator[transformers].

    Raises OSError or ValueError where the folder holds no token classifier.
    """
    folder = os.environ.get(VARIABLE)
    return TokenClassifier(Path(folder)) if folder else None


class TokenClassifier:
    """Suggests what a fine-tuned model tags; needs a fast tokenizer, whose offsets are code points."""

    def __init__(self, folder: Path) -> None:
        # Of the extra annotator[transformers], which the program itself does not need.
        transformers = import_module("transformers")
        self._torch = import_module("torch")
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        self._tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, use_fast=True)
        self._model = transformers.AutoModelForTokenClassification.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, trust_remote_code=False
        ).eval()
        names = folder / LABELS
        self._labels: Mapping[str, str] = json.loads(names.read_text(encoding="utf-8")) if names.exists() else {}

    def suggest(self, text: str, segments: Sequence[Bounds]) -> Iterator[Scored]:
        """See `annotator.suggest.plugins.Plugin`. Long segments are read in overlapping windows."""
        for low, high in segments:
            read = self._tokenizer(
                text[low:high],
                return_offsets_mapping=True,
                return_overflowing_tokens=True,
                truncation=True,
                padding=True,
                stride=min(32, self._longest // 4),
                max_length=self._longest,
                return_tensors="pt",
            )
            offsets = read.pop("offset_mapping")
            read.pop("overflow_to_sample_mapping", None)
            with self._torch.inference_mode():
                shares = self._model(**read).logits.softmax(-1)
            tags: dict[Bounds, tuple[str, float]] = {}
            for window, places in zip(shares, offsets.tolist(), strict=True):
                scores, best = window.max(-1)
                for (start, end), tag, score in zip(places, best.tolist(), scores.tolist(), strict=True):
                    if start < end:
                        tags.setdefault((start, end), (self._model.config.id2label[tag], score))
            yield from ((low + start, low + end, label, score) for start, end, label, score in self._spans(tags))

    @property
    def _longest(self) -> int:
        """Tokens of a window, the special ones among them."""
        return int(min(self._tokenizer.model_max_length, self._model.config.max_position_embeddings, 512))

    def _spans(self, tags: Mapping[Bounds, tuple[str, float]]) -> Iterator[Scored]:
        """Runs of one kind; a run is as sure as its least sure token."""
        run: tuple[int, int, str, float] | None = None
        for (start, end), (tag, score) in sorted(tags.items()):
            begin, _, kind = tag.rpartition("-") if tag[:2] in ("B-", "I-", "S-", "E-", "L-", "U-") else ("", "", tag)
            if run is not None and kind == run[2] and begin not in ("B", "S", "U"):
                run = (run[0], end, kind, min(run[3], score))
                continue
            if run is not None:
                yield self._labelled(run)
            run = (start, end, kind, score) if kind != "O" else None
        if run is not None:
            yield self._labelled(run)

    def _labelled(self, run: tuple[int, int, str, float]) -> Scored:
        start, end, kind, score = run
        return start, end, self._labels.get(kind, kind), score
