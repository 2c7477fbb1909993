"""Searching a project: what is found, with its bounds and its surroundings, and what keeps the index true."""

from __future__ import annotations

import pytest

from annotator.everywhere import Doubt
from annotator.morphology import encode, tokenize, tokenizer_version
from annotator.project import Project, operations, search
from annotator.span import SpanIndex


def tokenise(texts):
    return [encode(tokens) for tokens in tokenize(texts)]


def never(texts):
    raise AssertionError("the tokens were there")


@pytest.fixture
def filled(project, new_article):
    texts = (
        "두물군, 숲길 열다 🎉\n\n두루전자와 해솔은행은 두물군에 30억 원을 들인다.\n\n두루전자는 조직을 개편했다.",
        "개편 소식\n\n새길교통공사가 노선을 개편한 뒤 승객이 늘었다. 두루전자서비스도 있다.",
        "숲길 소식\n\n해솔은행의 두루전자 대출이 늘었다.",
    )
    operations.add_articles(project, [new_article(text) for text in texts])
    search.update(project, tokenise)
    return project


def hits(project, typed):
    return list(search.find(project, search.by_morphemes(typed, tokenise)))


def test_a_verb_is_found_in_every_form(filled):
    assert [(hit.article_id, hit.text) for hit in hits(filled, "개편하다")] == [(1, "개편했다"), (2, "개편한")]


def test_every_hit_stands_where_it_says(filled):
    found = hits(filled, "두루전자")
    assert len(found) == 4
    for hit in found:
        text = filled.article(hit.article_id).text
        assert text[hit.start : hit.end] == hit.text == "두루전자"
        assert text[: hit.start].endswith(hit.before)
        assert text[hit.end :].startswith(hit.after)
        assert text[hit.paragraph : hit.start].count("\n") == 0


def test_the_surroundings_end_with_the_paragraph(filled):
    hit = next(hit for hit in hits(filled, "개편하다") if hit.article_id == 1)
    assert (hit.before, hit.after) == ("두루전자는 조직을 ", ".")


def test_several_words_must_all_be_in_the_article(filled):
    assert {hit.article_id for hit in hits(filled, "해솔은행 30억")} == {1}
    assert {hit.text for hit in hits(filled, "해솔은행 30억")} == {"해솔은행", "30억"}


def test_a_quoted_phrase_keeps_its_order(filled):
    assert [hit.text for hit in hits(filled, '"해솔은행 두루전자"')] == ["해솔은행의 두루전자"]
    assert hits(filled, '"두루전자 해솔은행의"')[0].article_id == 1
    assert hits(filled, "“은행 길”") == []


def test_a_query_without_a_word_looks_for_its_letters(filled):
    assert {hit.text for hit in hits(filled, ",")} == {","}


def test_letters_are_found_as_typed(filled):
    assert [hit.text for hit in search.find(filled, search.exactly("전자와 해솔"))] == ["전자와 해솔"]
    assert list(search.find(filled, search.exactly("전자와  해솔"))) == []


@pytest.mark.parametrize("typed", ["", "   ", '"', '""', "*", "AND", 'NEAR("a")', "🎉", "\x00", "terms:두루"])
def test_no_query_is_an_error(filled, typed):
    for query in (search.by_morphemes(typed, tokenise), search.exactly(typed)):
        for hit in search.find(filled, query):
            assert hit.text == filled.article(hit.article_id).text[hit.start : hit.end]


def test_an_article_is_missing_until_the_index_has_it(project, new_article):
    assert search.missing(project) == 0
    operations.add_articles(project, [new_article()])
    assert search.missing(project) == 1
    assert hits(project, "두물군") == []
    search.update(project, tokenise)
    assert search.missing(project) == 0
    assert len(hits(project, "두물군")) == 2


def test_the_index_is_made_from_the_cached_tokens(project, article):
    text = project.article(article).text
    project.put_tokens(article, 1, tokenizer_version(), {(0, len(text)): tokenise([text])[0]})
    search.update(project, never)
    assert search.missing(project) == 0


def test_the_tokens_made_for_the_index_are_kept(filled):
    assert all(filled.tokens(row.id) for row in filled.article_rows())


def test_an_article_taken_out_is_not_found_until_it_is_back(filled):
    operations.remove_articles(filled, [1])
    assert {hit.article_id for hit in hits(filled, "두루전자")} == {2, 3}
    operations.undo(filled)
    assert {hit.article_id for hit in hits(filled, "두루전자")} == {1, 2, 3}


def change_text(project, article_id, text):
    with project.transaction() as db:
        db.conn.execute(
            "INSERT INTO texts (article_id, revision, sha256, text, segments, lines, removed) "
            "SELECT article_id, 2, '', ?, '[]', '[]', 0 FROM texts WHERE article_id = ?",
            (text, article_id),
        )
        db.conn.execute("UPDATE articles SET revision = 2 WHERE id = ?", (article_id,))


def test_a_new_text_takes_the_place_of_the_old_one(filled):
    change_text(filled, 1, "가람연구재단이 문을 연다.")
    assert search.missing(filled) == 1
    assert {hit.article_id for hit in hits(filled, "두루전자")} == {2, 3}, "no hit of a text that is gone"
    search.update(filled, tokenise)
    assert [hit.text for hit in hits(filled, "가람연구재단")] == ["가람연구재단"]
    with filled.transaction() as db:
        assert db.conn.execute("SELECT count(*) FROM search_parts").fetchone() == (3,)


def test_an_index_of_old_texts_is_made_anew(filled, monkeypatch):
    monkeypatch.setattr(search, "_STALE", 0)
    with filled.transaction() as db:
        db.conn.execute("DELETE FROM search_parts WHERE article_id < 3")
        db.conn.execute("DELETE FROM searched WHERE article_id < 3")
    search.update(filled, tokenise)
    assert search.missing(filled) == 0
    assert {hit.article_id for hit in hits(filled, "두루전자")} == {1, 2, 3}
    with filled.transaction() as db:
        assert db.conn.execute("SELECT min(id), max(id) FROM search_parts").fetchone() == (1, 3)


def test_a_cancelled_update_goes_on_where_it_stopped(project, new_article):
    operations.add_articles(project, [new_article(f"두물군 소식 {n}호") for n in range(3)])
    search.update(project, tokenise, cancelled=lambda: True)
    assert search.missing(project) == 3
    told = []
    search.update(project, tokenise, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_an_article_the_tokenizer_fails_at_holds_up_no_other(project, new_article):
    from annotator.errors import AnnotatorError

    operations.add_articles(project, [new_article("고장 난 글"), new_article("두물군 소식")])

    def fails(texts):
        if "고장" in texts[0]:
            raise AnnotatorError("jobs.worker_died")
        return tokenise(texts)

    search.update(project, fails)
    assert search.missing(project) == 1
    assert len(hits(project, "두물군")) == 1


def test_a_long_article_is_searched_in_all_its_parts(project, new_article):
    lines = [f"{n}번째 줄에는 아무것도 없다." for n in range(1800)]
    lines[3] += " 두루전자가 왔다."
    lines[-3] += " 해솔은행이 왔다."
    operations.add_articles(project, [new_article("\n".join(lines))])
    search.update(project, tokenise)
    with project.transaction() as db:
        assert db.conn.execute("SELECT count(*) FROM search_parts").fetchone()[0] > 1
    assert [hit.text for hit in hits(project, "해솔은행 두루전자")] == ["두루전자", "해솔은행"]


def test_damaged_tokens_hide_an_article_and_nothing_else(filled):
    with filled.transaction() as db:
        db.conn.execute("UPDATE tokens SET data = x'00' WHERE article_id = 1")
    assert {hit.article_id for hit in hits(filled, "두루전자")} == {2, 3}


def test_a_hit_knows_the_mark_that_is_there(filled):
    plain = hits(filled, "두루전자")[0]
    assert plain.doubt is Doubt.NONE
    operations.add_span(filled, 1, plain.start, plain.end, "ORG")
    marked = hits(filled, "두루전자")[0]
    assert marked.doubt is Doubt.MARKED
    assert marked.other is not None
    assert marked.other.label == "ORG"


def test_a_hit_inside_a_mark_or_across_one_says_so(filled):
    hit = hits(filled, "30억")[0]
    operations.add_span(filled, 1, hit.start, hit.end + 2, "NUMBER")
    assert hits(filled, "30억")[0].doubt is Doubt.INSIDE_MARK
    operations.undo(filled)
    operations.add_span(filled, 1, hit.start + 1, hit.end + 2, "NUMBER")
    assert hits(filled, "30억")[0].doubt is Doubt.CROSSES


def test_everywhere_lists_what_stands_in_longer_words(filled):
    found = list(search.everywhere(filled, "두루전자", tokenise))
    assert [(hit.article_id, hit.doubt) for hit in found] == [
        (1, Doubt.NONE),
        (1, Doubt.NONE),
        (2, Doubt.LONGER_WORD),
        (3, Doubt.NONE),
    ]


def test_a_longer_word_is_one_again_when_its_mark_is_gone(filled):
    (hit,) = [hit for hit in search.everywhere(filled, "두루전자", tokenise) if not hit.alone]
    operations.add_span(filled, 2, hit.start, hit.end, "ORG")
    marked = search.marked(hit, SpanIndex(filled.spans(2)))
    assert marked.doubt is Doubt.MARKED
    operations.undo(filled)
    assert search.marked(marked, SpanIndex(filled.spans(2))).doubt is Doubt.LONGER_WORD


def test_a_list_is_filtered_by_what_matches(filled):
    assert search.matching(filled, search.by_morphemes("해솔은행 30억", tokenise)) == [1]
    assert search.matching(filled, search.by_morphemes("개편하다", tokenise)) == [1, 2]
    assert search.matching(filled, search.exactly("자와 해")) == [1]
    assert search.matching(filled, search.exactly("")) == []


def test_everywhere_makes_the_tokens_it_lacks(project, article):
    assert [hit.doubt for hit in search.everywhere(project, "두물군", tokenise)] == [Doubt.NONE, Doubt.NONE]
    assert project.tokens(article)


def test_a_read_only_project_is_searched_as_far_as_it_is_indexed(filled, path):
    with Project.open(path, write=False) as reader:
        assert len(hits(reader, "두루전자")) == 4
        search.update(reader, never)


def test_check_finds_nothing_wrong_with_the_index(filled):
    assert filled.check() == []
