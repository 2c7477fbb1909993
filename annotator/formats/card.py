"""The data card beside a training export: Markdown with the head that dataset hubs read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotator import __version__
from annotator.morphology import tokenizer_version
from annotator.sentences import language, say

if TYPE_CHECKING:
    from annotator.formats.exchange import Exchange, Job
    from annotator.formats.splits import Splitter

# The hubs' size classes, by number of articles.
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def text(job: Job, form: Exchange, files: Mapping[str, str], articles: Counter[str], splitter: Splitter | None) -> str:
    """The card of an export: `files` and `articles` by split ("" without splits)."""
    lines = [*_head(job, form, files, articles.total()), "", f"# {_plain(job.project.name)}", ""]
    lines += [say("card.made", format=form.NAME, version=__version__, tokenizer=tokenizer_version()), ""]
    if form.FLAT or form.LAYERED:
        lines += [say(f"card.{job.options.winner}"), ""]
    lines += [f"## {say('card.counts')}", "", *_counts(job, articles), ""]
    if job.losses.left_open:
        lines += [say("card.left_open", count=job.losses.left_open), ""]
    if job.losses.left_others:
        lines += [say("format.left_others", count=job.losses.left_others), ""]
    if splitter is not None:
        lines += [say("card.split", shares=str(job.options.split), count=splitter.duplicates), ""]
    losses = job.losses.counts
    if losses:
        lines += [f"## {say('card.losses')}", ""]
        lines += [f"- {say(f'format.lost_{loss}', count=count)}" for loss, count in losses.items()] + [""]
    if job.agreement.articles:
        lines += [f"## {say('card.agreement')}", "", *_agreement(job), ""]
    lines += [f"## {say('card.labels')}", ""]
    for label in job.labels:
        lines += [f"### {label.key} · {_plain(label.name(language()))}", ""]
        lines += [label.guideline.strip(), ""] if label.guideline.strip() else []
    return "\n".join(lines).rstrip() + "\n"


def _head(job: Job, form: Exchange, files: Mapping[str, str], articles: int) -> list[str]:
    size = next((size for limit, size in _SIZES if articles < limit), "n>1M")
    # JSON strings are YAML strings, whatever is in them.
    lines = ["---", f"pretty_name: {json.dumps(job.project.name, ensure_ascii=False)}"]
    lines += ["language:", "- ko", "task_categories:", "- token-classification"]
    lines += ["task_ids:", "- named-entity-recognition", "size_categories:", f"- {size}"]
    lines += ["tags:", f"- {form.NAME}", *form.card_head(job), "configs:", "- config_name: default", "  data_files:"]
    for split, file in files.items():
        lines += [f"  - split: {split or 'train'}", f"    path: {json.dumps(file, ensure_ascii=False)}"]
    return [*lines, "---"]


def _counts(job: Job, articles: Counter[str]) -> list[str]:
    splits = job.splits
    shown = [split or say("card.all") for split in splits]
    rows = [["", *shown], ["---", *("---:" for _ in splits)]]
    rows.append([say("card.articles"), *(f"{articles[split]:,}" for split in splits)])
    for label in job.labels:
        rows.append([label.key, *(f"{job.counts[split][label.key]:,}" for split in splits)])
    rows.append([say("card.spans"), *(f"{job.counts[split].total():,}" for split in splits)])
    return [f"| {' | '.join(row)} |" for row in rows]


def _agreement(job: Job) -> list[str]:
    agreement = job.agreement
    values = {"articles": agreement.articles, "annotators": len(agreement.annotators)}
    rows = [["", "F1"], ["---", "---:"]]
    rows += [[label.key, _share(agreement.f1(label.key))] for label in job.labels]
    rows.append([say("card.all"), _share(agreement.f1())])
    return [say("card.agreed", **values), "", *(f"| {' | '.join(row)} |" for row in rows)]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _plain(line: str) -> str:
    return " ".join(line.split())
