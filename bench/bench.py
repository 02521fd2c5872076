"""Speed, start-up, memory and claims over the sample articles, held against the last committed run (bench/last.json).

    python bench/bench.py [--runs N] [--articles N] [--save]

Speed is counted in processor seconds of one core, beside two naive floors measured in the same run: the parser alone, and a reading by
regular expressions. Machines differ, so ratios tell more than seconds. `--save` writes bench/last.json.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from measuring import growth, idle_rate, memory_growth
from rich.console import Console
from rich.table import Table

from riscontro.extract import extract_claims
from riscontro.extract.factuality import judge_predicates
from riscontro.languages import LANGUAGES, pipeline_path
from riscontro.model import BlockKind, Claim, Document, Party
from riscontro.pipeline import Reader
from riscontro.read import Pipeline

LAST = Path(__file__).parent / "last.json"
SAMPLES = sorted(p for p in Path(str(files("riscontro") / "samples")).iterdir() if p.name != "README.md")
SHORT = Path(str(files("riscontro") / "samples")) / "2024-02-28-agenzia-meridiana.it.txt"
START_UP, MEMORY = 1.5, 700
"""Targets of reading a short article: seconds from the command to its end, and MB at the peak."""

Json = dict[str, Any]
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]+")
_GIVER = re.compile(
    r"([A-Z][\w' -]{2,40}?) (?:ha (?:inviato|fornito|consegnato|spedito)"
    r"|(?:has |have )?(?:sent|supplied|shipped|delivered|provided)) ([^,;]{3,80})"
)
_SAYS = re.compile(r"(?:secondo|ha (?:detto|dichiarato)|according to|said|says) (\w[\w' -]{2,40})", re.I)


def main() -> int:
    """Measure, compare, perhaps save."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--runs", type=int, default=5, help="the median of so many runs counts (default 5)")
    ap.add_argument("--articles", type=int, default=300, help="memory is watched over so many articles (default 300)")
    ap.add_argument("--save", action="store_true", help="write bench/last.json")
    args = ap.parse_args()
    last = json.loads(LAST.read_text(encoding="utf-8")) if LAST.exists() else {}
    docs = [Reader().collect(path) for path in SAMPLES]
    now: Json = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}, spaCy {version('spacy')}",
        "start": start_up(args.runs),
        "speed": {**speed(docs, args.runs), "nothing in it": idle_rate()},
        "growth of one sentence": growth(),
        "memory": memory_growth(docs, args.articles),
        "claims": {path.name: sorted(map(line, Reader().article(path).claims)) for path in SAMPLES},
    }
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table(now, last))
    show_claims(console, now["claims"], last.get("claims"))
    if args.save:
        LAST.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        console.print(f"Written to {LAST.relative_to(Path.cwd()) if LAST.is_relative_to(Path.cwd()) else LAST}.")
    return 0


def speed(docs: list[Document], runs: int) -> dict[str, float]:
    """Words a second of one core: everything, the parser alone, regular expressions alone; medians, taken in turn.

    `all layers, new words` is the first turn, when no word has been met before and no cache serves.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from riscontro.read import component  # so that spaCy knows the parser of the shipped pipelines

    assert component.FACTORY
    pipelines = {code: Pipeline(code) for code in LANGUAGES}
    parsers = {code: spacy.load(pipeline_path(code)) for code in LANGUAGES}

    def everything(doc: Document) -> None:
        reading = pipelines[doc.language].read(doc)
        extract_claims(reading)
        judge_predicates(reading)

    readers = {"with triage": Reader(), "without triage": Reader(triage=False)}

    def parser(doc: Document) -> None:
        blocks = (b.span.text for b in doc.blocks if b.kind is not BlockKind.FURNITURE)
        for _ in parsers[doc.language].pipe(blocks):
            pass

    def regular(doc: Document) -> None:
        for sentence in _SENTENCE.findall(doc.text):
            _GIVER.findall(sentence)
            _SAYS.findall(sentence)

    ways: dict[str, Callable[[Document], None]] = {
        "all layers": everything,
        "claims, with triage": lambda doc: void(readers["with triage"].claims(doc)),
        "claims, without triage": lambda doc: void(readers["without triage"].claims(doc)),
        "parser alone": parser,
        "regular expressions": regular,
    }
    words = sum(len(_WORD.findall(doc.text)) for doc in docs)
    for code in LANGUAGES:  # pipelines, tables and dictionaries are loaded
        everything(next(doc for doc in docs if doc.language == code))
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs + 1):
        for name, way in ways.items():
            found[name].append(words / seconds(way, docs))
    rates = {name: round(statistics.median(rows[1:])) for name, rows in found.items()}  # the first turn warms up
    return {**rates, "all layers, new words": round(found["all layers"][0])}


def void(_: object) -> None:
    """Nothing: what was found is not asked for."""


def seconds(way: Callable[[Document], None], docs: list[Document]) -> float:
    """Processor seconds that reading all documents takes."""
    gc.collect()
    begun = time.process_time()
    for doc in docs:
        way(doc)
    return max(time.process_time() - begun, 1e-6)


def start_up(runs: int) -> dict[str, float]:
    """`riscontro read` on a short article in a process of its own: seconds by the clock and of the processor, MB at the peak."""
    command = [sys.executable, "-c", "from riscontro.cli import main; main()", "read", str(SHORT)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    rows = []
    for _ in range(runs + 1):  # the first run leaves compiled modules behind, as any first run does
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"`riscontro read` failed with {process.returncode}")
        peak = usage.ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024) / 2**20  # bytes on macOS, KB elsewhere
        rows.append((time.monotonic() - begun, usage.ru_utime + usage.ru_stime, peak))
    clock, processor, memory = (statistics.median(column) for column in zip(*rows[1:], strict=True))
    return {"seconds": round(clock, 2), "processor seconds": round(processor, 2), "peak MB": round(memory)}


def line(claim: Claim) -> str:
    """A claim in one line that two runs can be compared by."""
    sides = " > ".join("+".join(map(called, side)) or "-" for side in (claim.actor, claim.counterpart))
    amounts = ",".join(f"{q.min}..{q.max} {q.unit} {q.kind}" for q in claim.quantities)
    sources = " < ".join(called(link.source) for link in claim.attribution) or "own voice"
    facts = (claim.kind, sides, "+".join(claim.goods), amounts, claim.when or "", claim.outcome or "", sources)
    manner = " ".join((claim.polarity, claim.certainty, claim.tense, "exchange" if claim.exchange else "")).strip()
    return " | ".join((*facts, manner, " ".join(claim.span.text.split())))


def called(party: Party) -> str:
    """The state, id or name of a party."""
    return party.state or party.id or party.name


def table(now: Json, last: Json) -> Table:
    """What was measured, beside the last committed run."""
    shown = Table("", "now", "last", "", title=f"{len(SAMPLES)} sample articles, one core; {now['machine']}", title_justify="left")
    for column in shown.columns[1:3]:
        column.justify = "right"
    whole = now["speed"]["all layers"]
    for name, rate in now["speed"].items():
        aside = "" if name.startswith("all layers") else f"{rate / whole:.1f} times as fast as all layers (last: {ratio(last, name)})"
        shown.add_row(f"words a second, {name}", f"{rate:,}", past(last, "speed", name), aside)
    targets = {
        "seconds": f"target under {START_UP}",
        "peak MB": f"target under {MEMORY}",
        "processor seconds": "what it costs without waiting",
    }
    for name, value in now["start"].items():
        shown.add_row(f"`riscontro read`, {name}", f"{value:,}", past(last, "start", name), targets[name])
    for part in ("growth of one sentence", "memory"):
        for name, value in now[part].items():
            shown.add_row(f"{part}, {name}", f"{value:,}", past(last, part, name), "1 is a line, 2 a square" if name == "exponent" else "")
    counts = [sum(map(len, run.get("claims", {}).values())) for run in (now, last)]
    shown.add_row("claims", f"{counts[0]:,}", f"{counts[1]:,}" if last else "-", "")
    return shown


def past(last: Json, part: str, name: str) -> str:
    """A figure of the last run."""
    value = last.get(part, {}).get(name)
    return "-" if value is None else f"{value:,}"


def ratio(last: Json, name: str) -> str:
    """How many times as fast as all layers a floor was in the last run."""
    rates = last.get("speed", {})
    return f"{rates[name] / rates['all layers']:.1f}" if name in rates else "-"


def show_claims(console: Console, now: dict[str, list[str]], last: dict[str, list[str]] | None) -> None:
    """The claims gained and lost since the last committed run."""
    if last is None:
        console.print("There is no committed run to compare the claims with.")
        return
    gained, lost = 0, 0
    for name in sorted({*now, *last}):
        new, old = set(now.get(name, ())), set(last.get(name, ()))
        if new != old:
            console.print(name, style="bold", markup=False, highlight=False)
        for row in sorted(new - old):
            console.print(f"  + {row}", style="green", markup=False, highlight=False, soft_wrap=True)
        for row in sorted(old - new):
            console.print(f"  - {row}", style="red", markup=False, highlight=False, soft_wrap=True)
        gained, lost = gained + len(new - old), lost + len(old - new)
    console.print(f"Claims gained: {gained}, lost: {lost} (a changed claim is one of each).")


if __name__ == "__main__":
    sys.exit(main())
