"""Which files are opened, how, and that a refusal leaves no trace."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.project import Project, ReadOnlyReason, operations, schema, store
from annotator.sentences import explain


def refusal(path: Path, **how: object) -> AnnotatorError:
    """What opening `path` is refused with; asserts that the folder is as it was, byte for byte."""
    before = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
    with pytest.raises(AnnotatorError) as caught:
        Project.open(path, **how)  # type: ignore[arg-type]
    assert {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()} == before
    assert str(path.name) in explain(caught.value)
    return caught.value


@pytest.fixture
def closed(project: Project, article: int, place, path: Path) -> Path:
    """A closed project of one article with a mark."""
    operations.add_span(project, article, *place("해솔은행"), "ORG")
    project.close()
    return path


def change_header(path: Path, at: int, value: int) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + 4] = value.to_bytes(4, "big")
    path.write_bytes(data)


# -- files that are refused


@pytest.mark.parametrize("write", [True, False, "require"])
@pytest.mark.parametrize("content", [b"", b"SQLite", b"\xea\xb0\x80" * 100, b"PK\x03\x04" + b"\0" * 200, b"\0" * 4096])
def test_a_file_that_is_no_project(tmp_path, content, write):
    path = tmp_path / "a.annotator"
    path.write_bytes(content)
    assert refusal(path, write=write).code in ("project.not_ours", "project.truncated")


def test_another_programs_database(tmp_path):
    path = tmp_path / "a.annotator"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE articles (id)")
    db.close()
    assert refusal(path).code == "project.not_ours"


def test_a_folder_and_a_missing_file(tmp_path):
    assert refusal(tmp_path / "none.annotator").code == "project.missing"
    (tmp_path / "b.annotator").mkdir()
    assert refusal(tmp_path / "b.annotator").code == "project.not_ours"


@pytest.mark.parametrize("write", [True, False])
def test_a_file_of_a_newer_version(closed, write):
    change_header(closed, 60, schema.version() + 1)
    error = refusal(closed, write=write)
    assert error.code == "project.newer"
    assert error.values["version"] == schema.version() + 1


@pytest.mark.parametrize("kept", [99, 100, 4096, -4096, -1])
def test_a_file_cut_short(closed, kept):
    closed.write_bytes(closed.read_bytes()[:kept])
    assert refusal(closed).code == "project.truncated"


@pytest.mark.parametrize("write", [True, False])
def test_a_file_damaged_inside(closed, write):
    data = bytearray(closed.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    closed.write_bytes(data)
    assert refusal(closed, write=write).code == "project.corrupted"


def test_a_file_whose_schema_is_damaged(closed):
    data = closed.read_bytes()
    closed.write_bytes(data.replace(b"CREATE TABLE articles", b"CREATE TALBE articles"))
    assert refusal(closed).code == "project.corrupted"


def test_a_file_without_its_tables(tmp_path):
    path = tmp_path / "a.annotator"
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {schema.version()}")
    db.execute("CREATE TABLE articles (id)")
    db.commit()
    db.close()
    assert refusal(path).code == "project.corrupted"


def test_damage_found_later_is_told_in_words(project, article, monkeypatch):
    project.close()
    monkeypatch.setattr(store, "_VERIFY_WHOLE", 0)
    data = bytearray(project.path.read_bytes())
    at = data.index("두루전자".encode())
    page = at // 4096 * 4096
    data[page : page + 4096] = b"\xff" * 4096
    project.path.write_bytes(data)
    with Project.open(project.path, write=False) as again, pytest.raises(AnnotatorError) as caught:
        again.article(article)
    assert caught.value.code == "project.corrupted"


# -- making


def test_a_project_is_never_made_over_another_file(tmp_path, labels):
    path = tmp_path / "a.annotator"
    path.write_text("글")
    with pytest.raises(AnnotatorError) as caught:
        Project.create(path, labels)
    assert caught.value.code == "project.exists"
    assert path.read_text() == "글"
    assert list(tmp_path.iterdir()) == [path]


def test_missing_folders_are_made(tmp_path, labels):
    with Project.create(tmp_path / "가" / "나" / "a.annotator", labels) as project:
        assert project.path.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path, labels):
    (tmp_path / "file").write_text("")
    with pytest.raises(AnnotatorError) as caught:
        Project.create(tmp_path / "file" / "a.annotator", labels)
    assert caught.value.code == "project.unwritable"


def test_a_name_with_odd_characters(tmp_path, labels):
    path = tmp_path / "100% #1? 가나 & b.annotator"
    with Project.create(path, labels):
        pass
    with Project.open(path) as project:
        assert not project.read_only


# -- read-only files and folders


def test_a_read_only_file_opens_for_reading(unprivileged, labels, new_article):
    path = unprivileged / "a.annotator"
    with Project.create(path, labels) as project:
        operations.add_articles(project, [new_article()])
    path.chmod(0o400)
    with Project.open(path) as project:
        assert project.read_only_reason is ReadOnlyReason.FILE
        assert len(project.article_rows()) == 1
        assert project.check() == []
        with pytest.raises(AnnotatorError, match=r"project\.read_only"):
            operations.rename_project(project, "다른 이름")
    assert [each.name for each in unprivileged.iterdir()] == [path.name]
    assert refusal(path, write="require").code == "project.read_only"


def test_a_read_only_folder_opens_for_reading(unprivileged, labels, new_article):
    path = unprivileged / "a.annotator"
    with Project.create(path, labels) as project:
        operations.add_articles(project, [new_article()])
    unprivileged.chmod(0o500)
    with Project.open(path) as project:
        assert project.read_only_reason is ReadOnlyReason.FILE
        assert len(project.article_rows()) == 1
    assert [each.name for each in unprivileged.iterdir()] == [path.name]


def test_a_log_that_cannot_be_read_is_not_passed_over(unprivileged, labels, new_article):
    path = unprivileged / "a.annotator"
    with Project.create(path, labels) as project:
        operations.add_articles(project, [new_article()])
        copy = {each.name: each.read_bytes() for each in unprivileged.glob("a.annotator*")}
    for name, data in copy.items():
        if not name.endswith("-shm"):
            (unprivileged / name).write_bytes(data)
    unprivileged.chmod(0o500)
    assert refusal(path).code == "project.log_beside"


def test_an_unreadable_file_is_told(unprivileged, labels):
    path = unprivileged / "a.annotator"
    with Project.create(path, labels):
        pass
    path.chmod(0)
    with pytest.raises(AnnotatorError) as caught:
        Project.open(path)
    assert caught.value.code == "project.unreadable"


# -- what a crash left


def test_the_log_a_crash_left_is_read_back(project, article, path, tmp_path):
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for each in (path, path.with_name(path.name + "-wal")):
        (crashed / each.name).write_bytes(each.read_bytes())
    with Project.open(crashed / path.name) as again:
        assert len(again.article_rows()) == 1
        assert again.check() == []
    assert [each.name for each in crashed.iterdir()] == [path.name]


def test_what_an_import_left_staged_is_removed(project, article, path):
    with project.transaction() as db:
        db.conn.execute("UPDATE articles SET live = -1")
    assert project.article_rows() == []
    project.close()
    with Project.open(path) as again, again.transaction() as db:
        for table in ("articles", "sources", "texts", "spans"):
            assert db.conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


# -- versions


@pytest.fixture
def next_version(monkeypatch):
    """A program one migration ahead of the files made so far."""
    ahead = type(schema.migrations)(schema.migrations.name)
    ahead._migrations = list(schema.migrations._migrations)

    @ahead()
    def second_version(db):
        db.conn.execute("ALTER TABLE articles ADD COLUMN mood TEXT NOT NULL DEFAULT ''")

    monkeypatch.setattr(schema, "migrations", ahead)


def test_an_older_file_is_copied_and_brought_up_to_date(closed, next_version):
    before = closed.read_bytes()
    with Project.open(closed) as project:
        kept = project.upgraded_from
        assert kept.name == f"숲길.v{schema.version() - 1}.annotator"
        assert len(project.article_rows()) == 1
        with project.transaction() as db:
            assert db.conn.execute("PRAGMA user_version").fetchone() == (schema.version(),)
            db.conn.execute("SELECT mood FROM articles")
    with sqlite3.connect(kept) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema.version() - 1,)
        assert db.execute("SELECT count(*) FROM spans").fetchone() == (1,)
    assert len(before) > 0
    with Project.open(closed) as project:
        assert project.upgraded_from is None


def test_an_older_file_is_not_opened_for_reading_alone(closed, next_version):
    assert refusal(closed, write=False).code == "project.older"


def test_a_migration_that_fails_leaves_the_file_as_it_was(closed, next_version):
    before = schema.version() - 1

    @schema.migrations()
    def third_version(db):
        db.conn.execute("DROP TABLE spans")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Project.open(closed)
    with sqlite3.connect(closed) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (before,)
        assert db.execute("SELECT count(*) FROM spans").fetchone() == (1,)
