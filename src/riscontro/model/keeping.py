"""What is kept beside an article: where its claims stand in the ledger, and what its words come to."""

from __future__ import annotations

from dataclasses import dataclass

from riscontro.model.keys import KeyPattern


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a claim stands in the ledger: its own keys, and those whose findings it can change besides."""

    own: tuple[str, ...] = ()
    touched: tuple[KeyPattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """The words of a document as a few numbers, and the bands that a copy of it would share."""

    document: str
    numbers: tuple[int, ...]
    bands: tuple[str, ...]
