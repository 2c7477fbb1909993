"""Articles in and out: files, folders, paste; what is skipped, refused, cancelled and taken back."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.project import Project
from annotator.ui import transfer
from annotator.ui.report_dialog import ReportDialog
from annotator.ui.transfer import new_project

GOOD = "가온시 소식\n\n은하제철은 올해 가온시에 새 공장을 세운다고 밝혔다.\n"
MORE = "두물군 소식\n\n온누리의료원은 두물군에 새 병동을 짓는다고 알렸다.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good articles and one that is none."""
    place = tmp_path / "incoming"
    place.mkdir()
    (place / "1.txt").write_text(GOOD, encoding="utf-8")
    (place / "2.txt").write_bytes(b"\x00\x01\x02\xff" * 200)
    (place / "3.txt").write_text(MORE, encoding="cp949")
    return place


def take(driver: Any, *paths: Path) -> None:
    driver.program.transfer.import_paths(list(paths))
    driver.settle()


def press_notice(driver: Any) -> None:
    button = driver.window.notices.findChild(QPushButton)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# -- in


def test_a_bad_file_among_good_ones_is_told_and_the_others_go_in(article: Any, folder: Path) -> None:
    driver = article()
    take(driver, folder)
    assert [row.source_name for row in driver.session.project.article_rows()] == ["1.txt", "3.txt"]
    assert driver.session.article.source_name == "1.txt"


def test_the_bad_file_is_named(article: Any, folder: Path, qtbot: Any) -> None:
    driver = article()
    with qtbot.waitSignal(driver.program.transfer.reported) as caught:
        driver.program.transfer.import_paths([folder])
    ((error,), remarks, came) = caught.args
    assert (remarks, came) == ([], True)
    assert isinstance(error, AnnotatorError)
    assert error.values["name"] == "2.txt"


def test_several_bad_files_are_listed(article: Any, folder: Path) -> None:
    (folder / "4.txt").write_bytes(b"\x00" * 50)
    driver = article()
    take(driver, folder)
    (box,) = driver.window.findChildren(ReportDialog)
    assert "2.txt" in box.text()
    assert "4.txt" in box.text()
    assert "2개" in box.headings[0]
    box.close()


def test_a_bad_file_among_good_ones_is_named_beside_the_count_of_those(article: Any, folder: Path) -> None:
    driver = article()
    take(driver, folder)
    (box,) = driver.window.findChildren(ReportDialog)
    assert "2.txt" in box.text()
    assert "나머지는 들어왔습니다" in box.text()
    assert driver.notice == "기사 2건을 가져왔습니다."
    box.close()


def test_when_only_bad_files_were_given_nothing_is_said_to_have_come(article: Any, folder: Path) -> None:
    (folder / "4.txt").write_bytes(b"\x00" * 50)
    driver = article()
    take(driver, folder / "2.txt", folder / "4.txt")
    (box,) = driver.window.findChildren(ReportDialog)
    assert "새로 들어온 것은 없습니다" in box.text()
    box.close()


def test_a_lone_bad_file_is_one_sentence(article: Any, folder: Path) -> None:
    driver = article()
    take(driver, folder / "2.txt")
    assert driver.window.findChildren(ReportDialog) == []
    assert "2.txt" in driver.notice


def test_an_import_says_how_many_came(article: Any, folder: Path) -> None:
    (folder / "2.txt").unlink()
    driver = article()
    take(driver, folder)
    assert driver.notice == "기사 2건을 가져왔습니다."


def test_an_import_is_taken_back_by_the_button_of_its_notice(article: Any, folder: Path) -> None:
    (folder / "2.txt").unlink()
    driver = article()
    take(driver, folder)
    press_notice(driver)
    assert driver.session.order == []
    assert driver.session.article is None


def test_an_import_is_one_step_back_and_one_step_forth(article: Any, folder: Path) -> None:
    (folder / "2.txt").unlink()
    driver = article()
    take(driver, folder)
    driver.undo()
    assert driver.session.order == []
    driver.session.redo()
    assert len(driver.session.order) == 2


def test_what_is_there_already_is_skipped_and_said(article: Any, folder: Path) -> None:
    (folder / "2.txt").unlink()
    driver = article()
    take(driver, folder / "1.txt")
    take(driver, folder)
    assert driver.notice == "기사 1건을 가져왔습니다. 이미 있는 1건은 건너뛰었습니다."
    assert len(driver.session.order) == 2


def test_when_all_is_there_already_that_is_said(article: Any, folder: Path) -> None:
    driver = article()
    take(driver, folder / "1.txt")
    take(driver, folder / "1.txt")
    assert driver.notice == "모두 이미 있는 기사입니다. 1건을 건너뛰었습니다."
    assert len(driver.session.order) == 1


def test_what_was_skipped_can_be_imported_all_the_same(article: Any, folder: Path) -> None:
    driver = article()
    take(driver, folder / "1.txt")
    take(driver, folder / "1.txt")
    press_notice(driver)
    driver.settle()
    assert len(driver.session.order) == 2


def test_an_empty_folder_says_that_there_is_nothing(article: Any, tmp_path: Path) -> None:
    driver = article()
    empty = tmp_path / "empty"
    empty.mkdir()
    take(driver, empty)
    assert "가져올" in driver.notice


def test_a_missing_file_is_told_and_the_next_import_works(article: Any, folder: Path) -> None:
    driver = article()
    take(driver, folder / "missing.txt")
    assert "missing.txt" in driver.notice or "가져올" in driver.notice
    take(driver, folder / "1.txt")
    assert len(driver.session.order) == 1


def test_marks_can_be_made_while_an_import_runs(news: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    take_in = transfer.take_in

    def slow(*args: Any, **values: Any) -> Any:
        assert gate.wait(30)
        return take_in(*args, **values)

    monkeypatch.setattr(transfer, "take_in", slow)
    news.program.transfer.import_paths([folder / "1.txt"])
    news.click("은하제철")
    assert news.saved() == [(*news.find("은하제철"), "ORG")]
    gate.set()
    news.settle()
    assert len(news.session.order) == 3


@pytest.fixture
def gated(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Imports wait until the test opens the gate."""
    gate = threading.Event()
    take_in = transfer.take_in

    def slow(*args: Any, **values: Any) -> Any:
        assert gate.wait(30)
        return take_in(*args, **values)

    monkeypatch.setattr(transfer, "take_in", slow)
    yield gate
    gate.set()


def test_a_second_import_waits_for_no_one_and_does_nothing(article: Any, folder: Path, gated: Any) -> None:
    driver = article()
    driver.program.transfer.import_paths([folder / "1.txt"])
    driver.program.transfer.import_paths([folder / "3.txt"])
    gated.set()
    driver.settle()
    assert len(driver.session.order) == 1


def test_a_cancelled_import_changes_nothing_and_says_so(article: Any, folder: Path, gated: Any) -> None:
    driver = article()
    driver.program.transfer.import_paths([folder / "1.txt"])
    QTest.mouseClick(driver.window.status._cancel, Qt.MouseButton.LeftButton)
    gated.set()
    driver.settle()
    assert driver.notice == "가져오기를 취소했습니다. 바뀐 것은 없습니다."
    assert driver.session.order == []
    assert driver.session.project.article_rows() == []


def test_an_import_into_a_project_that_is_left_meanwhile_troubles_the_next_one_not(
    news: Any, folder: Path, gated: Any, project_file: Any
) -> None:
    first = news.session.project.path
    second = project_file("솔내시 소식\n\n보람건설은 왔다.", name="second")
    news.program.transfer.import_paths([folder / "1.txt"])
    threading.Timer(0.2, gated.set).start()
    news.program.open(second)  # waits for the import to notice
    assert gated.is_set()
    news.settle()
    assert [row.title for row in news.session.project.article_rows()] == ["솔내시 소식"]
    assert news.session.article.title == "솔내시 소식"
    with Project.open(first, write=False) as project:
        assert project.check() == []


def test_closing_while_an_import_runs_leaves_a_sound_file(
    news: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = news.session.project.path
    news.program.transfer.import_paths([folder])
    news.window.close()
    with Project.open(path, write="require") as project:
        assert project.check() == []


# -- into a project of its own


def test_the_first_own_article_makes_a_project_and_says_where(start: Any, folder: Path, home: Path) -> None:
    driver = start()
    take(driver, folder / "1.txt")
    path = Path(driver.session.project.path)
    assert path.suffix == ".annotator"
    assert path.is_relative_to(home)
    assert str(path) in driver.notice


def test_a_second_import_goes_into_the_same_project(start: Any, folder: Path) -> None:
    driver = start()
    take(driver, folder / "1.txt")
    path = driver.session.project.path
    take(driver, folder / "3.txt")
    assert driver.session.project.path == path
    assert len(driver.session.order) == 2


def test_a_made_project_never_takes_the_name_of_another(home: Path) -> None:
    paths = []
    for _ in range(3):
        with new_project(home / "docs") as project:
            paths.append(Path(project.path))
    assert len(set(paths)) == 3
    assert all(path.exists() for path in paths)


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(home: Path) -> None:
    blocked = home / "file"
    blocked.write_text("")
    with pytest.raises(AnnotatorError) as caught:
        new_project(blocked / "docs")
    assert str(blocked) in str(caught.value.values["path"])


def test_a_start_on_a_bad_file_leaves_no_empty_project_behind(start: Any, folder: Path, home: Path) -> None:
    driver = start()
    take(driver, folder / "2.txt")
    assert "2.txt" in driver.notice
    assert [path for path in home.rglob("*.annotator") if path.name != "sample.annotator"] == []
    assert driver.session.article is not None


# -- paste


def paste(driver: Any, text: str) -> None:
    QApplication.clipboard().setText(text)
    driver.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    driver.settle()


def test_pasted_text_becomes_an_article(article: Any) -> None:
    driver = article()
    driver.window.setFocus()
    QApplication.clipboard().setText(GOOD)
    driver.window.actions_.paste.trigger()
    driver.settle()
    assert "은하제철은 올해" in driver.text


def test_ctrl_v_in_the_article_pastes_a_new_one(news: Any) -> None:
    paste(news, GOOD)
    assert len(news.session.order) == 3
    assert "은하제철은 올해" in news.text


def test_a_blank_clipboard_says_so(news: Any) -> None:
    paste(news, "  \n ")
    assert news.notice == "클립보드에 붙여넣을 글이 없습니다."
    assert len(news.session.order) == 2


def test_pasting_the_same_twice_is_skipped(news: Any) -> None:
    paste(news, GOOD)
    paste(news, GOOD)
    assert news.notice.startswith("모두 이미 있는 기사입니다")
    assert len(news.session.order) == 3


def test_a_pasted_article_is_named_after_the_moment(news: Any) -> None:
    paste(news, GOOD)
    assert news.session.article.source_name.startswith("붙여넣은 글 20")


# -- out


def test_an_export_has_every_article_and_mark(news: Any, tmp_path: Path) -> None:
    news.click("은하제철")
    news.program.transfer.export_jsonl(tmp_path / "out.jsonl")
    news.settle()
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["meta"]["title"] for record in records] == ["가온시 새 소식", "두물군 이웃 소식"]
    (span,) = records[0]["spans"]
    assert (span["text"], records[0]["text"][span["start"] : span["end"]]) == ("은하제철", "은하제철")
    assert records[1]["spans"] == []


def test_an_export_says_where_it_went(news: Any, tmp_path: Path) -> None:
    news.program.transfer.export_jsonl(tmp_path / "out.jsonl")
    news.settle()
    assert news.notice == f"기사 2건을 내보냈습니다: {tmp_path / 'out.jsonl'}"


def test_an_export_in_parts_names_a_file_that_is_there_and_how_much_is_in_each(news: Any, tmp_path: Path) -> None:
    split = formats.Split.parse("0.001/1000/0")
    news.program.transfer.export(tmp_path / "out.jsonl", "jsonl", formats.Options(split=split))
    news.settle()
    path = tmp_path / "out.train.jsonl"
    assert path.exists()
    assert news.notice == f"기사 2건을 내보냈습니다. 학습 0 · 검증 2 · 평가 0: {path}"


def test_an_export_in_parts_says_what_was_left_out(news: Any, tmp_path: Path) -> None:
    news.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    split = formats.Split.parse("1/0/0")
    news.program.transfer.export(tmp_path / "out.tsv", "klue", formats.Options(split=split))
    news.settle()
    path = tmp_path / "out.train.tsv"
    counts = "완료한 기사 1건을 내보냈습니다. 학습 1 · 검증 0 · 평가 0."
    assert news.notice == f"{counts} 완료하지 않은 1건은 뺐습니다: {path}"


@pytest.mark.parametrize("name", ["test.annotator", "other.annotator"])
def test_an_export_never_takes_the_place_of_a_project(news: Any, tmp_path: Path, name: str) -> None:
    news.program.transfer.export_jsonl(tmp_path / name)
    news.settle()
    assert "프로젝트 파일 위에" in news.notice
    news.click("은하제철")
    assert news.saved() == news.bounds() != []
    assert not (tmp_path / "other.annotator").exists()


def test_an_export_that_cannot_be_written_is_told(news: Any, tmp_path: Path) -> None:
    news.program.transfer.export_jsonl(tmp_path / "missing" / "out.jsonl")
    news.settle()
    assert "missing" in news.notice
    assert not (tmp_path / "missing").exists()


def test_a_copy_is_a_whole_project(news: Any, tmp_path: Path) -> None:
    news.click("은하제철")
    news.program.transfer.save_copy(tmp_path / "copy.annotator")
    news.settle()
    with Project.open(tmp_path / "copy.annotator") as copy:
        assert [span.text for span in copy.spans(1)] == ["은하제철"]
        assert copy.check() == []


def test_a_copy_onto_itself_is_refused_in_a_sentence(news: Any) -> None:
    news.program.transfer.save_copy(news.session.project.path)
    news.settle()
    assert "사본" in news.notice
    news.click("은하제철")
    assert news.saved() == news.bounds()


def test_a_table_whose_text_column_nobody_can_guess_is_asked_about(start: Any, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("번호,글월\n1,가람시는 4일 골목가게를 돕는 사업을 시작한다고 밝혔다.\n", encoding="utf-8")
    driver = start()
    asked: list[tuple[str, list[str], str]] = []
    driver.program.transfer.column_wanted.disconnect()
    driver.program.transfer.column_wanted.connect(lambda *question: asked.append(question))
    driver.window.commands.take_paths([table])
    driver.settle()
    assert asked == [("a.csv", ["번호", "글월"], "글월")]
    driver.program.transfer.with_column("글월")
    driver.settle()
    assert driver.text.startswith("가람시는")


def test_the_column_that_says_most_is_the_one_offered_first(start: Any, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("번호,글월\n1,가람시는 4일 골목가게를 돕는 사업을 시작한다고 밝혔다.\n", encoding="utf-8")
    driver = start()
    driver.window.commands.take_paths([table])
    driver.settle()
    dialog = driver.window.findChild(QInputDialog)
    assert dialog.textValue() == "글월"
    dialog.accept()
    driver.settle()
    assert driver.text.startswith("가람시는")
