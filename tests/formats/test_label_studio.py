"""Label Studio's tasks: one on a line of its own, which is read at once, brings what one over many lines brings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from altered import altered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.project import NewArticle

TEXT = "달맞이읍 소식 🎉\n\n나래항공은 5억 원을 낸다."


def task() -> dict[str, Any]:
    """A task as Label Studio writes it, but for some of what is not read."""
    value = {"start": 0, "end": 4, "text": "달맞이읍", "labels": ["REGION"]}
    region = {"id": "r0", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    other = region | {"value": value | {"labels": ["ORG", "기관"]}, "meta": {"text": ["왜?"]}}
    return {
        "id": 1,
        "data": {"text": TEXT, "id": "a-1", "state": "done", "title": "소식", "annotators": ["가", "나"]},
        "annotations": [
            {"id": 5, "result": [region, other], "completed_by": {"email": "x@y"}, "was_cancelled": False},
            {"result": [region]},
        ],
        "predictions": [],
    }


def read(path: Path) -> tuple[list[NewArticle], list[str]]:
    told: list[str] = []
    found = list(formats.get("label-studio").read(path, problem=lambda error: told.append(str(error))))
    return found, told


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_line_brings_what_many_lines_bring(tmp_path, data):
    changed = data.draw(altered(task()))
    path = tmp_path / "in.json"
    path.write_text("[\n" + json.dumps(changed) + ",\n" + json.dumps(task()) + "\n]\n", encoding="utf-8")
    at_once = read(path)
    path.write_text(json.dumps([changed, task()], indent=1), encoding="utf-8")
    assert repr(at_once) == repr(read(path))
    assert len(at_once[0]) >= 1


def test_tasks_lie_in_lists_however_they_are_written(tmp_path):
    path = tmp_path / "in.json"
    one = json.dumps(task(), ensure_ascii=False)
    wanted = repr(read_text(path, f"[{one}, {one}]"))
    for text in (
        f"[\n{one},\n{one}\n]\n",
        f"\ufeff \n [ {one}\n,\n\n{one}]",
        f"{one}\n{one}\n",
        f"[{json.dumps(task(), indent=2)},\r\n{one}\r\n]",
        f"[{one},\n{json.dumps(task(), indent=2)}]",
    ):
        assert repr(read_text(path, text)) == wanted


def read_text(path: Path, text: str) -> tuple[list[NewArticle], list[str]]:
    path.write_text(text, encoding="utf-8", newline="")
    return read(path)


@pytest.mark.parametrize("link", ["http://x/1.png", "/data/upload/1/소리.wav", "s3://bucket/a.mp3", "gs://b/c"])
def test_a_task_about_a_picture_or_a_sound_is_no_article(tmp_path: Path, link: str) -> None:
    tasks = [{"data": {"image": link}}, {"data": {"body": TEXT, "image": link}}]
    (tmp_path / "a.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    found, told = read(tmp_path / "a.json")
    assert [item.article.text for item in found] == [TEXT]
    assert len(told) == 1
    assert "format.field" in told[0]
