"""What the actions do: dialogs, done and next, copying, the context menu."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from annotator.project import Project, operations
from annotator.ui.export_dialog import ExportDialog

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
STORY = "가온시 소식\n\n은하제철은 올해 가온시에 새 공장을 세운다고 밝혔다.\n"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Answers file dialogs: a name to save under, names to open, or a folder; "" is 'cancel'."""

    def give(*, save: str = "", opened: list[str] | None = None, folder: str = "") -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (save, ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (opened or [], ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folder)

    return give


# -- done and next


def done(driver: Any) -> None:
    driver.key(Key.Key_Return, CONTROL)


def test_done_goes_to_the_next_unfinished_article(news: Any) -> None:
    done(news)
    assert news.session.article.title == "두물군 이웃 소식"
    assert [row.state for row in news.session.project.article_rows()] == ["done", "open"]


def test_done_skips_articles_that_are_done(article: Any) -> None:
    driver = article("하나\n\n은하제철", "둘\n\n해솔은행", "셋\n\n단비식품")
    driver.session.do(operations.set_state, driver.session.order[1], "done")
    done(driver)
    assert driver.session.article.title == "셋"


def test_done_goes_from_the_end_back_to_the_start(article: Any) -> None:
    driver = article("하나\n\n은하제철", "둘\n\n해솔은행")
    driver.key(Key.Key_PageDown, CONTROL)
    done(driver)
    assert driver.session.article.title == "하나"


def test_when_all_is_done_that_is_said(news: Any) -> None:
    done(news)
    done(news)
    assert news.notice == "모든 기사를 마쳤습니다."
    assert news.session.article.title == "두물군 이웃 소식"


def test_done_is_in_the_file_and_can_be_undone(news: Any) -> None:
    done(news)
    with Project.open(news.session.project.path, write=False) as other:
        assert other.article_rows()[0].state == "done"
    news.undo()
    assert news.session.project.article_rows()[0].state == "open"


def test_ctrl_enter_of_the_number_pad_is_done_too(news: Any) -> None:
    news.key(Key.Key_Enter, CONTROL)
    assert news.session.project.article_rows()[0].state == "done"


def test_a_done_article_can_be_reopened(news: Any) -> None:
    reopen = news.window.actions_.reopen
    assert not reopen.isEnabled()
    done(news)
    news.key(Key.Key_PageUp, CONTROL)
    assert reopen.isEnabled()
    reopen.trigger()
    assert news.session.project.article_rows()[0].state == "open"
    assert not reopen.isEnabled()


def test_a_done_article_can_still_be_marked(news: Any) -> None:
    done(news)
    news.key(Key.Key_PageUp, CONTROL)
    news.click("은하제철")
    assert news.marks() == [("은하제철", "ORG")]


# -- copying


def test_ctrl_c_copies_the_mark_just_made(news: Any) -> None:
    news.click("은하제철")
    news.key(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "은하제철"
    assert news.notice == "복사했습니다: ‘은하제철’"


def test_ctrl_c_copies_the_selected_mark(news: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    news.key(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "은하제철"


def test_without_a_mark_there_is_nothing_to_copy(news: Any) -> None:
    assert not news.window.actions_.copy.isEnabled()


# -- files


def test_a_new_project_is_made_where_the_dialog_says(news: Any, answer: Any, tmp_path: Path) -> None:
    answer(save=str(tmp_path / "새것"))
    news.window.actions_.new.trigger()
    assert news.session.project.path == tmp_path / "새것.annotator"
    assert news.session.article is None
    assert [label.key for label in news.session.labels] == ["ORG", "POLICY", "REGION", "NUMBER"]


def test_a_new_project_never_overwrites_one(news: Any, answer: Any, project_file: Any) -> None:
    other = project_file(STORY, name="other")
    before = other.read_bytes()
    answer(save=str(other))
    news.window.actions_.new.trigger()
    assert str(other) in news.notice
    assert other.read_bytes() == before
    assert news.session.article.title == "가온시 새 소식"


@pytest.mark.parametrize("name", ["new", "open", "import_files", "import_folder", "export", "save_copy"])
def test_a_cancelled_dialog_changes_nothing(news: Any, answer: Any, name: str) -> None:
    answer()
    path, order = news.session.project.path, list(news.session.order)
    getattr(news.window.actions_, name).trigger()
    if name == "export":
        news.window.findChild(ExportDialog).export.click()
    news.settle()
    assert (news.session.project.path, news.session.order) == (path, order)


def test_open_takes_a_project(news: Any, answer: Any, project_file: Any) -> None:
    other = project_file(STORY, name="other")
    answer(opened=[str(other)])
    news.window.actions_.open.trigger()
    assert news.session.project.path == other


def test_open_takes_articles(news: Any, answer: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    answer(opened=[str(tmp_path / "a.txt")])
    news.window.actions_.open.trigger()
    news.settle()
    assert len(news.session.order) == 3


def test_a_folder_is_imported(news: Any, answer: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STORY, encoding="utf-8")
    answer(folder=str(tmp_path / "in"))
    news.window.actions_.import_folder.trigger()
    news.settle()
    assert len(news.session.order) == 3


def test_an_export_gets_its_suffix(news: Any, answer: Any, tmp_path: Path) -> None:
    answer(save=str(tmp_path / "out"))
    news.window.actions_.export.trigger()
    news.window.findChild(ExportDialog).export.click()
    news.settle()
    assert (tmp_path / "out.jsonl").exists()


def export_to(news: Any, *, split: bool) -> None:
    news.window.actions_.export.trigger()
    dialog = news.window.findChild(ExportDialog)
    dialog.split_on.setChecked(split)
    dialog.export.click()


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("replace", [False, True])
def test_files_whose_names_the_dialog_did_not_ask_about_are_asked_about(
    news: Any, answer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, split: bool, replace: bool
) -> None:
    there = tmp_path / ("out.validation.jsonl" if split else "out.jsonl")
    there.write_text("earlier", encoding="utf-8")
    asked = []

    def exec_(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        role = QMessageBox.ButtonRole.AcceptRole if replace else QMessageBox.ButtonRole.RejectRole
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    answer(save=str(tmp_path / ("out.jsonl" if split else "out")))
    export_to(news, split=split)
    news.settle()
    assert asked == [there.name]
    assert (there.read_text(encoding="utf-8") != "earlier") is replace
    assert (tmp_path / "out.train.jsonl").exists() is (split and replace)


def test_a_name_that_the_dialog_asked_about_is_not_asked_about_again(
    news: Any, answer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.jsonl").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: pytest.fail("asked twice"))
    answer(save=str(tmp_path / "out.jsonl"))
    export_to(news, split=False)
    news.settle()
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") != "earlier"


def test_a_copy_gets_its_suffix(news: Any, answer: Any, tmp_path: Path) -> None:
    answer(save=str(tmp_path / "copy"))
    news.window.actions_.save_copy.trigger()
    news.settle()
    with Project.open(tmp_path / "copy.annotator") as copy:
        assert copy.check() == []


def test_a_copy_replaces_nothing_that_the_dialog_did_not_ask_about(
    news: Any, answer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copy.annotator").write_text("another project", encoding="utf-8")
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.informativeText()))
    answer(save=str(tmp_path / "copy"))
    news.window.actions_.save_copy.trigger()
    news.settle()
    assert asked == ["copy.annotator"]
    assert (tmp_path / "copy.annotator").read_text(encoding="utf-8") == "another project"


def test_files_in_the_clipboard_are_imported(news: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    QApplication.clipboard().setMimeData(data)
    news.window.actions_.paste.trigger()
    news.settle()
    assert news.session.article.source_name == "a.txt"


def test_the_sample_can_be_opened_from_a_project(news: Any) -> None:
    news.window.actions_.sample.trigger()
    assert news.session.project.path.name == "sample.annotator"


# -- the context menu


@pytest.fixture
def menu(news: Any) -> Any:
    """Opens the menu for a span or for nothing; returns its entries by text."""

    def open_menu(words: str = "") -> dict[str, QAction]:
        span = next((span for span in news.session.spans if span.text == words), None)
        news.window.commands.context_menu(span, None, news.window.mapToGlobal(QPoint(300, 300)))
        (shown,) = [each for each in news.window.findChildren(QMenu) if each.isVisible()]
        return {action.text(): action for action in shown.actions() if not action.isSeparator()}

    yield open_menu
    for each in news.window.findChildren(QMenu):
        each.close()


WITHOUT_SCREEN = pytest.mark.qt_log_ignore("This plugin does not support")


@WITHOUT_SCREEN
def test_the_menu_of_a_mark_relabels_it(news: Any, menu: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    entries = menu("은하제철")
    assert entries["기관\t1"].isChecked()
    entries["정책\t2"].trigger()
    assert news.marks()[0] == ("은하제철", "POLICY")


@WITHOUT_SCREEN
def test_the_menu_of_a_mark_removes_it(news: Any, menu: Any) -> None:
    news.click("은하제철")
    news.click("해솔은행")
    news.click("은하제철")
    menu("은하제철")["표시 지우기\tDelete"].trigger()
    assert news.marks() == [("해솔은행", "ORG")]


@WITHOUT_SCREEN
def test_the_menu_of_the_article_undoes(news: Any, menu: Any) -> None:
    news.click("은하제철")
    menu()["되돌리기"].trigger()
    assert news.marks() == []


def test_without_an_article_there_is_no_source_to_be_seen(news: Any, start: Any, project_file: Any) -> None:
    assert news.window.actions_.source.isEnabled()
    assert not start(project_file(name="empty")).window.actions_.source.isEnabled()
