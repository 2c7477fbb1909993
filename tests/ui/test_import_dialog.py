"""The import dialog: which format a file has, its first record with its marks, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.ui.import_dialog import ImportDialog
from annotator.ui.report_dialog import ReportDialog

RECORD = {"text": "🎉 가온시 <소식>\n은하제철은 쉰다.", "label": [[3, 6, "REGION"], [12, 16, "ORG"]]}


@pytest.fixture
def opened(news: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> Any:
    """Chooses a file, and gives the dialog when its preview is there."""

    def begin(record: Any, name: str = "a.jsonl") -> ImportDialog:
        (tmp_path / name).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / name)], ""))
        news.window.actions_.import_as.trigger()
        dialog = news.window.findChild(ImportDialog)
        assert isinstance(dialog, ImportDialog)
        ready(dialog, qtbot)
        return dialog

    return begin


def ready(dialog: ImportDialog, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: dialog._task is None, timeout=20_000)


def test_the_format_is_told_and_the_first_record_shown(opened: Any) -> None:
    dialog = opened(RECORD)
    assert dialog.found.text() == "a.jsonl: doccano, 첫 기사에 표시 2개"
    assert dialog.record.toPlainText() == "🎉 가온시 REGION <소식>\n은하제철 ORG은 쉰다."


def test_another_unit_moves_the_marks_and_remarks_are_listed(opened: Any, qtbot: Any) -> None:
    dialog = opened({**RECORD, "label": [[2, 6, "REGION"]]})
    assert dialog.record.toPlainText().startswith("🎉 가온시 REGION")
    assert "양 끝의 빈칸을 떼었습니다" in dialog.problems.toPlainText()
    dialog.unit.setCurrentIndex(1)
    ready(dialog, qtbot)
    assert dialog.record.toPlainText().startswith("🎉 가온시 REGION <소식>")


def test_a_format_that_does_not_fit_brings_nothing_and_says_so(opened: Any, qtbot: Any) -> None:
    dialog = opened(RECORD)
    dialog.form.setCurrentIndex(dialog.form.findData("huggingface"))
    ready(dialog, qtbot)
    assert dialog.found.text() == "a.jsonl: Hugging Face 형식으로는 가져올 기사가 없습니다."
    assert "tokens" in dialog.problems.toPlainText()
    assert not dialog.take.isEnabled()


def test_what_is_of_no_known_format_and_no_page_is_not_taken(opened: Any, qtbot: Any) -> None:
    dialog = opened({"a": 1}, "settings.json")
    assert dialog.found.text() == "settings.json: 어떤 형식인지 알 수 없습니다. 형식을 골라 주세요."
    assert not dialog.take.isEnabled()
    dialog.form.setCurrentIndex(dialog.form.findData("text"))
    ready(dialog, qtbot)
    assert dialog.found.text() == "settings.json: 기사 글로 보고 군더더기를 걷어 냅니다."
    assert dialog.take.isEnabled()


@pytest.mark.parametrize("first", [RECORD, {"a": 1}], ids=["sound", "unknown"])
def test_of_several_files_the_others_are_counted_and_taken_whatever_the_first_one_is(
    news: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any, first: Any
) -> None:
    files = [tmp_path / "a.json", *(tmp_path / f"{name}.jsonl" for name in "bc")]
    for file, record in zip(files, (first, RECORD, {**RECORD, "text": RECORD["text"] + " 그리고"}), strict=True):
        file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file) for file in files], ""))
    news.window.actions_.import_as.trigger()
    dialog = news.window.findChild(ImportDialog)
    ready(dialog, qtbot)
    assert dialog.found.text().startswith("a.json 외 2개 파일: ")
    before = len(news.session.order)
    dialog.take.click()
    news.settle()
    assert len(news.session.order) == before + 2
    for report in news.window.findChildren(ReportDialog):
        report.reject()


def test_it_imports_as_was_chosen_and_shows_what_is_to_check(news: Any, opened: Any) -> None:
    dialog = opened({"text": "🎉 가온시", "label": [[5, 2, "REGION"]]})
    dialog.unit.setCurrentIndex(1)
    dialog.take.click()
    news.settle()
    assert news.session.article.text == "🎉 가온시"
    assert [span.text for span in news.session.spans] == ["가온시"]
    (report,) = news.window.findChildren(ReportDialog)
    assert report.headings == ["가져온 것 가운데 확인할 것이 2가지 있습니다."]
    assert "앞뒤가 바뀌어 있어 바로잡았습니다" in report.text()
    report.reject()


def test_marks_for_articles_that_are_there_show_at_once(news: Any, tmp_path: Path) -> None:
    article = news.session.article
    at = article.text.index("은하제철")
    record = {"id": article.uid, "text": article.text, "spans": [{"start": at, "end": at + 4, "label": "ORG"}]}
    (tmp_path / "more.jsonl").write_text(json.dumps(record), encoding="utf-8")
    news.program.transfer.import_paths([tmp_path / "more.jsonl"])
    news.settle()
    assert [span.text for span in news.session.spans] == ["은하제철"]
    assert news.notice == "이미 있던 기사 1건에 표시 1개를 더했습니다."
