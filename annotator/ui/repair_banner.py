"""Offers the mended text of a source that was read in the wrong encoding; never puts it in place by itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.article import Source
from annotator.project import NewArticle, operations
from annotator.repair import repair
from annotator.ui.banner import Banner
from annotator.ui.session import Notice, Session
from annotator.ui.wording import quoted


class RepairBanner(Banner):
    """Over an article whose source reads as CP949 taken for Latin-1; hidden over every other one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("RepairBanner", "고친 글로 바꾸기"), self._mend, parent)
        self._session = session
        self._mended = ""
        session.article_changed.connect(self.refresh)

    def refresh(self) -> None:
        project, article = self._session.project, self._session.article
        self._mended = ""
        if project is not None and article is not None and not project.read_only:
            self._mended = repair(project.source_text(article.id)) or ""
        if self._mended:
            shown = quoted(" ".join(self._mended.split())[:60])
            self.text.setText(self.tr("글자가 깨진 원문으로 보입니다. 고친 글: {0}").format(shown))
        self.setVisible(bool(self._mended))

    def _mend(self) -> None:
        """The mended article comes in and the garbled one goes, as one step for undo."""
        project, article = self._session.project, self._session.article
        if project is None or article is None or not self._mended:
            return
        from annotator.articles import clean

        old = Source(article.source_name, article.source_sha256, "", article.encoding, article.kind)
        source = replace(old, text=self._mended, encoding="cp949")
        item, group = NewArticle(source=source, article=clean(source)), operations.new_group()
        if self._session.do(operations.remove_articles, [article.id], group=group) is None:
            return
        result = self._session.do(operations.add_articles, [item], force=True, group=group)
        if result is not None and result.added:
            self._session.show(result.added[0])
            self._session.told.emit(Notice("repaired"))
