"""`check` finds what is wrong, each kind by itself, and nothing in a sound project."""

from __future__ import annotations

import pytest

from annotator.project import Project, operations, store
from annotator.sentences import say


@pytest.fixture
def marked(project, article, place):
    operations.add_span(project, article, *place("두루전자와 해솔은행"), "ORG")
    operations.add_span(project, article, *place("해솔은행"), "ORG")
    return project


def test_a_sound_project_is_clean(marked):
    assert marked.check() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE spans SET start = start + 1 WHERE id = 2", "check.span_text"),
        ("UPDATE spans SET start = start - 1, text = '와' || text WHERE id = 2", "check.span_text"),
        ("UPDATE spans SET start = start - 1, text = ' ' || text WHERE id = 2", "check.span_blank_edge"),
        ("UPDATE spans SET start = -1 WHERE id = 2", "check.span_range"),
        ('UPDATE spans SET "end" = start WHERE id = 2', "check.span_empty"),
        ("UPDATE spans SET start = 0, \"end\" = 2, text = '두물', label = 'WHO' WHERE id = 2", "check.span_label"),
        ("UPDATE texts SET segments = '[[0,20,\"body\"]]'", "check.span_segment"),
        ("UPDATE texts SET text = text || '.'", "check.text"),
        ("UPDATE articles SET span_count = 9", "check.count"),
        ("UPDATE state SET value = '99' WHERE key = 'head'", "check.history"),
        ("UPDATE operations SET changes = '[' WHERE id = 1", "check.history"),
        ("DELETE FROM texts", "check.missing"),
        ("DELETE FROM sources", "check.missing"),
        ("UPDATE spans SET origin = 'nobody' WHERE id = 1", "check.unreadable"),
        ("UPDATE texts SET segments = 'x'", "check.unreadable"),
        ("UPDATE articles SET meta = '{'", "check.unreadable"),
        ("UPDATE labels SET underline = 'wavy'", "check.unreadable"),
        ("UPDATE labels SET key = 'a b' WHERE key = 'POLICY'", "check.unreadable"),
        ("UPDATE state SET value = '{' WHERE key = 'tip'", "check.unreadable"),
    ],
)
def test_each_fault_is_found_and_can_be_said(marked, statement, code):
    with marked.transaction() as db:
        db.conn.execute("PRAGMA defer_foreign_keys = ON")
        if "label = 'WHO'" in statement:
            db.conn.execute("INSERT INTO labels VALUES (99, 'WHO', 0, 9, '', '', NULL, '#000000', 'solid', '')")
        db.conn.execute(statement)
    faults = marked.check()
    assert code in [fault.code for fault in faults]
    for fault in faults:
        assert say(fault.code, "ko", **fault.values)
        assert say(fault.code, "en", **fault.values)


def test_spans_that_cross_are_found(marked, article):
    with marked.transaction() as db:
        db.conn.execute('UPDATE spans SET start = start - 2, "end" = "end" - 1, text = \'와 해솔은\' WHERE id = 2')
        db.conn.execute('UPDATE spans SET "end" = "end" - 3, text = \'두루전자와 해\' WHERE id = 1')
    (fault,) = marked.check()
    assert (fault.code, fault.article_id, fault.span_id) == ("check.span_crosses", article, 2)


def test_a_span_of_no_article_is_found(marked):
    marked._db.conn.execute("PRAGMA foreign_keys = OFF")
    with marked.transaction() as db:
        db.conn.execute("UPDATE spans SET article_id = 77 WHERE id = 2")
    marked._db.conn.execute("PRAGMA foreign_keys = ON")
    assert "check.reference" in [fault.code for fault in marked.check()]


def test_a_damaged_page_is_found(marked, path, monkeypatch):
    marked.close()
    data = bytearray(path.read_bytes())
    at = data.index("두루전자".encode()) // 4096 * 4096
    data[at : at + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    monkeypatch.setattr(store, "_VERIFY_WHOLE", 0)
    with Project.open(path, write=False) as project:
        assert {fault.code for fault in project.check()} <= {"check.file", "check.unreadable"}
        assert project.check()
