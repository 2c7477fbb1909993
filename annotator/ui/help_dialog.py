"""F1: every key and gesture on one page; and who made the program."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__


def _rows() -> list[tuple[str, str]]:
    """What to do, and what it does; an empty first part is a heading."""
    translate = QCoreApplication.translate
    return [
        ("", translate("Help", "마우스")),
        (translate("Help", "글자 위에 머물기"), translate("Help", "누르면 표시될 구간을 흐리게 보여 줍니다")),
        (translate("Help", "누르기"), translate("Help", "조사를 뺀 명사구를 고른 라벨로 표시합니다")),
        (translate("Help", "표시를 누르기"), translate("Help", "그 표시를 고릅니다. 다시 누르면 바깥 표시")),
        (translate("Help", "끌기"), translate("Help", "형태소 경계에 맞춰 표시합니다")),
        (translate("Help", "Ctrl+끌기"), translate("Help", "글자 단위로 표시합니다")),
        (
            translate("Help", "방금 만든 표시를 다시 누르기"),
            translate("Help", "너비를 바꿉니다: 이어진 구의 한 낱말, 더 넓은 구, 따옴표 안"),
        ),
        (translate("Help", "Shift+누르기"), translate("Help", "고른 표시를 누른 형태소까지 늘입니다")),
        (
            translate("Help", "고른 표시의 손잡이 끌기"),
            translate("Help", "그쪽 끝을 옮깁니다. Ctrl은 글자 단위"),
        ),
        (translate("Help", "표시 안에서 Ctrl+누르기"), translate("Help", "안에 겹친 표시를 만듭니다")),
        ("", translate("Help", "키")),
        ("1–9", translate("Help", "고른 표시의 라벨을 바꿉니다. 고른 것이 없으면 쓸 라벨을 고릅니다")),
        (", .", translate("Help", "고른 표시의 끝을 형태소 하나만큼 옮깁니다. Shift는 앞쪽 끝, Ctrl은 글자 단위")),
        ("← →", translate("Help", "형태소 단위로 움직입니다. Ctrl은 구, Alt는 글자 단위, Shift는 범위")),
        ("Enter", translate("Help", "키로 고른 범위를 표시합니다")),
        ("Tab · Shift+Tab", translate("Help", "다음 · 이전 표시를 고릅니다")),
        ("Ctrl+E", translate("Help", "같은 표현을 이 기사에서 모두 표시합니다")),
        ("Ctrl+Alt+E", translate("Help", "같은 표현을 프로젝트 전체에서 찾아 골라 표시합니다")),
        ("Ctrl+F · F3", translate("Help", "이 기사에서 찾기 · 다음 찾기")),
        ("Ctrl+Shift+F", translate("Help", "프로젝트에서 형태소로 찾기. 찾은 곳은 숫자나 Enter로 표시합니다")),
        ("Ctrl+M", translate("Help", "고른 표시에, 없으면 기사에 메모를 답니다")),
        ("Ctrl+L", translate("Help", "라벨을 편집합니다")),
        ("Delete", translate("Help", "고른 표시를 지웁니다")),
        (
            translate("Help", "제안에서 Enter · Delete"),
            translate("Help", "수락합니다 · 거절합니다. 숫자는 라벨을 바꿔 수락"),
        ),
        (
            "Ctrl+Shift+Enter",
            translate("Help", "제안을 지난번에 고른 확신 이상으로 모두 수락합니다. 처음에는 모든 라벨, 0.90 이상"),
        ),
        ("F7", translate("Help", "원문과 뺀 줄을 봅니다")),
        ("Ctrl+H", translate("Help", "작업 기록을 봅니다")),
        (translate("Help", "Ctrl+휠 · Ctrl+0"), translate("Help", "글자 크기를 바꿉니다 · 처음대로")),
        ("Esc", translate("Help", "기다리는 표시·선택·라벨 고르기를 차례로 그만둡니다")),
        ("Ctrl+Z · Ctrl+Shift+Z", translate("Help", "되돌리기 · 다시 하기. 창을 닫았다 열어도 됩니다")),
        ("Ctrl+Enter", translate("Help", "완료하고 다음 기사로")),
        ("Ctrl+PageUp · PageDown", translate("Help", "이전 · 다음 기사")),
        ("Ctrl+C · Ctrl+V", translate("Help", "표시한 글 복사 · 복사한 글을 새 기사로")),
        ("F6 · Shift+F6", translate("Help", "다음 · 이전 칸으로")),
    ]


def show_keys(parent: QWidget) -> None:
    """Opens the page of keys."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(QCoreApplication.translate("Help", "키와 마우스"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(8)
    for row, (gesture, effect) in enumerate(_rows()):
        if gesture:
            keys = QLabel(gesture, dialog)
            keys.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(keys, row, 0)
            grid.addWidget(QLabel(effect, dialog), row, 1)
        else:
            heading = QLabel(f"<b>{effect}</b>", dialog)
            heading.setContentsMargins(0, 10 if row else 0, 0, 2)
            grid.addWidget(heading, row, 0, 1, 2)
    _finish(dialog, grid)


def show_about(parent: QWidget) -> None:
    dialog = QDialog(parent)
    dialog.setWindowTitle("annotator")
    grid = QGridLayout()
    text = QCoreApplication.translate(
        "Help",
        "annotator {0}\n\n한국어 뉴스에 구간을 표시합니다. 네트워크를 쓰지 않습니다.\n글꼴: 나눔고딕 (SIL OFL 1.1)",
    )
    label = QLabel(text.format(__version__), dialog)
    label.setTextFormat(Qt.TextFormat.PlainText)
    grid.addWidget(label, 0, 0)
    _finish(dialog, grid)


def _finish(dialog: QDialog, grid: QGridLayout) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.button(QDialogButtonBox.StandardButton.Close).setText(QCoreApplication.translate("Help", "닫기"))
    buttons.rejected.connect(dialog.reject)
    page = QWidget(dialog)
    page.setLayout(grid)
    grid.setContentsMargins(0, 0, 12, 0)
    scroll = QScrollArea(dialog)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    scroll.setMinimumWidth(page.sizeHint().width() + 16)
    # All of it where the screen has room, else what fits.
    room = dialog.screen().availableGeometry().height() - 160
    scroll.setMinimumHeight(min(page.sizeHint().height() + 4, room))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(28, 24, 20, 20)
    column.setSpacing(20)
    column.addWidget(scroll, 1)
    column.addWidget(buttons)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
