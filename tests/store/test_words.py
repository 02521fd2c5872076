"""Words as they are searched."""

import pytest

from making import document
from riscontro.store.words import folded, place, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [("Shin Won-sik", "shin won sik"), ("  PIÙ  caffè ", "piu caffe"), ("O’Neill", "o neill"), ("...", ""), ("Kim_Jong", "kim jong")],
)
def test_names_are_folded(text: str, found: str) -> None:
    """Without case, accents and marks."""
    assert folded(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("ship* arms", ("ship*", "arms")), ('"Defence Minister" said', ("defence minister", "said")), ('"', ()), ("a-b", ("a b",))],
)
def test_terms(text: str, found: tuple[str, ...]) -> None:
    """Words, phrases, beginnings; nothing is syntax."""
    assert terms(text) == found


def test_the_place_of_a_term() -> None:
    """Is found whatever the accents, and cut at words."""
    doc = document("a.txt", "Titolo", "parola " * 60 + "più CAFFÈ per tutti " + "parola " * 60)
    span = place(doc, "caffe")
    assert "più CAFFÈ per tutti" in span.text
    assert doc.text[span.start : span.end] == span.text
    assert all(word in ("parola", "più", "CAFFÈ", "per", "tutti") for word in span.text.split())
