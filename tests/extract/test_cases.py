"""The annotated cases: how many of the claims that a careful reader marked are found, and how much of what is found is right.

A claim counts as right where its kind, its two sides and its polarity are those of an annotation in the same sentence. Annotations marked
optional count neither way. The floors stand a little below what was measured: a change that falls under them has broken something.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from riscontro.extract import extract_claims
from riscontro.model import Claim, Party, Sentence
from riscontro.pipeline import Reader

CASES = Path(__file__).parent.parent / "cases"
FLOORS = {"it": (0.50, 0.33), "en": (0.50, 0.35)}
"""Precision and recall by language."""
READER = Reader()


def fold(text: str) -> str:
    """Lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))


def agree(wanted: list[str], parties: tuple[Party, ...]) -> bool:
    """Whether the parties are those wanted: by state, id or (part of the) name."""
    names = [{fold(v) for v in (p.state, p.id, p.name) if v} for p in parties]

    def same(want: str, keys: set[str]) -> bool:
        return want in keys or any(len(want) > 3 < len(k) and (want in k or k in want) for k in keys)

    folded = [fold(w) for w in wanted]
    return all(any(same(w, keys) for keys in names) for w in folded) and all(any(same(w, keys) for w in folded) for keys in names)


def right(gold: dict[str, Any], claim: Claim) -> bool:
    """Whether the claim is the one annotated."""
    actor, counterpart = gold.get("actor", []), gold.get("counterpart", [])
    straight = agree(actor, claim.actor) and agree(counterpart, claim.counterpart)
    turned = gold.get("symmetric", False) and agree([*actor, *counterpart], (*claim.actor, *claim.counterpart))
    return claim.kind == gold["kind"] and claim.polarity == gold["polarity"] and (straight or turned)


def sentence_at(sentences: tuple[Sentence, ...], position: int) -> int:
    """Number of the sentence that holds a character."""
    return next((s.index for s in sentences if s.span.start <= position < s.span.end), -1)


def counts(path: Path) -> tuple[int, int, int]:
    """Claims annotated, claims found (optional ones left out), claims right, in one case."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    reading = READER.read(path.parent / "texts" / case["text"], language=case["language"], published=str(case["published"]))
    left = {c.id: (sentence_at(reading.sentences, c.span.start), c) for c in extract_claims(reading)}
    wanted = hits = 0
    for gold in sorted(case["claims"], key=lambda g: bool(g.get("optional"))):
        at = reading.document.text.find(gold["anchor"])
        place = sentence_at(reading.sentences, max(at, 0))
        match = next((i for i, (where, c) in left.items() if where == place and right(gold, c)), None)
        if match is not None:
            del left[match]
        if not gold.get("optional"):
            wanted, hits = wanted + 1, hits + (match is not None)
    optional = {
        (sentence_at(reading.sentences, reading.document.text.find(g["anchor"])), g["kind"]) for g in case["claims"] if g.get("optional")
    }
    return wanted, hits + sum((where, c.kind) not in optional for where, c in left.values()), hits


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_cases_are_read_as_well_as_they_were(language: str) -> None:
    """Precision and recall over all cases of a language stand above their floors."""
    paths = [
        p
        for p in sorted((CASES / language).glob("*.yml"))
        if ".html" not in p.read_text(encoding="utf-8").split("\n")[1] + p.read_text(encoding="utf-8").split("\n")[2]
    ]
    rows = [counts(path) for path in paths]
    wanted, found, hits = (sum(column) for column in zip(*rows, strict=True))
    precision, recall = hits / found, hits / wanted
    print(f"{language}: precision {precision:.3f}, recall {recall:.3f} of {wanted}")
    floor_precision, floor_recall = FLOORS[language]
    assert precision >= floor_precision
    assert recall >= floor_recall
