"""Where the program's own files lie (a checkout or an installed wheel) and where the user's go."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_APP = "annotator"


def resources() -> Path:
    """The folder resources/: inside the package in a wheel, beside it in a checkout or an editable install."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def resource(*parts: str) -> Path:
    """One file or folder under resources/, for instance `resource("labels", "news.toml")`."""
    return resources().joinpath(*parts)


def user_data() -> Path:
    """The program's own folder for this user (the scratch project, the last one opened); made when missing."""
    folder = Path(platformdirs.user_data_dir(_APP, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def user_config() -> Path:
    """Preferences live here; made when missing."""
    folder = Path(platformdirs.user_config_dir(_APP, appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def user_documents() -> Path:
    """Where projects that the user did not name a place for are made: a folder of ours among the documents."""
    return Path(platformdirs.user_documents_dir()) / _APP
