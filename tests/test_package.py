"""What is built from this checkout: a wheel with all that the program needs, and the sdist it can come from."""

from __future__ import annotations

import ast
import sys
import tarfile
import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution, packages_distributions, requires
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement

import annotator

ROOT = Path(__file__).parent.parent


def wheel(root: Path, target: Path) -> Path:
    return Path(next(WheelBuilder(str(root)).build(directory=str(target))))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def names(path: Path) -> set[str]:
    with ZipFile(path) as archive:
        return set(archive.namelist())


def below(folder: Path) -> set[str]:
    """The files below a folder that belong to the product, relative to the checkout."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in files if not path.name.startswith(".")}


def test_the_wheel_holds_every_module(built: Path) -> None:
    assert below(ROOT / "annotator") <= names(built)


def test_the_wheel_holds_the_resources_inside_the_package(built: Path) -> None:
    expected = {f"annotator/{name}" for name in below(ROOT / "resources")}
    assert len(expected) > 10
    assert expected <= names(built)


def test_the_wheel_holds_nothing_else(built: Path) -> None:
    info = f"annotator-{annotator.__version__}.dist-info/"
    rest = names(built) - below(ROOT / "annotator") - {f"annotator/{name}" for name in below(ROOT / "resources")}
    assert {name for name in rest if not name.startswith(info)} == set()


def test_the_wheel_has_both_entry_points(built: Path) -> None:
    with ZipFile(built) as archive:
        text = archive.read(f"annotator-{annotator.__version__}.dist-info/entry_points.txt").decode()
    assert "[console_scripts]\nannotator = annotator.__main__:main\n" in text
    assert "[gui_scripts]\nannotator-gui = annotator.__main__:main\n" in text


def test_a_wheel_from_the_sdist_is_the_same(built: Path, tmp_path: Path) -> None:
    sdist = Path(next(SdistBuilder(str(ROOT)).build(directory=str(tmp_path))))
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked")
    (root,) = (tmp_path / "unpacked").iterdir()
    assert (root / "README.md").is_file()
    assert (root / "tests" / "test_package.py").is_file()
    assert names(wheel(root, tmp_path / "again")) == names(built)


# -- what is installed


def test_the_version_is_the_one_installed() -> None:
    assert distribution("annotator").version == annotator.__version__


def test_the_entry_points_are_what_they_name() -> None:
    found = {(point.group, point.name): point.load() for point in distribution("annotator").entry_points}
    from annotator.__main__ import main
    from annotator.suggest.token_classifier import make

    assert found == {
        ("console_scripts", "annotator"): main,
        ("gui_scripts", "annotator-gui"): main,
        ("annotator.suggesters", "token-classifier"): make,
    }


def requirements(extra: str = "") -> dict[str, Requirement]:
    """The requirements of the package, or those that an extra adds."""
    found = map(Requirement, requires("annotator") or ())
    plain = {"extra": ""}
    return {
        each.name.lower(): each
        for each in found
        if (each.marker is None or each.marker.evaluate({"extra": extra}))
        and (not extra or (each.marker is not None and not each.marker.evaluate(plain)))
    }


@pytest.mark.parametrize(("version", "allowed"), [("6.11.3", True), ("6.12.0", False), ("6.7.3", False)])
def test_the_qt_that_loses_references_is_not_taken(version: str, allowed: bool) -> None:
    assert requirements()["pyside6-essentials"].specifier.contains(version) is allowed


def test_the_extras_are_there() -> None:
    assert {"pytest", "pytest-qt", "hypothesis", "import-linter"} <= requirements("test").keys()
    assert {"ruff", "mypy"} <= requirements("dev").keys()


def third_party(files: Iterable[Path], *, deep: bool) -> set[str]:
    """The distributions that modules import; without `deep` only those that they cannot be imported without."""
    modules = set()
    for path in files:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree) if deep else tree.body:
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    known = packages_distributions()
    theirs = modules - set(sys.stdlib_module_names) - {"annotator"}
    return {name.lower().replace("_", "-") for module in theirs for name in known.get(module, [module])[:1]}


def test_everything_the_program_imports_is_required() -> None:
    package = Path(annotator.__file__).parent
    # What makes the models that ship is run by whoever makes them, with more than the program needs.
    files = [path for path in package.rglob("*.py") if not path.is_relative_to(package / "suggest" / "build")]
    wanted = third_party(files, deep=True)
    assert wanted - requirements().keys() == set()


def test_everything_the_tests_import_is_required_by_their_extra() -> None:
    files = list((ROOT / "tests").rglob("*.py"))
    helpers = {path.stem for path in files}
    wanted = third_party((path for path in files if path.stem.startswith("test_")), deep=False) - helpers
    assert wanted - requirements().keys() - requirements("test").keys() == set()


def test_what_is_installed_is_what_is_required_each_named_once() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        ours = list(map(Requirement, tomllib.load(file)["project"]["dependencies"]))
    assert len({each.name for each in ours}) == len(ours)
    for each in ours:
        assert each.specifier.contains(distribution(each.name).version)


def test_what_reads_web_pages_can_be_loaded() -> None:
    """One of its libraries needs another by an extra that not every installer finds."""
    import trafilatura

    assert trafilatura.extract("<html><body><article><p>" + "한 문장입니다. " * 40 + "</p></article></body></html>")
