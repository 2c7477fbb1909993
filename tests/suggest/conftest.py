"""What the tests of suggestions share: the shipped suggester, and tokens of their own sentences."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.morphology import tokenize
from annotator.suggest.suggester import Suggester
from annotator.suggest.tagger import Tagger
from annotator.tokens import Token

# For the reader of marked texts beside this file; tests are no packages.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Suggester.load().tagger


@pytest.fixture
def suggester(tagger: Tagger) -> Suggester:
    """The shipped model with nothing learnt; the tagger only reads, so that tests may share it."""
    return Suggester(tagger)


@pytest.fixture(scope="session")
def tokens_of() -> Callable[[str], list[Token]]:
    return lambda text: tokenize([text])[0]
