"""Plain sentences of the domain, one claim each, in many words and turns: how many of the claims are found.

A line of `plain/<language>.txt` is the claim wanted (kind, actor>counterpart, `denied` where it is) and the sentence. The floors stand a little
below what was measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from riscontro.extract import extract_claims
from riscontro.model import Claim, Party

PLAIN = Path(__file__).parent / "plain"
FLOORS = {"en": 0.84, "it": 0.84}


def named(wanted: str, parties: Iterable[Party]) -> bool:
    """Whether a party is the one wanted, by state, id or name; nobody in particular is always there."""
    return not wanted or any(wanted.casefold() in (p.state or p.id or p.name).casefold() for p in parties)


def states(claim: Claim, wanted: str) -> bool:
    """Whether the claim is the one wanted; meetings and agreements have no direction."""
    kind, sides, *denied = wanted.split()
    actor, counterpart = sides.split(">")
    both = (*claim.actor, *claim.counterpart)
    mutual = kind in ("meet", "agree")
    right = named(actor, both if mutual else claim.actor) and named(counterpart, both if mutual else claim.counterpart)
    return claim.kind == kind and right and (claim.polarity == "denied") == bool(denied)


@pytest.mark.parametrize("language", FLOORS)
def test_plain_sentences_are_read(read: Any, language: str) -> None:
    """Nearly every plain sentence gives the claim it makes."""
    lines = [line.split(" | ", 1) for line in (PLAIN / f"{language}.txt").read_text(encoding="utf-8").splitlines()]
    missed = [text for wanted, text in lines if not any(states(c, wanted) for c in extract_claims(read(text, language, "2024-06-19")))]
    assert 1 - len(missed) / len(lines) >= FLOORS[language], missed
