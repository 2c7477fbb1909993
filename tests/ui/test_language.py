"""Korean is what the code says, English a translation of all of it: a missing string fails here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

import annotator.ui
from annotator.paths import resource
from annotator.ui import app, wording

TS = resource("i18n", "annotator_en.ts")
SOURCES = sorted(Path(annotator.ui.__file__).parent.glob("*.py"))
SLOT = re.compile(r"\{\w+\}")

Message = tuple[str, str]


def translations(file: Path) -> Iterator[tuple[Message, ElementTree.Element]]:
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield (context.findtext("name", ""), message.findtext("source", "")), translation


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translation file as the code wants it now."""
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent)) or shutil.which("pyside6-lupdate")
    assert tool, "pyside6-lupdate comes with PySide6-Essentials"
    copy = tmp_path_factory.mktemp("i18n") / TS.name
    shutil.copy(TS, copy)
    command = [tool, "-no-obsolete", "-locations", "none", *map(str, SOURCES), "-ts", str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    return copy


@pytest.fixture
def english(qapp: QApplication) -> Iterator[QTranslator]:
    translator = QTranslator()
    assert translator.load(str(TS.with_suffix(".qm")))
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


def test_every_string_of_the_window_has_an_english_one(fresh: Path) -> None:
    missing = [message for message, translation in translations(fresh) if not translation.text]
    assert missing == []
    unfinished = [message for message, translation in translations(fresh) if translation.get("type")]
    assert unfinished == []


def test_no_translation_is_left_over(fresh: Path) -> None:
    assert {message for message, _ in translations(TS)} == {message for message, _ in translations(fresh)}


def test_translations_keep_the_slots() -> None:
    for (_, source), translation in translations(TS):
        assert sorted(SLOT.findall(source)) == sorted(SLOT.findall(translation.text or "")), source


def test_what_the_program_loads_is_what_was_translated(english: QTranslator) -> None:
    for (context, source), translation in translations(TS):
        assert english.translate(context, source) == translation.text


def test_no_korean_particle_follows_a_slot() -> None:
    for (_, source), _ in translations(TS):
        assert not re.search(r"\}(을|를|이|가|은|는|와|과|로|으로)(?![가-힣])", source), source


def test_the_window_knows_which_language_it_speaks(english: QTranslator) -> None:
    assert wording.language() == "en"
    assert QCoreApplication.translate("Wording", "저장됨") == "저장됨"  # of another context
    assert QCoreApplication.translate("StatusLine", "저장됨") == "Saved"


def test_without_a_translation_it_is_korean(qapp: QApplication) -> None:
    assert wording.language() == "ko"


def test_the_file_dialog_of_qt_speaks_korean_throughout(qtbot: Any, qapp: QApplication) -> None:
    before = QLocale()
    installed = app.install_language(qapp, "ko")
    try:
        dialog = QFileDialog()
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        texts = [each.text() for kind in (QLabel, QPushButton) for each in dialog.findChildren(kind)]
        assert len(texts) >= 5
        assert [text for text in texts if not re.search("[가-힣]", text)] == []
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)
