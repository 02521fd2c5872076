"""What bench.py measures beside speed over the samples: texts with nothing in them, memory over many articles, growth with length."""

from __future__ import annotations

import math
import random
import re
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from riscontro.model import Block, BlockKind, Document
from riscontro.pipeline import Reader

IDLE = sorted((Path(__file__).parent.parent / "tests" / "cases" / "idle").iterdir())
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[A-Za-z]{6,}")
_SENTENCE = "Minsk sent 40 missiles to Russia in May and the minister denied that officials would send more of them to the port after talks"
_WARM = 100


def idle_rate(turns: int = 400) -> int:
    """Words a second of one core over articles with nothing in them, told from their words alone."""
    reader = Reader()
    docs = [reader.collect(path) for path in IDLE]
    words = sum(len(_WORD.findall(doc.text)) for doc in docs)
    for doc in docs:
        if reader.claims(doc):
            raise SystemExit(f"{doc.path} is no idle text: it has claims")
    begun = time.process_time()
    for _ in range(turns):
        for doc in docs:
            reader.claims(doc)
    return round(turns * words / (time.process_time() - begun))


def memory_growth(docs: list[Document], count: int) -> dict[str, float]:
    """MB of the process after a hundred articles, and after so many, one long word in twenty made up anew in each. Linux only."""
    reader, chance = Reader(), random.Random(1)
    begun = 0.0
    for k in range(count):
        reader.claims(_with_new_words(docs[k % len(docs)], chance))
        begun = resident() if k == _WARM - 1 else begun
    return {f"MB after {_WARM}": round(begun), f"MB after {count}": round(resident())}


def resident() -> float:
    """MB in memory now; 0 where the system does not say."""
    status = Path("/proc/self/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def _with_new_words(doc: Document, chance: random.Random) -> Document:
    """The document with some long words replaced by made-up ones of the same length, so that every offset holds."""

    def other(match: re.Match[str]) -> str:
        letters = "".join(chance.choices("abcdefghilmnoprstuv", k=len(match[0]) - 1))
        return match[0][0] + letters if chance.random() < 0.05 else match[0]

    text = _LONG_WORD.sub(other, doc.text)
    blocks = tuple(Block(b.kind, replace(b.span, text=text[b.span.start : b.span.end])) for b in doc.blocks)
    return replace(doc, text=text, blocks=blocks)


def growth(lengths: Iterable[int] = (1000, 2000, 5000, 10_000)) -> dict[str, float]:
    """Seconds for one sentence of so many words, and the exponent of time over length (1 is a line, 2 a square)."""
    reader, rows = Reader(triage=False), []
    for count in (500, *lengths):  # the first loads the pipeline
        text = " ".join(islice(cycle(_SENTENCE.split()), count))
        bare = Document("sha256:0", text, "en", (), None, "2024-06-19")
        doc = replace(bare, blocks=(Block(BlockKind.BODY, bare.span(0, len(text))),))
        begun = time.process_time()
        reader.claims(doc)
        rows.append((count, time.process_time() - begun))
    (short, low), (long, high) = rows[1], rows[-1]
    exponent = math.log(high / low) / math.log(long / short)
    return {**{f"{count} words": round(taken, 2) for count, taken in rows[1:]}, "exponent": round(exponent, 2)}
