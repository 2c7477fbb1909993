"""An open project: everything that is read from it. What changes it stands in `operations`.

Made and opened by `Project.create` and `Project.open`; a context manager. One connection each: a worker thread takes
its own by `for_thread`, an export by `snapshot`. Writers of one process take turns, so none waits by polling.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.labels import LabelSet
from annotator.morphology import tokenizer_version
from annotator.project import checking, history, label_rows, opening, rows, state, store
from annotator.project.checking import Fault
from annotator.project.history import Entry
from annotator.project.lock import Holder
from annotator.project.opening import Opened, ReadOnlyReason
from annotator.project.placing import Ground
from annotator.project.rows import ArticleRow, Progress, StoredArticle
from annotator.span import Span, order

_LISTED = "id, uid, title, published_at, state, source_name, length, span_count"
_ARTICLE = """
    SELECT a.id, a.uid, a.revision, t.text, t.segments, t.lines, a.title, a.subtitle, a.published_at, a.modified_at,
           a.byline, a.state, a.note, a.source_name, s.sha256, t.sha256, s.encoding, s.kind, a.meta, t.removed
    FROM articles a
    JOIN texts t ON t.article_id = a.id AND t.revision = a.revision
    JOIN sources s ON s.article_id = a.id
    WHERE a.live = 1
"""
_ARTICLE_ROWS = f"SELECT {', '.join(ArticleRow._fields)} FROM articles WHERE live = 1 ORDER BY id"


@dataclass(slots=True)
class _Shared:
    """What the connections of one open project have in common."""

    opened: Opened
    turn: threading.RLock = field(default_factory=threading.RLock)


class Project:
    """One project file, open. Positions in articles are code points, end exclusive."""

    def __init__(self, shared: _Shared, db: Database, *, owner: bool) -> None:
        self._shared = shared
        self._db = db
        self._owner = owner
        self._ground: tuple[tuple[int, int], Ground] | None = None

    # -- opening and closing

    @classmethod
    def create(cls, path: Path, labels: LabelSet, *, annotator: str = "분석가 1", name: str = "") -> Self:
        """Makes a project and opens it for writing. Raises project.exists, project.unwritable."""
        opening.create(Path(path), labels, annotator=annotator, name=name or Path(path).stem)
        return cls.open(path, write="require")

    @classmethod
    def open(cls, path: Path, *, write: bool | str = True) -> Self:
        """Opens a project: for writing when that is possible, else for reading (`read_only_reason` says why).

        `write=False` asks for reading only; `write="require"` raises project.locked or project.read_only instead of
        reading. Raises project.missing, .not_ours, .newer, .older, .truncated, .corrupted, .unreadable; a file that is
        refused is not changed, and nothing is left beside it.
        """
        opened = opening.open_file(Path(path), write=write)
        return cls(_Shared(opened), opened.db, owner=True)

    def for_thread(self) -> Project:
        """The same project on a connection of its own, for another thread, which closes it."""
        return Project(self._shared, self._connect(), owner=False)

    @contextmanager
    def snapshot(self) -> Iterator[Project]:
        """The project as it is now, for a long read: what is written meanwhile does not show."""
        still = self.for_thread()
        try:
            with store.translated(self.path):
                still._db.conn.execute("BEGIN")
                still._db.conn.execute("SELECT 1 FROM state").fetchone()  # the first read fixes what is seen
            yield still
        finally:
            still.close()

    def close(self) -> None:
        """Writes the log back into the file, so that the one file is whole, and frees it. Twice is harmless."""
        opened = self._shared.opened
        lock = opened.lock
        if self._owner and lock is not None:
            with suppress(sqlite3.Error), self._shared.turn:
                state.remove(self._db, "holder")
                self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()
        if self._owner and lock is not None:
            lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self) -> Database:
        with store.translated(self.path):
            return store.connect_reader(self.path) if self.read_only else store.connect(self.path)

    def checkpoint(self) -> None:
        """Writes the log back into the file as far as readers let it; for idle moments."""
        if not self.read_only:
            with self._shared.turn, store.translated(self.path):
                self._db.conn.execute("PRAGMA wal_checkpoint(PASSIVE)")

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """All or nothing, for the modules of this package; inside another one a part of it."""
        if self.read_only:
            holder = self.holder
            if holder is not None:
                raise opening.locked(self.path, holder)
            raise AnnotatorError("project.read_only", path=str(self.path))
        before = self._db.conn.total_changes
        try:
            with self._shared.turn, store.transaction(self._db, self.path):
                yield self._db
        except BaseException:
            if self._db.conn.total_changes != before:
                self._ground = None  # its revision may be one that was taken back
            raise

    @contextmanager
    def staging(self) -> Iterator[Database]:
        """A transaction for rows that do not count before a later, ordinary one says so."""
        with self._shared.turn, store.unsynced(self._db), self.transaction() as db:
            yield db

    # -- the project

    @property
    def path(self) -> Path:
        return self._shared.opened.path

    @property
    def read_only(self) -> bool:
        return self._shared.opened.lock is None

    @property
    def read_only_reason(self) -> ReadOnlyReason | None:
        return self._shared.opened.reason

    @property
    def holder(self) -> Holder | None:
        """Who has the project open for writing, when that is why it is read only."""
        return self._shared.opened.holder

    @property
    def upgraded_from(self) -> Path | None:
        """The copy kept of the file as it was before this opening brought it to the present version."""
        return self._shared.opened.upgraded_from

    @property
    def name(self) -> str:
        return str(self._state("name", ""))

    @property
    def annotator(self) -> str:
        """Whose marks new ones are."""
        return str(self._state("annotator", ""))

    def set_annotator(self, name: str) -> None:
        """A preference: undo does not touch it. Raises project.annotator when the name is blank."""
        name = state.storable(name).strip()
        if not name:
            raise AnnotatorError("project.annotator")
        with self.transaction() as db:
            state.put(db, "annotator", name)

    def view(self) -> dict[str, Any]:
        """Where the user was, as `save_view` was told."""
        value = self._state("view", {})
        return value if isinstance(value, dict) else {}

    def save_view(self, view: Mapping[str, Any]) -> None:
        """Keeps where the user is; plain JSON values. Not an operation; does nothing in a read-only project."""
        if not self.read_only:
            with self.transaction() as db:
                state.put(db, "view", dict(view))

    def labels(self) -> LabelSet:
        with store.translated(self.path):
            return label_rows.read(self._db)

    def progress(self) -> Progress:
        """Counts over all live articles, in one pass over the spans: 0.1 s for 300,000 of them (measured)."""
        done: dict[str, int] = dict(self._rows("SELECT state, count(*) FROM articles WHERE live = 1 GROUP BY state"))
        keys = [key for (key,) in self._rows("SELECT key FROM labels ORDER BY position, id")]
        # Not GROUP BY: sorting all spans by label would take three times as long.
        sums = ", ".join(["count(*) FILTER (WHERE label = ?)"] * len(keys)) or "0"
        taken_out = "SELECT id FROM articles WHERE live <> 1"
        (counts,) = self._rows(f"SELECT {sums} FROM spans WHERE article_id NOT IN ({taken_out})", tuple(keys))
        by_label = {key: count for key, count in zip(keys, counts, strict=False) if count}
        return Progress(sum(done.values()), done.get("done", 0), sum(by_label.values()), by_label)

    # -- articles

    def article_rows(self) -> list[ArticleRow]:
        """The article list, in the order of import."""
        return list(map(ArticleRow._make, self._rows(f"SELECT {_LISTED} FROM articles WHERE live = 1 ORDER BY id")))

    def article_row(self, article_id: int) -> ArticleRow:
        """One row of the article list. Raises article.missing."""
        for row in self._rows(f"SELECT {_LISTED} FROM articles WHERE live = 1 AND id = ?", (article_id,)):
            return ArticleRow._make(row)
        raise AnnotatorError("article.missing", id=article_id)

    def article(self, article_id: int) -> StoredArticle:
        """One article with its text. Raises article.missing."""
        return rows.article_from(self._present(article_id, self._row(f"{_ARTICLE} AND a.id = ?", (article_id,))))

    def ground(self, article_id: int) -> Ground:
        """Where spans may lie in an article. Raises article.missing.

        The last one is kept: the text of a revision never changes, and reading a million characters takes 10 ms.
        """
        found = self._row("SELECT revision FROM articles WHERE id = ? AND live = 1", (article_id,))
        key = (article_id, self._present(article_id, found)[0])
        if self._ground is None or self._ground[0] != key:
            found = self._row("SELECT text, segments FROM texts WHERE article_id = ? AND revision = ?", key)
            text, segments = self._present(article_id, found)
            self._ground = (key, Ground(text, rows.unpack_segments(segments)))
        return self._ground[1]

    @staticmethod
    def _present(article_id: int, row: tuple[Any, ...] | None) -> tuple[Any, ...]:
        if row is None:
            raise AnnotatorError("article.missing", id=article_id)
        return row

    def article_by_uid(self, uid: str) -> int | None:
        """The live article that exports know as `uid`."""
        found = self._row("SELECT id FROM articles WHERE uid = ? AND live = 1", (uid,))
        return found[0] if found else None

    def source_text(self, article_id: int) -> str:
        """The decoded source as it came; empty for a record that came without one. Raises article.missing."""
        found = self._row("SELECT text FROM sources WHERE article_id = ?", (article_id,))
        return str(self._present(article_id, found)[0])

    # -- spans

    def spans(self, article_id: int) -> list[Span]:
        """An article's spans in their order (`annotator.span.order`)."""
        found = self._rows(f"SELECT {rows.SPAN_COLUMNS} FROM spans WHERE article_id = ?", (article_id,))
        return sorted(map(rows.span_from, found), key=order)

    def span(self, span_id: int) -> tuple[int, Span] | None:
        """A span and the article it is in; None when there is none of that id in a live article."""
        row = self._row(
            f"SELECT article_id, {rows.SPAN_COLUMNS} FROM spans WHERE id = ? "
            "AND EXISTS (SELECT 1 FROM articles WHERE id = article_id AND live = 1)",
            (span_id,),
        )
        return (row[0], rows.span_from(row[1:])) if row else None

    def iter_articles(self) -> Iterator[StoredArticle]:
        """Every live article in the order of import, in constant memory.

        A write on this connection while it runs may show in it or not: a long read takes a `snapshot`.
        """
        return map(rows.article_from, self._rows(f"{_ARTICLE} ORDER BY a.id"))

    def all_spans(self) -> Iterator[tuple[int, Span]]:
        """Every span of a live article with the article's id, in constant memory."""
        for (article_id,) in self._rows("SELECT id FROM articles WHERE live = 1 ORDER BY id"):
            for span in self.spans(article_id):
                yield article_id, span

    # -- tokens

    def tokens(self, article_id: int) -> dict[tuple[int, int], bytes]:
        """The cached tokens by stretch of text, of the current revision and the tokenizer installed."""
        found = self._rows(
            'SELECT k.start, k."end", k.data FROM tokens k JOIN articles a ON a.id = k.article_id '
            "AND a.revision = k.revision WHERE k.article_id = ? AND k.tokenizer = ?",
            (article_id, tokenizer_version()),
        )
        return {(start, end): data for start, end, data in found}

    def put_tokens(
        self, article_id: int, revision: int, tokenizer: str, chunks: Mapping[tuple[int, int], bytes]
    ) -> None:
        """Adds to the token cache. Not an operation; does nothing in a read-only project."""
        if self.read_only or not chunks:
            return
        with self.transaction() as db:
            db.conn.executemany(
                'INSERT OR REPLACE INTO tokens (article_id, revision, tokenizer, start, "end", data) '
                "VALUES (?, ?, ?, ?, ?, ?)",
                [(article_id, revision, tokenizer, start, end, data) for (start, end), data in chunks.items()],
            )

    # -- history and the file

    def history(self, limit: int = 100) -> list[Entry]:
        """The newest steps, newest first, undone branches among them (`Entry.applied`)."""
        with store.translated(self.path):
            return history.entries(self._db, limit)

    def undoable(self) -> Entry | None:
        """The step that undo would take back."""
        with store.translated(self.path):
            return history.undoable(self._db)

    def redoable(self) -> Entry | None:
        """The step that redo would do again."""
        with store.translated(self.path):
            return history.redoable(self._db)

    def copy_to(self, path: Path) -> None:
        """A whole copy of the project as it is now; an existing file there is replaced. Raises project.copy_failed."""
        path = Path(path)
        if path.exists() and path.samefile(self.path):
            raise AnnotatorError("project.copy_onto_itself", path=str(path))
        store.backup(self._db, path)

    def check(self) -> list[Fault]:
        """What is wrong with the file and with every span; an empty list is a clean bill."""
        return checking.check(self)

    def _state(self, key: str, default: Any) -> Any:
        with store.translated(self.path):
            return state.get(self._db, key, default)

    def _row(self, statement: str, parameters: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
        with store.translated(self.path):
            row: tuple[Any, ...] | None = self._db.conn.execute(statement, parameters).fetchone()
        return row

    def _rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        with store.translated(self.path):
            # Not "yield from": that would close the cursor, which fails once the connection is closed.
            for row in self._db.conn.execute(statement, parameters):  # noqa: UP028
                yield row
