"""The foot of the window: saved, tokenizer, length, what cleaning removed; progress of work; annotator and counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from annotator.project import Changes
from annotator.ui.session import Session
from annotator.ui.tasks import Task
from annotator.ui.wording import label_name

# With more labels than this only those are counted that the article has marks of.
_ALL_COUNTED = 8


class StatusLine(QStatusBar):
    """Says `저장됨` only of what is in the file: it follows the project's changes, never the mouse."""

    source_wanted = Signal()  # the removed characters were clicked

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task | None = None
        self.setSizeGripEnabled(False)
        self._saved, self._tokens, self._text = (QLabel(self) for _ in range(3))
        self._saved.setObjectName("saved")
        self._text.linkActivated.connect(lambda _link: self.source_wanted.emit())
        self._counts = QLabel(self)
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self._counts.setContentsMargins(0, 0, 10, 0)
        # However much it says, the window can be as narrow as before.
        self._counts.setMinimumWidth(1)
        self._work = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(160)
        self._cancel = QPushButton(self.tr("취소"), self)
        # It goes when the work is done: a click must not leave the keys with whatever comes next.
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self._on_cancel)
        for label in (self._saved, self._tokens, self._text):
            label.setContentsMargins(6, 0, 6, 0)
            self.addWidget(label)
        for widget in (self._work, self._bar, self._cancel, self._counts):
            self.addPermanentWidget(widget)
        self._show_work(False)
        session.project_changed.connect(self.refresh)
        session.article_changed.connect(self.refresh)
        session.changed.connect(self._on_changes)
        session.annotator_changed.connect(self.refresh)
        session.tokens_changed.connect(self.refresh_tokens)
        session.feed.warmed.connect(self.refresh_tokens)
        session.feed.failed.connect(self.refresh_tokens)

    def _on_changes(self, _changes: Changes) -> None:
        self.refresh()

    def refresh(self) -> None:
        project, article = self._session.project, self._session.article
        read_only = project is not None and project.read_only
        self._saved.setText("" if project is None else (self.tr("읽기 전용") if read_only else self.tr("저장됨")))
        if self._saved.property("warn") != read_only:
            self._saved.setProperty("warn", read_only)
            self._saved.style().polish(self._saved)
        self._text.setText(self._about_text() if article else "")
        self._counts.setText(self._about_spans())
        self.refresh_tokens()

    def refresh_tokens(self, *_: object) -> None:
        feed, morphemes = self._session.feed, self._session.morphemes
        if morphemes is None:
            text = ""
        elif morphemes.complete:
            text = self.tr("형태소 준비됨")
        elif feed.broken:
            text = self.tr("형태소 분석 안 됨")
        else:
            text = self.tr("형태소 분석 중…")
        self._tokens.setText(text)

    def _about_text(self) -> str:
        article = self._session.article
        assert article is not None
        length = self.tr("{0}자").format(f"{len(article.text):,}")
        if not article.removed_characters:
            return f"·   {length}"
        removed = self.tr("정리: {0}자 제거").format(f"{article.removed_characters:,}")
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        link = f'<a href="source" style="color: {colour}">{removed}</a>'
        return f"· &nbsp; {length} &nbsp; · &nbsp; {link}"

    def _about_spans(self) -> str:
        if self._session.project is None:
            return ""
        counts, labels = self._session.spans.by_label, list(self._session.labels)
        if len(labels) > _ALL_COUNTED:
            labels = [label for label in labels if counts.get(label.key)]
        shown = "  ".join(f"{label_name(label)} {counts[label.key]}" for label in labels)
        annotator = self._session.project.annotator
        return f"{annotator}   ·   {shown}" if shown else annotator

    # -- work

    def follow(self, task: Task, text: str) -> None:
        """Shows the progress of `task` and offers to cancel it, until it ends."""
        self._task = task
        self._work.setText(text)
        self._bar.setRange(0, 0)
        task.progressed.connect(self._on_progress)
        # Not a lambda: work that outlives the window must not ask anything of it.
        task.destroyed.connect(self._on_end)
        self._show_work(True)

    def _on_end(self, *_: object) -> None:
        self._show_work(False)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._work.setText(self.tr("취소하는 중…"))

    def _show_work(self, shown: bool) -> None:
        if not shown:
            self._task = None
        for widget in (self._work, self._bar, self._cancel):
            widget.setVisible(shown)
