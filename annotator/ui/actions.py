"""Every QAction of the window, its keys, and the keys' twins on a Korean keyboard layout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.ui.wording import tip as as_tip

# With a Korean layout on, Ctrl+Z arrives as Ctrl+ㅋ: the letter on the same key of the standard two-set layout.
_TWO_SET = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))


def _both_enters(modifiers: str) -> tuple[str, ...]:
    """Either key called Enter. The first is shown: Qt says Return for the large one, but where signs are used, ↩."""
    keys = (f"{modifiers}+Enter", f"{modifiers}+Return")
    return keys[::-1] if sys.platform == "darwin" else keys


# Named in the suggestions' menu, too.
ACCEPT_ALL = _both_enters("Ctrl+Shift")


def with_twins(keys: Sequence[str]) -> list[QKeySequence]:
    """`keys`, and for each that ends in a Latin letter the same with the Hangul letter of that key."""
    result = []
    for key in keys:
        result.append(QKeySequence(key))
        start, _, last = key.rpartition("+")
        if start and last in _TWO_SET:
            result.append(QKeySequence(f"{start}+{_TWO_SET[last]}"))
    return result


class Actions(QObject):
    """The window's actions by name. No bare letter is a key, so that an input method never swallows one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.new = self._action(self.tr("새 프로젝트…"), "Ctrl+N")
        self.open = self._action(self.tr("열기"), "Ctrl+O", tip=self.tr("프로젝트나 기사 파일 열기"))
        self.import_files = self._action(self.tr("가져오기"), "Ctrl+I", tip=self.tr("기사 파일 가져오기"))
        self.import_as = self._action(self.tr("형식을 골라 가져오기…"))
        self.import_folder = self._action(self.tr("폴더 가져오기…"), "Ctrl+Shift+I")
        self.paste = self._action(self.tr("붙여넣어 새 기사로"), "Ctrl+V")
        self.export = self._action(self.tr("내보내기"), "Ctrl+Shift+E", tip=self.tr("형식을 골라 내보내기"))
        self.save_copy = self._action(self.tr("사본 저장…"), "Ctrl+Shift+S")
        self.sample = self._action(self.tr("연습 기사 열기"))
        self.quit = self._action(self.tr("끝내기"), "Ctrl+Q")
        self.undo = self._action(self.tr("되돌리기"), "Ctrl+Z")
        self.redo = self._action(self.tr("다시"), "Ctrl+Shift+Z", "Ctrl+Y")
        self.copy = self._action(self.tr("표시한 글 복사"), "Ctrl+C")
        self.find = self._action(self.tr("이 기사에서 찾기"), "Ctrl+F")
        self.find_next = self._action(self.tr("다음 찾기"), "F3")
        self.find_previous = self._action(self.tr("이전 찾기"), "Shift+F3")
        self.everywhere = self._action(self.tr("같은 표현 모두 표시"), "Ctrl+E")
        self.accept_all = self._action(self.tr("제안을 지난번처럼 모두 수락"), *ACCEPT_ALL)
        self.search = self._action(self.tr("프로젝트에서 찾기"), "Ctrl+Shift+F")
        # Not Ctrl+Shift+E, which exports.
        self.everywhere_project = self._action(self.tr("프로젝트 전체에서 같은 표현 찾기"), "Ctrl+Alt+E")
        self.remove = self._action(self.tr("표시 지우기") + "\tDelete")
        self.note = self._action(self.tr("메모"), "Ctrl+M", tip=self.tr("고른 표시에, 없으면 기사에 메모 달기"))
        self.article_note = self._action(self.tr("기사 메모"))
        self.remove_article = self._action(self.tr("이 기사를 프로젝트에서 빼기"))
        self.done = self._action(self.tr("완료하고 다음"), *_both_enters("Ctrl"))
        self.reopen = self._action(self.tr("완료 취소"))
        self.source = self._action(self.tr("원문 보기"), "F7", tip=self.tr("원문과 뺀 줄 보기"))
        self.source.setCheckable(True)
        self.previous = self._action(self.tr("이전 기사"), "Ctrl+PgUp")
        self.next = self._action(self.tr("다음 기사"), "Ctrl+PgDown")
        self.larger = self._action(self.tr("글자 크게"), "Ctrl++", "Ctrl+=")
        self.smaller = self._action(self.tr("글자 작게"), "Ctrl+-")
        self.usual_size = self._action(self.tr("글자 크기 처음대로"), "Ctrl+0")
        self.labels = self._action(self.tr("라벨 편집…"), "Ctrl+L")
        self.preferences = self._action(self.tr("환경설정…"))
        self.statistics = self._action(self.tr("통계…"), "Ctrl+Shift+T")
        self.history = self._action(self.tr("작업 기록…"), "Ctrl+H")
        self.next_pane = self._action(self.tr("다음 칸으로"), "F6")
        self.previous_pane = self._action(self.tr("이전 칸으로"), "Shift+F6")
        self.keys = self._action(self.tr("키와 마우스"), "F1")
        self.about = self._action(self.tr("이 프로그램에 대하여"))

    def _action(self, text: str, *keys: str, tip: str = "") -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts(with_twins(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip or text} ({shown})" if shown else tip or text)
        action.setProperty("tip", action.toolTip())
        self._window.addAction(action)
        return action

    @staticmethod
    def tell(action: QAction, detail: str) -> None:
        """Adds to an action's tooltip what it would do just now."""
        usual = action.property("tip")
        action.setToolTip(as_tip(f"{usual}\n{detail}") if detail else usual)

    def bind(self, **handlers: Callable[[], object]) -> None:
        """Connects actions by name."""
        for name, handler in handlers.items():
            action: QAction = getattr(self, name)
            action.triggered.connect(lambda _checked=False, handler=handler: handler())
