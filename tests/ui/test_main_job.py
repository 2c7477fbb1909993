"""The main job end to end with real mouse and key events: import, mark, export, close, open, undo, redo."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.paths import resource

SHARED = os.environ.get("ANNOTATOR_SHARED")


def _articles() -> list[Any]:
    seed = Path(SHARED or "missing") / "seed"
    skip = pytest.mark.skipif(not SHARED, reason="ANNOTATOR_SHARED is not set")
    return [
        *(
            pytest.param(raw, raw.with_suffix(".expected.json"), id=raw.stem)
            for raw in sorted(resource("samples").glob("*.txt"))
        ),
        pytest.param(seed / "article.raw.txt", seed / "article.expected.json", id="customer", marks=skip),
    ]


def drop(driver: Any, path: Path) -> None:
    """Drags a file from the desktop onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(driver.window, QDragEnterEvent(QPoint(300, 300), action, data, button, none))
    QApplication.sendEvent(driver.window, QDropEvent(QPointF(300, 300), action, data, button, none))
    driver.settle()


def mark(driver: Any, start: int, end: int, label: str) -> str:
    """Marks one span by the cheapest gesture that makes it; returns which."""
    digit = driver.session.labels[label].digit
    if driver.marking.active.key != label:
        driver.key(Qt.Key(Qt.Key.Key_0 + digit))
    morphemes = driver.session.morphemes
    around = driver.session.spans.at(start, driver.session.segment_at(start))
    for position in range(start, end):
        if not around and morphemes.phrase_at(position, label) == (start, end):
            driver.click(position)
            return "click"
        if around and morphemes.inner_phrase_at(position, around[0].bounds) == (start, end):
            driver.click(position, ctrl=True)
            return "nested click"
    exact = morphemes.snap(start, end) != (start, end)
    driver.drag(start, end, ctrl=exact)
    return "exact drag" if exact else "drag"


def export(driver: Any, path: Path) -> dict[str, Any]:
    driver.program.transfer.export_jsonl(path)
    driver.settle()
    (line,) = path.read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line))


@pytest.mark.parametrize(("raw", "expected"), _articles())
def test_an_article_is_imported_marked_exported_and_found_again(
    start: Any, tmp_path: Path, raw: Path, expected: Path
) -> None:
    gold = json.loads(expected.read_text(encoding="utf-8"))
    driver = start()
    drop(driver, raw)
    assert driver.text == gold["text"]
    project = Path(driver.session.project.path)
    assert project.parent != Path(os.environ.get("HOME", "/"))

    gestures = [mark(driver, s["start"], s["end"], s["label"]) for s in gold["spans"]]
    wanted = [(s["start"], s["end"], s["label"]) for s in gold["spans"]]
    assert driver.bounds() == wanted
    assert "exact drag" not in gestures

    record = export(driver, tmp_path / "first.jsonl")
    assert record["text"] == gold["text"]
    assert record["segments"] == gold["segments"]
    for key in ("title", "subtitle", "published_at"):
        assert record["meta"][key] == gold[key]
    assert [{k: s[k] for k in ("start", "end", "label", "text")} for s in record["spans"]] == gold["spans"]

    driver.view.verticalScrollBar().setValue(120)
    scrolled = driver.view.top()
    assert scrolled > 0
    label = driver.marking.active
    driver.window.close()

    again = start()
    assert Path(again.session.project.path) == project
    assert again.session.article.title == gold["title"]
    assert again.view.top() == scrolled
    assert again.marking.active == label
    assert again.bounds() == wanted

    control = Qt.KeyboardModifier.ControlModifier
    again.key(Qt.Key.Key_Z, control, times=len(wanted))
    assert again.bounds() == []
    again.key(Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier, times=len(wanted))
    assert again.bounds() == wanted
    export(again, tmp_path / "second.jsonl")
    assert (tmp_path / "second.jsonl").read_bytes() == (tmp_path / "first.jsonl").read_bytes()
