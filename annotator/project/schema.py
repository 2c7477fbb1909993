"""The tables of a project file, one migration a version.

One file is one project. `application_id` says that it is ours, `user_version` how many migrations it has seen; both
can be read from the first 100 bytes without opening the file (see `header`).

    labels      the label set. A label is never deleted: `live` is 0 for one taken out, so that a span under an undone
                or removed article still has its label. Spans refer to `key`; a key keeps its row for good.
    articles    what the article list shows, and nothing heavy. `live` is 1 for an article of the project, 0 for one
                taken out (never deleted: undo brings it back), -1 for one that an import has staged and not admitted
                (removed at the next opening). `uid` is the id in exports, unique among live articles. `span_count` is
                kept up to date (see `changes`), so that 100,000 articles list at once.
    sources     what came in: decoded source text (empty for a record that came without one), SHA-256 and encoding.
    texts       the cleaned text by revision, its segments `[[start, end, role], ...]`, what each line of the source
                became (`[[number, role, class, rule, evidence, start, end], ...]`, trailing defaults left off) and how
                many characters of the source were removed. A revision, once written, never changes.
    spans       the marks, on the article's current revision; ids are never given twice. What a span may be is held by
                `placing`, not by constraints: those would cost a bulk import a quarter of its time (measured).
    tokens      the tokenizer's cache, by revision and tokenizer version; `data` is what `annotator.tokens.encode` made.
    search      the full-text index (see `search`): which `search_parts` of articles hold a term. It keeps terms alone;
                a row of an older text loses its part and so counts no more. `searched` are the articles that are in it.
    operations  the log behind undo (see `history`); rows are added, never changed.
    rejections  suggestions refused at their place, on the article's current revision.
    learnt      what the suggestions' model has learnt from this project, one row (see `learning`).
    confidences how sure the suggestions of an article are on the whole, 0 to 1, and of which revision that was said.
    state       key and JSON value: name, annotator, view, holder, head and tip of the history.

Offsets are code points of the text, end exclusive. Times are UTC, ISO 8601. Every undoable table has a one-column key.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

APPLICATION_ID = int.from_bytes(b"kAnn", "big")
SUFFIX = ".annotator"

migrations = Migrations("annotator")


@migrations()
def first_version(db: Database) -> None:
    for statement in _FIRST_VERSION:
        db.conn.execute(statement)


@migrations()
def search(db: Database) -> None:
    for statement in _SEARCH:
        db.conn.execute(statement)


@migrations()
def rejections(db: Database) -> None:
    db.conn.execute(_REJECTIONS)
    db.conn.execute("CREATE INDEX rejections_article ON rejections (article_id)")


@migrations()
def learning(db: Database) -> None:
    for statement in _LEARNING:
        db.conn.execute(statement)


def version() -> int:
    """How many migrations this program knows; a file with more was written by a newer one."""
    return len(migrations._migrations)


def migrate(db: Database) -> None:
    """Brings a file to this version, whole or not at all."""
    with db.atomic():
        migrations.apply(db)
        db.conn.execute(f"PRAGMA user_version = {version()}")


_FIRST_VERSION = (
    """
    CREATE TABLE labels (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      live INTEGER NOT NULL CHECK (live IN (0, 1)),
      position INTEGER NOT NULL,
      ko TEXT NOT NULL,
      en TEXT NOT NULL,
      digit INTEGER,
      colour TEXT NOT NULL,
      underline TEXT NOT NULL,
      guideline TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE articles (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      uid TEXT NOT NULL,
      live INTEGER NOT NULL CHECK (live IN (-1, 0, 1)),
      revision INTEGER NOT NULL DEFAULT 1,
      state TEXT NOT NULL CHECK (state IN ('open', 'done')),
      title TEXT NOT NULL,
      subtitle TEXT NOT NULL,
      published_at TEXT NOT NULL,
      modified_at TEXT NOT NULL,
      byline TEXT NOT NULL,
      note TEXT NOT NULL,
      source_name TEXT NOT NULL,
      length INTEGER NOT NULL,
      span_count INTEGER NOT NULL DEFAULT 0,
      meta TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX articles_uid ON articles (uid) WHERE live = 1",
    "CREATE INDEX articles_staged ON articles (live) WHERE live = -1",
    "CREATE INDEX articles_gone ON articles (id) WHERE live <> 1",
    """
    CREATE TABLE sources (
      article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
      sha256 TEXT NOT NULL,
      kind TEXT NOT NULL,
      encoding TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX sources_sha256 ON sources (sha256)",
    """
    CREATE TABLE texts (
      id INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      text TEXT NOT NULL,
      segments TEXT NOT NULL,
      lines TEXT NOT NULL,
      removed INTEGER NOT NULL,
      UNIQUE (article_id, revision)
    ) STRICT
    """,
    "CREATE INDEX texts_sha256 ON texts (sha256)",
    """
    CREATE TABLE spans (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      label TEXT NOT NULL REFERENCES labels (key) ON UPDATE CASCADE,
      text TEXT NOT NULL,
      annotator TEXT NOT NULL,
      origin TEXT NOT NULL,
      note TEXT NOT NULL,
      boundary_check INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      UNIQUE (article_id, start, "end", annotator)
    ) STRICT
    """,
    # Which labels a form has in the whole project, asked at every mark; merging and removing labels use it too.
    "CREATE INDEX spans_form ON spans (text, label, article_id)",
    """
    CREATE TABLE tokens (
      id INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      tokenizer TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      data BLOB NOT NULL,
      UNIQUE (article_id, revision, tokenizer, start, "end")
    ) STRICT
    """,
    """
    CREATE TABLE operations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      parent INTEGER REFERENCES operations,
      "group" TEXT NOT NULL,
      kind TEXT NOT NULL,
      at TEXT NOT NULL,
      annotator TEXT NOT NULL,
      article_id INTEGER,
      revision INTEGER,
      "values" TEXT NOT NULL,
      changes TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX operations_parent ON operations (parent)",
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

_SEARCH = (
    # Terms come apart by blanks alone: whatever else they are made of is a part of them.
    """
    CREATE VIRTUAL TABLE search USING fts5 (
      terms, content = '', columnsize = 0, detail = none,
      tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
    )
    """,
    """
    CREATE TABLE search_parts (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX search_parts_article ON search_parts (article_id)",
    """
    CREATE TABLE searched (
      article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      tokenizer TEXT NOT NULL
    ) STRICT
    """,
)

_REJECTIONS = """
    CREATE TABLE rejections (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      label TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT
"""

_LEARNING = (
    """
    CREATE TABLE learnt (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      data BLOB NOT NULL,
      about TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE confidences (
      article_id INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      value REAL NOT NULL
    ) STRICT
    """,
)
