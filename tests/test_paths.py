"""Where the program's files lie and where the user's go."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from annotator import paths


def test_resources_are_found_however_the_program_was_installed() -> None:
    assert paths.resource("i18n", "sentences.toml").is_file()
    assert paths.resource("samples", "news.txt").is_file()
    assert paths.resource("fonts", "OFL.txt").is_file()


@pytest.mark.parametrize("inside", [True, False], ids=["wheel", "checkout"])
def test_resources_lie_inside_the_package_or_beside_it(
    inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "annotator"
    expected = package / "resources" if inside else tmp_path / "resources"
    expected.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.resources() == expected


def test_every_label_preset_is_readable() -> None:
    for preset in paths.resource("labels").glob("*.toml"):
        assert tomllib.loads(preset.read_text(encoding="utf-8"))["label"]


def test_the_users_folders_are_made_under_the_users_home(home: Path) -> None:
    for folder in (paths.user_data(), paths.user_config()):
        assert folder.is_dir()
        assert folder.is_relative_to(home)
        assert folder.name == "annotator"


def test_documents_are_named_but_not_made_before_they_are_needed(home: Path) -> None:
    folder = paths.user_documents()
    assert folder.is_relative_to(home)
    assert not folder.exists()
