"""The command line as a whole: names, help, wrong usage, and whatever goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import __version__, cli, formats
from annotator.errors import AnnotatorError
from annotator.project import Project

Run = Callable[..., tuple[int, str, str]]


# -- what is there


def test_the_commands_have_their_names() -> None:
    assert set(cli.names()) == {
        "new",
        "import",
        "clean",
        "export",
        "stats",
        "check",
        "undo",
        "redo",
        "history",
        "search",
        "suggest",
        "train",
        "evaluate",
    }


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"annotator {__version__}\n", "")


def test_help_is_korean_first(run: Run) -> None:
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert out.startswith("사용법: annotator ")
    for name in cli.names():
        assert f"\n  {name} " in out
    assert "Show this message" not in out


def test_help_is_english_where_the_locale_is(run: Run, english: None) -> None:
    _, out, _ = run("import", "--help")
    assert out.startswith("Usage: annotator import [OPTIONS] PROJECT PATH...\n")
    assert "--format NAME" in out
    assert not any("가" <= char <= "힣" for char in out)


@pytest.mark.parametrize("name", cli.names())
def test_every_command_and_option_says_what_it_is_for(name: str, run: Run) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0
    usage, explained, *_ = out.split("\n\n")
    assert usage.startswith(f"사용법: annotator {name} ")
    assert explained.strip().endswith(".")
    for line in out.partition("옵션:\n")[2].splitlines():
        assert any("가" <= char <= "힣" for char in line), line


# -- asked wrongly


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new"], "PROJECT: 적어 주세요. 꼭 있어야 합니다."),
        (["import", "a.annotator"], "PATH...: 적어 주세요. 꼭 있어야 합니다."),
        (["stats", "a.annotator", "b.annotator"], "명령을 쓰는 법이 다릅니다."),
        (["stats", "a.annotator", "--nonsense"], "--nonsense: 없는 옵션입니다."),
        (
            ["export", "a.annotator", "out", "--format", "xml"],
            "‘xml’: 없는 형식입니다. 쓸 수 있는 형식: " + ", ".join(formats.names()),
        ),
        (["import", "a", "b", "--format"], "--format: 옵션 뒤에 값을 적어 주세요."),
        (["history", "a.annotator", "--limit", "0"], "‘0’: 1보다 크거나 같은 정수를 적어 주세요."),
        (["history", "a.annotator", "--limit", "²"], "‘²’: 1보다 크거나 같은 정수를 적어 주세요."),
    ],
)
def test_wrong_usage_is_two_with_a_sentence_and_the_right_one(words: list[str], said: str, run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    first, usage, more = err.splitlines()
    assert first == said
    assert usage.startswith(f"사용법: annotator {words[0]} ")
    assert more == f"자세히 보기: annotator {words[0]} --help"


def test_an_unknown_command_is_wrong_usage(run: Run) -> None:
    code, out, err = run("nonsense")
    assert (code, out) == (2, "")
    assert err.startswith("명령을 쓰는 법이 다릅니다.\n")


# -- never a traceback


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (AnnotatorError("labels.digit_twice", value=3), 1, "숫자 키 3"),
        (OSError(28, "No space left on device"), 1, "시스템이 거절했습니다"),
        (RuntimeError("무언가"), 1, "프로그램 오류로 멈추었습니다: RuntimeError: 무언가"),
        (KeyboardInterrupt(), 130, "중간에 멈추었습니다."),
    ],
    ids=["refusal", "system", "fault", "interrupt"],
)
def test_whatever_happens_is_one_sentence(
    error: BaseException, code: int, said: str, run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Project, "progress", fail)
    found, out, err = run("stats", project)
    assert (found, out) == (code, "")
    assert err.strip().startswith(said)
    assert len(err.strip().splitlines()) == 1


def test_names_from_files_do_not_steer_the_terminal(run: Run, here: Path) -> None:
    (here / "a\x1b[2Jb\nc.txt").write_bytes(b"")
    run("new", "새")
    code, _, err = run("import", "새", "a\x1b[2Jb\nc.txt")
    assert code == 1
    assert err == "a [2Jb c.txt: 내용이 비어 있습니다.\n"


def test_progress_shows_only_to_somebody_who_looks(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "새")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    code, out, err = run("import", "새", folder)
    assert (code, out) == (0, "기사 3편을 가져왔습니다.\n")
    assert err == "\r3\r\x1b[K"
