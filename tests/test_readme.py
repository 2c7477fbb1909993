"""The README and the guides it hands on to, against reality: the commands run, the session prints what it says, and
nothing is left out."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from annotator import cli
from annotator.cli.commands import group
from annotator.labels import load_preset
from annotator.paths import resource

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")

SET_UP = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/annotator"
TEST = "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest"

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ")
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def guide(name: str) -> str:
    return resource("guides", name).read_text(encoding="utf-8")


def blocks(kind: str, text: str = TEXT) -> list[str]:
    return [body for language, body in _FENCE.findall(text) if language == kind]


def steps() -> list[tuple[str, str]]:
    """Every `$ command` of the README with the output that is shown for it."""
    found = []
    for block in blocks("console"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            found.append((command, shown))
    return found


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str, str]]]:
    """The folder where all steps ran, one after the other, and (command, shown, printed) of each."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(resource("samples"), folder / "resources" / "samples")
    ran = []
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as environment:
        environment.setenv("LANGUAGE", "ko")
        for command, shown in steps():
            ran.append((command, shown, perform(command, shown, folder)))
    return folder, ran


def perform(command: str, shown: str, folder: Path) -> str:
    """What a step prints. `cat FILE` shows a file that the reader is to have: it is made."""
    command, _, head = command.partition(" | head -")
    words = shlex.split(command)
    if words[0] == "cat":
        (folder / words[1]).write_text(shown, encoding="utf-8")
        return shown
    assert words[0] == "annotator"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        cli.run(words[1:])
    printed = out.getvalue() + err.getvalue()
    return "".join(printed.splitlines(keepends=True)[: int(head)]) if head else printed


# -- setting up


def test_the_two_commands_stand_there_as_they_are() -> None:
    assert [block for block in blocks("bash") if "venv .venv" in block] == [SET_UP + "\n", TEST + "\n"]


def test_each_has_its_powershell_form() -> None:
    def powershell(command: str) -> str:
        return command.replace("python3", "py").replace(" && ", "; ").replace(".venv/bin/", ".venv\\Scripts\\") + "\n"

    assert blocks("powershell") == [powershell(SET_UP), powershell(TEST)]


def test_the_apt_line_is_one_line_with_venv_and_the_library_every_qt_wants() -> None:
    (line,) = [block for block in blocks("bash") if block.startswith("sudo apt")]
    words = line.split()
    assert words[:4] == ["sudo", "apt", "install", "python3-venv"]
    assert {"libegl1", "libgl1", "libxcb-cursor0", "libxkbcommon-x11-0", "libfontconfig1"} <= set(words)
    assert len(words) == len(set(words))


# -- the session


def test_every_step_prints_what_is_shown(session: tuple[Path, list[tuple[str, str, str]]]) -> None:
    _, ran = session
    assert len(ran) > 10
    for command, shown, printed in ran:
        assert _TIME.sub("TIME", printed) == _TIME.sub("TIME", shown), command


def test_the_record_shown_is_the_record_exported(session: tuple[Path, list[tuple[str, str, str]]]) -> None:
    folder, _ = session
    (record,) = blocks("json", guide("jsonl.md"))
    lines = (folder / "연습.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(record) == json.loads(lines[-1])
    assert list(json.loads(record)) == list(json.loads(lines[-1]))


def test_the_snippet_prints_what_is_shown(session: tuple[Path, list[tuple[str, str, str]]]) -> None:
    folder, _ = session
    (snippet,) = blocks("python")
    (shown,) = blocks("text")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", snippet], cwd=folder, capture_output=True, timeout=60, check=True
    )
    assert done.stdout.decode().replace("\r\n", "\n") == shown


# -- nothing left out, nothing made up


def test_every_command_is_shown_and_every_command_shown_is_one() -> None:
    assert {words.split()[1] for words, _ in steps() if words.startswith("annotator ")} == set(cli.names())
    assert set(re.findall(r"`annotator ([a-z]+) [A-Z]", TEXT)) == set(cli.names())


@pytest.mark.parametrize("name", cli.names())
def test_the_arguments_of_a_command_are_those_it_takes(name: str) -> None:
    command = group.commands[name]
    arguments = [param.metavar or "" for param in command.params if isinstance(param, click.Argument)]
    assert f"`annotator {name} {' '.join(arguments)}`" in TEXT


def test_every_option_is_named_and_every_option_named_is_one() -> None:
    commands = [group, *group.commands.values()]
    options = [option for each in commands for param in each.params for option in (*param.opts, *param.secondary_opts)]
    there = {option for option in options if option.startswith("--")}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", TEXT))
    assert named == there | {"--help"}


@pytest.mark.parametrize("name", cli.names())
def test_json_is_promised_where_it_is(name: str) -> None:
    has = any("--json" in param.opts for param in group.commands[name].params)
    (about,) = [part for part in TEXT.split("\n\n") if f"`annotator {name} " in part]
    assert ("--json" in about) == has


def test_every_key_and_gesture_of_the_help_page_is_in_its_guide_and_the_readme_makes_up_none() -> None:
    from annotator.ui import help_dialog

    rows = [line for line in guide("keys.md").splitlines() if line.startswith("| ")]
    assert {line for line in TEXT.splitlines() if line.startswith("| ")} <= set(rows)
    for gesture, effect in help_dialog._rows():
        wanted = f"| {gesture} |" if re.search("[가-힣]", gesture) else f"| `{gesture}` |"
        assert not gesture or any(wanted in row for row in rows), (gesture, effect)


def test_the_labels_are_named_with_their_keys() -> None:
    for label in load_preset(resource("labels", "news.toml")):
        assert f"{label.key} {label.ko}" in TEXT


def test_every_guide_is_handed_on_to() -> None:
    linked = set(re.findall(r"\]\((resources/guides/[\w.-]+)\)", TEXT))
    assert linked == {f"resources/guides/{path.name}" for path in resource("guides").iterdir()}


def test_every_file_named_is_there() -> None:
    for name in set(re.findall(r"\b(?:resources|tests|annotator)/[\w/.-]*\w", TEXT)):
        path = resource(*name.split("/")[1:]) if name.startswith("resources/") else README.parent / name
        assert path.exists(), name


def test_it_stays_short() -> None:
    assert len(TEXT.splitlines()) <= 220
