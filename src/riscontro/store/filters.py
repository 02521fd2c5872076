"""From a filter to a query that reads the first page of its answer and little else.

Every value that a claim can be asked for by party, goods or source has rows in an inverted index, in the order of the list.
The rarest of the values asked for leads, the others are looked up for each claim it gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from riscontro.errors import BadCursor, BadDate, UnknownParty
from riscontro.languages.edtf import interval
from riscontro.languages.naming import party_code
from riscontro.model import ClaimFilter
from riscontro.store.tables import claim, claim_goods, claim_party, claim_source, name
from riscontro.store.words import folded, holds

_PROBE = 5000
"""How many rows of a value are counted to see which is the rarest."""
_NAMES = 200
"""How many names a part of a name can stand for."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Values in an inverted index, any of which will do; of parties, in one of these roles."""

    index: sa.Table
    values: tuple[str, ...]
    roles: tuple[str, ...] = ()

    def of(self, index: sa.FromClause) -> ColumnElement[bool]:
        """The rows of the index that are meant."""
        value = index.c.value == self.values[0] if len(self.values) == 1 else index.c.value.in_(self.values)
        return sa.and_(value, index.c.role == self.roles[0]) if len(self.roles) == 1 else value


def claims_query(connection: sa.Connection, wanted: ClaimFilter, limit: int | None, cursor: str | None) -> sa.Select[Any]:
    """The keys of the claims of a filter, newest publication first, in the order of the text; at most `limit`.

    Raises:
        BadDate, BadCursor.
    """
    facets = sorted(_facets(connection, wanted), key=lambda f: _size(connection, f))
    if any(not f.values for f in facets):
        return sa.select(claim.c.key).where(sa.false())
    lead = facets[0].index.alias("lead") if facets else None
    source = claim if lead is None else lead.join(claim, lead.c.claim == claim.c.key)
    day, key = (claim.c.day, claim.c.key) if lead is None else (lead.c.day, lead.c.claim)
    query = sa.select(key).select_from(source).where(claim.c.current, *_plain(connection, wanted))
    if lead is not None:
        query = query.where(facets[0].of(lead), *(_also(f) for f in facets[1:]))
        if len(facets[0].values) > 1:
            query = query.group_by(day, key)
        elif facets[0].index is claim_party and not facets[0].roles:
            query = query.where(sa.or_(lead.c.role == "actor", ~_as_actor(lead)))
    if cursor is not None:
        last_day, last_key = numbered(cursor)
        query = query.where(sa.or_(day < last_day, sa.and_(day == last_day, key > last_key)))
    return query.order_by(day.desc(), key).limit(limit)


def numbered(cursor: str) -> tuple[date, int]:
    """The day and number that a cursor names. Raises BadCursor."""
    day, key = parse_cursor(cursor)
    if not key.isdigit():
        raise BadCursor(f"{cursor!r} is no place in this list.", "Give the cursor that the list before ended with.")
    return day, int(key)


def parse_cursor(cursor: str) -> tuple[date, str]:
    """The day and the rest of a place in a list. Raises BadCursor."""
    try:
        day, _, key = cursor.partition(".")
        return date.fromisoformat(day), key
    except ValueError:
        raise BadCursor(f"{cursor!r} is no place in a list.", "Give the cursor that the list before ended with.") from None


def _as_actor(lead: sa.FromClause) -> ColumnElement[bool]:
    """Whether the same claim names the same party as actor too: it is listed once."""
    other = claim_party.alias()
    same = (other.c.value == lead.c.value, other.c.day == lead.c.day, other.c.claim == lead.c.claim, other.c.role == "actor")
    return sa.exists().where(*same).correlate(lead)


def _also(facet: Facet) -> ColumnElement[bool]:
    index = facet.index.alias()
    here = (index.c.day == claim.c.day, index.c.claim == claim.c.key)
    return sa.exists().where(facet.of(index), *here).correlate(claim)


def _size(connection: sa.Connection, facet: Facet) -> int:
    some = sa.select(sa.literal(1)).select_from(facet.index).where(facet.of(facet.index)).limit(_PROBE).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one() if facet.values else 0


def _facets(connection: sa.Connection, wanted: ClaimFilter) -> list[Facet]:
    found = [
        Facet(claim_party, named(connection, "party", text), roles)
        for text, roles in ((wanted.party, ()), (wanted.actor, ("actor",)), (wanted.counterpart, ("counterpart",)))
        if text is not None
    ]
    if wanted.source is not None:
        found.append(Facet(claim_source, named(connection, "source", wanted.source)))
    if wanted.goods is not None:
        found.append(Facet(claim_goods, (wanted.goods.strip().casefold(),)))
    return found


def named(connection: sa.Connection, field: str, text: str) -> tuple[str, ...]:
    """The values that a code, a name or a part of a name stands for."""
    try:
        return (party_code(text),)
    except UnknownParty:
        return _like(connection, field, folded(text))


def _like(connection: sa.Connection, field: str, part: str) -> tuple[str, ...]:
    """The names of which some words are these."""
    padded = sa.literal(" ") + name.c.value + " "
    fits = padded.contains(f" {part} ", autoescape=True)
    query = sa.select(name.c.value).where(name.c.field == field, fits).order_by(name.c.value).limit(_NAMES)
    return tuple(connection.execute(query).scalars()) if part else ()


def _plain(connection: sa.Connection, wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """The conditions on the claim itself."""
    asked: tuple[tuple[str | None, Callable[[str], ColumnElement[bool]]], ...] = (
        (wanted.kind, lambda v: claim.c.kind == v),
        (wanted.polarity, lambda v: claim.c.polarity == v),
        (wanted.certainty, lambda v: claim.c.certainty == v),
        (wanted.publisher, lambda v: claim.c.publisher.in_(_like(connection, "publisher", folded(v)))),
        (wanted.since, lambda v: claim.c.ends >= day_of(v, last=False)),
        (wanted.until, lambda v: claim.c.starts <= day_of(v, last=True)),
        (wanted.text, lambda v: holds(connection.dialect.name, claim, v)),
    )
    return [make(value) for value, make in asked if value is not None]


def day_of(edtf: str, *, last: bool) -> date:
    """First or last day of a date that a user gave. Raises BadDate."""
    days = interval(edtf)
    if days is None:
        raise BadDate(f"{edtf}: this is no date.", "Write it as 2024, 2024-05 or 2024-05-10.")
    return days[last]
