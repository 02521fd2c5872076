"""Tests of what is known of a word by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riscontro.read.wordforms import Subwords, edit, edited, letters


@given(st.text("abcè", min_size=1, max_size=6), st.text("abcè", min_size=1, max_size=6))
def test_an_edit_makes_the_lemma_it_was_taken_from(form, lemma):
    """What an edit says of a pair holds for that pair."""
    assert edited(form, edit(form, lemma)) == lemma


@pytest.mark.parametrize(("form", "rule", "lemma"), [("navi", "1|e", "nave"), ("è", "=essere", "essere"), ("a", "3|re", "a")])
def test_edits(form, rule, lemma):
    """Endings are exchanged, irregular lemmas put whole, and too short a form is left as it is."""
    assert edited(form, rule) == lemma


def test_letters_of_a_long_word_are_its_first_and_last():
    """Twenty letters are seen at most, between marks; strange ones are all alike."""
    alphabet = {"a": 4, "b": 5}
    assert letters("ab?", alphabet) == [2, 4, 5, 1, 3]
    assert letters("a" * 15 + "b" * 15, alphabet) == [2, *[4] * 10, *[5] * 10, 3]


def test_vectors_of_words_never_seen():
    """Every word has a vector of one length, made of its subwords, and always the same."""
    words = ["nave", "navi", "xqj", "!"]
    found = Subwords(np.random.default_rng(0).normal(size=(500, 8)).astype(np.float32), 3, 5).get(words)
    again = Subwords(np.random.default_rng(0).normal(size=(500, 8)).astype(np.float32), 3, 5).get(words[::-1])[::-1]
    assert np.allclose(np.linalg.norm(found, axis=1), 3, atol=1e-3)
    assert np.array_equal(found, again)
    assert found[0] @ found[1] > found[0] @ found[2]
