"""Keys, events with their findings and origins, and judgements, which are only ever added."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

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
    _blocks()
    _events()
    _judgements()
    if op.get_bind().dialect.name == "sqlite":
        _append_only_sqlite()
    else:
        _append_only_postgresql()


def _blocks() -> None:
    parts = ("kind", "actor", "counterpart", "family")
    op.create_table("block", _key(), sa.Column("text", _ID, nullable=False, unique=True), *map(_text, parts))
    op.create_index("ix_block_parts", "block", list(parts))
    op.create_index("ix_block_counterpart", "block", ["kind", "counterpart"])
    op.create_table("claim_block", _to("block", primary_key=True), _to("claim", primary_key=True, index=True), sqlite_with_rowid=False)
    op.create_table("pending", _to("block", primary_key=True))


def _events() -> None:
    op.create_table(
        "event",
        _key(),
        sa.Column("id", _ID, nullable=False, unique=True),
        _to("block", index=True),
        *map(_text, ("kind", "actor", "counterpart", "family")),
        _text("period", nullable=True),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        sa.Column("day", sa.Date, nullable=False),
        _text("rung"),
        sa.Column("disputed", sa.Boolean, nullable=False),
        sa.Column("refuted", sa.Boolean, nullable=False),
        sa.Column("origins", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        _text("version"),
        sa.Column("body", sa.JSON, nullable=False),
    )
    for name, columns in (("newest", ["day", "id"]), ("actor", ["actor", "day"]), ("counterpart", ["counterpart", "day"])):
        op.create_index(f"ix_event_{name}", "event", columns)
    keyed = _to("event", primary_key=True)
    op.create_table(
        "event_claim",
        keyed,
        _to("claim", primary_key=True, index=True),
        _text("role", primary_key=True),
        _text("origin", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table("event_goods", _text("value", primary_key=True), _to("event", primary_key=True, index=True), sqlite_with_rowid=False)
    op.create_table(
        "event_origin",
        _text("origin", primary_key=True),
        _to("event", primary_key=True, index=True),
        _text("standing"),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _judgements() -> None:
    op.create_table(
        "judgement",
        _key(),
        _text("verb"),
        sa.Column("claims", sa.JSON, nullable=False),
        *map(_text, ("reason", "at", "by")),
        *(_text(n, nullable=True) for n in ("field", "value")),
        _text("source", nullable=True, index=True),
    )
    op.create_table("judgement_claim", sa.Column("claim", _ID, primary_key=True, nullable=False), _to("judgement", primary_key=True))


_FORBIDDEN = "judgements are appended, never changed"
_APPENDED = ("judgement", "judgement_claim")


def _append_only_sqlite() -> None:
    for table in _APPENDED:
        for what in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, '{_FORBIDDEN}'); END")


def _append_only_postgresql() -> None:
    op.execute(f"CREATE FUNCTION riscontro_appended() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_FORBIDDEN}'; END $$")
    for table in _APPENDED:
        op.execute(
            f"CREATE TRIGGER {table}_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION riscontro_appended()"
        )
