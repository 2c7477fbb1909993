"""How well and how fast pages are cleaned: `python tests/bench/cleaning.py DIR [DIR...] [--json] [--no-speed]`.

A folder holds NNN.txt or NNN.html beside NNN.gold.json. Gold of a text names the class of each line (`lines`, with
start and end where a line has parts); gold of an HTML page gives its `body` paragraphs. Both may give `title` and
`published_at`. BODY is body, subhead and pullquote; KEEP adds title, subtitle, date, byline and caption; section,
print_edition and tag do not count. Figures are micro-averaged over all pages given.

Four baselines run on the same pages in the same run: everything; lines of 40 characters and more; lines that end as
sentences; trafilatura on the lines wrapped in <p>. "leave one site out" cleans the pages of each site with wording
that occurs on the pages of other sites only.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.articles import Article, Source, clean, read_source, source_from_text
from annotator.articles.rows import seen_before
from annotator.articles.wording import Wording, sections, wording

BODY = {"body", "subhead", "pullquote"}
KEEP = BODY | {"title", "subtitle", "date", "byline", "caption"}
IGNORED = {"section", "print_edition", "tag"}
Mask = dict[int, list[tuple[int, int]]]


@dataclass
class Tally:
    """Hits, wrong finds and misses; of lines or of characters."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, hit: int, wrong: int, missed: int) -> None:
        self.hit, self.wrong, self.missed = self.hit + hit, self.wrong + wrong, self.missed + missed

    def scores(self) -> dict[str, float]:
        precision = self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 1.0
        recall = self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


@dataclass
class Page:
    """One page with its gold."""

    path: Path
    source: Source
    gold: dict[str, Any]
    site: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


def load(folders: Iterable[Path]) -> Iterator[Page]:
    for folder in folders:
        for gold in sorted(folder.glob("*.gold.json")):
            stem = gold.name.removesuffix(".gold.json")
            for path in (folder / f"{stem}.txt", folder / f"{stem}.html"):
                if path.exists():
                    data = json.loads(gold.read_text(encoding="utf-8"))
                    source = read_source(path)
                    yield Page(path, source, data, data.get("layout_of", stem), source.text.split("\n"))


def mask(entries: Iterable[dict[str, Any]], wanted: set[str], lines: list[str]) -> Mask:
    """The stretches of each line that are of a wanted class."""
    found: Mask = defaultdict(list)
    for entry in entries:
        if entry["class"] in wanted:
            line = lines[entry["line"] - 1]
            found[entry["line"]].append((entry.get("start", 0), entry.get("end", len(line))))
    return found


def compare(page: Page, said: Mask, gold: Mask, ignored: Mask, by_line: Tally, by_char: Tally) -> None:
    for number, line in enumerate(page.lines, 1):
        if not line.strip() or number in ignored:
            continue
        by_line.add(
            number in said and number in gold,
            number in said and number not in gold,
            number in gold and number not in said,
        )
        flags = [_flags(line, stretches.get(number, ())) for stretches in (said, gold)]
        pairs = Counter(pair for pair, char in zip(zip(*flags, strict=True), line, strict=True) if not char.isspace())
        by_char.add(pairs[True, True], pairs[True, False], pairs[False, True])


def _flags(line: str, stretches: Iterable[tuple[int, int]]) -> list[bool]:
    flags = [False] * len(line)
    for start, end in stretches:
        flags[start:end] = [True] * (min(end, len(line)) - start)
    return flags


def entries_of(article: Article) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in article.lines:
        entry: dict[str, Any] = {"line": line.number, "class": str(line.role)}
        if line.start is not None:
            entry |= {"start": line.start, "end": line.end}
        found.append(entry)
    return found


Judge = Callable[[Page], list[dict[str, Any]]]


def by_lines(test: Callable[[str], bool]) -> Judge:
    return lambda page: [
        {"line": n, "class": "body"} for n, line in enumerate(page.lines, 1) if line.strip() and test(line.strip())
    ]


def by_trafilatura(page: Page) -> list[dict[str, Any]]:
    import html

    import trafilatura

    wrapped = "".join(f"<p>{html.escape(line)}</p>" for line in page.lines if line.strip())
    kept = set((trafilatura.extract(f"<html><body><article>{wrapped}</article></body></html>") or "").split("\n"))
    kept = {line.strip().removeprefix("- ") for line in kept}
    return [
        {"line": n, "class": "body"} for n, line in enumerate(page.lines, 1) if line.strip() in kept and line.strip()
    ]


BASELINES: dict[str, Judge] = {
    "keep everything": by_lines(lambda line: True),
    "length >= 40": by_lines(lambda line: len(line) >= 40),
    "ends in sentence punctuation": by_lines(lambda line: line.rstrip("\"'”’)]」』").endswith((".", "!", "?"))),
    "trafilatura on <p> lines": by_trafilatura,
}


def score(pages: list[Page], judge: Judge) -> dict[str, Any]:
    tallies = {name: Tally() for name in ("body_line", "body_char", "keep_line", "keep_char")}
    for page in pages:
        said = judge(page)
        ignored = mask(page.gold["lines"], IGNORED, page.lines)
        for name, wanted in (("body", BODY), ("keep", KEEP)):
            gold = mask(page.gold["lines"], wanted, page.lines)
            compare(
                page, mask(said, wanted, page.lines), gold, ignored, tallies[name + "_line"], tallies[name + "_char"]
            )
    return {name: tally.scores() for name, tally in tallies.items()}


def metadata(pages: list[Page], articles: dict[str, Article]) -> dict[str, Any]:
    """How many titles and dates are right, where the gold gives them; a day alone is compared as a day."""
    right, of, wrong = Counter[str](), Counter[str](), []
    for page in pages:
        article = articles[page.key]
        for name in ("title", "published_at"):
            gold = page.gold.get(name)
            if gold is None and name == "title" and "lines" in page.gold:
                gold = " ".join(page.lines[e["line"] - 1].strip() for e in page.gold["lines"] if e["class"] == "title")
            if gold is None:
                continue
            of[name] += 1
            said = getattr(article, name)
            same = said[: len(gold)] == gold if name == "published_at" and gold else said.strip() == gold.strip()
            right[name] += same
            if not same:
                wrong.append({"page": page.key, "field": name, "gold": gold, "said": said})
    return {name: {"right": right[name], "of": of[name]} for name in of} | {"wrong": wrong}


def known_elsewhere(pages: list[Page]) -> dict[str, dict[str, dict[str, Any]]]:
    """For each site the wording that lines of other sites meet."""
    words = wording()
    met: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            core = line.strip().lstrip("•-* ")
            if core:
                for match in [words.match(core, False), *map(words.exact, core.split())]:
                    if match is not None:
                        met[match.chrome_class, match.rule, match.evidence].add(page.site)
    found = {}
    for site in {page.site for page in pages}:
        found[site] = {
            name: {
                kind: [e for e in entries if met[name, kind, e] - {site}] if isinstance(entries, list) else entries
                for kind, entries in section.items()
            }
            for name, section in sections().items()
        }
    return found


def leave_one_out(pages: list[Page]) -> Judge:
    judges = {site: Wording(parts) for site, parts in known_elsewhere(pages).items()}
    return lambda page: entries_of(clean(page.source, judges[page.site]))


def grams(text: str) -> Counter[str]:
    bare = "".join(text.split())
    return Counter(bare[i : i + 4] for i in range(len(bare) - 3))


def html_scores(pages: list[Page], articles: dict[str, Article]) -> dict[str, Any]:
    """Body F1 by character 4-grams, the mean over pages, of ours and of trafilatura as it comes."""
    import trafilatura

    ours, theirs, rows = [], [], []
    for page in pages:
        gold = grams("".join(page.gold["body"]))
        article = articles[page.key]
        said = "".join(article.text[s.start : s.end] for s in article.segments if str(s.role) in BODY)
        extracted = trafilatura.extract(page.path.read_bytes(), include_comments=False) or ""
        ours.append(_f1(grams(said), gold))
        theirs.append(_f1(grams(extracted), gold))
        rows.append({"page": page.key, "ours": round(ours[-1], 4), "trafilatura": round(theirs[-1], 4)})
    return {
        "pages": len(pages),
        "ours": round(sum(ours) / len(ours), 4),
        "trafilatura": round(sum(theirs) / len(theirs), 4),
        "worst": sorted(rows, key=lambda row: row["ours"])[:8],
    }


def _f1(said: Counter[str], gold: Counter[str]) -> float:
    if not gold:
        return 1.0 if not said else 0.0
    hit = sum((said & gold).values())
    return 2 * hit / (sum(said.values()) + sum(gold.values())) if hit else 0.0


def _fastest(texts: list[Page], *, forget: bool) -> float:
    """Seconds of processor time that all pages take, of several rounds the least: other programs slow a processor down.

    `forget`: no line is known from another page.
    """
    spent = []
    for _ in range(max(12, 600 // len(texts))):
        spent.append(0.0)
        for page in texts:
            if forget:
                seen_before.cache_clear()
            begun = time.process_time()
            clean(page.source)
            spent[-1] += time.process_time() - begun
    return min(spent)


def speed(texts: list[Page], pages: list[Page]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    # What the bench itself holds, wordings and pages by the hundred, is not the collector's to go through again.
    gc.collect()
    gc.freeze()
    if texts:
        found["flattened_articles_per_s_never_seen"] = round(len(texts) / _fastest(texts, forget=True))
        found["flattened_articles_per_s"] = round(len(texts) / _fastest(texts, forget=False))
        found["mean_characters"] = sum(len(page.source.text) for page in texts) // len(texts)
        longest = max(texts, key=lambda page: len(page.source.text)).source.text
        for size in (1.25, 2.5, 5.0):
            text = (longest + "\n") * int(size * 1_000_000 / len((longest + "\n").encode()))
            begun = time.process_time()
            clean(source_from_text(text, "big.txt"))
            found[f"seconds_{size}MB"] = round(time.process_time() - begun, 2)
    if pages:
        import trafilatura

        ours = theirs = 0.0
        for page in pages:
            data = page.path.read_bytes()
            begun = time.process_time()
            trafilatura.extract(data, include_comments=False)
            theirs += time.process_time() - begun
            begun = time.process_time()
            clean(read_source(page.path))
            ours += time.process_time() - begun
        found["html_ms_per_page"] = round(1000 * ours / len(pages), 2)
        found["trafilatura_ms_per_page"] = round(1000 * theirs / len(pages), 2)
        found["html_ratio"] = round(ours / theirs, 2)
    return found


def measure(folders: list[Path], *, with_speed: bool = True) -> dict[str, Any]:
    pages = list(load(folders))
    texts = [page for page in pages if "lines" in page.gold]
    htmls = [page for page in pages if "body" in page.gold]
    articles = {page.key: clean(page.source) for page in pages}
    report: dict[str, Any] = {"pages": len(pages)}
    if texts:
        report["flattened"] = {"as it ships": score(texts, lambda page: entries_of(articles[page.key]))}
        report["flattened"]["leave one site out"] = score(texts, leave_one_out(texts))
        report["flattened"] |= {name: score(texts, judge) for name, judge in BASELINES.items()}
        report["flattened_metadata"] = metadata(texts, articles)
    if htmls:
        report["html"] = html_scores(htmls, articles)
        report["html_metadata"] = metadata(htmls, articles)
    if with_speed:
        report["speed"] = speed(texts, htmls)
    return report


def show(report: dict[str, Any]) -> None:
    for name, scores in report.get("flattened", {}).items():
        print(f"{name:30}", end="")
        for which in ("body_line", "body_char", "keep_line", "keep_char"):
            s = scores[which]
            print(f"  {which} {s['precision']:.3f} {s['recall']:.3f} {s['f1']:.3f}", end="")
        print()
    for name in ("flattened_metadata", "html", "html_metadata", "speed"):
        if name in report:
            print(name, json.dumps(report[name], ensure_ascii=False, indent=1))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-speed", action="store_true")
    args = parser.parse_args()
    report = measure(args.folders, with_speed=not args.no_speed)
    if args.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        show(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
