"""What is taken in from the world: items, what their source tells of them, and how their bytes were had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Told:
    """What the source of some bytes tells of them; what is None or empty it does not tell.

    `media` and `charset` are those of a Content-Type, `fields` pairs of a field of ours and its name in a record.
    """

    media: str | None = None
    charset: str | None = None
    address: str | None = None
    publisher: str | None = None
    house: str | None = None
    language: str | None = None
    published: str | None = None
    fields: tuple[tuple[str, str], ...] = ()

    def under(self, other: Self) -> Self:
        """The two together, the other one's word first."""
        ours = {name: getattr(other, name) or getattr(self, name) for name in self.__slots__}
        return replace(self, **ours)


@dataclass(frozen=True, slots=True)
class Capture:
    """How bytes were had from the world.

    `how` is file, archive or web; `at` when they were captured (UTC, ISO 8601), by us or by who made the archive; `name` the path, the
    address, or the archive with the item's name behind a `#`; `address` that of a page; `chain` the addresses that led to it, the one
    asked for first; `headers` those of the answer, `status` its code, `peer` the machine that gave it; `tool` who captured it.
    """

    how: str
    at: str
    name: str
    address: str | None = None
    chain: tuple[str, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    peer: str | None = None
    tool: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One document before it is read: its name, its bytes, how they were had, and what is told of them."""

    name: str
    data: bytes
    capture: Capture
    told: Told = Told()
