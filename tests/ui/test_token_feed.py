"""An article's tokens: from the cache, else from the tokenizer; what is needed first comes first."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.project import Project, operations

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
STORY = "가온시 소식\n\n은하제철은 왔다."


def long_text(paragraphs: int) -> str:
    """About 540 characters a paragraph; a chunk holds 20,000."""
    body = "은하제철은 해솔은행과 손잡고 가온시에 새 공장을 짓는다고 밝혔다. " * 15
    return "긴 소식\n\n" + "\n\n".join(f"{n}번째. {body.strip()}" for n in range(paragraphs))


def asked(held: Any) -> list[str]:
    return ["".join(texts) for texts, _ in held.asked]


def test_the_article_shown_is_asked_for_first_and_urgently(article: Any, held: Any) -> None:
    article(STORY, STORY.replace("가온", "솔내"), jobs=held, settle=False)
    assert held.asked[0] == ([STORY], True)


def test_one_chunk_is_asked_for_at_a_time(article: Any, held: Any) -> None:
    article(long_text(100), jobs=held, settle=False)
    assert held.waiting == 1


def test_the_next_articles_follow_but_not_urgently(article: Any, held: Any) -> None:
    stories = [STORY.replace("가온", name) for name in ("가온", "솔내", "두물", "온샘", "새벽", "버들")]
    article(*stories, jobs=held, settle=False)
    held.answer()
    assert asked(held) == stories[:4]
    assert [urgent for _, urgent in held.asked] == [True, False, False, False]


def test_tokens_are_kept_in_the_file(article: Any, held: Any) -> None:
    driver = article(STORY, jobs=held, settle=False)
    held.answer()
    with Project.open(driver.session.project.path, write=False) as other:
        assert list(other.tokens(1)) == [(0, len(STORY))]


def test_a_reopened_article_needs_no_tokenizer(article: Any, held: Any, start: Any) -> None:
    driver = article(STORY, jobs=held, settle=False)
    held.answer()
    driver.window.close()
    before = len(held.asked)
    again = start(jobs=held)
    assert again.session.morphemes.complete
    assert len(held.asked) == before
    again.click("은하제철")
    assert again.marks() == [("은하제철", "ORG")]


def test_half_known_tokens_are_completed(article: Any, held: Any, start: Any) -> None:
    driver = article(long_text(100), jobs=held, settle=False)
    held.answer_one()
    driver.window.close()
    before = len(held.asked)
    again = start(jobs=held, settle=False)
    assert not again.session.morphemes.complete
    held.answer()
    assert again.session.morphemes.complete
    assert asked(held)[before] != asked(held)[0]


def test_what_somebody_waits_for_overtakes_the_rest(article: Any, held: Any) -> None:
    driver = article(long_text(200), jobs=held, settle=False)
    position = driver.text.index("190번째")
    driver.click(driver.text.index("은하제철", position))
    held.answer_one()
    assert "190번째" in asked(held)[1]


def test_damaged_tokens_are_made_anew(project_file: Any, start: Any, held: Any) -> None:
    from annotator.morphology import tokenizer_version

    path = project_file(STORY)
    with Project.open(path) as project:
        project.put_tokens(1, 1, tokenizer_version(), {(0, len(STORY)): b"no tokens"})
    driver = start(path, jobs=held, settle=False)
    held.answer()
    driver.click("은하제철")
    assert driver.marks() == [("은하제철", "ORG")]


def test_answers_for_a_project_that_is_gone_are_dropped(article: Any, held: Any, project_file: Any) -> None:
    driver = article(STORY, jobs=held, settle=False)
    driver.program.open(project_file(STORY.replace("가온", "솔내"), name="other"))
    held.answer()
    assert driver.session.morphemes.complete
    assert asked(held)[-1].startswith("솔내")
    with Project.open(driver.session.project.path, write=False) as other:
        assert len(other.tokens(1)) == 1


def test_an_article_taken_out_meanwhile_breaks_nothing(article: Any, held: Any) -> None:
    driver = article(STORY, STORY.replace("가온", "솔내"), STORY.replace("가온", "두물"), jobs=held, settle=False)
    driver.session.do(operations.remove_articles, driver.session.order[1:])
    held.answer()
    assert driver.session.morphemes.complete


def test_the_shown_article_taken_out_meanwhile_breaks_nothing(article: Any, held: Any) -> None:
    driver = article(STORY, STORY.replace("가온", "솔내"), jobs=held, settle=False)
    driver.window.actions_.remove_article.trigger()
    held.answer()
    assert driver.session.article.title.startswith("솔내")
    assert driver.session.morphemes.complete


def test_a_read_only_project_gets_tokens_and_keeps_none(project_file: Any, start: Any, held: Any) -> None:
    path = project_file(STORY)
    with Project.open(path, write="require") as holder:
        driver = start(path, jobs=held, settle=False)
        held.answer()
        assert driver.session.morphemes.complete
        assert holder.tokens(1) == {}


# -- when the tokenizer is gone


def test_a_dead_tokenizer_is_told_once_in_words(article: Any, held: Any) -> None:
    driver = article(STORY, STORY.replace("가온", "솔내"), jobs=held, settle=False)
    held.fail()
    assert driver.notice == "형태소 분석기를 쓸 수 없어 어절 단위로 표시합니다. 끝을 확인해 주세요."


def test_the_status_line_does_not_wait_for_a_dead_tokenizer(article: Any, held: Any) -> None:
    driver = article(STORY, jobs=held, settle=False)
    assert driver.window.status._tokens.text() == "형태소 분석 중…"
    held.fail()
    assert driver.window.status._tokens.text() == "형태소 분석 안 됨"


def test_the_next_article_tries_the_tokenizer_again(article: Any, held: Any) -> None:
    driver = article(STORY, STORY.replace("가온", "솔내"), jobs=held, settle=False)
    held.fail()
    driver.key(Key.Key_PageDown, CONTROL)
    held.answer()
    assert driver.session.morphemes.complete
    assert driver.window.status._tokens.text() == "형태소 준비됨"


def test_an_article_that_has_its_tokens_is_ready_without_a_tokenizer(article: Any, held: Any) -> None:
    driver = article(STORY, STORY.replace("가온", "솔내"), jobs=held, settle=False)
    held.answer_one()
    held.fail()
    assert driver.window.status._tokens.text() == "형태소 준비됨"


@pytest.mark.parametrize("text", ["가", "\n\n", "   ", "😀"])
def test_texts_with_little_in_them_get_ready(article: Any, text: str) -> None:
    driver = article("가온시\n\n" + text)
    assert driver.session.morphemes.complete


# -- long texts


@pytest.fixture
def long_known(article: Any, held: Any, start: Any) -> Any:
    """A later start with a long article whose tokens are all in the file."""
    driver = article(long_text(200), jobs=held, settle=False)
    held.answer()
    assert driver.session.morphemes.complete
    driver.window.close()
    held.asked.clear()
    return start(jobs=held, settle=False)


def test_of_a_long_text_the_place_that_is_seen_is_ready_first(long_known: Any) -> None:
    morphemes = long_known.session.morphemes
    assert morphemes.ready(long_known.find("은하제철")[0])
    assert not morphemes.ready(len(long_known.text) - 1)


def test_the_rest_of_a_long_text_follows_without_the_tokenizer(long_known: Any, held: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: long_known.session.morphemes.complete)
    assert held.asked == []


def test_a_click_into_what_is_not_ready_yet_marks_at_once(long_known: Any) -> None:
    position = long_known.text.index("은하제철", long_known.text.index("190번째"))
    assert not long_known.session.morphemes.ready(position)
    long_known.marking.click(position)
    assert long_known.marks() == [("은하제철", "ORG")]
    assert not long_known.session.spans[0].boundary_check


def test_a_long_text_left_in_the_middle_is_ready_there(long_known: Any, start: Any, held: Any) -> None:
    position = long_known.text.index("150번째")
    long_known.view.scroll_to(position)
    long_known.window.close()
    again = start(jobs=held, settle=False)
    assert again.session.morphemes.ready(position)


def test_going_on_before_all_is_unpacked_breaks_nothing(long_known: Any, project_file: Any, qtbot: Any) -> None:
    long_known.program.open(project_file(STORY, name="other"))
    qtbot.waitUntil(lambda: not long_known.session.feed._packed)
    assert long_known.session.article.title == "가온시 소식"
