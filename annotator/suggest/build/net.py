"""Trains the neural tagger: embeddings, a morpheme vector's projection, two BiLSTM layers and a CRF. Needs torch.

What it learns is written as plain arrays that `annotator.suggest.tagger` runs with numpy alone.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from annotator.suggest.encoding import Encoded

_WORDS, _MORPHEMES, _TAGS, _SHAPES, _PARTICLES, _CHARACTERS, _FILTERS = 48, 72, 12, 12, 12, 24, 40
_HIDDEN = 144


@dataclass(frozen=True, slots=True)
class Lesson:
    """One training sentence: its tags, the finer tags of the helping task, and how much it counts."""

    sentence: Encoded
    tags: npt.NDArray[np.int64]
    fine: npt.NDArray[np.int64]
    weight: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows of each table, and the numbers of tags."""

    words: int
    tags: int
    shapes: int
    particles: int
    characters: int
    tables: int
    labels: int
    fine: int


class Direction(nn.Module):
    """An LSTM that reads padded sentences forwards, or each from its own last piece backwards."""

    def __init__(self, inputs: int, hidden: int, backwards: bool) -> None:
        super().__init__()
        self.lstm = nn.LSTM(inputs, hidden, batch_first=True)
        self.backwards = backwards

    def forward(self, x: Tensor, turned: Tensor) -> Tensor:
        if self.backwards:
            x = x.gather(1, turned.unsqueeze(2).expand_as(x))
        y: Tensor = self.lstm(x)[0]
        return y.gather(1, turned.unsqueeze(2).expand_as(y)) if self.backwards else y


class Net(nn.Module):
    """Emission scores of every tag for every piece, and a CRF over them."""

    def __init__(self, sizes: Sizes, vectors: npt.NDArray[np.float32]) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.tensor(vectors), persistent=False)
        self.words = nn.Embedding(sizes.words, _WORDS)
        self.tags = nn.Embedding(sizes.tags, _TAGS)
        self.shapes = nn.Embedding(sizes.shapes, _SHAPES)
        self.particles = nn.Embedding(sizes.particles, _PARTICLES)
        self.characters = nn.Embedding(sizes.characters, _CHARACTERS, padding_idx=0)
        for table in (self.words, self.tags, self.shapes, self.particles, self.characters):
            nn.init.normal_(table.weight, std=0.3)
        self.filters = nn.Conv1d(_CHARACTERS, _FILTERS, 3, padding=1)
        self.project = nn.Linear(vectors.shape[1], _MORPHEMES, bias=False)
        inputs = _WORDS + 2 * _MORPHEMES + 2 * _TAGS + _SHAPES + _PARTICLES + _FILTERS + sizes.tables
        self.layers = nn.ModuleList(
            nn.ModuleList([Direction(width, _HIDDEN, False), Direction(width, _HIDDEN, True)])
            for width in (inputs, 2 * _HIDDEN)
        )
        self.emit = nn.Linear(2 * _HIDDEN, sizes.labels)
        self.fine = nn.Linear(2 * _HIDDEN, sizes.fine)
        self.steps = nn.Parameter(torch.zeros(sizes.labels, sizes.labels))
        self.first = nn.Parameter(torch.zeros(sizes.labels))
        self.last = nn.Parameter(torch.zeros(sizes.labels))
        self.drop_in, self.drop = nn.Dropout(0.35), nn.Dropout(0.4)

    def encode(self, batch: Batch) -> Tensor:
        words = batch.words[..., 0]
        if self.training:
            words = words.masked_fill(torch.rand(words.shape) < 0.15, 0)
        seen = self.characters(batch.characters)
        size = seen.shape
        grams = self.filters(seen.view(-1, *size[2:]).transpose(1, 2)).max(2).values.view(*size[:2], -1)
        morphemes = self.project(self.vectors[batch.morphemes]).flatten(2)
        x = torch.cat(
            [
                self.words(words),
                morphemes,
                self.tags(batch.words[..., 1]),
                self.tags(batch.words[..., 2]),
                self.shapes(batch.places[..., 0]),
                self.particles(batch.places[..., 1]),
                torch.relu(grams),
                batch.tables,
            ],
            2,
        )
        x = self.drop_in(x)
        for forward, backward in self.layers:
            x = self.drop(torch.cat([forward(x, batch.turned), backward(x, batch.turned)], 2))
        return x

    def loss(self, batch: Batch) -> Tensor:
        hidden = self.encode(batch)
        scores = self.emit(hidden)
        gold = _path_score(self, scores, batch)
        loss = (_partition(self, scores, batch) - gold) * batch.weights
        fine = functional.cross_entropy(self.fine(hidden).transpose(1, 2), batch.fine, reduction="none")
        return (loss.sum() + 0.3 * (fine * batch.mask * batch.weights.unsqueeze(1)).sum()) / len(batch.weights)


@dataclass(frozen=True, slots=True)
class Batch:
    words: Tensor
    places: Tensor
    characters: Tensor
    morphemes: Tensor
    tables: Tensor
    tags: Tensor
    fine: Tensor
    mask: Tensor
    turned: Tensor
    lengths: Tensor
    weights: Tensor


def collate(lessons: Sequence[Lesson]) -> Batch:
    lengths = torch.tensor([len(lesson.sentence) for lesson in lessons])
    longest = int(lengths.max())

    def pad(arrays: list[npt.NDArray[np.generic]], dtype: torch.dtype) -> Tensor:
        out = torch.zeros((len(arrays), longest, *arrays[0].shape[1:]), dtype=dtype)
        for row, array in zip(out, arrays, strict=True):
            row[: len(array)] = torch.from_numpy(array)
        return out

    places = torch.arange(longest).expand(len(lessons), -1)
    turned = torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)
    seen = [lesson.sentence for lesson in lessons]
    return Batch(
        pad([one.words[one.kinds] for one in seen], torch.int64),
        pad([one.places for one in seen], torch.int64),
        pad([one.characters[one.kinds] for one in seen], torch.int64),
        pad([one.morphemes[one.kinds] for one in seen], torch.int64),
        pad([one.tables for one in seen], torch.float32),
        pad([lesson.tags for lesson in lessons], torch.int64),
        pad([lesson.fine for lesson in lessons], torch.int64),
        (places < lengths[:, None]).float(),
        turned,
        lengths,
        torch.tensor([lesson.weight for lesson in lessons]),
    )


def _path_score(net: Net, scores: Tensor, batch: Batch) -> Tensor:
    own = scores.gather(2, batch.tags.unsqueeze(2)).squeeze(2) * batch.mask
    steps = net.steps[batch.tags[:, :-1], batch.tags[:, 1:]] * batch.mask[:, 1:]
    ends = batch.tags.gather(1, (batch.lengths - 1).unsqueeze(1)).squeeze(1)
    return own.sum(1) + steps.sum(1) + net.first[batch.tags[:, 0]] + net.last[ends]


def _partition(net: Net, scores: Tensor, batch: Batch) -> Tensor:
    alpha = net.first + scores[:, 0]
    for at in range(1, scores.shape[1]):
        following = torch.logsumexp(alpha.unsqueeze(2) + net.steps, 1) + scores[:, at]
        alpha = torch.where(batch.mask[:, at : at + 1] > 0, following, alpha)
    return torch.logsumexp(alpha + net.last, 1)


def _batches(lessons: Sequence[Lesson], size: int, shuffle: random.Random) -> Iterator[list[Lesson]]:
    """Sentences of like length together, in a new order each time."""
    order = sorted(lessons, key=lambda lesson: len(lesson.sentence) + shuffle.random() * 4)
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    shuffle.shuffle(parts)
    yield from parts


def train(
    lessons: Sequence[Lesson],
    sizes: Sizes,
    vectors: npt.NDArray[np.float32],
    *,
    epochs: int = 10,
    batch: int = 32,
    rate: float = 2.5e-3,
    seed: int = 1,
    report: object = None,
) -> dict[str, npt.NDArray[np.float32]]:
    """The weights as named arrays: an average over the run's later steps, which errs less than the last ones."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    net = Net(sizes, vectors)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3, betas=(0.9, 0.98))
    steps = epochs * math.ceil(len(lessons) / batch)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / 200, 1.0) * (0.03 + 0.97 * (1 - step / steps))
    )
    average = {name: value.detach().clone() for name, value in net.state_dict().items()}
    done = 0
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for part in _batches(lessons, batch, shuffle):
            loss = net.loss(collate(part))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            plan.step()
            done += 1
            total += loss.item()
            keep = min(0.998, done / (done + 10))
            with torch.no_grad():
                for name, value in net.state_dict().items():
                    average[name].lerp_(value, 1 - keep)
        if callable(report):
            report(epoch, total, average)
    return {name: value.numpy() for name, value in average.items()}
