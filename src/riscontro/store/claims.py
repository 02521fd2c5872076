"""Claims as they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from riscontro.model import Citation, ClaimFilter, Excerpt, Listing, RunDiff
from riscontro.store.database import Database
from riscontro.store.documents import Shelved, citation_of, documents_of
from riscontro.store.filters import claims_query, numbered
from riscontro.store.ids import full_id
from riscontro.store.tables import claim, extraction
from riscontro.store.tables import document as document_table
from riscontro.store.words import holds, place


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a store; where nothing else is said, those of the newest reading of each document."""

    db: Database

    def find(self, wanted: ClaimFilter, limit: int | None = None, cursor: str | None = None) -> Listing[Citation]:
        """The claims of a filter, newest publication first, in the order of the text.

        Raises:
            BadDate, BadCursor.
        """
        with self.db.read() as connection:
            query = claims_query(connection, wanted, None if limit is None else limit + 1, cursor)
            keys = connection.execute(query).scalars().all()
            rows = _rows(connection, keys[:limit])
            cited = _cited(connection, rows)
        more = limit is not None and len(keys) > limit
        return Listing(tuple(cited), f"{rows[-1].day}.{rows[-1].key}" if more else None)

    def one(self, prefix: str) -> Citation:
        """The claim whose id begins so; one that is no longer current where no current one does. Raises UnknownId, AmbiguousId."""
        with self.db.read() as connection:
            found = full_id(connection, claim, prefix, "claim")
            query = sa.select(claim).where(claim.c.id == found).order_by(claim.c.current.desc(), claim.c.key.desc()).limit(1)
            return _cited(connection, connection.execute(query).all())[0]

    def of(self, doc: str) -> tuple[Citation, ...]:
        """The current claims of a document, in the order of the text."""
        query = sa.select(claim).join(document_table).where(document_table.c.id == doc, claim.c.current).order_by(claim.c.key)
        with self.db.read() as connection:
            return tuple(_cited(connection, connection.execute(query).all()))

    def of_extractors(self, doc: str) -> dict[int, tuple[str, tuple[Citation, ...]]]:
        """Every reading of a document by the number of its run: its extractor, and the claims it found."""
        query = sa.select(claim, extraction.c.run, extraction.c.extractor).join(extraction, extraction.c.key == claim.c.extraction)
        query = query.join(document_table, document_table.c.key == claim.c.document).where(document_table.c.id == doc).order_by(claim.c.key)
        with self.db.read() as connection:
            rows = connection.execute(query).all()
            cited = _cited(connection, rows)
        found: dict[int, tuple[str, tuple[Citation, ...]]] = {}
        for row, citation in zip(rows, cited, strict=True):
            found[row.run] = (row.extractor, (*found.get(row.run, ("", ()))[1], citation))
        return found

    def count(self) -> int:
        """How many current claims there are."""
        with self.db.read() as connection:
            return connection.execute(sa.select(sa.func.count()).where(claim.c.current)).scalar_one()

    def all(self) -> Iterator[Citation]:
        """Every current claim, in the order in which they were added."""
        return self.db.paged(sa.select(claim).where(claim.c.current), claim.c.key, _cited)

    def search(self, text: str, limit: int | None = None, cursor: str | None = None) -> Listing[Excerpt]:
        """Documents that hold every term (words, "phrases", begin*), newest publication first. Raises BadCursor."""
        query = sa.select(document_table.c.key, document_table.c.day).where(holds(self.db.engine.dialect.name, document_table, text))
        if cursor is not None:
            day, key = numbered(cursor)
            newer = sa.and_(document_table.c.day == day, document_table.c.key > key)
            query = query.where(sa.or_(document_table.c.day < day, newer))
        query = query.order_by(document_table.c.day.desc(), document_table.c.key).limit(None if limit is None else limit + 1)
        with self.db.read() as connection:
            rows = connection.execute(query).all()
            shown = rows[:limit]
            docs = documents_of(connection, [r.key for r in shown])
            numbers = _numbers(connection, [r.key for r in shown])
        found = tuple(Excerpt(doc, place(doc, text), numbers.get(r.key, 0)) for r in shown for doc in [docs[r.key].document])
        return Listing(found, f"{shown[-1].day}.{shown[-1].key}" if len(rows) > len(shown) else None)

    def diff(self, one: int, other: int) -> RunDiff:
        """What changed between the claims as of two runs, in the documents that both know."""
        with self.db.read() as connection:
            before, after = _as_of(connection, one), _as_of(connection, other)
            moved = [doc for doc in before if doc in after and before[doc] != after[doc]]
            old = {doc: _by_id(connection, before[doc]) for doc in moved}
            new = {doc: _by_id(connection, after[doc]) for doc in moved}
        pairs = [(old[d][i], new[d][i]) for d in moved for i in old[d] if i in new[d]]
        return RunDiff(
            gained=tuple(c for d in moved for i, c in new[d].items() if i not in old[d]),
            lost=tuple(c for d in moved for i, c in old[d].items() if i not in new[d]),
            changed=tuple((a, b) for a, b in pairs if _bare(a) != _bare(b)),
            added=len(after.keys() - before.keys()),
        )


def _as_of(connection: sa.Connection, run: int) -> dict[int, int]:
    """By document the reading that was current when a run had ended."""
    query = sa.select(extraction.c.document, sa.func.max(extraction.c.key)).where(extraction.c.run <= run).group_by(extraction.c.document)
    return {row[0]: row[1] for row in connection.execute(query)}


def _by_id(connection: sa.Connection, reading: int) -> dict[str, Citation]:
    rows = connection.execute(sa.select(claim).where(claim.c.extraction == reading).order_by(claim.c.key)).all()
    return {c.claim.id: c for c in _cited(connection, rows)}


def _bare(citation: Citation) -> object:
    """A claim without the facts of the run."""
    return replace(citation.claim, extractor="", rule="", why=())


def _numbers(connection: sa.Connection, docs: Sequence[int]) -> dict[int, int]:
    query = sa.select(claim.c.document, sa.func.count()).where(claim.c.document.in_(docs), claim.c.current).group_by(claim.c.document)
    return {row[0]: row[1] for row in connection.execute(query)}


def _rows(connection: sa.Connection, keys: Sequence[int]) -> list[sa.Row[Any]]:
    """The rows of these keys, in their order."""
    found: dict[int, sa.Row[Any]] = {}
    for start in range(0, len(keys), 5000):
        query = sa.select(claim).where(claim.c.key.in_(keys[start : start + 5000]))
        found |= {row.key: row for row in connection.execute(query)}
    return [found[key] for key in keys]


def _cited(connection: sa.Connection, rows: Iterable[sa.Row[Any]], docs: dict[int, Shelved] | None = None) -> list[Citation]:
    """The claims of these rows with their documents."""
    held = tuple(rows)
    known = docs if docs is not None else {}
    known |= documents_of(connection, {row.document for row in held} - known.keys())
    return [citation_of(row, known[row.document]) for row in held]
