"""Re-hashing a store: originals, documents, claims and the log, each held against what was noted when it was taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from riscontro.model import Act, Difference, Verification
from riscontro.model.custody import BEGINNING, linked, sha256
from riscontro.store.custody import RECORD, Custody, claims_hash, record_hash
from riscontro.store.database import Database
from riscontro.store.tables import claim, document, original


@dataclass(slots=True)
class _Log:
    """What the log says: of each document the hashes of its last reading, None where it was captured and not read."""

    entries: int = 0
    head: str = BEGINNING
    heads: set[str] = field(default_factory=set)
    readings: dict[str, tuple[str, str] | None] = field(default_factory=dict)


def verify(db: Database, head: str | None = None) -> Verification:
    """Holds everything against the log, and the log against itself.

    Args:
        db: the store.
        head: the hash of an entry as it was noted outside of the store; where the log does not lead through it, it was rewritten.

    Raises:
        StoreError.
    """
    log = _Log()
    found = list(_log_differences(db, log, head))
    count = 0
    with db.read() as connection:
        rows = connection.execute(sa.select(document, original.c.bytes).outerjoin(original).order_by(document.c.key)).yield_per(5)
        for row in rows:
            count += 1
            found += _document_differences(connection, row, log)
    found += [Difference(name, "The log tells of this document; the store does not hold it.") for name in log.readings]
    return Verification(count, log.entries, log.head, tuple(found))


def _log_differences(db: Database, log: _Log, head: str | None) -> Iterator[Difference]:
    """Walks the chain, and takes down what it says."""
    for entry in Custody(db).entries():
        log.entries += 1
        where = f"entry {entry.number}"
        if entry.number != log.entries:
            yield Difference(f"entry {log.entries}", "This entry is missing from the log.")
            log.entries = entry.number
        if entry.hash != linked(log.head, entry.content):
            yield Difference(where, "Its hash does not follow from its content and the entry before: one of them was changed.")
        log.head = entry.hash
        if entry.hash == head:
            log.heads.add(entry.hash)
        _take_down(entry.facts, log)
    if head is not None and head not in log.heads:
        yield Difference("log", f"It does not lead through the hash {head}: it was cut short or written anew.")


def _take_down(facts: dict[str, Any], log: _Log) -> None:
    name = facts.get("document")
    if facts.get("act") == Act.READ:
        log.readings[str(name)] = facts.get("record", ""), facts.get("claims_sha256", "")
    elif name:
        log.readings.setdefault(str(name), None)


def _document_differences(connection: sa.Connection, row: sa.Row[Any], log: _Log) -> Iterator[Difference]:
    if row.id not in log.readings:
        yield Difference(row.id, "The log does not tell how this document came in.")
    if row.bytes is None or f"sha256:{sha256(bytes(row.bytes))}" != row.id:
        yield Difference(row.id, "Its bytes are not those that were received.")
    record, claims = log.readings.pop(row.id, None) or ("", "")
    if record and record_hash({name: getattr(row, name) for name in RECORD}) != record:
        yield Difference(row.id, "Its text, or what is known of it, is not what was read from its bytes.")
    rows = connection.execute(
        sa.select(claim.c.id, claim.c.words, claim.c.body).where(claim.c.document == row.key, claim.c.current).order_by(claim.c.key)
    ).all()
    if claims and claims_hash([r._asdict() for r in rows]) != claims:
        yield Difference(row.id, "Its claims are not those that were found in it.")
    for each in rows:
        span = each.body["span"]
        if row.text[span["start"] : span["end"]] != each.words:
            yield Difference(row.id, f"The words of claim {each.id} do not stand where it has them.")
