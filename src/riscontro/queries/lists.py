"""Lists of what a store holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from riscontro.errors import BadDate, BadFilter
from riscontro.languages import goods_codes
from riscontro.languages.edtf import interval
from riscontro.model import (
    Certainty,
    Citation,
    ClaimFilter,
    Document,
    EventFilter,
    EventRow,
    Excerpt,
    Judgement,
    Kind,
    Listing,
    OriginRow,
    Polarity,
    Refusal,
    Run,
    RunDiff,
    Rung,
)

if TYPE_CHECKING:
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


def diff(archive: Archive, one: int, other: int) -> RunDiff:
    """What changed between the claims as of one run and as of another, in the documents that both know.

    Raises:
        UnknownId, StoreError.
    """
    return archive.claims.diff(archive.runs.one(one).id, archive.runs.one(other).id)


def everything(
    archive: Archive,
) -> Iterator[tuple[Document | Citation | EventRow | OriginRow | Judgement | Run | Refusal, dict[str, object]]]:
    """All nouns that a store holds, in a fixed order, each with what belongs to it: documents with their paths, events with their claims.

    Raises:
        StoreError.
    """
    for doc in archive.documents.all():
        yield doc, {"paths": list(archive.documents.paths(doc.id))}
    yield from ((citation, {}) for citation in archive.claims.all())
    for row in archive.events.all():
        roles = archive.events.claims(row.id)
        yield row, {"cited": {role: [{"claim": c, "origin": o} for c, o in cited] for role, cited in sorted(roles.items())}}
    yield from ((origin, {}) for origin in archive.events.origins())
    yield from ((judgement, {}) for judgement in archive.judgements.all())
    yield from ((run, {}) for run in archive.runs.all())
    yield from ((refusal, {}) for refusal in archive.runs.refusals())


_VALUES: dict[str, type[StrEnum]] = {"kind": Kind, "polarity": Polarity, "certainty": Certainty, "rung": Rung}


def checked(wanted: Filter) -> Filter:
    """The filter, if its values can be. Raises BadFilter."""
    for name, values in _VALUES.items():
        value = getattr(wanted, name, None)
        if value is not None and value not in list(values):
            raise BadFilter(f"{value}: there is no such {name}.", f"It is one of {', '.join(values)}.")
    goods = wanted.goods
    if goods is not None and goods.strip().casefold() not in goods_codes():
        tops = sorted({g.split(".")[0] for g in goods_codes()})
        raise BadFilter(f"{goods}: there is no such code of goods.", f"Codes begin with {', '.join(tops)}.")
    return wanted


def first_day(edtf: str) -> date:
    """The first day of a date that a user gave. Raises BadDate."""
    days = interval(edtf)
    if days is None:
        raise BadDate(f"{edtf}: this is no date.", "Write it as 2024, 2024-05 or 2024-05-10.")
    return days[0]
