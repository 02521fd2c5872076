"""The store as the rest of the program sees it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from riscontro.model import Verification
from riscontro.store import opening
from riscontro.store.claims import Claims
from riscontro.store.custody import Custody
from riscontro.store.database import Database
from riscontro.store.documents import Documents
from riscontro.store.events import Events
from riscontro.store.judgements import Judgements
from riscontro.store.ledger import Ledger
from riscontro.store.runs import Runs
from riscontro.store.verifying import verify


@dataclass(frozen=True, slots=True)
class Archive:
    """An open store: documents, claims, events, judgements and runs, each behind its own name; closed by leaving the `with`."""

    db: Database

    @classmethod
    def create(cls, store: str | Path) -> Self:
        """Makes a store at a path or URL, or opens the one that is there.

        Raises:
            StoreError: it cannot be made, or something else is there.
        """
        engine = opening.engine_for(opening.address(store))
        opening.create(engine)
        return cls(Database(engine))

    @classmethod
    def open(cls, store: str | Path) -> Self:
        """Opens the store at a path or URL; an older one is brought up to date.

        Raises:
            NoStore: there is none.
            StoreError: it is none, or newer than this program, or cannot be opened.
        """
        engine = opening.engine_for(opening.address(store))
        opening.check(engine)
        return cls(Database(engine))

    @classmethod
    def in_memory(cls) -> Self:
        """A store that ends with the program."""
        return cls.create(opening.MEMORY)

    @property
    def where(self) -> str:
        """Path or address, without a password."""
        return self.db.where

    @property
    def documents(self) -> Documents:
        """Documents and their bytes."""
        return Documents(self.db)

    @property
    def claims(self) -> Claims:
        """Claims as they are asked for."""
        return Claims(self.db)

    @property
    def events(self) -> Events:
        """Events as they are asked for."""
        return Events(self.db)

    @property
    def ledger(self) -> Ledger:
        """Keys whose events are to be found and weighed anew."""
        return Ledger(self.db)

    @property
    def judgements(self) -> Judgements:
        """What people decided."""
        return Judgements(self.db)

    @property
    def runs(self) -> Runs:
        """Runs and what they refused."""
        return Runs(self.db)

    @property
    def custody(self) -> Custody:
        """What was done to documents and when."""
        return Custody(self.db)

    def verify(self, head: str | None = None) -> Verification:
        """Holds originals, documents, claims and log against the hashes noted when they came in; see `store.verifying.verify`."""
        return verify(self.db, head)

    def close(self) -> None:
        """Lets go of the database."""
        self.db.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
