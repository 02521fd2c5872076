"""The custody log: entries that can only be added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_FORBIDDEN = "the custody log is appended, never changed"


def upgrade() -> None:
    """Makes the table, and what forbids to change it."""
    op.create_table(
        "custody",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text, index=True),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("address", sa.Text, index=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
    )
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER custody_no_{what.lower()} BEFORE {what} ON custody BEGIN SELECT RAISE(ABORT, '{_FORBIDDEN}'); END")
        return
    op.execute(f"CREATE FUNCTION riscontro_custody() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_FORBIDDEN}'; END $$")
    op.execute(
        "CREATE TRIGGER custody_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON custody "
        "FOR EACH STATEMENT EXECUTE FUNCTION riscontro_custody()"
    )
