"""The export dialog: what it shows of a format, what it offers in which, and that it does what was chosen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator import formats
from annotator.formats import Options, Split, Unit, Winner
from annotator.project import operations
from annotator.ui.export_dialog import ExportDialog
from annotator.ui.format_names import format_name
from annotator.ui.theme import verbatim_font


@pytest.fixture
def marked(news: Any) -> Any:
    """The first article is finished and has a nested mark with a note."""
    project = news.session.project
    text = project.article(1).text
    at = text.index("단비식품서비스")
    operations.add_span(project, 1, at, at + 7, "ORG", note="이름 확인")
    operations.add_span(project, 1, at, at + 2, "REGION")
    operations.set_state(project, 1, "done")
    return news


@pytest.fixture
def dialog(marked: Any) -> ExportDialog:
    marked.window.actions_.export.trigger()
    found = marked.window.findChild(ExportDialog)
    assert isinstance(found, ExportDialog)
    return found


def choose(dialog: ExportDialog, name: str, qtbot: Any) -> None:
    dialog.form.setCurrentIndex(dialog.form.findData(name))
    ready(dialog, qtbot)


def ready(dialog: ExportDialog, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not dialog._wait.isActive() and dialog._task is None, timeout=20_000)


def test_every_format_can_be_chosen_by_a_name_of_its_own(dialog: ExportDialog) -> None:
    assert [dialog.form.itemData(number) for number in range(dialog.form.count())] == formats.names()
    names = [format_name(name) for name in formats.names()]
    assert len(set(names)) == len(names)


def test_the_first_record_and_the_counts_are_shown(dialog: ExportDialog, qtbot: Any) -> None:
    ready(dialog, qtbot)
    assert json.loads(dialog.record.toPlainText().splitlines()[0])["meta"]["title"] == "가온시 새 소식"
    assert dialog.counts.text() == "기사 2건, 표시 2개를 내보냅니다."
    assert dialog.lost.toPlainText() == "없음"


def test_the_preview_is_not_written_in_the_font_that_draws_a_won_sign_for_a_backslash(dialog: ExportDialog) -> None:
    assert dialog.record.font().families() == verbatim_font().families()


def test_a_choice_and_its_field_stand_on_one_line(dialog: ExportDialog) -> None:
    for check, field in ((dialog.since_on, dialog.since), (dialog.split_on, dialog.split)):
        assert abs(check.geometry().center().y() - field.geometry().center().y()) <= 1


def test_what_a_format_does_not_carry_is_said(dialog: ExportDialog, qtbot: Any) -> None:
    choose(dialog, "klue", qtbot)
    said = dialog.lost.toPlainText()
    assert "완료하지 않은 기사 1건" in said
    assert "겹친 표시 1개" in said
    assert "표시 1개의 메모" in said
    assert dialog.record.toPlainText().startswith("## ")
    assert dialog.counts.text() == "기사 1건, 표시 1개를 내보냅니다."


def test_choices_without_a_meaning_are_off(dialog: ExportDialog, qtbot: Any) -> None:
    def offered() -> set[str]:
        names = ("winner", "unit", "source_offsets", "removed")
        return {name for name in names if getattr(dialog, name).isEnabled()}

    assert offered() == {"source_offsets", "removed"}
    for name, expected in (
        ("klue", {"winner"}), ("spacy", {"winner"}), ("doccano", {"unit"}), ("csv", {"source_offsets"}),
        ("brat", set()),
    ):  # fmt: skip
        choose(dialog, name, qtbot)
        assert offered() == expected, name


def test_the_options_are_what_was_chosen(dialog: ExportDialog, qtbot: Any) -> None:
    choose(dialog, "doccano", qtbot)
    dialog.articles.setCurrentIndex(2)
    dialog.unit.setCurrentIndex(dialog.unit.findData(Unit.CODEPOINT))
    dialog.winner.setCurrentIndex(1)
    dialog.split_on.setChecked(True)
    dialog.split.setText("70/20/10")
    assert dialog.options() == Options(
        include_open=False, unit=Unit.CODEPOINT, winner=Winner.INNERMOST, split=Split(70, 20, 10)
    )


def test_a_split_that_is_none_is_said_and_cannot_be_exported(dialog: ExportDialog, qtbot: Any) -> None:
    dialog.split_on.setChecked(True)
    dialog.split.setText("반반")
    ready(dialog, qtbot)
    assert dialog.counts.text() == "‘반반’: 나눌 비율로 읽을 수 없습니다. 80/10/10처럼 적어 주세요."
    assert not dialog.export.isEnabled()
    dialog.split.setText("80/10/10")
    ready(dialog, qtbot)
    assert dialog.export.isEnabled()


def test_where_no_article_would_go_out_nothing_can_be_exported(marked: Any, dialog: ExportDialog, qtbot: Any) -> None:
    operations.set_state(marked.session.project, 1, "open")
    choose(dialog, "conll", qtbot)
    assert dialog.counts.text() == "완료한 기사가 없습니다. ‘모든 기사’를 고르면 완료하지 않은 것도 내보냅니다."
    assert not dialog.export.isEnabled()
    dialog.articles.setCurrentIndex(1)
    ready(dialog, qtbot)
    assert dialog.export.isEnabled()


def test_a_format_without_its_library_says_what_to_install(
    dialog: ExportDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    choose(dialog, "xlsx", qtbot)
    assert "pip install openpyxl" in dialog.counts.text()
    assert not dialog.export.isEnabled()


def test_it_exports_what_was_chosen(
    marked: Any, dialog: ExportDialog, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    choose(dialog, "conll", qtbot)
    dialog.export.click()
    marked.settle()
    assert (tmp_path / "out.conll").read_text(encoding="utf-8").count("-DOCSTART-") == 1
    assert marked.notice.startswith("완료한 기사 1건을 내보냈습니다. 완료하지 않은 1건은 뺐습니다: ")


def test_closing_it_while_it_counts_leaves_nothing_running(marked: Any, dialog: ExportDialog, qtbot: Any) -> None:
    dialog._ask()
    dialog.reject()
    qtbot.waitUntil(lambda: marked.window.findChild(ExportDialog) is None, timeout=5_000)
    assert marked.notice == "" or "오류" not in marked.notice
