"""What people decide, and what machines did: judgements and runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a judgement does. A claim: accept, reject, correct. Events: merge, split, refute. Origins: same, different. A source: letter."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    REFUTE = "refute"
    SAME_ORIGIN = "same-origin"
    DIFFERENT_ORIGIN = "different-origin"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided, and why; appended, never changed. It names claims, which stay, and not events, which may move.

    `correct` sets `field` to `value`; `letter` gives `source` (the key of an origin) the letter `value`. `at` is when, as EDTF.
    Of two that contradict each other the later one holds: they are given in the order in which they were made.
    """

    verb: Verb
    claims: tuple[str, ...]
    reason: str
    at: str
    by: str = ""
    field: str | None = None
    value: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One time that documents were read: by which extractor, with which arguments, when it began and ended, and what came of it.

    `documents` and `claims` are those that were added, `known` the documents that were there already, `refused` the files that could not
    be read. `ended` None = it did not come to its end.
    """

    id: int
    extractor: str
    arguments: tuple[str, ...]
    began: str
    ended: str | None
    documents: int = 0
    claims: int = 0
    known: int = 0
    refused: int = 0
