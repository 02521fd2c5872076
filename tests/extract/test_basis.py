"""How a source knows, told by its name, cue and medium."""

from __future__ import annotations

import pytest

from riscontro import languages
from riscontro.extract.basis import basis_in, basis_of
from riscontro.model import Link, Party

EXAMPLES = [(lang, x["text"], x["basis"]) for lang in languages.LANGUAGES for x in languages.table(lang, "basis")["examples"]]


@pytest.mark.parametrize(("language", "text", "basis"), EXAMPLES)
def test_words_tell_the_basis(language: str, text: str, basis: str) -> None:
    """An example of the table gives the basis written beside it."""
    assert basis_in(text, language) == basis


def test_a_side_declares() -> None:
    """Who is a side to the claim declares it, whatever the cue."""
    russia = Party("Kremlin", "RU")
    assert basis_of([Link(russia, "believes")], [Party("Moscow", "RU")], "en") == "declared"


def test_nobody_named_is_unstated() -> None:
    """Without a source there is no basis to tell."""
    assert basis_of([], [Party("Moscow", "RU")], "en") == "unstated"
