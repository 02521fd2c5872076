"""Names over spellings and scripts."""

import pytest

from riscontro import languages
from riscontro.languages.names import fold, same_name

DATA = languages.table("common", "names")


@pytest.mark.parametrize(("one", "other"), DATA["examples"])
def test_spellings_of_one_name(one: str, other: str) -> None:
    """Each example is one name."""
    assert same_name(one, other)


@pytest.mark.parametrize(("one", "other"), DATA["counterexamples"])
def test_different_names(one: str, other: str) -> None:
    """Each counterexample is two."""
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("name", "folded"), [("The Gull", "gull"), ("l'ISNA", "isna"), ("Libération", "liberation"), ("신원식", "sinwonsig"), ("the", "the")]
)
def test_folding(name: str, folded: str) -> None:
    """Small Latin letters, no accents, no leading article."""
    assert fold(name) == folded
