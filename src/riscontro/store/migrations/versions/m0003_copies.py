"""Families of copies: the signature of each document's words, its bands, and the family it belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables."""
    op.add_column("document", sa.Column("family", sa.Text))
    op.create_index("ix_document_family", "document", ["family"])
    op.create_table(
        "signature",
        sa.Column("document", sa.Integer, sa.ForeignKey("document.key"), primary_key=True, nullable=False),
        sa.Column("numbers", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "band",
        sa.Column("band", sa.BigInteger, primary_key=True, nullable=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("document.key"), primary_key=True, nullable=False),
        sqlite_with_rowid=False,
    )
