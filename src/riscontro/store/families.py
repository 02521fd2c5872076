"""Copies and rewrites: which documents share a band with a new one, and the families that they make up."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Sequence

import sqlalchemy as sa

from riscontro.model import Sketch
from riscontro.store.blocks import mark
from riscontro.store.tables import band, claim, claim_block, document, signature

Alike = Callable[[Sketch, Iterable[Sketch]], Iterable[str]]
"""Which of some documents are copies or rewrites of one, by their ids."""


def gather(connection: sa.Connection, doc: int, sketch: Sketch, alike: Alike) -> None:
    """Keeps the sketch of a new document and joins it with its copies; whatever rests on a family that grows is pending."""
    rows = [{"band": _number(b), "document": doc} for b in sketch.bands]
    near = _sharing(connection, [row["band"] for row in rows])
    connection.execute(signature.insert().values(document=doc, numbers=array("Q", sketch.numbers).tobytes()))
    if rows:
        connection.execute(band.insert(), rows)
    copies = sorted(alike(sketch, near))
    if copies:
        _join(connection, [sketch.document, *copies])


def _number(name: str) -> int:
    """A band's name as a number that both databases keep."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") >> 1


def _sharing(connection: sa.Connection, bands: Sequence[int]) -> list[Sketch]:
    """The documents that share a band; each with all the bands asked for, since the numbers decide."""
    near = sa.select(band.c.document).where(band.c.band.in_(bands))
    query = sa.select(document.c.id, signature.c.numbers).join(signature, signature.c.document == document.c.key)
    rows = connection.execute(query.where(document.c.key.in_(near)).order_by(document.c.id)).all()
    first = {row.numbers: row.id for row in reversed(rows)}
    return [Sketch(name, tuple(array("Q", numbers)), ()) for numbers, name in first.items()]


def _join(connection: sa.Connection, ids: Sequence[str]) -> None:
    """One family of these documents and of the families that they had: it is called by its smallest id."""
    had = connection.execute(sa.select(document.c.family).where(document.c.id.in_(ids), document.c.family.is_not(None))).scalars().all()
    members = sa.or_(document.c.id.in_(ids), document.c.family.in_(had))
    head = connection.execute(sa.select(sa.func.min(document.c.id)).where(members)).scalar_one()
    moved = members & document.c.family.is_distinct_from(head)
    docs = connection.execute(sa.select(document.c.key).where(moved)).scalars().all()
    connection.execute(document.update().where(document.c.key.in_(docs)).values(family=head))
    here = sa.select(claim_block.c.block).join(claim, claim.c.key == claim_block.c.claim).where(claim.c.document.in_(docs))
    mark(connection, connection.execute(here).scalars())
