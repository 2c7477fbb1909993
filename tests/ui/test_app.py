"""The composition root: what a start opens, what stands in its way, what the window's process never loads."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette

from annotator.paths import resource
from annotator.project import Project, operations
from annotator.samples import is_scratch
from annotator.ui import app
from annotator.ui.preferences import ThemeChoice
from annotator.ui.theme import DARK, LIGHT

Key = Qt.Key
SAMPLE = resource("samples", "news.txt")
STORY = "가온시 소식\n\n은하제철은 왔다."


# -- what a start opens


def test_the_first_start_shows_the_sample(start: Any) -> None:
    driver = start()
    assert is_scratch(driver.session.project)
    assert driver.session.article.title


def test_the_sample_comes_with_its_tokens(start: Any, held: Any) -> None:
    driver = start(jobs=held)
    assert driver.session.morphemes.complete
    assert held.asked == []


def test_a_later_start_opens_the_last_project(project_file: Any, start: Any) -> None:
    path = project_file(STORY)
    start(path).window.close()
    assert Path(start().session.project.path) == path


def test_a_start_with_a_project_opens_it(project_file: Any, start: Any) -> None:
    first, second = project_file(STORY), project_file(STORY, name="second")
    start(first).window.close()
    assert Path(start(second).session.project.path) == second


def test_a_start_with_an_article_opens_a_project_for_it(start: Any, tmp_path: Path) -> None:
    driver = start(SAMPLE)
    assert not is_scratch(driver.session.project)
    assert len(driver.session.order) == 1
    assert driver.session.article.source_name == "news.txt"


def test_the_sample_is_never_among_the_users_articles(start: Any) -> None:
    driver = start()
    driver.program.transfer.import_paths([resource("samples", "local.txt")])
    driver.settle()
    assert len(driver.session.order) == 1
    assert driver.session.article.source_name == "local.txt"


def test_a_start_with_a_project_and_articles_imports_them_into_it(project_file: Any, start: Any) -> None:
    path = project_file(STORY)
    driver = start(path, SAMPLE)
    assert Path(driver.session.project.path) == path
    assert len(driver.session.order) == 2


def test_a_new_project_says_what_was_the_same_and_skipped(start: Any, tmp_path: Path) -> None:
    driver = start()
    text = resource("samples", "local.txt").read_text(encoding="utf-8")
    copies = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for copy in copies:
        copy.write_text(text, encoding="utf-8")
    driver.program.transfer.import_paths(copies)
    driver.settle()
    assert driver.notice.startswith("새 프로젝트에 기사 1건을 가져왔습니다. 같은 기사 1건은 건너뛰었습니다: ")


def test_when_the_last_project_is_gone_the_sample_opens(project_file: Any, start: Any) -> None:
    path = project_file(STORY)
    start(path).window.close()
    path.unlink()
    driver = start()
    assert is_scratch(driver.session.project)


def test_when_the_last_project_is_damaged_the_sample_opens_and_the_damage_is_told(
    project_file: Any, start: Any
) -> None:
    path = project_file(STORY)
    start(path).window.close()
    path.write_bytes(b"\0" * 5000)
    driver = start()
    assert is_scratch(driver.session.project)
    assert str(path) in driver.notice


# -- files that cannot be opened: one sentence, and what was open stays


def newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 9999")


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (text)")


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data) - 4096] = b"\xa5" * (len(data) - 8192)
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def no_project(path: Path) -> None:
    path.write_text("가온시 소식", encoding="utf-8")


@pytest.fixture
def spoilt(project_file: Any) -> Callable[[Callable[[Path], None]], Path]:
    def make(spoil: Callable[[Path], None]) -> Path:
        path = project_file(STORY, name="spoilt")
        spoil(path)
        return path

    return make


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, "더 새로운 프로그램"),
        (foreign, "annotator 프로젝트가 아닙니다"),
        (damaged, "손상"),
        (cut, "잘렸습니다"),
        (no_project, "annotator 프로젝트가 아닙니다"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_in_one_sentence(
    news: Any, spoilt: Any, spoil: Callable[[Path], None], words: str
) -> None:
    news.click("은하제철")
    path, before = news.session.project.path, spoilt(spoil).read_bytes()
    bad = news.session.project.path.with_name("spoilt.annotator")
    assert not news.program.open(bad)
    assert words in news.notice
    assert "Traceback" not in news.notice
    assert "\n" not in news.notice
    assert news.session.project.path == path
    assert news.marks() == [("은하제철", "ORG")]
    assert bad.read_bytes() == before


@pytest.mark.parametrize("spoil", [newer, foreign, damaged, cut, no_project])
def test_work_goes_on_after_a_file_that_cannot_be_opened(news: Any, spoilt: Any, spoil: Callable[[Path], None]) -> None:
    news.program.open(spoilt(spoil))
    news.click("은하제철")
    assert news.saved() == [(*news.find("은하제철"), "ORG")]


def test_a_missing_file_is_told(news: Any, tmp_path: Path) -> None:
    assert not news.program.open(tmp_path / "missing.annotator")
    assert "missing.annotator" in news.notice


def test_opening_what_is_open_changes_nothing(news: Any) -> None:
    project = news.session.project
    assert news.program.open(Path(project.path))
    assert news.session.project is project


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_opening_what_is_open_by_another_name_changes_nothing(news: Any, tmp_path: Path) -> None:
    link = tmp_path / "link.annotator"
    link.symlink_to(news.session.project.path)
    assert news.program.open(link)
    assert not news.session.project.read_only
    news.click("은하제철")
    assert news.marks() == [("은하제철", "ORG")]


def test_opening_what_is_open_by_a_relative_path_changes_nothing(news: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(news.session.project.path)
    monkeypatch.chdir(path.parent)
    assert news.program.open(Path(path.name))
    assert not news.session.project.read_only


def test_opening_another_project_lets_the_first_one_go(news: Any, project_file: Any) -> None:
    first = news.session.project.path
    assert news.program.open(project_file(STORY, name="second"))
    with Project.open(first, write="require") as other:
        assert not other.read_only


# -- two windows on one project


@pytest.fixture
def second(project_file: Any, start: Any) -> Any:
    """A window on a project that somebody else has open for writing."""
    path = project_file(STORY, spans=[[(8, 12, "ORG")]])
    holder = Project.open(path, write="require")
    driver = start(path)
    yield driver
    holder.close()


def test_the_second_window_says_that_it_reads_only_and_who_writes(second: Any) -> None:
    banner = second.window.read_only
    assert banner.isVisible()
    assert "읽기만" in banner.text.text()
    assert str(os.getpid()) in banner.text.text()


def test_the_second_window_writes_once_the_first_is_closed_and_it_is_opened_again(
    project_file: Any, start: Any
) -> None:
    path = project_file(STORY)
    holder = Project.open(path, write="require")
    second = start(path)
    banner = second.window.read_only
    banner.button.click()
    assert second.session.project.read_only
    holder.close()
    banner.button.click()
    assert not second.session.project.read_only
    assert not banner.isVisible()
    second.settle()
    second.click("은하제철")
    assert second.saved() == second.bounds() != []


def test_the_second_window_shows_the_articles_and_their_marks(second: Any) -> None:
    assert second.marks() == [("은하제철", "ORG")]


def test_nothing_can_be_written_in_the_second_window(second: Any) -> None:
    before = second.saved()
    second.key(Key.Key_2)
    second.click("왔다")
    second.drag("왔다", ctrl=True)
    second.click("은하제철")
    second.key(Key.Key_3)
    second.key(Key.Key_Delete)
    second.undo()
    second.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    second.program.transfer.paste("두물군 소식\n\n단비식품은 갔다.", "pasted")
    second.settle()
    assert second.saved() == second.bounds() == before
    assert second.session.article.state == "open"
    assert len(second.session.order) == 1


@pytest.mark.parametrize("name", ["undo", "redo", "done", "remove", "remove_article", "everywhere"])
def test_actions_that_write_are_off_in_the_second_window(second: Any, name: str) -> None:
    second.click("은하제철")
    assert second.selected == "은하제철"
    assert not getattr(second.window.actions_, name).isEnabled()


@pytest.mark.parametrize("name", ["export", "save_copy", "copy", "open"])
def test_actions_that_only_read_are_on_in_the_second_window(second: Any, name: str) -> None:
    second.click("은하제철")
    assert getattr(second.window.actions_, name).isEnabled()


def test_the_second_window_never_says_saved(second: Any) -> None:
    assert second.window.status._saved.text() == "읽기 전용"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="whoever runs this may write everything")
def test_a_write_protected_file_is_read_only_and_says_what_to_do(project_file: Any, start: Any) -> None:
    path = project_file(STORY)
    path.chmod(0o444)
    driver = start(path)
    assert driver.session.project.read_only
    assert "사본 저장" in driver.window.read_only.text.text()


def test_a_window_that_may_write_has_no_banner(news: Any) -> None:
    assert not news.window.read_only.isVisible()


# -- theme and language


def test_the_window_follows_the_theme(news: Any, qapp: Any) -> None:
    news.click("은하제철")
    preferences = news.program.preferences
    preferences.theme = ThemeChoice.DARK
    paper = news.view.viewport().grab().toImage().pixelColor(3, 3)
    assert paper == DARK.paper
    assert qapp.palette().color(QPalette.ColorRole.Base) == DARK.paper
    preferences.theme = ThemeChoice.LIGHT
    assert news.view.viewport().grab().toImage().pixelColor(3, 3) == LIGHT.paper
    assert news.marks() == [("은하제철", "ORG")]


def test_a_change_of_theme_keeps_selection_and_place(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    news.program.preferences.theme = ThemeChoice.DARK
    assert news.selected == "은하제철"
    news.program.preferences.theme = ThemeChoice.LIGHT


def test_qts_own_texts_are_korean(qapp: Any) -> None:
    app.install_language(qapp, "ko")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"


# -- faults and the end


def test_a_fault_of_the_program_is_told_and_the_work_goes_on(news: Any, capsys: Any) -> None:
    error = ValueError("unexpected")
    news.program.on_exception(ValueError, error, None)
    assert "unexpected" in news.notice
    assert "unexpected" in capsys.readouterr().err
    news.click("은하제철")
    assert news.marks() == [("은하제철", "ORG")]


def test_one_refused_file_is_a_notice(news: Any, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\0\1\2\3" * 100)
    news.program.transfer.import_paths([bad])
    news.settle()
    assert "bad.txt" in news.notice


def test_closing_ends_the_background_work(article: Any, held: Any) -> None:
    driver = article(STORY, jobs=held, settle=False)
    driver.click("은하제철")
    driver.window.close()
    assert held.closed
    assert driver.session.project is None


def test_closing_twice_is_harmless(news: Any) -> None:
    news.program.close()
    news.program.close()


# -- with the real tokenizer's process

SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from annotator.jobs import Jobs
from annotator.ui import app
from annotator.ui.preferences import Preferences

application = app.make_application(["annotator"])
program = app.Program(application, Preferences(Path(sys.argv[2])), Jobs())
program.window.show()
program.start([Path(sys.argv[1])])
program.feed.warm()
marks = []

def look():
    morphemes = program.session.morphemes
    if program.feed.ready and morphemes.complete:
        position = program.session.article.text.index("은하제철")
        program.marking.click(position)
        marks.extend(span.text for span in program.session.spans)
        application.quit()

timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
QTimer.singleShot(120_000, application.quit)
application.exec()
program.close()
late = ("kiwipiepy", "annotator.articles")
print(json.dumps({"marks": marks, "loaded": [name for name in sys.modules if name.startswith(late)]}))
"""


def test_the_windows_process_never_loads_the_tokenizer_nor_for_marking_the_rules_of_cleaning(
    project_file: Any, tmp_path: Path
) -> None:
    path = project_file(STORY)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), str(tmp_path / "annotator.ini")],
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"marks": ["은하제철"], "loaded": []}


def test_operations_of_another_process_before_the_start_are_seen(project_file: Any, start: Any, tmp_path: Path) -> None:
    path = project_file(STORY)
    with Project.open(path) as project:
        operations.add_span(project, 1, 8, 12, "ORG")
    copy = tmp_path / "copy.annotator"
    shutil.copy(path, copy)
    assert start(copy).marks() == [("은하제철", "ORG")]
