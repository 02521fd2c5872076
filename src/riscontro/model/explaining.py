"""Why a claim is as it is: its sentence as a tree, the entry of the lexicon, and what decided each field."""

from __future__ import annotations

from dataclasses import dataclass

from riscontro.model.claims import Claim
from riscontro.model.texts import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """What decided a field of a claim. `how` names the sentence that says it (`explain-<how>` of the interface), `words` are the text's.

    `fact` is what else the sentence tells: a slot, a code, a party, a lemma.
    """

    field: str
    how: str
    words: tuple[str, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True)
class TreeWord:
    """A word of a tree in the order of drawing; `branch` are the lines that lead to it, `marks` the parts it plays in the claim."""

    token: int
    text: str
    lemma: str
    upos: str
    relation: str
    branch: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim explained: the sentence it stands in, its tree, the entry that fired with what it asks for, and the reasons by field."""

    claim: Claim
    sentence: Span
    tree: tuple[TreeWord, ...]
    entry: str
    requires: tuple[str, ...]
    reasons: tuple[Reason, ...]
