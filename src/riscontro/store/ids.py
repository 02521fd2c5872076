"""Ids by unique prefix."""

from __future__ import annotations

import sqlalchemy as sa

from riscontro.errors import AmbiguousId, UnknownId

_LAST = "\x7f"


def full_id(connection: sa.Connection, table: sa.Table, prefix: str, noun: str) -> str:
    """The id of this table that begins so. Raises UnknownId, AmbiguousId."""
    within = sa.and_(table.c.id >= prefix, table.c.id < prefix + _LAST)
    query = sa.select(table.c.id).distinct().where(within).order_by(table.c.id).limit(3)
    found = connection.execute(query).scalars().all() if prefix else []
    if not found:
        raise UnknownId(f"No {noun} has an id that begins with {prefix!r}.", f"`riscontro {_LISTED.get(noun, 'export')}` lists them.")
    if len(found) > 1 and found[0] != prefix:
        some = ", ".join(found[:2]) + (" ..." if len(found) > 2 else "")
        raise AmbiguousId(f"Several {noun}s have ids that begin with {prefix!r}: {some}.", "Give more of it.")
    return str(found[0])


_LISTED = {"claim": "claims", "event": "events", "document": "export"}
