"""A system library that Qt's X11 plugin misses is found before Qt ends the process over it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from annotator.ui import platform_plugin

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 plugins of Linux")


@pytest.fixture
def xcb(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A session on X11."""
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return monkeypatch


def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Qt's plugins lie in a folder where the one for X11 cannot be loaded."""
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "libqxcb.so").write_bytes(b"not a library")
    monkeypatch.setattr(QLibraryInfo, "path", lambda _which: str(tmp_path))


def test_what_is_missing_is_named(xcb: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken(xcb, tmp_path)
    with pytest.raises(ImportError, match=r"libqxcb\.so"):
        platform_plugin.load()


@pytest.mark.parametrize(
    ("variable", "value"), [("QT_QPA_PLATFORM", "offscreen"), ("QT_QPA_PLATFORM", "vnc:a"), ("WAYLAND_DISPLAY", "w-0")]
)
def test_another_screen_does_not_want_it(variable: str, value: str, xcb: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken(xcb, tmp_path)
    xcb.setenv(variable, value)
    platform_plugin.load()


def test_a_qt_without_the_plugin_is_left_to_itself(xcb: pytest.MonkeyPatch, tmp_path: Path) -> None:
    xcb.setattr(QLibraryInfo, "path", lambda _which: str(tmp_path))
    platform_plugin.load()
