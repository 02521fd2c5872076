"""The tables. Nouns stand whole in a column of JSON; beside it stand the columns and rows that lists are filtered and sorted by.

`day` is the first day of publication (the first of all days where it is unknown): lists show the newest first. The tables
`claim_party`, `claim_goods` and `claim_source` are inverted indexes: one row for each value by which a claim can be asked for,
in the order of the list, so that the first page of an answer is read and nothing is sorted.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()
ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""A type for ids: sorted by bytes, so that a prefix is a range."""


Column = sa.Column[Any]


def _key() -> Column:
    return sa.Column("key", sa.Integer, primary_key=True)


def _to(table: str, **facts: Any) -> Column:  # noqa: ANN401  # as SQLAlchemy has it
    return sa.Column(table, sa.Integer, sa.ForeignKey(f"{table}.key"), nullable=False, **facts)


def _needed(name: str, kind: Any, **facts: Any) -> Column:  # noqa: ANN401  # as SQLAlchemy has it
    return sa.Column(name, kind, nullable=False, **facts)


run = sa.Table(
    "run",
    METADATA,
    _key(),
    _needed("extractor", sa.Text),
    _needed("arguments", sa.JSON),
    _needed("began", sa.Text),
    sa.Column("ended", sa.Text),
    _needed("documents", sa.Integer),
    _needed("claims", sa.Integer),
    _needed("known", sa.Integer),
    _needed("refused", sa.Integer),
)
"""One time that documents were read: by which extractor, with which arguments, when (UTC), and what came of it."""

refusal = sa.Table(
    "refusal",
    METADATA,
    _key(),
    _to("run", index=True),
    _needed("path", sa.Text),
    _needed("code", sa.Text),
    _needed("what", sa.Text),
    _needed("remedy", sa.Text),
    _needed("exit_code", sa.Integer),
)
"""Files that a run could not read."""

document = sa.Table(
    "document",
    METADATA,
    _key(),
    _needed("id", ID, unique=True),
    _needed("language", sa.Text),
    sa.Column("published", sa.Text),
    _needed("day", sa.Date, index=True),
    sa.Column("publisher", sa.Text),
    sa.Column("family", sa.Text, index=True),
    sa.Column("title", sa.Text),
    _needed("text", sa.Text),
    _needed("body", sa.JSON),
)
"""Documents as collected; `family` is the smallest id among the copies and rewrites that a document belongs to."""

original = sa.Table("original", METADATA, _to("document", primary_key=True), _needed("bytes", sa.LargeBinary))
"""The bytes of each document as received; its id is their SHA-256."""

signature = sa.Table("signature", METADATA, _to("document", primary_key=True), _needed("numbers", sa.LargeBinary))
"""The words of each document as a few numbers of 64 bits (MinHash)."""

band = sa.Table(
    "band",
    METADATA,
    _needed("band", sa.BigInteger, primary_key=True),
    _to("document", primary_key=True),
    sqlite_with_rowid=False,
)
"""The bands of each document's numbers: documents that share none are never compared."""

location = sa.Table("location", METADATA, _to("document", primary_key=True), _needed("path", sa.Text, primary_key=True), _to("run"))
"""Every path under which the bytes of a document were found."""

extraction = sa.Table(
    "extraction",
    METADATA,
    _key(),
    _to("document", index=True),
    _to("run", index=True),
    _needed("extractor", sa.Text),
    _needed("current", sa.Boolean),
)
"""One reading of a document by one extractor; the claims of the newest one are current."""

claim = sa.Table(
    "claim",
    METADATA,
    _key(),
    _needed("id", ID, index=True),
    _to("extraction", index=True),
    _to("document", index=True),
    _needed("current", sa.Boolean),
    _needed("day", sa.Date),
    _needed("kind", sa.Text),
    _needed("polarity", sa.Text),
    _needed("certainty", sa.Text),
    sa.Column("starts", sa.Date),
    sa.Column("ends", sa.Date),
    sa.Column("publisher", sa.Text),
    _needed("paragraph", sa.Integer),
    _needed("words", sa.Text),
    _needed("body", sa.JSON),
)
"""Claims: `starts` and `ends` bound the time of the event, `publisher` is folded, `words` are those of the span."""

_CURRENT: dict[str, Any] = {"sqlite_where": sa.text("current = 1"), "postgresql_where": claim.c.current}
sa.Index("ix_claim_newest", claim.c.day, claim.c.key, **_CURRENT)
sa.Index("ix_claim_kind", claim.c.kind, claim.c.day, claim.c.key, **_CURRENT)
sa.Index("ix_claim_publisher", claim.c.publisher, claim.c.day, claim.c.key, **_CURRENT)
sa.Index("ix_claim_starts", claim.c.starts, **_CURRENT)


def _inverted(name: str, *more: Column) -> sa.Table:
    return sa.Table(
        name,
        METADATA,
        _needed("value", sa.Text, primary_key=True),
        _needed("day", sa.Date, primary_key=True),
        _to("claim", primary_key=True),
        *more,
        sqlite_with_rowid=False,
    )


claim_party = _inverted("claim_party", _needed("role", sa.Text, primary_key=True))
"""Codes and folded names of actors and counterparts."""

claim_goods = _inverted("claim_goods")
"""Goods codes and every parent of them."""

claim_source = _inverted("claim_source")
"""Codes and folded names of all links of the chains of sources."""

name = sa.Table(
    "name",
    METADATA,
    _needed("field", sa.Text, primary_key=True),
    _needed("value", sa.Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""The folded names there are, of parties and of sources, so that a part of a name can be looked up."""

block = sa.Table(
    "block",
    METADATA,
    _key(),
    _needed("text", ID, unique=True),
    _needed("kind", sa.Text),
    _needed("actor", sa.Text),
    _needed("counterpart", sa.Text),
    _needed("family", sa.Text),
    sa.Index("ix_block_parts", "kind", "actor", "counterpart", "family"),
    sa.Index("ix_block_counterpart", "kind", "counterpart"),
)
"""Keys under which claims can be about one event."""

claim_block = sa.Table(
    "claim_block",
    METADATA,
    _to("block", primary_key=True),
    _to("claim", primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""The claims of each key: current ones that the desk has not rejected, with their keys as it corrected them."""

pending = sa.Table("pending", METADATA, _to("block", primary_key=True))
"""Keys whose events are to be found and weighed anew."""

judgement = sa.Table(
    "judgement",
    METADATA,
    _key(),
    _needed("verb", sa.Text),
    _needed("claims", sa.JSON),
    _needed("reason", sa.Text),
    _needed("at", sa.Text),
    _needed("by", sa.Text),
    sa.Column("field", sa.Text),
    sa.Column("value", sa.Text),
    sa.Column("source", sa.Text, index=True),
)
"""What people decided; triggers forbid to change or remove a row."""

judgement_claim = sa.Table(
    "judgement_claim",
    METADATA,
    _needed("claim", ID, primary_key=True),
    _to("judgement", primary_key=True),
)
"""The claims that judgements name, by id: they outlive every rerun."""

event = sa.Table(
    "event",
    METADATA,
    _key(),
    _needed("id", ID, unique=True),
    _to("block", index=True),
    _needed("kind", sa.Text),
    _needed("actor", sa.Text),
    _needed("counterpart", sa.Text),
    _needed("family", sa.Text),
    sa.Column("period", sa.Text),
    sa.Column("starts", sa.Date),
    sa.Column("ends", sa.Date),
    _needed("day", sa.Date),
    _needed("rung", sa.Text),
    _needed("disputed", sa.Boolean),
    _needed("refuted", sa.Boolean),
    _needed("origins", sa.Integer),
    _needed("claims", sa.Integer),
    _needed("version", sa.Text),
    _needed("body", sa.JSON),
    sa.Index("ix_event_newest", "day", "id"),
    sa.Index("ix_event_actor", "actor", "day"),
    sa.Index("ix_event_counterpart", "counterpart", "day"),
)
"""Events with their findings: `day` is the first day (the first of all where it is unknown), `body` goods, ranges and grounds."""

event_claim = sa.Table(
    "event_claim",
    METADATA,
    _to("event", primary_key=True),
    _to("claim", primary_key=True, index=True),
    _needed("role", sa.Text, primary_key=True),
    sa.Column("origin", sa.Text),
    sqlite_with_rowid=False,
)
"""What each event's finding rests on: the claims of the event with their origins, what answers it and what supports it."""

event_goods = sa.Table(
    "event_goods",
    METADATA,
    _needed("value", sa.Text, primary_key=True),
    _to("event", primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Goods codes of each event and every parent of them."""

event_origin = sa.Table(
    "event_origin",
    METADATA,
    _needed("origin", sa.Text, primary_key=True),
    _to("event", primary_key=True, index=True),
    _needed("standing", sa.Text),
    _needed("counted", sa.Boolean),
    _needed("names", sa.JSON),
    _needed("claims", sa.Integer),
    sqlite_with_rowid=False,
)
"""The origins of each event, with the number of claims that carry them."""

custody = sa.Table(
    "custody",
    METADATA,
    sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("document", sa.Text, index=True),
    _needed("act", sa.Text),
    sa.Column("address", sa.Text, index=True),
    _needed("content", sa.Text),
    _needed("hash", sa.Text, unique=True),
)
"""The custody log: `key` counts from 1, `document` is an id, `address` that of a capture; `hash` binds `content` to the entry before."""
