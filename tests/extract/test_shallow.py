"""Roles by the words alone, where the tree has lost them."""

from __future__ import annotations

from typing import Any

import pytest

from riscontro.extract import extract_claims

CASES = [
    ("en", "France, Germany and Britain condemned Iran.", "oppose", ["DE", "FR", "GB"], ["IR"]),
    ("en", "The president met officials from Japan, South Korea and China.", "meet", None, ["CN", "JP", "KR"]),
    ("en", "Washington has sent Kyiv new tanks.", "transfer", ["US"], ["UA"]),
    ("it", "Il Mali ha ricevuto dalla Russia quattro elicotteri.", "transfer", ["RU"], ["ML"]),
    ("it", "La Corea del Nord ha inviato alla Russia 6.700 container.", "transfer", ["KP"], ["RU"]),
    ("it", "La vendita di missili da parte della Francia all'India è stata sospesa.", "transfer", ["FR"], ["IN"]),
]


@pytest.mark.parametrize(("language", "text", "kind", "actor", "counterpart"), CASES, ids=[c[1][:30] for c in CASES])
def test_sides(read: Any, language: str, text: str, kind: str, actor: list[str] | None, counterpart: list[str]) -> None:
    """Enumerations, recipients without preposition and agents far from their noun are found."""
    claims = [c for c in extract_claims(read(text, language, "2024-05-10")) if c.kind == kind]
    sides = [(sorted(p.state or p.name for p in c.actor), sorted(p.state or p.name for p in c.counterpart)) for c in claims]
    assert any((actor is None or a == actor) and b == counterpart for a, b in sides), sides
