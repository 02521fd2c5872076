"""Documents, their bytes and their claims: put in one transaction for each document, and got back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from riscontro.languages.edtf import interval
from riscontro.model import Act, Article, Capture, Citation, Claim, Document, Keys, Refusal, Sketch
from riscontro.model.questions import cite, code
from riscontro.store.blocks import hold, release
from riscontro.store.codec import from_json, to_json
from riscontro.store.custody import RECORD, append_capture, append_reading, is_new_place, record_hash
from riscontro.store.database import Database, insert_new, insert_once
from riscontro.store.families import Alike, gather
from riscontro.store.ids import full_id
from riscontro.store.runs import clean, count
from riscontro.store.tables import claim as claim_table
from riscontro.store.tables import claim_goods, claim_party, claim_source, extraction, location, name, original
from riscontro.store.tables import document as document_table
from riscontro.store.tables import refusal as refusal_table
from riscontro.store.words import folded

_KEPT_BESIDE = frozenset({"id", "language", "published", "publisher", "title", "text", "blocks"})
CLAIM_BESIDE = frozenset({"id", "document"})
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a store."""

    db: Database

    def known(self, doc: str, extractor: str) -> Document | None:
        """The document of this id, if its current claims are this extractor's."""
        query = (
            sa.select(document_table)
            .join(extraction, extraction.c.document == document_table.c.key)
            .where(document_table.c.id == doc, extraction.c.extractor == extractor, extraction.c.current)
        )
        with self.db.read() as connection:
            row = connection.execute(query).first()
        return _document(row) if row else None

    def put(
        self,
        article: Article,
        data: bytes,
        *,
        run: int,
        extractor: str,
        keys: Mapping[str, Keys],
        sketch: Sketch | None = None,
        alike: Alike | None = None,
        capture: Capture | None = None,
    ) -> bool:
        """Puts a document with its bytes and claims, in one transaction; what an earlier run found in it stays, and is no longer current.

        Args:
            article: the document and all claims found in it.
            data: its bytes as received.
            run: number of the run.
            extractor: who found the claims.
            keys: by claim id, for every claim that has a place in the ledger.
            sketch: what the words come to, to find copies by.
            alike: which of the documents that share a band with it are its copies.
            capture: how the bytes were had; stands in the custody log.

        Returns:
            False where another process has put the same in the meantime.
        """
        with self.db.write() as connection:
            if _is_there(connection, article.document, extractor):
                count(connection, run, known=1)
                return False
            doc, new, record = _put_document(connection, article.document, data)
            had = capture or Capture("given", "", article.document.path or "")
            seen = _note_place(connection, doc, had.name, run)
            _retire(connection, doc)
            if new and sketch and alike:
                gather(connection, doc, sketch, alike)
            row = {"document": doc, "run": run, "extractor": extractor, "current": True}
            found = connection.execute(extraction.insert().values(row).returning(extraction.c.key)).scalar_one()
            rows = put_claims(connection, cite(article), doc, found, keys)
            count(connection, run, documents=1, claims=len(article.claims))
            if new or seen:
                append_capture(connection, Act.CAPTURED if new else Act.FOUND, article.document.id, len(data), had)
            append_reading(connection, article.document.id, record, rows, extractor)
        return True

    def found_at(self, doc: str, capture: Capture, run: int) -> None:
        """Notes that the bytes of a document were found again; a file that lies where it lay is not worth an entry in the log."""
        with self.db.write() as connection:
            row = connection.execute(
                sa.select(document_table.c.key, sa.func.length(original.c.bytes).label("size"))
                .join(original)
                .where(document_table.c.id == doc)
            ).one()
            new = _note_place(connection, row.key, capture.name, run)
            count(connection, run, known=1)
            if new or capture.how == "web":
                append_capture(connection, Act.FOUND, doc, row.size, capture)

    def document(self, prefix: str) -> Document:
        """The document whose id begins so (`sha256:` may be left out). Raises UnknownId, AmbiguousId."""
        with self.db.read() as connection:
            wanted = prefix if prefix.startswith("sha256:") else f"sha256:{prefix}"
            found = full_id(connection, document_table, wanted, "document")
            return _document(connection.execute(sa.select(document_table).where(document_table.c.id == found)).one())

    def original(self, doc: str) -> bytes:
        """The bytes of a document as they were received."""
        query = sa.select(original.c.bytes).join(document_table).where(document_table.c.id == doc)
        with self.db.read() as connection:
            return bytes(connection.execute(query).scalar_one())

    def paths(self, doc: str) -> tuple[str, ...]:
        """Every path under which the bytes of a document were found."""
        query = sa.select(location.c.path).join(document_table).where(document_table.c.id == doc).order_by(location.c.path)
        with self.db.read() as connection:
            return tuple(connection.execute(query).scalars())

    def articles(self, between: tuple[str, str] | None = None) -> Iterator[Article]:
        """Documents with their current claims, one for each path they were found under; those that name both parties, or all."""
        query = sa.select(document_table)
        for party in between or ():
            query = query.where(document_table.c.key.in_(_naming(party)))
        return self.db.paged(query, document_table.c.id, _articles)

    def families(self) -> dict[str, str]:
        """By document the family of copies and rewrites that it belongs to; documents on their own are left out."""
        query = sa.select(document_table.c.id, document_table.c.family).where(document_table.c.family.is_not(None))
        with self.db.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def still_refused(self) -> tuple[Refusal, ...]:
        """Files that could not be read, and have not been since; of each the latest refusal."""
        query = sa.select(refusal_table).where(refusal_table.c.path.not_in(sa.select(location.c.path))).order_by(refusal_table.c.key)
        with self.db.read() as connection:
            rows = {r.path: Refusal(r.path, r.code, r.what, r.remedy, r.exit_code) for r in connection.execute(query)}
        return tuple(rows.values())

    def all(self) -> Iterator[Document]:
        """Every document, in the order in which they were added."""
        return self.db.paged(sa.select(document_table), document_table.c.key, lambda _, rows: map(_document, rows))


def _articles(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> Iterator[Article]:
    """These documents with their current claims, one article for each path."""
    for row in rows:
        doc = _document(row)
        held = sa.select(claim_table).where(claim_table.c.document == row.key, claim_table.c.current).order_by(claim_table.c.key)
        claims = tuple(citation_of(r, Shelved(doc, "")).claim for r in connection.execute(held))
        paths = sa.select(location.c.path).where(location.c.document == row.key).order_by(location.c.run, location.c.path)
        others = [p for p in connection.execute(paths).scalars() if p != doc.path]
        yield from (Article(replace(doc, path=path), claims) for path in (doc.path, *others))


def _naming(party: str) -> sa.Select[Any]:
    """The documents of which a current claim names a party, by its code."""
    here = sa.and_(claim_party.c.value == party, claim_party.c.claim == claim_table.c.key)
    return sa.select(claim_table.c.document).join(claim_party, here).where(claim_table.c.current)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document and the family it belongs to; empty = it has none."""

    document: Document
    family: str


def documents_of(connection: sa.Connection, keys: Iterable[int]) -> dict[int, Shelved]:
    """Documents by their keys."""
    query = sa.select(document_table).where(document_table.c.key.in_(sorted(set(keys))))
    return {row.key: Shelved(_document(row), row.family or "") for row in connection.execute(query)}


def _document(row: sa.Row[Any]) -> Document:
    body = dict(row.body)
    spans = body.pop("spans")
    body["blocks"] = [{"kind": kind, "span": {"start": a, "end": b, "text": row.text[a:b]}} for kind, a, b in spans]
    kept = {n: getattr(row, n) for n in _KEPT_BESIDE - {"blocks"}}
    return from_json(Document, body, **kept)


def _is_there(connection: sa.Connection, doc: Document, extractor: str) -> bool:
    """Whether a document is there as it is, with this extractor's claims."""
    query = sa.select(extraction.c.key).join(document_table, document_table.c.key == extraction.c.document)
    facts = (document_table.c.language == doc.language, document_table.c.published.is_not_distinct_from(doc.published))
    here = (document_table.c.id == doc.id, extraction.c.extractor == extractor, extraction.c.current)
    return connection.execute(query.where(*here, *facts)).first() is not None


def _note_place(connection: sa.Connection, doc: int, path: str, run: int) -> bool:
    """Notes under which path a document was found; whether it never was under this one."""
    new = is_new_place(connection, doc, path)
    if new and path:
        insert_new(connection, location, [{"document": doc, "path": clean(path), "run": run}])
    return new


def _put_document(connection: sa.Connection, doc: Document, data: bytes) -> tuple[int, bool, str]:
    """The key of a document, whether it is new, and the hash of its row; of one that is there, what is told anew (its date) is set."""
    body = to_json(doc, without=_KEPT_BESIDE) | {"path": clean(doc.path)}
    body["spans"] = [[str(b.kind), b.span.start, b.span.end] for b in doc.blocks]
    facts: Row = {n: getattr(doc, n) for n in ("language", "published", "publisher", "title", "text")}
    row = {"id": doc.id, "day": day_published(doc), "body": body, **facts}
    added = insert_once(connection, document_table, row)
    found = added or int(connection.execute(sa.select(document_table.c.key).where(document_table.c.id == doc.id)).scalar_one())
    if added:
        connection.execute(original.insert().values(document=found, bytes=data))
    else:
        told = {n: row[n] for n in ("published", "day", "body")}
        connection.execute(document_table.update().where(document_table.c.key == found).values(told))
    return found, added is not None, _kept_hash(connection, found)


def _kept_hash(connection: sa.Connection, key: int) -> str:
    """The hash of a document's row as it is kept."""
    columns = [document_table.c[name] for name in RECORD]
    return record_hash(connection.execute(sa.select(*columns).where(document_table.c.key == key)).one()._asdict())


def day_published(doc: Document) -> date:
    """The first day of publication, the first of all days where it is unknown."""
    return (interval(doc.published) or (date.min, date.min))[0]


def _retire(connection: sa.Connection, doc: int) -> None:
    """What was found in a document before is no longer current."""
    connection.execute(extraction.update().where(extraction.c.document == doc, extraction.c.current).values(current=False))
    old = connection.execute(sa.select(claim_table.c.key).where(claim_table.c.document == doc, claim_table.c.current)).scalars().all()
    if old:
        release(connection, old)
        connection.execute(claim_table.update().where(claim_table.c.key.in_(old)).values(current=False))


def put_claims(connection: sa.Connection, citations: tuple[Citation, ...], doc: int, found: int, keys: Mapping[str, Keys]) -> list[Row]:
    """Claims with their rows in every index, and their keys, which are then pending; returns the rows."""
    if not citations:
        return []
    rows = [claim_row(c) | {"document": doc, "extraction": found, "current": True} for c in citations]
    added = connection.execute(claim_table.insert().returning(claim_table.c.key, sort_by_parameter_order=True), rows).scalars().all()
    index(connection, dict(zip(added, citations, strict=True)))
    hold(connection, doc, {key: keys.get(c.claim.id, Keys()) for key, c in zip(added, citations, strict=True)})
    return rows


def claim_row(citation: Citation) -> Row:
    """The columns of a claim."""
    claim, doc = citation.claim, citation.document
    first, last = interval(claim.when) or (None, None)
    return {
        "id": claim.id,
        "day": day_published(doc),
        "kind": str(claim.kind),
        "polarity": str(claim.polarity),
        "certainty": str(claim.certainty),
        "starts": first,
        "ends": last,
        "publisher": folded(doc.publisher) if doc.publisher else None,
        "paragraph": citation.paragraph,
        "words": claim.span.text,
        "body": to_json(claim, without=CLAIM_BESIDE),
    }


def index(connection: sa.Connection, added: Mapping[int, Citation]) -> None:
    """The rows of claims in the inverted indexes, and the names they bring."""
    parties, goods, sources = [], [], []
    names = set()
    for key, citation in added.items():
        claim, here = citation.claim, {"claim": key, "day": day_published(citation.document)}
        for role, side in (("actor", claim.actor), ("counterpart", claim.counterpart)):
            values = {v for p in side for v in _values(p.name, p.id, code(p))}
            parties += [{"value": v, "role": role, **here} for v in sorted(values)]
            names |= {("party", v) for v in values}
        values = {v for link in claim.attribution for v in _values(link.source.name, link.source.id, code(link.source))}
        sources += [{"value": v, **here} for v in sorted(values)]
        names |= {("source", v) for v in values}
        goods += [{"value": v, **here} for v in sorted(with_parents(claim.goods))]
    for table, rows in ((claim_party, parties), (claim_goods, goods), (claim_source, sources)):
        if rows:
            connection.execute(table.insert(), rows)
    names |= {("publisher", folded(c.document.publisher)) for c in added.values() if c.document.publisher}
    insert_new(connection, name, [{"field": f, "value": v} for f, v in sorted(names) if v == folded(v)])


def _values(*names: str | None) -> set[str]:
    """A party's code as it is, and its names folded."""
    written, known, coded = names
    return {v for v in (coded, folded(written or ""), folded(known or "")) if v}


def with_parents(goods: Iterable[str]) -> set[str]:
    """Goods codes and every parent of them."""
    return {".".join(parts[: n + 1]) for g in goods for parts in [g.split(".")] for n in range(len(parts))}


def citation_of(row: sa.Row[Any], held: Shelved) -> Citation:
    """The claim of a row, with its place."""
    doc = held.document
    return Citation(from_json(Claim, row.body, id=row.id, document=doc.id), doc, row.paragraph, held.family)
