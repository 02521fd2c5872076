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


@pytest.mark.parametrize(
    ("language", "text", "sides"),
    [
        ("en", '"North Korea must give up its weapons," Germany said.', [("DE", "KP")]),
        ("it", "La Francia ha detto che la Bielorussia deve ritirare le truppe.", [("FR", "BY")]),
        ("en", "Germany said that its army should buy more tanks.", []),
    ],
)
def test_what_another_must_do_is_demanded(read: Any, language: str, text: str, sides: list[tuple[str, str]]) -> None:
    """A speaker's word that another state must act is a demand; what it must do itself is none."""
    found = [c for c in extract_claims(read(text, language)) if c.kind == "demand"]
    assert [(c.actor[0].state, c.counterpart[0].state) for c in found] == sides
    assert all((str(c.certainty), str(c.tense)) == ("certain", "present") for c in found)
