"""The keys of claims in the ledger, and those whose events are to be found anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from riscontro.model import EventKey, KeyPattern
from riscontro.store.database import insert_locked, insert_new
from riscontro.store.tables import block, claim, claim_block, pending


def hold(connection: sa.Connection, key: int, doc: int, own: Iterable[str], touched: Iterable[KeyPattern]) -> None:
    """Puts a claim under its keys; these and those that it touches are pending."""
    texts = sorted(set(own))
    if not texts:
        return
    parts = [(text, EventKey.parse(text)) for text in texts]
    rows = [{"text": t, "kind": str(k.kind), "actor": k.actor, "counterpart": k.counterpart, "family": k.family} for t, k in parts]
    insert_new(connection, block, rows)
    found = list(connection.execute(sa.select(block.c.key).where(block.c.text.in_(texts))).scalars())
    insert_new(connection, claim_block, [{"block": b, "claim": key} for b in found])
    for pattern in touched:
        found += matching(connection, pattern, [doc])
    mark(connection, found)


def release(connection: sa.Connection, claims: Sequence[int]) -> None:
    """Takes claims from under their keys; these are pending, and so are all events that the claims stand beside."""
    from riscontro.store.tables import event, event_claim

    mark(connection, connection.execute(sa.select(claim_block.c.block).where(claim_block.c.claim.in_(claims))).scalars())
    beside = sa.select(event.c.block).join(event_claim, event_claim.c.event == event.c.key).where(event_claim.c.claim.in_(claims))
    mark(connection, connection.execute(beside).scalars())
    connection.execute(claim_block.delete().where(claim_block.c.claim.in_(claims)))


def mark(connection: sa.Connection, blocks: Iterable[int]) -> None:
    """Makes keys pending."""
    insert_locked(connection, pending, [{"block": b} for b in sorted(set(blocks))])


def matching(connection: sa.Connection, pattern: KeyPattern, near: Sequence[int]) -> list[int]:
    """The keys that a pattern means; `near` are the documents that a pattern of nearness is about."""
    query = sa.select(block.c.key).where(fits(pattern))
    if pattern.near:
        here = sa.select(claim_block.c.block).join(claim, claim.c.key == claim_block.c.claim).where(claim.c.document.in_(near))
        query = query.where(block.c.key.in_(here))
    return list(connection.execute(query).scalars())


def fits(pattern: KeyPattern) -> ColumnElement[bool]:
    """Whether a key is one of a pattern's."""
    parts = {"kind": str(pattern.kind), "actor": pattern.actor, "counterpart": pattern.counterpart, "family": pattern.family}
    return sa.and_(*(block.c[n] == value for n, value in parts.items() if value is not None))
