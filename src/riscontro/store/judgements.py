"""Judgements: appended, and read in the order in which they were made. There is no way here to change or remove one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from riscontro.model import Citation, Judgement, Keys, Verb
from riscontro.store.blocks import hold, mark, release
from riscontro.store.database import Database
from riscontro.store.documents import citation_of, documents_of
from riscontro.store.tables import claim, event, event_origin, judgement, judgement_claim


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements of a store."""

    db: Database

    def add(self, made: Judgement, keys: dict[str, Keys]) -> None:
        """Appends a judgement; every event that it can change is pending.

        Args:
            made: the judgement.
            keys: where each claim that it names stands from now on, by claim id; a claim that is rejected has no keys.
        """
        with self.db.write() as connection:
            row = {n: getattr(made, n) for n in ("verb", "reason", "at", "by", "field", "value", "source")} | {"claims": list(made.claims)}
            row["verb"] = str(made.verb)
            added = connection.execute(judgement.insert().values(row).returning(judgement.c.key)).scalar_one()
            if made.claims:
                named = [{"claim": c, "judgement": added} for c in dict.fromkeys(made.claims)]
                connection.execute(judgement_claim.insert(), named)
                _move(connection, made.claims, keys)
            if made.source:
                here = sa.select(event.c.block).join(event_origin, event_origin.c.event == event.c.key)
                mark(connection, connection.execute(here.where(event_origin.c.origin == made.source)).scalars())

    def of(self, claims: Iterable[str]) -> tuple[Judgement, ...]:
        """Those that name one of these claims, in the order in which they were made."""
        with self.db.read() as connection:
            return of_claims(connection, list(claims))

    def all(self) -> tuple[Judgement, ...]:
        """Every judgement, in the order in which they were made."""
        with self.db.read() as connection:
            return tuple(map(_judgement, connection.execute(sa.select(judgement).order_by(judgement.c.key))))

    def citations(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """The current claims of these ids."""
        with self.db.read() as connection:
            rows = connection.execute(sa.select(claim).where(claim.c.id.in_(list(claims)), claim.c.current)).all()
            docs = documents_of(connection, {row.document for row in rows})
            return tuple(citation_of(row, docs[row.document]) for row in rows)


def _move(connection: sa.Connection, claims: Sequence[str], keys: dict[str, Keys]) -> None:
    """Puts claims under the keys that they have from now on; where they stood, and what they stand beside, is pending too."""
    rows = connection.execute(sa.select(claim.c.key, claim.c.id, claim.c.document).where(claim.c.id.in_(claims), claim.c.current)).all()
    release(connection, [row.key for row in rows])
    for row in rows:
        hold(connection, row.document, {row.key: keys.get(row.id, Keys())})


_CHUNK = 5000


def of_claims(connection: sa.Connection, ids: Sequence[str]) -> tuple[Judgement, ...]:
    """The judgements that name one of these claims, and all letters, in the order in which they were made."""
    if connection.execute(sa.select(judgement.c.key).limit(1)).first() is None:
        return ()
    found = {row.key: row for row in connection.execute(sa.select(judgement).where(judgement.c.verb == str(Verb.LETTER)))}
    for start in range(0, len(ids), _CHUNK):
        named = sa.select(judgement_claim.c.judgement).where(judgement_claim.c.claim.in_(ids[start : start + _CHUNK]))
        found |= {row.key: row for row in connection.execute(sa.select(judgement).where(judgement.c.key.in_(named)))}
    return tuple(_judgement(found[key]) for key in sorted(found))


def _judgement(row: sa.Row[Any]) -> Judgement:
    return Judgement(Verb(row.verb), tuple(row.claims), row.reason, row.at, row.by, row.field, row.value, row.source)
