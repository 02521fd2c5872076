"""The keys of claims in the ledger, and those whose events are to be found anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from riscontro.model import EventKey, KeyPattern, Keys
from riscontro.store.database import insert_locked, insert_new
from riscontro.store.tables import block, claim, claim_block, event, event_claim, pending


def hold(connection: sa.Connection, doc: int, claims: Mapping[int, Keys]) -> None:
    """Puts claims of a document under their keys; these and those that they touch are pending."""
    texts = sorted({text for keys in claims.values() for text in keys.own})
    if not texts:
        return
    parts = [(text, EventKey.parse(text)) for text in texts]
    rows = [{"text": t, "kind": str(k.kind), "actor": k.actor, "counterpart": k.counterpart, "family": k.family} for t, k in parts]
    insert_new(connection, block, rows)
    found = {row.text: row.key for row in connection.execute(sa.select(block.c.key, block.c.text).where(block.c.text.in_(texts)))}
    insert_new(connection, claim_block, [{"block": found[t], "claim": key} for key, keys in claims.items() for t in sorted(set(keys.own))])
    touched = {pattern for keys in claims.values() for pattern in keys.touched}
    mark(connection, [*found.values(), *matching(connection, touched, [doc])])


def release(connection: sa.Connection, claims: Sequence[int]) -> None:
    """Takes claims from under their keys; these are pending, and so are all events that the claims stand beside."""
    mark(connection, connection.execute(sa.select(claim_block.c.block).where(claim_block.c.claim.in_(claims))).scalars())
    beside = sa.select(event.c.block).join(event_claim, event_claim.c.event == event.c.key).where(event_claim.c.claim.in_(claims))
    mark(connection, connection.execute(beside).scalars())
    connection.execute(claim_block.delete().where(claim_block.c.claim.in_(claims)))


def mark(connection: sa.Connection, blocks: Iterable[int]) -> None:
    """Makes keys pending."""
    insert_locked(connection, pending, [{"block": b} for b in sorted(set(blocks))])


def matching(connection: sa.Connection, patterns: Iterable[KeyPattern], near: Sequence[int]) -> list[int]:
    """The keys that patterns mean; `near` are the documents that a pattern of nearness is about."""
    exact, loose = sorted_out(patterns)
    found = list(connection.execute(sa.select(block.c.key).where(block.c.text.in_(exact))).scalars()) if exact else []
    for pattern in loose:
        query = sa.select(block.c.key).where(fits(pattern))
        if pattern.near:
            here = sa.select(claim_block.c.block).join(claim, claim.c.key == claim_block.c.claim).where(claim.c.document.in_(near))
            query = query.where(block.c.key.in_(here))
        found += connection.execute(query).scalars()
    return found


def sorted_out(patterns: Iterable[KeyPattern]) -> tuple[list[str], list[KeyPattern]]:
    """The keys that patterns name in full, and the patterns that leave something open."""
    exact, loose = [], []
    for pattern in patterns:
        kind, actor, counterpart, family = pattern.kind, pattern.actor, pattern.counterpart, pattern.family
        if pattern.near or actor is None or counterpart is None or family is None:
            loose.append(pattern)
        else:
            exact.append(str(EventKey(kind, actor, counterpart, family)))
    return exact, loose


def fits(pattern: KeyPattern) -> ColumnElement[bool]:
    """Whether a key is one of a pattern's."""
    parts = {"kind": str(pattern.kind), "actor": pattern.actor, "counterpart": pattern.counterpart, "family": pattern.family}
    return sa.and_(*(block.c[n] == value for n, value in parts.items() if value is not None))
