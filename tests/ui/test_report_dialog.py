"""The report of an import: one dialog for what stayed out and for what is to be checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit

from annotator.errors import AnnotatorError
from annotator.ui.report_dialog import ReportDialog

TEXT = "🎉 가온시 <소식>\n은하제철은 쉰다."
RECORDS = [
    {"text": TEXT, "label": [[2, 6, "REGION"], [30, 99, "ORG"]]},
    {"label": []},
    {"text": "해솔은행 소식", "label": [[0, 4, "ORG"]]},
]


@pytest.fixture
def report(news: Any, tmp_path: Path) -> Any:
    """What a doccano file with a span outside its text, one with a blank, and a record without text has to say."""
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    (tmp_path / "doccano.jsonl").write_text("\n".join(lines), encoding="utf-8")
    news.program.transfer.import_paths([tmp_path / "doccano.jsonl"])
    news.settle()
    (dialog,) = news.window.findChildren(ReportDialog)
    yield dialog
    dialog.reject()


def test_all_that_is_to_be_said_is_in_one_window(news: Any, report: ReportDialog) -> None:
    assert news.window.findChildren(QMessageBox) == []
    assert report.headings == [
        "가져오지 못한 것이 2개 있습니다. 나머지는 들어왔습니다.",
        "가져온 것 가운데 확인할 것이 2가지 있습니다.",
    ]
    refused, remarks = (each.toPlainText() for each in report.findChildren(QPlainTextEdit))
    assert "30–99" in refused
    assert "text 항목이 없거나" in refused
    assert "양 끝의 빈칸을 떼었습니다" in remarks
    assert "다른 단위로 다시 가져와" in remarks


def test_all_of_it_can_be_copied(report: ReportDialog) -> None:
    report.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("가져오지 못한 것이 2개 있습니다. 나머지는 들어왔습니다.\n")
    assert len(copied.strip().split("\n")) == 2 + 4 + 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_close_it(news: Any, report: ReportDialog, key: Qt.Key, qtbot: Any) -> None:
    QTest.keyClick(report, key)
    qtbot.waitUntil(lambda: not report.isVisible())
    assert news.active == "ORG"


def test_thousands_of_sentences_are_shown_at_once(news: Any, qtbot: Any) -> None:
    errors = [AnnotatorError("intake.missing", path=f"{number}.txt") for number in range(20_000)]
    dialog = ReportDialog(errors, [], False, news.window)
    dialog.open()
    assert dialog.headings == ["가져오지 못한 것이 20,000개 있습니다. 새로 들어온 것은 없습니다."]
    (listed,) = dialog.findChildren(QPlainTextEdit)
    assert listed.blockCount() == 20_000
    dialog.reject()
