"""Documents with their bytes, claims with their indexes, runs and refusals, and the search over words."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


Column = sa.Column[Any]


def _key() -> Column:
    return sa.Column("key", sa.Integer, primary_key=True)


def _to(table: str, **facts: Any) -> Column:  # noqa: ANN401  # as SQLAlchemy has it
    return sa.Column(table, sa.Integer, sa.ForeignKey(f"{table}.key"), nullable=False, **facts)


def _text(name: str, **facts: Any) -> Column:  # noqa: ANN401  # as SQLAlchemy has it
    return sa.Column(name, sa.Text, **{"nullable": False, **facts})


def upgrade() -> None:
    """Makes the tables."""
    _runs()
    _documents()
    _claims()
    _search_sqlite() if op.get_bind().dialect.name == "sqlite" else _search_postgresql()


def _runs() -> None:
    counts = [sa.Column(n, sa.Integer, nullable=False) for n in ("documents", "claims", "known", "refused")]
    arguments = sa.Column("arguments", sa.JSON, nullable=False)
    op.create_table("run", _key(), _text("extractor"), arguments, _text("began"), _text("ended", nullable=True), *counts)
    words = [_text(n) for n in ("path", "code", "what", "remedy")]
    op.create_table("refusal", _key(), _to("run", index=True), *words, sa.Column("exit_code", sa.Integer, nullable=False))


def _documents() -> None:
    op.create_table(
        "document",
        _key(),
        sa.Column("id", _ID, nullable=False, unique=True),
        _text("language"),
        _text("published", nullable=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        _text("publisher", nullable=True),
        _text("title", nullable=True),
        _text("text"),
        sa.Column("body", sa.JSON, nullable=False),
    )
    op.create_table("original", _to("document", primary_key=True), sa.Column("bytes", sa.LargeBinary, nullable=False))
    op.create_table("location", _to("document", primary_key=True), _text("path", primary_key=True), _to("run"))
    current = sa.Column("current", sa.Boolean, nullable=False)
    op.create_table("extraction", _key(), _to("document", index=True), _to("run", index=True), _text("extractor"), current)


def _claims() -> None:
    op.create_table(
        "claim",
        _key(),
        sa.Column("id", _ID, nullable=False, index=True),
        _to("extraction", index=True),
        _to("document", index=True),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        *(_text(n) for n in ("kind", "polarity", "certainty")),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        _text("publisher", nullable=True),
        sa.Column("paragraph", sa.Integer, nullable=False),
        _text("words"),
        sa.Column("body", sa.JSON, nullable=False),
    )
    for name, columns in (
        ("newest", ["day", "key"]),
        ("kind", ["kind", "day", "key"]),
        ("publisher", ["publisher", "day", "key"]),
        ("starts", ["starts"]),
    ):
        op.create_index(f"ix_claim_{name}", "claim", columns, sqlite_where=sa.text("current = 1"), postgresql_where=sa.text("current"))
    for table in ("claim_party", "claim_goods", "claim_source"):
        role = (_text("role", primary_key=True),) if table == "claim_party" else ()
        day = sa.Column("day", sa.Date, primary_key=True, nullable=False)
        op.create_table(table, _text("value", primary_key=True), day, _to("claim", primary_key=True), *role, sqlite_with_rowid=False)
    op.create_table("name", _text("field", primary_key=True), _text("value", primary_key=True), sqlite_with_rowid=False)


def _search_sqlite() -> None:
    """FTS5 beside the tables, which keep the words; triggers add what is added."""
    for table, columns in (("document", "title, text"), ("claim", "words")):
        held = ", ".join(f"new.{c}" for c in columns.split(", "))
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, content='{table}', content_rowid='key', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        op.execute(
            f"CREATE TRIGGER {table}_words_added AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO {table}_words(rowid, {columns}) VALUES (new.key, {held}); END"
        )


def _search_postgresql() -> None:
    """GIN indexes over words without their accents; of a long text the first 300,000 characters, since a vector holds a megabyte."""
    op.execute(
        "CREATE FUNCTION riscontro_words(words text) RETURNS tsvector IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$ "
        "SELECT to_tsvector('pg_catalog.simple', regexp_replace(normalize(left(words, 300000), NFKD), '[\\u0300-\\u036f]', '', 'g')) $$"
    )
    op.execute("CREATE INDEX ix_document_words ON document USING gin (riscontro_words(coalesce(title, '') || ' ' || text))")
    op.execute("CREATE INDEX ix_claim_words ON claim USING gin (riscontro_words(words))")
