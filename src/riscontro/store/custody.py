"""The custody log of a store. There is no way here to change or remove an entry, and triggers forbid it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from riscontro.model import Act, Capture, Entry
from riscontro.model.custody import BEGINNING, canonical, linked, sha256
from riscontro.store.codec import to_json
from riscontro.store.database import Database
from riscontro.store.runs import clean
from riscontro.store.tables import custody, location

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Custody:
    """The log."""

    db: Database

    def entries(self) -> Iterator[Entry]:
        """Every entry, the first first."""
        with self.db.read() as connection:
            for row in connection.execute(sa.select(custody).order_by(custody.c.key)).yield_per(1000):
                yield _entry(row)

    def of(self, documents: Sequence[str]) -> tuple[Entry, ...]:
        """What was done to these documents, by their full ids."""
        query = sa.select(custody).where(custody.c.document.in_(documents)).order_by(custody.c.key)
        with self.db.read() as connection:
            return tuple(map(_entry, connection.execute(query)))

    def at(self, address: str) -> tuple[Entry, ...]:
        """The captures of an address, the first first: a page that changed has several documents."""
        query = sa.select(custody).where(custody.c.address == address).order_by(custody.c.key)
        with self.db.read() as connection:
            return tuple(map(_entry, connection.execute(query)))

    def note(self, act: Act, facts: Row) -> Entry:
        """Appends an entry that concerns no single document."""
        with self.db.write() as connection:
            return append(connection, act, None, facts)


def _entry(row: sa.Row[Any]) -> Entry:
    return Entry(row.key, row.content, row.hash)


def append(connection: sa.Connection, act: Act, document: str | None, facts: Row, address: str | None = None) -> Entry:
    """Appends an entry; nobody else can until this transaction ends, so it is best done last."""
    if connection.dialect.name != "sqlite":
        connection.execute(sa.text("LOCK TABLE custody IN SHARE ROW EXCLUSIVE MODE"))
    last = connection.execute(sa.select(custody.c.key, custody.c.hash).order_by(custody.c.key.desc()).limit(1)).first()
    number, previous = (last.key + 1, last.hash) if last else (1, BEGINNING)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    content = canonical({"number": number, "at": at, "act": str(act), "document": document, **facts})
    made = Entry(number, content, linked(previous, content))
    row = {"key": number, "document": document, "act": str(act), "address": clean(address), "content": content, "hash": made.hash}
    connection.execute(custody.insert().values(row))
    return made


def append_capture(connection: sa.Connection, act: Act, document: str, size: int, capture: Capture) -> None:
    """Appends how the bytes of a document were had."""
    append(connection, act, document, {"bytes": size, "capture": to_json(capture)}, capture.address)


def append_reading(connection: sa.Connection, document: str, record: str, claims: Sequence[Row], extractor: str) -> None:
    """Appends what was read in a document: the hashes of its row and of its claims."""
    facts = {"record": record, "claims": len(claims), "claims_sha256": claims_hash(claims), "extractor": extractor}
    append(connection, Act.READ, document, facts)


RECORD = ("id", "language", "published", "publisher", "title", "text", "body")
"""The columns of a document that its record is made of."""


def record_hash(row: Row) -> str:
    """The hash of a document's row."""
    return sha256(canonical({name: row[name] for name in RECORD}))


def claims_hash(rows: Sequence[Row]) -> str:
    """The hash of the current claims of a document, in their order."""
    return sha256(canonical([[row["id"], row["words"], row["body"]] for row in rows]))


def is_new_place(connection: sa.Connection, document: int, path: str) -> bool:
    """Whether a document was never found under this path."""
    query = sa.select(location.c.run).where(location.c.document == document, location.c.path == clean(path))
    return connection.execute(query).first() is None
