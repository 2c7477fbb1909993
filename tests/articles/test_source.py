"""One file or paste as a source, and which files a folder gives."""

import hashlib
from pathlib import Path

import pytest

from annotator.articles import find_files, read_source, source, source_from_text
from annotator.errors import AnnotatorError


def test_a_file_keeps_its_name_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "기사.txt"
    path.write_bytes("첫 줄\r\n둘째 줄".encode("cp949"))
    found = read_source(path)
    assert (found.name, found.text, found.encoding) == ("기사.txt", "첫 줄\n둘째 줄", "cp949")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_decomposed_jamo_are_composed() -> None:
    assert source_from_text("각나", "붙여넣기").text == "각나"


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\ufeff\n\u3000"])
def test_blank_text_is_refused(text: str) -> None:
    with pytest.raises(AnnotatorError) as caught:
        source_from_text(text, "붙여넣기")
    assert caught.value.code == "source.empty"


@pytest.mark.parametrize(("text", "code"), [("가\x00나", "source.binary"), ("가\ud800나", "source.encoding")])
def test_a_paste_of_no_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(AnnotatorError) as caught:
        source_from_text(text, "붙여넣기")
    assert caught.value.code == code


def test_a_missing_file_is_said_in_one_error(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as caught:
        read_source(tmp_path / "없음.txt")
    assert caught.value.code == "source.unreadable"
    assert caught.value.values["name"] == "없음.txt"


def test_a_file_beyond_the_bound_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("가나다라")
    monkeypatch.setattr(source, "MAX_BYTES", 4)
    with pytest.raises(AnnotatorError) as caught:
        read_source(path)
    assert caught.value.code == "source.too_large"


def test_more_lines_than_an_article_has_are_refused() -> None:
    with pytest.raises(AnnotatorError) as caught:
        source_from_text("가\n" * (source.MAX_LINES + 1), "붙여넣기")
    assert caught.value.code == "source.too_many_lines"


def test_folders_give_their_importable_files_in_natural_order(tmp_path: Path) -> None:
    for name in ("기사10.txt", "기사2.txt", "그림.png", ".숨김.txt", "sub/a.csv", ".git/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("가")
    named = tmp_path / "그림.png"
    found = find_files([tmp_path, named, tmp_path / "기사2.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "기사2.txt",
        "기사10.txt",
        "sub/a.csv",
        "그림.png",
    ]
