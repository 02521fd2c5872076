"""Events and origins as lists show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from riscontro.model import AmountRange, EventFilter, EventRow, Ground, Kind, Listing, OriginRow, Rung, Standing, Verb
from riscontro.store.codec import from_json
from riscontro.store.database import Database
from riscontro.store.filters import day_of, named, parse_cursor
from riscontro.store.ids import full_id
from riscontro.store.tables import claim, event, event_claim, event_goods, event_origin, judgement


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a store with their findings, and the origins behind them."""

    db: Database

    def find(
        self, wanted: EventFilter, limit: int | None = None, cursor: str | None = None, *, oldest_first: bool = False
    ) -> Listing[EventRow]:
        """The events of a filter, the latest to begin first, undated last; or the dated ones, the first to begin first.

        Raises:
            BadDate, BadCursor.
        """
        with self.db.read() as connection:
            query = sa.select(event).where(*_conditions(connection, wanted))
            if oldest_first:
                query = query.where(event.c.starts.is_not(None))
            if cursor is not None:
                day, key = parse_cursor(cursor)
                later = event.c.day > day if oldest_first else event.c.day < day
                query = query.where(sa.or_(later, sa.and_(event.c.day == day, event.c.id > key)))
            query = query.order_by(event.c.day if oldest_first else event.c.day.desc(), event.c.id)
            rows = connection.execute(query.limit(None if limit is None else limit + 1)).all()
        shown = rows[:limit]
        return Listing(tuple(map(_event, shown)), f"{shown[-1].day}.{shown[-1].id}" if len(rows) > len(shown) else None)

    def one(self, prefix: str) -> EventRow:
        """The event whose id begins so. Raises UnknownId, AmbiguousId."""
        with self.db.read() as connection:
            found = full_id(connection, event, prefix, "event")
            return _event(connection.execute(sa.select(event).where(event.c.id == found)).one())

    def between(self, one: str, other: str, kinds: Sequence[str]) -> tuple[EventRow, ...]:
        """The events of these kinds that run from one party to another, by their codes."""
        here = (event.c.actor == one, event.c.counterpart == other, event.c.kind.in_(kinds))
        with self.db.read() as connection:
            return tuple(map(_event, connection.execute(sa.select(event).where(*here).order_by(event.c.id))))

    def only_beside(self, ids: Sequence[str]) -> frozenset[str]:
        """Which of these events hold no claim that does not stand beside another event, as an answer to it or in its support."""
        told, other = event_claim.alias(), event_claim.alias()
        elsewhere = sa.exists().where(other.c.claim == told.c.claim, other.c.event != event.c.key, other.c.role.in_(("answer", "support")))
        own = sa.exists().where(told.c.event == event.c.key, told.c.role == "told", ~elsewhere.correlate(event, told)).correlate(event)
        with self.db.read() as connection:
            return frozenset(connection.execute(sa.select(event.c.id).where(event.c.id.in_(ids), ~own)).scalars())

    def claims(self, event_id: str) -> dict[str, tuple[tuple[str, str | None], ...]]:
        """What the finding of an event rests on: by role (told, answer, support, warning) the ids of claims, each with its origin."""
        query = sa.select(event_claim.c.role, claim.c.id, event_claim.c.origin).join(claim, claim.c.key == event_claim.c.claim)
        query = query.join(event, event.c.key == event_claim.c.event).where(event.c.id == event_id).order_by(claim.c.id)
        found: dict[str, tuple[tuple[str, str | None], ...]] = {}
        with self.db.read() as connection:
            for role, name, origin in connection.execute(query):
                found[role] = (*found.get(role, ()), (name, origin))
        return found

    def all(self) -> Iterator[EventRow]:
        """Every event by its id."""
        return self.db.paged(sa.select(event), event.c.id, lambda _, rows: map(_event, rows))

    def origins(self, event_id: str | None = None, limit: int | None = None) -> tuple[OriginRow, ...]:
        """The voices behind one event, or behind all, those behind the most events first."""
        query = sa.select(
            event_origin.c.origin, sa.func.max(event_origin.c.standing).label("standing"), sa.func.count().label("events")
        ).group_by(event_origin.c.origin)
        if event_id is not None:
            query = query.where(event_origin.c.event == sa.select(event.c.key).where(event.c.id == event_id).scalar_subquery())
        with self.db.read() as connection:
            rows = connection.execute(query.order_by(sa.desc("events"), event_origin.c.origin).limit(limit)).all()
            keys = [row.origin for row in rows]
            names, claims, letters = _names(connection, keys), _claims(connection, keys), _letters(connection)
        return tuple(
            OriginRow(r.origin, names.get(r.origin, ()), Standing(r.standing), r.events, claims.get(r.origin, 0), letters.get(r.origin))
            for r in rows
        )


def _conditions(connection: sa.Connection, wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.party is not None:
        values = named(connection, "party", wanted.party)
        yield sa.or_(event.c.actor.in_(values), event.c.counterpart.in_(values))
    for column, text in ((event.c.actor, wanted.actor), (event.c.counterpart, wanted.counterpart)):
        if text is not None:
            yield column.in_(named(connection, "party", text))
    if wanted.goods is not None:
        yield event.c.key.in_(sa.select(event_goods.c.event).where(event_goods.c.value == wanted.goods.strip().casefold()))
    for column, value in ((event.c.kind, wanted.kind), (event.c.rung, wanted.rung), (event.c.disputed, wanted.disputed)):
        if value is not None:
            yield column == value
    if wanted.since is not None:
        yield event.c.ends >= day_of(wanted.since, last=False)
    if wanted.until is not None:
        yield event.c.starts <= day_of(wanted.until, last=True)


def _names(connection: sa.Connection, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in connection.execute(sa.select(event_origin.c.origin, event_origin.c.names).where(event_origin.c.origin.in_(keys))):
        found.setdefault(row.origin, {}).update(dict.fromkeys(row.names))
    return {key: tuple(sorted(names)) for key, names in found.items()}


def _claims(connection: sa.Connection, keys: Sequence[str]) -> dict[str, int]:
    number = sa.func.count(sa.distinct(event_claim.c.claim))
    query = sa.select(event_claim.c.origin, number).where(event_claim.c.origin.in_(keys)).group_by(event_claim.c.origin)
    return {row[0]: row[1] for row in connection.execute(query)}


def _letters(connection: sa.Connection) -> dict[str, str]:
    """The letter that each origin was given last."""
    query = sa.select(judgement.c.source, judgement.c.value).where(judgement.c.verb == str(Verb.LETTER)).order_by(judgement.c.key)
    return {row[0]: row[1] for row in connection.execute(query)}


def _event(row: sa.Row[Any]) -> EventRow:
    body = row.body
    return EventRow(
        id=row.id,
        kind=Kind(row.kind),
        actor=row.actor,
        counterpart=row.counterpart,
        family=row.family,
        goods=tuple(body["goods"]),
        when=row.period,
        rung=Rung(row.rung),
        disputed=row.disputed,
        refuted=row.refuted,
        count=row.origins,
        claims=row.claims,
        ranges=tuple(from_json(AmountRange, r) for r in body["ranges"]),
        grounds=tuple(from_json(Ground, g) for g in body["grounds"]),
    )
