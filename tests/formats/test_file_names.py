"""File names that say the id of an article again, on every file system."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.file_names import FileNames, encoded


@given(uid=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_brat_file_names_say_the_id_again(uid: str) -> None:
    name = encoded(uid)
    assert unquote(name) == uid
    assert not set(name) & set('<>:"/\\|?*\0\n')


@pytest.mark.parametrize("uid", ["CON", "nul", "com1", "LPT9", "aux.2026", "prn .txt", "COM¹"])
def test_names_that_windows_keeps_for_itself_are_given_to_no_file(uid: str) -> None:
    assert encoded(uid) == f"%{ord(uid[0]):02X}{uid[1:]}"
    assert unquote(encoded(uid)) == uid


@pytest.mark.parametrize("uid", ["con1", "COM", "console", "nul-1", "두루"])
def test_names_that_only_look_so_stay(uid: str) -> None:
    assert encoded(uid) == uid


@pytest.mark.parametrize("other", ["한빛 A", normalize("NFD", "한빛 a")])
def test_names_that_are_one_to_some_file_system_are_told_apart(other: str) -> None:
    names = FileNames()
    assert names.of("한빛 a") == ("한빛 a", True)
    name, kept = names.of(other)
    assert not kept
    assert normalize("NFC", name).casefold() != "한빛 a"
