"""Which language is spoken, and what is said in it."""

from __future__ import annotations

import locale
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import annotator
from annotator.errors import AnnotatorError
from annotator.sentences import LANGUAGES, catalogue, explain, language, say

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def silent(korean: None, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No variable of the environment names a language."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ko_KR.UTF-8", "ko"),
        ("ko", "ko"),
        ("KO_KR.eucKR", "ko"),
        ("ko:en", "ko"),
        ("en_US.UTF-8", "en"),
        ("en:ko", "en"),
        ("de_DE@euro", "en"),
        ("C", "ko"),
        ("C.UTF-8", "ko"),
        ("POSIX", "ko"),
    ],
)
@pytest.mark.parametrize("variable", VARIABLES)
def test_the_locale_names_the_language(variable: str, value: str, expected: str, silent: pytest.MonkeyPatch) -> None:
    silent.setenv(variable, value)
    assert language() == expected


@pytest.mark.parametrize(("first", "second"), list(pairwise(VARIABLES)))
def test_the_variables_are_asked_in_the_order_of_posix(first: str, second: str, silent: pytest.MonkeyPatch) -> None:
    silent.setenv(first, "en_GB.UTF-8")
    silent.setenv(second, "ko_KR.UTF-8")
    assert language() == "en"
    silent.setenv(first, "")
    assert language() == "ko"


@pytest.mark.parametrize(
    ("system", "expected"), [("Korean_Korea", "ko"), ("English_United States", "en"), (None, "ko"), ("ko_KR", "ko")]
)
def test_without_variables_windows_is_asked(system: str | None, expected: str, silent: pytest.MonkeyPatch) -> None:
    silent.setattr(sys, "platform", "win32")
    silent.setattr(locale, "getlocale", lambda *_: (system, "UTF-8"))
    assert language() == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no variables")
def test_without_variables_elsewhere_korean_stays(silent: pytest.MonkeyPatch) -> None:
    """Python calls the C locale en_US, which nobody chose."""
    code = "from annotator.sentences import language; print(language())"
    environment = {"PATH": "", "PYTHONPATH": str(Path(annotator.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "ko\n"


def test_say_fills_the_slots_in_both_languages(english: None) -> None:
    assert say("source.empty", name="a.txt") == "a.txt is empty."
    assert say("source.empty", "ko", name="a.txt") == "a.txt: 내용이 비어 있습니다."


def test_explain_says_what_an_error_means() -> None:
    error = AnnotatorError("labels.digit_twice", value=3)
    assert explain(error) == "숫자 키 3: 두 라벨이 함께 쓰고 있습니다. 하나를 바꿔 주세요."
    assert explain(error, "en") == "The digit 3 belongs to two labels. Change one of them."


def test_a_code_nobody_wrote_a_sentence_for_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("nobody.wrote_this")


def test_every_code_has_both_languages() -> None:
    for code, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES), code
        assert all(text.strip() == text != "" for text in texts.values()), code
