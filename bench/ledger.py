"""The store and the ledger on a generated corpus: rates, growth, queries, memory, and origins against the truth.

    python bench/ledger.py [10000 100000 1000000] [--seed N] [--url postgresql://...]

Rates are by processor seconds of one core, queries by the clock. Sizes are numbers of claims, ten to a document. Every size is
measured in a process of its own, in a new store (SQLite unless a base is named), which is removed afterwards. The corpus is a
function of size and seed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from riscontro.model import (
    Article,
    Block,
    BlockKind,
    Certainty,
    Claim,
    Document,
    Kind,
    Link,
    Party,
    PartyType,
    Polarity,
    Quantity,
    Span,
    Tense,
)
from riscontro.model.questions import cite
from riscontro.pipeline import settle
from riscontro.pipeline.adding import copies, keys_of, sketch_of
from riscontro.queries import claims, ledger
from riscontro.store import Archive

EXPONENT, P95_MS, MEMORY_MB, PRECISION, RECALL = 1.15, 50, 2000, 0.98, 0.95
"""Targets."""
PER_DOCUMENT, PER_EVENT = 10, 16
STATES = tuple(
    code
    for codes in ("RU KP KR US CN IR UA JP GB FR DE IT PL TR IN", "PK SY IL SA EG BY MM VE CU LY SD YE RS AZ AM")
    for code in codes.split()
)
GOODS = (
    ("arms.missile.ballistic", "item", 200),
    ("arms.missile", "item", 400),
    ("arms.drone", "item", 900),
    ("arms.ammunition.artillery", "round", 900_000),
    ("arms.ammunition", "container", 9_000),
    ("arms.armour", "item", 90),
    ("energy.oil", "barrel", 600_000),
    ("food", "tonne", 40_000),
    ("people.troops", "person", 12_000),
    ("goods.industrial", "tonne", 9_000),
    ("money", "usd", 4_000_000),
    ("aid", "tonne", 2_000),
)
OFFICES = ("defence minister", "foreign ministry", "spokesman", "intelligence service", "president", "embassy")
_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ter",
    "san",
    "vo",
    "ri",
    "ne",
    "dul",
    "pas",
    "gor",
    "ben",
    "ti",
    "sel",
    "mar",
    "ock",
    "ven",
    "dra",
    "pol",
    "hus",
]
FIRST = date(2019, 1, 1)
DAYS = 2400
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted, under several names; `key` is the origin that is true."""

    key: str
    names: tuple[Party, ...]


@dataclass(slots=True)
class World:
    """What happened, who told it and who printed it; one chance decides it all."""

    chance: random.Random
    truth: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    states: dict[str, Voice] = field(default_factory=dict)
    institutes: tuple[Voice, ...] = ()
    witnesses: tuple[Voice, ...] = ()

    def __post_init__(self) -> None:
        made = ("".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 4))) for _ in range(6000))
        self.words = tuple(dict.fromkeys(made))
        self.papers = tuple(f"The {self.word().title()} {kind}" for kind in ("Post", "Courier", "Herald", "Wire") for _ in range(100))
        self.states = {code: self._state(code) for code in STATES}
        self.institutes = tuple(self._institute() for _ in range(400))
        self.witnesses = tuple(self._witness() for _ in range(400))

    def word(self) -> str:
        """A word that means nothing."""
        return self.chance.choice(self.words)

    def _state(self, code: str) -> Voice:
        people = [Party(f"{self.word().title()} {self.word().title()}", code, None, PartyType.PERSON) for _ in range(4)]
        return Voice(f"state:{code}", (*people, *(Party(office, code, None, PartyType.GOVERNMENT) for office in OFFICES)))

    def _institute(self) -> Voice:
        """A body without a state, by its name, in other letters, with the article."""
        name = f"{self.word().title()}-{self.word().title()} Institute"
        spelt = (name, name.replace("-", " "), f"the {name}", name.upper())
        return Voice(f"name:{name}", tuple(Party(n, None, None, PartyType.BODY) for n in spelt))

    def _witness(self) -> Voice:
        """A person without a state, by the whole name, by the last one (which others bear too), in other letters."""
        first, last = self.word().title(), self.chance.choice(self.words[:60]).title()
        spelt = (f"{first} {last}", last, f"{first.upper()} {last.upper()}", f"{first[0]}{first[1:].replace('i', 'í')} {last}")
        return Voice(f"name:{first} {last}", tuple(Party(n, None, None, PartyType.PERSON) for n in spelt))


UNNAMED = Voice(
    "unnamed", tuple(Party(name, None, None, PartyType.GROUP) for name in ("analysts", "reports", "observers", "several governments"))
)
"""Sources that name nobody: those of one paper are one."""


def articles(size: int, seed: int) -> Iterator[tuple[Article, dict[str, str]]]:
    """Articles of a corpus with so many claims, and by claim the origin that is true. One article in eight is a copy of another."""
    world = World(random.Random(seed))
    pool: list[Claim] = []
    made, last = 0, None
    while made < size:
        while len(pool) < 40 * PER_DOCUMENT:
            pool += _event(world)
            world.chance.shuffle(pool)
        if last is not None and world.chance.random() < 0.125:
            article = _copy(world, last)
        else:
            article = last = _article(world, [pool.pop() for _ in range(min(PER_DOCUMENT, size - made))])
        made += len(article.claims)
        yield article, {c.id: world.truth[c.id] for c in article.claims}


def _event(world: World) -> list[Claim]:
    """The claims of one event: voices, each with a few utterances, each told by several papers; a denial now and then."""
    chance = world.chance
    actor, counterpart = chance.sample(STATES[:6] if chance.random() < 0.3 else STATES, 2)
    goods, unit, most = chance.choice(GOODS)
    kind = chance.choices((Kind.TRANSFER, Kind.MEET, Kind.SANCTION), (0.8, 0.1, 0.1))[0]
    start = FIRST + timedelta(chance.randrange(DAYS))
    month = start.isoformat()[:7]
    draft = _draft(kind, actor, counterpart, (goods,) if kind is Kind.TRANSFER else ())
    told: list[Claim] = []
    outsiders = [world.states[code] for code in chance.sample(STATES, 4) if code not in (actor, counterpart)]
    voices = [*outsiders[: chance.randint(1, 2)], *chance.sample(world.institutes, chance.randint(0, 2))]
    voices += [*chance.sample(world.witnesses, chance.choice((0, 0, 1, 2))), *([UNNAMED] if chance.random() < 0.3 else [])]
    for voice in voices:
        for step in range(chance.randint(1, 2)):
            figure = round(most * chance.uniform(0.1, 1), -1)
            counted = kind is Kind.TRANSFER and chance.random() < 0.6
            amount = (Quantity(figure, figure, unit, False, f"{figure:g} {unit}"),) if counted else ()
            said = (start + timedelta(20 * step + chance.randrange(10))).isoformat()
            for _ in range(max(1, round(chance.expovariate(5 / PER_EVENT)))):
                link = Link(chance.choice(voice.names), "said", said if chance.random() < 0.7 else None)
                when = month if chance.random() < 0.8 else None
                told.append(replace(draft, attribution=(link,), quantities=amount, when=when, rule=voice.key))
    if chance.random() < 0.3:
        link = Link(chance.choice(world.states[actor].names), "denied")
        told.append(replace(draft, polarity=Polarity.DENIED, denial="categorical", attribution=(link,), when=None, rule=f"state:{actor}"))
    told += [replace(draft, when=month, rule="carrier") for _ in range(chance.randint(0, 2))]
    return told


def _draft(kind: Kind, actor: str, counterpart: str, goods: tuple[str, ...]) -> Claim:
    return Claim(
        id="",
        document="",
        language="en",
        kind=kind,
        actor=(Party(actor, actor),),
        counterpart=(Party(counterpart, counterpart),),
        goods=goods,
        quantities=(),
        when=None,
        where=(),
        attribution=(),
        polarity=Polarity.AFFIRMED,
        certainty=Certainty.CERTAIN,
        tense=Tense.PAST,
        exchange=False,
        span=Span(0, 0, ""),
        extractor="generated",
    )


def _article(world: World, drafts: list[Claim]) -> Article:
    """A text with one sentence for each claim, under a title."""
    lines = [" ".join(world.word() for _ in range(6)).capitalize()]
    lines += [_sentence(world, draft) for draft in drafts]
    published = FIRST + timedelta(world.chance.randrange(DAYS))
    said = [d.attribution[0].said for d in drafts if d.attribution and d.attribution[0].said]
    latest = max([published.isoformat(), *(s for s in said if s)])
    return _set(world, lines, drafts, latest, world.chance.choice(world.papers))


def _sentence(world: World, draft: Claim) -> str:
    filler = " ".join(world.word() for _ in range(8))
    who = f"{draft.attribution[0].source.name} said: " if draft.attribution else ""
    amount = draft.quantities[0].text if draft.quantities else "some"
    goods = draft.goods[0].split(".")[-1] if draft.goods else str(draft.kind)
    return f"{who}{draft.actor[0].name} and {draft.counterpart[0].name}, {amount} of {goods}, {filler}."


def _copy(world: World, first: Article) -> Article:
    """The same story in another paper, a sentence cut and a word changed: its claims rest on the same origins."""
    doc = first.document
    lines = doc.text.split("\n")
    lines[0] = f"{lines[0]} {world.word()}"
    drafts = [replace(c, rule=world.truth[c.id]) for c in first.claims[:-1]]
    return _set(world, lines[: len(drafts) + 1], drafts, str(doc.published), world.chance.choice(world.papers))


def _set(world: World, lines: list[str], drafts: list[Claim], published: str, paper: str) -> Article:
    """Lines and drafts made an article; what is true of each claim is noted."""
    text, blocks, spans, at = "\n".join(lines), [], [], 0
    for i, line in enumerate(lines):
        span = Span(at, at + len(line), line)
        blocks.append(Block(BlockKind.BODY if i else BlockKind.TITLE, span))
        spans.append(span)
        at += len(line) + 1
    name = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    doc = Document(name, text, "en", tuple(blocks), lines[0], published, "given", paper, f"{name[7:19]}.txt")
    found = []
    for draft, span in zip(drafts, spans[1:], strict=False):
        key = hashlib.sha256(f"{name}{span.start}{draft.kind}".encode()).hexdigest()[:16]
        world.truth[key] = f"unnamed:{paper}" if draft.rule.startswith(UNNAMED.key) else draft.rule
        found.append(replace(draft, id=key, document=name, span=span, rule="generated"))
    return Article(doc, tuple(found))


def measure(size: int, seed: int, url: str | None) -> Json:
    """Everything that is measured of one size."""
    with tempfile.TemporaryDirectory() as folder, Archive.create(url or Path(folder) / "riscontro.db") as archive:
        truth, number, adding = _fill(archive, size, seed)
        before = time.process_time()
        keys = settle(archive)
        settling = time.process_time() - before
        precision, recall = _origins(archive, truth)
        row = {
            "claims": size,
            "documents": number,
            "add": adding,
            "settle": settling,
            "keys": keys,
            "ledger_ms": _timed(_ledgers(archive, seed)),
            "claims_ms": _timed(_lists(archive, seed)),
            "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "precision": precision,
            "recall": recall,
        }
        archive.close()
        return row | {"bytes": sum(p.stat().st_size for p in Path(folder).iterdir()) / size if url is None else None}


def _fill(archive: Archive, size: int, seed: int) -> tuple[dict[str, str], int, float]:
    """Puts the corpus into the store; the time is that of the store, not of the generator."""
    truth: dict[str, str] = {}
    run = archive.runs.begin("generated", (), "2024-01-01")
    number, spent = 0, 0.0
    for article, origins in articles(size, seed):
        truth |= origins
        data = article.document.text.encode()
        before = time.process_time()
        keys = keys_of(archive, cite(article))
        archive.documents.put(article, data, run=run, extractor="generated", keys=keys, sketch=sketch_of(article.document), alike=copies)
        spent += time.process_time() - before
        number += 1
    archive.runs.end(run, "2024-01-01")
    return truth, number, spent


def _origins(archive: Archive, truth: dict[str, str]) -> tuple[float, float]:
    """Of all pairs of claims in one event: how many of those put together belong together, and how many of those that do were."""
    right = put = true = 0
    for row in archive.events.all():
        told = [(truth[c], origin) for c, origin in archive.events.claims(row.id).get("told", ()) if origin]
        pairs, groups, voices = Counter(told), Counter(o for _, o in told), Counter(t for t, _ in told)
        right += sum(map(_pairs, pairs.values()))
        put += sum(map(_pairs, groups.values()))
        true += sum(map(_pairs, voices.values()))
    return right / put if put else 1.0, right / true if true else 1.0


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _timed(calls: Iterator[Callable[[], object]]) -> Json:
    """Median and 95th percentile in milliseconds, by the clock."""
    spent = []
    for call in calls:
        before = time.perf_counter()
        call()
        spent.append(1000 * (time.perf_counter() - before))
    return {"p50": statistics.median(spent), "p95": statistics.quantiles(spent, n=20)[-1], "most": max(spent)}


def _ledgers(archive: Archive, seed: int) -> Iterator[Callable[[], object]]:
    chance = random.Random(seed)
    for _ in range(100):
        one, other = chance.sample(STATES[:6] if chance.random() < 0.5 else STATES, 2)
        yield lambda one=one, other=other: ledger(archive, between=(one, other))  # type: ignore[misc]


def _lists(archive: Archive, seed: int) -> Iterator[Callable[[], object]]:
    """Filters of every kind, alone and together, frequent values and rare ones."""
    world = World(random.Random(seed))
    chance = random.Random(seed + 1)
    for _ in range(200):
        one, other = chance.sample(STATES, 2)
        year = str(chance.randint(2019, 2025))
        institute = chance.choice(world.institutes).names[0].name
        asked: Json = chance.choice(
            [
                {"party": one},
                {"actor": one, "counterpart": other},
                {"actor": one, "goods": "arms"},
                {"goods": chance.choice(GOODS)[0]},
                {"source": one, "polarity": "denied"},
                {"source": institute},
                {"kind": "meet", "since": year, "until": year},
                {"party": other, "since": f"{year}-03", "until": f"{year}-04"},
                {"publisher": chance.choice(world.papers)},
                {"text": world.word()},
                {"text": f"{chance.choice(OFFICES).split()[0]} missile", "actor": one},
                {},
            ]
        )
        yield lambda asked=asked: claims(archive, limit=50, **asked)  # type: ignore[misc]


def growth(rows: list[Json], name: Callable[[Json], float]) -> float | None:
    """The exponent of growth between the smallest and the largest size."""
    if len(rows) < 2:
        return None
    first, last = rows[0], rows[-1]
    return math.log(name(last) / name(first)) / math.log(last["claims"] / first["claims"])


LINES: tuple[tuple[str, Callable[[Json], str], Callable[[Json], bool]], ...] = (
    ("documents", lambda r: f"{r['documents']:,}", lambda r: True),
    ("added, claims a second", lambda r: f"{r['claims'] / r['add']:,.0f}", lambda r: True),
    ("reconciled and assessed, claims a second", lambda r: f"{r['claims'] / r['settle']:,.0f}", lambda r: True),
    ("the same, seconds", lambda r: f"{r['settle']:.1f}", lambda r: True),
    ("ledger, p50 / p95 ms", lambda r: _span(r["ledger_ms"]), lambda r: r["ledger_ms"]["p95"] < P95_MS),
    ("claims, p50 / p95 ms", lambda r: _span(r["claims_ms"]), lambda r: r["claims_ms"]["p95"] < P95_MS),
    ("memory, MB", lambda r: f"{r['memory_mb']:,.0f}", lambda r: r["memory_mb"] < MEMORY_MB),
    ("bytes a claim", lambda r: f"{r['bytes']:,.0f}" if r["bytes"] else "", lambda r: True),
    ("origins, precision", lambda r: f"{r['precision']:.4f}", lambda r: r["precision"] >= PRECISION),
    ("origins, recall", lambda r: f"{r['recall']:.4f}", lambda r: r["recall"] >= RECALL),
)


def _span(spent: Json) -> str:
    return f"{spent['p50']:.1f} / {spent['p95']:.1f}"


def show(rows: list[Json]) -> None:
    """The table; what misses its target is marked."""
    table = Table("", *(f"{r['claims']:,} claims" for r in rows), box=None)
    for head, text, good in LINES:
        table.add_row(head, *(f"{text(r)}{'' if good(r) else ' !'}" for r in rows))
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    for what, read in (("adding", lambda r: r["add"]), ("reconciling and assessing", lambda r: r["settle"])):
        found = growth(rows, read)
        if found is not None:
            console.print(f"Growth of {what}: exponent {found:.3f}{'' if found <= EXPONENT else ' !'} (target {EXPONENT})")


def main() -> int:
    """Measure each size in a process of its own, and print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sizes", nargs="*", type=int, help="numbers of claims (default 10000 100000)")
    ap.add_argument("--seed", type=int, default=1, help="of the corpus (default 1)")
    ap.add_argument("--url", help="an empty base of PostgreSQL; for one size")
    ap.add_argument("--one", action="store_true", help="measure one size in this process and print JSON")
    args = ap.parse_args()
    sizes = args.sizes or [10_000, 100_000]
    if args.one:
        print(json.dumps(measure(sizes[0], args.seed, args.url)))
        return 0
    rows = []
    for size in sizes:
        command = [sys.executable, __file__, str(size), "--one", "--seed", str(args.seed), *(["--url", args.url] if args.url else [])]
        rows.append(json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout))
        show(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
