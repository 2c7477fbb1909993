"""What every export has in common: splits, near-duplicates, the card, files that appear whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import Options, Split, Suggested, Winner
from annotator.formats.splits import Groups, alike, side, sketch
from annotator.project import Project, State, operations
from annotator.sentences import say

WRITABLE = [name for name in formats.names() if name not in ("spacy", "cas-json", "cas-xmi", "xlsx")]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def story(number: int, tail: str = "") -> str:
    """A made-up story of its own wording."""
    words = [
        f"{'가나다라마바사아자차'[(number * 7 + n * 3) % 10]}{(number * 31 + n * 17) % 997}동네" for n in range(80)
    ]
    return f"{' '.join(words)}.{tail}"


# -- splits


def test_a_split_is_stable_and_near_its_shares(tmp_path: Path) -> None:
    split = Split.parse("80/10/10")
    sides = [side(f"article-{number}", split) for number in range(5000)]
    assert sides == [side(f"article-{number}", split) for number in range(5000)]
    assert abs(sides.count("train") / 5000 - 0.8) < 0.03
    assert abs(sides.count("test") / 5000 - 0.1) < 0.02


@given(st.text(max_size=20), st.tuples(*[st.integers(1, 50)] * 3))
def test_every_article_has_a_side(uid: str, shares: tuple[int, int, int]) -> None:
    assert side(uid, Split(*shares)) in Split.NAMES
    assert side(uid, Split(1, 0, 0)) == "train"


@pytest.mark.parametrize("value", ["80/10", "a/b/c", "0/50/50", "-1/1/1", "80/10/10/5", "nan/1/1"])
def test_what_is_no_split_is_said_to_be_none(value: str) -> None:
    with pytest.raises(AnnotatorError) as caught:
        Split.parse(value)
    assert caught.value.code == "format.split"


def test_wire_copies_are_near_duplicates_and_other_stories_are_not() -> None:
    copy = story(1).replace("동네 ", "동네 ", 1)
    edited = "가람통신 제공 " + story(1, " 뒤에 한 문장이 더 붙었다.")
    groups = Groups()
    for text in (story(1), story(2), copy, edited, story(3), ""):
        groups.add(text)
    assert [groups.first(number) for number in range(6)] == [0, 1, 0, 0, 4, 5]


def test_near_duplicates_are_found_among_articles_that_share_standing_phrases() -> None:
    phrases = " ".join(f"늘 쓰는 {number}째 말 꾸러미" for number in range(12))
    stories = [" ".join(f"{number}째{word}낱말" for word in range(80)) for number in range(60)]
    groups = Groups()
    firsts = [groups.first(groups.add(f"{phrases} {story} {phrases}")) for story in stories]
    again = [groups.first(groups.add(f"{phrases} {story} 덧붙임 {phrases}")) for story in stories]
    assert firsts == again == list(range(60))


def test_likeness_is_near_the_share_of_wording() -> None:
    words = [f"낱말{number}" for number in range(400)]
    a, b = " ".join(words[:300]), " ".join(words[100:])
    assert alike(sketch(a), sketch(a)) == 1
    assert abs(alike(sketch(a), sketch(b)) - 0.5) < 0.2
    assert alike(sketch(a), sketch(story(1))) == 0


def test_near_duplicates_stand_on_one_side(make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path) -> None:
    articles = [made.plain_article(f"a{n}-{copy}", story(n, " 끝." * copy)) for n in range(25) for copy in range(3)]
    project = make(*articles)
    report = formats.get("iob2-char").write(project, tmp_path / "a.iobc", options=Options(split=Split(50, 25, 25)))
    assert sum(count for count, _ in report.splits.values()) == 75
    assert all(count % 3 == 0 for count, _ in report.splits.values())
    assert {path.name for path in report.files} >= {"a.train.iobc", "a.validation.iobc", "a.test.iobc"}


def test_new_articles_move_none_of_the_old(make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path) -> None:
    def sides(project: Project, name: str) -> dict[str, str]:
        formats.get("klue").write(project, tmp_path / name, options=Options(split=Split(50, 25, 25)))
        return {
            line.split("\t")[0]: split
            for split in Split.NAMES
            for line in (tmp_path / f"{Path(name).stem}.{split}.tsv").read_text(encoding="utf-8").splitlines()
            if line.startswith("## ")
        }

    project = make(*[made.plain_article(f"a{n}", story(n)) for n in range(20)])
    before = sides(project, "before.tsv")
    operations.add_articles(project, [made.plain_article(f"b{n}", story(n + 50)) for n in range(20)])
    after = sides(project, "after.tsv")
    assert len(before) == 20
    assert len(after) == 40
    assert before.items() <= after.items()


# -- the card


def test_the_card_says_what_is_in_the_files(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    project = make(made.hard_article(), *[made.plain_article(f"a{n}", story(n)) for n in range(30)])
    report = formats.get("huggingface").write(project, tmp_path / "hf", options=Options(split=Split(60, 20, 20)))
    card = (tmp_path / "hf" / "README.md").read_text(encoding="utf-8")
    head, _, body = card.removeprefix("---\n").partition("\n---\n")
    assert "- token-classification" in head
    assert [line.strip() for line in head.splitlines() if "split:" in line] == [
        "- split: train", "- split: validation", "- split: test"
    ]  # fmt: skip
    table = [line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("| ")]
    counted = {row[0]: [int(cell.replace(",", "")) for cell in row[1:]] for row in table[2:]}
    assert counted["기사"] == [report.splits[name][0] for name in Split.NAMES]
    assert counted["표시"] == [report.splits[name][1] for name in Split.NAMES]
    assert sum(counted["NUMBER"]) == 4
    for label in project.labels():
        assert label.guideline.strip() in body


def test_the_hub_reads_the_head_of_the_card(hard: Project, tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    formats.get("huggingface").write(hard, tmp_path / "hf")
    head = (tmp_path / "hf" / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    found = yaml.safe_load(head)
    assert found["pretty_name"] == hard.name
    names = found["dataset_info"]["features"][5]["sequence"]["class_label"]["names"]
    assert names["1"] == "B-ORG"
    assert found["size_categories"] == ["n<1K"]


@pytest.mark.parametrize("winner", list(Winner))
@pytest.mark.parametrize("name", [name for name in WRITABLE if name != "jsonl"])
def test_the_report_and_the_card_say_which_span_stays(name: str, winner: Winner, hard: Project, tmp_path: Path) -> None:
    form = formats.get(name)
    form.write(hard, tmp_path / "a", options=Options(winner=winner))
    report, card = ("a/report.ndjson", "a/README.md") if form.FOLDER else ("a.report.ndjson", "a.README.md")
    assert lines(tmp_path / report)[0].get("winner") == (str(winner) if form.FLAT else None)
    if form.TRAINING:
        assert (say(f"card.{winner}") in (tmp_path / card).read_text(encoding="utf-8")) == form.FLAT


def test_formats_for_people_have_no_card(hard: Project, tmp_path: Path) -> None:
    formats.get("csv").write(hard, tmp_path / "a.csv")
    assert not list(tmp_path.glob("*README*"))


# -- files


@pytest.mark.parametrize("name", WRITABLE)
def test_a_cancelled_export_leaves_the_old_files(
    name: str, make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    project = make(*[made.plain_article(f"a{n}", f"{n}번 글") for n in range(450)])
    out = tmp_path / "to" / "out"
    out.parent.mkdir()
    formats.get(name).write(project, out, options=Options(limit=2))
    before = {path: path.read_bytes() for path in out.parent.rglob("*") if path.is_file()}
    report = formats.get(name).write(project, out, cancelled=lambda: True)
    assert report.cancelled
    assert {path: path.read_bytes() for path in out.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["doccano", "brat"])
def test_a_killed_export_leaves_the_old_files(name: str, hard: Project, tmp_path: Path) -> None:
    out = tmp_path / "to" / "out"
    out.parent.mkdir()
    formats.get(name).write(hard, out)
    before = {path: path.read_bytes() for path in out.parent.rglob("*") if path.is_file()}
    code = (
        "import os, signal, sys; from pathlib import Path; from annotator import formats;"
        "from annotator.project import Project; from annotator.formats import Options;"
        "kill = lambda article: os.kill(os.getpid(), signal.SIGKILL);"
        f"formats.get({name!r}).write(Project.open(Path(sys.argv[1]), write=False), Path(sys.argv[2]), "
        "options=Options(suggestions=kill))"
    )
    path = str(hard.path)
    hard.close()
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("no SIGKILL here")
    done = subprocess.run([sys.executable, "-c", code, path, str(out)], env={**os.environ}, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    after = {path: path.read_bytes() for path in out.parent.rglob("*") if path.is_file() and ".part" not in str(path)}
    assert after == before


def killed(project: Project, name: str, out: Path, function: str, calls: int) -> None:
    """An export in a process of its own that is killed when it calls `function` after so many calls."""
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("no SIGKILL here")
    code = (
        "import os, shutil, signal, sys\nfrom pathlib import Path\n"
        "from annotator import formats\nfrom annotator.project import Project\n"
        f"real, left = {function}, list(range({calls}))\n"
        "def deadly(*given, **named):\n"
        "    if not left: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    left.pop()\n    return real(*given, **named)\n"
        f"project = Project.open(Path(sys.argv[1]), write=False)\n{function} = deadly\n"
        f"formats.get({name!r}).write(project, Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(project.path), str(out)], capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("function", "calls"), [("os.fsync", 1), ("os.replace", 0), ("os.replace", 1)])
def test_the_next_export_puts_back_a_folder_that_a_killed_one_took_away(
    hard: Project, tmp_path: Path, function: str, calls: int
) -> None:
    out = tmp_path / "to" / "out"
    formats.get("brat").write(hard, out)
    before = held(out.parent)
    operations.set_state(hard, hard.article_by_uid("hard") or 0, State.OPEN)
    killed(hard, "brat", out, function, calls)
    assert out.exists() is ((function, calls) != ("os.replace", 1))

    def refuse(article: Any) -> list[Suggested]:
        raise AnnotatorError("tokens.damaged", reason="")

    with pytest.raises(AnnotatorError, match=r"tokens\.damaged"):
        formats.get("brat").write(hard, out, options=Options(suggestions=refuse))
    assert held(out.parent) == before
    formats.get("brat").write(hard, out)
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_the_next_export_clears_what_a_killed_one_had_replaced(hard: Project, tmp_path: Path) -> None:
    out = tmp_path / "to" / "out"
    formats.get("brat").write(hard, out)
    killed(hard, "brat", out, "shutil.rmtree", 0)
    assert (out / "report.ndjson").is_file()
    assert (out.parent / ".out.old").is_dir()
    formats.get("brat").write(hard, out)
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("calls", [0, 1])
def test_the_next_export_clears_the_files_of_a_killed_one(hard: Project, tmp_path: Path, calls: int) -> None:
    out = tmp_path / "to" / "out.jsonl"
    out.parent.mkdir()
    formats.get("doccano").write(hard, out)
    before = held(out.parent)
    killed(hard, "doccano", out, "os.replace", calls)
    assert held(out.parent).items() > before.items()
    formats.get("doccano").write(hard, out)
    assert held(out.parent) == before


@pytest.mark.parametrize("name", ["doccano", "brat"])
def test_two_exports_to_one_place_do_not_meet(name: str, hard: Project, tmp_path: Path) -> None:
    out = tmp_path / "out"
    refused: list[str] = []

    def meanwhile(article: Any) -> list[Suggested]:
        with pytest.raises(AnnotatorError) as caught:
            formats.get(name).write(hard, out)
        refused.append(caught.value.code)
        formats.get(name).write(hard, tmp_path / "other")
        return []

    formats.get(name).write(hard, out, options=Options(suggestions=meanwhile, limit=1))
    assert refused == ["format.busy"]
    formats.get(name).write(hard, out)


def test_a_folder_in_the_place_of_one_file_leaves_all_as_they_were(hard: Project, tmp_path: Path) -> None:
    out = tmp_path / "to" / "out.json"
    (out.parent / "out.json.report.ndjson").mkdir(parents=True)
    with pytest.raises(AnnotatorError) as caught:
        formats.get("label-studio").write(hard, out)
    assert caught.value.code == "format.unwritable"
    assert [path.name for path in out.parent.iterdir()] == ["out.json.report.ndjson"]


def test_a_folder_that_cannot_be_written_is_told(hard: Project, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as caught:
        formats.get("doccano").write(hard, tmp_path / "nowhere" / "a.jsonl")
    assert caught.value.code == "format.unwritable"


def test_progress_is_told_in_steps_that_grow(
    make: Callable[..., Project], made: SimpleNamespace, tmp_path: Path
) -> None:
    project = make(*[made.plain_article(f"a{n}", f"{n}번 글") for n in range(230)])
    told: list[int] = []
    formats.get("klue").write(project, tmp_path / "a.tsv", progress=told.append)
    assert told
    assert all(a < b for a, b in pairwise(told))
