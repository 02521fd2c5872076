"""Stores filled by hand, for tests that need no pipeline."""

from __future__ import annotations

import hashlib
import random
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from making import article as article_of
from riscontro.errors import NotText
from riscontro.model import Article, Party
from riscontro.model.questions import cite
from riscontro.pipeline import Reader
from riscontro.pipeline.adding import keys_of
from riscontro.store import Archive

EXTRACTOR = "by hand"


def put(archive: Archive, *articles: Article, extractor: str = EXTRACTOR) -> int:
    """Puts articles as one run would, and gives its number."""
    run = archive.runs.begin(extractor, tuple(a.document.path or "" for a in articles), "2024-07-01T00:00:00+00:00")
    for article in articles:
        data = article.document.text.encode()
        assert article.document.id == f"sha256:{hashlib.sha256(data).hexdigest()}"
        archive.documents.put(article, data, run=run, extractor=extractor, keys=keys_of(archive, cite(article)))
    archive.runs.end(run, "2024-07-01T00:00:01+00:00")
    return run


def without(article: Article, *names: int) -> Article:
    """The article as an extractor would have it that misses some of its claims."""
    return replace(article, claims=tuple(c for i, c in enumerate(article.claims) if i not in names))


@dataclass(frozen=True, slots=True)
class LineReader(Reader):
    """Reads texts whose every line is a claim, as `KR: KP > RU arms.missile 2024-05`; waits so many seconds for each."""

    wait: float = 0.0
    version: str = "lines-1"

    def article_in(
        self, data: bytes, name: Path | str, *, language: str | None = None, published: str | None = None, **told: Any
    ) -> Article:
        """The claims of these lines."""
        time.sleep(self.wait)
        text = data.decode()
        if "\0" in text:
            raise NotText(f"{name} is no text.", "Give a text.")
        made = article_of(str(name), *((line, _told(line)) for line in text.split("\n")[1:]), title=text.split("\n")[0])
        return replace(made, document=replace(made.document, published=published or made.document.published))

    @property
    def extractor(self) -> str:
        """The version."""
        return self.version


def _told(line: str) -> dict[str, Any]:
    source, actor, counterpart, goods, when = re.fullmatch(r"(\w+): (\w+) > (\w+) (\S+) (\S+)", line).groups()
    parties = {code: (Party(code, code),) for code in (source, actor, counterpart)}
    facts = {"actor": parties[actor], "counterpart": parties[counterpart], "goods": (goods,), "by": parties[source]}
    return facts | {"when": None if when == "-" else when}


def write_lines(folder: Path, files: int, lines: int = 4) -> tuple[Path, ...]:
    """Files that a LineReader reads: flows between a few states, some of them the same in many files."""
    chance = random.Random(7)
    found = []
    for i in range(files):
        rows = [f"Report {i}"]
        for _ in range(lines):
            source, actor, counterpart = chance.sample(["KP", "RU", "KR", "US", "IR"], 3)
            goods, when = chance.choice(["arms.missile", "arms.drone", "food"]), chance.choice(["2024-05", "2024", "2023-01", "-"])
            rows.append(f"{source}: {actor} > {counterpart} {goods} {when}")
        found.append(folder / f"{i:03}.txt")
        found[-1].write_text("\n".join(rows), encoding="utf-8")
    return tuple(found)
