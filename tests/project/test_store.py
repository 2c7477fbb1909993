"""Transactions: all or nothing, also when the disk is full or somebody else is writing."""

from __future__ import annotations

import signal
import threading

import pytest

from annotator.errors import AnnotatorError
from annotator.project import Project, operations, store


def write_and_fail(project: Project, note: str) -> None:
    with project.transaction() as db:
        db.conn.execute("UPDATE articles SET note = ?", (note,))
        raise RuntimeError


def test_an_error_takes_everything_back(project, article):
    with pytest.raises(RuntimeError):
        write_and_fail(project, "x")
    assert project.article(article).note == ""


def test_a_transaction_inside_another_is_a_part_of_it(project, article):
    with project.transaction() as db:
        db.conn.execute("UPDATE articles SET note = 'x'")
        with pytest.raises(RuntimeError):
            write_and_fail(project, "y")
    assert project.article(article).note == "x"


def test_reading_and_then_writing_is_not_refused_when_another_wrote_before(project, article):
    other = project.for_thread()
    with project.transaction() as db:
        db.conn.execute("SELECT note FROM articles").fetchone()
        db.conn.execute("UPDATE articles SET note = 'a'")
    with other.transaction() as db:
        db.conn.execute("SELECT note FROM articles").fetchone()
        db.conn.execute("UPDATE articles SET note = note || 'b'")
    other.close()
    assert project.article(article).note == "ab"


def test_writers_of_two_threads_take_turns(project, article):
    def write() -> None:
        own = project.for_thread()
        for _ in range(50):
            with own.transaction() as db:
                (note,) = db.conn.execute("SELECT note FROM articles").fetchone()
                db.conn.execute("UPDATE articles SET note = ?", (str(int(note or 0) + 1),))
        own.close()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert project.article(article).note == "150"


def test_a_file_that_a_stranger_is_writing_is_busy_not_broken(project, article, path, monkeypatch):
    monkeypatch.setattr(store, "_BUSY_SECONDS", 0.05)
    mine = project.for_thread()
    stranger = store.connect(path)
    stranger.conn.execute("BEGIN IMMEDIATE")
    with pytest.raises(AnnotatorError) as caught:
        operations.set_note(mine, article, "x")
    assert caught.value.code == "project.busy"
    stranger.close()
    operations.set_note(mine, article, "x")
    mine.close()


def test_a_full_disk_is_told_and_changes_nothing(project, article, new_article):
    with project.transaction() as db:
        (pages,) = db.conn.execute("PRAGMA page_count").fetchone()
    project._db.conn.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(AnnotatorError) as caught:
        operations.add_articles(project, [new_article("긴 글이다. " * 20_000)])
    assert caught.value.code == "project.disk_full"
    assert len(project.article_rows()) == 1
    assert len(project.history()) == 1
    project._db.conn.execute("PRAGMA max_page_count = 1000000")
    operations.set_note(project, article, "다시 된다")
    assert project.check() == []


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no file size limit here")
def test_a_file_that_may_not_grow_is_told_and_changes_nothing(project, article, path):
    limits = pytest.importorskip("resource")
    before = limits.getrlimit(limits.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits.setrlimit(limits.RLIMIT_FSIZE, (path.with_name(path.name + "-wal").stat().st_size, before[1]))
    try:
        with pytest.raises(AnnotatorError) as caught:
            operations.set_note(project, article, "x" * 50_000)
        assert caught.value.code == "project.disk_full"
        assert project.article(article).note == ""
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    operations.set_note(project, article, "다시 된다")
    assert project.article(article).note == "다시 된다"


def test_every_connection_keeps_foreign_keys_and_syncs_in_full(project):
    other = project.for_thread()
    for each in (project, other):
        pragma = {
            name: each._db.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("foreign_keys", "synchronous")
        }
        assert pragma == {"foreign_keys": 1, "synchronous": 2}
    assert project._db.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()


def test_staged_rows_wait_for_the_next_sync_and_the_next_write_syncs_again(project):
    def synchronous() -> int:
        return project._db.conn.execute("PRAGMA synchronous").fetchone()[0]

    with project.staging():
        assert synchronous() == 1
    assert synchronous() == 2
    with project.transaction(), project.staging():
        assert synchronous() == 2


def test_without_a_write_ahead_log_every_write_is_synced(project):
    project._db.conn.execute("PRAGMA journal_mode = DELETE")
    with project.staging() as db:
        assert db.conn.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_reading_connection_cannot_write(project, path):
    with Project.open(path) as reader, store.translated(path), pytest.raises(Exception, match="readonly"):
        reader._db.conn.execute("DELETE FROM articles")
