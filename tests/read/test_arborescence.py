"""Tests of the best tree over scored pairs of words."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from riscontro.read.arborescence import a_circle, best_tree

_SCORES = st.integers(1, 5).flatmap(lambda words: arrays(np.float64, (words, words + 1), elements=st.integers(-9, 9)))


def _is_tree(heads):
    return heads.count(0) == 1 and not a_circle([0, *heads])


def _total(scores, heads):
    return sum(scores[word][head] for word, head in enumerate(heads))


@given(_SCORES)
def test_no_other_tree_scores_higher(scores):
    """The tree found is a tree with one root, and the best of all such trees, ties aside."""
    words = len(scores)
    choices = product(*[[head for head in range(words + 1) if head != word + 1] for word in range(words)])
    found = best_tree(scores)
    assert _is_tree(found)
    assert _total(scores, found) == max(_total(scores, heads) for heads in map(list, choices) if _is_tree(heads))


@given(st.integers(6, 40).flatmap(lambda words: arrays(np.float64, (words, words + 1), elements=st.floats(-50, 50))))
def test_long_sentences_get_a_tree_with_one_root(scores):
    """Whatever the scores, every word hangs on one root."""
    assert _is_tree(best_tree(scores))


def test_nested_circles_are_undone():
    """Two pairs of words that cling together, and then to one another, still hang on one root."""
    scores = np.full((4, 5), -9.0)
    for word, head in ((0, 2), (1, 1), (2, 4), (3, 3)):
        scores[word, head] = 9
    scores[0, 3], scores[2, 1] = 5, 5
    assert _is_tree(best_tree(scores))


def test_a_circle_is_broken_without_a_second_root():
    """Where undoing a circle could make a second root, the one there was stays alone."""
    assert _is_tree(best_tree([[-1, -1, -1, 0], [-1, -1, -1, -1], [-1, 0, -1, -1]]))


def test_no_words_no_tree():
    """An empty sentence has an empty tree."""
    assert best_tree(np.empty((0, 1))) == []


@pytest.mark.parametrize(("heads", "circle"), [([0, 0, 1], []), ([0, 2, 1], [1, 2]), ([0, 0, 3, 4, 2], [2, 3, 4])])
def test_circles_are_found(heads, circle):
    """Nodes that lead back to themselves are named, others not."""
    assert sorted(a_circle(heads)) == circle
