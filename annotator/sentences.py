"""Sentences for error codes and for the command line, in Korean and English, from one data file.

The window translates its own texts through Qt; what core codes mean is said here, so that the window and the command
line say the same thing in the same words.
"""

from __future__ import annotations

import locale
import os
import sys
import tomllib
from functools import cache
from typing import Any

from annotator.errors import AnnotatorError
from annotator.paths import resource

LANGUAGES = ("ko", "en")


def language() -> str:
    """`ko` or `en`, from the environment: Korean unless the user's locale names another language.

    The order of the variables is that of POSIX and gettext. C and POSIX name no language, so Korean stays.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return _language_of(value)
    # Windows sets no such variable. Elsewhere none means C, which Python gives out as en_US.
    return _language_of(locale.getlocale()[0] or "") if sys.platform == "win32" else "ko"


def _language_of(value: str) -> str:
    # Windows says Korean_Korea, POSIX ko_KR.UTF-8.
    name = value.lower().split(".")[0].split(":")[0]
    return "ko" if name in ("", "c", "posix") or name.startswith("ko") else "en"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Code -> language -> sentence, as written in resources/i18n/sentences.toml."""
    with resource("i18n", "sentences.toml").open("rb") as file:
        sections = tomllib.load(file)
    return {f"{section}.{name}": texts for section, names in sections.items() for name, texts in names.items()}


def say(code: str, lang: str | None = None, /, **values: Any) -> str:
    """The sentence of `code` with its `values` filled in; `KeyError` when nobody has written one."""
    return catalogue()[code][lang or language()].format(**values)


def explain(error: AnnotatorError, lang: str | None = None) -> str:
    """The sentence that tells a user what `error` means and what to do about it."""
    return say(error.code, lang, **error.values)
