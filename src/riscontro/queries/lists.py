"""Lists of what a store holds."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TypeVar

from riscontro.errors import BadFilter
from riscontro.languages import table
from riscontro.model import Certainty, Citation, ClaimFilter, EventFilter, Excerpt, Kind, Listing, Polarity, Rung
from riscontro.store import Archive

Filter = TypeVar("Filter", ClaimFilter, EventFilter)


def claims(archive: Archive, *, limit: int | None = None, cursor: str | None = None, **wanted: str | None) -> Listing[Citation]:
    """The claims that fit, newest publication first, in the order of the text.

    Args:
        archive: an open store.
        limit: how many at most; all unless given.
        cursor: where to go on, as the listing before says.
        wanted: the fields of ClaimFilter.

    Raises:
        BadDate, BadCursor, BadFilter, StoreError.
    """
    return archive.claims.find(checked(ClaimFilter(**wanted)), limit, cursor)


def search(archive: Archive, text: str, *, limit: int | None = None, cursor: str | None = None) -> Listing[Excerpt]:
    """The documents that hold every term of a text (words, "phrases", begin*), newest publication first.

    Raises:
        BadCursor, BadFilter, StoreError.
    """
    if not any(c.isalnum() for c in text):
        raise BadFilter(f"{text!r} holds no word to search for.", "Give one or more words.")
    return archive.claims.search(text, limit, cursor)


_VALUES: dict[str, type[StrEnum]] = {"kind": Kind, "polarity": Polarity, "certainty": Certainty, "rung": Rung}


def checked(wanted: Filter) -> Filter:
    """The filter, if its values can be. Raises BadFilter."""
    for name, values in _VALUES.items():
        value = getattr(wanted, name, None)
        if value is not None and value not in list(values):
            raise BadFilter(f"{value}: there is no such {name}.", f"It is one of {', '.join(values)}.")
    goods = wanted.goods
    if goods is not None and goods.strip().casefold() not in _goods():
        tops = sorted({g.split(".")[0] for g in _goods()})
        raise BadFilter(f"{goods}: there is no such code of goods.", f"Codes begin with {', '.join(tops)}.")
    return wanted


@cache
def _goods() -> frozenset[str]:
    return frozenset(table("en", "interface")["goods"]) - {"none"}
