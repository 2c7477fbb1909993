"""What formats are called in the window, and what an export loses, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.formats import ExportReport
from annotator.ui.wording import error as error_sentence


def format_name(name: str) -> str:
    """The name of a format as its users know it."""
    translate = QCoreApplication.translate
    shown = {
        "jsonl": translate("FormatNames", "annotator JSONL (모두 담음)"),
        "conll": "CoNLL-2003",
        "iob2": "IOB2",
        "iob2-char": translate("FormatNames", "IOB2 (글자 단위)"),
        "doccano": "doccano",
        "doccano-relation": translate("FormatNames", "doccano (관계 프로젝트)"),
        "label-studio": "Label Studio",
        "prodigy": "Prodigy",
        "brat": "brat",
        "klue": "KLUE-NER TSV",
        "huggingface": "Hugging Face",
        "spacy": "spaCy",
        "cas-json": translate("FormatNames", "UIMA CAS JSON (INCEpTION)"),
        "cas-xmi": translate("FormatNames", "UIMA CAS XMI (INCEpTION)"),
        "csv": translate("FormatNames", "CSV 표 (엑셀)"),
        "tsv": translate("FormatNames", "TSV 표"),
        "xlsx": translate("FormatNames", "엑셀 표"),
    }
    return shown.get(name, name)


def losses(report: ExportReport) -> list[str]:
    """A sentence for the articles left out, and for each kind of loss."""
    translate = QCoreApplication.translate
    left = translate("FormatNames", "완료하지 않은 기사 {0}건: 뺍니다. 표시가 없는 곳이 아직 안 본 곳일 수 있습니다.")
    said = [left.format(f"{report.left_open:,}")] if report.left_open else []
    return said + [error_sentence(error) for error in report.told() if error.code != "format.left_open"]
