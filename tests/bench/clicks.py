"""How many gold spans of public corpora one click, two clicks or one drag make exactly.

    python tests/bench/clicks.py SHARED_NER_DIR [--json] [--no-hint]

SHARED_NER_DIR holds klue-ner.dev.share.tsv and konne.dev.share.jsonl. News sentences only. The rule was tuned on the
even sentences of each corpus; the odd ones were kept aside. A click knows the active label, as it does in the window
(--no-hint: it does not). Measures, each the share of gold spans made exactly:

    best      one click, at the best character of the span
    middle    one click, at its middle character
    two       at most two clicks on one character: the cycle (the word alone, the wider phrase)
    stretch   at most two: the same, or a click and a Shift+click
    drag      one drag from the first to the last character, snapped to morphemes

Ctrl+drag makes any span. A gold span inside another one is made by Ctrl+click in the outer one.

KLUE's and konne's guidelines differ from ours in places; `ours` counts the same after the known difference is taken
away from gold numbers (KLUE has 약, 만, 이상, 이하, 가량, 정도 ... inside, our guideline outside).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.morphology import Morphemes, tokenize

AIMS = {"best": 85, "two": 95, "stretch": 95, "drag": 98}
MEASURES = ("best", "middle", "two", "stretch", "drag")
KLUE = {"OG": "ORG", "LC": "REGION", "QT": "NUMBER"}
KONNE = {"OGG": "ORG", "LCP": "REGION", "LCG": "REGION", "LC": "REGION", "QT": "NUMBER"}
POLICY = {"CV_POLICY", "CV_LAW", "CV_TAX", "CV_FUNDS", "TMI_PROJECT"}
# What konne counts as law and we do not: punishments and offences.
NO_LAW = re.compile("징역|벌금|추징금|금고|구류|불기소|집행유예|성추행|사형|무죄|유죄|기소|혐의|죄$")

Bounds = tuple[int, int]


@dataclass(frozen=True)
class Gold:
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Sentence:
    number: int
    text: str
    spans: tuple[Gold, ...]


def klue(folder: Path) -> Iterator[Sentence]:
    """KLUE's news sentences, one character a line with its tag."""
    name, rows = "", list[tuple[str, str]]()
    lines = (folder / "klue-ner.dev.share.tsv").read_text(encoding="utf-8").split("\n")
    for line in [*lines, ""]:
        if line.startswith("##"):
            name = line.split("\t")[0]
        elif line:
            char, _, tag = line.rpartition("\t")
            rows.append((char, tag))
        elif rows:
            if name.endswith("-wikitree"):
                yield Sentence(_number(name), "".join(char for char, _ in rows), tuple(_spans(rows)))
            rows = []


def _number(name: str) -> int:
    found = re.search(r"_(\d+)", name)
    if found is None:
        raise SystemExit(f"{name}: a sentence id without a number")
    return int(found.group(1))


def _spans(rows: list[tuple[str, str]]) -> Iterator[Gold]:
    start, label = 0, ""
    at = 0
    for char, tag in [*rows, ("", "O")]:
        if label and not tag.startswith("I-"):
            if label in KLUE:
                yield Gold(start, at, KLUE[label])
            label = ""
        if tag.startswith("B-"):
            start, label = at, tag[2:]
        at += len(char)


def konne(folder: Path) -> Iterator[Sentence]:
    """The same sentences with konne's nested spans, mapped to the four labels."""
    for line in (folder / "konne.dev.share.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not record["klue_id"].endswith("-wikitree"):
            continue
        text = record["text"]
        spans: dict[Gold, None] = {}
        for start, end, tag in record["label"]:
            label = "POLICY" if tag in POLICY else KONNE.get(tag.split("_")[0])
            if label and not (tag == "CV_LAW" and NO_LAW.search(text[start:end])):
                spans[Gold(start, end, label)] = None
        yield Sentence(_number(record["klue_id"]), text, tuple(spans))


_BEFORE = re.compile(
    r"^(약|총|최고|최대|최소|최저|만|연|평균|무려|각|각각|시속|초속|월|연간|하루|1인당)\s*(?=\d|[가-힣])"
)
_AFTER = re.compile(r"\s*(이상|이하|미만|초과|가량|정도|안팎|쯤|씩|꼴|내외|남짓|중반|초반|후반|이내|여)$")


def ours(text: str, gold: Gold) -> Gold:
    """A gold number less the words that our guideline leaves outside."""
    start, end = gold.start, gold.end
    if gold.label == "NUMBER":
        if (found := _BEFORE.match(text[start:end])) and re.search(r"\d", text[start:end]):
            start += found.end()
        while (found := _AFTER.search(text[start:end])) and found.start():
            end = start + found.start()
    return Gold(start, end, gold.label)


def measure(
    text: str, morphemes: Morphemes, gold: Gold, *, hint: bool = True, within: Bounds | None = None
) -> dict[str, bool]:
    """Which of the measures make `gold` exactly; inside the mark `within` a click is a Ctrl+click."""
    bounds = (gold.start, gold.end)
    label = gold.label if hint else None
    inside = [position for position in range(*bounds) if not text[position].isspace()]
    middle = min(inside, key=lambda position: abs(2 * position + 1 - sum(bounds)))
    if within:
        phrases = {position: morphemes.inner_phrase_at(position, within, label) for position in inside}
    else:
        phrases = {position: morphemes.phrase_at(position, label) for position in inside}
    marked = {position: phrase for position, phrase in phrases.items() if phrase}
    best = bounds in marked.values()
    two = best or any(morphemes.widened(*phrase, at, label) == bounds for at, phrase in marked.items())
    stretched = any(morphemes.stretch_to(*phrase, at) == bounds for phrase in set(marked.values()) for at in inside)
    return {
        "best": best,
        "middle": phrases[middle] == bounds,
        "two": two,
        "stretch": two or stretched,
        "drag": morphemes.snap(*bounds) == bounds,
    }


def around(gold: Gold, marks: list[Gold]) -> Bounds | None:
    """The smallest of `marks` that contains `gold` and more."""
    outer = [(mark.start, mark.end) for mark in marks if mark.start <= gold.start and gold.end <= mark.end]
    return min(
        (each for each in outer if each != (gold.start, gold.end)), key=lambda each: each[1] - each[0], default=None
    )


def index(sentences: list[Sentence]) -> dict[int, Morphemes]:
    """The morphemes of each sentence, by its number."""
    result = {}
    for sentence, tokens in zip(sentences, tokenize([sentence.text for sentence in sentences]), strict=True):
        result[sentence.number] = Morphemes(sentence.text)
        result[sentence.number].add(0, len(sentence.text), tokens)
    return result


def table(
    sentences: Iterable[Sentence], morphemes: dict[int, Morphemes], *, hint: bool, mapped: bool
) -> dict[str, dict[str, float]]:
    """Label -> measure -> share, with `spans`, the number of gold spans."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for sentence in sentences:
        marks = list(dict.fromkeys(ours(sentence.text, span) if mapped else span for span in sentence.spans))
        for gold in marks:
            within = around(gold, marks)
            made = measure(sentence.text, morphemes[sentence.number], gold, hint=hint, within=within)
            for label in (gold.label + (", nested" if within else ""), "all"):
                counts[label]["spans"] += 1
                for name in MEASURES:
                    counts[label][name] += made[name]
    return {
        label: {"spans": row["spans"], **{name: round(100 * row[name] / row["spans"], 1) for name in MEASURES}}
        for label, row in sorted(counts.items(), key=lambda item: (item[0] == "all", item[0]))
    }


def in_all(figures: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Both corpora by half, by our guideline: gold ORG, REGION and NUMBER that stand in no other span, for the aims."""
    result = {}
    for half in ("tuned on", "kept aside"):
        tables = [rows for name, rows in figures.items() if half in name and name.endswith("ours")]
        rows = [rows[label] for rows in tables for label in ("NUMBER", "ORG", "REGION")]
        spans = sum(row["spans"] for row in rows)
        shares = {name: round(sum(row[name] * row["spans"] for row in rows) / spans, 1) for name in MEASURES}
        result[half] = {"spans": spans, **shares}
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description="Share of gold spans made by one click, two clicks, a drag.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-hint", action="store_true", help="clicks do not know the active label")
    options = parser.parse_args()
    figures = {}
    for corpus, read in (("KLUE", klue), ("konne", konne)):
        sentences = list(read(options.folder))
        morphemes = index(sentences)
        for half, rest in (("tuned on", 0), ("kept aside", 1)):
            part = [sentence for sentence in sentences if sentence.number % 2 == rest]
            for mapped in (False, True):
                name = f"{corpus}, {half}" + (", ours" if mapped else "")
                figures[name] = table(part, morphemes, hint=not options.no_hint, mapped=mapped)
    figures["in all"] = in_all(figures)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    for name, rows in figures.items():
        print(f"\n{name:<24}{'spans':>7}" + "".join(f"{measure:>9}" for measure in MEASURES))
        for label, row in rows.items():
            print(f"  {label:<22}{row['spans']:>7.0f}" + "".join(f"{row[measure]:>9.1f}" for measure in MEASURES))
    print(f"  {'aim':<29}" + "".join(f"{AIMS.get(measure, ''):>9}" for measure in MEASURES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
