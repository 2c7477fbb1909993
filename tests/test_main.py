"""The entry point: what is a command, what is a file, and a machine without a display."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator import __main__ as entry
from annotator import __version__, cli


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """The window, replaced by a list of what it was asked to open."""
    from annotator.ui import app

    asked: list[list[Path]] = []

    def run(paths: Sequence[Path]) -> int:
        asked.append(list(paths))
        return 0

    monkeypatch.setattr(app, "run", run)
    monkeypatch.setattr(entry, "has_display", lambda: True)
    return asked


def test_a_command_goes_to_the_command_line(opened: list[list[Path]], capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--version"]) == 0
    assert entry.main(["stats"]) == 2
    assert capsys.readouterr().out == f"annotator {__version__}\n"
    assert opened == []


def test_nothing_opens_the_window(opened: list[list[Path]]) -> None:
    assert entry.main([]) == 0
    assert opened == [[]]


def test_files_open_the_window(opened: list[list[Path]], tmp_path: Path) -> None:
    first, second = tmp_path / "하나.txt", tmp_path / "둘.annotator"
    first.touch()
    second.touch()
    assert entry.main([str(first), str(second)]) == 0
    assert opened == [[first, second]]


def test_a_file_named_like_a_command_opens_by_its_path(
    opened: list[list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("new").touch()
    assert entry.main(["./new"]) == 0
    assert opened == [[Path("new")]]
    assert entry.main(["new"]) == 2


def test_a_file_that_is_not_there_is_one_sentence(opened: list[list[Path]], capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["nwe"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("그런 파일이 없습니다: nwe.")
    assert "annotator --help" in err
    assert opened == []
    assert entry.main(["긴 이름" * 1000]) == 1


def test_without_a_display_the_commands_that_work_are_named(
    opened: list[list[Path]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "has_display", lambda: False)
    assert entry.main([]) == 1
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    for name in cli.names():
        assert name in err
    assert opened == []


def test_a_missing_system_library_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "has_display", lambda: True)
    # None in sys.modules is an import that fails.
    monkeypatch.delattr("annotator.ui.app", raising=False)
    monkeypatch.setitem(sys.modules, "annotator.ui.app", None)
    assert entry.main([]) == 1
    err = capsys.readouterr().err
    assert err.startswith("창에 필요한 시스템 라이브러리가 없습니다")
    assert len(err.splitlines()) == 1


# -- whether a window can be shown

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No display is named."""
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@linux
def test_no_display_is_named(bare: pytest.MonkeyPatch) -> None:
    assert not entry.has_display()


@linux
@pytest.mark.parametrize("platform", ["offscreen", "minimal:foo", "vnc"])
def test_a_platform_that_needs_no_display(platform: str, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("QT_QPA_PLATFORM", platform)
    assert entry.has_display()


@linux
def test_a_wayland_display_is_believed(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert entry.has_display()


@linux
@pytest.mark.parametrize(("display", "expected"), [("nonsense", False), (":987", False), ("far.example:0", True)])
def test_displays_by_name(display: str, expected: bool, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("DISPLAY", display)
    assert entry.has_display() is expected


@linux
def test_a_local_display_that_answers(bare: pytest.MonkeyPatch) -> None:
    number = 40_000 + os.getpid() % 20_000
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        bare.setenv("DISPLAY", f":{number}.0")
        assert entry.has_display()
    assert not entry.has_display()


# -- as a program of its own


def program(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`annotator WORDS` in a process of its own; away from the checkout, so that the installed package is meant."""
    return subprocess.run(
        [sys.executable, "-m", "annotator", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(entry.__file__).parent.parent), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    done = program("--version", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"annotator {__version__}\n", "")


@linux
def test_the_program_without_a_display_says_so_and_ends(tmp_path: Path) -> None:
    gone = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = program(folder=tmp_path, **gone)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("화면이 없어 창을 열 수 없습니다.")
    assert len(done.stderr.splitlines()) == 1


@linux
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "긴 글.txt").write_text("".join(f"{n}번째 문단입니다.\n\n" for n in range(20_000)), encoding="utf-8")
    command = f"{sys.executable} -m annotator clean '긴 글.txt' | head -c 10"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(entry.__file__).parent.parent)},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert len(done.stdout) == 10
    assert done.stderr == b""


@linux
def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "글.txt").write_text("짧은 문단입니다.", encoding="utf-8")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "clean", "글.txt"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(entry.__file__).parent.parent)},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert done.returncode != 0
    assert done.stderr.startswith("시스템이 거절했습니다")
    assert "Traceback" not in done.stderr
