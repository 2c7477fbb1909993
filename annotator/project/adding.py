"""Adding articles: staged in short transactions, admitted in one.

Staged rows (`live` = -1) do not show; between two of their transactions others can write. The last transaction makes
them live and logs the one operation, which names ids only: however much came in, undo is quick. What a cancel or a
crash leaves staged is removed, at once or at the next opening for writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from annotator.errors import AnnotatorError
from annotator.labels import Label
from annotator.project import log, rows, state
from annotator.project.changes import Change, Changes, Kind, areas_of
from annotator.project.new_labels import NewLabels
from annotator.project.portions import portions
from annotator.project.preparing import Prepared, Preparing
from annotator.project.rows import ImportResult, NewArticle, State

if TYPE_CHECKING:
    from annotator.project.project import Project

# One transaction's worth: short enough that a mark made meanwhile is not felt to wait.
_BATCH_ARTICLES = 300
_BATCH_CHARACTERS = 1_000_000

_NO_TEXT = sha256(b"").hexdigest()


def add_articles(
    project: Project,
    items: Iterable[NewArticle],
    *,
    force: bool = False,
    labels: Iterable[Label] | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    group: str | None = None,
) -> ImportResult:
    """Adds articles, with the spans they bring, as one operation; from a worker thread through `project.for_thread()`.

    An article that is there already (see NewArticle) is skipped, or taken with `force` under a uid of its own. A span
    that may not be (see `placing`, or a label the project does not have) is left out; an article that cannot be
    stored too; both are in the `report`. With `labels` given, labels unknown to the project are added: as they are
    there, else under their key alone; a project without articles takes the given set as it is.
    `progress` is told the number of articles read so far; `cancelled` is asked between batches.
    """
    staging = _Staging(project, force, labels)
    try:
        for batch in portions(items, _length, most=_BATCH_ARTICLES, characters=_BATCH_CHARACTERS):
            if cancelled is not None and cancelled():
                staging.discard()
                return ImportResult(None, cancelled=True)
            staging.stage(batch)
            if progress is not None:
                progress(staging.read)
        if cancelled is not None and cancelled():
            staging.discard()
            return ImportResult(None, cancelled=True)
        return staging.admit(group)
    except BaseException:
        # What cannot be removed now is removed at the next opening; the first error is the one to tell.
        with suppress(AnnotatorError):
            staging.discard()
        raise


def _length(item: NewArticle) -> int:
    return len(item.article.text)


class _Staging:
    """One import under way."""

    def __init__(self, project: Project, force: bool, labels: Iterable[Label] | None) -> None:
        self._project = project
        self._force = force
        self._annotator = project.annotator
        self._ids: list[int] = []
        self._mine: dict[str, str] = {}  # uid or hash of what this import has staged -> title
        self._result = ImportResult(None)
        self._labels = NewLabels(project.labels(), labels)
        self._preparing = Preparing(self._annotator, self._labels.may_use, self._result.report)
        self.read = 0
        with project.transaction() as db:
            self._head = state.get(db, "head")
            self._fresh = db.conn.execute("SELECT 1 FROM articles WHERE live = 1 LIMIT 1").fetchone() is None

    # -- staging

    def stage(self, batch: list[NewArticle]) -> None:
        prepared = [each for item in batch if (each := self._preparing.prepare(item)) is not None]
        with self._project.staging() as db:
            taken = [each for each in prepared if self._take(db, each)]
            names = {key: name for each in taken for key, name in each.item.names.items()}
            self._labels.use(db, set[str]().union(*(each.labels for each in taken)), names)
            self._write(db, taken)
        self.read += len(batch)

    def _take(self, db: Database, each: Prepared) -> bool:
        """Whether an article may come in; if it is there already it is noted as skipped."""
        item = each.item
        if not self._force:
            there = next((self._mine[key] for key in each.keys if key in self._mine), None)
            if there is None and not self._fresh:
                there = _there(db, item.uid, each.source_sha256, each.text_sha256)
            if there is not None:
                self._result.skipped.append((item.name, there))
                return False
        self._mine |= dict.fromkeys(each.keys, item.article.title)
        return True

    def _uid(self, db: Database, each: Prepared) -> str:
        wanted = each.item.uid or (each.source_sha256 or each.text_sha256)[:16]
        uid, number = wanted, 1
        while f"given {uid}" in self._mine or (not self._fresh and _uid_taken(db, uid)):
            number += 1
            uid = f"{wanted}-{number}"
        self._mine[f"given {uid}"] = each.item.article.title
        return uid

    def _write(self, db: Database, taken: list[Prepared]) -> None:
        if not taken:
            return
        row = db.conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").fetchone()
        first = row[0] + 1 if row else 1
        ids = range(first, first + len(taken))
        now = state.now()
        execute = db.conn.executemany
        execute(
            "INSERT INTO articles (id, uid, live, state, title, subtitle, published_at, modified_at, byline, note, "
            "source_name, length, span_count, meta) VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *self._article_values(db, each)) for number, each in zip(ids, taken, strict=True)],
        )
        execute(
            "INSERT INTO sources (article_id, sha256, kind, encoding, text) VALUES (?, ?, ?, ?, ?)",
            [(number, each.source_sha256, *_source_values(each.item)) for number, each in zip(ids, taken, strict=True)],
        )
        execute(
            "INSERT INTO texts (article_id, revision, sha256, text, segments, lines, removed) "
            "VALUES (?, 1, ?, ?, ?, ?, ?)",
            [(number, *_text_values(each)) for number, each in zip(ids, taken, strict=True)],
        )
        execute(
            'INSERT INTO spans (article_id, start, "end", label, text, annotator, origin, note, boundary_check, '
            f"created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{now}', '{now}')",
            (
                (number, start, end, label, text, annotator or self._annotator, origin, note, check)
                for number, each in zip(ids, taken, strict=True)
                for start, end, label, text, annotator, origin, note, check in each.spans
            ),
        )
        self._ids += ids

    def _article_values(self, db: Database, each: Prepared) -> tuple[Any, ...]:
        item, article = each.item, each.item.article
        return (
            self._uid(db, each),
            State(item.state).value,
            state.storable(article.title),
            state.storable(article.subtitle),
            article.published_at,
            article.modified_at,
            state.storable(article.byline),
            state.storable(item.note),
            state.storable(item.source_name or (item.source.name if item.source else "")),
            len(article.text),
            len(each.spans),
            state.dump(dict(item.meta)) if item.meta else "",
        )

    # -- the end

    def admit(self, group: str | None) -> ImportResult:
        """Makes what was staged part of the project, as one operation."""
        with self._project.transaction() as db:
            untouched = self._head == state.get(db, "head")
            if not untouched:
                self._meet_newcomers(db)
            if not self._ids:
                return self._result
            labels = self._labels.changes(db, fresh=self._fresh and untouched)
            log.replay(db, labels, forward=True)
            db.conn.executemany("UPDATE articles SET live = 1 WHERE id = ?", [(number,) for number in self._ids])
            changes = [*labels, Change("articles", tuple(self._ids), {"live": 0}, {"live": 1})]
            (title,) = db.conn.execute("SELECT title FROM articles WHERE id = ?", self._ids[:1]).fetchone()
            values = {"count": len(self._ids), "title": title}
            log.record(db, Kind.ADD_ARTICLES, changes, annotator=self._annotator, values=values, group=group)
        done = Changes(Kind.ADD_ARTICLES, articles=frozenset(self._ids), areas=areas_of(changes), values=values)
        return replace(self._result, changes=done, added=self._ids)

    def _meet_newcomers(self, db: Database) -> None:
        """Others wrote while this was staged: what they brought in meanwhile is there first."""
        for number in list(self._ids):
            uid, name, title, source, text = db.conn.execute(
                "SELECT a.uid, a.source_name, a.title, s.sha256, t.sha256 FROM articles a "
                "JOIN sources s ON s.article_id = a.id JOIN texts t ON t.article_id = a.id WHERE a.id = ?",
                (number,),
            ).fetchone()
            brought = f"uid {uid}" in self._mine
            there = None if self._force else _there(db, uid if brought else "", source, text)
            if there is not None:
                self._result.skipped.append((name or title, there))
                self._ids.remove(number)
                _delete(db, [number])
            elif _uid_taken(db, uid):
                free = next(f"{uid}-{n}" for n in range(2, len(self._ids) + 9999) if not _uid_taken(db, f"{uid}-{n}"))
                db.conn.execute("UPDATE articles SET uid = ? WHERE id = ?", (free, number))

    def discard(self) -> None:
        """Removes what was staged, again in short transactions."""
        while self._ids:
            with self._project.transaction() as db:
                _delete(db, self._ids[-_BATCH_ARTICLES:])
            del self._ids[-_BATCH_ARTICLES:]


def _there(db: Database, uid: str, source_sha256: str, text_sha256: str) -> str | None:
    """The title of the live article that is the same one, or None."""
    if uid:
        found = db.conn.execute("SELECT title FROM articles WHERE uid = ? AND live = 1", (uid,)).fetchone()
    else:
        found = db.conn.execute(
            "SELECT a.title FROM texts t JOIN articles a ON a.id = t.article_id AND a.revision = t.revision "
            "WHERE t.sha256 = ? AND a.live = 1",
            (text_sha256,),
        ).fetchone()
        if text_sha256 == _NO_TEXT:
            found = None  # articles without a text are not the same for that
        if found is None and source_sha256:
            found = db.conn.execute(
                "SELECT a.title FROM sources s JOIN articles a ON a.id = s.article_id "
                "WHERE s.sha256 = ? AND a.live = 1",
                (source_sha256,),
            ).fetchone()
    return None if found is None else str(found[0])


def _uid_taken(db: Database, uid: str) -> bool:
    return db.conn.execute("SELECT 1 FROM articles WHERE uid = ? AND live = 1", (uid,)).fetchone() is not None


def _delete(db: Database, ids: list[int]) -> None:
    db.conn.executemany("DELETE FROM articles WHERE id = ? AND live = -1", [(number,) for number in ids])


def _source_values(item: NewArticle) -> tuple[str, str, str]:
    source = item.source
    return (source.kind, source.encoding, state.storable(source.text)) if source else ("record", "utf-8", "")


def _text_values(each: Prepared) -> tuple[Any, ...]:
    article = each.item.article
    return (
        each.text_sha256,
        article.text,
        rows.pack_segments(each.segments),
        rows.pack_lines(article.lines),
        rows.removed_characters(each.item.source, article.lines),
    )
