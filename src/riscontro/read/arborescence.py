"""The best tree over the words of a sentence, given a score for every pair of word and head.

Mostly every word's best head makes a tree by itself. Where it does not, circles are contracted one by one
(Chu and Liu 1965, Edmonds 1967), and more than one root is made dearer than anything else, so that one is left
(Stanojević and Cohen 2021, https://aclanthology.org/2021.emnlp-main.823).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Contraction:
    """A circle made one node: who stood where, and which word is the way in from, or out to, each node outside."""

    heads: Numbers
    inside: Numbers
    outside: Numbers
    way_in: Numbers
    way_out: Numbers

    def undone(self, heads: Numbers) -> Numbers:
        """The heads of all nodes, given those found with the circle as one (the last) node."""
        last = len(self.outside)
        found = self.heads.copy()
        found[self.outside] = np.where(heads[:last] < last, self.outside[np.minimum(heads[:last], last - 1)], self.inside[self.way_out])
        found[self.inside[self.way_in[heads[last]]]] = self.outside[heads[last]]
        found[0] = 0
        return found


def best_tree(scores: npt.ArrayLike) -> list[int]:
    """The head of every word (0: none, it is the root; else the number of a word, counted from 1) in the best tree with one root.

    Args:
        scores: a row for each word, a column for the root and for each word as its head.
    """
    given = np.asarray(scores, dtype=np.float64)
    words = len(given)
    if not words:
        return []
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = given
    np.fill_diagonal(square, -np.inf)
    heads = _greedy(square)
    if np.count_nonzero(heads[1:] == 0) != 1 or a_circle(heads):
        square[1:, 0] -= (given.max() - given.min() + 1) * words
        heads = _greedy(square)
    return [int(head) for head in _without_circles(square, heads)[1:]]


def _greedy(scores: Scores) -> Numbers:
    heads: Numbers = scores.argmax(1)
    heads[0] = 0
    return heads


def _without_circles(scores: Scores, heads: Numbers) -> Numbers:
    done: list[_Contraction] = []
    while circle := a_circle(heads):
        contraction, scores = _contract(scores, heads, circle)
        done.append(contraction)
        heads = _greedy(scores)
    for contraction in reversed(done):
        heads = contraction.undone(heads)
    return heads


def _contract(scores: Scores, heads: Numbers, circle: Sequence[int]) -> tuple[_Contraction, Scores]:
    inside = np.array(circle)
    outside = np.setdiff1d(np.arange(len(heads)), inside)
    into = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    out = scores[np.ix_(outside, inside)]
    last = len(outside)
    smaller = np.full((last + 1, last + 1), -np.inf)
    smaller[:last, :last] = scores[np.ix_(outside, outside)]
    smaller[last, :last], smaller[:last, last] = into.max(0), out.max(1)
    return _Contraction(heads, inside, outside, into.argmax(0), out.argmax(1)), smaller


def a_circle(heads: Sequence[int] | Numbers) -> list[int]:
    """Nodes that are one another's heads in a round; none where all hang on node 0, which is its own head."""
    met = [0] * len(heads)
    met[0] = -1
    for start in range(1, len(heads)):
        node = start
        while not met[node]:
            met[node] = start
            node = int(heads[node])
        if met[node] == start:
            return _round(heads, node)
    return []


def _round(heads: Sequence[int] | Numbers, start: int) -> list[int]:
    found = [start]
    while (node := int(heads[found[-1]])) != start:
        found.append(node)
    return found
