"""The store: documents, claims, events, findings, judgements and runs, in SQLite or PostgreSQL; no SQL stands anywhere else."""

from riscontro.store.archive import Archive
from riscontro.store.opening import MEMORY

__all__ = ["MEMORY", "Archive"]
