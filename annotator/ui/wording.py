"""Sentences for what the core hands out as values: the only place where enums and codes become words of the window."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from annotator.article import Line, Role
from annotator.boundary import Check, Finding
from annotator.errors import AnnotatorError
from annotator.everywhere import Doubt
from annotator.labels import Label, LabelSet, Underline
from annotator.project import ArticleRow, Changes, Direction, Kind, Project, listing
from annotator.project.revisions import CHOSEN
from annotator.sentences import catalogue, explain, say
from annotator.suggest.suggestion import Suggestion
from annotator.ui.session import Notice

NONE = "–"
_LONGEST_QUOTE = 24
_LONGEST_TIP = 60
_EVIDENCE = 6
_PATTERN = re.compile(r"[\\^$*?{}\[\]|]")


def language() -> str:
    """The language the window speaks: the translation of its own code."""
    return QCoreApplication.translate("Wording", "ko")


def label_name(label: Label) -> str:
    return label.name(language())


def underline_name(style: Underline) -> str:
    translate = QCoreApplication.translate
    names = {
        Underline.SOLID: translate("Wording", "한 줄"),
        Underline.DOUBLE: translate("Wording", "두 줄"),
        Underline.DOTTED: translate("Wording", "점줄"),
        Underline.THICK: translate("Wording", "굵은 줄"),
    }
    return names[style]


def finding_text(finding: Finding, labels: LabelSet) -> str:
    """What a second look at a mark found, in a few words."""
    translate = QCoreApplication.translate
    texts = {
        Check.GUESSED: translate("Wording", "형태소 없이 표시했습니다"),
        Check.PUNCTUATION: translate("Wording", "끝에 문장 부호가 있습니다"),
        Check.UNPAIRED: translate("Wording", "따옴표나 괄호가 한쪽만 있습니다"),
        Check.PARTICLE: translate("Wording", "끝에 조사가 있습니다"),
        Check.CUT: translate("Wording", "형태소가 잘렸습니다"),
        Check.OTHER_LABEL: translate("Wording", "다른 데서는 {label} {count}곳"),
        Check.UNMARKED: translate("Wording", "표시하지 않은 곳 {count}곳"),
        Check.ELSEWHERE: translate("Wording", "다른 기사에 표시하지 않은 곳 {count}곳 이상")
        if finding.more
        else translate("Wording", "다른 기사에 표시하지 않은 곳 {count}곳"),
    }
    label = labels.get(finding.label)
    return texts[finding.check].format(label=label_name(label) if label else finding.label, count=f"{finding.count:,}")


def finding_mend(finding: Finding, labels: LabelSet) -> str:
    """The link that mends it."""
    translate = QCoreApplication.translate
    texts = {
        Check.GUESSED: translate("Wording", "끝 맞추기") if finding.bounds else translate("Wording", "맞습니다"),
        Check.PUNCTUATION: translate("Wording", "부호 빼기"),
        Check.UNPAIRED: translate("Wording", "짝 맞추기"),
        Check.PARTICLE: translate("Wording", "조사 빼기"),
        Check.CUT: translate("Wording", "형태소에 맞추기"),
        Check.OTHER_LABEL: translate("Wording", "{label} 라벨로"),
        Check.UNMARKED: translate("Wording", "모두 표시"),
        Check.ELSEWHERE: translate("Wording", "보기"),
    }
    label = labels.get(finding.label)
    return texts[finding.check].format(label=label_name(label) if label else finding.label)


def quoted(text: str) -> str:
    """`text` in quotation marks, shortened in the middle of a sentence."""
    short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return QCoreApplication.translate("Wording", "‘{0}’").format(short)


def tip(text: str) -> str:
    """`text` as a tooltip shows it to the letter: markup in it is none, and a long one is wrapped."""
    if len(text) <= _LONGEST_TIP and "<" not in text:
        return text
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>")


def article_title(project: Project, row: ArticleRow) -> str:
    """Its title, else the name of its source, else its first words."""
    return listing.called(project, row) or QCoreApplication.translate("Wording", "제목 없음")


def day(timestamp: str) -> str:
    """2007-08-30 of an ISO 8601 time."""
    return timestamp[:10]


def percent(rate: float | None) -> str:
    """66.7 of two thirds; a dash where there is nothing to tell a rate by."""
    return NONE if rate is None else f"{100 * rate:.1f}"


def article_meta(row: ArticleRow, *, counted: bool = True) -> str:
    """The line under a title in the list: date, number of spans (not when they are `counted` elsewhere), done."""
    spans = QCoreApplication.translate("Wording", "표시 {0}").format(f"{row.span_count:,}")
    parts = [day(row.published_at), spans if row.span_count and counted else ""]
    if row.state == "done":
        parts.append(QCoreApplication.translate("Wording", "✓ 완료"))
    shown = [part for part in parts if part]
    return " · ".join(shown) if shown or row.span_count else QCoreApplication.translate("Wording", "아직 표시 없음")


def error(problem: Exception) -> str:
    """One sentence for a refusal of the core; anything else is our own fault and says so."""
    if not isinstance(problem, AnnotatorError):
        return QCoreApplication.translate("Wording", "예상하지 못한 오류가 났습니다: {0}").format(problem)
    other = problem.values.get("other")
    if problem.code == "span.crosses" and other is not None:
        text = QCoreApplication.translate("Wording", "{0} 표시와 엇갈려 만들지 않았습니다.")
        return text.format(quoted(other.text))
    return explain(problem, language())


def operation_name(kind: Kind, values: dict[str, Any]) -> str:
    """What an operation did, as a noun phrase: it stands alone in the history and after 되돌림: and 다시 함:."""
    translate = QCoreApplication.translate
    text = quoted(str(values["text"])) if values.get("text") else ""
    count = values.get("count", 0)
    many = isinstance(count, int) and count > 1
    added, removed = translate("Wording", "표시 {count}개"), translate("Wording", "표시 {count}개 지움")
    if text:
        added = translate("Wording", "{text} 등 표시 {count}개") if many else translate("Wording", "{text} 표시")
        removed = translate("Wording", "{text} 등 {count}개 지움") if many else translate("Wording", "{text} 지움")
    phrases = {
        Kind.ADD_ARTICLES: translate("Wording", "기사 {count}건 가져오기"),
        Kind.REMOVE_ARTICLES: translate("Wording", "기사 {count}건 빼기"),
        Kind.ADD_SPANS: added,
        Kind.CHANGE_SPAN: translate("Wording", "{text} 고침"),
        Kind.REMOVE_SPANS: removed,
        Kind.SET_STATE: _state_set(values, many),
        Kind.SET_NOTE: translate("Wording", "메모 바꿈"),
        Kind.RENAME_PROJECT: translate("Wording", "프로젝트 이름 바꿈"),
        Kind.REJECT: translate("Wording", "{text} 제안 거절"),
        Kind.REVISE_TEXT: translate("Wording", "원문 줄 고르기"),
        Kind.ADD_LABEL: translate("Wording", "라벨 {name} 추가"),
        Kind.CHANGE_LABEL: translate("Wording", "라벨 {name} 고침"),
        Kind.MERGE_LABELS: translate("Wording", "라벨 {name} 합침"),
        Kind.REMOVE_LABEL: translate("Wording", "라벨 {name} 뺌"),
        Kind.ORDER_LABELS: translate("Wording", "라벨 순서 바꿈"),
        Kind.LOAD_LABELS: translate("Wording", "라벨 프리셋 적용"),
    }
    name = quoted(str(values.get("name", "")))
    return phrases[kind].format(text=text, name=name, count=f"{count:,}" if isinstance(count, int) else count)


def _state_set(values: dict[str, Any], many: bool) -> str:
    translate = QCoreApplication.translate
    if not many:
        return translate("Wording", "완료 상태 바꿈")
    if values.get("state") == "done":
        return translate("Wording", "기사 {count}건 완료로 표시")
    return translate("Wording", "기사 {count}건 다시 열기")


def change(changes: Changes) -> str:
    """What was done, undone or done again."""
    what = operation_name(changes.operation, dict(changes.values))
    if changes.direction is Direction.UNDO:
        return QCoreApplication.translate("Wording", "되돌림: {0}").format(what)
    if changes.direction is Direction.REDO:
        return QCoreApplication.translate("Wording", "다시 함: {0}").format(what)
    return what


def notice(notice: Notice) -> str:
    """The sentence of a notice."""
    translate = QCoreApplication.translate
    if notice.code == "error":
        return error(notice.values["error"])
    if notice.code == "change":
        return change(notice.values["changes"])
    values = dict(notice.values)
    if notice.code == "marked_many_left":
        values["left"] = _left_alone(values)
    sentences = {
        "nothing_to_undo": translate("Wording", "되돌릴 것이 없습니다."),
        "nothing_to_redo": translate("Wording", "다시 할 것이 없습니다."),
        "nothing_here": translate("Wording", "여기에는 표시할 말이 없습니다. 끌어서 표시해 보세요."),
        "no_label": translate("Wording", "고른 라벨이 없어 표시하지 않았습니다. 숫자 키나 위의 단추로 고르세요."),
        "nothing_wider": translate("Wording", "더 넓힐 수 없습니다."),
        "not_ready": translate("Wording", "형태소 분석이 끝나면 쓸 수 있습니다."),
        "everywhere": translate("Wording", "같은 표현 {made}곳을 더 표시했습니다."),
        "everywhere_none": translate("Wording", "이 기사에는 더 표시할 같은 표현이 없습니다."),
        "everywhere_left": translate(
            "Wording", "같은 표현 {made}곳을 더 표시했습니다. {left}곳은 긴 낱말이나 다른 표시 안에 있어 두었습니다."
        ),
        "everywhere_conflicts": translate(
            "Wording", "같은 표현 {made}곳을 더 표시했습니다. {left}곳은 두었고, {conflicts}곳은 라벨이 다릅니다."
        ),
        "marked_many": translate("Wording", "{made}곳을 표시했습니다."),
        "marked_many_left": translate("Wording", "{made}곳을 표시했습니다. 그대로 둔 곳: {left}."),
        "line_restored": translate("Wording", "줄을 되살렸습니다: {role}"),
        "clean_as_it_is": translate("Wording", "지금 규칙으로도 그대로입니다."),
        "clean_would_lose": translate(
            "Wording", "다시 정리하면 표시 {lost}개가 빠집니다. 그래도 하려면 한 번 더 누르세요."
        ),
        "cleaned_again": translate("Wording", "다시 정리했습니다. 줄 {lines}개가 바뀌었습니다."),
        "repaired": translate("Wording", "고친 글로 바꾸었습니다."),
        "line_removed": translate("Wording", "줄을 뺐습니다."),
        "line_removed_lost": translate("Wording", "줄과 함께 표시 {lost}개도 빠졌습니다."),
        "table_saved": translate("Wording", "표를 저장했습니다: {path}"),
        "accepted": translate("Wording", "제안 {count}개를 수락했습니다."),
        "labels_merged": translate("Wording", "표시 {count}개를 옮겨 {name} 라벨과 합쳤습니다."),
        "preset_saved": translate("Wording", "라벨을 저장했습니다: {path}"),
        "states_as_they_are": translate("Wording", "보이는 기사는 모두 이미 그렇습니다."),
        "all_done": translate("Wording", "모든 기사를 마쳤습니다."),
        "tokenizer_failed": translate(
            "Wording", "형태소 분석기를 쓸 수 없어 어절 단위로 표시합니다. 끝을 확인해 주세요."
        ),
        "imported_new": translate("Wording", "새 프로젝트에 기사 {added}건을 가져왔습니다: {path}"),
        "imported_new_skipped": translate(
            "Wording", "새 프로젝트에 기사 {added}건을 가져왔습니다. 같은 기사 {skipped}건은 건너뛰었습니다: {path}"
        ),
        "imported": translate("Wording", "기사 {added}건을 가져왔습니다."),
        "imported_skipped": translate(
            "Wording", "기사 {added}건을 가져왔습니다. 이미 있는 {skipped}건은 건너뛰었습니다."
        ),
        "all_skipped": translate("Wording", "모두 이미 있는 기사입니다. {skipped}건을 건너뛰었습니다."),
        "without_text": translate(
            "Wording",
            "기사 {added}건을 가져왔습니다. {count}건에서는 본문을 찾지 못했습니다. 원문을 확인하세요.",
        ),
        "import_cancelled": translate("Wording", "가져오기를 취소했습니다. 바뀐 것은 없습니다."),
        "nothing_to_import": translate("Wording", "가져올 기사 파일이 없습니다."),
        "exported": translate("Wording", "기사 {count}건을 내보냈습니다: {path}"),
        "exported_done": translate(
            "Wording", "완료한 기사 {count}건을 내보냈습니다. 완료하지 않은 {open}건은 뺐습니다: {path}"
        ),
        "merged": translate("Wording", "이미 있던 기사 {articles}건에 표시 {spans}개를 더했습니다."),
        "exported_split": translate(
            "Wording", "기사 {count}건을 내보냈습니다. 학습 {train} · 검증 {validation} · 평가 {test}: {path}"
        ),
        "exported_split_done": translate(
            "Wording",
            "완료한 기사 {count}건을 내보냈습니다. 학습 {train} · 검증 {validation} · 평가 {test}. "
            "완료하지 않은 {open}건은 뺐습니다: {path}",
        ),
        "export_cancelled": translate("Wording", "내보내기를 취소했습니다. 파일은 그대로입니다."),
        "copied": translate("Wording", "복사했습니다: {text}"),
        "copy_saved": translate("Wording", "사본을 저장했습니다: {path}"),
        "clipboard_empty": translate("Wording", "클립보드에 붙여넣을 글이 없습니다."),
    }
    return sentences[notice.code].format(**values)


def _left_alone(values: dict[str, Any]) -> str:
    """Why places were not marked, as far as there are such: "이미 표시됨 3, 엇갈림 1"."""
    translate = QCoreApplication.translate
    reasons = {
        "there": translate("Wording", "이미 표시됨 {0}"),
        "inside": translate("Wording", "다른 표시 안 {0}"),
        "crossing": translate("Wording", "다른 표시와 엇갈림 {0}"),
        "other": translate("Wording", "표시할 수 없음 {0}"),
    }
    return ", ".join(text.format(f"{values[name]:,}") for name, text in reasons.items() if values[name])


def hit_state(doubt: Doubt, label: Label | None) -> str:
    """What stands in the way of marking a place that was found; empty when nothing does."""
    translate = QCoreApplication.translate
    if doubt is Doubt.MARKED and label is not None:
        return label_name(label)
    return {
        Doubt.NONE: "",
        Doubt.LONGER_WORD: translate("Wording", "긴 낱말의 일부"),
        Doubt.INSIDE_MARK: translate("Wording", "다른 표시 안"),
        Doubt.MARKED: translate("Wording", "표시 있음"),
        Doubt.CROSSES: translate("Wording", "표시와 엇갈림"),
    }[doubt]


def role_name(role: Role) -> str:
    """What a line of the source is, in a word."""
    translate = QCoreApplication.translate
    return {
        Role.TITLE: translate("Wording", "제목"),
        Role.SUBTITLE: translate("Wording", "부제"),
        Role.DATE: translate("Wording", "날짜"),
        Role.BYLINE: translate("Wording", "글쓴이"),
        Role.BODY: translate("Wording", "본문"),
        Role.SUBHEAD: translate("Wording", "소제목"),
        Role.PULLQUOTE: translate("Wording", "발췌"),
        Role.CAPTION: translate("Wording", "사진 설명"),
        Role.CHROME: translate("Wording", "뺌"),
    }[role]


def line_reason(line: Line) -> str:
    """Why a line of the source is not in the article: its class in words, and the wording that showed it."""
    if line.role is not Role.CHROME:
        return ""
    if line.rule == CHOSEN:
        return QCoreApplication.translate("Wording", "직접 뺀 줄")
    code = f"clean.{line.chrome_class}"
    # A user's own rules may name a class that nobody has put in words.
    shown = say(code, language()) if code in catalogue() else line.chrome_class
    # Short evidence is mostly the line itself, a regular expression is nothing to read; a longer wording is.
    worth = len(line.evidence) > _EVIDENCE and not _PATTERN.search(line.evidence)
    return f"{shown} · {line.evidence}" if worth else shown


def suggestion_reason(suggestion: Suggestion) -> str:
    """Why something is suggested, for the tooltip."""
    return say(f"suggest.reason_{suggestion.reason}", language(), evidence=suggestion.evidence)


def project_title(project: Project | None) -> str:
    if project is None:
        return QCoreApplication.translate("Wording", "프로젝트 없음")
    return project.name or Path(project.path).stem


def read_only(project: Project) -> str:
    """Why nothing can be changed, for the banner over the article."""
    holder = project.holder
    if holder is not None:
        text = QCoreApplication.translate(
            "Wording", "다른 창이 이 프로젝트를 쓰고 있어 읽기만 할 수 있습니다 ({name}, {host}, 프로세스 {pid})."
        )
        return text.format(name=holder.name, host=holder.host, pid=holder.pid)
    return QCoreApplication.translate(
        "Wording", "파일이나 폴더에 쓸 수 없어 읽기만 할 수 있습니다. 파일 → 사본 저장으로 다른 곳에 사본을 만드세요."
    )
