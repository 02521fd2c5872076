"""What the network knows of a word by itself: its letters, the vector of its subwords, and how its lemma comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_LONGEST = 20
_LENGTH = 3  # of every vector


def edit(form: str, lemma: str) -> str:
    """How a lemma comes of a form: how many letters to take away and what to put there ("2|re"), or "=" and the lemma itself."""
    same = next((k for k, (one, other) in enumerate(zip(form, lemma, strict=False)) if one != other), min(len(form), len(lemma)))
    return f"{len(form) - same}|{lemma[same:]}" if same else f"={lemma}"


def edited(form: str, rule: str) -> str:
    """The lemma that an edit makes of a form; the form itself where too little of it would be left."""
    if rule.startswith("="):
        return rule[1:]
    less, _, more = rule.partition("|")
    return form[: len(form) - int(less)] + more if int(less) < len(form) else form


def letters(word: str, alphabet: Mapping[str, int]) -> list[int]:
    """Numbers of a word's letters between marks for begin and end; of a long word its first and last."""
    seen = word if len(word) <= _LONGEST else word[: _LONGEST // 2] + word[-_LONGEST // 2 :]
    return [2, *(alphabet.get(letter, 1) for letter in seen), 3]


class Subwords:
    """Floret vectors: a word is the mean of the rows that its subwords are hashed to.

    Args:
        table: its rows.
        shortest: letters of a subword, marks of begin and end counted.
        longest: letters of a subword.
    """

    def __init__(self, table: Floats, shortest: int, longest: int) -> None:
        from spacy.strings import StringStore
        from spacy.vectors import Vectors

        shape: Any = {"minn": shortest, "maxn": longest, "hash_count": 2, "hash_seed": 2166136261, "bow": "<", "eow": ">"}
        self.vectors: Any = Vectors(strings=StringStore(), mode="floret", data=table, **shape)

    def get(self, words: Sequence[str]) -> Floats:
        """The vectors of words, all of one length."""
        rows: Floats = self.vectors.get_batch(list(words)).astype(np.float32)
        return _LENGTH * rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)  # type: ignore[no-any-return]
