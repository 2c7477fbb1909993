"""What must never be: imports that point up, files too long, codes without a sentence, Kiwi in the window."""

from __future__ import annotations

import ast
import os
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from importlinter import cli as importlinter

import annotator
from annotator.cli.commands import group
from annotator.paths import resource
from annotator.project import Kind
from annotator.sentences import catalogue

PACKAGE = Path(annotator.__file__).parent
ROOT = Path(__file__).parent.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 500


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


modules = pytest.mark.parametrize("path", MODULES, ids=named)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


# -- imports


def test_imports_point_down_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "path", [str(PACKAGE.parent), *sys.path])
    monkeypatch.chdir(PACKAGE.parent)
    kept = importlinter.lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert kept == 0, capsys.readouterr().out


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh process has after `statement`."""
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return set(done.stdout.split())


def test_the_command_line_starts_without_what_it_may_not_need() -> None:
    loaded = loaded_by("import annotator.cli; annotator.cli.run(['--version'])")
    assert "click" in loaded
    assert not loaded & {"PySide6", "kiwipiepy", "trafilatura", "lxml", "numpy", "sqlite_utils", "sqlite3"}


@pytest.mark.parametrize("words", [["--help"], ["clean", "no such file"], ["import", "no.annotator", "file"]])
def test_no_command_loads_the_window_or_the_tokenizer(words: list[str]) -> None:
    loaded = loaded_by(f"import annotator.cli; annotator.cli.run({words!r})")
    assert not loaded & {"PySide6", "kiwipiepy"}


def test_the_window_never_loads_the_tokenizer_itself() -> None:
    loaded = loaded_by("import annotator.ui.app")
    assert "PySide6" in loaded
    assert not loaded & {"kiwipiepy", "kiwipiepy_model"}


def test_the_window_opens_without_what_takes_long_to_load() -> None:
    loaded = loaded_by("import annotator.ui.app")
    assert "sqlite_utils" in loaded
    assert not loaded & {"numpy", "pandas", "trafilatura", "lxml"}


def test_numpy_is_there_for_whoever_needs_it_after_the_project_was_loaded() -> None:
    assert "numpy" in loaded_by("import annotator.project; import numpy")


def test_the_window_starts_without_the_rules_of_cleaning() -> None:
    loaded = loaded_by("import annotator.ui.app")
    assert "annotator.article" in loaded
    assert not loaded & {"annotator.articles", "trafilatura", "lxml"}


# -- files


@modules
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@modules
def test_a_module_says_what_it_is_for(path: Path) -> None:
    documentation = ast.get_docstring(tree(path))
    assert documentation


# -- codes and their sentences


def slots(sentence: str) -> set[str]:
    """The values a sentence wants: {path}, {count:,}, {other.text} -> path, count, other."""
    return {re.split(r"[.\[]", field)[0] for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


# What a function that takes a code as its first argument adds to the values it is given.
GIVES: dict[str, set[str]] = {
    "AnnotatorError": set(),
    "say": set(),
    "Fault": set(),
    "error": {"file", "line", "field"},  # formats: Place.error
    "_refuse": {"article"},  # project: what an import left out
    "_refuse_span": {"article", "start", "end", "text", "label"},
}


def calls(path: Path) -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every call of a function of GIVES: its name, itself, and its first argument."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args:
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in GIVES:
                yield name, node, node.args[0]


def code_of(node: ast.expr) -> str | None:
    """A literal that looks like a code; calls of the same name that mean something else have none."""
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", node.value)
    ):
        return node.value
    return None


def pattern_of(node: ast.expr) -> re.Pattern[str] | None:
    """f"span.{code}" as the pattern of the codes it may make."""
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_0-9]+" for part in node.values]
    return re.compile("".join(parts))


@modules
def test_every_code_has_a_sentence_and_is_given_what_it_wants(path: Path) -> None:
    for name, call, first in calls(path):
        code = code_of(first)
        if code is None:
            continue
        where = f"{code} in line {call.lineno}"
        known = code in catalogue()
        assert known, where
        given = GIVES[name] | {keyword.arg for keyword in call.keywords if keyword.arg}
        if name == "Fault":
            values = [keyword.value for keyword in call.keywords if keyword.arg == "values"]
            given |= {"article"} | {
                key.value for value in values if isinstance(value, ast.Dict) for key in value.keys
                if isinstance(key, ast.Constant)
            }  # fmt: skip
            if any(not isinstance(value, ast.Dict) for value in values):
                continue
        if any(keyword.arg is None for keyword in call.keywords):
            continue  # **values: what they hold is known when it runs
        for language, sentence in catalogue()[code].items():
            assert slots(sentence) <= given, f"{where}, {language}"


@modules
def test_every_code_put_together_has_a_sentence_at_least(path: Path) -> None:
    for _, call, first in calls(path):
        pattern = pattern_of(first)
        if pattern is not None and "\\." in pattern.pattern:
            assert any(map(pattern.fullmatch, catalogue())), f"line {call.lineno}"


def test_both_languages_want_the_same_values() -> None:
    for code, texts in catalogue().items():
        assert slots(texts["ko"]) == slots(texts["en"]), code


def test_no_particle_follows_a_value() -> None:
    """Which particle is right depends on the value's last sound: 은 or 는, 이 or 가 cannot be known here."""
    particle = re.compile(r"\}[’”'\"]?(?:을|를|이|가|은|는|와|과|로|으로)(?![가-힣])")
    assert {code for code, texts in catalogue().items() if particle.search(texts["ko"])} == set()


def test_sentences_stand_in_order() -> None:
    sections = [code.partition(".")[0] for code in catalogue()]
    assert sections == sorted(sections)


def spoken_for() -> set[str]:
    """The codes that are looked up under a name made from a command, an option or an operation."""
    commands: list[click.Command] = [group, *group.commands.values()]
    options = {param.name for each in commands for param in each.params if isinstance(param, click.Option)}
    return (
        {f"cli.help_{command.name}" for command in commands}
        | {f"cli.option_{name}" for name in (*options, "help")}
        | {f"cli.kind_{kind}" for kind in Kind}
        | {f"cli.{direction}" for direction in ("undo", "redo")}
        | {f"cli.no_{direction}" for direction in ("undo", "redo")}
        | {f"cli.heading_{name}" for name in ("options", "commands")}
    )


def classes_of_chrome() -> set[str]:
    """What a removed line may be: the words that the cleaning's code and its data file name."""
    with resource("cleaning", "chrome.toml").open("rb") as file:
        rules = tomllib.load(file)
    literals = {
        node.value
        for path in (PACKAGE / "articles").glob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return set(rules) | literals


def test_no_sentence_is_left_over() -> None:
    written: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(node.value)
            if isinstance(node, ast.expr) and (pattern := pattern_of(node)) and pattern.pattern.startswith(SECTIONS):
                patterns.append(pattern)
    made = [pattern for pattern in patterns if not pattern.pattern.startswith("cli")]
    written |= {f"clean.{name}" for name in classes_of_chrome()}
    unused = {
        code
        for code in catalogue().keys() - written - spoken_for()
        if not any(pattern.fullmatch(code) for pattern in made)
    }
    assert unused == set()


def test_what_is_looked_up_by_name_is_there() -> None:
    assert spoken_for() <= catalogue().keys()


SECTIONS = tuple(sorted({re.escape(code.partition(".")[0] + ".") for code in catalogue()}))


# -- the toolkit


def test_a_thousand_void_calls_lose_no_reference_to_none() -> None:
    """PySide6 6.12.0 on CPython 3.11 lost one at each, and died when none was left."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("이름")
    assert abs(sys.getrefcount(None) - before) < 100
