"""One writer: in this process, in another, and after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.project import Project, ReadOnlyReason, operations, state
from annotator.sentences import explain

HOLD = """
import sys
from pathlib import Path
from annotator.project import Project
with Project.open(Path(sys.argv[1]), write="require") as project:
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process has the project open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def closed(project: Project, article: int, path: Path) -> Path:
    project.close()
    return path


def test_a_second_opening_in_this_process_only_reads(project, article, path):
    with Project.open(path) as second:
        assert second.read_only_reason is ReadOnlyReason.HELD
        assert (second.holder.pid, second.holder.name != "") == (os.getpid(), True)
        assert len(second.article_rows()) == 1
        with pytest.raises(AnnotatorError) as caught:
            operations.set_state(second, article, "done")
        assert caught.value.code == "project.locked"
    with pytest.raises(AnnotatorError) as caught:
        Project.open(path, write="require")
    assert caught.value.code == "project.locked"
    assert str(os.getpid()) in explain(caught.value)
    assert state.local(second.holder.since) in explain(caught.value)
    operations.set_state(project, article, "done")


def test_a_link_leads_to_the_same_lock(project, path, tmp_path):
    link = tmp_path / "link.annotator"
    link.symlink_to(path)
    with Project.open(link) as second:
        assert second.read_only_reason is ReadOnlyReason.HELD


def test_a_reader_sees_what_the_writer_commits(project, article, path):
    with Project.open(path) as reader:
        operations.set_note(project, article, "메모")
        assert reader.article(article).note == "메모"


def test_a_reader_that_stays_longer_leaves_the_file_whole(project, article, path):
    reader = Project.open(path)
    operations.set_note(project, article, "메모")
    project.close()
    assert reader.article(article).note == "메모"
    reader.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_another_process_that_holds_it_is_named(closed):
    with held(closed) as process:
        with Project.open(closed) as reader:
            assert reader.read_only_reason is ReadOnlyReason.HELD
            assert reader.holder.pid == process.pid
            assert len(reader.article_rows()) == 1
        with pytest.raises(AnnotatorError) as caught:
            Project.open(closed, write="require")
        assert caught.value.values["pid"] == process.pid


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_kill_frees_the_project(closed):
    with held(closed) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Project.open(closed) as project:
            assert not project.read_only
            assert project.check() == []
    assert [each.name for each in closed.parent.iterdir()] == [closed.name]


def test_closing_frees_the_project_and_removes_the_lock(project, path):
    assert path.with_name(f".{path.name}.lock").exists()
    project.close()
    assert not path.with_name(f".{path.name}.lock").exists()
    with Project.open(path, write="require") as again:
        assert not again.read_only


def test_an_opening_that_fails_frees_the_lock(closed, monkeypatch):
    monkeypatch.setattr("annotator.project.opening.myself", lambda now: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Project.open(closed)
    monkeypatch.undo()
    with Project.open(closed) as project:
        assert not project.read_only
