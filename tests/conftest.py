"""What every test stands on: a screen that needs no display, Korean, and user folders that are nobody's."""

from __future__ import annotations

import os
from pathlib import Path

# Read by Qt when the application is made; whoever wants to watch sets another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

# What platformdirs asks for on Linux, macOS and Windows.
_FOLDERS = {
    "HOME": "",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "USERPROFILE": "",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",
    "WIN_PD_OVERRIDE_APPDATA": "config",
    "WIN_PD_OVERRIDE_PERSONAL": "Documents",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test's own: no test reads or writes the folders of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    for name, part in _FOLDERS.items():
        monkeypatch.setenv(name, str(folder / part))
    return folder


@pytest.fixture(autouse=True)
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences come in Korean, whatever the machine speaks: LANGUAGE is asked before all others."""
    monkeypatch.setenv("LANGUAGE", "ko")


@pytest.fixture
def english(korean: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences come in English."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder that ANNOTATOR_SHARED names, with material that is not part of the product; skips without it."""
    folder = os.environ.get("ANNOTATOR_SHARED")
    if not folder:
        pytest.skip("ANNOTATOR_SHARED is not set")
    return Path(folder)
