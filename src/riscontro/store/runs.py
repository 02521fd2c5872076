"""Runs and what they refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from riscontro.errors import UnknownId
from riscontro.model import Refusal, Run
from riscontro.store.database import Database
from riscontro.store.tables import refusal as refusal_table
from riscontro.store.tables import run as run_table


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a store."""

    db: Database

    def begin(self, extractor: str, arguments: tuple[str, ...], at: str) -> int:
        """Notes that a run begins at this time (UTC, ISO 8601), and gives its number."""
        row = {"extractor": extractor, "arguments": list(arguments), "began": at}
        with self.db.write() as connection:
            counts = dict.fromkeys(("documents", "claims", "known", "refused"), 0)
            return int(connection.execute(run_table.insert().values(**row, **counts).returning(run_table.c.key)).scalar_one())

    def refuse(self, run: int, refusal: Refusal) -> None:
        """Notes a file that could not be read."""
        row = {name: getattr(refusal, name) for name in ("path", "code", "what", "remedy", "exit_code")}
        with self.db.write() as connection:
            connection.execute(refusal_table.insert().values(run=run, **{k: clean(v) for k, v in row.items()}))
            count(connection, run, refused=1)

    def skip(self, run: int) -> None:
        """Notes a document that was there already."""
        with self.db.write() as connection:
            count(connection, run, known=1)

    def end(self, run: int, at: str) -> None:
        """Notes that a run came to its end."""
        with self.db.write() as connection:
            connection.execute(run_table.update().where(run_table.c.key == run).values(ended=at))

    def all(self) -> tuple[Run, ...]:
        """Every run, the latest first."""
        with self.db.read() as connection:
            return tuple(_run(row) for row in connection.execute(sa.select(run_table).order_by(run_table.c.key.desc())))

    def one(self, run: int) -> Run:
        """The run of this number. Raises UnknownId."""
        with self.db.read() as connection:
            row = connection.execute(sa.select(run_table).where(run_table.c.key == run)).first()
        if row is None:
            raise UnknownId(f"There is no run {run}.", "`riscontro runs` lists them.")
        return _run(row)

    def refusals(self, run: int | None = None) -> Iterator[Refusal]:
        """What a run could not read; without a number, what all could not."""
        query = sa.select(refusal_table).order_by(refusal_table.c.key)
        with self.db.read() as connection:
            rows = connection.execute(query if run is None else query.where(refusal_table.c.run == run)).all()
        return (Refusal(r.path, r.code, r.what, r.remedy, r.exit_code) for r in rows)


def count(connection: sa.Connection, run: int, **more: int) -> None:
    """Adds to the counts of a run."""
    values = {name: run_table.c[name] + n for name, n in more.items()}
    connection.execute(run_table.update().where(run_table.c.key == run).values(**values))


def clean(value: object) -> object:
    """A text without what no database keeps: lone surrogates of undecodable paths, and NUL."""
    return value.encode("utf-8", "backslashreplace").decode().replace("\0", "?") if isinstance(value, str) else value


def _run(row: sa.Row[Any]) -> Run:
    return Run(row.key, row.extractor, tuple(row.arguments), row.began, row.ended, row.documents, row.claims, row.known, row.refused)
