"""Events and findings: found anew key by key, each key in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from riscontro.languages.edtf import interval
from riscontro.model import Citation, Document, Finding, Judgement, KeyPattern
from riscontro.store.blocks import fits, mark, sorted_out
from riscontro.store.codec import to_json
from riscontro.store.database import Database
from riscontro.store.documents import Shelved, citation_of, with_parents
from riscontro.store.judgements import of_claims
from riscontro.store.tables import block, claim, claim_block, event, event_claim, event_goods, event_origin, extraction, pending
from riscontro.store.tables import document as document_table

Weigh = Callable[[str, tuple[Citation, ...], tuple[Citation, ...], tuple[Judgement, ...]], Iterable[Finding]]
"""From a key, its claims, the claims that bear upon it and the judgements on any of them: the findings."""
Wanted = Callable[[str], Iterable[KeyPattern]]

_HELD = 50_000
"""Documents whose outlines are held while keys are settled."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The events of a store. While it settles it holds the outlines of documents: all that is known of them but their text."""

    db: Database
    _as_of: list[int] = field(default_factory=list, repr=False)
    _outlines: dict[int, Shelved] = field(default_factory=dict, repr=False)

    def pending(self) -> tuple[str, ...]:
        """The keys that wait to be settled, in order."""
        query = sa.select(block.c.text).join(pending, pending.c.block == block.c.key).order_by(block.c.text)
        with self.db.read() as connection:
            return tuple(connection.execute(query).scalars())

    def renew(self, version: str) -> None:
        """Makes every key pending whose events were weighed by other rules than those of this version."""
        older = sa.select(event.c.block).where(event.c.version != version)
        with self.db.read() as connection:
            found = connection.execute(older.limit(1)).first()
        if found is not None:
            with self.db.write() as connection:
                mark(connection, connection.execute(older).scalars())

    def doubt(self, key: str) -> None:
        """Makes a key pending."""
        with self.db.write() as connection:
            mark(connection, connection.execute(sa.select(block.c.key).where(block.c.text == key)).scalars())

    def settle(self, key: str, wanted: Wanted, weigh: Weigh) -> bool:
        """Finds and weighs the events of a pending key anew, in one transaction; False where it is pending no longer."""
        with self.db.write() as connection:
            here = connection.execute(sa.select(block.c.key).where(block.c.text == key)).scalar_one()
            if not connection.execute(pending.delete().where(pending.c.block == here)).rowcount:
                return False
            own, others, judgements, keys = self._bearing(connection, here, wanted(key))
            findings = tuple(weigh(key, own, others, judgements))
            _replace(connection, here, findings, keys)
        return True

    def bearing(self, event_id: str, wanted: Wanted) -> tuple[tuple[Citation, ...], tuple[Citation, ...], tuple[Judgement, ...]]:
        """The claims of an event's key, those that bear upon it, and the judgements on any of them; nothing is changed."""
        query = sa.select(block.c.key, block.c.text).join(event, event.c.block == block.c.key).where(event.c.id == event_id)
        with self.db.read() as connection:
            here = connection.execute(query).one()
            return self._bearing(connection, here.key, wanted(here.text))[:3]

    def _bearing(
        self, connection: sa.Connection, here: int, patterns: Iterable[KeyPattern]
    ) -> tuple[tuple[Citation, ...], tuple[Citation, ...], tuple[Judgement, ...], dict[str, int]]:
        own = _held(connection, [claim_block.c.block == here])
        docs = {row.document for row in own}
        own_keys = {row.key for row in own}
        others = {r.key: r for r in _meant(connection, patterns, docs) if r.key not in own_keys}
        rows = (*own, *(others[key] for key in sorted(others)))
        outlines = self._outlined(connection, {row.document for row in rows})
        cited = [citation_of(row, outlines[row.document]) for row in rows]
        judgements = of_claims(connection, [row.id for row in rows])
        return tuple(cited[: len(own)]), tuple(cited[len(own) :]), judgements, {row.id: row.key for row in rows}

    def _outlined(self, connection: sa.Connection, docs: set[int]) -> dict[int, Shelved]:
        """Outlines of documents; what is held is let go of where anything was added since, or where it is too much."""
        held = self._outlines
        latest = connection.execute(sa.select(sa.func.max(extraction.c.key))).scalar() or 0
        if self._as_of != [latest] or len(held) > _HELD:
            held.clear()
            self._as_of[:] = [latest]
        missing = sorted(docs - held.keys())
        for start in range(0, len(missing), 5000):
            held.update(_outlines(connection, missing[start : start + 5000]))
        return {doc: held[doc] for doc in docs}


def _outlines(connection: sa.Connection, docs: Sequence[int]) -> Iterator[tuple[int, Shelved]]:
    columns = [document_table.c[n] for n in ("key", "id", "language", "published", "publisher", "title", "family", "body")]
    for row in connection.execute(sa.select(*columns).where(document_table.c.key.in_(docs))):
        path = row.body.get("path")
        doc = Document(row.id, "", row.language, (), row.title, row.published, None, row.publisher, path)
        yield row.key, Shelved(doc, row.family or "")


_CLAIM = [claim.c[n] for n in ("key", "id", "document", "paragraph", "body")]


def _held(connection: sa.Connection, conditions: Sequence[sa.ColumnElement[bool]]) -> Sequence[sa.Row[Any]]:
    """The claims that stand under keys."""
    query = sa.select(*_CLAIM).join(claim_block, claim_block.c.claim == claim.c.key).where(*conditions).order_by(claim.c.key)
    return connection.execute(query).all()


def _meant(connection: sa.Connection, patterns: Iterable[KeyPattern], docs: set[int]) -> Iterator[sa.Row[Any]]:
    """The claims under the keys that patterns mean; of a pattern of nearness, those of these documents alone."""
    exact, loose = sorted_out(patterns)
    keys = connection.execute(sa.select(block.c.key).where(block.c.text.in_(exact))).scalars().all()
    if keys:
        yield from _held(connection, [claim_block.c.block.in_(keys)])
    for pattern in loose:
        here = sa.select(block.c.key).where(fits(pattern))
        near = [claim.c.document.in_(sorted(docs))] if pattern.near else []
        yield from _held(connection, [claim_block.c.block.in_(here), *near])


def _replace(connection: sa.Connection, here: int, findings: Sequence[Finding], keys: dict[str, int]) -> None:
    """These events instead of those that a key had."""
    old = sa.select(event.c.key).where(event.c.block == here)
    for table in (event_claim, event_goods, event_origin):
        connection.execute(table.delete().where(table.c.event.in_(old)))
    connection.execute(event.delete().where(event.c.block == here))
    for finding in findings:
        added = connection.execute(event.insert().values(_event_row(finding, here)).returning(event.c.key)).scalar_one()
        _put_parts(connection, added, finding, keys)


def _event_row(finding: Finding, here: int) -> dict[str, object]:
    told = finding.event
    first, last = interval(told.when) or (None, None)
    body = {n: to_json(getattr(finding, n)) for n in ("goods", "ranges", "grounds", "elements", "exchange")}
    return {
        "id": told.id,
        "block": here,
        "kind": str(told.kind),
        "actor": told.actor,
        "counterpart": told.counterpart,
        "family": told.family,
        "period": told.when,
        "starts": first,
        "ends": last,
        "day": first or date.min,
        "rung": str(finding.rung),
        "disputed": finding.disputed,
        "refuted": finding.refuted,
        "origins": finding.count,
        "claims": len(told.citations),
        "version": finding.version,
        "body": body,
    }


def _put_parts(connection: sa.Connection, added: int, finding: Finding, keys: dict[str, int]) -> None:
    origin_of = {c.claim.id: o.key for o in finding.origins for c in o.citations}
    parts = (
        ("told", finding.event.citations),
        ("answer", finding.denials),
        ("support", finding.support),
        ("warning", tuple(c for w in finding.warnings for c in w.citations)),
    )
    rows = {(keys[c.claim.id], role): origin_of.get(c.claim.id) for role, cited in parts for c in cited if c.claim.id in keys}
    connection.execute(event_claim.insert(), [{"event": added, "claim": k, "role": r, "origin": o} for (k, r), o in rows.items()])
    goods = with_parents((*finding.goods, finding.event.family)) - {""}
    _insert(connection, event_goods, [{"event": added, "value": v} for v in sorted(goods)])
    origins = {
        o.key: {
            "event": added,
            "origin": o.key,
            "standing": str(o.standing),
            "counted": o.counted,
            "names": list(o.names),
            "claims": len({c.claim.id for c in o.citations}),
        }
        for o in finding.origins
    }
    _insert(connection, event_origin, list(origins.values()))


def _insert(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)
