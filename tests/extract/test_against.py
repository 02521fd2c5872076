"""Opposition by what a speaker's words say of another."""

from __future__ import annotations

from typing import Any

import pytest

from riscontro.extract import extract_claims


@pytest.mark.parametrize(
    ("language", "text", "sides"),
    [
        ("en", '"Tehran is a threat to the whole region," Germany said.', ("DE", "IR")),
        ("it", "La Francia ha detto che la Bielorussia è una minaccia per la regione.", ("FR", "BY")),
    ],
)
def test_ill_words_oppose(read: Any, language: str, text: str, sides: tuple[str, str]) -> None:
    """Words that speak ill of a state are opposition of the speaker to it."""
    found = [
        (c.actor[0].state, c.counterpart[0].state) for c in extract_claims(read(text, language)) if c.kind == "oppose" and c.counterpart
    ]
    assert sides in found


@pytest.mark.parametrize("text", ['"Tehran is a lively city," Germany said.', "Germany said that its budget was a disaster."])
def test_other_words_do_not(read: Any, text: str) -> None:
    """Neutral words, and ill words of oneself, oppose nobody."""
    assert not [c for c in extract_claims(read(text, "en")) if c.kind == "oppose"]
